"""YAML: nothing is guessed, and whatever editors slip on is told at its line with a line that works."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from sendsite.crafts.source import nodes, text

if TYPE_CHECKING:
    from sendsite.model import Problem


def tree(written: str) -> object:
    """What a sound file holds."""
    node, problems = nodes.parse("content/data/x.yaml", written)
    assert problems == ()
    assert node is not None
    return nodes.plain(node)


def fault(written: str) -> Problem:
    """The one problem of a faulty file."""
    node, problems = nodes.parse("content/data/x.yaml", written)
    assert node is None
    (problem,) = problems
    assert (problem.path, problem.severity, problem.code) == ("content/data/x.yaml", "error", "yaml")
    assert problem.message.endswith(".")
    return problem


@pytest.mark.parametrize(
    "value",
    [
        "no",
        "NO",
        "on",
        "off",
        "Yes",
        "y",
        "~",
        "null",
        "true",
        "10:00",
        "9:30",
        "20:30",
        "1:30:00",
        "09:30",
        "012",
        "0300",
        "01234567",
        "0300 123 6706",
        "01632 960001",
        "+441632960001",
        "1.10",
        "1_000",
        "0x1F",
        "0b11",
        "1e3",
        "4.5",
        "1 234",
        "2026-01-05",
        "2026-1-5",
        "2026-02-30",
        "05/01/2026",
        "2026-01-05 10:00",
        "“yes”",
        "it's",
        "half-price",
        "R&D",
        "C# and C++",
        "50%",
        "what?",
        "a,b",
        "SEND/EHC",
        "x[1]",
        "=",
        "<<",
    ],
)
def test_a_value_stays_the_text_that_was_typed(value: str) -> None:
    """YAML 1.1 makes 600 of 10:00, False of NO, 192 of 0300, and raises a bare ValueError for 30 February."""
    assert tree(f"a: {value}\n") == {"a": value}


@pytest.mark.parametrize("name", ["on", "no", "yes", "1", "<<", "null", "2026-01-05", "review_by", "a b"])
def test_a_name_stays_the_text_that_was_typed(name: str) -> None:
    assert tree(f"{name}: x\n") == {name: "x"}


@pytest.mark.parametrize("written", ["a:\n", "a: \n", 'a: ""\n', "a: ''\n", 'a: "  "\n', "a: |\n", "a: # later\n"])
def test_a_field_without_a_value_holds_nothing(written: str) -> None:
    assert tree(written) == {"a": None}


@pytest.mark.parametrize("written", ["", "\n", "# only a note\n", "---\n", "--- \n# note\n"])
def test_an_empty_file_has_no_fields(written: str) -> None:
    assert tree(written) == {}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("a: [b, c d, 'e, f']\n", {"a": ["b", "c d", "e, f"]}),
        ("a:\n- b\n-\n- c: d\n  e: f\n", {"a": ["b", None, {"c": "d", "e": "f"}]}),
        ("a:\n  b:\n    c: d\n", {"a": {"b": {"c": "d"}}}),
        ("a: one\n  two\n", {"a": "one two"}),
        ("a: |\n  one\n  two # three\n", {"a": "one\ntwo # three\n"}),
        ("a: >\n  one\n  two\n", {"a": "one two\n"}),
        ("a: x  # a note to myself\nb: y\n", {"a": "x", "b": "y"}),
        ('a: "x #1"\n', {"a": "x #1"}),
        ('a: "\\"x\\" \\\\ y"\n', {"a": '"x" \\ y'}),
        ("a: x#1\n", {"a": "x#1"}),
        ("a: https://example.org/#top\n", {"a": "https://example.org/#top"}),
        ("---\na: b\n", {"a": "b"}),
        ("- a\n- b\n", ["a", "b"]),
        ("just text\n", "just text"),
        ("a: [LEAVE BLANK]\n", {"a": ["LEAVE BLANK"]}),
    ],
)
def test_the_yaml_that_editors_need_is_read(written: str, expected: object) -> None:
    assert tree(written) == expected


# What was typed, the line to blame, a word of the message, and the line that the hint asks for (hazards, section 1).
SLIPS = {
    "a colon in a value": ("a: Title: Subtitle\n", 1, "colon", 'a: "Title: Subtitle"'),
    "a colon at the end": ("a: What now:\n", 1, "colon", 'a: "What now:"'),
    "a colon after quotes": ('a: "SEND": help\n', 1, "colon", "a: '\"SEND\": help'"),
    "a colon in a list": ("a:\n  - title: X: Y\n    address: z\n", 2, "colon", '- title: "X: Y"'),
    "a colon after a name of two words": ("review by: soon: maybe\n", 1, "colon", 'review by: "soon: maybe"'),
    "an at sign": ("a: @northshire\n", 1, "“@”", 'a: "@northshire"'),
    "a backtick": ("a: `x`\n", 1, "“`”", 'a: "`x`"'),
    "a per cent sign": ("a: %x\n", 1, "“%”", 'a: "%x"'),
    "an asterisk": ("a: *x\n", 1, "“*”", 'a: "*x"'),
    "two asterisks": ("a: **Important** news\n", 1, "“*”", 'a: "**Important** news"'),
    "an ampersand": ("a: &x y\n", 1, "“&”", 'a: "&x y"'),
    "an exclamation mark": ("a: !important\n", 1, "“!”", 'a: "!important"'),
    "an exclamation mark by itself": ("a: ! x\n", 1, "“!”", 'a: "! x"'),
    "a tag": ("a: !!binary aGk=\n", 1, "“!”", 'a: "!!binary aGk="'),
    "a Python tag": ("a: !!python/object:os.system x\n", 1, "“!”", 'a: "!!python/object:os.system x"'),
    "braces": ("a: {b}\n", 1, "“{”", 'a: "{b}"'),
    "the braces of a template": ("a: {{ x }}\n", 1, "“{”", 'a: "{{ x }}"'),
    "a hyphen": ("a: - x\n", 1, "“-”", 'a: "- x"'),
    "a question mark": ("a: ? x\n", 1, "“?”", 'a: "? x"'),
    "a greater-than sign": ("a: > x\n", 1, "“>”", 'a: "> x"'),
    "a bar": ("a: |x\n", 1, "“|”", 'a: "|x"'),
    "a comma": ("a: , x\n", 1, "“,”", 'a: ", x"'),
    "a closing bracket": ("a: ] x\n", 1, "“]”", 'a: "] x"'),
    "words after quotes": ('a: "Short" breaks\n', 1, '“"”', "a: '\"Short\" breaks'"),
    "quotes at both ends": ('a: "x" and "y"\n', 1, '“"”', 'a: \'"x" and "y"\''),
    "quotes between quotes": ('a: "My "best" page"\n', 1, '“"”', "a: 'My \"best\" page'"),
    "quotes between quotes at the end": ('a: "The "best""\n', 1, '“"”', "a: 'The \"best\"'"),
    "quotes between quotes at the start": ('a: ""Best" page"\n', 1, '“"”', "a: '\"Best\" page'"),
    "an apostrophe between quotes": ("a: 'it's'\n", 1, "“'”", 'a: "it\'s"'),
    "a Windows path": ('a: "C:\\documents"\n', 1, "backslash", "a: 'C:\\documents'"),
    "a Windows path that YAML could read": ('a: "C:\\files"\n', 1, "backslash", "a: 'C:\\files'"),
    "an invisible letter": ('a: "x\\u2028y"\n', 1, "backslash", "a: 'x\\u2028y'"),
    "half a letter": ('a: "\\ud800"\n', 1, "backslash", "a: '\\ud800'"),
    "a sign in a list": ("a:\n  - @x\n", 2, "“@”", '- "@x"'),
    "a comment that is none": ("a: Room #4\n", 1, "“#4”", 'a: "Room #4"'),
    "a hashtag": ("b: x\na: #SENDWeek\n", 2, "“#SENDWeek”", 'a: "#SENDWeek"'),
    "a hashtag after quotes": ('a: "Join us" #SENDWeek\n', 1, "“#SENDWeek”", "a: '\"Join us\" #SENDWeek'"),
    "a hashtag in a list": ("a:\n  - x #1\n", 2, "“#1”", '- "x #1"'),
    "no space after the colon": ("title:Home\nsummary: x\n", 1, "space after the colon", "title: Home"),
    "curly quotes round a colon": ("a: “b: c”\n", 1, "colon", 'a: "b: c"'),
    "no space after a later colon": ("a: x\nb:y\nc: z\n", 2, "space after the colon", "b: y"),
}


@pytest.mark.parametrize(("written", "line", "word", "mended"), SLIPS.values(), ids=SLIPS.keys())
def test_a_slip_is_told_with_a_line_that_works(written: str, line: int, word: str, mended: str) -> None:
    problem = fault(written)
    assert problem.line == line
    assert word in problem.message
    assert problem.hint == f"Write {mended}"
    lines = written.split("\n")
    indent = lines[line - 1][: len(lines[line - 1]) - len(lines[line - 1].lstrip())]
    lines[line - 1] = indent + mended
    assert tree("\n".join(lines))


# Faults that no quotation marks mend: what was typed, the place to blame, a part of the message, a part of the hint.
OTHER_SLIPS = {
    "no space after a hyphen": ("a:\n-b\n", (2, 1), "space after the hyphen", "Write - b"),
    "no space after a later hyphen": ("a:\n- b\n -c\n", (3, 2), "space after the hyphen", "Write - c"),
    "a thing too far in": (
        "a:\n  - b\n   - c d\n  - e\n",
        (3, 4),
        "became more words",
        "Line the hyphen up with the one above. Or",
    ),
    "a thing of one hyphen too far in": ("a:\n  - b\n    -\n", (3, 5), "became more words", "write it all on one line"),
    "a list after words": ("a: one\n - two\n", (2, 2), "became more words", "Leave nothing after the colon above"),
    "fields too far in": (
        "a:\n  - b: 2018\n   - b: 2019\n",
        (3, 4),
        "does not line up",
        "Line the hyphen up with the one on line 2.",
    ),
    "fields not far enough in": (
        "a:\n  - b: 2018\n    c: x\n - b: 2019\n",
        (4, 2),
        "does not line up",
        "with the one on line 2.",
    ),
    "fields under a value": ("a: x\n- b: c\n", (2, 1), "list does not fit", "nothing after its colon"),
    "a semicolon": ("a: x\nb; y\nc: z\n", (2, 2), "“;”", "Write b: y"),
    "Word's spaces before a name": ("a:\n\xa0 b: x\n", (2, 1), "not an ordinary one", "again: b: x"),
    "a Word's space after a colon": ("a: x\nb:\xa0y\n", (2, 3), "not an ordinary one", "again: b: y"),
    "a Word's space after a hyphen": ("a:\n  -\xa0y\n", (2, 4), "not an ordinary one", "again: - y"),
    "a file that is too long": ("a: " + "x" * 500_000, (1, 1), "500,003 characters", "not needed"),
    "a tab": ("a:\n\tb: x\n", (2, 1), "begins with a tab", "two spaces"),
    "a tab on line 1": ("\ta: x\n", (1, 1), "begins with a tab", "two spaces"),
    "a tab after a value": ("a: b\n\tc: x\n", (2, 1), "begins with a tab", "two spaces"),
    "an open quotation mark": ('a: x\nb: "Home\nc: y\n', (2, 4), "opens here and never closes", "same mark"),
    "an open quotation mark closed by the next": ('a: "Home\nb: "Hello"\n', (1, 4), "never closes", "same mark"),
    "an apostrophe in front": ("a: 'tis the season\n", (1, 4), "opens here and never closes", "same mark"),
    "an open bracket": ("a: [x\nb: y\n", (1, 4), "bracket opens here", 'write a: "[x"'),
    "an open bracket at the end": ("b: y\na: [x\n", (2, 4), "bracket opens here", "Add the closing bracket"),
    "a list with a colon in it": ("a: [x, y: z: w]\n", (1, 4), "cannot be read", "comma"),
    "a name without a colon": ("title Home\nsummary: x\n", (1, 1), "no field name and no colon", "a name"),
    "words that run on": ("a: x\nand y\nb: z\n", (2, 1), "no field name and no colon", "two spaces"),
    "too many spaces": ("a: x\n b: y\n", (2, 1), "spaces at the start", "Line it up"),
    "too many spaces in a list": ("a:\n  - b: x\n     c: y\n", (3, 1), "spaces at the start", "Line it up"),
    "too few spaces": ("a:\n    b: x\n  c: y\n", (3, 1), "spaces at the start", "Line it up"),
    "a list under a value": ("a: x\n- b\n", (2, 1), "list does not fit", "nothing after its colon"),
    "no name": (": x\n", (1, 1), "must have a name", "Write a name"),
    "no name, but a question mark": ("? \n", (1, 2), "must have a name", "Write a name"),
    "a second file": ("a: x\n---\nb: y\n", (2, 1), "second line of three dashes", "one document"),
    "two fields of one name": ("a: x\nb: y\na: z\n", (3, 1), "written twice; the first one is on line 1", "Keep one"),
    "two fields of one name, deeper": ("l:\n  - a: x\n    a: y\n", (3, 5), "first one is on line 2", "Keep one"),
    "words after dots": ("a: x\n...\nb: y\n", (3, 1), "cannot make sense", "lines above"),
}


@pytest.mark.parametrize(("written", "place", "message", "hint"), OTHER_SLIPS.values(), ids=OTHER_SLIPS.keys())
def test_other_slips_are_told_at_their_place(written: str, place: tuple[int, int], message: str, hint: str) -> None:
    problem = fault(written)
    assert (problem.line, problem.column) == place
    assert message in problem.message
    assert hint in problem.hint


@pytest.mark.parametrize("written", [written for written, *_ in (*SLIPS.values(), *OTHER_SLIPS.values())])
def test_both_of_yaml_s_readers_lead_to_the_same_words(written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fast reader, written in C, is not everywhere, and words its errors in another way."""
    usual = fault(written)
    monkeypatch.setattr(nodes, "_LOADER", yaml.SafeLoader)
    assert fault(written) == usual


