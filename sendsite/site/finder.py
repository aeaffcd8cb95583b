"""Questions that lead families to the officer of their district: its own page, and what the finder offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sendsite.crafts import addresses
from sendsite.memo import remembered
from sendsite.site import data, districts, frame, services, shelves, views

if TYPE_CHECKING:
    from sendsite.memo import Ask
    from sendsite.model import Output


def choices(ask: Ask, areas: tuple[str, ...]) -> tuple[shelves.District, ...]:
    """The districts of ``areas``, A to Z, each with its page, or else with the place of its area on the same page."""
    base = ask(data.base_path)
    return tuple(
        shelves.District(
            each.name,
            f"#_dco-area-{addresses.slug(each.area)}" if each.address is None else base + each.address,
            each.area,
            ask(districts.places, each.slug),
        )
        for each in ask(districts.districts)
        if each.area in areas
    )


@remembered
def district(ask: Ask, slug: str) -> Output | None:
    """The page of a district: its officer, and the way to the services there."""
    found, above = ask(districts.district, slug), ask(districts.above)
    area = ask(districts.area, found.area) if found is not None else None
    if found is None or found.address is None or above is None or area is None:
        return None
    summary = f"Who to ask about health and special educational needs and disabilities (SEND) in {found.name}."
    others = tuple(each for each in choices(ask, (area.area,)) if each.name != found.name)
    context = {
        "page": frame.below(ask, f"Your DCO in {found.name}", summary, found.address, above),
        "district": found.name,
        "area": area,
        "places": ask(districts.places, slug),
        "others": others,
        "contact": ask(frame.own_contact),
        "services": ask(_services, slug),
    }
    return frame.html(ask, found.address, "district.html", context, districts.FILE)


@remembered
def _services(ask: Ask, slug: str) -> tuple[views.Link, int, int] | None:
    """The list of the services of a district, how many name it, and how many more are for all districts."""
    if not ask(services.is_open):
        return None
    own, everybody = ask(services.count, "district", slug)
    href = ask(data.base_path) + services.address(ask, "district", slug)
    found = ask(districts.district, slug)
    return views.Link(f"Services in {found.name if found else slug}", href), own, everybody
