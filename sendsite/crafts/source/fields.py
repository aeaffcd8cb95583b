"""What the value of a field may be: each type reads the text an editor typed and says plainly what is wrong with it."""

from __future__ import annotations

import re
from datetime import timedelta
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated, Final, NoReturn

from pydantic import BaseModel, ConfigDict, PlainValidator
from pydantic_core import PydanticCustomError

from sendsite.crafts import addresses, dates, gaps
from sendsite.crafts.dates import When
from sendsite.crafts.source import languages, signs

if TYPE_CHECKING:
    from collections.abc import Callable

    from sendsite.codes import Code

_SAMPLES: Final = {"year": "2021", "month": "2021-06", "day": "2021-06-25", "minute": "2021-06-25 12:00"}
# Why a date that can be read will not do, by how exact it is.
_WHY_NOT: Final = {
    "year": "the month and the day are missing",
    "month": "the day is missing",
    "day": "the time is missing",
    "minute": "it has a time, and only a day fits here",
}
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
_SUSPECT: Final = re.compile(r"[\[\]{}<&#*_~`]")  # no template code, Markdown, HTML or brackets without one of these
_TEMPLATE: Final = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}|\{\{|\}\}|\{%|%\}")
_READABLE: Final = 200  # letters; of a longer value, only the piece that is wrong is told
_BRACKETS: Final = re.compile(r"\[[^\[\]]{0,60}\]?")
_SAID: Final = {"y": "yes", "on": "yes", "1": "yes", "n": "no", "off": "no", "0": "no"}
_EMAIL: Final = r"[^\s@<>:]+@[^\s@<>:]+\.[A-Za-z]{2,}"
_WEB: Final = re.compile(addresses.HOST + r"(?:[/?#][^\s<>\"']*)?")
_WEB_SAMPLE: Final = "Write the whole address, such as https://www.example.org/help"


class Record(BaseModel):
    """A frozen set of typed fields that refuses fields it does not know."""

    # Each kind is made ready when the first record of it is read: most runs meet few of them.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


def wrong(message: str, hint: str = "", field: str = "", code: Code = "field-value") -> NoReturn:
    """Refuse a value. ``message`` follows the name of the field; ``field`` names another field, to point at instead."""
    kind, template = "value", "{message}"
    raise PydanticCustomError(kind, template, {"message": message, "hint": hint, "field": field, "code": code})


def _typed(value: object) -> str:
    if isinstance(value, dict):
        wrong(
            "should be a single value, and here it has fields of its own",
            "Write the value on the same line, after the colon.",
        )
    if isinstance(value, list):
        wrong(
            "should be a single value, and here it is a list",
            "Write one value after the colon, without square brackets and hyphens.",
        )
    if value is None:  # in a list; a field without a value counts as left out
        wrong("is empty", "Write something after the hyphen, or delete the line.")
    return str(value).strip()


def _text(limit: int) -> Callable[[object], str]:
    def read(value: object) -> str:
        text = " ".join(_typed(value).split())
        if len(text) > limit:
            wrong(f"is {len(text)} characters long, and the most is {limit}", "Say it in fewer words.")
        if _SUSPECT.search(text):
            _refuse_what_is_not_plain(text)
        if gap := gaps.in_value(text):
            message = f"has “{gap}” in it, which tells readers that somebody has yet to write something here"
            wrong(message, "Write what belongs there, or leave it out until you know it.", code="placeholder")
        return text

    return read


def _refuse_what_is_not_plain(text: str) -> None:
    """Refuse template code, signs of Markdown and HTML, and square brackets."""
    if match := _TEMPLATE.search(text):
        message = f"has “{match[0]}” in it, which works only in layouts: readers would see it as it stands"
        wrong(message, "Write the words that should be there.", code="template-code")
    if piece := signs.first(text):
        _refuse_signs(text, piece)
    if match := _BRACKETS.search(text):
        message = f"has “{match[0]}” in it, which looks like a gap that somebody should fill in"
        wrong(message, "Write what belongs there. If you mean brackets, use round ones.", code="placeholder")


