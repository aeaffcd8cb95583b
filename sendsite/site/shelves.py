"""What layouts see of the services directory and of districts. ``docs/layouts.md`` is the contract."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sendsite.site.views import Link, Reference


@dataclass(frozen=True, slots=True)
class District:
    """A district and its own page; or, where it has none, the place of its area on this page."""

    name: str
    href: str
    area: str
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """What a list shows of a service."""

    name: str
    summary: str
    href: str
    ages: str | None
    where: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """A service with what the filter finds it by: values of choices, “all”, or “not-stated”, with spaces between."""

    offer: Offer
    category: str
    district: str
    age: str
    need: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose services by, and how many name it. Those for everybody are not among them."""

    name: str
    value: str
    href: str
    count: int
    summary: str | None
    ages: str | None


@dataclass(frozen=True, slots=True)
class Facet:
    """All that services can be chosen by in one way, and how many services are for whatever is chosen."""

    name: str
    choices: tuple[Choice, ...]
    everybody: int


@dataclass(frozen=True, slots=True)
class Service:
    """What a service is for, in words and links, beside the fields that are shown as they are."""

    category: Link | None
    needs: tuple[Link, ...]
    ages: str | None
    districts: tuple[Link, ...]
    dated: str | None
    checked: str | None
    sources: tuple[Reference, ...]
