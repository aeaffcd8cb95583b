"""Dates and times as editors write them and as families read them.

Every time is a time on a clock in Lancashire, that is Europe/London. Words follow the GOV.UK style guide: "Friday 25
June 2021", "midday", "9 to 12 March 2020".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import total_ordering
from typing import Literal
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

Precision = Literal["year", "month", "day", "minute"]

_WRITTEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[ T](\d{2}):(\d{2}))?)?)?", re.ASCII)


@total_ordering
@dataclass(frozen=True, slots=True)
class When:
    """A year, a month, a day or a minute: exactly as much as is known. Missing parts sort first."""

    year: int
    month: int = 0
    day: int = 0
    clock: time | None = None

    @property
    def precision(self) -> Precision:
        """The finest part that is known."""
        if self.clock is not None:
            return "minute"
        if self.day:
            return "day"
        return "month" if self.month else "year"

    @property
    def date(self) -> date:
        """The first day of the period."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def start(self) -> datetime:
        """The first instant of the period, in London time."""
        return datetime.combine(self.date, self.clock or time(), LONDON)

    @property
    def midnight(self) -> datetime:
        """The first instant of the first day of the period, in London time."""
        return datetime.combine(self.date, time(), LONDON)

    @property
    def finish(self) -> datetime:
        """The first instant after the period; for a minute, that instant itself."""
        if self.clock is not None:
            return self.start
        if self.day:
            following = self.date + timedelta(days=1)
        elif self.month:
            following = (self.date + timedelta(days=31)).replace(day=1)
        else:
            following = date(self.year + 1, 1, 1)
        return datetime.combine(following, time(), LONDON)

    def __lt__(self, other: When) -> bool:
        """Whether this comes first in a list. A day stands before its minutes."""
        return self._rank < other._rank

    @property
    def _rank(self) -> tuple[int, int, int, bool, time]:
        return self.year, self.month, self.day, self.clock is not None, self.clock or time()

    def __str__(self) -> str:
        """The period as ISO 8601 has it, for a ``datetime`` attribute: a minute carries its offset."""
        if self.clock is not None:
            return self.start.isoformat(timespec="minutes")
        return "-".join([f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)])


def parse(text: str) -> When:
    """Read ``2021``, ``2021-06``, ``2021-06-25`` or ``2021-06-25 12:00``.

    Raises ValueError, with words for the editor, when the text is none of these, when no such day exists, or when the
    clocks skip that minute in spring.
    """
    match = _WRITTEN.fullmatch(text.strip())
    if match is None:
        msg = "is not a date we can read"
        raise ValueError(msg)
    year, month, day, hour, minute = map(int, match.groups("0"))
    msg = ""
    if not date.min.year <= year < date.max.year:
        msg = "is not a year we can use"
    elif match[2] and not 1 <= month <= len(MONTHS):
        msg = f"has month {month}, and there are only {len(MONTHS)} months"
    elif match[3] and not _is_day(year, month, day):
        msg = f"has a day that does not exist in {MONTHS[month - 1]} {year}"
    elif match[4] and not (hour <= time.max.hour and minute <= time.max.minute):
        msg = f"has a time that does not exist, {match[4]}:{match[5]}"
    if msg:
        raise ValueError(msg)
    when = When(year, month, day, time(hour, minute) if match[4] else None)
    if when.clock is not None and _skipped(when.start):
        msg = "is a time that the clocks skip: they go forward from 1am to 2am that night"
        raise ValueError(msg)
    return when


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _skipped(moment: datetime) -> bool:
    return moment.astimezone(UTC).astimezone(LONDON).replace(tzinfo=None) != moment.replace(tzinfo=None)


def day_words(day: date) -> str:
    """``25 June 2021``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def weekday_words(day: date) -> str:
    """``Friday 25 June 2021``."""
    return f"{WEEKDAYS[day.weekday()]} {day_words(day)}"


def clock_words(clock: time) -> str:
    """``9am``, ``4:30pm``, ``midday``, ``midnight``."""
    if clock == time(12):
        return "midday"
    if clock == time():
        return "midnight"
    minutes = f":{clock.minute:02}" if clock.minute else ""
    return f"{(clock.hour + 11) % 12 + 1}{minutes}{'am' if clock.hour < 12 else 'pm'}"  # noqa: PLR2004 - noon


def words(when: When) -> str:
    """As much as is known: ``2021``, ``June 2021``, ``25 June 2021``, ``midday on Friday 25 June 2021``."""
    match when.precision:
        case "year":
            return str(when.year)
        case "month":
            return f"{MONTHS[when.month - 1]} {when.year}"
        case "day":
            return day_words(when.date)
        case "minute":
            return f"{clock_words(when.clock or time())} on {weekday_words(when.date)}"


def long_words(when: When) -> str:
    """As ``words``, with the weekday wherever there is one."""
    return weekday_words(when.date) if when.precision == "day" else words(when)


def span_words(start: When, end: When | None = None) -> str:
    """From one period to another without saying anything twice: ``9 to 12 March 2020``, ``April to May 2021``.

    With times on one day: ``Tuesday 22 June 2021, 10am to 11:30am``.
    """
    if start.clock is not None and (end is None or end == start):
        return f"{weekday_words(start.date)}, {clock_words(start.clock)}"
    if end is None or end == start:
        return words(start)
    if start.clock is not None and end.clock is not None and start.date == end.date:
        return f"{weekday_words(start.date)}, {clock_words(start.clock)} to {clock_words(end.clock)}"
    return f"{_words_before(start, end)} to {words(end)}"


def _words_before(start: When, end: When) -> str:
    """The words for ``start``, without those that the words for ``end`` say again."""
    if start.precision != end.precision or start.year != end.year or start.clock is not None or not start.month:
        return words(start)
    if not start.day:
        return MONTHS[start.month - 1]
    return str(start.day) if start.month == end.month else f"{start.day} {MONTHS[start.month - 1]}"
