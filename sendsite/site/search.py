"""Questions about the search: the words of each page, the files of the index, and the page that shows results.

The words of a page are one question. They are gathered group by group and laid on shelves, so that an edit goes
through one group and writes the shelves of the words that came or went.
"""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from sendsite.crafts import dates
from sendsite.crafts.search import index, stems, weights
from sendsite.crafts.source import languages
from sendsite.memo import derived, remembered
from sendsite.model import Output
from sendsite.site import blocks, data, frame, inputs, links, lists, made, outputs, pages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sendsite.crafts.search.index import Shape
    from sendsite.memo import Ask
    from sendsite.site.made import Made

ADDRESS = "search/"
A_TO_Z = "content/a-to-z.md"
# How much a page counts: what helps now before another version of it, to which it leads; these before what was said at
# some time, and that before what is over.
_NOW, _VERSION, _SAID, _OVER = "9", "7", "6", "4"


@derived
def is_made(ask: Ask) -> bool:
    """Whether the site has this search; one that stands within another site may have that one's."""
    return ask(data.site_file).search


@dataclass(frozen=True, slots=True)
class Face:
    """What results show of a page: ``when`` is a date in words, and ``lang`` stands only where it is not English."""

    address: str
    title: str
    summary: str
    kind: str
    when: str = ""
    lang: str = ""


@remembered
def words(ask: Ask, name: str) -> str:
    """The words of a page, as ``weights.weighed`` has them. A page goes by its path, or else by its address."""
    if not name.endswith(".md"):
        return _made_words(ask, name)
    record = ask(pages.record, name)
    if record is None:
        return ""
    return weights.weighed(record.title, (record.summary, *record.tags), _own_text(ask, name))


def _own_text(ask: Ask, path: str) -> str:
    """The body of a page without a list of all pages, which would be found by every word of their titles."""
    text = ask(outputs.body, path).html
    for _, block in ask(pages.fragment, path).placed():
        if block.name == "pages":
            text = text.replace(blocks.html(ask, path, block), "")
    return text


def _made_words(ask: Ask, address: str) -> str:
    """The words of a page made from data; of a list, only what it says of itself: what it lists has pages too."""
    found = ask(_made, address)
    face, text = ask(_made_face, address), ""
    if found is not None and found.kind != "list" and (output := ask(found.make, *found.args)) is not None:
        text = weights.main(output.data.decode())
    return weights.weighed(face.title, (face.summary,), text)


@derived
def _by_address(ask: Ask) -> Mapping[str, Made]:
    return MappingProxyType({each.address: each for each in ask(made.pages)})


@derived
def _made(ask: Ask, address: str) -> Made | None:
    return ask(_by_address).get(address)


@remembered
def _made_face(ask: Ask, address: str) -> Face:
    found = ask(_made, address)
    output = ask(found.make, *found.args) if found is not None else None
    title, summary = weights.head(output.data.decode()) if output is not None else ("", "")
    return Face(address, title, summary, found.kind if found is not None else "")


@remembered
def face(ask: Ask, name: str) -> Face | None:
    """The face of a page, or None for one that is faulty."""
    if not name.endswith(".md"):
        return ask(_made_face, name)
    card = ask(pages.card, name)
    if card is None:
        return None
    is_dated = card.start is not None and card.kind in {"news", "event", "meeting"}
    when = dates.span_words(card.start, card.end) if card.start is not None and is_dated else ""
    lang, sibling = pages.language(ask, name), languages.sibling(name)
    kind = "easy" if sibling is not None and sibling.is_easy else card.kind
    return Face(card.address, card.title, card.summary, kind, when, "" if lang.startswith("en") else lang)


@remembered
def _names(ask: Ask) -> tuple[str, ...]:
    """All pages that can be found: those that somebody wrote, and those made from data."""
    return (*ask(pages.listed), *sorted(each.address for each in ask(made.pages)))


@remembered
def shape(ask: Ask) -> Shape:
    """How many files the index has."""
    return index.shape(len(ask(_names)))


@derived
def _groups(ask: Ask) -> tuple[tuple[str, ...], ...]:
    """The names of all pages, group by group."""
    many = ask(shape).groups
    found: list[list[str]] = [[] for _ in range(many)]
    for name in ask(_names):
        found[index.place(name, many)].append(name)
    return tuple(map(tuple, found))


@remembered
def _group(ask: Ask, number: int) -> tuple[str, ...]:
    return ask(_groups)[number]


@derived
def gathered(ask: Ask, group: int) -> tuple[str, ...]:
    """The words of one group, shelf by shelf."""
    return index.gathered([ask(words, name) for name in ask(_group, group)], ask(shape).shelves)


@remembered
def part(ask: Ask, group: int, number: int) -> str:
    """What one group has on one shelf."""
    return ask(gathered, group)[number]


def shelf_address(number: int) -> str:
    """Where a shelf of words lies, below the base URL."""
    return f"{ADDRESS}words-{number}.json"


def group_address(number: int) -> str:
    """Where a group of pages lies, below the base URL."""
    return f"{ADDRESS}pages-{number}.json"


@remembered
def shelf(ask: Ask, number: int) -> Output:
    """The words of one shelf and the pages that have them."""
    found = index.shelf(ask(part, group, number) for group in range(ask(shape).groups))
    return Output(shelf_address(number), index.written(found))


@remembered
def _spelt(ask: Ask, number: int) -> str:
    return " ".join(json.loads(ask(shelf, number).data))


@remembered
def spelling(ask: Ask) -> Output:
    """All words there are, by shelf, for whoever mistypes one."""
    found = [ask(_spelt, number) for number in range(ask(shape).shelves)]
    return Output(f"{ADDRESS}spelling.json", index.written(found))


@remembered
def group(ask: Ask, number: int) -> Output:
    """What results show of the pages of one group, the fields of a ``Face`` in a row."""
    faces = [ask(face, name) for name in ask(_group, number)]
    return Output(group_address(number), index.written([astuple(each) if each else () for each in faces]))


@remembered
def _standings(ask: Ask, number: int) -> str:
    """How much each page of a group counts, one digit for each."""
    return "".join([_standing(ask, name) for name in ask(_group, number)])


def _standing(ask: Ask, name: str) -> str:
    card = ask(pages.card, name) if name.endswith(".md") else None
    if card is None or card.start is None:
        return _VERSION if languages.sibling(name) is not None else _NOW
    match card.kind:
        case "event":
            return _OVER if lists.event_is_over(ask, card.start, card.end) else _NOW
        case "consultation":
            return _OVER if ask(inputs.passed, card.start.start) else _NOW
    return _SAID


@remembered
def contents(ask: Ask) -> Output:
    """What every search needs: the lists that words are compared by, the glossary, and how much each page counts."""
    known = ask(shape)
    named = [(term.term, term.expansion or "", *term.also) for term in ask(data.glossary).terms]
    found = {
        "shelves": known.shelves,
        "pages": [ask(_standings, number) for number in range(known.groups)],
        "stops": " ".join(sorted(stems.STOPS)),
        "endings": stems.ENDINGS,
        "same": index.synonyms(named),
    }
    return Output(f"{ADDRESS}index.json", index.written(found))


@remembered
def page(ask: Ask) -> Output | None:
    """The page that shows results; without script, it leads to the A to Z."""
    view = frame.generated(ask, "Search", ADDRESS)
    known = ask(pages.card, A_TO_Z) if pages.published(ask, A_TO_Z) else None
    context = {"page": view, "a_to_z": links.href(ask, A_TO_Z) if known is not None else None}
    return frame.html(ask, ADDRESS, "search.html", context, ADDRESS)
