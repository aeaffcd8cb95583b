"""Events as a calendar file (RFC 5545), written by the icalendar library."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sendsite.crafts.dates import When


@dataclass(frozen=True, slots=True)
class Entry:
    """One event: where it is told (its identity too), when it is, and whether it was called off."""

    title: str
    address: str
    start: When
    end: When | None
    place: str
    summary: str
    cancelled: bool


def calendar(name: str, host: str, entries: tuple[Entry, ...]) -> bytes:
    """A calendar called ``name``, the same whenever it is written: the stamp of an event is its own start."""
    from icalendar import Calendar, Event  # noqa: PLC0415 - slow to import, and a site may have no events

    whole = Calendar()
    whole.add("prodid", f"-//{host}//sendsite//EN")
    whole.add("version", "2.0")
    whole.add("x-wr-calname", name)
    for entry in entries:
        event = Event()
        event.add("uid", entry.address)
        event.add("dtstamp", entry.start.start.astimezone(UTC))
        event.add("summary", f"Cancelled: {entry.title}" if entry.cancelled else entry.title)
        first, last = _span(entry)
        event.add("dtstart", first)
        if last != first:
            event.add("dtend", last)
        event.add("url", entry.address)
        for field, text in (("location", entry.place), ("description", entry.summary)):
            if text:
                event.add(field, text)
        event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
        event.add("sequence", int(entry.cancelled))
        whole.add_component(event)
    return bytes(whole.to_ical())


def _span(entry: Entry) -> tuple[date | datetime, date | datetime]:
    """The start and the end, which for whole days is the day after the last (RFC 5545 section 3.6.1)."""
    end = entry.end or entry.start
    if entry.start.clock is None:
        return entry.start.date, end.date + timedelta(days=1)
    return entry.start.start.astimezone(UTC), end.start.astimezone(UTC)
