"""A run told to programs: JSON, annotations of GitHub, SARIF and JUnit, each well formed whatever is in it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from sendsite.catalogue import RULES
from sendsite.formats import as_github, as_json, as_junit, as_sarif
from sendsite.formats.report import Report, Summary
from sendsite.model import Absence, Problem, Severity, Source

if TYPE_CHECKING:
    from sendsite.codes import Code

# The schema of the OASIS committee, as the sarif-sdk project publishes it under the MIT licence.
SARIF = Draft202012Validator(json.loads((Path(__file__).parent / "sarif-2.1.0.json").read_text("utf-8")))

SUMMARY = Summary("Nothing was published: 1 error in 1 file", 1.23456, 4, 1, 3)
ODD = Problem("content/a, b%.md", 2, 3, "error", "link-broken", "“/über.md”\nleads: nowhere, 100%.", "Write it anew.")
PLAIN = Problem("content/b.md", 1, 1, "warning", "markdown-strike", "Two tildes.", "")
NOTE = Problem("layouts/x.html", 7, 1, "info", "review-overdue", "A note.", "", "content/b.md")
SOURCES = {path: Source(path, b"x") for path in ("content/b.md", "content/c.md", "layouts/x.html")}
WHOLE = Report((ODD, PLAIN, NOTE), SOURCES, (Absence("content/d.md", 2, 8, "A draft."),), SUMMARY, root="sites/send/")
REFUSED = Report(refusal="There is no folder “content” here: 100%.\nGo there.")


def test_json_has_all_of_it() -> None:
    document = json.loads(as_json.told(WHOLE))
    assert list(document) == ["problems", "absent", "summary", "refusal"]
    assert document["problems"][0] == {
        "path": "content/a, b%.md",
        "line": 2,
        "column": 3,
        "severity": "error",
        "code": "link-broken",
        "message": "“/über.md”\nleads: nowhere, 100%.",
        "hint": "Write it anew.",
    }
    assert [each["severity"] for each in document["problems"]] == ["error", "warning", "info"]
    assert document["absent"] == [{"path": "content/d.md", "line": 2, "column": 8, "reason": "A draft."}]
    assert document["summary"] == {"pages": 4, "written": 1, "unchanged": 3, "seconds": 1.235}
    assert document["refusal"] is None


def test_json_says_why_a_run_could_not_begin() -> None:
    document = json.loads(as_json.told(REFUSED))
    assert document == {"problems": [], "absent": [], "summary": None, "refusal": REFUSED.refusal}


def test_github_marks_the_lines_of_the_repository() -> None:
    assert as_github.told(WHOLE).split("\n") == [
        (
            "::error file=sites/send/content/a%2C b%25.md,line=2,col=3,title=link-broken"
            "::“/über.md”%0Aleads: nowhere, 100%25.%0AWrite it anew."
        ),
        "::warning file=sites/send/content/b.md,line=1,col=1,title=markdown-strike::Two tildes.",
        "::notice file=sites/send/layouts/x.html,line=7,col=1,title=review-overdue::A note.",
        "Nothing was published: 1 error in 1 file, 1.2 seconds.",
    ]
    assert as_github.told(REFUSED) == ("::error title=sendsite::There is no folder “content” here: 100%25.%0AGo there.")


def test_github_shows_errors_before_warnings_since_it_shows_only_ten() -> None:
    report = Report((PLAIN, ODD, PLAIN))
    assert [line.split(" ")[0] for line in as_github.told(report).split("\n")] == ["::error", "::warning", "::warning"]


def test_the_summary_for_github_cannot_leave_its_fence() -> None:
    source = {"content/b.md": Source("content/b.md", b"````````")}
    text = as_github.summary(Report((PLAIN,), source, summary=SUMMARY))
    fence = re.search(r"^(`+)text$", text, re.MULTILINE)
    assert fence
    assert text.count(fence[1]) == 2
    assert text.rstrip().endswith(fence[1])


def sarif(report: Report) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(as_sarif.told(report))
    assert [fault.message for fault in SARIF.iter_errors(document)] == []
    return document


def test_sarif_is_valid_and_complete() -> None:
    (run,) = sarif(WHOLE)["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == [
        "link-broken",
        "markdown-strike",
        "review-overdue",
    ]
    first = run["results"][0]
    assert (first["ruleId"], first["ruleIndex"], first["level"]) == ("link-broken", 0, "error")
    assert first["message"]["text"] == f"{ODD.message} {ODD.hint}"
    assert first["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "sites/send/content/a%2C%20b%25.md"},
                "region": {"startLine": 2, "startColumn": 3},
            }
        }
    ]
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note"]
    assert run["invocations"] == [{"executionSuccessful": True}]


def test_sarif_says_why_a_run_could_not_begin() -> None:
    (run,) = sarif(REFUSED)["runs"]
    (invocation,) = run["invocations"]
    assert not invocation["executionSuccessful"]
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] == REFUSED.refusal


def test_a_known_problem_keeps_its_fingerprint_when_it_moves() -> None:
    moved = Problem(ODD.path, 99, 9, ODD.severity, ODD.code, ODD.message, ODD.hint)
    one, other = (sarif(Report((each,)))["runs"][0]["results"][0]["partialFingerprints"] for each in (ODD, moved))
    assert one == other
    assert one != sarif(Report((PLAIN,)))["runs"][0]["results"][0]["partialFingerprints"]


def junit(report: Report) -> ET.Element:
    return ET.fromstring(as_junit.told(report))  # noqa: S314 - our own words


def test_junit_has_a_case_for_each_problem_and_each_sound_file() -> None:
    suites = junit(WHOLE)
    (suite,) = suites
    for element in (suites, suite):
        assert {name: element.get(name) for name in ("tests", "failures", "errors", "time")} == {
            "tests": "4",
            "failures": "1",
            "errors": "0",
            "time": "1.235",
        }
    assert [(case.get("name"), [child.tag for child in case]) for case in suite] == [
        ("content/a, b%.md:2:3 link-broken", ["failure"]),
        ("content/b.md:1:1 markdown-strike", ["system-out"]),
        ("layouts/x.html:7:1 review-overdue", ["system-out"]),
        ("content/c.md", []),
    ]
    assert suite[0].get("file") == "sites/send/content/a, b%.md"
    assert suite[0].get("line") == "2"


def test_in_a_strict_run_a_warning_is_a_failure_of_junit() -> None:
    suites = junit(Report((PLAIN,), fatal=frozenset({"error", "warning"})))
    assert [[child.tag for child in case] for case in suites[0]] == [["failure"]]


def test_junit_says_why_a_run_could_not_begin() -> None:
    suites = junit(REFUSED)
    assert (suites.get("errors"), suites.get("tests")) == ("1", "1")
    error = suites.find(".//error")
    assert error is not None
    assert error.get("message", "").startswith("There is no folder")


ANYTHING = st.text(st.characters(codec="utf-8"), max_size=30)
CODES: list[Code] = sorted(RULES)
SEVERITIES: list[Severity] = ["error", "warning", "info"]
PROBLEMS = st.builds(
    Problem,
    ANYTHING.map(lambda name: f"content/{name}"),
    st.integers(1, 10**6),
    st.integers(1, 10**6),
    st.sampled_from(SEVERITIES),
    st.sampled_from(CODES),
    ANYTHING,
    ANYTHING,
)
REPORTS = st.builds(
    Report,
    st.lists(PROBLEMS, max_size=4).map(tuple),
    st.just(SOURCES),
    summary=st.none() | st.just(SUMMARY),
    refusal=ANYTHING,
    root=st.sampled_from(["", "a b/"]),
)


@settings(max_examples=60, deadline=None)
@given(REPORTS)
def test_whatever_is_in_it_every_format_stays_well_formed(report: Report) -> None:
    assert len(json.loads(as_json.told(report))["problems"]) == len(report.problems)
    assert len(sarif(report)["runs"][0]["results"]) == len(report.problems)
    suites = junit(report)
    assert len(suites.findall(".//testcase")) == int(suites.get("tests", ""))
    lines = as_github.told(report).split("\n")
    assert len(lines) - (report.summary is not None) == max(
        len(report.problems) + bool(report.refusal), report.summary is None
    )


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1b", "\ufffe", "\ud800"])
def test_what_xml_cannot_hold_is_replaced(sign: str) -> None:
    problem = Problem(f"content/{sign}.md", 1, 1, "error", "file-name", f"A{sign}b.", sign)
    suites = junit(Report((problem,)))
    assert suites[0][0].get("name") == "content/\ufffd.md:1:1 file-name"
