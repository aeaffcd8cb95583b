"""For GitHub Actions: annotations on the lines of a pull request, and a summary of the run that leaves nothing out.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
GitHub shows ten annotations of each severity for a step, so the summary holds them all.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sendsite.formats import as_text

if TYPE_CHECKING:
    from sendsite.formats.report import Report
    from sendsite.model import Problem

_LEVELS: Final = {"error": "error", "warning": "warning", "info": "notice"}


def told(report: Report) -> str:
    """One annotation for each problem, the gravest first, and the last line."""
    gravest_first = sorted(report.problems, key=lambda problem: list(_LEVELS).index(problem.severity))
    lines = [_annotation(problem, report.root) for problem in gravest_first]
    if report.refusal:
        lines.append(f"::error title=sendsite::{_data(report.refusal)}")
    if report.summary is not None:
        lines.append(report.summary.line)
    return "\n".join(lines)


def summary(report: Report) -> str:
    """The same run as Markdown, for the page of the workflow run."""
    words = as_text.told(report)
    fence = "`" * (max(map(len, re.findall("`{3,}", words)), default=2) + 1)
    return f"## sendsite\n\n{fence}text\n{words}\n{fence}\n"


def _annotation(problem: Problem, root: str) -> str:
    places = {
        "file": root + problem.path,
        "line": str(problem.line),
        "col": str(problem.column),
        "title": problem.code,
    }
    properties = ",".join(f"{name}={_property(value)}" for name, value in places.items())
    message = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
    return f"::{_LEVELS[problem.severity]} {properties}::{_data(message)}"


def _data(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")
