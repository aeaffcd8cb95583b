"""What is read without the parser is what the parser would have made of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sendsite.crafts.source import frontmatter, nodes, regular, text

ROOT = Path(__file__).resolve().parent.parent.parent.parent
PAGES = sorted((ROOT / "content").rglob("*.md"))

REGULAR = """
title: Short breaks: what they are
"""
LEADS = st.sampled_from(["", "", "", "  ", "  - ", "    ", "- ", " ", "  -", "   ", "      - ", "\t", "# "])
NAMES = st.sampled_from(["", "title: ", "title:", "a: ", "b: ", "lead:  ", "date:", "no: ", "a:b: ", "Title: ", "c : "])
PIECES = st.sampled_from(
    [
        *"abZ019 :#-?![]{}'\"\\|>&*%@`~=+/.,;()_^$<“”’£…é\t\xa0\u2028\x85",  # noqa: RUF001 - as editors type them
        *("word", "two words", ": ", " #", " #x", "# x", "- ", ", ", '""', "''", '"a"', "'b'", "[a, b]", "[a,b]", "["),
        *("10:00", "https://www.example.org/a", "no", "null", "2021-06-25", "عربى", "\U0001d518x", "it's", "---"),
    ]
)  # fmt: skip
LINES = st.builds("{}{}{}".format, LEADS, NAMES, st.lists(PIECES, max_size=5).map("".join))
SOUND = st.sampled_from(
    ["title: One", "a:", "b:", "  - x", "  - c: d", "    e: f", "  g: h", "tags: [a, b]", 'q: "r: s"', "s: 'it is'"]
)


def oracle(matter: str) -> nodes.Node | None:
    return nodes.parse("content/a.md", matter)[0]


@given(st.lists(LINES | SOUND, min_size=1, max_size=6))
@example(["title: One", "tags: [a, b ]"])
@example(["tags: [a - b, it's]"])
@example(["title: One", "list:", "  - a", "  - b: c", "    d: e", "map:", "  f: g"])
@example(["title: One", "  - a"])
@example(["a: b", "a: c"])
@example(["a:", "  - b: c", "    b: d"])
@example(["  a: b"])
def test_whatever_is_read_without_the_parser_is_what_the_parser_makes_of_it(lines: list[str]) -> None:
    matter = "\n" + "\n".join(lines) + "\n"
    found = regular.read(matter)
    assert found is None or found == oracle(matter)


@given(st.sampled_from(PAGES), st.data())
def test_a_real_front_matter_with_something_changed_in_it(page: Path, data: st.DataObject) -> None:
    written = page.read_text("utf-8")
    matter = written[3 : written.index("\n---\n", 3) + 1]
    at = data.draw(st.integers(1, len(matter) - 1))
    changed = matter[:at] + data.draw(PIECES) + matter[at + data.draw(st.integers(0, 3)) : -1] + "\n"
    found = regular.read(changed)
    assert found is None or found == oracle(changed)


@pytest.mark.parametrize(
    "lines",
    [
        "title: Short breaks",
        "title: 10:00 at https://www.example.org/a?b=c",
        'title: "Short breaks: what they are #1"',
        "title: 'Short breaks: what they are'",
        "tags: [one, two words]",
        "aliases:\n  - /old/\n  - /older/",
        "ways: \n  - title: Write\n    email: team@example.org\n  - title: Ring",
        "said:\n  text: One\n  link: Two",
    ],
)
def test_what_pages_have_needs_no_parser(lines: str) -> None:
    matter = f"\n{lines}\ndate: 2021-06-25\n"
    assert regular.read(matter) == oracle(matter) is not None


@pytest.mark.parametrize(
    "lines",
    [
        "",
        "title:",
        "title: a: b",
        "title: a #b",
        "title: |\n  a",
        "a: b\n  c",
        "a: 1\na: 2",
        "- a",
        "a: *b",
        "a: [",
        "# a",
    ],
)
def test_of_anything_else_the_parser_has_to_judge(lines: str) -> None:
    assert regular.read(f"\n{lines}\n") is None


def test_nearly_every_real_page_needs_no_parser() -> None:
    matters = [written[3 : written.index("\n---\n", 3) + 1] for page in PAGES if (written := page.read_text("utf-8"))]
    assert sum(regular.read(matter) is not None for matter in matters) > 0.9 * len(matters)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_real_pages(page: Path) -> None:
    written, _ = text.decode("content/a.md", page.read_bytes())
    assert written is not None
    matter, problems = frontmatter.split("content/a.md", written)
    assert matter is not None
    assert not problems
    assert matter.fields == oracle(written[3 : written.index("\n---\n", 3) + 1])
