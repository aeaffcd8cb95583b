"""The values of fields: what an editor may type, and the sentence and the mended value when it is something else."""

from __future__ import annotations

import re
from datetime import time
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from sendsite.crafts import dates
from sendsite.crafts.dates import When
from sendsite.crafts.source import fields


def read(kind: Any, value: object) -> Any:  # noqa: ANN401 - any of the types
    return TypeAdapter(kind).validate_python(value)


def refused(kind: Any, value: object) -> tuple[str, str]:  # noqa: ANN401 - any of the types
    """The message and the hint for a value that must not be taken."""
    with pytest.raises(ValidationError) as caught:
        read(kind, value)
    (fault,) = caught.value.errors()
    return fault["ctx"]["message"], fault["ctx"]["hint"]


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (fields.Text, "  two   words \n and a third ", "two words and a third"),
        (fields.Title, "x" * 80, "x" * 80),
        (fields.Summary, "x" * 200, "x" * 200),
        (fields.Flag, "yes", True),
        (fields.Flag, "No", False),
        (fields.Flag, "TRUE", True),
        (fields.Flag, "false", False),
        (fields.Number, "007", 7),
        (fields.Number, "999999", 999_999),
        (fields.Slug, "short-breaks-2", "short-breaks-2"),
        (fields.Alias, "/old/place/", "/old/place/"),
        (fields.Alias, "/page.php/", "/page.php/"),
        (fields.Web, "https://www.example.org", "https://www.example.org"),
        (fields.Web, "http://example.org:8080/a/b(c)?d[]=e&f#g", "http://example.org:8080/a/b(c)?d[]=e&f#g"),
        (fields.Web, "https://example.org?a=b", "https://example.org?a=b"),
        (fields.Web, "https://exämple.org/ü", "https://exämple.org/ü"),
        (fields.SiteAddress, "https://example.org/send/", "https://example.org/send/"),
        (fields.SiteAddress, "http://localhost:8000", "http://localhost:8000"),
        (fields.Email, "send.team@example.org", "send.team@example.org"),
        (fields.Language, "ur", "ur"),
        (fields.Language, "zh-Hans", "zh-Hans"),
        (fields.Phone, "01632  960001", "01632 960001"),
        (fields.Phone, "(01632) 960001", "(01632) 960001"),
        (fields.Phone, "07700 900982", "07700 900982"),
        (fields.Phone, "999", "999"),
        (fields.Phone, "+353 1 234 5678", "+353 1 234 5678"),
        (fields.PagePath, "guidance/short-breaks.md", "guidance/short-breaks.md"),
        (fields.Icon, "bus", "bus"),
        (fields.Level, "major", "major"),
        (fields.Day, "2021-06-25", When(2021, 6, 25)),
        (fields.Minute, "2021-06-25 12:00", When(2021, 6, 25, time(12))),
        (fields.DayOrMinute, "2021-06-25", When(2021, 6, 25)),
        (fields.DayOrMinute, "2021-06-25 12:00", When(2021, 6, 25, time(12))),
        (fields.MonthDayOrMinute, "2021-06", When(2021, 6)),
        (fields.AnyDate, "2021", When(2021)),
    ],
)
def test_what_editors_type_is_taken(kind: Any, value: str, expected: object) -> None:  # noqa: ANN401
    assert read(kind, value) == expected


