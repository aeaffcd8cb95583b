"""The whole site: every file that it has, and what is wrong with the set as a whole."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from dataclasses import fields, replace
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, TypeVar
from zlib import crc32

from sendsite.crafts import addresses, spelling
from sendsite.crafts.language import allowances
from sendsite.crafts.source import active, datafiles, kinds, names
from sendsite.memo import Key, derived, remembered
from sendsite.model import Build, Problem
from sendsite.site import (
    absences,
    allowed,
    audit,
    blocks,
    channels,
    checks,
    data,
    entries,
    frame,
    guides,
    inputs,
    links,
    outputs,
    pages,
    papers,
    pictures,
    search,
    versions,
    words,
)
from sendsite.site.routes import routes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sendsite.crafts.language.allowances import Allowance
    from sendsite.memo import Ask, Memo
    from sendsite.model import Absence, Output, Snapshot
    from sendsite.site.routes import Route


T = TypeVar("T")
Share = tuple[Key, ...]  # questions that are best answered together
_BATCHES: Final = 128
_FEW: Final = 100  # questions, for which nobody need look for helpers
_ALL_OF_IT: Final = attrgetter(*(field.name for field in fields(Problem)))  # which sorts as problems do, but in C
_ALL_BUT_PAGE: Final = attrgetter(*(field.name for field in fields(Problem) if field.name != "page"))


def build(memo: Memo, snapshot: Snapshot, share: Callable[[Sequence[Share]], None] = lambda _: None) -> Build:
    """Answer ``site`` for ``snapshot`` and put the problems of every question behind it in order.

    ``share`` is first given what can be answered apart, page by page, and may do so or not.
    """
    memo.turn(snapshot)
    memo.settle(_APART)
    if memo.waiting > _FEW or memo.is_new(routes, ()):
        of_each = _OF_A_PAGE + (search.words,) * memo.answer(search.is_made)
        shares = (
            _share(route, of_each if route.is_written else ())
            for route in memo.answer(routes)
            if route.is_written or route.is_drawn
        )
        share([each for each in shares if any(memo.is_open(key.question, key.args) for key in each)])
    answer = memo.conclude(whole)
    (made, page_count, absent), switched_off = answer.value
    left = allowances.applied(_told_once(_without_gaps(answer.problems)), switched_off)
    return Build(made, page_count, tuple(sorted(left, key=_ALL_OF_IT)), absent)


def _share(route: Route, of_the_page: tuple[Callable[..., Any], ...]) -> Share:
    return (
        *(Key(question, (route.source,)) for question in of_the_page),
        Key(route.make, route.args),
        Key(audit.audited, (route,)),
    )


@derived
def whole(ask: Ask) -> tuple[tuple[tuple[Output, ...], int, tuple[Absence, ...]], tuple[Allowance, ...]]:
    """The site, and the rules that editors have switched off: where they stand concerns no page."""
    on_pages = tuple(each for number in range(_BATCHES) for each in ask(_looked_over, number))
    return ask(site), on_pages + ask(allowed.in_files)


@derived
def site(ask: Ask) -> tuple[tuple[Output, ...], int, tuple[Absence, ...]]:
    """Every file of the site, by path, the number of pages among them, and the pages left out."""
    for check in (
        _lost_pages,
        _pages_to_come,
        _misnamed_files,
        _active_files,
        _unread_data,
        _checked_data,
        guides.forgotten,
        versions.misnamed,
        words.checked,
        checks.files,
        channels.everything,
    ):
        ask(check)
    made = (output for number in range(_BATCHES) for output in ask(_made, number))
    ordered = tuple(sorted(made, key=lambda output: output.path))
    return ordered, ask(_page_count), ask(absences.absences)


@remembered
def _page_count(ask: Ask) -> int:
    return sum(route.is_page for route in ask(routes))


# A site is gone through batch by batch, so that after one edit not all of it need be.


@remembered
def _looked_over(ask: Ask, number: int) -> tuple[Allowance, ...]:
    return tuple(each for path in ask(_pages_of, number) for each in ask(looked_over, path))


@remembered
def _made(ask: Ask, number: int) -> tuple[Output, ...]:
    table = ask(_routes_of, number)
    made = tuple(output for route in table if (output := ask(route.make, *route.args)) is not None)
    for route in table:
        ask(audit.audited, route)
    return made


@remembered
def _pages_of(ask: Ask, number: int) -> tuple[str, ...]:
    return ask(_batched_pages)[number]


@remembered
def _routes_of(ask: Ask, number: int) -> tuple[Route, ...]:
    return ask(_batched_routes)[number]


@derived
def _batched_pages(ask: Ask) -> tuple[tuple[str, ...], ...]:
    return _batched((path, path) for path in ask(pages.listed))


@derived
def _batched_routes(ask: Ask) -> tuple[tuple[Route, ...], ...]:
    return _batched((route.path, route) for route in ask(routes))


def _batched(pairs: Iterable[tuple[str, T]]) -> tuple[tuple[T, ...], ...]:
    """Everything in batches, each always in the one of its path."""
    found: list[list[T]] = [[] for _ in range(_BATCHES)]
    for path, each in pairs:
        found[crc32(path.encode()) % _BATCHES].append(each)
    return tuple(map(tuple, found))


@remembered
def looked_over(ask: Ask, path: str) -> tuple[Allowance, ...]:
    """Report what there is to say of a page's words and of its links to documents; the rules that are off in it."""
    checks.page(ask, path)
    channels.linked(ask, path)
    return allowed.on_page(ask, path)


