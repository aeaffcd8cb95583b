"""Records: every fault at once, each at its place, with the nearest name that would do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsite.crafts.source import datafiles, kinds, nodes, schema

if TYPE_CHECKING:
    from sendsite.crafts.source.fields import Record


def told(kind: type[Record], written: str) -> list[str]:
    """What is wrong with a file: place, code, message and hint of each fault."""
    tree, problems = nodes.parse("a.yaml", written)
    assert tree is not None
    assert problems == ()
    record, faults = schema.read(kind, tree, "a.yaml")
    assert (record is None) == bool(faults)
    assert {fault.path for fault in faults} <= {"a.yaml"}
    return [f"{each.line}:{each.column} {each.code}: {each.message} | {each.hint}" for each in faults]


CASES = {
    "a missing field": (
        kinds.News,
        "title: X\n",
        ["1:1 field-missing: “date” is missing. | Add a line that begins with “date:”."],
    ),
    "an empty field": (
        kinds.Page,
        "summary: x\ntitle:\n",
        ["2:1 field-empty: “title” is empty. | Write something after “title:”."],
    ),
    "an empty field in quotes": (
        kinds.Page,
        'title: ""\n',
        ["1:1 field-empty: “title” is empty. | Write something after “title:”."],
    ),
    "an empty field that decides what is published": (
        kinds.Event,
        "title: X\nstart: 2026-06-25\nall_day: yes\nplace: Y\ncancelled:\ndraft:\npublish: ''\nexpires:\n",
        [
            f"{line}:1 field-empty: “{name}” is empty. | Write something after “{name}:”, or delete the line."
            for line, name in enumerate(["cancelled", "draft", "publish", "expires"], 5)
        ],
    ),
    "an empty field beside another fault": (
        kinds.Page,
        "titel: X\ndraft:\n",
        [
            "1:1 field-unknown: “titel” is not a field we know. | Did you mean “title”?",
            "2:1 field-empty: “draft” is empty. | Write something after “draft:”, or delete the line.",
        ],
    ),
    "an empty field with a slip in its name": (
        kinds.Event,
        "title: X\nstart: 2026-06-25\nall_day: yes\nplace: Y\ncanceled:\n",
        ["5:1 field-unknown: “canceled” is not a field we know. | Did you mean “cancelled”?"],
    ),
    "an empty field deep down": (
        datafiles.Boards,
        "boards:\n  - id: x\n    name: X\n    posts:\n      - post: Chair\n        vacant:\n",
        ["6:9 field-empty: “vacant” is empty in “posts”. | Write something after “vacant:”, or delete the line."],
    ),
    "a field of events": (
        kinds.Page,
        "title: X\nstart: 2026-06-25\n",
        [
            (
                "2:1 field-unknown: “start” is not a field we know. "
                "| “start” belongs to events, and events live in content/events/."
            )
        ],
    ),
    "a field of several kinds": (
        kinds.Page,
        "title: X\ndate: 2026-06-25\n",
        [
            (
                "2:1 field-unknown: “date” is not a field we know. "
                "| “date” belongs to news and meetings, which live in content/news/ and content/meetings/."
            )
        ],
    ),
    "a field of consultations": (
        kinds.News,
        "title: X\ndate: 2026-06-25\ncloses: 2026-07-25 12:00\n",
        [
            (
                "3:1 field-unknown: “closes” is not a field we know. "
                "| “closes” belongs to consultations, and consultations live in content/consultations/."
            )
        ],
    ),
    "an unknown field": (
        kinds.Page,
        "title: X\nreviewd: 2021-06-25\n",
        ["2:1 field-unknown: “reviewd” is not a field we know. | Did you mean “reviewed”?"],
    ),
    "an unknown field in a record": (
        kinds.Page,
        "title: X\nsources:\n  - title: Y\n    url: https://example.org/\n",
        ["4:5 field-unknown: “url” is not a field we know in “sources”. | We know “address”, “date”, “title”."],
    ),
    "a missing field in a record": (
        kinds.Page,
        "title: X\nsources:\n  - address: https://example.org/\n",
        ["3:5 field-missing: “title” is missing in “sources”. | Add a line that begins with “title:”."],
    ),
    "a wrong value": (
        kinds.Page,
        "title: X\nreviewed: 25/06/2021\n",
        ["2:11 field-value: “reviewed” cannot be “25/06/2021”: it is not a date we can read. | Write 2021-06-25"],
    ),
    "a wrong value deep down": (
        kinds.Page,
        "title: X\nsources:\n  - title: Y\n  - title: Z\n    date: soon\n",
        [
            (
                "5:11 field-value: “date” cannot be “soon”: it is not a date we can read. "
                "| Write it like this: 2021 or 2021-06 or 2021-06-25"
            )
        ],
    ),
    "a value that should be a list": (
        kinds.Page,
        "title: X\ntags: transport\n",
        [("2:7 field-value: “tags” should be a list. | Write tags: [transport]")],
    ),
    "a list that should be a value": (
        kinds.Page,
        "title: [X]\n",
        [
            (
                "1:8 field-value: “title” should be a single value, and here it is a list. "
                "| Write one value after the colon, without square brackets and hyphens."
            )
        ],
    ),
    "fields that should be a value": (
        kinds.Page,
        "title:\n  x: y\n",
        [
            (
                "2:3 field-value: “title” should be a single value, and here it has fields of its own. "
                "| Write the value on the same line, after the colon."
            )
        ],
    ),
    "nothing in a list": (
        kinds.Page,
        "title: X\ntags:\n  - a\n  -\n",
        ["4:4 field-value: This is empty. | Write something after the hyphen, or delete the line."],
    ),
    "words where a record should be": (
        kinds.Page,
        "title: X\nsources:\n  - Y\n",
        [
            (
                "3:5 field-value: Each of these should have fields of its own. "
                "| Write each on its own line: “title:”, “address:”, “date:”."
            )
        ],
    ),
    "words where the one record should be": (
        kinds.Home,
        "title: X\nsaid: Y\n",
        [
            (
                "2:7 field-value: “said” should have fields of its own. "
                "| Write each on its own line: “text:”, “link:”, “page:”."
            )
        ],
    ),
    "an empty list": (
        kinds.Guide,
        "title: X\nparts: []\n",
        ["2:8 field-empty: “parts” is an empty list. | Add at least one, or leave the field out."],
    ),
    "a list of nothing but faults": (
        kinds.Guide,
        "title: X\nparts: [one]\n",
        [
            (
                "2:9 field-value: This cannot be “one”: it must be the path of a page, which ends in .md. "
                "| Write it like this: guidance/short-breaks.md"
            )
        ],
    ),
    "a list that is too long": (
        kinds.Home,
        "title: X\ntasks:\n" + "  - {title}\n".format(title="title: T\n    page: a.md\n    icon: bus") * 7,
        ["3:3 field-value: “tasks” has 7 things, and the most is 6. | Take out those that matter least."],
    ),
    "a file of words": (
        datafiles.Glossary,
        "words\n",
        ["1:1 field-value: This file should have fields of its own. | Write each on its own line: “terms:”."],
    ),
    "a file that is a list": (
        datafiles.Glossary,
        "- term: X\n",
        ["1:1 field-value: This file should have fields of its own. | Write each on its own line: “terms:”."],
    ),
    "fields that do not fit each other": (
        kinds.Page,
        "title: X\npublish: 2021-06-25\nexpires: 2021-06-24\n",
        [
            (
                "3:10 field-value: “expires” comes before “publish”, so the page would never be seen. "
                "| Change one of the two dates."
            ),
        ],
    ),
    "fields of a record that do not fit": (
        datafiles.Timeline,
        "events:\n  - date: 2021-06\n    title: X\n    end: 2021-05\n",
        ["4:10 field-value: “end” comes before “date”. | Change one of the two dates."],
    ),
}


@pytest.mark.parametrize(("kind", "written", "expected"), CASES.values(), ids=CASES.keys())
def test_each_fault_is_told_at_its_place(kind: type[Record], written: str, expected: list[str]) -> None:
    assert told(kind, written) == expected


def test_any_other_empty_field_is_a_warning() -> None:
    tree, _ = nodes.parse("a.yaml", "title: X\nsummary:\nsources:\n  - title: Y\n    date:\nareas: []\n")
    assert tree is not None
    record, problems = schema.read(kinds.Page, tree, "a.yaml")
    assert record == kinds.Page(title="X", sources=(kinds.Reference(title="Y"),))
    assert [(each.line, each.column, each.severity, each.code, each.message) for each in problems] == [
        (2, 1, "warning", "field-empty", "“summary” is empty."),
        (5, 5, "warning", "field-empty", "“date” is empty in “sources”."),
    ]


def test_a_field_misspelt_is_told_once() -> None:
    assert told(kinds.Page, "TITLE: X\n") == [
        "1:1 field-unknown: “TITLE” is not a field we know. | Did you mean “title”?"
    ]


@pytest.mark.parametrize(
    ("end", "mended"),
    [("11:00", "2026-06-25 11:00"), ("9.30", "2026-06-25 09:30"), ("24:00", "2026-06-25 23:59")],
)
def test_an_end_that_is_only_a_time_is_on_the_day_of_the_start(end: str, mended: str) -> None:
    (found,) = told(kinds.Event, f"title: X\nstart: 2026-06-25 09:00\nend: {end}\nplace: Y\n")
    assert found.startswith("3:6 field-value:")
    assert found.endswith(f"| Write {mended}")


def test_all_faults_of_a_file_are_told_at_once() -> None:
    found = told(
        kinds.Event, "summary: X\nwhere: X\nstart: soon\nbook: example.org\ntags: [a, {b: c}]\n".replace("{b: c}", "''")
    )
    assert [each.split(" ")[1] for each in sorted(found)] == [
        "field-missing:",
        "field-unknown:",
        "field-value:",
        "field-value:",
        "field-value:",
    ]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ((), (1, 1)),
        (("title",), (1, 8)),
        (("tags", 1), (4, 5)),
        (("tags", 7), (3, 3)),
        (("nothing",), (1, 1)),
        (("title", "x"), (1, 8)),
    ],
)
def test_a_place_is_found_or_the_nearest_above_it(place: schema.Place, expected: tuple[int, int]) -> None:
    tree, _ = nodes.parse("a.yaml", "title: X\ntags:\n  - a\n  - b\n")
    assert tree is not None
    assert schema.position(tree, place) == expected


KINDS: tuple[type[Record], ...] = (
    *(kinds.Page, kinds.News, kinds.Event, kinds.Meeting, kinds.Consultation, kinds.Guide, kinds.Home),
    *datafiles.DATA_FILES.values(),
    datafiles.SiteFile,
)
NAMES = sorted(
    {name for kind in KINDS for name in kind.model_fields} | {"title", "text", "page", "name", "address", "posts"}
)
LEAVES = st.sampled_from(
    [None, "x", "2021", "2021-06-25", "2021-06-25 12:00", "x.md", "yes", "-1", "7", "https://example.org/", "all"]
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=8) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=5),
    max_leaves=20,
)


def node(value: object) -> nodes.Node:
    if isinstance(value, dict):
        return nodes.Fields(tuple((nodes.Scalar(name, 2, 3), node(inner)) for name, inner in value.items()), 2, 3)
    if isinstance(value, list):
        return nodes.Items(tuple(map(node, value)), 2, 3)
    return nodes.Scalar(value if isinstance(value, str) else None, 2, 3)


@given(st.sampled_from(KINDS), VALUES)
def test_there_are_words_for_every_fault_of_every_kind(kind: type[Record], value: object) -> None:
    record, faults = schema.read(kind, node(value), "a.yaml")
    assert (record is None) == any(fault.severity == "error" for fault in faults)
    for fault in faults:
        assert (fault.line, fault.column) == (2, 3)
        assert fault.message.endswith(".")
        assert "“”" not in fault.message
