"""Questions about the pages that a page leads on to at its end: those its editor chose, or those with its topics."""

from __future__ import annotations

from collections import Counter, defaultdict
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from sendsite.crafts import addresses
from sendsite.crafts.source import kinds
from sendsite.memo import derived, remembered
from sendsite.model import Problem
from sendsite.site import data, guides, links, pages, views

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sendsite.memo import Ask

_MOST: Final = 5
_TELLING: Final = 40  # pages with one tag; what more of them share says little of any


@remembered
def links_from(ask: Ask, path: str) -> tuple[views.Link, ...]:
    """The pages that the page at ``path`` leads on to: at most five, none of them twice."""
    record = ask(pages.record, path)
    if record is None:
        return ()
    if record.related:
        return _chosen(ask, path, record.related)
    base = ask(data.base_path)
    cards = (ask(pages.card, each) for each in ask(_alike, path))
    return tuple(views.Link(card.title, base + card.address) for card in cards if card is not None)


def _chosen(ask: Ask, path: str, written: tuple[str, ...]) -> tuple[views.Link, ...]:
    found: list[views.Link] = []
    for index, each in enumerate(written):
        target = addresses.CONTENT + each.lstrip("/")
        again = target in (addresses.CONTENT + other.lstrip("/") for other in written[:index])
        if target == path or again:
            what = "is listed twice" if again else "is this very page"
            place = ask(pages.place, path, "related", index)
            ask.report(Problem(path, *place, "error", "related-twice", f"“{each}” {what}.", "Take it out."))
        elif (href := links.page_link(ask, path, each, "related", index)) is not None:
            found.append(views.Link(ask(links.title, each), href))
    return tuple(found)


@remembered
def _alike(ask: Ask, path: str) -> tuple[str, ...]:
    """The paths of the pages that share most tags with the one at ``path``: first those of its own section."""
    shared = Counter(other for tag in ask(_tags, path) for other in ask(_tagged, tag) if other != path)
    section = addresses.section_of(path)
    order = sorted(shared, key=lambda other: (-shared[other], addresses.section_of(other) != section, other))
    return tuple(order[:_MOST])


@remembered
def _tags(ask: Ask, path: str) -> tuple[str, ...]:
    """The tags of a page that lasts and is no part of a guide, which leads through its parts itself."""
    record = ask(pages.record, path)
    if record is None or type(record) not in {kinds.Page, kinds.Guide} or guides.guide_of(ask, path) is not None:
        return ()
    return tuple(dict.fromkeys(record.tags))


@derived
def _index(ask: Ask) -> Mapping[str, tuple[str, ...]]:
    found = defaultdict(list)
    for path in ask(pages.listed):
        for tag in ask(_tags, path):
            found[tag].append(path)
    return MappingProxyType({tag: tuple(paths) for tag, paths in found.items()})


@remembered
def _tagged(ask: Ask, tag: str) -> tuple[str, ...]:
    """The paths of the pages with a tag, while they are few enough for it to say something."""
    paths = ask(_index).get(tag, ())
    return paths if len(paths) <= _TELLING else ()