@pytest.mark.parametrize(
    ("kind", "value", "message", "hint"),
    [
        (fields.Title, "x" * 81, "is 81 characters long, and the most is 80", "fewer words"),
        (fields.Summary, "x" * 201, "is 201 characters long, and the most is 200", "fewer words"),
        (fields.Text, "x" * 2001, "is 2001 characters long", "fewer words"),
        (fields.Text, ["a"], "here it is a list", "without square brackets"),
        (fields.Text, {"a": "b"}, "here it has fields of its own", "on the same line"),
        (fields.Text, None, "is empty", "delete the line"),
        (fields.Flag, "y", "cannot be “y”: it must be “yes” or “no”", "Write yes"),
        (fields.Flag, "on", "cannot be “on”", "Write yes"),
        (fields.Flag, "maybe", "cannot be “maybe”", "Write yes or no."),
        (fields.Title, "Help with **money**", "would see “**money**” as it stands", "Write Help with money"),
        (
            fields.Title,
            "Help with __money__ and *more*",
            "would see “__money__” as it stands",
            "Write Help with money and more",
        ),
        (fields.Title, "# Help", "would see “# Help” as it stands", "Write Help"),
        (fields.Text, "The _new_ way", "would see “_new_” as it stands", "Write The new way"),
        (fields.Text, "~~Old~~ new", "would see “~~Old~~” as it stands", "Write Old new"),
        (fields.Text, "See `this`.", "would see “`this`” as it stands", "Write See this."),
        (fields.Summary, "Costs &pound;5, <br> ring", "would see “&pound;” as it stands", "Write Costs £5, ring"),
        (fields.Summary, "Tea&nbsp;time, R&amp;D", "would see “&nbsp;” as it stands", "Write Tea time, R&D"),
        (fields.Summary, 'A <a href="x.md">b</a> <!-- c -->', 'would see “<a href="x.md">” as it stands', "Write A b"),
        (fields.Summary, "Read [the plan](a.md)", "would see “[the plan](a.md)” as it stands", "Write Read the plan"),
        (fields.Summary, "![A bus](a.png) comes", "would see “![A bus](a.png)” as it stands", "Write A bus comes"),
        (fields.Summary, "**Note**: ring us", "would see “**Note**” as it stands", 'Write "Note: ring us"'),
        (fields.Text, "<br>", "would see “<br>” as it stands", "Write the words that should be there."),
        (fields.Text, "**a** " + "b " * 200, "would see “**a**” as it stands", "Write a"),
        (fields.Text, "Ask [name] first", "has “[name]” in it", "Write what belongs there"),
        (fields.Title, "Hello {{ name }}", "has “{{ name }}” in it", "Write the words"),
        (fields.Number, "-1", "it must be a whole number", "in digits, such as 3"),
        (fields.Number, "1.5", "it must be a whole number", "in digits, such as 3"),
        (fields.Number, "\N{ARABIC-INDIC DIGIT ONE}", "it must be a whole number", "in digits, such as 3"),
        (fields.Number, "1000000", "it must be a whole number", "in digits, such as 3"),
        (fields.Slug, "Short Breaks", "small letters, digits and hyphens", "Write short-breaks"),
        (fields.Slug, "-x", "small letters", "Write x"),
        (fields.Slug, "a/b", "small letters", "Write a-b"),
        (fields.Slug, "..", "small letters", "Write it like this: short-breaks"),
        (fields.Alias, "https://example.org/Old Place/", "an old address", "Write /old-place/"),
        (fields.Web, "a@example.org", "not a whole web address", "This is an e-mail address."),
        (fields.Web, "example.org/a", "not a whole web address", "Write https://example.org/a"),
        (fields.Web, "the library", "not a whole web address", "such as https://www.example.org/help"),
        (fields.Web, "https://[link to form]", "not a whole web address", "such as https://www.example.org/help"),
        (fields.Web, "https:/example.org/a b", "not a whole web address", "Write https://example.org/ab"),
        (fields.SiteAddress, "example.org/send/", "not the address of a site", "Write https://example.org/send/"),
        (fields.SiteAddress, "our site", "not the address of a site", "like this: https://www.example.org/"),
        (fields.Email, "team at example.org", "not an e-mail address", "Write team@example.org"),
        (fields.Email, "team (at) example.org", "not an e-mail address", "Write team@example.org"),
        (fields.DayOrMinute, "2026-01-01 24:00", "a time that does not exist", "Write 2026-01-01 23:59"),
        (fields.Web, "www.example.org", "it is not a whole web address", "https://"),
        (fields.Web, "https://example", "it is not a whole web address", "https://"),
        (fields.Web, "https://[example.org]/", "it is not a whole web address", "https://"),
        (fields.Web, "https://example.org/a b", "it is not a whole web address", "https://"),
        (fields.Web, "javascript:alert(1).x", "it is not a whole web address", "https://"),
        (fields.SiteAddress, "https://example.org/?a=b", "it is not the address of a site", "https://"),
        (fields.SiteAddress, "example.org", "it is not the address of a site", "https://"),
        (fields.Email, "send.example.org", "it is not an e-mail address", "name@example.org"),
        (fields.Email, "mailto:send@example.org", "it is not an e-mail address", "Write send@example.org"),
        (fields.Email, "The team <send@example.org>", "it is not an e-mail address", "name@example.org"),
        (fields.Language, "Urdu", "“ur” or “pl”", "Write ur"),
        (fields.Language, "Klingonish", "“ur” or “pl”", "two letters"),
        (fields.Phone, "01632 960001 ext 2", "only digits and spaces", "“note” or “hours”"),
        (fields.Phone, "01632-960001", "only digits and spaces", "“note” or “hours”"),
        (fields.Phone, "12", "only digits and spaces", "“note” or “hours”"),
        (fields.Phone, "+44 1632 960001", "as people in Britain dial it", "Write 01632 960001"),
        (fields.Phone, "+441632960001", "as people in Britain dial it", "Write 01632960001"),
        (fields.Phone, "+44 (0)1632 960001", "as people in Britain dial it", "Write 01632 960001"),
        (fields.Phone, "+44 (0) 1632 960001", "as people in Britain dial it", "Write 01632 960001"),
        (fields.Phone, "0044 1632 960001", "as people in Britain dial it", "Write 01632 960001"),
        (fields.PagePath, "guidance/short-breaks", "which ends in .md", "guidance/short-breaks.md"),
        (fields.Icon, "buss", "it must be one of “place”, “talk”", "Did you mean “bus”?"),
        (fields.Icon, "BUS", "it must be one of", "Did you mean “bus”?"),
        (fields.Level, "xxxxxxx", "“announcement”, “minor”, “major”", "write it like this: announcement"),
    ],
)
def test_what_is_wrong_is_said_plainly(kind: Any, value: object, message: str, hint: str) -> None:  # noqa: ANN401
    told, advice = refused(kind, value)
    assert message in told
    assert hint in advice
    assert bool(hint) == bool(advice)


