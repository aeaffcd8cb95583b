"""Dates, times and spans as editors type them in a text, with the way that families read them best.

The forms are those of the NHS digital service manual ("Numbers, measurements, dates and time") and of the GOV.UK style
guide: "Friday 25 June 2021", "2:30pm", "midday", "9am to 5pm".
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, time
from typing import TYPE_CHECKING, Final

from sendsite.crafts import dates
from sendsite.crafts.dates import MONTHS, WEEKDAYS, When
from sendsite.crafts.language.prose import Remark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sendsite.crafts.language.glance import Glance, Line

_MONTH: Final = (
    r"Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?"
)
_WEEKDAY: Final = r"Mon(?:day)?|Tues?(?:day)?|Wed(?:nesday)?|Thur?s?(?:day)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?"
_DAY: Final = re.compile(
    rf"(?<![\w.:/£\u2013-])(?P<day>\d{{1,2}})(?P<ordinal>st|nd|rd|th)?(?: of)? (?P<month>{_MONTH})\b(?P<stop>\.?)"
    r"(?:,? (?P<year>(?:19|20)\d\d)\b)?"
)
_BEFORE: Final = re.compile(rf"\b(?P<weekday>{_WEEKDAY})\b\.?,? (?:the )?$")
_SWAPPED: Final = re.compile(
    rf"\b(?P<month>{_MONTH})\.? (?P<day>\d{{1,2}})(?P<ordinal>st|nd|rd|th)?"
    r"(?:,? (?P<year>(?:19|20)\d\d)\b|(?P<end>(?= *(?:[.,;)|\n]|\Z)))|(?<=[a-z]{2})\b)"
)
_DIGITS: Final = re.compile(
    r"(?<![\w./-])(?:(?P<day>\d{1,2})(?P<sign>[/.-])(?P<month>\d{1,2})(?P=sign)(?P<year>\d{4}|(?<=/)\d\d)"
    r"|(?P<year_first>(?:19|20)\d\d)-(?P<month_second>\d\d)-(?P<day_last>\d\d))(?![\w/-]|\.\d)"
)
_CLOCK: Final = re.compile(
    r"(?<![\w.:/£-])(?P<hour>\d{1,2})(?:(?:(?P<sign>[:.])(?P<minute>[0-5]\d))?(?P<space> ?)"
    r"(?P<half>[ap]\.m\.|[AaPp][Mm]\b|noon\b|midday\b|midnight\b|o['\u2019]clock (?:noon|midday|midnight)\b)"
    r"|(?<=\d\d):(?P<exact>[0-5]\d)(?![\w:]|\.\d))"
)
_EXACT: Final = re.compile(r"(?P<hour>\d{1,2}):(?P<exact>[0-5]\d)(?P<minute>(?P<half>))")
_ONE_DAY: Final = re.compile(rf"(?P<day>\d{{1,2}}) (?P<month>{_MONTH})")
_ONE_MONTH: Final = re.compile(rf"(?P<month>{_MONTH})(?P<year>(?: \d{{4}})?)")
_VERSION: Final = re.compile(r"(?i:version|section|paragraph|chapter|v) ?\Z")
_NOON: Final = re.compile(r"\b(?<!12 )(?P<word>[Nn]oon)\b")
_HAS_DASH: Final = re.compile("[a-z0-9] ?[\u2013\u2014-] ?[A-Zm0-9]")
_TIME: Final = r"\d{1,2}(?:[:.]\d\d)?(?: ?[ap]m)?|midday|midnight"
_END: Final = r"\d{1,2}(?:[:.]\d\d)? ?[ap]m|(?:12 ?)?(?:noon|midday|midnight)"
_DASH: Final = r" ?[\u2013\u2014-] ?"
_SPANS: Final = (
    re.compile(rf"(?<![\w.:/£-])(?P<first>{_TIME}){_DASH}(?P<last>(?:{_END})\b)", re.IGNORECASE),
    re.compile(rf"(?<![\w.:/£-])(?P<first>\d{{1,2}}:[0-5]\d){_DASH}(?P<last>\d{{1,2}}:[0-5]\d)(?![\w:]|\.\d)"),
    re.compile(rf"\b(?P<first>{_WEEKDAY}){_DASH}(?P<last>{_WEEKDAY})\b"),
    re.compile(rf"(?<![\w.:/£-])(?P<first>\d{{1,2}}(?: (?:{_MONTH}))?){_DASH}(?P<last>\d{{1,2}} (?:{_MONTH})\b)"),
    re.compile(rf"\b(?P<first>(?:{_MONTH})(?: \d{{4}})?){_DASH}(?P<last>(?:{_MONTH})\b)"),
    re.compile(rf"(?<![\w.:/£-])(?P<first>(?:19|20)\d\d){_DASH}(?P<last>(?:19|20)\d\d)(?![\w/-]|\.\d)"),
    re.compile(
        rf"(?<=\b[Aa]ge[sd] )(?P<first>\d{{1,2}}){_DASH}(?P<last>\d{{1,2}})\b"
        rf"|(?<![\w.:/£-])(?P<first_>\d{{1,3}}){_DASH}(?P<last_>\d{{1,3}})(?= (?:years?|months?|weeks?|days?"
        rf"|hours?|minutes?)\b)"
    ),
)
_DATE: Final = (
    rf"(?:(?P<clock>midday|midnight|\d{{1,2}}(?:[:.]\d\d)? ?[ap]m)(?: on)? )?(?:on )?(?:(?:{_WEEKDAY}),? )?(?:the )?"
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{_MONTH}),? (?P<year>(?:19|20)\d\d)"
    r"(?:,? at (?P<later>midday|midnight|\d{1,2}(?:[:.]\d\d)? ?[ap]m))?"
)
_DEADLINE: Final = re.compile(
    r"(?P<sign>\b(?:ends|closes|finishes|expires|is open|are open|stays open|remains open|open until|runs until"
    r"|will (?:end|close|finish|be open|take place|be held|be published)"
    r"|(?:closing date|deadline|last day)(?: [a-z]+){0,5} is"
    r"|(?:apply|book|register|reply|respond|tell us|send us|have your say"
    r"|get involved)(?: [a-z]+){0,6} (?:by|before|until)))"
    rf"\b[^.|\n]{{0,40}}?\b{_DATE}",
    re.IGNORECASE,
)
_TOLD: Final = re.compile(r"\b(?:had to|could|were to|was to|asked to|able to|chance to|that|which|who)\s+$")
# How the shape of a text looks in the lines that a pattern can find something in: a digit is 0, a dash is a hyphen.
_STARTS: Final = "|".join(month[:3] for month in MONTHS)
_DAY_SHAPE: Final = rf"0(?:st|nd|rd|th)?(?: of)? (?:{_STARTS})"
_NUMBERED: Final = re.compile(rf"{_DAY_SHAPE}|0(?:[./:-]0| ?(?:[ap]\.?m|noon|mid|o.clock))".encode(), re.IGNORECASE)
_DASHED: Final = re.compile(rb"-(?:(?<=[a-z0]-)|(?<=[a-z0] -)) ?[A-Zm0]")
_SPANNED: Final = re.compile(rb"-(?:(?<=[A-Za-z0]-)|(?<=[A-Za-z0] -)) ?[A-Zmn0]")
_DATED: Final = re.compile(rf"{_DAY_SHAPE}[a-z]{{0,6}},? 0000".encode(), re.IGNORECASE)
# A number behind what a month, or its short form, can end with. Most numbers stand behind other words.
_TAILS: Final = "|".join(sorted({name[:length][-2:] for name in MONTHS for length in (3, 4, len(name))}))
_BEHIND_MONTH: Final = re.compile(rf" 0(?:(?<=(?:{_TAILS}) 0)|(?<=(?:{_TAILS})\. 0))".encode())
_SWAPPABLE: Final = re.compile(rf"(?:{_MONTH})\.? 0".encode())
_WHOLE_HOURS: Final = 12
_A_DAY: Final = 24


def is_silent(glance: Glance) -> bool:
    """Whether there is nothing to say about dates, times and spans in a text, and no end that will have passed."""
    return not (
        _NUMBERED.search(glance.shape) or _DASHED.search(glance.shape) or _swappable(glance) or "noon" in glance.words
    )


def remarks(glance: Glance) -> Iterator[Remark]:
    """Everything about dates, times and spans in a text."""
    text = glance.text
    numbered = glance.lines_of(_NUMBERED)
    numeric = [
        match
        for match in glance.found(_DIGITS, numbered)
        if not _VERSION.search(text, max(match.start() - len("paragraph "), 0), match.start())
    ]
    spans = list(_spans(glance, numeric))
    within = {at for match in spans for at in range(match.start(), match.end())}
    said = (*_days(glance, numbered), *_swapped(glance), *_digits(numeric), *_clocks(glance, numbered))
    for remark in said:
        # What is told of a span says how to write its ends too; but a day that cannot be is told all the same.
        if remark.at not in within or remark.severity == "error":
            yield remark
    yield from map(_span, spans)


def _spans(glance: Glance, numeric: list[re.Match[str]]) -> Iterator[re.Match[str]]:
    if not _DASHED.search(glance.shape) or not _HAS_DASH.search(glance.text):
        return
    lines = glance.lines_of(_SPANNED)
    dates_in_digits = {at for match in numeric for at in range(match.start(), match.end())}
    for pattern in _SPANS:
        yield from (match for match in glance.found(pattern, lines) if match.start() not in dates_in_digits)


def deadlines(glance: Glance) -> Iterator[tuple[Remark, When]]:
    """Ends that a text speaks of as still to come, each with its moment: to be told once that has passed."""
    text = glance.text
    for match in glance.found(_DEADLINE, glance.lines_of(_DATED)):
        when = _when(match)
        if when is not None and not _TOLD.search(text[max(match.start() - 12, 0) : match.start()]):
            message = f"“{_short(match[0])}” reads as if it were still to come, and it is over."
            hint = "Say that it is over, for example “It ended on …”, and what came of it."
            yield Remark(match.start(), "warning", "deadline-passed", message, hint), when


def _short(words: str) -> str:
    return " ".join(words.split())


def _month(word: str) -> int:
    return next(number for number, name in enumerate(MONTHS, 1) if name.lower().startswith(word[:3].lower()))


def _when(match: re.Match[str]) -> When | None:
    year, month, day = int(match["year"]), _month(match["month"]), int(match["day"])
    if not 1 <= day <= monthrange(year, month)[1]:
        return None
    return When(year, month, day, _clock_of(match["clock"] or match["later"] or ""))


def _clock_of(words: str) -> time | None:
    """The time of day that ``words`` name. Midnight belongs to the day after, so the day's own end will do for it."""
    if words == "midday":
        return time(_WHOLE_HOURS)
    if match := re.fullmatch(r"(\d{1,2})(?:[:.](\d\d))? ?([ap]m)", words, re.IGNORECASE):
        hour, minute = int(match[1]) % _WHOLE_HOURS + _WHOLE_HOURS * (match[3].lower() == "pm"), int(match[2] or 0)
        return time(hour, minute) if minute <= time.max.minute else None
    return None


