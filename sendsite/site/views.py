"""What layouts see: plain frozen values, whole before rendering begins. ``docs/layouts.md`` is the contract."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from markupsafe import Markup

    from sendsite.crafts.dates import When
    from sendsite.crafts.markup.fragment import Heading
    from sendsite.crafts.source.datafiles import Contact, ExternalLink


@dataclass(frozen=True, slots=True)
class Link:
    """The words and the address of a link, and the language of the words."""

    title: str
    href: str
    lang: str = "en-GB"


@dataclass(frozen=True, slots=True)
class MenuLink:
    """A link in the menu: ``current`` on every page of its section, ``here`` on its own page."""

    title: str
    href: str
    current: bool
    here: bool


@dataclass(frozen=True, slots=True)
class Footer:
    """The foot of every page."""

    text: str | None
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """What every page says of the site."""

    name: str
    tagline: str | None
    description: str | None
    home: str
    url: str
    contact: Contact | None
    another_way: str | None
    links: tuple[ExternalLink, ...]
    footer: Footer
    built: date
    stale: When
    feed: str | None
    calendar: str | None
    changes: str | None
    print: str | None
    search: str | None
    assets: tuple[tuple[str, str], ...]

    def asset(self, name: str) -> str:
        """The address of a file in ``layouts/assets/``. Raises LookupError when there is none."""
        for known, address in self.assets:
            if known == name:
                return self.home + address
        msg = f"there is no asset “{name}”"
        raise LookupError(msg)


@dataclass(frozen=True, slots=True)
class Notice:
    """A message across the top of a page."""

    level: str
    title: str
    text: str | None
    href: str | None
    end: When


@dataclass(frozen=True, slots=True)
class Reference:
    """A source of the page's facts."""

    title: str
    address: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class Paper:
    """A document and where to get it."""

    title: str
    href: str | None
    elsewhere: bool
    type: str | None
    size: str | None
    pages: int | None
    date: str | None
    note: str | None
    alternative: Link | None


@dataclass(frozen=True, slots=True)
class File:
    """A file that a link in a text leads to, and its words; whether there is nothing else in their paragraph."""

    words: Markup
    href: str
    type: str | None
    size: str
    pages: int | None
    is_alone: bool


@dataclass(frozen=True, slots=True)
class Change:
    """What became different on a page, and the anchor of the words that say so there."""

    date: str
    iso: str
    what: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Version:
    """A page, or a version of it, in the switch between them; ``name`` is what its language calls itself."""

    name: str
    lang: str
    dir: str
    href: str
    canonical: str
    is_easy: bool


@dataclass(frozen=True, slots=True)
class Page:
    """What every layout sees of the page that it renders."""

    title: str
    summary: str
    lang: str
    href: str
    canonical: str
    html: Markup
    contents: tuple[Heading, ...] = ()
    trail: tuple[Link, ...] = ()
    menu: tuple[MenuLink, ...] = ()
    notices: tuple[Notice, ...] = ()
    reviewed: str | None = None
    review_by: str | None = None
    overdue: bool = False
    owner: str | None = None
    tags: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    sources: tuple[Reference, ...] = ()
    attachments: tuple[Paper, ...] = ()
    history: tuple[Change, ...] = ()
    related: tuple[Link, ...] = ()
    dir: str = "ltr"
    versions: tuple[Version, ...] = ()
    alternates: tuple[tuple[str, str], ...] = ()
    original: Link | None = None
    changed: str | None = None


@dataclass(frozen=True, slots=True)
class ChangedPage:
    """A change in the list for the whole site, with the page that it was made on."""

    title: str
    href: str
    lang: str
    change: Change


@dataclass(frozen=True, slots=True)
class ChangedMonth:
    """The changes of one month, the latest first; ``name`` is the month in words."""

    name: str
    iso: str
    changes: tuple[ChangedPage, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """When a page was checked, and when it must be again."""

    reviewed: str | None = None
    review_by: str | None = None
    overdue: bool = False
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """What a list shows of a page."""

    title: str
    summary: str
    href: str
    lang: str
    kind: str
    start: When | None
    end: When | None
    opens: When | None
    place: str | None
    online: str | None
    cancelled: str | None
    board: str | None


@dataclass(frozen=True, slots=True)
class Year:
    """The cards of one year."""

    year: int
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a guide; ``number`` counts from 1."""

    title: str
    href: str
    summary: str
    number: int


@dataclass(frozen=True, slots=True)
class Guide:
    """A guide as its parts see it."""

    title: str
    href: str
    parts: tuple[Part, ...]
    print: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of a guide on the page that holds it whole."""

    title: str
    html: Markup


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page of the whole offer on paper; ``address`` is where it lives, in full."""

    title: str
    summary: str
    anchor: str
    address: str
    html: Markup


@dataclass(frozen=True, slots=True)
class PrintedSection:
    """A section of the whole offer on paper."""

    title: str
    anchor: str
    pages: tuple[PrintedPage, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """A way on from the home page."""

    title: str
    text: str | None
    href: str
    icon: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that families said."""

    text: str
    link: str
    href: str


@dataclass(frozen=True, slots=True)
class Home:
    """The parts of the home page that its front matter gives."""

    lead: str | None
    tasks: tuple[Task, ...]
    often: tuple[Task, ...]
    ages: tuple[Task, ...]
    said: Said | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a consultation led to."""

    date: str
    text: str
    link: Link | None


@dataclass(frozen=True, slots=True)
class Gap:
    """A long time of which the timeline says nothing: how many whole months, and which, in words."""

    months: int
    words: str


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing on the timeline, and the gap before it."""

    date: str
    iso: str
    title: str
    text: str | None
    href: str | None
    source: str | None
    theme: str | None
    gap: Gap | None = None


@dataclass(frozen=True, slots=True)
class HappeningYear:
    """What happened in one year."""

    year: int
    events: tuple[Happening, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """The glossary's terms under one letter."""

    letter: str
    terms: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class LetterCards:
    """The site's pages under one letter."""

    letter: str
    cards: tuple[Card, ...]
