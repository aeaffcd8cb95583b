"""Which files the site has, and who makes each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sendsite.crafts import addresses
from sendsite.crafts.source import kinds
from sendsite.memo import derived, remembered
from sendsite.model import Output, Problem
from sendsite.site import (
    changes,
    data,
    directory,
    frame,
    guides,
    inputs,
    lists,
    made,
    outputs,
    pages,
    pictures,
    printing,
    search,
    services,
    templates,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sendsite.memo import Ask


@dataclass(frozen=True, slots=True)
class Route:
    """One file of the site: its path, who wants it, and the question that makes it.

    ``source`` is a path, or words for a file that no source is behind.
    """

    path: str
    source: str
    make: Callable[..., Output | None]
    args: tuple[Any, ...] = ()

    def __hash__(self) -> int:
        """By the path alone, which no two routes of a site share."""
        return hash(self.path)

    @property
    def is_written(self) -> bool:
        """Whether an editor wrote the page itself."""
        return self.make is outputs.page

    @property
    def is_drawn(self) -> bool:
        """Whether it is a picture, which takes long to make."""
        return self.make in pictures.DRAWN

    @property
    def is_copied(self) -> bool:
        """Whether it is the bytes of a source just as they are."""
        return self.make is outputs.copied

    @property
    def is_page(self) -> bool:
        """Whether people read it, and it is not only a signpost."""
        return self.path.endswith(".html") and self.make not in {outputs.moved, outputs.copied}


@derived
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
        record = ask(pages.record, route.source)
        place = ask(pages.place, route.source, "aliases", record.aliases.index(address) if record is not None else 0)
        hint = "Take this old address out of “aliases”."
    elif route.make is directory.service:
        place = ask(pages.place, route.source, "services", services.at(ask, *route.args), "id")
        hint = "Give the service another “id”, or the page another “slug”."
    elif route.make is outputs.page and (record := ask(pages.record, route.source)) and record.slug:
        place = ask(pages.place, route.source, "slug")
    ask.report(Problem(route.source, *place, "error", "address-taken", message, hint))


def _wanted(ask: Ask) -> Iterator[Route]:
    yield from _own_routes(ask)
    for path in ask(inputs.names, templates.ASSETS):
        yield Route(ask(templates.asset, path).path, path, templates.asset, (path,))
    ways = [ask(_ways, path) for path in ask(pages.listed)]
    yield from (route for own, _ in ways for route in own)
    yield from (route for _, old in ways for route in old)
    for each in ask(made.pages):
        yield Route(f"{each.address}index.html", each.source, each.make, each.args)
    for path in ask(inputs.names, addresses.CONTENT):
        if pictures.is_sized(path):
            yield Route(addresses.file_address(path), path, pictures.whole, (path,))
            if (old := ask(pictures.old_address, path)) is not None:
                yield Route(old, path, pictures.old, (path,))
            for width in ask(pictures.widths, path):
                yield Route(pictures.address(path, width), path, pictures.scaled, (path, width))
        elif data.is_copied(path):
            yield Route(addresses.file_address(path), path, outputs.copied, (path,))


def _own_routes(ask: Ask) -> Iterator[Route]:
    if ask(pages.cards, "content/news/"):
        yield Route(frame.FEED, "the news feed", outputs.feed)
    if ask(pages.cards, "content/events/"):
        yield Route(frame.CALENDAR, "the calendar of all events", outputs.calendar, (frame.CALENDAR,))
    for year in ask(lists.past_years):
        archive = f"{outputs.archive_address(year)}index.html"
        yield Route(archive, f"the list of past events of {year}", outputs.event_archive, (year,))
    if ask(changes.are_there):
        yield Route(f"{changes.ADDRESS}index.html", "the list of changes", outputs.whats_changed)
        yield Route(changes.FEED, "the feed of changes", outputs.changes_feed)
    if ask(printing.sections):
        yield Route(f"{printing.ADDRESS}index.html", "the whole offer on paper", printing.whole)
    yield Route("404.html", "the page for addresses that lead nowhere", outputs.not_found)
    yield from _search(ask)
    yield Route("sitemap.xml", "the sitemap", outputs.site_map)
    yield Route("robots.txt", "the file for search engines", outputs.robots)


def _search(ask: Ask) -> Iterator[Route]:
    if not ask(search.is_made):
        return
    yield Route(f"{search.ADDRESS}index.html", "the page for searching", search.page)
    yield Route(f"{search.ADDRESS}index.json", "the index of the search", search.contents)
    yield Route(f"{search.ADDRESS}spelling.json", "the words of the search", search.spelling)
    shape = ask(search.shape)
    for number in range(shape.groups):
        yield Route(search.group_address(number), "the pages of the search", search.group, (number,))
    for number in range(shape.shelves):
        yield Route(search.shelf_address(number), "the words of the search", search.shelf, (number,))


@remembered
def _ways(ask: Ask, path: str) -> tuple[tuple[Route, ...], tuple[Route, ...]]:
    """The files that a page wants, and those at its old addresses."""
    record = ask(pages.record, path)
    aliases = [alias.lstrip("/") for alias in (record.aliases if record is not None else ())]
    old = (Route(f"{alias}index.html", path, outputs.moved, (alias, path)) for alias in aliases)
    return tuple(_page_routes(ask, path, record)), tuple(old)


def _page_routes(ask: Ask, path: str, record: kinds.Page | None) -> Iterator[Route]:
    address = pages.address(ask, path)
    if "//" in f"/{address}":
        message = "No address can be made of this name: a part of it has none of the letters a to z and no digit."
        hint = "Rename the folder: use the letters a to z."
        if all(address.split("/")[:-2]) and not path.endswith("/index.md"):
            hint = "Write a line such as “slug: help” into its front matter, or rename the file."
        ask.report(Problem(path, 1, 1, "error", "address-empty", message, hint))
        return
    yield Route(f"{address}index.html", path, outputs.page, (path,))
    if isinstance(record, kinds.Event):
        yield Route(f"{address}event.ics", path, outputs.calendar, (f"{address}event.ics", path))
    if isinstance(record, kinds.Guide | kinds.Consultation) and ask(guides.parts, path):
        yield Route(f"{address}{guides.PRINT}index.html", path, outputs.print_page, (path,))