def _days(glance: Glance, lines: Iterable[Line]) -> Iterator[Remark]:
    text = glance.text
    for match in glance.found(_DAY, lines):
        before = _BEFORE.search(text[max(match.start() - 16, 0) : match.start()])
        at = match.start() - (len(before[0]) if before else 0)
        is_full_stop = match["stop"] and match["year"] is None and match["month"] in MONTHS
        written = text[at : match.end() - len("." if is_full_stop else "")]
        day, month, year = int(match["day"]), _month(match["month"]), int(match["year"] or 0)
        if not 1 <= day <= monthrange(year or 2024, month)[1]:  # a leap year, where none is named
            yield _impossible(at, _short(written), month, year)
            continue
        tail = f" {year}" if year else ""
        weekday = next((name for name in WEEKDAYS if before and name.startswith(before["weekday"][:3])), "")
        right = f"{day} {MONTHS[month - 1]}{tail}"
        if year and weekday and weekday != WEEKDAYS[date(year, month, day).weekday()]:
            true = WEEKDAYS[date(year, month, day).weekday()]
            message = f"{right} is a {true}, not a {weekday}."
            hint = f"Write “{true} {right}”, or mend the date."
            yield Remark(at, "error", "date-weekday", message, hint)
        elif written != (right := f"{weekday} {right}".strip()):
            yield _date(at, _short(written), right)


