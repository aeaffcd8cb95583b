"""The words of an editor, apart from all that is not prose."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sendsite.crafts.language import prose
from sendsite.crafts.source import datafiles, kinds


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("See [our page](https://example.org/a(b)c) now", ["See", "[our", "page](", ")", "now"]),
        ("Write to a.b@example.org.", ["Write", "to", "."]),
        ("At www.example.org/x and <https://example.org>", ["At", "and"]),
        ("::: callout note\nWords\n:::", ["Words"]),
        ("[a]: https://example.org/a\nWords", ["Words"]),
    ],
)
def test_addresses_and_blocks_are_blotted_out_letter_for_letter(text: str, left: list[str]) -> None:
    seen = prose.readable(text)
    assert len(seen) == len(text)
    assert [word for word in seen.replace("\ue000", " ").replace("\ue001", " ").split() if word] == left


def test_the_line_to_click_on_is_read() -> None:
    assert prose.readable("::: details What it costs\nText.\n:::").count("What it costs") == 1


# All at once, over the whole text: simple, and ten times as slow.
_AT_ONCE = re.compile(
    r"^[ \t]*:::+[ \t]*(?:(?P<heading>(?:details|table)\b)|(?P<block>[^\n]*))"
    r"|(?<=\]\()[^()\n]*(?:\([^()\n]*\)[^()\n]*)*(?=\))"
    r"|<[^<>\s]*[:@][^<>\s]*>"
    r"|^ {0,3}\[[^\]\n]{1,200}\]:[^\n]*"
    r"|https?://[^\s<>)\]]+|(?<![\w@])www\.[^\s<>)\]]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+",
    re.MULTILINE,
)


def readable_at_once(text: str) -> str:
    def blotted(match: re.Match[str]) -> str:
        return ("\ue000" if match["block"] is not None else "#" if match["heading"] else "\ue001") * len(match[0])

    return _AT_ONCE.sub(blotted, text)


MARKS = st.sampled_from([
    "a", "b ", "\n", "\n\n", "](", "]", " ", "(", ")", "<", ">", ":", "@", "https://", "http:", "//", "www.", "a.b",
    "@c.d", "]:", "[", "  [", "::: ", ":::", " :::details", "details", "table x", "callout", "\t", ".", "-", "+", "_",
    "\u00e9", "\r", "\u2028", "x.org", "[a](b)", "[a]: b", "<a@b>",
])  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(MARKS, max_size=14).map("".join))
@example("::: details.a@b.c and <x:](y)>")
def test_line_by_line_the_same_is_blotted_out(text: str) -> None:
    assert prose.readable(text) == readable_at_once(text)


@pytest.mark.parametrize(
    ("text", "is_code"),
    [
        ("One.\n\n    code", True),
        ("One.\n    goes on", False),
        ("- one\n\n    goes on", False),
        ("1. one\n\n    goes on", False),
        ("\tcode", True),
    ],
)
def test_indented_code(text: str, is_code: bool) -> None:  # noqa: FBT001 - a table of cases
    seen = prose.without_code(text)
    assert len(seen) == len(text)
    assert ("code" not in seen and "goes on" not in seen) is is_code


def test_only_fields_that_families_read_are_words() -> None:
    page = kinds.Page(title="A", summary="B", owner="C", tags=("D",), slug="e", sources=(kinds.Reference(title="F"),))
    assert list(prose.fields(page)) == [(("title",), "A"), (("summary",), "B")]
    contacts = datafiles.Contacts(contacts=(datafiles.Contact(id="a", name="B", phone="01632 960 001", note="C"),))
    assert list(prose.fields(contacts)) == [(("contacts", 0, "name"), "B"), (("contacts", 0, "note"), "C")]


@pytest.mark.parametrize(
    ("source", "value", "at", "found"),
    [
        ("a: one two", "one two", 4, "two"),
        ("a: 'it''s two'", "it's two", 5, "two"),
        ("a: one\n  two three", "one two three", 8, "three"),
        ('a: "one \\"two\\" three"', 'one "two" three', 10, "three"),
    ],
)
def test_a_letter_of_a_value_in_its_yaml(source: str, value: str, at: int, found: str) -> None:
    place = prose.offset_in(source, len("a: "), value, at)
    assert source[place:].startswith(found)


PIECES = st.sampled_from(
    ["a", ". ", "A", ":\n\n", "\n\n", "\n", "- ", "1. ", "| ", "](", "(", ")", "    ", "a@b", "::: "]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=6), st.integers(1, 2000))
def test_a_hostile_text_takes_time_in_step_with_its_length(parts: list[str], times: int) -> None:
    text = "".join(parts) * times
    started = time.process_time()
    seen = prose.without_code(prose.readable(text))
    assert len(seen) == len(text)
    assert time.process_time() - started < 0.5 + len(text) / 50_000
