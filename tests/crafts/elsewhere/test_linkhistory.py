"""What is remembered of links: one address to a line, the same bytes for the same history, and no damage overlooked."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsite.crafts.elsewhere import linkhistory
from sendsite.crafts.elsewhere.linkhistory import History, Trouble

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
TROUBLES = st.builds(
    lambda to, days, first, more: Trouble(to, days, first, first + timedelta(more)),
    st.text(max_size=20),
    st.integers(1, 1000),
    DAYS,
    st.integers(0, 1000),
)
HISTORIES = st.dictionaries(st.text(max_size=30), TROUBLES, max_size=5).map(History)

EXAMPLE = History(
    {
        "https://b.example.org/": Trouble("https://c.example.org/", 2, date(2027, 5, 1), date(2027, 5, 8)),
        "https://a.example.org/é": Trouble("", 1, date(2027, 5, 3), date(2027, 5, 3)),
    }
)
TEXT = """\
{"sendsite-links": 1, "troubles": {
"https://a.example.org/\\u00e9": {"days": 1, "first": "2027-05-03", "last": "2027-05-03"},
"https://b.example.org/": {"days": 2, "first": "2027-05-01", "last": "2027-05-08", "to": "https://c.example.org/"}
}}
"""


def test_one_address_to_a_line_and_sorted() -> None:
    assert linkhistory.write(EXAMPLE) == TEXT


def test_nothing_to_remember() -> None:
    assert linkhistory.read("h", linkhistory.write(linkhistory.NOTHING)) == (linkhistory.NOTHING, ())


@given(HISTORIES)
def test_what_is_written_is_read_again(history: History) -> None:
    text = linkhistory.write(history)
    assert linkhistory.read("h", text) == (history, ())
    assert text.isascii()
    assert len(text.split("\n")) == max(len(history.troubles), 1) + 3


@given(HISTORIES)
def test_the_order_of_learning_leaves_no_trace(history: History) -> None:
    turned = History(dict(reversed(list(history.troubles.items()))))
    assert linkhistory.write(turned) == linkhistory.write(history)


FOREIGN = {
    "": (1, 1, "damaged here"),
    "{": (1, 2, "damaged here"),
    TEXT.replace('"days": 1,', '"days": 1'): (2, 44, "damaged here"),
    TEXT.replace("{\n", "{\n<<<<<<< HEAD\n", 1): (2, 1, "damaged here"),
    "[]": (1, 1, "does not hold"),
    "null": (1, 1, "does not hold"),
    "{}": (1, 1, "does not hold"),
    '{"sendsite-links": 1}': (1, 1, "does not hold"),
    '{"sendsite-links": true, "troubles": {}}': (1, 1, "does not hold"),
    '{"sendsite-links": 1, "troubles": []}': (1, 1, "does not hold"),
    '{"sendsite-links": 2, "troubles": {}}': (1, 1, "newer sendsite"),
    '{"sendsite-links": 2, "other": 1}': (1, 1, "newer sendsite"),
    "[" * 100_000: (1, 1, "damaged"),
    '{"sendsite-links": ' + "9" * 10_000 + "}": (1, 1, "damaged"),
    TEXT.replace("https://b.example.org/", "https://a.example.org/\\u00e9"): (3, 1, "twice"),
    TEXT.replace('"days": 2', '"days": 2, "days": 3'): (1, 1, "twice"),
    TEXT.replace('"days": 2', '"days": 0'): (3, 1, "of this address"),
    TEXT.replace('"days": 2', '"days": -2'): (3, 1, "of this address"),
    TEXT.replace('"days": 2', '"days": true'): (3, 1, "of this address"),
    TEXT.replace('"days": 2', '"days": 2.0'): (3, 1, "of this address"),
    TEXT.replace('"days": 2', '"days": "2"'): (3, 1, "of this address"),
    TEXT.replace('"days": 2', '"days": NaN'): (3, 1, "of this address"),
    TEXT.replace('"days": 2', '"days": 2, "said": "no"'): (3, 1, "of this address"),
    TEXT.replace('"days": 2, ', ""): (3, 1, "of this address"),
    TEXT.replace("2027-05-01", "2027-05-09"): (3, 1, "of this address"),
    TEXT.replace("2027-05-01", "2027-02-30"): (3, 1, "of this address"),
    TEXT.replace("2027-05-01", "20270501"): (3, 1, "of this address"),
    TEXT.replace('"https://c.example.org/"', "null"): (3, 1, "of this address"),
    TEXT.replace('"https://c.example.org/"', '""'): (3, 1, "of this address"),
}


@pytest.mark.parametrize(("text", "told"), FOREIGN.items(), ids=map(str, range(len(FOREIGN))))
def test_a_damaged_or_foreign_history_is_told_and_not_used(text: str, told: tuple[int, int, str]) -> None:
    history, (problem,) = linkhistory.read("links.json", text)
    assert history is None
    assert (problem.path, problem.line, problem.column) == ("links.json", *told[:2])
    assert told[2] in problem.message
    assert (problem.severity, problem.code) == ("error", "link-history")
    assert "delete it" in problem.hint


@given(st.integers(0, len(TEXT) - 1), st.characters())
def test_no_damage_ends_in_a_crash(at: int, letter: str) -> None:
    damaged = TEXT[:at] + letter + TEXT[at + 1 :]
    history, problems = linkhistory.read("h", damaged)
    assert (history is None) == bool(problems)
    for problem in problems:
        assert 1 <= problem.line <= damaged.count("\n") + 1
        assert 1 <= problem.column <= len(damaged.split("\n")[problem.line - 1]) + 1


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.text() | st.sampled_from(["days", "first", "last", "to"]), inner)
    ),
)


@given(JSON)
def test_no_other_document_is_taken_for_a_history(document: object) -> None:
    for whole in (document, {"sendsite-links": 1, "troubles": {"https://a.example.org/": document}}):
        history, problems = linkhistory.read("h", json.dumps(whole))
        assert history is None
        assert len(problems) == 1
