"""For any program: one JSON document."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sendsite.formats.report import Report

_ABSENT: Final = ("path", "line", "column", "reason")
_FIELDS: Final = ("path", "line", "column", "severity", "code", "message", "hint")


def told(report: Report) -> str:
    """``problems``, ``absent``, ``summary`` (null when the run could not begin) and ``refusal`` (why, or null)."""
    ended = report.summary
    document = {
        "problems": [{name: getattr(problem, name) for name in _FIELDS} for problem in report.problems],
        "absent": [{name: getattr(each, name) for name in _ABSENT} for each in report.absent],
        "summary": {
            "pages": ended.pages,
            "written": ended.written,
            "unchanged": ended.unchanged,
            "seconds": round(ended.seconds, 3),
        }
        if ended
        else None,
        "refusal": report.refusal or None,
    }
    return json.dumps(document, ensure_ascii=False, indent=2)
