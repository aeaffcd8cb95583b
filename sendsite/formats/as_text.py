"""For people: each problem with its line of source and a caret under the place, and one line at the end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sendsite.formats.report import Report
    from sendsite.model import Absence, Problem, Source

_TINTS: Final = {"error": "\x1b[31m", "warning": "\x1b[33m", "info": "\x1b[36m"}
_BOLD, _FAINT, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_NOUNS: Final = {"error": "error", "warning": "warning", "info": "note"}
_WIDEST: Final = 160
_MOST_ABSENT: Final = 10
_UNPRINTABLE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def told(report: Report, *, colour: bool = False, brief: bool = False) -> str:
    """Everything in the order of the files. When ``brief``, only what is wrong."""
    paint = _paint if colour else _leave
    lines = [_problem(problem, report.sources, paint) for problem in report.problems]
    if report.refusal:
        lines.append(report.refusal)
    if not brief:
        lines += _absences(report.absent)
        if report.summary is not None:
            lines.append(report.summary.line)
    return "\n".join(lines)


def count(number: int, noun: str) -> str:
    """``1 page``, ``1,234 pages``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def counted(problems: tuple[Problem, ...]) -> str:
    """How many problems there are of each severity, in words."""
    counts = {severity: sum(problem.severity == severity for problem in problems) for severity in _NOUNS}
    *most, last = [count(number, _NOUNS[severity]) for severity, number in counts.items() if number] or ["no problems"]
    return f"{', '.join(most)} and {last}" if most else last


def noun(problem: Problem) -> str:
    """What a problem of its severity is called."""
    return _NOUNS[problem.severity]


def excerpt(problem: Problem, sources: Mapping[str, Source]) -> tuple[str, int]:
    """The line that a problem is on, cut to what can be taken in, and the place in it, from 0; empty without a line."""
    shown = _line(sources.get(problem.path), problem.line)
    if not shown.strip():
        return "", 0
    start = max(0, problem.column - _WIDEST // 2) if len(shown) > _WIDEST else 0
    return shown[start : start + _WIDEST], problem.column - 1 - start


def _problem(problem: Problem, sources: Mapping[str, Source], paint: Callable[[str, str], str]) -> str:
    tint = _TINTS[problem.severity]
    place = paint(_BOLD, f"{problem.path}:{problem.line}:{problem.column}")
    severity = paint(tint, noun(problem))
    lines = [f"{place}: {severity}: {problem.message} {paint(_FAINT, f'[{problem.code}]')}"]
    shown, at = excerpt(problem, sources)
    if shown:
        lines.append(f"    {shown}")
        lines.append("    " + " " * at + paint(tint, "^"))
    if problem.hint:
        lines.append(f"  {problem.hint}")
    return "\n".join(lines)


def _line(source: Source | None, number: int) -> str:
    """A line of a file, fit for a terminal, or nothing where there is no such line, as in a picture."""
    text = source.data.decode("utf-8-sig", "replace") if source is not None and b"\0" not in source.data else ""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return _UNPRINTABLE.sub(" ", lines[number - 1]) if number <= len(lines) else ""


def _absences(absent: tuple[Absence, ...]) -> Iterator[str]:
    if not absent:
        return
    yield f"Not on the site at this moment: {count(len(absent), 'page')}."
    yield from (f"  {each.path}:{each.line}: {each.reason}" for each in absent[:_MOST_ABSENT])
    if len(absent) > _MOST_ABSENT:
        yield f"  … and {len(absent) - _MOST_ABSENT} more. “sendsite why PATH” says why one of them is not there."


def _paint(tint: str, words: str) -> str:
    return f"{tint}{words}{_PLAIN}"


def _leave(_tint: str, words: str) -> str:
    return words