_OF_A_PAGE: Final[tuple[Callable[..., Any], ...]] = (outputs.body, looked_over)
# What is made of all pages, and for each of them: helpers answer the latter, and nobody before the former is wanted.
TOGETHER: Final[frozenset[Callable[..., Any]]] = frozenset({whole, site, _made, _looked_over, search.gathered})
_APART: Final[frozenset[Callable[..., Any]]] = (
    TOGETHER | pictures.DRAWN | {outputs.body, outputs.page, search.words, looked_over, audit.audited}
)


def _without_gaps(problems: frozenset[Problem]) -> frozenset[Problem]:
    """The problems; those of finished pages only where there are no others: a fault in one leaves gaps in the rest."""
    last = frozenset(problem for problem in problems if problem.code in audit.CODES)
    return problems if all(problem.severity != "error" for problem in problems - last) else problems - last


def _told_once(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems, with a fault of a layout told once, however many pages are made with it."""
    of_layouts = []
    for problem in problems:
        if problem.page:
            of_layouts.append(problem)
        else:
            yield problem
    for _, found in groupby(sorted(of_layouts, key=_ALL_OF_IT), key=_ALL_BUT_PAGE):
        first, *others = found
        more = f" and {len(others):,} more" if others else ""
        yield replace(
            first, message=f"{first.message.rstrip('.')}, while making the page of {first.page}{more}.", page=""
        )


@remembered
def _lost_pages(ask: Ask) -> None:
    """Report pages that no section leads to, once for each folder."""
    lost = defaultdict(list)
    for path in ask(pages.originals):
        section = _section_of(path)
        if section is not None and not pages.published(ask, section):
            lost[section].append(path)
    for section, (first, *others) in lost.items():
        pages_lost = f"this page and {len(others)} more" if others else "this page"
        message = f"The folder {posixpath.dirname(section)} has no front page, so nothing leads to {pages_lost}."
        if ask(inputs.source, section) is None:
            hint = f"Write a page {section} with a title and a summary."
        else:
            hint = f"{section} is a draft, not due yet, or expired; so should be the pages below it."
        ask.report(Problem(first, 1, 1, "error", "section-missing", message, hint))


@remembered
def _pages_to_come(ask: Ask) -> None:
    """Read the pages that are not due yet, so that their faults are told now and not on a day when nobody looks."""
    for path in pages.written(ask):
        if not ask(pages.standing, path).is_to_come:
            continue
        for link in ask(pages.fragment, path).links:
            found = (links.picture if link.picture else links.destination)(ask, path, link.target)
            if found.code and found.code not in {"link-unpublished", "link-expired"}:
                place = link.line, link.column
                ask.report(Problem(path, *place, found.severity, found.code, found.message, found.hint))


@remembered
def _misnamed_files(ask: Ask) -> None:
    """Report names that break somewhere, and what was meant as a page and would be put on the site as it is."""
    faults = tuple(names.faults(ask(inputs.names, "")))
    ask.report(*faults)
    told = {problem.path for problem in faults if problem.code in {"page-name", "data-place"}}
    for path in ask(inputs.names, addresses.CONTENT):
        source = ask(inputs.source, path) if data.is_copied(path) and path not in told else None
        if source is not None and re.match(rb"(\xef\xbb\xbf)?---\r?\n", source.data):
            message = "This begins like a page, but the name of a page ends in .md, so it would not become one."
            name = re.sub(r"(\.md)?\.\w+$", "", posixpath.basename(path))
            hint = f"Rename the file to “{name}.md”."
            ask.report(Problem(path, 1, 1, "error", "page-name", message, hint))


@remembered
def _active_files(ask: Ask) -> None:
    """Report files that would run on the site, for nobody has looked at what they do."""
    for path in ask(inputs.names, addresses.CONTENT):
        source = ask(inputs.source, path) if data.is_copied(path) else None
        if source is not None and (found := active.fault(path, source.data)):
            ask.report(Problem(path, 1, 1, "error", "file-active", *found))


@remembered
def _unread_data(ask: Ask) -> None:
    """Report data files that nothing reads."""
    for path in ask(inputs.names, data.FOLDER):
        name = path.removeprefix(data.FOLDER)
        if datafiles.kind_of(name) is None:
            known = [f"{each}.yaml" for each in datafiles.DATA_FILES]
            hint = spelling.nearest(name, known) or f"The data files are {', '.join(known)}."
            message = f"Nothing reads a data file called “{name}”."
            ask.report(Problem(path, 1, 1, "error", "data-unknown", message, hint))


def _section_of(path: str) -> str | None:
    """The page that ought to lead to the one at ``path``; lists of news, events and meetings reach into folders."""
    collection = path.split("/")[1]
    if collection in kinds.COLLECTIONS and collection != "consultations":
        return f"content/{collection}/index.md"
    return addresses.section_of(path)


@remembered
def _checked_data(ask: Ask) -> None:
    """Read every data file and follow what it names, so that a fault in one that no page uses is told too."""
    for file in data.NAMES:
        ask(data.known, file)
    for question in (data.glossary, frame.checked_notices, papers.papers, blocks.happenings, entries.checked):
        ask(question)
    for board in ask(data.boards).boards:
        ask(papers.of_board, board.id)
