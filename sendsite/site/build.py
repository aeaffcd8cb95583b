"""The whole site: which files it has, who makes each, and what is wrong with the set as a whole."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sendsite.crafts import addresses, datafiles, kinds, schema
from sendsite.model import Build, Output, Problem
from sendsite.site import data, frame, guides, inputs, lists, outputs, pages, templates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sendsite.memo import Ask, Memo
    from sendsite.model import Snapshot


@dataclass(frozen=True, slots=True)
class Route:
    """One file of the site: its path, the source that it comes from, and the question that makes it."""

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
    ask(_strays)
    ask(_checked_data)
    table = ask(routes)
    made = [found for route in table if (found := ask(route.make, *route.args)) is not None]
    return tuple(sorted(made, key=lambda output: output.path)), sum(route.is_page for route in table)


def routes(ask: Ask) -> tuple[Route, ...]:
    """Every file of the site. Where two sources want one address, both are named and the first keeps it."""
    wanted: dict[str, list[Route]] = defaultdict(list)
    for route in _wanted(ask):
        wanted[route.path.casefold()].append(route)
    for first, *others in wanted.values():
        for other in others:
            message = f"This page or file wants the address /{other.path.removesuffix('index.html')}, which {first.source} has already."
            hint = "Rename one of the files, or give one of the pages another “slug”."
            ask.report(Problem(other.source, 1, 1, "error", "address-taken", message, hint))
    return tuple(sorted((first for first, *_ in wanted.values()), key=lambda route: route.path))


def _wanted(ask: Ask) -> Iterator[Route]:
    for path in ask(pages.listed):
        yield from _page_routes(ask, path)
    for path in ask(inputs.names, addresses.CONTENT):
        if not path.endswith(".md") and path != data.SITE_FILE and not path.startswith(data.FOLDER):
            yield Route(addresses.file_address(path), path, outputs.copied, (path,))
    for path in ask(inputs.names, templates.ASSETS):
        yield Route(ask(templates.asset, path).path, path, templates.asset, (path,))
    if ask(pages.cards, "content/news/"):
        yield Route(frame.FEED, data.SITE_FILE, outputs.feed)
    if ask(pages.cards, "content/events/"):
        yield Route(frame.CALENDAR, data.SITE_FILE, outputs.calendar, (frame.CALENDAR,))
    for year in ask(lists.past_years):
        yield Route(f"{outputs.archive_address(year)}index.html", data.SITE_FILE, outputs.event_archive, (year,))
    yield Route("404.html", data.SITE_FILE, outputs.not_found)
    yield Route("sitemap.xml", data.SITE_FILE, outputs.site_map)
    yield Route("robots.txt", data.SITE_FILE, outputs.robots)


def _page_routes(ask: Ask, path: str) -> Iterator[Route]:
    address = ask(pages.address, path)
    yield Route(f"{address}index.html", path, outputs.page, (path,))
    card = ask(pages.card, path)
    if card is not None and card.kind == "event":
        yield Route(f"{address}event.ics", path, outputs.calendar, (f"{address}event.ics", path))
    if ask(guides.parts, path):
        yield Route(f"{address}{guides.PRINT}index.html", path, outputs.print_page, (path,))
    for alias in ask(pages.aliases, path):
        yield Route(f"{alias.lstrip('/')}index.html", path, outputs.moved, (alias.lstrip("/"), path))


def _strays(ask: Ask) -> None:
    """Report pages that no section leads to, and data files that nothing reads."""
    for path in ask(pages.listed):
        collection = path.split("/")[1]
        section = f"content/{collection}/index.md" if collection in kinds.COLLECTIONS else addresses.section_of(path)
        if section is not None and ask(inputs.source, section) is None:
            message = f"The folder {posixpath.dirname(section)} has no front page, so nothing leads to this page."
            ask.report(Problem(path, 1, 1, "error", "section-missing", message, f"Write a page {section} with a title and a summary."))
    for path in ask(inputs.names, data.FOLDER):
        name = path.removeprefix(data.FOLDER)
        if name.removesuffix(".yaml") not in datafiles.DATA_FILES or not name.endswith(".yaml"):
            known = [f"{each}.yaml" for each in datafiles.DATA_FILES]
            hint = schema.nearest(name, known) or f"The data files are {', '.join(known)}."
            ask.report(Problem(path, 1, 1, "error", "data-unknown", f"Nothing reads a data file called “{name}”.", hint))


def _checked_data(ask: Ask) -> None:
    """Read every data file, so that a fault in one that no page uses is told too."""
    for question in (data.boards, data.contacts, data.dcos, data.documents, data.glossary, data.notices, data.timeline):
        ask(question)
