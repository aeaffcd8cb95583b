"""The data files and ``site.yaml``: the records they hold. ``docs/editing.md`` explains the fields."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, PlainValidator, model_validator

from sendsite.crafts.source.fields import (
    AnyDate,
    Day,
    DayOrMinute,
    Email,
    Flag,
    Level,
    Number,
    PagePath,
    Phone,
    Record,
    SiteAddress,
    Slug,
    Summary,
    Text,
    Title,
    Web,
    wrong,
)
from sendsite.crafts.source.services import Directory, Services


class Contact(Record):
    """Somebody to ask."""

    id: Slug
    name: Text
    what: Text | None = None
    phone: Phone | None = None
    email: Email | None = None
    website: Web | None = None
    hours: Text | None = None
    address: Text | None = None
    note: Text | None = None
    checked: Day | None = None
    source: Web | None = None


class Contacts(Record):
    """``contacts.yaml``."""

    contacts: tuple[Contact, ...] = ()


class Happening(Record):
    """One thing on the timeline, dated as exactly as it is known."""

    date: AnyDate
    end: AnyDate | None = None
    title: Text
    text: Text | None = None
    page: PagePath | None = None
    source: Web | None = None
    theme: Text | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Happening:
        if self.end is not None and self.end.start < self.date.start:
            wrong("comes before “date”", "Change one of the two dates.", field="end")
        return self


class Timeline(Record):
    """``timeline.yaml``. ``themes`` are those that readers can choose, in their order."""

    themes: tuple[Text, ...] = ()
    events: tuple[Happening, ...] = ()


class LaterContact(Record):
    """A contact for an area that another, perhaps newer, source gives."""

    name: Text
    phone: Phone | None = None
    email: Email | None = None
    address: Text | None = None
    note: Text | None = None
    source: Web | None = None


class Area(Record):
    """A part of the county and its Designated Clinical Officer (DCO)."""

    area: Text
    districts: tuple[Text, ...] = Field(min_length=1)
    name: Text | None = None
    phone: Phone | None = None
    email: Email | None = None
    note: Text | None = None
    source: Web | None = None
    later: LaterContact | None = None


class Place(Record):
    """A town or village whose name families may know better than that of its district."""

    name: Text
    district: Text
    source: Web | None = None


class Neighbour(Record):
    """A council next door, with a local offer of its own."""

    name: Text
    text: Text
    phone: Phone | None = None
    address: Web | None = None


class Dcos(Record):
    """``dcos.yaml``. Each district gets a page of its own below ``page``."""

    page: PagePath | None = None
    areas: tuple[Area, ...] = ()
    places: tuple[Place, ...] = ()
    neighbours: tuple[Neighbour, ...] = ()


class Post(Record):
    """A seat on a board."""

    post: Text
    organisation: Text | None = None
    name: Text | None = None
    vacant: Flag = False
    note: Text | None = None

    @model_validator(mode="after")
    def _makes_sense(self) -> Post:
        if self.vacant and self.name:
            wrong(
                "says that nobody holds the post, but “name” names somebody", "Delete one of the two.", field="vacant"
            )
        return self


class Board(Record):
    """A board, whom it represents and who sits on it."""

    id: Slug
    name: Text
    summary: Summary | None = None
    started: AnyDate | None = None
    ended: AnyDate | None = None
    meets: Text | None = None
    represents: tuple[Text, ...] = ()
    posts: tuple[Post, ...] = ()
    accountable_to: tuple[Text, ...] = ()
    documents: tuple[Text, ...] = ()
    source: Web | None = None


class Boards(Record):
    """``board.yaml``."""

    boards: tuple[Board, ...] = ()


class Term(Record):
    """A word or acronym that families meet."""

    term: Text
    meaning: Text
    expansion: Text | None = None
    also: tuple[Text, ...] = ()
    retired: Day | None = None
    instead: Text | None = None
    source: Web | None = None


class Glossary(Record):
    """``glossary.yaml``."""

    terms: tuple[Term, ...] = ()


def _everywhere_or_pages(value: object) -> str | tuple[str, ...]:
    if isinstance(value, str) and value in {"all", "home"}:
        return value
    if isinstance(value, list) and all(isinstance(item, str) and item.endswith(".md") for item in value):
        return tuple(value)
    hint = "Choose one: “where: all”, “where: home”, or the pages that you mean: “where: [help/index.md]”."
    return wrong("must be “all”, “home” or a list of paths to pages", hint)


class Notice(Record):
    """A message across the top of pages, from one moment to another."""

    level: Level
    title: Title
    text: Text | None = None
    start: DayOrMinute
    end: DayOrMinute
    where: Annotated[Literal["all", "home"] | tuple[str, ...], PlainValidator(_everywhere_or_pages)] = "all"
    page: PagePath | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Notice:
        if self.end.finish <= self.start.start:
            wrong("comes before “start”", "Change one of the two dates.", field="end")
        return self


class Notices(Record):
    """``notices.yaml``."""

    notices: tuple[Notice, ...] = ()


class Paper(Record):
    """A document: a file of ours, an address elsewhere, or only a title when we hold no copy."""

    id: Slug
    title: Text
    file: Text | None = None
    address: Web | None = None
    type: Text | None = None
    size: Text | None = None
    pages: Number | None = None
    date: AnyDate | None = None
    note: Text | None = None
    page: PagePath | None = None
    source: Web | None = None

    @model_validator(mode="after")
    def _file_speaks_for_itself(self) -> Paper:
        if self.file:
            if self.address is not None:
                wrong("and “file” cannot both be there", "Delete one of the two.", field="address")
            for field in ("type", "size", "pages"):
                if getattr(self, field) is not None:
                    wrong("is read from the file, so leave it out", "Delete this line.", field=field)
        return self


class Documents(Record):
    """``documents.yaml``."""

    documents: tuple[Paper, ...] = ()


DATA_FILES: dict[str, type[Record]] = {
    "board": Boards,
    "contacts": Contacts,
    "dcos": Dcos,
    "directory": Directory,
    "documents": Documents,
    "glossary": Glossary,
    "notices": Notices,
    "services": Services,
    "timeline": Timeline,
}


def kind_of(name: str) -> type[Record] | None:
    """The record that the data file ``name`` holds. Services may be shared out, as in ``services-health.yaml``."""
    stem = name.removesuffix(".yaml")
    if stem == name:
        return None
    return DATA_FILES.get("services" if stem.startswith("services-") else stem)


class MenuItem(Record):
    """A page in the menu or the footer."""

    title: Text
    page: PagePath


class ExternalLink(Record):
    """A place on another site."""

    title: Text
    address: Web


class Footer(Record):
    """The foot of every page."""

    text: Text | None = None
    pages: tuple[MenuItem, ...] = ()


class SiteFile(Record):
    """``site.yaml``."""

    name: Title
    tagline: Text | None = None
    description: Summary | None = None
    base_url: SiteAddress
    contact: Text | None = None
    owner: Text | None = None
    another_way: PagePath | None = None
    navigation: tuple[MenuItem, ...] = ()
    links: tuple[ExternalLink, ...] = ()
    footer: Footer = Footer()
    print: tuple[PagePath, ...] = ()
    search: bool = True
