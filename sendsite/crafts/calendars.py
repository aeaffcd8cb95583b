"""Dates in another language than English, from the names and the patterns that a translator has written down.

Times are on the clock of 24 hours, which every language reads. English has rules of its own, in ``dates``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sendsite.crafts.dates import When


@dataclass(frozen=True, slots=True)
class Calendar:
    """The months, the weekdays from Monday on, and the patterns by name; each is empty where nobody wrote it down."""

    months: tuple[str, ...] = ()
    weekdays: tuple[str, ...] = ()
    patterns: tuple[tuple[str, str], ...] = ()

    def words(self, when: When) -> str:
        """As much as is known of ``when``; empty where the words for it are missing."""
        return str(when.year) if when.precision == "year" else self._filled(f"date_{when.precision}", when)

    def long_words(self, when: When) -> str:
        """As ``words``, with the weekday wherever there is one."""
        return self._filled("date_weekday", when) if when.precision == "day" else self.words(when)

    def span_words(self, start: When, end: When | None = None) -> str:
        """From one period to another, or from one time to another on one day."""
        if end is None or end == start:
            return self.words(start)
        if start.clock is not None and end.clock is not None and start.date == end.date:
            clocks = {"start": f"{start.clock:%H:%M}", "end": f"{end.clock:%H:%M}"}
            return self._filled("date_hours", start, **clocks)
        ends = self.words(start), self.words(end)
        pattern = dict(self.patterns).get("date_span")
        return pattern.format(start=ends[0], end=ends[1]) if pattern and all(ends) else ""

    def month_name(self, when: When) -> str:
        """The month of ``when``; empty where it has none, or where the names are missing."""
        return self.months[when.month - 1] if when.month and self.months else ""

    def _filled(self, name: str, when: When, **more: str) -> str:
        pattern = dict(self.patterns).get(name, "")
        if not pattern or not self.months or ("{weekday}" in pattern and not self.weekdays):
            return ""
        weekday = self.weekdays[when.date.weekday()] if self.weekdays else ""
        time = f"{when.clock:%H:%M}" if when.clock is not None else ""
        month = self.months[when.month - 1]
        return pattern.format(time=time, weekday=weekday, day=when.day, month=month, year=when.year, **more)
