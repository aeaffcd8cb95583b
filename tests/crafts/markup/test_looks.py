"""One look at a whole page tells a lint that it has nothing to find there. What it has to find, no look overlooks.

What is wrong with a page is compared to what is wrong with the same page when all that any look looks for stands below
it, so that every line is read.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendsite.crafts.markup import dialect, hidden, pasted, tags, tangles
from sendsite.crafts.markup.leftovers import leftovers
from tests import told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sendsite.model import Problem

BELOW: Final = (
    "\n\nBelow\n\n{{ x }} \\ ~~a~~ ` <br> [ a@example.org\n\n# T\n\na\n===\n\nb\n---\n\na | b\n\n"
    "o\tx\no\ty\n\nMore to follow.\n"
)
# Each is wrong in a way of its own, and most only at the start of a line.
WRONG: Final = (
    "{{ x }}", "{% x %}", "{# x #}", "}}", "%}", "#}", "a {: .b }", "a {.b}", "a\\", "a\\ ", "Date: TBC",
    "lorem ipsum", "XX/XX/XXXX", "Details to follow.", "- To be announced", "*To be confirmed*", "| to be decided |",
    "tbd", "# A", "#A", "A\n===", "A\n=", "#", "## #", "```", "~~~", "• a", "\N{EN DASH} a", " \uf0b7 a", "+ 44",
    "  +\t4", "1) a", " 12) a", "-a", "+a", "-\xa0a", " 1.ab", "12.\xa0ab", "- a\n - b", "1. a\n   - b",
    "* a\n  10. b", "0. a", "0300. a", "2026. a", "~~a~~", "a\n--", "a | b\n--- | ---\nc | d | e",
    "| | b |\n|---|---|\n| c | d |", "a <b>c</b>", "<br>", "<name>", "a\tb\nc\td", "o\ta", "o a\no b", "(a) b\n(b) c",
    "iv. a\nv. b", "A) b\nB) c", "x)\ta", "[a", "a]", "[a] (b.md)", "[a][b]", "[^1]", "*a", "a **", "__a", "`",
    "a@example.org", "https://example.org", "==a==", "a^2^", ":smile:", "a\n- b", "a\n1. b", "a\n12. b", "a\n***",
    "a\n| b | c |", "a\n|---|", "a\n:--|--:", "a\n===", "a\n_ _ _", "a\n+ b",
)  # fmt: skip
LINES: Final = st.sampled_from(WRONG) | st.sampled_from(["", " ", "A word.", "## A", "- a", "1. a", "a [b\n12](c.md)"])
PAGES: Final = st.lists(LINES | st.sampled_from(told.PIECES), max_size=8).map("\n".join) | st.lists(
    st.sampled_from(told.PIECES) | st.text(max_size=4), max_size=20
).map("".join)
TRIES: Final = settings(max_examples=int(os.environ.get("SENDSITE_EXAMPLES", "200")), deadline=None)


def left(path: str, prose: str, first_line: int, _code: frozenset[str]) -> Iterator[Problem]:
    """Every paragraph as finished text, and every other one as the words of a link."""
    paragraphs = enumerate(prose.split("\n\n"))
    return leftovers(path, prose, first_line, [(words, number % 2 > 0) for number, words in paragraphs])


LINTS: Final[dict[str, Callable[[str, str, int, frozenset[str]], Iterator[Problem]]]] = {
    "dialect": dialect.slips,
    "tags": tags.tags,
    "pasted": pasted.pasted,
    "leftovers": left,
}


def compared(lint: Callable[[str, str, int, frozenset[str]], Iterator[Problem]], page: str) -> list[Problem]:
    """What ``lint`` finds on ``page`` alone, held to what it finds with the rest below it."""
    page = f"{page}\n\nA word\n"
    lines = page.count("\n")
    found = list(lint("a.md", page, 1, frozenset()))
    assert found == [each for each in lint("a.md", page + BELOW, 1, frozenset()) if each.line <= lines]
    return found


@pytest.mark.parametrize("lint", LINTS.values(), ids=LINTS.keys())
def test_what_stands_below_opens_every_look(lint: Callable[..., Iterator[Problem]]) -> None:
    assert list(lint("a.md", BELOW, 1, frozenset()))


@pytest.mark.parametrize("wrong", WRONG)
def test_each_is_found_when_nothing_else_is_wrong(wrong: str) -> None:
    assert sum(len(compared(lint, wrong)) for lint in LINTS.values())


@TRIES
@given(PAGES.map(lambda page: hidden.prose(page.replace("\x02", "").replace("\ue000", ""))))
def test_no_look_overlooks_anything(page: str) -> None:
    for lint in LINTS.values():
        compared(lint, page)


def test_a_number_at_the_end_of_some_words_may_begin_a_line_of_a_list() -> None:
    (problem,) = leftovers("a.md", "a\n1. b", 1, [("a\n1", False)])
    assert (problem.code, problem.line) == ("markdown-list", 2)


RUNS: Final = st.sampled_from(
    ["    " * 25, " " * 99, ">" * 40 + "\t" * 60, "\n", "\n\n", "a", "> ", "\t", "(", "[", "\n"]
)


@TRIES
@given(st.lists(RUNS, max_size=8).map("".join))
def test_towers_are_seen_at_the_start_of_any_line(page: str) -> None:
    starts = enumerate((line[:100] for line in page.split("\n")), 3)
    towers = (number for number, start in starts if len(start) == 100 and not start.strip(" \t>"))
    found = tangles.tangle("a.md", page, 3)
    assert (found.line if found else None) == next(towers, None)


@pytest.mark.parametrize(("most", "is_told"), [(20, False), (21, True)])
def test_backticks_of_many_lengths_in_one_paragraph(most: int, is_told: bool) -> None:  # noqa: FBT001 - of the table
    lone = "a\n\n" + " ".join("`" * (number + 1) for number in range(most))
    assert (tangles.endless_code("a.md", lone, 1) is not None) is is_told
    assert tangles.endless_code("a.md", lone.replace(" ", "\n\n"), 1) is None


@pytest.mark.parametrize("bracket", ["[", "("])
def test_a_thicket_counts_within_its_paragraph(bracket: str) -> None:
    assert tangles.tangle("a.md", "a\n\n" + bracket * 100 + "\n\n" + bracket * 100, 1) is None
    found = tangles.tangle("a.md", "a\n\n" + bracket * 100 + "\n" + bracket, 1)
    assert found is not None
    assert (found.code, found.line, found.column) == ("markdown-brackets", 3, 1)