def test_anchors_cannot_make_a_circle_or_a_billion_laughs() -> None:
    assert "“&”" in fault("a: &a [*a]\n").message
    assert "“&”" in fault("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n").message


@pytest.mark.parametrize("written", ["[" * 1000, "- " * 1000, "".join(f"{' ' * n}a:\n" for n in range(900))])
def test_a_tower_is_refused_and_does_not_fall_on_us(written: str) -> None:
    assert "stands within 20 lists or fields" in fault(written).message


def test_places_are_those_of_the_editor() -> None:
    node, _ = nodes.parse("x.yaml", "# note\ntitle: Café\nways:\n  - text: “é” x\n    page: y\n")
    assert isinstance(node, nodes.Fields)
    (title, title_value), (_, ways) = node.fields
    assert (title.line, title.column) == (2, 1)
    assert (title_value.line, title_value.column) == (2, 8)
    assert isinstance(ways, nodes.Items)
    (way,) = ways.items
    assert isinstance(way, nodes.Fields)
    assert [(name.line, name.column, value.line, value.column) for name, value in way.fields] == [
        (4, 5, 4, 11),
        (5, 5, 5, 11),
    ]


YAMLISH = st.lists(
    st.sampled_from([*"\n\n\n  ::-#[]{}\"'&*!|>%@`,?\\\t", "a: ", "b", "- ", "---\n", "...\n", "  c: d\n", '"x"', "é"]),
    max_size=30,
).map("".join)


