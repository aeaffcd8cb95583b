"""Dates in other languages: the patterns of English say what English says, and what is missing is never made up."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsite.crafts import dates
from sendsite.crafts.calendars import Calendar
from sendsite.crafts.source import nodes, wordfiles
from tests.sites import LAYOUTS

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


def english() -> Calendar:
    """What the file of English words says of dates."""
    path = "layouts/words/en.yaml"
    tree, problems = nodes.parse(path, LAYOUTS[path].decode())
    assert tree is not None
    assert not problems
    book, faults = wordfiles.read(path, tree, None)
    assert faults == ()
    return book.calendar


ENGLISH = english()
URDU = Calendar(
    ("جنوری", "فروری", "مارچ", "اپریل", "مئی", "جون", "جولائی", "اگست", "ستمبر", "اکتوبر", "نومبر", "دسمبر"),
    ("پیر", "منگل", "بدھ", "جمعرات", "جمعہ", "ہفتہ", "اتوار"),
    (
        ("date_day", "{day} {month} {year}"),
        ("date_month", "{month} {year}"),
        ("date_weekday", "{weekday} {day} {month} {year}"),
        ("date_minute", "{weekday} {day} {month} {year}، {time} بجے"),
        ("date_hours", "{weekday} {day} {month} {year}، {start} سے {end} تک"),
        ("date_span", "{start} سے {end} تک"),
    ),
)


@given(DAYS)
def test_english_by_its_patterns_is_english_by_its_rules(day: date) -> None:
    when = dates.parse(f"{day}")
    assert ENGLISH.words(when) == dates.words(when)
    assert ENGLISH.long_words(when) == dates.long_words(when)
    month = dates.parse(f"{day}"[:7])
    assert ENGLISH.words(month) == ENGLISH.long_words(month) == dates.words(month)
    assert ENGLISH.month_name(month) == dates.MONTHS[day.month - 1]


@pytest.mark.parametrize(
    ("written", "short", "long"),
    [
        ("2026", "2026", "2026"),
        ("2026-05", "مئی 2026", "مئی 2026"),
        ("2026-06-02", "2 جون 2026", "منگل 2 جون 2026"),
        ("2026-06-02 09:05", "منگل 2 جون 2026، 09:05 بجے", "منگل 2 جون 2026، 09:05 بجے"),
    ],
)
def test_a_date_is_said_as_its_pattern_has_it(written: str, short: str, long: str) -> None:
    when = dates.parse(written)
    assert (URDU.words(when), URDU.long_words(when)) == (short, long)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2026-06-02", None, "2 جون 2026"),
        ("2026-06-02", "2026-06-02", "2 جون 2026"),
        ("2026-06-02", "2026-06-04", "2 جون 2026 سے 4 جون 2026 تک"),
        ("2026-06-02 10:00", "2026-06-02 12:30", "منگل 2 جون 2026، 10:00 سے 12:30 تک"),
    ],
)
def test_a_span_has_both_its_ends(start: str, end: str | None, words: str) -> None:
    assert URDU.span_words(dates.parse(start), dates.parse(end) if end else None) == words


@given(DAYS, st.sampled_from(["months", "weekdays", *dict(URDU.patterns)]))
def test_what_is_missing_leaves_out_only_what_needs_it(day: date, missing: str) -> None:
    patterns = tuple(each for each in URDU.patterns if each[0] != missing)
    months = () if missing == "months" else URDU.months
    calendar = Calendar(months, () if missing == "weekdays" else URDU.weekdays, patterns)
    when, hour = dates.parse(f"{day}"), dates.parse(f"{day} 12:00")
    found = {
        "date_day": calendar.words(when),
        "date_month": calendar.words(dates.parse(f"{day}"[:7])),
        "date_weekday": calendar.long_words(when),
        "date_minute": calendar.words(hour),
        "date_hours": calendar.span_words(hour, dates.parse(f"{day} 13:00")),
        "date_span": calendar.span_words(dates.parse("2001-01"), dates.parse("2002-02")),
    }
    hurt = {
        "months": set(found),
        "weekdays": {"date_weekday", "date_minute", "date_hours"},
        "date_month": {"date_month", "date_span"},
    }
    assert {name for name, words in found.items() if not words} == hurt.get(missing, {missing})
