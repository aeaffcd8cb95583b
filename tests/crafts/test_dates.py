"""Dates: as exact as they are known, always on a London clock, and never a day off."""

from __future__ import annotations

import itertools
import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from sendsite.crafts import dates
from sendsite.crafts.dates import LONDON, MONTHS, WEEKDAYS, When

DAYS = st.dates(date(1, 1, 1), date(9998, 12, 31))
CLOCKS = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))
PERIODS = (
    st.builds(lambda day: When(day.year), DAYS)
    | st.builds(lambda day: When(day.year, day.month), DAYS)
    | st.builds(lambda day: When(day.year, day.month, day.day), DAYS)
)
MINUTES = st.builds(lambda day, clock: When(day.year, day.month, day.day, clock), DAYS, CLOCKS)
WHENS = PERIODS | MINUTES


@pytest.mark.parametrize(
    ("written", "expected", "precision"),
    [
        ("2021", When(2021), "year"),
        ("2021-06", When(2021, 6), "month"),
        ("2021-06-25", When(2021, 6, 25), "day"),
        ("2021-06-25 12:00", When(2021, 6, 25, time(12)), "minute"),
        ("2021-06-25T09:30", When(2021, 6, 25, time(9, 30)), "minute"),
        ("2021-06-25 00:00", When(2021, 6, 25, time()), "minute"),
        (" 2021-06-25 ", When(2021, 6, 25), "day"),
        ("2020-02-29", When(2020, 2, 29), "day"),
    ],
)
def test_a_date_is_as_exact_as_it_is_written(written: str, expected: When, precision: str) -> None:
    assert dates.parse(written) == expected
    assert expected.precision == precision


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("", "is not a date we can read"),
        ("soon", "is not a date we can read"),
        ("25/06/2021", "is not a date we can read"),
        ("2021-6-25", "is not a date we can read"),
        ("2021-06-25 9:00", "is not a date we can read"),
        ("2021-06-25 09:00:00", "is not a date we can read"),
        ("2021-06-25 09:00+01:00", "is not a date we can read"),
        ("2021-06-25 09", "is not a date we can read"),
        ("٢٠٢١-٠٦-٢٥", "is not a date we can read"),
        ("2021-13", "has month 13, and there are only 12 months"),
        ("2021-00-10", "has month 0, and there are only 12 months"),
        ("2021-25-06", "has month 25, and there are only 12 months"),
        ("2021-02-29", "has a day that does not exist in February 2021"),
        ("2021-02-30 10:00", "has a day that does not exist in February 2021"),
        ("2021-06-00", "has a day that does not exist in June 2021"),
        ("2021-06-31", "has a day that does not exist in June 2021"),
        ("2021-06-25 24:00", "has a time that does not exist, 24:00"),
        ("2021-06-25 09:60", "has a time that does not exist, 09:60"),
        ("2021-02-30 24:00", "has a day that does not exist in February 2021"),
        ("0000", "is not a year we can use"),
        ("9999-12-31", "is not a year we can use"),
        ("2021-03-28 01:30", "is a time that the clocks skip: they go forward from 1am to 2am that night"),
    ],
)
def test_what_is_wrong_with_a_date_is_said_plainly(written: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(complaint)}$"):
        dates.parse(written)


@given(PERIODS)
def test_what_is_printed_for_machines_is_read_back(when: When) -> None:
    assert dates.parse(str(when)) == when


@given(MINUTES)
def test_a_minute_is_printed_with_its_offset_and_read_back_without(when: When) -> None:
    assert datetime.fromisoformat(str(when)) == when.start
    assert str(when).startswith(f"{when.date}T{when.clock:%H:%M}")
    clock_shows = when.start.astimezone(UTC).astimezone(LONDON).strftime("%H:%M")
    assume(f"{when.clock:%H:%M}" == clock_shows)  # the clocks do not skip it
    assert dates.parse(f"{when.date} {when.clock:%H:%M}") == when


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("2021-06-25 12:00", "2021-06-25T11:00:00+00:00"),
        ("2021-12-25 12:00", "2021-12-25T12:00:00+00:00"),
        ("2021-06-25", "2021-06-24T23:00:00+00:00"),
        ("2021-03-28 00:59", "2021-03-28T00:59:00+00:00"),
        ("2021-03-28 02:00", "2021-03-28T01:00:00+00:00"),
        ("2021-10-31 01:30", "2021-10-31T00:30:00+00:00"),
        ("2021-10-31 02:00", "2021-10-31T02:00:00+00:00"),
    ],
)
def test_a_time_is_a_time_on_a_london_clock(written: str, instant: str) -> None:
    assert dates.parse(written).start.astimezone(UTC).isoformat() == instant


@pytest.mark.parametrize(
    ("written", "finish"),
    [
        ("2021", "2022-01-01T00:00:00+00:00"),
        ("2021-06", "2021-07-01T00:00:00+01:00"),
        ("2021-12", "2022-01-01T00:00:00+00:00"),
        ("2020-02", "2020-03-01T00:00:00+00:00"),
        ("2021-06-30", "2021-07-01T00:00:00+01:00"),
        ("2021-10-31", "2021-11-01T00:00:00+00:00"),
        ("2021-12-31", "2022-01-01T00:00:00+00:00"),
        ("2021-06-25 12:00", "2021-06-25T12:00:00+01:00"),
    ],
)
def test_a_period_lasts_until_the_next_begins(written: str, finish: str) -> None:
    assert dates.parse(written).finish.isoformat() == finish