@given(st.text() | YAMLISH)
@example("a: x\rb: y")
@example("\n\n  \n a: [")
@example('"')
@example("a: \U0001f600: b")
def test_no_text_makes_it_raise_and_every_place_lies_inside_the_file(written: str) -> None:
    known, _ = text.decode("x.yaml", written.encode())
    nodes.parse("x.yaml", written)
    if known is None:
        return
    node, problems = nodes.parse("x.yaml", known)
    lines = known.split("\n")
    assert (node is None) == bool(problems)
    for problem in problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1


WORDS = (
    st.text(st.characters(categories=["L", "N", "P", "S"], include_characters=" "), min_size=1)
    .map(str.strip)
    .filter(bool)
)


@given(WORDS)
@example("x\\ \"y\" 'z'")
@example("'")
@example('"')
@example("''")
def test_what_the_hint_says_works_for_any_value(value: str) -> None:
    """Whatever an editor types after a colon, the line that the hint proposes is read, and holds that text."""
    _, problems = nodes.parse("x.yaml", f"a: {value}\n")
    for problem in problems:
        if problem.hint.startswith("Write "):
            found = tree(f"{problem.hint.removeprefix('Write ')}\n")
            assert isinstance(found, dict)
            held = found["a"]
            assert value in {held, f'"{held}"', f"'{held}'"}
