"""What the value of a field may be: each type reads the text an editor typed and says plainly what is wrong with it."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated, Final, NoReturn

from pydantic import BaseModel, ConfigDict, PlainValidator
from pydantic_core import PydanticCustomError

from sendsite.crafts import dates
from sendsite.crafts.dates import When

if TYPE_CHECKING:
    from collections.abc import Callable

_SAMPLES: Final = {"year": "2021", "month": "2021-06", "day": "2021-06-25", "minute": "2021-06-25 12:00"}
_CLOCK: Final = (
    r"(?:(?:,? at |,? |T)(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}) ?(?P<half>[ap]m)?| ?(?P<bare_half>[ap]m)))?"
)
_DATES: Final = (
    r"(?P<year>\d{4})[-/. ](?P<month>\d{1,2})[-/. ](?P<day>\d{1,2})" + _CLOCK,
    r"(?:[A-Za-z]+day,? )?(?P<day>\d{1,2})(?:st|nd|rd|th)?[-/. ](?P<month>\d{1,2}|[A-Za-z]{3,}),?[-/. ](?P<year>\d{4})"
    + _CLOCK,
)
_FROM_ABROAD: Final = re.compile(r"(?:\+|00) ?44 ?(?:\(0\))? ?")
_PHONE_LENGTHS: Final = range(3, 16)  # from "999" to all that the world's numbers may have (E.164)
_HOST: Final = r"https?://(?:localhost|[\w-]+(?:\.[\w-]+)+)(?::\d+)?"
SITE_ADDRESS: Final = re.compile(_HOST + r"(?:/(?:[^\s<>\"'?#]*/)?[^\s<>\"'?#/.]*)?")


class Record(BaseModel):
    """A frozen set of typed fields that refuses fields it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def wrong(message: str, hint: str = "", field: str = "") -> NoReturn:
    """Refuse a value. ``message`` follows the name of the field; ``field`` names another field, to point at instead."""
    code, template = "value", "{message}"
    raise PydanticCustomError(code, template, {"message": message, "hint": hint, "field": field})


def _typed(value: object) -> str:
    if isinstance(value, dict):
        wrong(
            "should be a single value, and here it has fields of its own",
            "Write the value on the same line, after the colon.",
        )
    if isinstance(value, list):
        wrong("should be a single value, and here it is a list", "Write one value on the same line, after the colon.")
    if value is None:  # in a list; a field without a value counts as left out
        wrong("is empty", "Write something after the hyphen, or delete the line.")
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
    if not re.fullmatch(r"[0-9]{1,6}", text):
        wrong(f"cannot be “{text}”: it must be a whole number")
    return int(text)


def _when(*allowed: dates.Precision) -> Callable[[object], When]:
    samples = " or ".join(_SAMPLES[precision] for precision in allowed)

    def hint(meant: When | None) -> str:
        if meant is not None and meant.precision in allowed:
            return f"Write {_written(meant)}"
        if meant is not None and meant.precision == "day" and "minute" in allowed:
            return f"Write it like this: {meant} 12:00"
        if meant is not None and meant.precision == "minute" and "day" in allowed:
            return f"Write {meant.date}"
        return f"Write it like this: {samples}"

    def read(value: object) -> When:
        text = _typed(value)
        try:
            when = dates.parse(text)
        except ValueError as fault:
            wrong(f"cannot be “{text}”: it {fault}", hint(_meant(text)))
        if when.precision == "day" and allowed == ("minute",):
            wrong("needs a time as well as a date", hint(when))
        if when.precision not in allowed:
            wrong(f"cannot be “{text}”", hint(when))
        return when

    return read


def _written(when: When) -> str:
    return str(when) if when.clock is None else f"{when.date} {when.clock:%H:%M}"


def _meant(text: str) -> When | None:
    """The day, or minute, that an editor most likely means by a date written in another way."""
    match = next((match for pattern in _DATES if (match := re.fullmatch(pattern, text))), None)
    if match is None:
        return None
    written = match["month"]
    known = [number for number, name in enumerate(dates.MONTHS, 1) if name[:3] == written[:3].capitalize()]
    month = int(written) if written.isdigit() else next(iter(known), 0)
    mended = f"{match['year']}-{month:02}-{int(match['day']):02}"
    if match["hour"]:
        half = match["half"] or match["bare_half"]
        hour = int(match["hour"]) % 12 + 12 * (half == "pm") if half else int(match["hour"])
        mended += f" {hour:02}:{match['minute'] or '00'}"
    try:
        return dates.parse(mended)
    except ValueError:
        return None


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
    if not re.fullmatch(r"[0-9 ()+]+", text) or len(re.findall(r"[0-9]", text)) not in _PHONE_LENGTHS:
        hint = "Put anything else in “note” or “hours”."
        wrong(f"cannot be “{text}”: a phone number has only digits and spaces", hint)
    if match := _FROM_ABROAD.match(text):
        wrong(f"should be written as people in Britain dial it, not “{text}”", f"Write 0{text[match.end() :]}")
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
            r"/(?:[a-z0-9_-][a-z0-9._-]*/)+",
            "an old address starts and ends with a slash and has only small letters, digits and hyphens",
        )
    ),
]
Web = Annotated[
    str,
    PlainValidator(
        _matching(
            _HOST + r"(?:[/?#][^\s<>\"']*)?",
            "it is not a whole web address",
            "Start it with https://",
        )
    ),
]
SiteAddress = Annotated[
    str, PlainValidator(_matching(SITE_ADDRESS.pattern, "it is not the address of a site", "Start it with https://"))
]
Email = Annotated[str, PlainValidator(_matching(r"[^\s@<>:]+@[^\s@<>:]+\.[A-Za-z]{2,}", "it is not an e-mail address"))]
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
