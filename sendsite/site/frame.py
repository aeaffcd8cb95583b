"""Questions about what surrounds the body of a page: the site's own words, menu, breadcrumbs, notices, sources."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from sendsite.crafts import addresses, dates
from sendsite.crafts.source import languages
from sendsite.memo import derived, remembered
from sendsite.model import Output, Problem
from sendsite.site import changes, data, inputs, links, pages, papers, related, templates, versions, views, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sendsite.crafts.markup.fragment import Fragment, Heading
    from sendsite.crafts.source.datafiles import Contact, Notice
    from sendsite.crafts.source.kinds import Page
    from sendsite.memo import Ask

LONG_PAGE_WORDS = 350
LONG_PAGE_HEADINGS = 3
STALE_AFTER = timedelta(days=60)
LAST_DAY = date(date.max.year - 1, 12, 31)  # that a date may name
FEED = "news/feed.xml"
CALENDAR = "events/events.ics"
_HOME = "content/index.md"
_NOTICES = f"{data.FOLDER}notices.yaml"


@remembered
def own_contact(ask: Ask) -> Contact | None:
    """The contact of the site itself."""
    name = ask(data.site_file).contact
    if name is None:
        return None
    found = ask(data.contact, name)
    if found is None:
        links.report_unknown(ask, "contacts", name, data.SITE_FILE, "contact")
    return found


@remembered
def site(ask: Ask) -> views.Site:
    """What every page says of the site."""
    written = ask(data.site_file)
    base = ask(data.base_path)
    footer = [
        views.Link(item.title, href)
        for index, item in enumerate(written.footer.pages)
        if (href := links.page_link(ask, data.SITE_FILE, item.page, "footer", "pages", index, "page"))
    ]
    another = written.another_way
    built = ask(inputs.today)
    return views.Site(
        name=written.name,
        tagline=written.tagline,
        description=written.description,
        home=base,
        url=ask(data.base_url),
        contact=ask(own_contact),
        another_way=links.page_link(ask, data.SITE_FILE, another, "another_way") if another else None,
        links=written.links,
        footer=views.Footer(written.footer.text, tuple(footer)),
        built=built,
        stale=dates.parse(f"{min(built, LAST_DAY - STALE_AFTER) + STALE_AFTER}"),
        feed=base + FEED if ask(pages.cards, "content/news/") else None,
        calendar=base + CALENDAR if ask(pages.cards, "content/events/") else None,
        changes=base + changes.ADDRESS if ask(changes.are_there) else None,
        print=f"{base}print/" if written.print else None,
        search=f"{base}search/" if written.search else None,
        assets=ask(templates.assets),
    )


@dataclass(frozen=True, slots=True)
class _MenuItem:
    """A page in the menu: its path, and how its link looks from elsewhere, from its section and from itself.

    ``section`` is what the paths of its section begin with, and empty for a page that has none.
    """

    path: str
    section: str
    elsewhere: views.MenuLink
    within: views.MenuLink
    itself: views.MenuLink

    def seen_from(self, path: str) -> views.MenuLink:
        """The link as the page at ``path`` shows it."""
        if path == self.path:
            return self.itself
        return self.within if self.section and path.startswith(self.section) else self.elsewhere


@derived
def _menu(ask: Ask) -> tuple[_MenuItem, ...]:
    """The menu, with each of its links in all its forms: every page shows one of them."""
    found = []
    for index, item in enumerate(ask(data.site_file).navigation):
        if href := links.page_link(ask, data.SITE_FILE, item.page, "navigation", index, "page"):
            path = addresses.CONTENT + item.page.lstrip("/")
            section = path.removesuffix("index.md") if posixpath.basename(path) == "index.md" else ""
            forms = (views.MenuLink(item.title, href, *form) for form in ((False, False), (True, False), (True, True)))
            found.append(_MenuItem(path, section, *forms))
    return tuple(found)


def menu(ask: Ask, path: str) -> tuple[views.MenuLink, ...]:
    """The menu as the page at ``path`` shows it."""
    return tuple([item.seen_from(path) for item in ask(_menu)])


def trail(ask: Ask, path: str) -> tuple[views.Link, ...]:
    """The way from the home page down to the page above ``path``."""
    sibling = languages.sibling(path)
    above = addresses.section_of(path) if sibling is None else sibling.original
    return () if above is None or above == path else ask(_trail_through, above)


@remembered
def _trail_through(ask: Ask, path: str) -> tuple[views.Link, ...]:
    """The way from the home page down to the section at ``path``, which all its pages share."""
    way = trail(ask, path)
    if not pages.published(ask, path) or (card := ask(pages.card, path)) is None:
        return way
    title = "Home" if path == "content/index.md" else card.title
    return (*way, views.Link(title, ask(data.base_path) + card.address, pages.language(ask, path)))


@remembered
def notices(ask: Ask, path: str) -> tuple[views.Notice, ...]:
    """The notices that the page at ``path`` shows at this moment, the gravest first."""
    levels = ("major", "minor", "announcement")
    found = []
    for index, notice in enumerate(ask(data.notices).notices):
        if not _is_place_of(notice, path):
            continue
        if not ask(inputs.passed, notice.start.start) or ask(inputs.passed, notice.end.finish):
            continue
        href = links.page_link(ask, _NOTICES, notice.page, "notices", index, "page") if notice.page else None
        seen = views.Notice(notice.level, notice.title, notice.text, href, notice.end)
        found.append((levels.index(notice.level), seen))
    return tuple(notice for _, notice in sorted(found, key=lambda each: each[0]))


def _is_place_of(notice: Notice, path: str) -> bool:
    if isinstance(notice.where, str):
        return notice.where == "all" or path == "content/index.md"
    return path in {addresses.CONTENT + page.lstrip("/") for page in notice.where}


@remembered
def checked_notices(ask: Ask) -> None:
    """Report the pages that notices name and that do not exist, and do so before a notice is due."""
    for index, notice in enumerate(ask(data.notices).notices):
        places = () if isinstance(notice.where, str) else notice.where
        named = [(page, ("where", number)) for number, page in enumerate(places)]
        for page, steps in [*named, *([(notice.page, ("page",))] if notice.page else [])]:
            if ask(inputs.source, addresses.CONTENT + page.lstrip("/")) is None:
                links.page_link(ask, _NOTICES, page, "notices", index, *steps)


def page(ask: Ask, path: str, html: str, contents: tuple[Heading, ...]) -> views.Page | None:
    """What a layout sees of the page at ``path`` with the body ``html``; None when its front matter is faulty."""
    record = ask(pages.record, path)
    if record is None:
        return None
    lang = pages.language(ask, path)
    reviews = _review(ask, path, record, lang)
    _faults(ask, path, record, overdue=reviews.overdue)
    address = pages.address(ask, path)
    original = versions.original(path)
    changed = versions.since(ask, path)
    return views.Page(
        title=record.title,
        summary=record.summary,
        lang=lang,
        href=ask(data.base_path) + address,
        canonical=links.canonical(ask, address),
        html=Markup(html),  # noqa: S704 - made by our own Markdown and layouts, which escape
        contents=contents,
        trail=trail(ask, path),
        menu=menu(ask, path),
        notices=ask(notices, original),
        reviewed=reviews.reviewed,
        review_by=reviews.review_by,
        overdue=reviews.overdue,
        owner=reviews.owner,
        tags=record.tags,
        areas=record.areas,
        sources=tuple(
            views.Reference(each.title, each.address, words.date(ask, lang, each.date) if each.date else None)
            for each in record.sources
        ),
        attachments=papers.chosen(ask, record.attachments, path, "attachments"),
        history=ask(changes.of_page, path),
        related=ask(related.links_from, path),
        dir=languages.direction(lang),
        versions=ask(versions.family, original),
        alternates=versions.alternates(ask, path),
        original=_link(ask, original) if original != path else None,
        changed=words.date(ask, lang, changed) if changed is not None else None,
    )


def _link(ask: Ask, path: str) -> views.Link | None:
    card = ask(pages.card, path)
    return views.Link(card.title, links.href(ask, path)) if card is not None else None


def _faults(ask: Ask, path: str, record: Page, *, overdue: bool) -> None:
    """Report areas that no data file has, reviews that are overdue, and what cannot have been done yet."""
    for index, name in enumerate(record.areas):
        if name not in (ask(data.known, "dcos") or ()):
            links.report_unknown(ask, "dcos", name, path, "areas", index)
    if record.review_by is not None and overdue:
        message = f"This page was to be reviewed by {dates.words(record.review_by)}, and readers are told so."
        hint = "Check that every fact is still right. Then change “reviewed” and “review_by”."
        ask.report(Problem(path, *ask(pages.place, path, "review_by"), "warning", "review-overdue", message, hint))
    if (changed := versions.since(ask, path)) is not None:
        message = f"The page that this is a version of was checked on {dates.words(changed)}, and this one before that."
        hint = "Compare the two. When they say the same, change “reviewed” here."
        ask.report(Problem(path, *ask(pages.place, path, "reviewed"), "warning", "version-older", message, hint))
    if record.reviewed is not None and not ask(inputs.passed, record.reviewed.start):
        message = f"“reviewed” says {dates.words(record.reviewed)}, and that day has not come yet."
        hint = "Write the day on which somebody last checked the page."
        ask.report(Problem(path, *ask(pages.place, path, "reviewed"), "warning", "review-early", message, hint))
    for index, change in enumerate(record.changes):
        if not ask(inputs.passed, change.date.start):
            message = f"This change is of {dates.words(change.date)}, and that day has not come yet."
            place = ask(pages.place, path, "changes", index, "date")
            hint = "Write the day on which the change was made."
            ask.report(Problem(path, *place, "warning", "change-early", message, hint))


@remembered
def review(ask: Ask, path: str) -> views.Review:
    """What the page at ``path`` says of its reviews, in English, for the pages that are reviewed with it."""
    record = ask(pages.record, path)
    return _review(ask, path, record, languages.ENGLISH) if record is not None else views.Review()


def _review(ask: Ask, path: str, record: Page, lang: str) -> views.Review:
    return views.Review(
        reviewed=words.date(ask, lang, record.reviewed) if record.reviewed else None,
        review_by=words.date(ask, lang, record.review_by) if record.review_by else None,
        overdue=record.review_by is not None and ask(inputs.passed, record.review_by.finish),
        owner=record.owner or _owner_above(ask, path),
    )


def _owner_above(ask: Ask, path: str) -> str | None:
    """Who looks after the page at ``path`` when it does not say so itself."""
    above = addresses.section_of(path)
    return ask(data.site_file).owner if above in {None, _HOME} else ask(_owner_of_section, above)


@remembered
def _owner_of_section(ask: Ask, path: str) -> str | None:
    """Who looks after the pages of the section at ``path`` that do not say so: its owner, or that of the one above."""
    record = ask(pages.record, path) if ask(inputs.source, path) is not None else None
    return record.owner if record is not None and record.owner else _owner_above(ask, path)


def contents(fragment: Fragment) -> tuple[Heading, ...]:
    """The headings that a long page lists at its top; none for a short one."""
    headings = tuple(heading for heading in fragment.headings if heading.level == 2)  # noqa: PLR2004 - h2
    return headings if fragment.words >= LONG_PAGE_WORDS and len(headings) >= LONG_PAGE_HEADINGS else ()


def generated(ask: Ask, title: str, address: str, above: str | None = None) -> views.Page:
    """What a layout sees of a page that nobody wrote, one step below the page at ``above``."""
    card = ask(pages.card, above) if above is not None else None
    way = ask(_trail_through, above) if above is not None else ()
    lang = card.lang if card is not None else None
    return views.Page(
        title=title,
        summary="",
        lang=lang or languages.ENGLISH,
        href=ask(data.base_path) + address,
        canonical=links.canonical(ask, address),
        html=Markup(),
        trail=way,
        menu=tuple(replace(link, here=False) for link in menu(ask, above or "")),
        notices=ask(notices, above or ""),
        dir=languages.direction(lang or languages.ENGLISH),
    )


def below(ask: Ask, title: str, summary: str, address: str, above: str) -> views.Page:
    """What a layout sees of a page made from a data file, in English, and reviewed with the page at ``above``."""
    made, reviews = generated(ask, title, address, above), ask(review, above)
    return replace(
        made,
        lang=languages.ENGLISH,
        dir=languages.direction(languages.ENGLISH),
        summary=summary,
        reviewed=reviews.reviewed,
        review_by=reviews.review_by,
        overdue=reviews.overdue,
        owner=reviews.owner,
    )


def html(ask: Ask, address: str, layout: str, context: Mapping[str, Any], source: str) -> Output | None:
    """The file at ``address`` that ``layout`` makes; None, with problems, when the layout fails. Not a question."""
    text = templates.render(ask, layout, {"site": ask(site), **context}, source, context["page"].lang)
    name = address if address.endswith(".html") else f"{address}index.html"
    return Output(name, text.encode()) if text is not None else None
