"""Questions whose answers are lists of pages: by year, by state, by letter."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from sendsite.crafts import addresses
from sendsite.memo import derived, remembered
from sendsite.site import data, inputs, pages, views

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sendsite.crafts.dates import When
    from sendsite.memo import Ask
    from sendsite.site.pages import Card

EventState = Literal["upcoming", "past", "cancelled"]
ConsultationState = Literal["planned", "open", "closed", "decided"]


def view(ask: Ask, card: Card) -> views.Card:
    """A card as layouts see it; not a question itself."""
    return views.Card(
        title=card.title,
        summary=card.summary,
        href=ask(data.base_path) + card.address,
        lang=card.lang or "en-GB",
        kind=card.kind,
        start=card.start,
        end=card.end,
        opens=card.opens,
        place=card.place,
        online=card.online,
        cancelled=card.cancelled,
        board=card.board,
    )


@derived
def _in_sections(ask: Ask) -> Mapping[str, tuple[str, ...]]:
    """The paths of the pages one step below each section, looked through once and not for each of them."""
    found = defaultdict(list)
    for path in ask(pages.originals):
        if (section := addresses.section_of(path)) is not None:
            found[section].append(path)
    return MappingProxyType({section: tuple(paths) for section, paths in found.items()})


@derived
def children(ask: Ask, path: str) -> tuple[views.Card, ...]:
    """The pages one step below the section at ``path``: first those with an order, then by title."""
    return tuple(view(ask, card) for each in ask(below, path) if (card := ask(pages.card, each)) is not None)


@derived
def below(ask: Ask, path: str) -> tuple[str, ...]:
    """The paths of those pages, in the same order."""
    found = [card for each in ask(_in_sections).get(path, ()) if (card := ask(pages.card, each)) is not None]
    found.sort(key=lambda card: (card.order is None, card.order or 0, addresses.slug(card.title), card.path))
    return tuple(card.path for card in found)


@derived
def dated(ask: Ask, folder: str, kind: str) -> tuple[Card, ...]:
    """The cards of one kind in ``folder``, the latest first."""
    found = [card for card in ask(pages.cards, folder) if card.kind == kind]
    return tuple(sorted(found, key=_latest_first, reverse=True))


def _latest_first(card: Card) -> tuple[When | None, str]:
    return card.start, card.path


def by_year(ask: Ask, cards: Iterable[Card]) -> tuple[views.Year, ...]:
    """Cards, already in order, under their years; not a question itself."""
    grouped = groupby(cards, key=lambda card: card.start.year if card.start else 0)
    return tuple(views.Year(year, tuple(view(ask, card) for card in members)) for year, members in grouped)


def event_is_over(ask: Ask, start: When, end: When | None) -> bool:
    """Whether an event has ended: at its end, or with its last day."""
    return ask(inputs.passed, (end or start).finish)


@derived
def upcoming(ask: Ask) -> tuple[Card, ...]:
    """Events that are not over, the next first."""
    events = ask(dated, "content/events/", "event")
    return tuple(card for card in reversed(events) if card.start and not event_is_over(ask, card.start, card.end))


@derived
def past(ask: Ask) -> tuple[Card, ...]:
    """Events that are over, the latest first."""
    events = ask(dated, "content/events/", "event")
    return tuple(card for card in events if card.start and event_is_over(ask, card.start, card.end))


@remembered
def past_years(ask: Ask) -> tuple[int, ...]:
    """The years that have past events, the latest first."""
    return tuple(year for year, _ in groupby(ask(past), key=lambda card: card.start.year if card.start else 0))


def consultation_state(ask: Ask, opens: When, closes: When, *, decided: bool) -> ConsultationState:
    """Where a consultation stands at this moment."""
    if not ask(inputs.passed, opens.start):
        return "planned"
    if not ask(inputs.passed, closes.start):
        return "open"
    return "decided" if decided else "closed"


@derived
def consultations(ask: Ask) -> tuple[tuple[Card, ConsultationState], ...]:
    """All consultations with their states, the one that closes last first."""
    found = ask(dated, "content/consultations/", "consultation")
    return tuple(
        (card, consultation_state(ask, card.opens, card.start, decided=card.decided))
        for card in found
        if card.opens and card.start
    )


@derived
def by_letter(ask: Ask) -> tuple[views.LetterCards, ...]:
    """Every page of the site, A to Z."""
    paths = (path for path in ask(pages.originals) if path != "content/index.md")
    found = [card for path in paths if (card := ask(pages.card, path)) is not None]
    found.sort(key=lambda card: (addresses.slug(card.title), card.path))
    grouped = groupby(found, key=lambda card: initial(card.title))
    return tuple(views.LetterCards(letter, tuple(view(ask, card) for card in members)) for letter, members in grouped)


def initial(title: str) -> str:
    """The letter under which a title is listed."""
    folded = addresses.slug(title)[:1].upper()
    return folded if folded.isalpha() else "0 to 9"