@pytest.mark.parametrize(
    "alias", ["old/", "/old", "/Old/", "/../etc/", "/a/../../b/", "/./", "//", "/a//b/", "/.well-known/", "/a b/", "/"]
)
def test_an_old_address_cannot_lead_out_of_the_site(alias: str) -> None:
    message, _ = refused(fields.Alias, alias)
    assert "starts and ends with a slash" in message


@given(st.from_regex(r"/([a-z0-9._-]+/){1,4}", fullmatch=True))
def test_no_old_address_that_is_taken_climbs(alias: str) -> None:
    try:
        taken = read(fields.Alias, alias)
    except ValidationError:
        return
    assert not {".", "..", ""} & set(taken.strip("/").split("/"))


@given(st.from_regex(r"https?://\S{0,30}", fullmatch=True) | st.text().map("https://{}".format))
def test_whatever_web_address_is_taken_can_be_taken_apart(address: str) -> None:
    for kind in (fields.Web, fields.SiteAddress):
        try:
            taken = read(kind, address)
        except ValidationError:
            continue
        assert urlsplit(taken).hostname


@pytest.mark.parametrize(
    ("kind", "value", "mended"),
    [
        (fields.Day, "25/06/2021", "2021-06-25"),
        (fields.Day, "25.6.2021", "2021-06-25"),
        (fields.Day, "25-06-2021", "2021-06-25"),
        (fields.Day, "1/2/2021", "2021-02-01"),
        (fields.Day, "2021-6-5", "2021-06-05"),
        (fields.Day, "2021/06/25", "2021-06-25"),
        (fields.Day, "25 June 2021", "2021-06-25"),
        (fields.Day, "Friday 25th June 2021", "2021-06-25"),
        (fields.Day, "Friday, 25 June, 2021", "2021-06-25"),
        (fields.Day, "3 feb 2021", "2021-02-03"),
        (fields.Day, "3 Febuary 2021", "2021-02-03"),
        (fields.Day, "9 Sept 2021", "2021-09-09"),
        (fields.Day, "2021-06-25 10:00", "2021-06-25"),
        (fields.Day, "25/06/2021 10:00", "2021-06-25"),
        (fields.DayOrMinute, "2021-06-25 9:30", "2021-06-25 09:30"),
        (fields.DayOrMinute, "25 June 2021 at 2.30pm", "2021-06-25 14:30"),
        (fields.DayOrMinute, "25 June 2021, 10am", "2021-06-25 10:00"),
        (fields.DayOrMinute, "25 June 2021 12am", "2021-06-25 00:00"),
        (fields.Minute, "25/06/2021 12pm", "2021-06-25 12:00"),
        (fields.AnyDate, "25 June 2021", "2021-06-25"),
        (fields.AnyDate, "November 2017", "2017-11"),
        (fields.AnyDate, "Sept 2017", "2017-09"),
    ],
)
def test_a_date_written_in_another_way_is_offered_in_ours(kind: Any, value: str, mended: str) -> None:  # noqa: ANN401
    message, hint = refused(kind, value)
    assert f"cannot be “{value}”" in message
    assert hint == f"Write {mended}"
    assert read(kind, mended) == dates.parse(mended)


