"""Questions about the pages that belong to a topic, a stage of life or a need: those that name it among their tags."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from sendsite.crafts import addresses
from sendsite.memo import derived, remembered
from sendsite.model import Problem
from sendsite.site import data, guides, links, lists, pages, services

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sendsite.memo import Ask
    from sendsite.site import views
    from sendsite.site.pages import Card

_FILE: Final = f"{data.FOLDER}directory.yaml"
_LASTING: Final = frozenset({"page", "guide"})  # news, events and the like are of one day


@remembered
def _tags(ask: Ask, path: str) -> tuple[str, ...]:
    record = ask(pages.record, path)
    return record.tags if record is not None else ()


@derived
def _tagged(ask: Ask) -> Mapping[str, tuple[Card, ...]]:
    """The cards of the pages with each tag. The parts of a guide are left out, since the guide leads to them."""
    found: dict[str, list[Card]] = {}
    for path in ask(pages.listed):
        tags = ask(_tags, path)
        card = ask(pages.card, path) if tags else None
        if card is not None and card.kind in _LASTING and guides.guide_of(ask, path) is None:
            for tag in dict.fromkeys(tags):
                found.setdefault(tag, []).append(card)
    for cards in found.values():
        cards.sort(key=lambda card: (card.order is None, card.order or 0, addresses.slug(card.title), card.path))
    return MappingProxyType({tag: tuple(cards) for tag, cards in found.items()})


@derived
def guidance(ask: Ask, tag: str) -> tuple[views.Card, ...]:
    """The pages with this tag: first those with an order, then by title."""
    return tuple(lists.view(ask, card) for card in ask(_tagged).get(tag, ()))


@remembered
def checked(ask: Ask) -> None:
    """Report tags that are nothing to look by, where the site says what there is to look by."""
    if ask(data.faulty, _FILE) or not (known := ask(_known)):
        return
    for path in ask(pages.listed):
        for index, tag in enumerate(ask(_tags, path)):
            if tag not in known:
                place = ask(pages.place, path, "tags", index)
                ask.report(Problem(path, *place, "error", "reference-unknown", *links.unknown(tag, "directory", known)))


@remembered
def _known(ask: Ask) -> tuple[str, ...]:
    """The ids of all topics, stages of life and needs."""
    found = (choice.value for facet in services.TAGGED for choice in ask(services.choices, facet))
    return tuple(dict.fromkeys(found))
