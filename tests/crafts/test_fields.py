"""The values of fields: what an editor may type, and the sentence and the mended value when it is something else."""

from __future__ import annotations

import re
from datetime import time
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from sendsite.crafts import dates, fields
from sendsite.crafts.dates import When


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
        (fields.Text, ["a"], "here it is a list", "on the same line"),
        (fields.Text, {"a": "b"}, "here it has fields of its own", "on the same line"),
        (fields.Text, None, "is empty", "delete the line"),
        (fields.Flag, "y", "cannot be “y”: it must be “yes” or “no”", ""),
        (fields.Flag, "on", "cannot be “on”", ""),
        (fields.Number, "-1", "it must be a whole number", ""),
        (fields.Number, "1.5", "it must be a whole number", ""),
        (fields.Number, "\N{ARABIC-INDIC DIGIT ONE}", "it must be a whole number", ""),
        (fields.Number, "1000000", "it must be a whole number", ""),
        (fields.Slug, "Short Breaks", "small letters, digits and hyphens", ""),
        (fields.Slug, "-x", "small letters", ""),
        (fields.Slug, "a/b", "small letters", ""),
        (fields.Slug, "..", "small letters", ""),
        (fields.Web, "www.example.org", "it is not a whole web address", "https://"),
        (fields.Web, "https://example", "it is not a whole web address", "https://"),
        (fields.Web, "https://[example.org]/", "it is not a whole web address", "https://"),
        (fields.Web, "https://example.org/a b", "it is not a whole web address", "https://"),
        (fields.Web, "javascript:alert(1).x", "it is not a whole web address", "https://"),
        (fields.SiteAddress, "https://example.org/?a=b", "it is not the address of a site", "https://"),
        (fields.SiteAddress, "example.org", "it is not the address of a site", "https://"),
        (fields.Email, "send.example.org", "it is not an e-mail address", ""),
        (fields.Email, "mailto:send@example.org", "it is not an e-mail address", ""),
        (fields.Email, "The team <send@example.org>", "it is not an e-mail address", ""),
        (fields.Language, "Urdu", "“ur” or “pl”", ""),
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
        (fields.Level, "xxxxxxx", "“announcement”, “minor”, “major”", ""),
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
        (fields.Minute, "2021-06", "cannot be “2021-06”", "Write it like this: 2021-06-25 12:00"),
        (fields.Day, "2021-06", "cannot be “2021-06”", "Write it like this: 2021-06-25"),
        (fields.Day, "2021", "cannot be “2021”", "Write it like this: 2021-06-25"),
        (fields.Day, "soon", "is not a date we can read", "Write it like this: 2021-06-25"),
        (fields.Day, "30/02/2021", "is not a date we can read", "Write it like this: 2021-06-25"),
        (fields.Day, "06/25/2021", "is not a date we can read", "Write it like this: 2021-06-25"),
        (fields.Day, "25 Octember 20211", "is not a date we can read", "Write it like this: 2021-06-25"),
        (fields.Day, "2021-02-30", "has a day that does not exist in February 2021", "Write it like this: 2021-06-25"),
        (fields.MonthDayOrMinute, "2021", "cannot be “2021”", "2021-06 or 2021-06-25 or 2021-06-25 12:00"),
        (fields.AnyDate, "2021-06-25 12:00", "cannot be “2021-06-25 12:00”", "Write 2021-06-25"),
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
def test_whatever_a_hint_says_to_write_can_be_written(kind: Any, value: str) -> None:  # noqa: ANN401
    try:
        read(kind, value)
    except ValidationError as caught:
        (fault,) = caught.errors()
        for written in re.sub("^Write (it like this: )?", "", fault["ctx"]["hint"]).split(" or "):
            assert read(kind, written)
