"""The kinds of page: what the folder makes of a page, and which fields make no sense together."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sendsite.crafts.source import kinds, nodes, schema
from sendsite.crafts.source.kinds import COLLECTIONS, Consultation, Event, Guide, Home, Meeting, News, Page

EDITING = Path(__file__).resolve().parents[3] / "docs" / "editing.md"


@pytest.mark.parametrize(
    ("path", "fields", "kind"),
    [
        ("content/index.md", {"title"}, Home),
        ("content/accessibility.md", {"title"}, Page),
        ("content/guidance/index.md", {"title"}, Page),
        ("content/guidance/index.md", {"title", "parts"}, Guide),
        ("content/guidance/short-breaks.md", {"title"}, Page),
        ("content/guidance/ehc/index.md", {"title", "parts"}, Guide),
        ("content/guidance/index/a.md", {"title"}, Page),
        ("content/news/index.md", {"title"}, Page),
        ("content/news/a.md", {"title"}, News),
        ("content/news/2021/a.md", {"title"}, News),
        ("content/news/2021/index.md", {"title"}, Page),
        ("content/events/a.md", {"title"}, Event),
        ("content/meetings/a.md", {"title"}, Meeting),
        ("content/consultations/index.md", {"title"}, Page),
        ("content/consultations/a.md", {"title"}, Consultation),
        ("content/consultations/a/index.md", {"title", "parts"}, Consultation),
        ("content/consultations/a/part.md", {"title"}, Page),
        ("content/consultations/a/b/part.md", {"title"}, Page),
        ("content/newsletter/a.md", {"title"}, Page),
    ],
)
def test_the_folder_decides_the_kind(path: str, fields: set[str], kind: type[Page]) -> None:
    assert kinds.kind_of(path, frozenset(fields)) is kind


def read(kind: type[Page], **fields: str) -> list[str]:
    """What is wrong with a page that has these fields, written as an editor would."""
    written = "title: X\n" + "".join(f"{name}: {value}\n" for name, value in fields.items())
    tree, _ = nodes.parse("a.md", written)
    assert tree is not None
    return [fault.message for fault in schema.read(kind, tree, "a.md")[1]]


EVENT = {"start": "2026-06-02 10:00", "end": "2026-06-02 12:00", "place": "The hall"}
ASKED = {"opens": "2026-06-01", "closes": "2026-07-01 17:00", "ways": "\n  - title: Write to us"}


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (Page, {}),
        (Page, {"publish": "2026-06-01", "expires": "2026-06-01"}),
        (Page, {"publish": "2026-06-01 09:00", "expires": "2026-06-01 09:01"}),
        (Page, {"reviewed": "2026-06-01", "review_by": "2026-06-01"}),
        (News, {"date": "2021-06"}),
        (Meeting, {"date": "2021-06-25", "board": "improvement-board"}),
        (Event, EVENT),
        (Event, {"start": "2026-06-02", "all_day": "yes", "online": "by video"}),
        (Event, {"start": "2026-06-02", "end": "2026-06-04", "place": "The hall"}),
        (Event, {**EVENT, "cancelled": "too few people", "book": "https://example.org/book", "cost": "£2"}),
        (Consultation, ASKED),
        (Consultation, {**ASKED, "opens": "2026-06", "outcome": "\n  date: 2026\n  text: Yes."}),
    ],
)
def test_pages_that_make_sense_are_taken(kind: type[Page], fields: dict[str, str]) -> None:
    assert read(kind, **fields) == []


@pytest.mark.parametrize(
    ("kind", "fields", "message"),
    [
        (
            Page,
            {"publish": "2026-06-02", "expires": "2026-06-01"},
            "“expires” comes before “publish”, so the page would never be seen.",
        ),
        (
            Page,
            {"publish": "2026-06-02 09:00", "expires": "2026-06-02 09:00"},
            "“expires” comes before “publish”, so the page would never be seen.",
        ),
        (Page, {"reviewed": "2026-06-02", "review_by": "2026-06-01"}, "“review_by” comes before “reviewed”."),
        (
            Event,
            {"start": "2026-06-02 10:00", "place": "x"},
            "“start” needs an “end” to go with it, or a line “all_day: yes”.",
        ),
        (Event, {**EVENT, "end": "2026-06-02"}, "“end” and “start” must both have a time, or neither."),
        (Event, {**EVENT, "end": "2026-06-02 09:00"}, "“end” comes before “start”."),
        (Event, {**EVENT, "cancelled": "yes"}, "“cancelled” must say why the event was called off."),
        (Event, {**EVENT, "all_day": "yes"}, "“start” has a time, but “all_day” says that there is none."),
        (Event, {**EVENT, "cancelled": "no"}, "“cancelled” must say why the event was called off."),
        (Event, {**EVENT, "cancelled": "Yes"}, "“cancelled” must say why the event was called off."),
        (Event, {"start": "2026-06-02", "all_day": "yes"}, "“start” needs a “place” or an “online” to go with it."),
        (Consultation, {**ASKED, "closes": "2026-05-01 17:00"}, "“closes” comes before “opens”."),
        (Consultation, {**ASKED, "closes": "2026-07-01"}, "“closes” needs a time as well as a date."),
    ],
)
def test_fields_that_make_no_sense_together_are_refused(kind: type[Page], fields: dict[str, str], message: str) -> None:
    assert read(kind, **fields) == [message]


@pytest.mark.parametrize(
    ("fields", "hint"),
    [
        ({"start": "2026-06-02 10:00"}, "Add a line such as “end: 2026-06-02 11:00”."),
        ({"start": "2026-06-02 23:30"}, "Add a line such as “end: 2026-06-03 00:30”."),
        ({"start": "2026-03-29 00:30"}, "Add a line such as “end: 2026-03-29 02:30”."),
        ({"start": "2026-06-02"}, "Add a line such as “end: 2026-06-02”."),
        (
            {"start": "2026-06-02 10:00", "end": "2026-06-03"},
            "Add the time, or take it out: “2026-06-02 10:00” or “2026-06-02”.",
        ),
        (
            {"start": "2026-06-02", "end": "2026-06-03 10:00"},
            "Add the time, or take it out: “2026-06-03 10:00” or “2026-06-03”.",
        ),
        (
            {"start": "2026-06-02 10:00", "all_day": "yes"},
            "Write 2026-06-02, or delete the line “all_day: yes”.",
        ),
        (
            {"start": "2026-06-02", "all_day": "yes"},
            "Add a line such as “place: Testshire Library” or “online: We send you a link”.",
        ),
    ],
)
def test_fields_that_make_no_sense_together_come_with_their_mend(fields: dict[str, str], hint: str) -> None:
    tree, _ = nodes.parse(
        "content/x.md", "".join(f"{name}: {value}\n" for name, value in {"title": "X", **fields}.items())
    )
    assert tree is not None
    (problem,) = schema.read(Event, tree, "content/x.md")[1]
    assert problem.hint == hint


def section(heading: str) -> str:
    """A part of the editors' handbook, from its heading to the next of the same level."""
    text = EDITING.read_text("utf-8")
    level = re.match("#+", heading)
    assert level is not None
    _, _, rest = text.partition(f"{heading}\n")
    assert rest, f"docs/editing.md has no {heading}"
    return re.split(rf"^{level[0]} ", rest, maxsplit=1, flags=re.MULTILINE)[0]


@pytest.mark.parametrize(
    ("heading", "kind", "above"),
    [
        ("### Fields that every page can have", Page, None),
        ("### News: `content/news/`", News, Page),
        ("### Events: `content/events/`", Event, Page),
        ("### Meetings: `content/meetings/`", Meeting, Page),
        ("### Consultations: `content/consultations/`", Consultation, Page),
        ("### The home page: `content/index.md`", Home, Page),
    ],
)
def test_the_handbook_has_each_field_and_no_other(heading: str, kind: type[Page], above: type[Page] | None) -> None:
    written = set(re.findall(r"^\| `([a-z_]+)` \|", section(heading), re.MULTILINE))
    assert written == set(kind.model_fields) - set(above.model_fields if above else ())


def test_each_collection_has_its_folder_in_the_handbook() -> None:
    assert all(f"`content/{folder}/`" in EDITING.read_text("utf-8") for folder in COLLECTIONS)
