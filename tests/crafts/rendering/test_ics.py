"""The calendar: what a family puts into its phone is the event, at its London time, whatever its words."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import icalendar
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from sendsite.crafts import dates
from sendsite.crafts.dates import When
from sendsite.crafts.rendering import ics
from sendsite.crafts.source import text

WORDS = (
    st.text()
    .map(lambda words: " ".join(words.split()))
    .filter(lambda words: text.decode("a.md", words.encode())[0] == words)
)
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
CLOCKS = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))


def entry(start: When, end: When | None = None, *words: str, cancelled: bool = False) -> ics.Entry:
    """An event; ``words`` are its title, its place and its summary."""
    title, place, summary = words or ("Walk", "", "")
    return ics.Entry(title, "https://example.org/events/walk/", start, end, place, summary, cancelled)


def written(*entries: ics.Entry) -> bytes:
    return ics.calendar("Events & more", "example.org", entries)


def read(*entries: ics.Entry) -> list[icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(written(*entries))
    return [part for part in calendar.walk("VEVENT") if isinstance(part, icalendar.Event)]


def by_the_library(name: str, entries: tuple[ics.Entry, ...]) -> bytes:
    """The same calendar, as the icalendar library writes it."""
    whole = icalendar.Calendar()
    whole.add("prodid", "-//example.org//sendsite//EN")
    whole.add("version", "2.0")
    whole.add("x-wr-calname", name)
    for entry in entries:
        event = icalendar.Event()
        end = entry.end or entry.start
        event.add("uid", entry.address)
        event.add("dtstamp", entry.start.start.astimezone(UTC))
        event.add("summary", f"Cancelled: {entry.title}" if entry.cancelled else entry.title)
        if entry.start.clock is None:
            event.add("dtstart", entry.start.date)
            event.add("dtend", end.date + timedelta(days=1))
        else:
            event.add("dtstart", entry.start.start.astimezone(UTC))
            if end.start != entry.start.start:
                event.add("dtend", end.start.astimezone(UTC))
        event.add("url", entry.address)
        for field, words in (("location", entry.place), ("description", entry.summary)):
            if words:
                event.add(field, words)
        event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
        event.add("sequence", int(entry.cancelled))
        whole.add_component(event)
    return bytes(whole.to_ical())


PERIODS = st.builds(
    lambda day, clock, parts: When(day.year, *(day.month, day.day)[:parts], *([clock] if parts == 2 and clock else [])),
    DAYS | st.dates(date(2, 1, 1)).filter(lambda day: day.year < 9999),
    st.none() | CLOCKS,
    st.integers(0, 2),
)
# The library takes a backslash before a capital N for the end of a line.
LONG = (WORDS | st.text("ab\\^;,: é€😀", max_size=300)).filter(lambda words: "\\N" not in words)


@given(
    LONG.filter(bool),
    st.lists(st.builds(ics.Entry, LONG, LONG.filter(bool), PERIODS, st.none() | PERIODS, LONG, LONG, st.booleans())),
)
@example(
    "Events",
    [ics.Entry("a" * 66 + "\\\\;b", "https://example.org/a,b/", When(2021), None, "^" * 90, "", cancelled=False)],
)
def test_it_is_what_the_icalendar_library_writes(name: str, entries: list[ics.Entry]) -> None:
    assert ics.calendar(name, "example.org", entries) == by_the_library(name, tuple(entries))


def test_no_letter_after_a_backslash_is_lost() -> None:
    (event,) = read(entry(When(2021), None, "The file C:\\New", "", ""))
    assert str(event["summary"]) == "The file C:\\New"


@given(DAYS, CLOCKS, st.none() | st.timedeltas(timedelta(0), timedelta(days=3)))
@example(date(2021, 3, 28), time(0, 30), timedelta(hours=2))
@example(date(2021, 10, 31), time(1, 30), timedelta(hours=2))
def test_times_come_back_as_the_same_instants(day: date, clock: time, length: timedelta | None) -> None:
    start = When(day.year, day.month, day.day, clock)
    end = None
    if length is not None:
        last = datetime.combine(day, clock) + length
        end = When(last.year, last.month, last.day, last.time().replace(second=0, microsecond=0))
        assume(start.start.astimezone(UTC) <= end.start.astimezone(UTC))
    (event,) = read(entry(start, end))
    assert event.start == start.start.astimezone(UTC)
    assert event.end == (end or start).start.astimezone(UTC)
    assert isinstance(event.start, datetime)
    assert event.start.utcoffset() == timedelta(0)


@given(DAYS, st.none() | st.integers(0, 30))
def test_whole_days_are_days_and_no_instants(day: date, more: int | None) -> None:
    last = day + timedelta(days=more or 0)
    (event,) = read(entry(dates.parse(str(day)), None if more is None else dates.parse(str(last))))
    assert event.start == day
    assert event.end == last + timedelta(days=1)
    assert not isinstance(event.start, datetime)


@given(WORDS, WORDS, WORDS)
@example("Fun, games; \\n and “more”: £5", "The “Hub”, 1 Example Street", "é" * 200)
@example("x" * 73 + "é", "", "")
def test_any_words_come_through_in_lines_that_phones_can_read(title: str, place: str, summary: str) -> None:
    event = entry(When(2021, 6, 25, time(10)), None, title, place, summary)
    assert written(event).endswith(b"\r\n")
    lines = written(event).split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    (found,) = read(event)
    assert str(found["summary"]) == title
    assert str(found.get("location", "")) == place
    assert str(found.get("description", "")) == summary


def test_an_event_called_off_says_so_and_stays_the_same_event() -> None:
    (on,), (off,) = read(entry(When(2021, 6, 25))), read(entry(When(2021, 6, 25), cancelled=True))
    assert (str(on["status"]), str(off["status"])) == ("CONFIRMED", "CANCELLED")
    assert str(off["summary"]) == "Cancelled: Walk"
    assert on["uid"] == off["uid"] == "https://example.org/events/walk/"
    assert int(str(off["sequence"])) > int(str(on["sequence"]))


def test_it_is_the_same_whenever_it_is_written() -> None:
    first = written(entry(When(2021, 6, 25)))
    assert first == written(entry(When(2021, 6, 25)))
    assert b"DTSTAMP:20210624T230000Z" in first


@pytest.mark.parametrize("count", [0, 1, 3])
def test_every_event_is_there(count: int) -> None:
    assert len(read(*(entry(When(2021, 6, 25)) for _ in range(count)))) == count


def test_the_calendar_has_a_name() -> None:
    assert icalendar.Calendar.from_ical(written())["x-wr-calname"] == "Events & more"
