"""The kinds of page and the fields of each. The folder decides the kind; ``docs/editing.md`` explains the fields."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Annotated, NoReturn

from pydantic import Field, PlainValidator, model_validator

from sendsite.crafts.dates import LONDON
from sendsite.crafts.source import languages
from sendsite.crafts.source.fields import (
    Alias,
    AnyDate,
    Day,
    DayOrMinute,
    Email,
    Flag,
    Icon,
    Language,
    Minute,
    MonthDayOrMinute,
    Number,
    PagePath,
    Phone,
    Record,
    Slug,
    Summary,
    Text,
    Title,
    Web,
    wrong,
)

if TYPE_CHECKING:
    from sendsite.crafts.dates import When


class Reference(Record):
    """Where the facts of a page come from."""

    title: Text
    address: Web | None = None
    date: AnyDate | None = None


class Change(Record):
    """What became different on a page, in words for readers."""

    date: Day
    what: Text


class Permit(Record):
    """A rule of wording that is switched off for a page, and why."""

    rule: Text
    reason: Text


class Page(Record):
    """Any page; the other kinds add to it."""

    title: Title
    summary: Summary = ""
    slug: Slug | None = None
    aliases: tuple[Alias, ...] = ()
    draft: Flag = False
    publish: DayOrMinute | None = None
    expires: DayOrMinute | None = None
    reviewed: Day | None = None
    review_by: Day | None = None
    owner: Text | None = None
    order: Number | None = None
    tags: tuple[Text, ...] = ()
    areas: tuple[Text, ...] = ()
    attachments: tuple[Text, ...] = ()
    sources: tuple[Reference, ...] = ()
    lang: Language | None = None
    changes: tuple[Change, ...] = ()
    related: tuple[PagePath, ...] = Field(default=(), max_length=5)
    allow: tuple[Permit, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Page:
        if self.publish and self.expires and self.expires.finish <= self.publish.start:
            wrong(
                "comes before “publish”, so the page would never be seen",
                "Change one of the two dates.",
                field="expires",
            )
        if self.reviewed and self.review_by and self.review_by < self.reviewed:
            wrong("comes before “reviewed”", "Change one of the two dates.", field="review_by")
        return self


class News(Page):
    """Something that happened."""

    date: AnyDate


def _later(start: When) -> str:
    """An end that fits ``start``: the same day, or an hour later."""
    if start.precision == "day":
        return str(start)
    return f"{(start.start.astimezone(UTC) + timedelta(hours=1)).astimezone(LONDON):%Y-%m-%d %H:%M}"


class Event(Page):
    """Something to go to."""

    start: DayOrMinute
    end: DayOrMinute | None = None
    all_day: Flag = False
    place: Text | None = None
    online: Text | None = None
    cancelled: Text | None = None
    host: Text | None = None
    book: Web | None = None
    cost: Text | None = None

    @model_validator(mode="after")
    def _makes_sense(self) -> Event:
        if self.end is None and not self.all_day:
            hint = f"Add a line such as “end: {_later(self.start)}”."
            wrong("needs an “end” to go with it, or a line “all_day: yes”", hint, field="start")
        if self.end is not None and self.end.precision != self.start.precision:
            timed = self.start if self.start.precision == "minute" else self.end
            hint = f"Add the time, or take it out: “{timed.date} {timed.clock:%H:%M}” or “{timed.date}”."
            wrong("and “start” must both have a time, or neither", hint, field="end")
        if self.end is not None and self.end.start < self.start.start:
            wrong("comes before “start”", "Change one of the two.", field="end")
        if self.all_day and self.start.precision == "minute":
            hint = f"Write {self.start.date}, or delete the line “all_day: yes”."
            wrong("has a time, but “all_day” says that there is none", hint, field="start")
        if self.cancelled is not None and self.cancelled.lower() in {"yes", "no", "true", "false"}:
            hint = "Write it like this: The hall was flooded. Or delete the line."
            wrong("must say why the event was called off", hint, field="cancelled")
        if self.place is None and self.online is None:
            hint = "Add a line such as “place: Testshire Library” or “online: We send you a link”."
            wrong("needs a “place” or an “online” to go with it", hint, field="start")
        return self


class Meeting(Page):
    """A meeting of a board, with its notes."""

    date: Day
    board: Text
    place: Text | None = None


class Way(Record):
    """One way to take part in a consultation."""

    title: Text
    text: Text | None = None
    address: Web | None = None
    email: Email | None = None
    phone: Phone | None = None


class Outcome(Record):
    """What a consultation led to."""

    date: AnyDate
    text: Text
    page: PagePath | None = None


class Consultation(Page):
    """A question to families, with a moment when it closes."""

    opens: MonthDayOrMinute
    closes: Minute
    ways: tuple[Way, ...] = Field(min_length=1)
    run_by: Text | None = None
    outcome_due: AnyDate | None = None
    outcome: Outcome | None = None
    parts: tuple[PagePath, ...] = ()

    @model_validator(mode="after")
    def _makes_sense(self) -> Consultation:
        if self.closes.start < self.opens.start:
            wrong("comes before “opens”", "Change one of the two dates.", field="closes")
        return self


class Guide(Page):
    """A folder of pages to be read in order."""

    parts: tuple[PagePath, ...] = Field(min_length=1)


def _belongs_to_original(_: object) -> NoReturn:
    wrong("belongs to the page that this is a version of, and counts here by itself", "Delete it here.")


_Original = PlainValidator(_belongs_to_original)


class Version(Page):
    """A page in Easy Read or in another language; what it has in common with its original is written there alone."""

    reviewed: Day
    slug: Annotated[str | None, _Original] = None
    aliases: Annotated[tuple[Alias, ...], _Original] = ()
    order: Annotated[int | None, _Original] = None
    tags: Annotated[tuple[Text, ...], _Original] = ()
    areas: Annotated[tuple[Text, ...], _Original] = ()
    attachments: Annotated[tuple[Text, ...], _Original] = ()
    lang: Annotated[str | None, _Original] = None


class Choice(Record):
    """A way on from the home page."""

    title: Text
    page: PagePath
    text: Text | None = None


class Task(Choice):
    """One of the things that most people come for."""

    icon: Icon


class Said(Record):
    """One thing that families said and what came of it."""

    text: Text
    link: Text
    page: PagePath


class Home(Page):
    """The front page of the site."""

    lead: Text | None = None
    tasks: tuple[Task, ...] = Field(default=(), max_length=6)
    often: tuple[Choice, ...] = ()
    ages: tuple[Choice, ...] = ()
    said: Said | None = None


COLLECTIONS: dict[str, type[Page]] = {"news": News, "events": Event, "meetings": Meeting, "consultations": Consultation}


def kind_of(path: str, fields: frozenset[str]) -> type[Page]:
    """The kind of the page at ``path`` (relative to the site) that has these fields."""
    if languages.sibling(path) is not None:
        return Version
    match path.split("/")[1:]:
        case ["index.md"]:
            return Home
        case ["consultations", _, "index.md"]:
            return Consultation
        case ["consultations", _, _, *_]:
            return Page
        case [folder, *_, name] if folder in COLLECTIONS and name != "index.md":
            return COLLECTIONS[folder]
    return Guide if "parts" in fields else Page