@pytest.mark.parametrize(
    ("kind", "value", "message", "hint"),
    [
        (fields.Minute, "2021-06-25", "needs a time as well as a date", "Write it like this: 2021-06-25 12:00"),
        (fields.Minute, "25/06/2021", "is not a date we can read", "Write it like this: 2021-06-25 12:00"),
        (fields.Minute, "2021-06", "cannot be “2021-06”: the day is missing", "like this: 2021-06-01 12:00"),
        (fields.Day, "2021-06", "cannot be “2021-06”: the day is missing", "like this: 2021-06-01"),
        (fields.Day, "2021", "cannot be “2021”: the month and the day are missing", "like this: 2021-01-01"),
        (fields.Day, "soon", "is not a date we can read", "Write it like this: 2021-06-25"),
        (fields.Day, "30/02/2021", "is not a date we can read", "Write it like this: 2021-06-25"),
        (fields.Day, "06/25/2021", "is not a date we can read", "Write it like this: 2021-06-25"),
        (fields.Day, "25 Octember 20211", "is not a date we can read", "Write it like this: 2021-06-25"),
        (fields.Day, "2021-02-30", "has a day that does not exist in February 2021", "month is 2021-02-28"),
        (fields.Day, "2024-02-30", "has a day that does not exist in February 2024", "month is 2024-02-29"),
        (fields.Minute, "2021-06-31 12:00", "has a day that does not exist in June 2021", "month is 2021-06-30"),
        (fields.Day, "2021-13-30", "has month 13", "Write it like this: 2021-06-25"),
        (fields.Day, "November 2017", "is not a date we can read", "write it like this: 2017-11-01"),
        (fields.AnyDate, "Smarch 2017", "is not a date we can read", "Write it like this: 2021 or 2021-06"),
        (fields.MonthDayOrMinute, "2021", "cannot be “2021”: the month is missing", "like this: 2021-01"),
        (fields.AnyDate, "2021-06-25 12:00", "it has a time, and only a day fits here", "Write 2021-06-25"),
    ],
)
def test_a_date_of_another_exactness_is_refused(kind: Any, value: str, message: str, hint: str) -> None:  # noqa: ANN401
    told, advice = refused(kind, value)
    assert message in told
    assert hint in advice


DATE_KINDS = [fields.Day, fields.Minute, fields.DayOrMinute, fields.MonthDayOrMinute, fields.AnyDate]


@given(
    st.sampled_from(DATE_KINDS),
    st.text(alphabet="0123456789-/. :Tapmjunest", max_size=20) | st.dates().map(lambda day: f"{day:%d/%m/%Y}"),
)
@example(fields.Day, "0001")
@example(fields.AnyDate, "2026-02-30")
def test_whatever_a_hint_says_to_write_can_be_written(kind: Any, value: str) -> None:  # noqa: ANN401
    try:
        read(kind, value)
    except ValidationError as caught:
        (fault,) = caught.errors()
        for written in re.sub(
            ".*?(?:[Ww]rite (?:it like this: )?|the last one of that month is )", "", fault["ctx"]["hint"], count=1
        ).split(" or "):
            assert read(kind, written)
