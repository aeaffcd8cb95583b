"""Rules that an editor switches off: where that counts, and what is wrong with it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendsite.crafts.language import allowances
from sendsite.crafts.language.allowances import Allowance
from sendsite.crafts.markup import hidden
from sendsite.model import Problem

PATH = "content/a.md"


def in_text(body: str, first_line: int = 1) -> list[tuple[int, int, str, str, int, int]]:
    found = allowances.in_text(PATH, body, hidden.notes(body), first_line)
    return [(each.line, each.column, each.rule, each.reason, each.first, each.last) for each in found]


def in_yaml(text: str) -> list[tuple[int, int, str, str, int, int]]:
    found = allowances.in_yaml(PATH, text)
    return [(each.line, each.column, each.rule, each.reason, each.first, each.last) for each in found]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("One. <!-- allow perishable: old words -->", (1, 6, "perishable", "old words", 1, 1)),
        ("One.\nTwo. <!-- allow perishable: old -->\nThree.", (2, 6, "perishable", "old", 2, 2)),
        ("<!-- allow perishable: old -->\nOne.\nTwo.\n\nThree.", (1, 1, "perishable", "old", 2, 3)),
        ("<!-- allow perishable: old -->\n\nOne.\n\nTwo.", (1, 1, "perishable", "old", 3, 3)),
        ("<!-- allow perishable:\nold and\nlong -->\nOne.", (1, 1, "perishable", "old and long", 4, 4)),
        ("<!--allow perishable: old-->\nOne.", (1, 1, "perishable", "old", 2, 2)),
        ("<!-- allow: perishable: old -->\nOne.", (1, 1, "perishable", "old", 2, 2)),
        ("<!-- allow perishable -->\nOne.", (1, 1, "perishable", "", 2, 2)),
        ("<!-- allow perishable: -->\nOne.", (1, 1, "perishable", "", 2, 2)),
        ("<!-- allow -->\nOne.", (1, 1, "", "", 2, 2)),
        ("<!-- Allow Perishable: Old -->\nOne.", (1, 1, "perishable", "Old", 2, 2)),
    ],
)
def test_a_note_in_a_text(body: str, expected: tuple[int, int, str, str, int, int]) -> None:
    assert in_text(body) == [expected]
    moved = (expected[0] + 9, *expected[1:4], expected[4] + 9, expected[5] + 9)
    assert in_text(body, 10) == [moved]


def test_notes_above_each_other_count_for_one_paragraph() -> None:
    body = "<!-- allow perishable: a -->\n<!-- allow style-date: b -->\nOne.\n\nTwo."
    assert [each[2:] for each in in_text(body)] == [("perishable", "a", 3, 3), ("style-date", "b", 3, 3)]


@pytest.mark.parametrize(
    "body",
    [
        "<!-- we allow it -->\nOne.",
        "`<!-- allow perishable: a -->`",
        "~~~\n<!-- allow perishable: a -->\n~~~",
        "<!-- allowed: a -->",
    ],
)
def test_other_notes_are_none(body: str) -> None:
    assert in_text(body) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: One # allow perishable: old", (1, 12, "perishable", "old", 1, 1)),
        ("# allow perishable: old\ntitle: One\nsummary: Two", (1, 1, "perishable", "old", 2, 2)),
        (
            "a:\n  # allow perishable: old\n  # and more\n  - text: One\n      and two\n  - text: Three",
            (2, 3, "perishable", "old", 4, 5),
        ),
        ("# allow perishable\ntitle: One", (1, 1, "perishable", "", 2, 2)),
    ],
)
def test_a_comment_in_yaml(text: str, expected: tuple[int, int, str, str, int, int]) -> None:
    assert in_yaml(text) == [expected]


@pytest.mark.parametrize("text", ["# they allow it", "title: we allow it", "title: a#allow b: c", "# allowed: c", ""])
def test_other_comments_are_none(text: str) -> None:
    assert in_yaml(text) == []


def problem(code: str = "perishable", line: int = 3, severity: str = "warning", path: str = PATH) -> Problem:
    return Problem(path, line, 1, severity, code, "A message.", "")  # type: ignore[arg-type]  # any code and severity


def allowance(rule: str = "perishable", reason: str = "old", first: int = 1, last: int = 9) -> Allowance:
    return Allowance(PATH, 2, 5, rule, reason, first, last)


def test_what_is_allowed_is_not_told() -> None:
    assert allowances.applied([problem()], [allowance()]) == ()


@pytest.mark.parametrize(
    "other",
    [problem("style-date"), problem(line=10), problem(path="content/b.md")],
    ids=["another rule", "another line", "another file"],
)
def test_an_allowance_counts_for_its_own_rule_and_place(other: Problem) -> None:
    left = allowances.applied([other], [allowance()])
    assert other in left
    assert [each.code for each in left if each != other] == ["allow-unused"]


@pytest.mark.parametrize(
    ("given", "words", "hint"),
    [
        (allowance(reason=""), "does not say why", "allow perishable: "),
        (allowance(rule="perishible"), "no rule called “perishible”", "Did you mean “perishable”?"),
        (allowance(rule="link-broken"), "cannot be switched off", "Mend"),
        (allowance(rule="date-weekday"), "cannot be switched off", "Mend"),
        (allowance(rule=""), "which rule", "allow perishable: "),
    ],
)
def test_an_allowance_that_is_wrong_allows_nothing(given: Allowance, words: str, hint: str) -> None:
    told = problem(given.rule or "perishable")
    fault = next(each for each in allowances.applied([told], [given]) if each != told)
    assert told in allowances.applied([told], [given])
    assert (fault.path, fault.line, fault.column, fault.severity, fault.code) == (PATH, 2, 5, "error", "allow")
    assert words in fault.message
    assert hint in fault.hint


def test_an_allowance_is_not_called_needless_while_the_file_has_errors() -> None:
    broken = problem("link-broken", severity="error")
    assert allowances.applied([broken], [allowance()]) == (broken,)
    (unused,) = allowances.applied([], [allowance()])
    assert (unused.line, unused.column, unused.severity, unused.code) == (2, 5, "warning", "allow-unused")


@pytest.mark.parametrize(
    ("rule", "needed"),
    [
        ("acronym-unknown", "content/data/glossary.yaml"),
        ("acronym-unknown", "content/site.yaml"),
        ("retired-name", "content/data/glossary.yaml"),
        ("style-capitals", "content/data/glossary.yaml"),
        ("document-only", "content/data/documents.yaml"),
    ],
)
def test_an_allowance_is_not_called_needless_while_a_file_its_rule_needs_has_errors(rule: str, needed: str) -> None:
    broken = problem("field-missing", severity="error", path=needed)
    assert allowances.applied([broken], [allowance(rule)]) == (broken,)
    other = problem("field-missing", severity="error", path="content/data/timeline.yaml")
    assert [each.code for each in allowances.applied([other], [allowance(rule)])] == ["field-missing", "allow-unused"]


def test_two_notes_on_one_line_and_one_over_two_lines() -> None:
    body = "One. <!-- allow perishable: a --> Two. <!-- allow style-date: b\nand c --> Three."
    assert in_text(body) == [(1, 6, "perishable", "a", 1, 1), (1, 40, "style-date", "b and c", 1, 2)]


def test_a_note_at_the_end_of_a_page_counts_for_nothing_else() -> None:
    assert in_text("One.\n\n<!-- allow perishable: a -->") == [(3, 1, "perishable", "a", 3, 3)]


PIECES = st.sampled_from(
    [
        "<!-- allow perishable: x -->",
        "<!-- allow x",
        "-->",
        "\n",
        "\n\n",
        " ",
        "# allow a: b",
        "- a: ",
        "    ",
        "`",
        "x",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=6), st.integers(1, 1500))
def test_a_hostile_text_takes_time_in_step_with_its_length(parts: list[str], times: int) -> None:
    text = "".join(parts) * times
    notes = list(hidden.notes(text))
    started = time.process_time()
    found = [*allowances.in_text(PATH, text, notes, 1), *allowances.in_yaml(PATH, text)]
    assert time.process_time() - started < 0.5 + len(text) / 100_000
    lines = text.split("\n")
    for each in found:
        assert 1 <= each.first <= each.last <= len(lines)
        assert 1 <= each.column <= len(lines[each.line - 1])


SPANS = st.lists(st.tuples(st.integers(1, 12), st.integers(0, 6) | st.just(10**9)), max_size=8, unique=True)


@given(SPANS, st.lists(st.integers(1, 20), max_size=8, unique=True))
def test_what_is_left_and_unused_is_what_a_slow_look_finds(spans: list[tuple[int, int]], at: list[int]) -> None:
    given_ = [allowance(first=first, last=min(first + more, 10**9)) for first, more in spans]
    told = [problem(line=line) for line in at]
    left = [each for each in told if not any(one.first <= each.line <= one.last for one in given_)]
    unused = sum(not any(one.first <= each.line <= one.last for each in told) for one in given_)
    found = allowances.applied(told, given_)
    assert list(found[: len(left)]) == left
    assert [each.code for each in found[len(left) :]] == ["allow-unused"] * unused


def test_many_allowances_take_time_in_step_with_their_number() -> None:
    lines = range(1, 10_000)
    started = time.process_time()
    assert allowances.applied([problem(line=at) for at in lines], [allowance(first=at, last=at) for at in lines]) == ()
    assert time.process_time() - started < 2
