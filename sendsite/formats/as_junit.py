"""For test reports: JUnit XML, where each file is a test case and each problem one of its own.

There is no standard; this keeps to what Jenkins, GitLab and GitHub's test reporters read alike.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

if TYPE_CHECKING:
    from sendsite.formats.report import Report
    from sendsite.model import Problem

# What XML 1.0 cannot hold at all (https://www.w3.org/TR/xml/#charsets).
_NOT_XML: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def told(report: Report) -> str:
    """One suite. A problem that stops this run is a failure; any other stands in the output of a case that passes."""
    faulty = {problem.path for problem in report.problems}
    sound = sorted(path for path in report.sources if path.startswith("content/") and path not in faulty)
    failures = sum(problem.severity in report.fatal for problem in report.problems)
    counts = {
        "tests": str(len(sound) + len(report.problems) + bool(report.refusal)),
        "failures": str(failures),
        "errors": str(int(bool(report.refusal))),
        "time": f"{report.summary.seconds if report.summary else 0:.3f}",
    }
    suites = Element("testsuites", {"name": "sendsite", **counts})
    suite = SubElement(suites, "testsuite", {"name": "sendsite", **counts})
    for problem in report.problems:
        _add_problem(suite, problem, report)
    for path in sound:
        SubElement(
            suite, "testcase", {"name": _clean(path), "classname": "sendsite", "file": _clean(report.root + path)}
        )
    if report.refusal:
        case = SubElement(suite, "testcase", {"name": "the run", "classname": "sendsite"})
        SubElement(case, "error", {"message": _clean(report.refusal)})
    indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(suites, "unicode")


def _add_problem(suite: Element, problem: Problem, report: Report) -> None:
    place = f"{problem.path}:{problem.line}:{problem.column}"
    names = {"name": _clean(f"{place} {problem.code}"), "classname": "sendsite"}
    case = SubElement(
        suite, "testcase", {**names, "file": _clean(report.root + problem.path), "line": str(problem.line)}
    )
    words = _clean(f"{place}: {problem.severity}: {problem.message}\n{problem.hint}".rstrip())
    if problem.severity in report.fatal:
        SubElement(case, "failure", {"message": _clean(problem.message), "type": problem.code}).text = words
    else:
        SubElement(case, "system-out").text = words


def _clean(words: str) -> str:
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", words)
