"""For code scanning: SARIF 2.1.0 (OASIS standard, https://docs.oasis-open.org/sarif/sarif/v2.1.0/)."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from sendsite import __version__
from sendsite.catalogue import RULES

if TYPE_CHECKING:
    from sendsite.catalogue.rule import Rule
    from sendsite.formats.report import Report
    from sendsite.model import Problem

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Final = {"error": "error", "warning": "warning", "info": "note"}


def told(report: Report) -> str:
    """One run, with the rules that it needs and a result for each problem."""
    codes = sorted({problem.code for problem in report.problems})
    invocation: dict[str, Any] = {"executionSuccessful": not report.refusal}
    if report.refusal:
        invocation["toolExecutionNotifications"] = [{"level": "error", "message": {"text": report.refusal}}]
    run = {
        "tool": {
            "driver": {"name": "sendsite", "version": __version__, "rules": [_rule(RULES[code]) for code in codes]}
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [invocation],
        "results": [_result(problem, codes.index(problem.code), report) for problem in report.problems],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"{rule.why} See docs/problems.md#{rule.code}."},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(problem: Problem, rule: int, report: Report) -> dict[str, Any]:
    words = f"{problem.message} {problem.hint}".strip()
    place = {
        "artifactLocation": {"uri": quote(report.root + problem.path)},
        "region": {"startLine": problem.line, "startColumn": problem.column},
    }
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": _LEVELS[problem.severity],
        "message": {"text": words},
        "locations": [{"physicalLocation": place}],
        # What stays alike when lines are added above, so that a known problem is not told as a new one.
        "partialFingerprints": {"problem/v1": sha256(f"{problem.path}\0{problem.code}\0{words}".encode()).hexdigest()},
    }