def _refuse_signs(text: str, piece: str) -> NoReturn:
    is_short = len(text) <= _READABLE
    whole, meant = (text, signs.without(text)) if is_short else (piece, signs.without(piece))
    said = f"cannot be “{whole}”" if is_short else f"has “{whole}” in it"
    if re.search(r":(?: |$)| #|^[^\w(]", meant) and is_short:
        meant = '"' + meant.replace('"', "”") + '"'
    wrong(
        f"{said}: it takes plain words, and readers would see “{piece}” as it stands",
        f"Write {meant}" if meant.strip('"') else "Write the words that should be there.",
    )


def _choice(*allowed: str) -> Callable[[object], str]:
    def read(value: object) -> str:
        text = _typed(value)
        if text not in allowed:
            near = get_close_matches(text.lower(), allowed, 1)
            listed = ", ".join(f"“{word}”" for word in allowed)
            hint = f"Did you mean “{near[0]}”?" if near else f"Choose one of them, and write it like this: {allowed[0]}"
            wrong(f"cannot be “{text}”: it must be one of {listed}", hint)
        return text

    return read


def _flag(value: object) -> bool:
    text = _typed(value)
    if text.lower() in {"yes", "true"}:
        return True
    if text.lower() in {"no", "false"}:
        return False
    meant = _SAID.get(text.lower())
    return wrong(f"cannot be “{text}”: it must be “yes” or “no”", f"Write {meant}" if meant else "Write yes or no.")


def _number(value: object) -> int:
    text = _typed(value)
    if not re.fullmatch(r"[0-9]{1,6}", text):
        wrong(f"cannot be “{text}”: it must be a whole number", "Write it in digits, such as 3.")
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
        if meant is not None and meant.precision in {"year", "month"}:
            exact = f"{meant.date} 12:00" if allowed == ("minute",) else str(meant.date)
            return f"Look up what is missing, and write it like this: {exact[:7] if 'month' in allowed else exact}"
        return f"Write it like this: {samples}"

    def read(value: object) -> When:
        text = _typed(value)
        try:
            when = dates.parse(text)
        except ValueError as fault:
            wrong(f"cannot be “{text}”: it {fault}", _last_day(text) or hint(_meant(text)))
        if when.precision == "day" and allowed == ("minute",):
            wrong("needs a time as well as a date", hint(when))
        if when.precision not in allowed:
            is_month_enough = when.precision == "year" and "month" in allowed
            why = "the month is missing" if is_month_enough else _WHY_NOT[when.precision]
            wrong(f"cannot be “{text}”: {why}", hint(when))
        return when

    return read


def _last_day(text: str) -> str:
    """The hint for a day past the end of its month."""
    match = re.match(r"(\d{4}-\d{2})-(?:2[89]|3\d)\b", text)
    if match is None or not _is_date(f"{match[1]}-28") or _is_date(match[0]):
        return ""
    last = (dates.parse(match[1]).finish - timedelta(days=1)).date()
    return f"Look up the right day: the last one of that month is {last}"


def _written(when: When) -> str:
    return str(when) if when.clock is None else f"{when.date} {when.clock:%H:%M}"


def _meant(text: str) -> When | None:
    """The day, or minute, that an editor most likely means by a date written in another way."""
    if month_alone := re.fullmatch(r"([A-Za-z]{3,}),? (\d{4})", text):
        mended = f"{month_alone[2]}-{_month(month_alone[1]):02}"
        return dates.parse(mended) if _is_date(mended) else None
    match = next((match for pattern in _DATES if (match := re.fullmatch(pattern, text))), None)
    if match is None:
        return None
    month = _month(match["month"])
    mended = f"{match['year']}-{month:02}-{int(match['day']):02}"
    if match["hour"]:
        half = match["half"] or match["bare_half"]
        if (match["hour"], match["minute"]) == ("24", "00"):
            return dates.parse(f"{mended} 23:59") if _is_date(mended) else None
        hour = int(match["hour"]) % 12 + 12 * (half == "pm") if half else int(match["hour"])
        mended += f" {hour:02}:{match['minute'] or '00'}"
    try:
        return dates.parse(mended)
    except ValueError:
        return None


