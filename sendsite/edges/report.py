"""A build told to people and to machines: the problems, and one line at the end."""

from __future__ import annotations

import json
import os
import re
import sys
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from sendsite.model import Build, Problem, Source

_RED, _YELLOW, _BOLD, _FAINT, _PLAIN = "\x1b[31m", "\x1b[33m", "\x1b[1m", "\x1b[2m", "\x1b[0m"
_WIDEST: Final = 160
_UNPRINTABLE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def say(words: str) -> None:
    """Put a line on the standard output at once, for somebody may be waiting for it."""
    try:
        sys.stdout.write(f"{words}\n")
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read our output has gone, and that must not change how the command ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(words: str) -> None:
    """Put a line on the error stream."""
    sys.stderr.write(f"sendsite: {words}\n")


def wants_colour() -> bool:
    """Whether the standard output is a terminal whose owner has not asked for plain text (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


@dataclass(frozen=True, slots=True)
class Summary:
    """The end of a run. ``written`` is None when nothing was to be written, ``where`` is the place to look."""

    pages: int
    written: int | None
    unchanged: int
    seconds: float
    where: Path | str | None = None


def as_json(build: Build, summary: Summary) -> str:
    """One JSON document: the problems and the summary."""
    document = {
        "problems": [asdict(problem) for problem in build.problems],
        "summary": {
            "pages": summary.pages,
            "written": summary.written or 0,
            "unchanged": summary.unchanged,
            "seconds": round(summary.seconds, 3),
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def as_text(build: Build, sources: Mapping[str, Source], *, colour: bool) -> str:
    """Each problem with its line of source and a caret under the place, in the order of the files."""
    paint = _paint if colour else _leave
    return "\n".join(_problem(problem, sources, paint) for problem in build.problems)


def last_line(build: Build, summary: Summary, *, strict: bool = False) -> str:
    """One line: pages, written, unchanged, problems, seconds, and where to look."""
    seconds = f"{summary.seconds:.1f} seconds"
    if build.fails(strict=strict):
        return f"Nothing was published: {_count_problems(build)} in {_count(_files(build), 'file')}, {seconds}."
    written = f"{summary.written} written, {summary.unchanged} unchanged, " if summary.written is not None else ""
    where = f" Look at {summary.where}" if summary.where is not None else ""
    return f"{_count(summary.pages, 'page')}, {written}{_count_problems(build)}, {seconds}.{where}"


def _problem(problem: Problem, sources: Mapping[str, Source], paint: Callable[[str, str], str]) -> str:
    tint = _RED if problem.severity == "error" else _YELLOW
    place = paint(_BOLD, f"{problem.path}:{problem.line}:{problem.column}")
    lines = [f"{place}: {paint(tint, problem.severity)}: {problem.message} {paint(_FAINT, f'[{problem.code}]')}"]
    shown = _line(sources.get(problem.path), problem.line)
    if shown.strip():
        start = max(0, problem.column - _WIDEST // 2) if len(shown) > _WIDEST else 0
        lines.append(f"    {shown[start : start + _WIDEST]}")
        lines.append("    " + " " * (problem.column - 1 - start) + paint(tint, "^"))
    if problem.hint:
        lines.append(f"  {problem.hint}")
    return "\n".join(lines)


def _line(source: Source | None, number: int) -> str:
    """A line of a file, fit for a terminal, or nothing where there is no such line."""
    text = source.data.decode("utf-8-sig", "replace") if source is not None else ""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return _UNPRINTABLE.sub(" ", lines[number - 1]) if number <= len(lines) else ""


def _paint(tint: str, words: str) -> str:
    return f"{tint}{words}{_PLAIN}"


def _leave(_tint: str, words: str) -> str:
    return words


def _files(build: Build) -> int:
    return len({problem.path for problem in build.problems})


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _count_problems(build: Build) -> str:
    counts = {kind: sum(problem.severity == kind for problem in build.problems) for kind in ("error", "warning")}
    told = " and ".join(_count(number, kind) for kind, number in counts.items() if number)
    return told or "no problems"
