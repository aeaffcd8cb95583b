"""The catalogue keeps its word: each example has its fault and no other, and each mend has none."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest

from sendsite.catalogue import AREAS, RULES
from sendsite.catalogue.rule import GROUND
from sendsite.codes import Code
from tests.sites import built

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sendsite.catalogue.rule import Rule
    from sendsite.model import Problem

ROOT = Path(__file__).resolve().parent.parent.parent
CODES: tuple[Code, ...] = get_args(Code)

# What no file of a snapshot can show: it is told of files that were not taken into one, or of one that is not there.
WITHOUT_EXAMPLE = {
    "file-heavy",
    "file-large",
    "file-link",
    "file-name",
    "file-twice",
    "file-unreadable",
    "link-dead",
    "link-failing",
    "link-history",
    "link-moved",
    "link-unclear",
    "site-file-missing",
    "site-shrank",
}
# Where one fault cannot be without another: a rule that is switched off without a reason still speaks.
COMPANIONS: Mapping[str, set[str]] = {"allow": {"perishable"}}

SHOWN = [rule for rule in RULES.values() if rule.wrong]


def named(rule: Rule) -> str:
    return rule.code


def told(files: Mapping[str, str | bytes]) -> tuple[Problem, ...]:
    return built({**GROUND, **files}).build.problems


def refused(files: Mapping[str, str | bytes]) -> set[str]:
    """The codes of all errors and warnings."""
    return {problem.code for problem in told(files) if problem.severity != "info"}


@cache
def texts_of(folder: str) -> dict[str, str]:
    return {
        file.relative_to(ROOT).as_posix(): file.read_text("utf-8") for file in sorted((ROOT / folder).rglob("*.py"))
    }


def test_every_code_has_a_rule_and_every_rule_a_code() -> None:
    assert set(RULES) == set(CODES)


def test_no_code_has_two_rules() -> None:
    codes = Counter(rule.code for area in AREAS for rule in area.RULES)
    assert [code for code, count in codes.items() if count > 1] == []


def test_codes_stand_in_the_order_of_the_alphabet() -> None:
    assert list(CODES) == sorted(CODES)


@pytest.mark.parametrize("rule", SHOWN, ids=named)
def test_the_example_has_its_fault_with_its_severity(rule: Rule) -> None:
    severities = {problem.severity for problem in told(rule.wrong) if problem.code == rule.code}
    assert severities == {rule.severity}


@pytest.mark.parametrize("rule", SHOWN, ids=named)
def test_the_example_has_no_other_fault(rule: Rule) -> None:
    assert refused(rule.wrong) - {rule.code} == COMPANIONS.get(rule.code, set())


@pytest.mark.parametrize("rule", SHOWN, ids=named)
def test_the_mended_example_has_no_fault(rule: Rule) -> None:
    assert refused(rule.right) == set()
    assert rule.code not in {problem.code for problem in told(rule.right)}


@pytest.mark.parametrize("rule", SHOWN, ids=named)
def test_the_mend_changes_the_example(rule: Rule) -> None:
    assert rule.right
    assert rule.right != rule.wrong


def test_only_what_no_file_can_show_is_without_example() -> None:
    assert {rule.code for rule in RULES.values() if not rule.wrong} == WITHOUT_EXAMPLE
    assert {rule.code for rule in RULES.values() if not rule.right} == WITHOUT_EXAMPLE


@pytest.mark.parametrize("code", sorted(WITHOUT_EXAMPLE))
def test_what_has_no_example_has_a_test_of_its_own(code: str) -> None:
    texts = [text for path, text in texts_of("tests").items() if not path.startswith("tests/catalogue/")]
    assert any(re.search(rf"\b{code}\b", text) for text in texts)


@pytest.mark.parametrize("rule", RULES.values(), ids=named)
def test_a_rule_is_told_in_sentences(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z“][^.]*(?:\.\w[^.]*)*\.", rule.title)
    assert re.fullmatch(r"[A-Z0-9“].+\.", rule.why)
    assert "\n" not in rule.title + rule.why
    assert not re.search(r"['\"]|\s\s", rule.title + rule.why), "quotation marks are curly, and words one space apart"


def test_no_two_rules_have_one_title() -> None:
    titles = Counter(rule.title for rule in RULES.values())
    assert [title for title, count in titles.items() if count > 1] == []


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_told_somewhere(code: Code) -> None:
    tellers = [
        path
        for path, text in texts_of("sendsite").items()
        if f'"{code}"' in text and path != "sendsite/codes.py" and not path.startswith("sendsite/catalogue/")
    ]
    assert tellers, f"nothing tells {code}"