def _impossible(at: int, written: str, month: int, year: int) -> Remark:
    length = monthrange(year or 2024, month)[1]
    of_year = f" {year}" if year else ""
    message = f"There is no {written}: {MONTHS[month - 1]}{of_year} has {length} days."
    return Remark(at, "error", "date-impossible", message, "Look up the right date, and write that.")


def _date(at: int, written: str, right: str) -> Remark:
    message = f"“{written}” is not how we write a date."
    return Remark(at, "warning", "style-date", message, f"Write “{right}”.")


def _swappable(glance: Glance) -> list[Line]:
    return glance.lines_of(_SWAPPABLE, _BEHIND_MONTH)


def _swapped(glance: Glance) -> Iterator[Remark]:
    text = glance.text
    for match in glance.found(_SWAPPED, _swappable(glance)):
        month, day = _month(match["month"]), int(match["day"])
        if _DAY.match(
            text, match.start("day")
        ):  # “from May 3 June” is nobody's; “In March 25 June” is a slip elsewhere
            continue
        if match["year"] is None and match["ordinal"] is None:
            if match["end"] is None:
                continue
            name = MONTHS[month - 1]
            is_day = 1 <= day <= monthrange(2024, month)[1]
            if is_day and len(match["day"]) == 1:  # nobody shortens 2005 to 5
                yield _date(match.start(), match[0], f"{day} {name}")
                continue
            message = f"“{match[0]}” can be a day or a year."
            or_day = f", or “{day} {name}” if it is the day" if is_day else ""
            hint = f"Write “{name} 20{day:02}” if it is the year{or_day}."
            yield Remark(match.start(), "warning", "style-date", message, hint)
            continue
        year = int(match["year"] or 0)
        if not 1 <= day <= monthrange(year or 2024, month)[1]:
            yield _impossible(match.start(), match[0], month, year)
        else:
            tail = f" {year}" if year else ""
            yield _date(match.start(), match[0], f"{day} {MONTHS[month - 1]}{tail}")


