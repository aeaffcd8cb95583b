"""Questions about the districts: which there are, whose area each is in, and where its own page lives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sendsite.crafts import addresses
from sendsite.memo import remembered
from sendsite.site import data, pages

if TYPE_CHECKING:
    from sendsite.crafts.source.datafiles import Area
    from sendsite.memo import Ask

FILE: Final = f"{data.FOLDER}dcos.yaml"


@dataclass(frozen=True, slots=True)
class District:
    """A district: its name, the last part of the addresses of its pages, its area, and where its own page lives.

    ``address`` is None on a site whose districts have no pages of their own.
    """

    name: str
    slug: str
    area: str
    address: str | None


@remembered
def above(ask: Ask) -> str | None:
    """The path of the page that the pages of the districts are below; None when there is none at this moment."""
    written = ask(data.dcos).page
    path = addresses.CONTENT + (written or "").lstrip("/")
    return path if written is not None and pages.published(ask, path) else None


@remembered
def districts(ask: Ask) -> tuple[District, ...]:
    """All districts, A to Z. One that two areas claim is a problem, and belongs to the first."""
    parent = ask(above)
    base = pages.address(ask, parent) if parent is not None else None
    found: dict[str, District] = {}
    for number, area in enumerate(ask(data.dcos).areas):
        for index, name in enumerate(area.districts):
            slug = addresses.slug(name)
            if slug in found:
                data.report_twice(ask, FILE, name, "areas", number, "districts", index)
            else:
                found[slug] = District(name, slug, area.area, None if base is None else f"{base}{slug}/")
    return tuple(found[slug] for slug in sorted(found))


@remembered
def district(ask: Ask, slug: str) -> District | None:
    """The district whose addresses end so."""
    return next((each for each in ask(districts) if each.slug == slug), None)


@remembered
def area(ask: Ask, name: str) -> Area | None:
    """The area of this name, with its officer."""
    return next((each for each in ask(data.dcos).areas if each.area == name), None)


@remembered
def places(ask: Ask, slug: str) -> tuple[str, ...]:
    """The towns and villages that ``dcos.yaml`` counts to a district."""
    return tuple(each.name for each in ask(data.dcos).places if addresses.slug(each.district) == slug)
