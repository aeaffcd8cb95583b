"""Questions about the services directory: which services there are, and which of them each list shows."""

from __future__ import annotations

import math
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal

from sendsite.crafts import addresses
from sendsite.crafts.source.services import ALL
from sendsite.memo import derived, remembered
from sendsite.site import data, districts, pages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sendsite.crafts.source.services import Service
    from sendsite.memo import Ask

Facet = Literal["category", "district", "age", "need"]

FRONT: Final = "content/services/index.md"
FACETS: Final[tuple[Facet, ...]] = ("category", "age", "district", "need")
TAGGED: Final[tuple[Facet, ...]] = ("category", "age", "need")  # by which pages are looked for too
NOT_STATED: Final = "not-stated"


@dataclass(frozen=True, slots=True)
class Card:
    """What lists see of a service; its other fields do not concern them."""

    id: str
    name: str
    summary: str
    category: str
    districts: str | tuple[str, ...]
    needs: str | tuple[str, ...]
    age_from: int | None
    age_to: int | None


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose by: the last part of its address, its name, and the ages of an age band."""

    value: str
    name: str
    summary: str | None = None
    youngest: int = 0
    oldest: int = 0


@dataclass(frozen=True, slots=True)
class Listed:
    """The ids of the services of one list: those that name what was chosen, and those that are for everybody."""

    own: tuple[str, ...]
    everybody: tuple[str, ...] = ()


def files(ask: Ask) -> tuple[str, ...]:
    """The paths of the data files that hold services."""
    return tuple(path for path in ask(data.files) if path.startswith(f"{data.FOLDER}services"))


@remembered
def _ids(ask: Ask, path: str) -> tuple[str, ...]:
    return tuple(service.id for service in ask(data.services, path))


@derived
def homes(ask: Ask) -> Mapping[str, str]:
    """The data file of each service, by its id. Two of one id are a problem, and the first keeps it."""
    found: dict[str, str] = {}
    for path in files(ask):
        for index, name in enumerate(ask(_ids, path)):
            if name in found:
                data.report_twice(ask, path, name, "services", index, "id")
            else:
                found[name] = path
    return MappingProxyType(found)


@remembered
def is_open(ask: Ask) -> bool:
    """Whether the site has a directory at this moment: some service, and a front page that leads to it."""
    return bool(ask(homes)) and pages.published(ask, FRONT)


@remembered
def service(ask: Ask, name: str) -> Service | None:
    """The service with this id."""
    path = ask(homes).get(name)
    return next((each for each in ask(data.services, path) if each.id == name), None) if path is not None else None


def at(ask: Ask, name: str, path: str) -> int:
    """The number of a service in its data file, counted from 0."""
    return ask(_ids, path).index(name)


@remembered
def card(ask: Ask, name: str) -> Card | None:
    """The face of a service."""
    found = ask(service, name)
    if found is None:
        return None
    scopes = found.districts, found.needs
    return Card(name, found.name, found.summary, found.category, *scopes, found.age_from, found.age_to)


@derived
def cards(ask: Ask) -> tuple[Card, ...]:
    """The faces of all services, A to Z."""
    found = [each for name in ask(homes) if (each := ask(card, name)) is not None]
    return tuple(sorted(found, key=lambda each: (addresses.slug(each.name), each.id)))


@remembered
def choices(ask: Ask, facet: Facet) -> tuple[Choice, ...]:
    """What services can be chosen by, in the order in which it is offered."""
    words = ask(data.directory)
    match facet:
        case "category":
            return tuple(Choice(each.id, each.name, each.summary) for each in words.categories)
        case "district":
            return tuple(Choice(each.slug, each.name) for each in ask(districts.districts))
        case "age":
            return tuple(Choice(each.id, each.name, each.summary, each.youngest, each.oldest) for each in words.ages)
        case "need":
            return tuple(Choice(each.id, each.name, each.summary) for each in words.needs)


@remembered
def choice(ask: Ask, facet: Facet, value: str) -> Choice | None:
    """One of them by the last part of its address."""
    return next((each for each in ask(choices, facet) if each.value == value), None)


def values(ask: Ask, facet: Facet, card: Card) -> tuple[str, ...]:
    """What of ``facet`` a service is for: some of the choices, all of them, or what nobody has stated."""
    if facet == "age":
        if card.age_from is None and card.age_to is None:
            return (NOT_STATED,)
        first, last = card.age_from or 0, math.inf if card.age_to is None else card.age_to
        bands = ask(choices, facet)
        if all(first <= each.youngest and each.oldest <= last for each in bands):
            return (ALL,)
        return tuple(each.value for each in bands if first <= each.oldest and each.youngest <= last)
    if facet == "category":
        return (card.category,)
    scope = card.districts if facet == "district" else card.needs
    if isinstance(scope, str):
        return (ALL,)
    return tuple(dict.fromkeys(map(addresses.slug, scope))) or (NOT_STATED,)


@derived
def sorted_out(ask: Ask, facet: Facet) -> tuple[tuple[str, Listed], ...]:
    """Every list of a facet with its value; the last may be the services that do not state what is asked."""
    own: dict[str, list[str]] = {}
    for each in ask(cards):
        for value in values(ask, facet, each):
            own.setdefault(value, []).append(each.id)
    everybody = tuple(own.pop(ALL, ()))
    named = tuple((each.value, Listed(tuple(own.get(each.value, ())), everybody)) for each in ask(choices, facet))
    return (*named, (NOT_STATED, Listed(tuple(own[NOT_STATED])))) if NOT_STATED in own else named


@derived
def listed(ask: Ask, facet: Facet, value: str) -> Listed:
    """The services that one list shows, A to Z."""
    return next((found for each, found in ask(sorted_out, facet) if each == value), Listed(()))


@remembered
def count(ask: Ask, facet: Facet, value: str) -> tuple[int, int]:
    """How many services name what was chosen, and how many more are for everybody."""
    found = ask(listed, facet, value)
    return len(found.own), len(found.everybody)


@remembered
def lists(ask: Ask, facet: Facet) -> tuple[str, ...]:
    """The values that have a list: every choice, also while it is empty, and what nobody has stated."""
    return tuple(value for value, _ in ask(sorted_out, facet))


def address(ask: Ask, *parts: str) -> str:
    """Where a page of the directory lives: a service by its id, a list by its facet and value, all of them as “all”."""
    return "".join(f"{part}/" for part in (pages.address(ask, FRONT).rstrip("/"), *parts))


@derived
def made(ask: Ask) -> frozenset[str]:
    """The addresses of all pages that are made from data files and that editors may link to."""
    own = {each.address for each in ask(districts.districts) if each.address is not None}
    if ask(is_open):
        own |= {address(ask, name) for name in ask(homes)} | {address(ask, "all")}
        own |= {address(ask, facet, value) for facet in FACETS for value in ask(lists, facet)}
    return frozenset(own)


@remembered
def is_made(ask: Ask, place: str) -> bool:
    """Whether there is such a page at an address below the base URL."""
    return place in ask(made)
