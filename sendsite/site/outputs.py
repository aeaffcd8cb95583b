"""Questions that each make one file of the site."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from sendsite.crafts import addresses, dates
from sendsite.crafts.markup import markdown
from sendsite.crafts.markup.blocks import CALLOUTS
from sendsite.crafts.markup.offered import offered
from sendsite.crafts.pictures.facts import SHOWN, suffix
from sendsite.crafts.pictures.showing import pictured
from sendsite.crafts.rendering import atom, engine, ics, sitemap
from sendsite.crafts.source import kinds, languages
from sendsite.memo import remembered
from sendsite.model import Output, Problem
from sendsite.site import (
    blocks,
    changes,
    data,
    directory,
    frame,
    glossary,
    guides,
    inputs,
    links,
    lists,
    pages,
    pictures,
    services,
    versions,
    views,
    words,
)

if TYPE_CHECKING:
    from sendsite.crafts.markup.fragment import Heading
    from sendsite.crafts.pictures.showing import Shown
    from sendsite.memo import Ask
    from sendsite.site.pages import Card

HOME_EVENTS, HOME_NEWS = 3, 3
_CALLOUT = '<p class="callout-kind">'


@dataclass(frozen=True, slots=True)
class Body:
    """The body of a page as finished HTML, and the headings to be listed at its top."""

    html: str
    contents: tuple[Heading, ...]


@remembered
def body(ask: Ask, path: str) -> Body:
    """The body of a page with its links resolved and its blocks filled."""
    fragment = ask(pages.fragment, path)
    hrefs: list[str | None] = []
    shown: dict[int, Shown] = {}
    files: dict[int, links.Destination] = {}
    for number, link in enumerate(fragment.links):
        found = (links.picture if link.picture else links.destination)(ask, path, link.target)
        if found.code and not link.told:
            ask.report(Problem(path, link.line, link.column, found.severity, found.code, found.message, found.hint))
        hrefs.append(str(escape(found.href)) if found.href else None)
        if found.file is None:
            continue
        if link.picture and (picture := ask(pictures.shown, found.file)) is not None:
            shown[number] = picture
        elif suffix(found.file) not in SHOWN:
            files[number] = found
    html = pictured(_named_callouts(ask, path, glossary.in_text(ask, path, fragment)), shown)
    html = offered(html, {number: partial(blocks.file_link, ask, path, found) for number, found in files.items()})
    fragment = replace(fragment, html=html)
    filled = {number: blocks.html(ask, path, block) for number, block in fragment.placed()}
    return Body(fragment.fill(hrefs.__getitem__, filled.__getitem__), frame.contents(fragment))


def _named_callouts(ask: Ask, path: str, html: str) -> str:
    """The HTML of a text with the kinds of its call-outs as layouts call them in its language."""
    if _CALLOUT not in html:
        return html
    names = {f"callout_{kind}": english for kind, english in CALLOUTS.items()}
    for word in ask(words.chosen, tuple(names), pages.language(ask, path)):
        html = html.replace(f"{_CALLOUT}{names[word.name]}</p>", f"{_CALLOUT}{engine.spoken(word)}</p>")
    return html


@remembered
def page(ask: Ask, path: str) -> Output | None:
    """A page that somebody wrote."""
    whole = ask(body, path)
    view = frame.page(ask, path, whole.html, whole.contents)
    if view is None:
        return None
    layout, context = _layout_for(ask, path, view.lang)
    return frame.html(ask, pages.address(ask, path), layout, {"page": view, **context}, path)


def _layout_for(ask: Ask, path: str, lang: str) -> tuple[str, dict[str, Any]]:
    """The layout of the page at ``path``, and what it gets besides ``site`` and ``page``; dates are in ``lang``."""
    chosen: tuple[str, dict[str, Any]]
    match ask(pages.record, path):
        case kinds.Version():
            chosen = _version(ask, path, lang)
        case kinds.Home() as record:
            chosen = "home.html", _home(ask, record)
        case kinds.News() as record:
            chosen = "news.html", {"date": words.date(ask, lang, record.date), "iso": str(record.date)}
        case kinds.Event() as record:
            chosen = "event.html", _event(ask, path, record)
        case kinds.Meeting() as record:
            chosen = "meeting.html", _meeting(ask, path, record, lang)
        case kinds.Consultation() as record:
            chosen = "consultation.html", _consultation(ask, path, record, lang)
        case _ if (guide := guides.guide_of(ask, path)) is not None:
            chosen = "part.html", _part(ask, path, guide)
        case kinds.Guide() if (whole := ask(guides.guide, path)) is not None:
            chosen = "guide.html", {"guide": whole}
        case _:
            chosen = _section(ask, path) if path.endswith("/index.md") else ("page.html", {})
    return chosen


def _version(ask: Ask, path: str, lang: str) -> tuple[str, dict[str, Any]]:
    """The layout of a version. What is told of a date keeps the facts of its original, which may yet change."""
    original = versions.original(path)
    if path.endswith(f".{languages.EASY}.md"):
        return "easy-read.html", {}
    match ask(pages.record, original):
        case kinds.News() | kinds.Event() | kinds.Meeting() | kinds.Consultation():
            return _layout_for(ask, original, lang)
    if original.endswith("/index.md"):
        return "section.html", {"children": ask(versions.in_section, path)}
    return "page.html", {}


def _section(ask: Ask, path: str) -> tuple[str, dict[str, Any]]:
    base = ask(data.base_path)
    whole = ask(frame.site)
    match path.removeprefix(addresses.CONTENT):
        case "news/index.md":
            years = lists.by_year(ask, ask(lists.dated, "content/news/", "news"))
            return "news-list.html", {"years": years, "feed": whole.feed}
        case "meetings/index.md":
            return "meeting-list.html", {"years": lists.by_year(ask, ask(lists.dated, "content/meetings/", "meeting"))}
        case "events/index.md":
            archive = tuple(views.Link(str(year), f"{base}{archive_address(year)}") for year in ask(lists.past_years))
            shown = tuple(lists.view(ask, card) for card in ask(lists.upcoming))
            return "event-list.html", {"upcoming": shown, "archive": archive, "calendar": whole.calendar}
        case "consultations/index.md":
            found = ask(lists.consultations)
            groups = {"open": ("open",), "planned": ("planned",), "closed": ("closed", "decided")}
            return "consultation-list.html", {
                name: tuple(lists.view(ask, card) for card, state in found if state in states)
                for name, states in groups.items()
            }
        case "services/index.md":
            return "directory.html", {**directory.front(ask), "children": ask(lists.children, path)}
    return "section.html", {"children": ask(lists.children, path)}


def _home(ask: Ask, record: kinds.Home) -> dict[str, Any]:
    path = "content/index.md"

    def choices(name: str) -> tuple[views.Task, ...]:
        return tuple(
            views.Task(each.title, each.text, href, getattr(each, "icon", None))
            for index, each in enumerate(getattr(record, name))
            if (href := links.page_link(ask, path, each.page, name, index, "page"))
        )

    said = None
    if record.said and (href := links.page_link(ask, path, record.said.page, "said", "page")):
        said = views.Said(record.said.text, record.said.link, href)
    return {
        "home": views.Home(record.lead, choices("tasks"), choices("often"), choices("ages"), said),
        "events_page": _index(ask, "content/events/index.md"),
        "news_page": _index(ask, "content/news/index.md"),
        "events": tuple(lists.view(ask, card) for card in ask(lists.upcoming)[:HOME_EVENTS]),
        "news": tuple(lists.view(ask, card) for card in ask(lists.dated, "content/news/", "news")[:HOME_NEWS]),
        "consultations": tuple(lists.view(ask, card) for card, state in ask(lists.consultations) if state == "open"),
    }


def _event(ask: Ask, path: str, record: kinds.Event) -> dict[str, Any]:
    over = lists.event_is_over(ask, record.start, record.end)
    state = "cancelled" if record.cancelled else "past" if over else "upcoming"
    return {"event": record, "state": state, "calendar": links.href(ask, path) + "event.ics"}


def _index(ask: Ask, path: str) -> views.Link | None:
    card = ask(pages.card, path) if pages.published(ask, path) else None
    return views.Link(card.title, links.href(ask, path)) if card is not None else None


def _meeting(ask: Ask, path: str, record: kinds.Meeting, lang: str) -> dict[str, Any]:
    board = ask(data.board, record.board)
    if board is None:
        links.report_unknown(ask, "board", record.board, path, "board")
    return {
        "date": words.long_date(ask, lang, record.date),
        "iso": str(record.date),
        "board": board.name if board else record.board,
        "place": record.place,
    }


def _consultation(ask: Ask, path: str, record: kinds.Consultation, lang: str) -> dict[str, Any]:
    state = lists.consultation_state(ask, record.opens, record.closes, decided=record.outcome is not None)
    outcome = None
    if record.outcome and state == "decided":
        link = None
        if record.outcome.page and (href := links.page_link(ask, path, record.outcome.page, "outcome", "page")):
            link = views.Link(ask(links.title, record.outcome.page), href)
        outcome = views.Outcome(words.date(ask, lang, record.outcome.date), record.outcome.text, link)
    return {"consultation": record, "state": state, "outcome": outcome, "guide": ask(guides.guide, path)}


def _part(ask: Ask, path: str, guide_path: str) -> dict[str, Any]:
    guide = ask(guides.guide, guide_path)
    here = links.href(ask, path)
    parts = guide.parts if guide else ()
    number = next((part.number for part in parts if part.href == here), 1)
    around = {part.number: views.Link(part.title, part.href) for part in parts}
    return {"guide": guide, "number": number, "previous": around.get(number - 1), "next": around.get(number + 1)}


@remembered
def print_page(ask: Ask, path: str) -> Output | None:
    """A whole guide on one page."""
    guide = ask(guides.guide, path)
    if guide is None:
        return None
    chapters = []
    for number, part in enumerate(ask(guides.parts, path), 1):
        if (card := ask(pages.card, part)) is not None:
            html = markdown.nested(ask(body, part).html, f"part-{number}-")
            chapters.append(views.Chapter(card.title, Markup(html)))  # noqa: S704 - as in frame.page
    address = pages.address(ask, path) + guides.PRINT
    view = frame.generated(ask, guide.title, address, path)
    return frame.html(ask, address, "print.html", {"page": view, "guide": guide, "chapters": tuple(chapters)}, path)


def archive_address(year: int) -> str:
    """Where the past events of one year are listed."""
    return f"events/{year}/"


@remembered
def event_archive(ask: Ask, year: int) -> Output | None:
    """The past events of one year."""
    above = "content/events/index.md"
    address = archive_address(year)
    title = words.say(ask, pages.language(ask, above), "events_in", year=year)
    view = frame.generated(ask, title, address, above)
    found = tuple(lists.view(ask, card) for card in ask(lists.past) if card.start and card.start.year == year)
    parent = ask(pages.card, above)
    up = views.Link(parent.title if parent else "Events", links.href(ask, above))
    context = {"page": view, "year": year, "cards": found, "parent": up}
    return frame.html(ask, address, "event-archive.html", context, above)


@remembered
def not_found(ask: Ask) -> Output | None:
    """The page for addresses that lead nowhere."""
    view = replace(frame.generated(ask, "Page not found", "404.html"), trail=frame.trail(ask, "content/404.md"))
    return frame.html(ask, "404.html", "not-found.html", {"page": view}, "404.html")


@remembered
def whats_changed(ask: Ask) -> Output | None:
    """What has changed on the site, month by month."""
    address = changes.ADDRESS
    view = replace(
        frame.generated(ask, "What has changed", address, "content/index.md"),
        summary="Changes to the pages of this site, the latest first.",
        notices=ask(frame.notices, ""),
    )
    feed = ask(data.base_path) + changes.FEED
    context = {"page": view, "months": ask(changes.by_month), "feed": feed}
    return frame.html(ask, address, "changes.html", context, "the list of changes")


@remembered
def changes_feed(ask: Ask) -> Output:
    """What has changed on the site, as a feed."""
    entries = tuple(
        atom.Entry(card.title, f"{links.canonical(ask, card.address)}#{anchor}", change.date.start, change.what)
        for card, change, anchor in ask(changes.everything)
    )
    url = ask(data.base_url)
    title, empty = f"{ask(data.site_name)}: what has changed", dates.parse("2000").start
    return Output(changes.FEED, atom.feed(title, url + changes.FEED, url + changes.ADDRESS, entries, empty))


@remembered
def moved(ask: Ask, alias: str, path: str) -> Output | None:
    """The page at an old address, which leads to the page at ``path``."""
    card = ask(pages.card, path)
    if card is None:
        return None
    view = frame.generated(ask, card.title, alias, path)
    target = {"title": card.title, "href": links.href(ask, path), "canonical": links.canonical(ask, card.address)}
    return frame.html(ask, alias, "moved.html", {"page": view, "target": target}, path)


@remembered
def copied(ask: Ask, path: str) -> Output | None:
    """A file put on the site as it is."""
    source = ask(inputs.source, path)
    return Output(addresses.file_address(path), source.data) if source is not None else None


@remembered
def feed(ask: Ask) -> Output:
    """The news, as a feed."""
    entries = tuple(
        atom.Entry(card.title, links.canonical(ask, card.address), card.start.start, card.summary)
        for card in ask(lists.dated, "content/news/", "news")
        if card.start
    )
    url = ask(data.base_url)
    empty = dates.parse("2000").start
    return Output(frame.FEED, atom.feed(f"{ask(data.site_name)}: news", url + frame.FEED, url, entries, empty))


@remembered
def calendar(ask: Ask, address: str, only: str | None = None) -> Output:
    """All events as a calendar, or only the one at the path ``only``."""
    if only is None:
        events = ask(lists.dated, "content/events/", "event")
    else:
        events = tuple(card for card in (ask(pages.card, only),) if card is not None)
    entries = tuple(_calendar_entry(ask, card) for card in reversed(events))
    return Output(address, ics.calendar(f"{ask(data.site_name)}: events", urlsplit(ask(data.base_url)).netloc, entries))


def _calendar_entry(ask: Ask, card: Card) -> ics.Entry:
    place = card.place or card.online or ""
    start = card.start or dates.parse("2000-01-01")
    url = links.canonical(ask, card.address)
    return ics.Entry(card.title, url, start, card.end, place, card.summary, card.cancelled is not None)


@remembered
def site_map(ask: Ask) -> Output:
    """All pages, for search engines."""
    found = []
    for path in ask(pages.listed):
        page_url = links.canonical(ask, pages.address(ask, path))
        found.append(sitemap.Place(page_url, ask(versions.reviewed, path), versions.alternates(ask, path)))
    found += [sitemap.Place(links.canonical(ask, address)) for address in ask(services.made)]
    if ask(changes.are_there):
        found.append(sitemap.Place(links.canonical(ask, changes.ADDRESS)))
    return Output("sitemap.xml", sitemap.sitemap(sorted(found, key=attrgetter("address"))))


@remembered
def robots(ask: Ask) -> Output:
    """What crawlers may read: everything."""
    return Output("robots.txt", sitemap.robots(links.canonical(ask, "sitemap.xml")))