def _digits(numeric: list[re.Match[str]]) -> Iterator[Remark]:
    for match in numeric:
        year = int(match["year"] or match["year_first"])
        year += 2000 if year < 100 else 0  # noqa: PLR2004 - two digits
        month, day = int(match["month"] or match["month_second"]), int(match["day"] or match["day_last"])
        if not 1 <= month <= len(MONTHS) and 1 <= day <= len(MONTHS):
            month, day = day, month  # as Americans write it
        if not 1 <= month <= len(MONTHS):
            continue
        if not 1 <= day <= monthrange(year, month)[1]:
            yield _impossible(match.start(), match[0], month, year)
        else:
            yield _date(match.start(), match[0], dates.day_words(date(year, month, day)))


def _clocks(glance: Glance, lines: Iterable[Line]) -> Iterator[Remark]:
    for match in glance.found(_CLOCK, lines):
        right = _right_clock(match)
        if right is not None and match[0] != right:
            yield _time(match.start(), match[0], right)
    for match in _NOON.finditer(glance.text) if "noon" in glance.words else ():
        yield _time(match.start(), match[0], "midday" if match["word"][0] == "n" else "Midday")


def _right_clock(match: re.Match[str]) -> str | None:
    """The time of day in ``match`` as we write it, or None when there is no such time."""
    hour, half = int(match["hour"]), (match["half"] or "").lower().replace(".", "")
    minute = int(match["minute"] or match["exact"] or 0)
    if half.endswith(("noon", "midday", "midnight")):
        return "midnight" if half.endswith("midnight") else "midday"
    if (half and not 1 <= hour <= _WHOLE_HOURS) or hour >= _A_DAY:
        return None
    return dates.clock_words(time(hour % _WHOLE_HOURS + _WHOLE_HOURS * (half == "pm") if half else hour, minute))


def _time(at: int, written: str, right: str) -> Remark:
    message = f"“{written}” is not how we write a time."
    return Remark(at, "warning", "style-time", message, f"Write “{right}”.")


def _span(match: re.Match[str]) -> Remark:
    groups = match.groupdict()
    first, last = groups["first"] or groups["first_"], groups["last"] or groups["last_"]
    half = last[-2:].lower() if last[-2:].lower() in {"am", "pm"} else ""
    if half and re.fullmatch(r"\d{1,2}(?:[:.]\d\d)?", first):
        # “9-5pm” begins in the morning, “2-4pm” does not.
        other = "am" if half == "pm" else "pm"
        first = f"{first}{half if _past_twelve(first) < _past_twelve(last) else other}"
    elif last.lower().endswith(("noon", "midday")) and re.fullmatch(r"\d{1,2}(?:[:.]\d\d)?", first):
        first = f"{first}am"
    message = f"“{_short(match[0])}” has a dash for “to”, which some people and screen readers miss."
    return Remark(match.start(), "warning", "style-range", message, f"Write “{_mended(first)} to {_mended(last)}”.")


def _past_twelve(end: str) -> tuple[int, int]:
    """Hours and minutes since the last midday or midnight."""
    hour, minute = re.match(r"(\d{1,2})(?:[:.](\d\d))?", end).groups()  # type: ignore[union-attr] # callers have matched
    return int(hour) % _WHOLE_HOURS, int(minute or 0)


def _mended(end: str) -> str:
    """One end of a span as we write it."""
    if clock := _CLOCK.fullmatch(end) or _EXACT.fullmatch(end):
        return _right_clock(clock) or end
    if _NOON.fullmatch(end):
        return "midday"
    if day := _ONE_DAY.fullmatch(end):
        return f"{int(day['day'])} {MONTHS[_month(day['month']) - 1]}"
    if month := _ONE_MONTH.fullmatch(end):
        return f"{MONTHS[_month(month['month']) - 1]}{month['year']}"
    if re.fullmatch(_WEEKDAY, end):
        return next(name for name in WEEKDAYS if name.startswith(end[:3]))
    return end
