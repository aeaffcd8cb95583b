"""Questions about the blocks that editors place in a page and that the data files fill."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from sendsite.crafts import addresses, dates, spelling
from sendsite.crafts.dates import When
from sendsite.memo import remembered
from sendsite.model import Problem
from sendsite.site import data, finder, frame, links, lists, pages, papers, templates, views, words

if TYPE_CHECKING:
    from sendsite.crafts.markup.blocks import Block
    from sendsite.crafts.source.datafiles import Term
    from sendsite.crafts.source.fields import Record
    from sendsite.memo import Ask

_SPAN = re.compile(r"(\d{4}(?:-\d{2}){0,2}) to (\d{4}(?:-\d{2}){0,2})")
GAP_MONTHS = 5  # fewer are no gap in the life of a council
_TIMELINE = f"{data.FOLDER}timeline.yaml"


def html(ask: Ask, path: str, block: Block) -> str:
    """The HTML of a block in the page at ``path``; empty, with a problem, when it names something unknown."""
    context = _CONTEXTS[block.name](ask, path, block)
    if context is None:
        return ""
    layout, lang = f"blocks/{block.name}.html", pages.language(ask, path)
    return templates.render(ask, layout, {"site": ask(frame.site), **context}, path, lang) or ""


def file_link(ask: Ask, path: str, to: links.Destination, words: str, is_alone: bool) -> str:  # noqa: FBT001 - as “offered” asks for it
    """The HTML of a link in the page at ``path`` to a file, with these words, which are HTML; see views.File."""
    found = ask(papers.facts, to.file or "")
    if found is None:
        return words
    text = Markup(words)  # noqa: S704 - as in frame.page
    kind = found.type if found.type.lower() not in text.striptags().lower() else None
    view = views.File(text, to.href, kind, found.size, found.pages, is_alone)
    context = {"site": ask(frame.site), "file": view}
    return templates.render(ask, "blocks/file.html", context, path, pages.language(ask, path)) or ""


def _unknown(ask: Ask, path: str, block: Block, file: str) -> None:
    if (known := ask(data.known, file)) is not None:
        message, hint = links.unknown(block.label, file, known)
        ask.report(Problem(path, block.line, 1, "error", "reference-unknown", message, hint))


@remembered
def happenings(ask: Ask) -> tuple[tuple[When, When | None, views.Happening], ...]:
    """The whole timeline with its dates, the earliest first."""
    found = []
    for index, event in enumerate(ask(data.timeline).events):
        href = links.page_link(ask, _TIMELINE, event.page, "events", index, "page") if event.page else None
        date = dates.span_words(event.date, event.end)
        theme = _theme(ask, index, event.theme) if event.theme else None
        happening = views.Happening(date, str(event.date), event.title, event.text, href, event.source, theme)
        found.append((event.date, event.end, happening))
    return tuple(sorted(found, key=lambda each: each[0]))


def _theme(ask: Ask, index: int, theme: str) -> str | None:
    """The ``theme`` of an event if it is one of the file's; otherwise none, and a problem."""
    themes = ask(data.timeline).themes
    if theme in themes:
        return theme
    hint = spelling.nearest(theme, themes) or "Add it to “themes” at the top of the file, or take it out here."
    message = f"There is no “{theme}” among the themes of the timeline."
    place = ask(pages.place, _TIMELINE, "events", index, "theme")
    ask.report(Problem(_TIMELINE, *place, "error", "reference-unknown", message, hint))
    return None


