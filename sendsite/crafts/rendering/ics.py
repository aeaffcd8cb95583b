"""Events as a calendar file (RFC 5545).

An event has ten lines, and the library that could write them takes a millisecond and a half for it. A test holds what
is written here against that library, which also reads it back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from sendsite.crafts.dates import When

_LONGEST: Final = 74  # bytes of a line, besides the space with which a folded one goes on (RFC 5545 section 3.1)
_ESCAPED: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})  # section 3.3.11
_LATER: Final = range(0x80, 0xC0)  # the bytes of a letter in UTF-8 behind its first
_NO_SIGNS: Final = str.maketrans("", "", "-:")


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


def calendar(name: str, host: str, entries: Iterable[Entry]) -> bytes:
    """A calendar called ``name``, the same whenever it is written: the stamp of an event is its own start."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{_text(f'-//{host}//sendsite//EN')}", f"X-WR-CALNAME:{name}"]
    for entry in entries:
        lines += _event(entry)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line.encode()) for line in lines)


def _event(entry: Entry) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"SUMMARY:{_text(f'Cancelled: {entry.title}' if entry.cancelled else entry.title)}"
    yield from _span(entry)
    yield f"DTSTAMP:{_instant(entry.start.start)}"
    yield f"UID:{_text(entry.address)}"
    yield f"SEQUENCE:{int(entry.cancelled)}"
    if entry.summary:
        yield f"DESCRIPTION:{_text(entry.summary)}"
    if entry.place:
        yield f"LOCATION:{_text(entry.place)}"
    yield f"STATUS:{'CANCELLED' if entry.cancelled else 'CONFIRMED'}"
    yield f"URL:{entry.address}"
    yield "END:VEVENT"


def _span(entry: Entry) -> Iterator[str]:
    """The start and the end, which for whole days is the day after the last (RFC 5545 section 3.6.1)."""
    end = entry.end or entry.start
    if entry.start.clock is None:
        yield f"DTSTART;VALUE=DATE:{str(entry.start.date).translate(_NO_SIGNS)}"
        yield f"DTEND;VALUE=DATE:{str(end.date + timedelta(days=1)).translate(_NO_SIGNS)}"
        return
    first, last = _instant(entry.start.start), _instant(end.start)
    yield f"DTSTART:{first}"
    if last != first:
        yield f"DTEND:{last}"


def _instant(moment: datetime) -> str:
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat().translate(_NO_SIGNS)}Z"


def _text(words: str) -> str:
    return words.translate(_ESCAPED)


def _folded(line: bytes) -> bytes:
    """A line with its end, folded between letters and never behind a sign that escapes the next."""
    pieces = []
    while len(line) > _LONGEST:
        at = _LONGEST
        while line[at] in _LATER:
            at -= 1
        at -= line[at - 1] in b"\\^"
        pieces.append(line[:at])
        line = line[at:]
    return b"\r\n ".join((*pieces, line)) + b"\r\n"
