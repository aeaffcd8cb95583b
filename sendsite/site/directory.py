"""Questions that make the pages of the services directory: each service, each list, and the one with all of them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from sendsite.crafts import addresses, dates
from sendsite.crafts.source.services import ALL
from sendsite.memo import derived, remembered
from sendsite.site import data, districts, frame, services, shelves, topics, views

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sendsite.crafts.source.services import Service
    from sendsite.memo import Ask
    from sendsite.model import Output
    from sendsite.site.services import Card, Choice, Facet

_NAMES: Final[dict[Facet, str]] = {
    "category": "Topic", "age": "Stage of life", "district": "District", "need": "Need",
}  # fmt: skip
_UNSTATED: Final[dict[Facet, str]] = {
    "category": "Services without a topic",
    "district": "Services that do not say where they work",
    "age": "Services that do not say for what age they are",
    "need": "Services that do not say for what need they are",
}


def _href(ask: Ask, *parts: str) -> str:
    return ask(data.base_path) + services.address(ask, *parts)


def _ages(first: int | None, last: int | None) -> str | None:
    """Ages in words, or None when neither end is known."""
    if first is None:
        return None if last is None else f"up to {last}"
    if last is None:
        return f"from {first}"
    return f"{first} to {last}" if first != last else str(first)


def _in_words(names: tuple[str, ...]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


@derived
def offer(ask: Ask, name: str) -> shelves.Offer | None:
    """What lists show of the service with this id."""
    card = ask(services.card, name)
    if card is None:
        return None
    where = None
    if card.districts:
        where = "all districts" if isinstance(card.districts, str) else _in_words(card.districts)
    return shelves.Offer(card.name, card.summary, _href(ask, name), _ages(card.age_from, card.age_to), where)


def _offers(ask: Ask, names: tuple[str, ...]) -> tuple[shelves.Offer, ...]:
    return tuple(found for name in names if (found := ask(offer, name)) is not None)


@derived
def _found(ask: Ask, card: Card) -> shelves.Found | None:
    shown = ask(offer, card.id)
    if shown is None:
        return None
    by = {facet: " ".join(services.values(ask, facet, card)) for facet in services.FACETS}
    return shelves.Found(shown, **by)


@remembered
def facet(ask: Ask, name: Facet) -> shelves.Facet:
    """All that services can be chosen by in one way, each with a link to its list and the number of services there."""
    known = {choice.value: choice for choice in ask(services.choices, name)}
    found, everybody = [], 0
    for value in ask(services.lists, name):
        choice = known.get(value)
        own, others = ask(services.count, name, value)
        everybody = max(everybody, others)
        words = (choice.name, choice.summary) if choice else ("Not stated", None)
        ages = _ages(choice.youngest, choice.oldest) if choice and name == "age" else None
        found.append(shelves.Choice(words[0], value, _href(ask, name, value), own, words[1], ages))
    return shelves.Facet(_NAMES[name], tuple(found), everybody)


def front(ask: Ask) -> dict[str, Any]:
    """What the layout of the front page of the directory gets."""
    if not ask(services.is_open):
        return {"facets": (), "total": 0, "all": None}
    facets = tuple((name, ask(facet, name)) for name in services.FACETS)
    return {"facets": facets, "total": ask(total), "all": _href(ask, "all")}


@remembered
def total(ask: Ask) -> int:
    """How many services there are."""
    return len(ask(services.cards))


@remembered
def everything(ask: Ask) -> Output | None:
    """All services on one page, which a script can filter."""
    address = services.address(ask, "all")
    number = ask(total)
    view = frame.below(
        ask, "All services", f"All {number:,} services that we know of, A to Z.", address, services.FRONT
    )
    facets = tuple((name, ask(facet, name)) for name in services.FACETS)
    found = tuple(each for card in ask(services.cards) if (each := ask(_found, card)) is not None)
    context = {"page": view, "facets": facets, "services": found}
    return frame.html(ask, address, "service-all.html", context, services.FRONT)


@remembered
def selection(ask: Ask, name: Facet, value: str) -> Output | None:
    """The services of one category, district, age band or need."""
    address = services.address(ask, name, value)
    choice = ask(services.choice, name, value)
    found = ask(services.listed, name, value)
    view = frame.below(ask, *_heading(name, choice, len(found.own), len(found.everybody)), address, services.FRONT)
    context = {
        "page": view,
        "facet": name,
        "choice": choice,
        "guidance": ask(topics.guidance, value) if choice and name in services.TAGGED else (),
        "own": _offers(ask, found.own),
        "everybody": _offers(ask, found.everybody),
        "all": f"{_href(ask, 'all')}?{name}={value}",
        "unstated": ask(_unstated, name) if choice else None,
        "district": ask(_district_link, value) if name == "district" else None,
    }
    return frame.html(ask, address, "service-list.html", context, services.FRONT)


@derived
def _unstated(ask: Ask, name: Facet) -> tuple[views.Link, int] | None:
    """The list of the services that do not state what is asked, and how many they are; None when there is none."""
    own, _ = ask(services.count, name, services.NOT_STATED)
    return (views.Link(_UNSTATED[name], _href(ask, name, services.NOT_STATED)), own) if own else None


def _district_link(ask: Ask, slug: str) -> views.Link | None:
    found = ask(districts.district, slug)
    if found is None or found.address is None:
        return None
    return views.Link(found.name, ask(data.base_path) + found.address)


def _heading(name: Facet, choice: Choice | None, own: int, everybody: int) -> tuple[str, str]:
    """The title and the summary of a list."""
    if choice is None:
        return _UNSTATED[name], f"{_number(own)} that may fit, so ask them."
    if name == "district":
        more = f", and {_number(everybody)} for all districts" if everybody else ""
        return f"Services in {choice.name}", f"{_number(own)} for {choice.name}{more}."
    if name == "age":
        return f"{choice.name}: ages {_ages(choice.youngest, choice.oldest)}", choice.summary or ""
    return f"{choice.name}: help and services", choice.summary or ""


def _number(count: int) -> str:
    return f"{count or 'No'} service{'' if count == 1 else 's'}"


@remembered
def service(ask: Ask, name: str, path: str) -> Output | None:
    """The page of the service with this id, which is written down in the data file at ``path``."""
    found = ask(services.service, name)
    if found is None:
        return None
    address = services.address(ask, name)
    view = frame.below(ask, found.name, found.summary, address, services.FRONT)
    shown = shelves.Service(
        category=next(iter(_links(ask, "category", (found.category,))), None),
        needs=_links(ask, "need", found.needs),
        ages=_ages(found.age_from, found.age_to),
        districts=_links(ask, "district", found.districts),
        dated=dates.words(found.dated) if found.dated else None,
        checked=dates.words(found.checked) if found.checked else None,
        sources=tuple(_references(found)),
    )
    context = {"page": view, "service": found, "shown": shown, "contact": ask(frame.own_contact)}
    return frame.html(ask, address, "service.html", context, path)


def _links(ask: Ask, name: Facet, wanted: str | tuple[str, ...]) -> tuple[views.Link, ...]:
    """Links to the lists of what a service names."""
    if wanted == ALL:
        return ()
    known = {each.value: each.name for each in ask(services.choices, name)}
    chosen = map(addresses.slug, wanted)
    return tuple(views.Link(known[each], _href(ask, name, each)) for each in chosen if each in known)


def _references(found: Service) -> Iterator[views.Reference]:
    """The sources by their hosts; where one host has several, they are counted, so that no two links sound alike."""
    hosts = [urlsplit(each).netloc.removeprefix("www.") for each in found.sources]
    times, seen = Counter(hosts), Counter[str]()
    for host, written in zip(hosts, found.sources, strict=True):
        seen[host] += 1
        title = host if times[host] == 1 else f"{host}, page {seen[host]} of {times[host]}"
        yield views.Reference(title, written, None)
