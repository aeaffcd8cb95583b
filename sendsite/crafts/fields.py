"""What the value of a field may be: each type reads the text an editor typed and says plainly what is wrong with it."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

from pydantic import BaseModel, ConfigDict, PlainValidator
from pydantic_core import PydanticCustomError

from sendsite.crafts import dates
from sendsite.crafts.dates import When

if TYPE_CHECKING:
    from collections.abc import Callable

_SAMPLES = {"year": "2021", "month": "2021-06", "day": "2021-06-25", "minute": "2021-06-25 12:00"}
_NUMERIC_DATE = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_WORDED_DATE = re.compile(r"(?:[A-Za-z]+day,? )?(\d{1,2})(?:st|nd|rd|th)? ([A-Za-z]+),? (\d{4})")
_LOOSE_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


class Record(BaseModel):
    """A frozen set of typed fields that refuses fields it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def wrong(message: str, hint: str = "", field: str = "") -> NoReturn:
    """Refuse a value. ``message`` follows the field's name in quotation marks; ``field`` names another field to point at."""
    raise PydanticCustomError("value", "{message}", {"message": message, "hint": hint, "field": field})


def _typed(value: object) -> str:
    if isinstance(value, dict):
        wrong(
            "should be a single value, and here it has fields of its own",
            "Write the value on the same line, after the colon.",
        )
    if isinstance(value, list):
        wrong("should be a single value, and here it is a list", "Write one value on the same line, after the colon.")
    return str(value).strip()


def _text(limit: int) -> Callable[[object], str]:
    def read(value: object) -> str:
        text = " ".join(_typed(value).split())
        if len(text) > limit:
            wrong(f"is {len(text)} characters long, and the most is {limit}", "Say it in fewer words.")
        return text

    return read


def _choice(*allowed: str) -> Callable[[object], str]:
    def read(value: object) -> str:
        text = _typed(value)
        if text not in allowed:
            near = get_close_matches(text.lower(), allowed, 1)
            listed = ", ".join(f"“{word}”" for word in allowed)
            wrong(f"cannot be “{text}”: it must be one of {listed}", f"Did you mean “{near[0]}”?" if near else "")
        return text

    return read


def _flag(value: object) -> bool:
    text = _typed(value)
    if text.lower() in {"yes", "true"}:
        return True
    if text.lower() in {"no", "false"}:
        return False
    return wrong(f"cannot be “{text}”: it must be “yes” or “no”")


def _number(value: object) -> int:
    text = _typed(value)
    if not re.fullmatch(r"\d{1,6}", text):
        wrong(f"cannot be “{text}”: it must be a whole number")
    return int(text)


def _when(*allowed: dates.Precision) -> Callable[[object], When]:
    samples = " or ".join(_SAMPLES[precision] for precision in allowed)

    def read(value: object) -> When:
        text = _typed(value)
        try:
            when = dates.parse(text)
        except ValueError as fault:
            wrong(f"cannot be “{text}”: it {fault}", _mended_date(text) or f"Write it like this: {samples}")
        if when.precision not in allowed:
            if allowed == ("minute",):
                wrong("needs a time as well as a date", f"Write it like this: {when} 12:00")
            wrong(f"cannot be “{text}”: it must be written like this: {samples}")
        return when

    return read


def _mended_date(text: str) -> str:
    parts: tuple[int, int, int] | None = None
    if match := _NUMERIC_DATE.fullmatch(text):
        parts = int(match[3]), int(match[2]), int(match[1])
    elif match := _LOOSE_DATE.fullmatch(text):
        parts = int(match[1]), int(match[2]), int(match[3])
    elif (match := _WORDED_DATE.fullmatch(text)) and (
        near := get_close_matches(match[2].capitalize(), dates.MONTHS, 1)
    ):
        parts = int(match[3]), dates.MONTHS.index(near[0]) + 1, int(match[1])
    if parts is None:
        return ""
    mended = "{:04}-{:02}-{:02}".format(*parts)
    try:
        dates.parse(mended)
    except ValueError:
        return ""
    return f"Write {mended}"


def _matching(pattern: str, complaint: str, hint: str = "") -> Callable[[object], str]:
    rule = re.compile(pattern)

    def read(value: object) -> str:
        text = _typed(value)
        if not rule.fullmatch(text):
            wrong(f"cannot be “{text}”: {complaint}", hint)
        return text

    return read


def _phone(value: object) -> str:
    text = " ".join(_typed(value).split())
    digits = re.sub(r"\D", "", text)
    if not re.fullmatch(r"[\d ()+]+", text) or not 3 <= len(digits) <= 13:  # noqa: PLR2004 - "999" to "+44" and ten digits
        wrong(
            f"cannot be “{text}”: a phone number has only digits and spaces", "Put anything else in “note” or “hours”."
        )
    if text.startswith("+44"):
        wrong(f"should be written as people in Britain dial it, not “{text}”", f"Write 0{text[3:].strip()}")
    return text


def _page_path(value: object) -> str:
    text = _typed(value)
    if not text.endswith(".md"):
        wrong(
            f"cannot be “{text}”: it must be the path of a page, which ends in .md",
            "Write it like this: guidance/short-breaks.md",
        )
    return text


Text = Annotated[str, PlainValidator(_text(2000))]
Title = Annotated[str, PlainValidator(_text(80))]
Summary = Annotated[str, PlainValidator(_text(200))]
Flag = Annotated[bool, PlainValidator(_flag)]
Number = Annotated[int, PlainValidator(_number)]
Day = Annotated[When, PlainValidator(_when("day"))]
Minute = Annotated[When, PlainValidator(_when("minute"))]
DayOrMinute = Annotated[When, PlainValidator(_when("day", "minute"))]
MonthDayOrMinute = Annotated[When, PlainValidator(_when("month", "day", "minute"))]
AnyDate = Annotated[When, PlainValidator(_when("year", "month", "day"))]
Slug = Annotated[str, PlainValidator(_matching(r"[a-z0-9]+(?:-[a-z0-9]+)*", "use small letters, digits and hyphens"))]
Alias = Annotated[
    str,
    PlainValidator(
        _matching(
            r"/(?:[a-z0-9._-]+/)+",
            "an old address starts and ends with a slash and has only small letters, digits and hyphens",
        )
    ),
]
Web = Annotated[
    str,
    PlainValidator(
        _matching(r"https?://[^\s<>\"']+\.[^\s<>\"']+", "it is not a whole web address", "Start it with https://")
    ),
]
Email = Annotated[str, PlainValidator(_matching(r"[^\s@<>]+@[^\s@<>]+\.[A-Za-z]{2,}", "it is not an e-mail address"))]
Language = Annotated[
    str,
    PlainValidator(
        _matching(r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?", "it is not the code of a language, such as “ur” or “pl”")
    ),
]
Phone = Annotated[str, PlainValidator(_phone)]
PagePath = Annotated[str, PlainValidator(_page_path)]
Icon = Annotated[str, PlainValidator(_choice("place", "talk", "plan", "sun", "find", "bus"))]
Level = Annotated[str, PlainValidator(_choice("announcement", "minor", "major"))]
Anything = Annotated[Any, PlainValidator(lambda value: value)]
