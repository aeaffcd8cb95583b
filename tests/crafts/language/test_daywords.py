"""Dates, times and spans in a text: what is told, with the exact correction, and what is left alone."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendsite.crafts.dates import When
from sendsite.crafts.language import daywords
from sendsite.crafts.language.glance import Glance


def told(text: str) -> list[tuple[int, str, str]]:
    return sorted((each.at, each.code, each.hint) for each in daywords.remarks(Glance(text)))


@pytest.mark.parametrize(
    ("text", "at", "code", "right"),
    [
        ("We meet on 25th June 2021.", 11, "style-date", "25 June 2021"),
        ("We meet on the 1st of June.", 15, "style-date", "1 June"),
        ("On Friday, 25 June 2021 we met.", 3, "style-date", "Friday 25 June 2021"),
        ("On Fri 25 June 2021 we met.", 3, "style-date", "Friday 25 June 2021"),
        ("On Friday the 25th of June 2021 we met.", 3, "style-date", "Friday 25 June 2021"),
        ("By 25 June, 2021 at last", 3, "style-date", "25 June 2021"),
        ("By 05 June 2021", 3, "style-date", "5 June 2021"),
        ("By 25 Sept 2021", 3, "style-date", "25 September 2021"),
        ("By 25 Jan. 2021", 3, "style-date", "25 January 2021"),
        ("June 25th, 2021", 0, "style-date", "25 June 2021"),
        ("June 25, 2021", 0, "style-date", "25 June 2021"),
        ("On June 25th we met", 3, "style-date", "25 June"),
        ("by 25/06/2021.", 3, "style-date", "25 June 2021"),
        ("by 25.6.2021.", 3, "style-date", "25 June 2021"),
        ("by 25-06-2021", 3, "style-date", "25 June 2021"),
        ("by 25/6/21", 3, "style-date", "25 June 2021"),
        ("by 06/25/2021", 3, "style-date", "25 June 2021"),
        ("by 2021-06-25", 3, "style-date", "25 June 2021"),
        ("at 12pm", 3, "style-time", "midday"),
        ("at 12am", 3, "style-time", "midnight"),
        ("at 12 noon", 3, "style-time", "midday"),
        ("at noon", 3, "style-time", "midday"),
        ("at 14:00", 3, "style-time", "2pm"),
        ("at 09:30", 3, "style-time", "9:30am"),
        ("at 00:00", 3, "style-time", "midnight"),
        ("at 2.30pm", 3, "style-time", "2:30pm"),
        ("at 2 pm", 3, "style-time", "2pm"),
        ("at 2:00pm", 3, "style-time", "2pm"),
        ("at 2PM", 3, "style-time", "2pm"),
        ("at 2 p.m. or so", 3, "style-time", "2pm"),
        ("from 2pm-6pm", 5, "style-range", "2pm to 6pm"),
        ("from 2-6pm", 5, "style-range", "2pm to 6pm"),
        ("from 9-5pm", 5, "style-range", "9am to 5pm"),
        ("from 10-12pm", 5, "style-range", "10am to midday"),
        ("from 9:30-12pm", 5, "style-range", "9:30am to midday"),
        ("from 11-1am", 5, "style-range", "11pm to 1am"),
        ("from 9am \N{EN DASH} 5:30pm", 5, "style-range", "9am to 5:30pm"),
        ("Monday\N{EN DASH}Friday", 0, "style-range", "Monday to Friday"),
        ("Mon-Fri", 0, "style-range", "Monday to Friday"),
        ("from 9-12 March 2020", 5, "style-range", "9 to 12 March"),
        ("in April\N{EN DASH}May 2021", 3, "style-range", "April to May"),
        ("the plan 2019-2020", 9, "style-range", "2019 to 2020"),
        ("ages 5-11", 5, "style-range", "5 to 11"),
        ("9.00am - 5.00pm", 0, "style-range", "9am to 5pm"),
        ("9:00-17:00", 0, "style-range", "9am to 5pm"),
        ("10am-12pm", 0, "style-range", "10am to midday"),
        ("10-12noon", 0, "style-range", "10am to midday"),
        ("Sept-Oct", 0, "style-range", "September to October"),
        ("June 5", 0, "style-date", "5 June"),
        ("aged 0\N{EN DASH}25", 5, "style-range", "0 to 25"),
        ("5-11 years", 0, "style-range", "5 to 11"),
    ],
)
def test_what_is_told_and_what_to_write(text: str, at: int, code: str, right: str) -> None:
    assert told(text) == [(at, code, f"Write “{right}”.")]


@pytest.mark.parametrize(
    "text",
    [
        "Friday 25 June 2021",
        "It ran from Monday 5 June to Sunday 11 June.",
        "9 to 12 March 2020",
        "In May 20 families came; in March 12 of us met.",
        "You may 5 times a year.",
        "2pm to 6pm, 9:30am, midday and midnight",
        "in the afternoon at noonday",
        "June 2021, June 2021. Early June.",
        "the years 2021 and 2022",
        "version 1.2.2021.4 of 10.2.3",
        "Version 2.3.2021 and section 1.2.2020",
        "01632 960-001 and 0300 123 6706",
        "a ratio of 1:10 and 3:1",
        "section 19-25 of the Act, room 2-3",
        "PR2 1SL, £5-10",
        "1 March",
        "29 February and 29 February 2024",
        "The 1st Testshire scouts and the 25th birthday",
        "Sat down with 3 friends. The sun is out. Wed in 2020.",
        "files/2021-06-25-notes and a/25/06/2021",
        "well-being, co-ordinator, year-on-year",
        "the 2nd marchers",
        "12:3 and 25:61",
    ],
)
def test_what_only_looks_alike_is_left_alone(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("On Thursday 25 June 2021", "date-weekday", "Write “Friday 25 June 2021”, or mend the date."),
        ("On Thurs 25th June 2021", "date-weekday", "Write “Friday 25 June 2021”, or mend the date."),
        ("by 31 June 2021", "date-impossible", "Look up the right date, and write that."),
        ("by 30 February", "date-impossible", "Look up the right date, and write that."),
        ("by 29 February 2023", "date-impossible", "Look up the right date, and write that."),
        ("by 31/06/2021", "date-impossible", "Look up the right date, and write that."),
        ("by June 31, 2021", "date-impossible", "Look up the right date, and write that."),
    ],
)
def test_a_day_that_cannot_be_is_an_error(text: str, code: str, hint: str) -> None:
    (only,) = daywords.remarks(Glance(text))
    assert (only.at, only.severity, only.code, only.hint) == (3, "error", code, hint)


def test_a_month_and_two_digits_may_be_a_day_or_a_year() -> None:
    assert told("| November 17 | July 19 |") == [
        (2, "style-date", "Write “November 2017” if it is the year, or “17 November” if it is the day."),
        (16, "style-date", "Write “July 2019” if it is the year, or “19 July” if it is the day."),
    ]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("The survey ends on 25 June 2021.", When(2021, 6, 25)),
        ("It ends midday on Friday 25 June 2021.", "midday"),
        ("It closes at 5pm on 25 June 2021.", "5pm"),
        ("It closes on 25 June 2021 at 5pm.", "5pm"),
        ("It is open until 25th June 2021.", When(2021, 6, 25)),
        ("The closing date is 25 June 2021.", When(2021, 6, 25)),
        ("Please reply to us by 25 June 2021.", When(2021, 6, 25)),
        ("Have your say before 25 June 2021.", When(2021, 6, 25)),
        ("The event will take place on 25 June 2021.", When(2021, 6, 25)),
    ],
)
def test_an_end_to_come_is_found_with_its_moment(text: str, when: When | str) -> None:
    ((remark, found),) = daywords.deadlines(Glance(text))
    assert remark.code == "deadline-passed"
    if isinstance(when, str):
        assert (found.date.isoformat(), found.precision) == ("2021-06-25", "minute")
        assert f"{found.clock:%H}" == {"midday": "12", "5pm": "17"}[when]
    else:
        assert found == when


@pytest.mark.parametrize(
    "text",
    [
        "It ended on 25 June 2021.",
        "It closed at midday on Friday 25 June 2021.",
        "Families had to reply by 25 June 2021.",
        "The group that closes each year met on 25 June 2021, and the town ends.",
        "It ends on 25 June.",
        "It ends in June 2021.",
        "It ends. On 25 June 2021 we met.",
        "It ends on 31 June 2021.",
    ],
)
def test_no_end_to_come(text: str) -> None:
    assert list(daywords.deadlines(Glance(text))) == []


HOSTILE = st.sampled_from(
    [
        "1",
        "12",
        "25 June",
        " ",
        "-",
        " - ",
        ":",
        ".",
        "pm",
        "June ",
        "Fri",
        "2021",
        "/",
        "ends ",
        "by ",
        "\n",
        "apply ",
        "a ",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(HOSTILE, min_size=1, max_size=6), st.integers(200, 2000))
def test_a_hostile_text_takes_time_in_step_with_its_length(parts: list[str], times: int) -> None:
    text = "".join(parts) * times
    before = time.process_time()
    for remark in (*daywords.remarks(Glance(text)), *(each for each, _ in daywords.deadlines(Glance(text)))):
        assert 0 <= remark.at < len(text)
    assert time.process_time() - before < 2 + len(text) / 10_000