def _timeline(ask: Ask, path: str, block: Block) -> dict[str, Any] | None:
    first, last = "", "9999"
    if block.label:
        match = _SPAN.fullmatch(block.label)
        if match is None or match[2] < match[1][: len(match[2])]:
            message = f"“{block.label}” is not a span of time we can read."
            hint = "Write it like this: ::: timeline 2017-11 to 2020-02"
            if match is not None:
                message = f"“{block.label}” ends before it begins."
                hint = f"Write ::: timeline {match[2]} to {match[1]}"
            ask.report(Problem(path, block.line, 1, "error", "block", message, hint))
            return None
        first, last = match[1], match[2] + "~"
    lang = pages.language(ask, path)
    chosen = [
        (when, replace(happening, date=words.span(ask, lang, when, end)))
        for when, end, happening in ask(happenings)
        if first <= str(when) <= last
    ]
    gaps = (None, *(_gap(ask, lang, earlier, later) for (earlier, _), (later, _) in pairwise(chosen)))
    placed = [(when.year, replace(each, gap=gap)) for (when, each), gap in zip(chosen, gaps, strict=False)]
    years = groupby(placed, key=lambda each: each[0])
    shown = {each.theme for _, each in placed}
    return {
        "years": tuple(views.HappeningYear(year, tuple(each for _, each in members)) for year, members in years),
        "themes": tuple(theme for theme in ask(data.timeline).themes if theme in shown),
    }


def _gap(ask: Ask, lang: str, earlier: When, later: When) -> views.Gap | None:
    """The whole months between two dates on the timeline, when there are so many that they should be seen."""
    first = earlier.date.year * 12 + earlier.date.month if earlier.month else earlier.year * 12 + 12
    last = later.date.year * 12 + later.date.month - 2
    months = last - first + 1
    if months < GAP_MONTHS:
        return None
    start, end = (When(month // 12, month % 12 + 1) for month in (first, last))
    return views.Gap(months, words.span(ask, lang, start, end))


def _dcos(ask: Ask, path: str, block: Block) -> dict[str, Any] | None:
    record = ask(data.dcos)
    areas = tuple(area for area in record.areas if block.label in {"", area.area})
    if block.label and not areas:
        _unknown(ask, path, block, "dcos")
        return None
    return {
        "areas": areas,
        "districts": finder.choices(ask, tuple(area.area for area in areas)),
        "neighbours": record.neighbours,
        "contact": ask(frame.own_contact),
    }


def _board(ask: Ask, path: str, block: Block) -> dict[str, Any] | None:
    found = ask(data.board, block.label)
    if found is None:
        _unknown(ask, path, block, "board")
        return None
    spoken = {name: _date(ask, path, getattr(found, name)) for name in ("started", "ended")}
    return {"board": {**_fields(found), **spoken}, "papers": ask(papers.of_board, found.id)}


def _contact(ask: Ask, path: str, block: Block) -> dict[str, Any] | None:
    found = ask(data.contact, block.label)
    if found is None:
        _unknown(ask, path, block, "contacts")
        return None
    return {"contact": {**_fields(found), "checked": _date(ask, path, found.checked)}}


def _attachment(ask: Ask, path: str, block: Block) -> dict[str, Any] | None:
    found = ask(papers.paper, block.label)
    if found is None:
        _unknown(ask, path, block, "documents")
        return None
    return {"paper": found}


def _documents(ask: Ask, _path: str, _block: Block) -> dict[str, Any]:
    return {"papers": ask(papers.papers)}


def _glossary(ask: Ask, path: str, _block: Block) -> dict[str, Any]:
    terms = sorted(ask(data.glossary).terms, key=lambda term: (addresses.slug(term.term), term.term))
    grouped = groupby(terms, key=lambda term: lists.initial(term.term))
    spoken = ((letter, tuple(_spoken(ask, path, term) for term in members)) for letter, members in grouped)
    return {"letters": tuple(views.Letter(letter, terms) for letter, terms in spoken)}


def _spoken(ask: Ask, path: str, term: Term) -> dict[str, Any]:
    return {**_fields(term), "retired": _date(ask, path, term.retired)}


def _date(ask: Ask, path: str, when: When | None) -> str | None:
    """A date as the page at ``path`` says it."""
    return words.date(ask, pages.language(ask, path), when) if when is not None else None


def _pages(ask: Ask, _path: str, _block: Block) -> dict[str, Any]:
    return {"letters": ask(lists.by_letter)}


def _fields(record: Record) -> dict[str, Any]:
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
