"""The whole site: which files it has, who makes each, and what is wrong with the set as a whole."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sendsite.crafts import addresses, datafiles, kinds, schema
from sendsite.model import Build, Output, Problem
from sendsite.site import blocks, data, frame, guides, inputs, lists, outputs, pages, papers, templates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sendsite.memo import Ask, Memo
    from sendsite.model import Snapshot


@dataclass(frozen=True, slots=True)
class Route:
    """One file of the site: its path, who wants it, and the question that makes it.

    ``source`` is a path, or words for a file that no source is behind.
    """

    path: str
    source: str
    make: Callable[..., Output | None]
    args: tuple[Any, ...] = ()

    @property
    def is_page(self) -> bool:
        """Whether people read it, and it is not only a signpost."""
        return self.path.endswith(".html") and self.make not in {outputs.moved, outputs.copied}


def build(memo: Memo, snapshot: Snapshot) -> Build:
    """Answer ``site`` for ``snapshot`` and put the problems of every question behind it in order."""
    answer = memo.evaluate(snapshot, site)
    made, page_count = answer.value
    return Build(made, page_count, tuple(sorted(answer.problems)))


def site(ask: Ask) -> tuple[tuple[Output, ...], int]:
    """Every file of the site, by path, and the number of pages among them."""
    for check in (_lost_pages, _misnamed_files, _unread_data, _checked_data):
        ask(check)
    table = ask(routes)
    made = [found for route in table if (found := ask(route.make, *route.args)) is not None]
    return tuple(sorted(made, key=lambda output: output.path)), sum(route.is_page for route in table)


def routes(ask: Ask) -> tuple[Route, ...]:
    """Every file of the site. Where two sources want one address, both are named and the first keeps it.

    A file and a folder of one name are two as well, and so are two names that differ in capitals only: neither can
    stand beside the other on every computer.
    """
    kept: dict[str, Route] = {}
    folders: dict[str, Route] = {}
    for route in _wanted(ask):
        name = route.path.casefold()
        above = [name[:at] for at, letter in enumerate(name) if letter == "/"]
        first = next((found for each in (name, *above) if (found := kept.get(each))), None) or folders.get(name)
        if first is None:
            kept[name] = route
            folders.update((each, route) for each in above if each not in folders)
        else:
            _report_clash(ask, route, first)
    return tuple(sorted(kept.values(), key=lambda route: route.path))


def _report_clash(ask: Ask, route: Route, first: Route) -> None:
    address = f"/{route.path.removesuffix('index.html')}"
    message = f"This page or file wants the address {address}, which {first.source} has already."
    hint = "Rename one of the files, or give one of the pages another “slug”."
    place = (1, 1)
    if route.make is outputs.moved:
        place = ask(pages.place, route.source, "aliases", ask(pages.aliases, route.source).index(address))
        hint = "Take this old address out of “aliases”."
    elif route.make is outputs.page and (record := ask(pages.record, route.source)) and record.slug:
        place = ask(pages.place, route.source, "slug")
    ask.report(Problem(route.source, *place, "error", "address-taken", message, hint))


def _wanted(ask: Ask) -> Iterator[Route]:
    yield from _own_routes(ask)
    for path in ask(inputs.names, templates.ASSETS):
        yield Route(ask(templates.asset, path).path, path, templates.asset, (path,))
    for path in ask(pages.listed):
        yield from _page_routes(ask, path)
    for path in ask(pages.listed):
        for alias in ask(pages.aliases, path):
            yield Route(f"{alias.lstrip('/')}index.html", path, outputs.moved, (alias.lstrip("/"), path))
    for path in ask(inputs.names, addresses.CONTENT):
        if data.is_copied(path):
            yield Route(addresses.file_address(path), path, outputs.copied, (path,))


def _own_routes(ask: Ask) -> Iterator[Route]:
    if ask(pages.cards, "content/news/"):
        yield Route(frame.FEED, "the news feed", outputs.feed)
    if ask(pages.cards, "content/events/"):
        yield Route(frame.CALENDAR, "the calendar of all events", outputs.calendar, (frame.CALENDAR,))
    for year in ask(lists.past_years):
        archive = f"{outputs.archive_address(year)}index.html"
        yield Route(archive, f"the list of past events of {year}", outputs.event_archive, (year,))
    yield Route("404.html", "the page for addresses that lead nowhere", outputs.not_found)
    yield Route("sitemap.xml", "the sitemap", outputs.site_map)
    yield Route("robots.txt", "the file for search engines", outputs.robots)


def _page_routes(ask: Ask, path: str) -> Iterator[Route]:
    address = ask(pages.address, path)
    if "//" in f"/{address}":
        message = "No address can be made of this name: a part of it has none of the letters a to z and no digit."
        ask.report(Problem(path, 1, 1, "error", "address-empty", message, "Give the file or folder another name."))
        return
    yield Route(f"{address}index.html", path, outputs.page, (path,))
    card = ask(pages.card, path)
    if card is not None and card.kind == "event":
        yield Route(f"{address}event.ics", path, outputs.calendar, (f"{address}event.ics", path))
    if ask(guides.parts, path):
        yield Route(f"{address}{guides.PRINT}index.html", path, outputs.print_page, (path,))


def _lost_pages(ask: Ask) -> None:
    """Report pages that no section leads to, once for each folder."""
    lost = defaultdict(list)
    for path in ask(pages.listed):
        section = _section_of(path)
        if section is not None and not ask(pages.published, section):
            lost[section].append(path)
    for section, (first, *others) in lost.items():
        pages_lost = f"this page and {len(others)} more" if others else "this page"
        message = f"The folder {posixpath.dirname(section)} has no front page, so nothing leads to {pages_lost}."
        if ask(inputs.source, section) is None:
            hint = f"Write a page {section} with a title and a summary."
        else:
            hint = f"{section} is a draft, not due yet, or expired; so should be the pages below it."
        ask.report(Problem(first, 1, 1, "error", "section-missing", message, hint))


def _misnamed_files(ask: Ask) -> None:
    """Report what was meant as a page and would be put on the site as it is, drafts and all."""
    for path in ask(inputs.names, addresses.CONTENT):
        source = ask(inputs.source, path) if data.is_copied(path) else None
        if source is not None and re.match(rb"(\xef\xbb\xbf)?---\r?\n", source.data):
            message = "This begins like a page, but the name of a page ends in .md, so it would not become one."
            ask.report(Problem(path, 1, 1, "error", "page-name", message, "Rename the file."))


def _unread_data(ask: Ask) -> None:
    """Report data files that nothing reads."""
    for path in ask(inputs.names, data.FOLDER):
        name = path.removeprefix(data.FOLDER)
        if name.removesuffix(".yaml") not in datafiles.DATA_FILES or not name.endswith(".yaml"):
            known = [f"{each}.yaml" for each in datafiles.DATA_FILES]
            hint = schema.nearest(name, known) or f"The data files are {', '.join(known)}."
            message = f"Nothing reads a data file called “{name}”."
            ask.report(Problem(path, 1, 1, "error", "data-unknown", message, hint))


def _section_of(path: str) -> str | None:
    """The page that ought to lead to the one at ``path``; lists of news, events and meetings reach into folders."""
    collection = path.split("/")[1]
    if collection in kinds.COLLECTIONS and collection != "consultations":
        return f"content/{collection}/index.md"
    return addresses.section_of(path)


def _checked_data(ask: Ask) -> None:
    """Read every data file and follow what it names, so that a fault in one that no page uses is told too."""
    for file in data.NAMES:
        ask(data.known, file)
    for question in (data.glossary, frame.checked_notices, papers.papers, blocks.happenings):
        ask(question)
    for board in ask(data.boards).boards:
        ask(papers.of_board, board.id)