def _month(written: str) -> int:
    """The number of a month as somebody has written it; 0 for none that there is."""
    known = [number for number, name in enumerate(dates.MONTHS, 1) if name[:3] == written[:3].capitalize()]
    return int(written) if written.isdigit() else next(iter(known), 0)


def _is_date(text: str) -> bool:
    try:
        dates.parse(text)
    except ValueError:
        return False
    return True


def _matching(pattern: str, complaint: str, hint: str | Callable[[str], str]) -> Callable[[object], str]:
    rule = re.compile(pattern)

    def read(value: object) -> str:
        text = _typed(value)
        if not rule.fullmatch(text):
            wrong(f"cannot be “{text}”: {complaint}", hint if isinstance(hint, str) else hint(text))
        return text

    return read


def _slug_hint(text: str) -> str:
    meant = addresses.slug(text)
    return f"Write {meant}" if meant else "Write it like this: short-breaks"


def _alias_hint(text: str) -> str:
    meant = "".join(
        f"/{slug}" for part in re.sub(r"https?://[^/]*", "", text).split("/") if (slug := addresses.slug(part))
    )
    return f"Write {meant}/" if meant else "Write it like this: /old/place/"


def _web_hint(text: str) -> str:
    if "@" in text and "/" not in text:
        return "This is an e-mail address. Write the address of a page, which starts with https://"
    if _WEB.fullmatch(f"https://{text}"):
        return f"Write https://{text}"
    if re.match(r"https?:", text):
        near = re.sub(r"^(https?):/*", r"\1://", re.sub(r"\s+", "", text))
        return f"Write {near}" if _WEB.fullmatch(near) else _WEB_SAMPLE
    return _WEB_SAMPLE


def _site_hint(text: str) -> str:
    mended = f"https://{text}"
    return f"Write {mended}" if addresses.SITE.fullmatch(mended) else "Write it like this: https://www.example.org/"


def _email_hint(text: str) -> str:
    if text.startswith("mailto:"):
        return f"Write {text.removeprefix('mailto:').strip()}"
    if re.fullmatch(_EMAIL, mended := re.sub(r" *(?:@|\(at\)|\[at\]| at ) *", "@", text)):
        return f"Write {mended}"
    return "Write it like this: name@example.org"


def _language_hint(text: str) -> str:
    meant = languages.code_of(text)
    return f"Write {meant}" if meant else "Write its two letters, such as ur for Urdu."


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
Slug = Annotated[
    str, PlainValidator(_matching(r"[a-z0-9]+(?:-[a-z0-9]+)*", "use small letters, digits and hyphens", _slug_hint))
]
Alias = Annotated[
    str,
    PlainValidator(
        _matching(
            r"/(?:[a-z0-9_-][a-z0-9._-]*/)+",
            "an old address starts and ends with a slash and has only small letters, digits and hyphens",
            _alias_hint,
        )
    ),
]
Web = Annotated[
    str,
    PlainValidator(
        _matching(
            _WEB.pattern,
            "it is not a whole web address",
            _web_hint,
        )
    ),
]
SiteAddress = Annotated[
    str, PlainValidator(_matching(addresses.SITE.pattern, "it is not the address of a site", _site_hint))
]
Email = Annotated[str, PlainValidator(_matching(_EMAIL, "it is not an e-mail address", _email_hint))]
Language = Annotated[
    str,
    PlainValidator(
        _matching(
            r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?", "it is not the code of a language, such as “ur” or “pl”", _language_hint
        )
    ),
]
Phone = Annotated[str, PlainValidator(_phone)]
PagePath = Annotated[str, PlainValidator(_page_path)]
Icon = Annotated[str, PlainValidator(_choice("place", "talk", "plan", "sun", "find", "bus"))]
Level = Annotated[str, PlainValidator(_choice("announcement", "minor", "major"))]