@given(WHENS)
@example(When(9998))
@example(When(1, 1, 1, time()))
def test_nothing_ends_before_it_begins(when: When) -> None:
    assert when.start <= when.finish
    assert (when.start == when.finish) == (when.precision == "minute")


@given(st.lists(WHENS, max_size=8))
@example([When(2021, 6, 25, time(10)), When(2021, 6, 25)])
def test_any_dates_can_be_put_in_order(whens: list[When]) -> None:
    """Events of one day, one with a time and one without, stand in one list."""
    ordered = sorted(whens)
    assert [when.date for when in ordered] == sorted(when.date for when in whens)
    for before, after in itertools.pairwise(ordered):
        assert before == after or before < after
        assert not after < before


def test_the_day_as_a_whole_comes_before_its_hours() -> None:
    whole, morning, evening = When(2021, 6, 25), When(2021, 6, 25, time()), When(2021, 6, 25, time(19))
    assert sorted([evening, morning, whole]) == [whole, morning, evening]
    assert When(2021) < When(2021, 1) < When(2021, 1, 1)


@pytest.mark.parametrize(
    ("clock", "words"),
    [
        (time(0), "midnight"),
        (time(0, 5), "12:05am"),
        (time(9), "9am"),
        (time(11, 59), "11:59am"),
        (time(12), "midday"),
        (time(12, 30), "12:30pm"),
        (time(16, 30), "4:30pm"),
        (time(23), "11pm"),
    ],
)
def test_times_are_said_as_gov_uk_says_them(clock: time, words: str) -> None:
    assert dates.clock_words(clock) == words


@pytest.mark.parametrize(
    ("written", "words", "long_words"),
    [
        ("2021", "2021", "2021"),
        ("2021-06", "June 2021", "June 2021"),
        ("2021-06-25", "25 June 2021", "Friday 25 June 2021"),
        ("2021-06-05 12:00", "midday on Saturday 5 June 2021", "midday on Saturday 5 June 2021"),
    ],
)
def test_words_say_as_much_as_is_known(written: str, words: str, long_words: str) -> None:
    assert dates.words(dates.parse(written)) == words
    assert dates.long_words(dates.parse(written)) == long_words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2021", None, "2021"),
        ("2021-06", None, "June 2021"),
        ("2021-06-25", None, "25 June 2021"),
        ("2021-06-22 10:00", None, "Tuesday 22 June 2021, 10am"),
        ("2021-06-22 10:00", "2021-06-22 10:00", "Tuesday 22 June 2021, 10am"),
        ("2021-06-22", "2021-06-22", "22 June 2021"),
        ("2021-06-22 10:00", "2021-06-22 11:30", "Tuesday 22 June 2021, 10am to 11:30am"),
        ("2021-06-22 10:00", "2021-06-23 11:30", "10am on Tuesday 22 June 2021 to 11:30am on Wednesday 23 June 2021"),
        ("2020-03-09", "2020-03-12", "9 to 12 March 2020"),
        ("2021-04-30", "2021-05-02", "30 April to 2 May 2021"),
        ("2020-12-30", "2021-01-02", "30 December 2020 to 2 January 2021"),
        ("2021-04", "2021-05", "April to May 2021"),
        ("2020-04", "2021-05", "April 2020 to May 2021"),
        ("2019", "2021", "2019 to 2021"),
        ("2021-04", "2021-05-02", "April 2021 to 2 May 2021"),
        ("2021-04-30", "2021", "30 April 2021 to 2021"),
        ("2021-04-30 10:00", "2021-05-02", "10am on Friday 30 April 2021 to 2 May 2021"),
    ],
)
def test_a_span_says_nothing_twice(start: str, end: str | None, words: str) -> None:
    assert dates.span_words(dates.parse(start), dates.parse(end) if end else None) == words


NAMED_DAY = re.compile(rf"({'|'.join(WEEKDAYS)}) (\d+) ({'|'.join(MONTHS)}) (\d+)")


@given(WHENS, st.none() | WHENS)
@example(When(2021, 6, 22, time(10)), When(2021, 6, 22, time(10)))
def test_no_weekday_is_ever_wrong(start: When, end: When | None) -> None:
    for words in (dates.words(start), dates.long_words(start), dates.span_words(start, end)):
        for weekday, day, month, year in NAMED_DAY.findall(words):
            assert WEEKDAYS[date(int(year), MONTHS.index(month) + 1, int(day)).weekday()] == weekday
        assert len(NAMED_DAY.findall(words)) == sum(words.count(name) for name in WEEKDAYS)


@given(PERIODS, st.timedeltas(timedelta(0), timedelta(days=4000)))
def test_both_ends_of_a_span_can_be_read_off_it(start: When, later: timedelta) -> None:
    assume(start.date + later <= date(9998, 12, 31))
    last = start.date + later
    end = When(last.year, start.month and last.month, start.day and last.day)
    words = dates.span_words(start, end)
    assert words.endswith(dates.words(end))
    first, *_ = words.split(" to ")
    missing = dates.words(end).split()[len(first.split()) :]
    assert " ".join([first, *missing]) == dates.words(start)
