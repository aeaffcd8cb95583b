"""Questions about the blocks that editors place in a page and that the data files fill."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sendsite.crafts import dates, schema
from sendsite.model import Problem
from sendsite.site import data, frame, links, lists, papers, templates, views

if TYPE_CHECKING:
    from sendsite.crafts.blocks import Block
    from sendsite.memo import Ask

_SPAN = re.compile(r"(\d{4}(?:-\d{2}){0,2}) to (\d{4}(?:-\d{2}){0,2})")
_TIMELINE = f"{data.FOLDER}timeline.yaml"


def html(ask: Ask, path: str, block: Block) -> str:
    """The HTML of a block that stands in the page at ``path``; empty, with a problem, when it names something unknown."""
    context = _CONTEXTS[block.name](ask, path, block)
    if context is None:
        return ""
    return templates.render(ask, f"blocks/{block.name}.html", {"site": ask(frame.site), **context}, path) or ""


def _unknown(ask: Ask, path: str, block: Block, where: str, known: list[str]) -> None:
    message = f"There is no “{block.label}” in {where}."
    ask.report(Problem(path, block.line, 1, "error", "reference-unknown", message, schema.nearest(block.label, known)))


def _timeline(ask: Ask, path: str, block: Block) -> dict[str, Any] | None:
    first, last = "", "9999"
    if block.label:
        match = _SPAN.fullmatch(block.label)
        if match is None:
            hint = "Write it like this: ::: timeline 2017-11 to 2020-02"
            ask.report(Problem(path, block.line, 1, "error", "block", f"“{block.label}” is not a span of time we can read.", hint))
            return None
        first, last = match[1], match[2] + "~"
    happenings = []
    for index, event in enumerate(ask(data.timeline).events):
        if first <= str(event.date) <= last:
            href = links.page_link(ask, _TIMELINE, event.page, "events", index, "page") if event.page else None
            words = dates.span_words(event.date, event.end)
            happenings.append((event.date, views.Happening(words, str(event.date), event.title, event.text, href, event.source)))
    happenings.sort(key=lambda each: each[0])
    years = groupby(happenings, key=lambda each: each[0].year)
    return {"years": tuple(views.HappeningYear(year, tuple(each for _, each in members)) for year, members in years)}


def _dcos(ask: Ask, path: str, block: Block) -> dict[str, Any] | None:
    record = ask(data.dcos)
    areas = tuple(area for area in record.areas if block.label in {"", area.area})
    if block.label and not areas:
        _unknown(ask, path, block, "data/dcos.yaml", [area.area for area in record.areas])
        return None
    return {"areas": areas, "neighbours": record.neighbours, "contact": ask(frame.own_contact)}


def _board(ask: Ask, path: str, block: Block) -> dict[str, Any] | None:
    found = ask(data.board, block.label)
    if found is None:
        _unknown(ask, path, block, "data/board.yaml", [board.id for board in ask(data.boards).boards])
        return None
    index = [board.id for board in ask(data.boards).boards].index(block.label)
    file = f"{data.FOLDER}board.yaml"
    chosen = papers.chosen(ask, found.documents, file, "boards", index, "documents")
    spoken = {name: dates.words(when) if (when := getattr(found, name)) else None for name in ("started", "ended")}
    return {"board": {**_fields(found), **spoken}, "papers": chosen}


def _contact(ask: Ask, path: str, block: Block) -> dict[str, Any] | None:
    found = ask(data.contact, block.label)
    if found is None:
        _unknown(ask, path, block, "data/contacts.yaml", [contact.id for contact in ask(data.contacts).contacts])
        return None
    return {"contact": {**_fields(found), "checked": dates.words(found.checked) if found.checked else None}}


def _attachment(ask: Ask, path: str, block: Block) -> dict[str, Any] | None:
    found = ask(papers.paper, block.label)
    if found is None:
        _unknown(ask, path, block, "data/documents.yaml", [paper.id for paper in ask(data.documents).documents])
        return None
    return {"paper": found}


def _documents(ask: Ask, _path: str, _block: Block) -> dict[str, Any]:
    return {"papers": ask(papers.papers)}


def _glossary(ask: Ask, _path: str, _block: Block) -> dict[str, Any]:
    terms = sorted(ask(data.glossary).terms, key=lambda term: (term.term.casefold(), term.term))
    grouped = groupby(terms, key=lambda term: lists.initial(term.term))
    spoken = [(letter, tuple({**_fields(term), "retired": dates.words(term.retired) if term.retired else None} for term in members)) for letter, members in grouped]
    return {"letters": tuple(views.Letter(letter, members) for letter, members in spoken)}


def _pages(ask: Ask, _path: str, _block: Block) -> dict[str, Any]:
    return {"letters": ask(lists.by_letter)}


def _fields(record: Any) -> dict[str, Any]:  # noqa: ANN401 - any record
    return {name: getattr(record, name) for name in type(record).model_fields}


_CONTEXTS = {
    "timeline": _timeline,
    "dcos": _dcos,
    "board": _board,
    "contact": _contact,
    "attachment": _attachment,
    "documents": _documents,
    "glossary": _glossary,
    "pages": _pages,
}
