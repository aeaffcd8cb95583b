"""Links, pictures and headings as people hear them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendsite.crafts.language import linkwords

PATH = "content/a.md"


def told(text: str) -> list[tuple[int, str]]:
    return [(each.at, each.code) for each in linkwords.remarks(PATH, text, text)]


@pytest.mark.parametrize(
    "words",
    ["here", "Here", "click here", "Click here for the form", "**here**", "read more", "Read more…", "this page",
     "link", "More", "find out more", "this link.", "website", "more information", "here\N{RIGHTWARDS ARROW}"],
)  # fmt: skip
def test_words_that_do_not_say_where_a_link_leads(words: str) -> None:
    assert told(f"See [{words}](a.md).") == [(5, "link-vague")]


@pytest.mark.parametrize(
    "text",
    [
        "See [what buses cost](a.md) and [more about trains](b.md).",
        "See [here and there](a.md).",
        "See [the site of the council](https://example.org/).",
        "[more] is no link, and (here) neither. \\[here](a.md)",
        "[team@example.org](mailto:team@example.org) and [01632 960 001](tel:01632960001)",
        "[fares](a.md) and again [fares](a.md), [Fares](a.md)",
        "<team@example.org>",
        "![Children on a walk](walk.jpg) and ![A photographer at work](b.jpg)",
        "![The image that families have of us](c.jpg)",
        "## One\n\n### Two\n\n#### Three\n\n## Four",
        "#hash and C# are no headings",
        "[fares](a.md), [fares](./a.md), [fares](/a.md) and [Fares][f]\n\n[f]: a.md",
        "[one](https://www.example.org), [see www.example.org for it](b.md)\n\n[x]: https://www.example.org",
        "![The logo of Testshire](logo.png) and ![Drawing of a bus](bus.png)",
        "See [how we got here](a.md), [A](a.md#a) and [the report here and now](b.md).",
    ],
)
def test_sound_links_pictures_and_headings(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (
            "See [example.org](https://example.org/a)",
            "Write the name of the page instead: [the name of the page](https://example.org/a)",
        ),
        ("At www.example.org/a.", "Write [the name of the page](https://www.example.org/a)"),
    ],
)
def test_how_to_write_an_address(text: str, hint: str) -> None:
    assert [each.hint for each in linkwords.remarks(PATH, text, text)] == [hint]


def test_a_link_whose_target_stands_in_a_list_at_the_end() -> None:
    text = "See [here][a] and [Read more][].\n\n[a]: a.md\n[read more]: b.md"
    assert told(text) == [(5, "link-vague"), (19, "link-vague")]


def test_vague_words_are_told_once() -> None:
    assert told("[here](a.md) and [here](b.md)") == [(1, "link-vague"), (18, "link-vague")]


def test_words_for_two_places() -> None:
    text = "[fares](a.md), [Fares](b.md) and [fares](https://example.org/a(b))"
    assert told(text) == [(16, "link-same-words"), (34, "link-same-words")]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("See <https://example.org/a>.", 5),
        ("See [https://example.org/a](https://example.org/a).", 5),
        ("See [www.example.org](https://www.example.org/).", 5),
        ("See [example.org/a](https://example.org/a).", 5),
        ("See www.example.org for more.", 4),
    ],
)
def test_an_address_for_words(text: str, at: int) -> None:
    assert told(text) == [(at, "link-bare")]


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("Image of children on a walk", "Write “Children on a walk”."),
        (
            "a photo showing the park",
            "Leave “a photo showing” out. Say in a few words what somebody learns who sees it.",
        ),
        ("photo", "Say in a few words what somebody learns who sees it."),
        ("Logo", "Say in a few words what somebody learns who sees it."),
        ("IMG_1234", "Say in a few words what somebody learns who sees it."),
        ("our walk.JPG", "Say in a few words what somebody learns who sees it."),
        ("word " * 31, "Say the most important thing here, and the rest in the text of the page."),
    ],
)
def test_a_poor_description(words: str, hint: str) -> None:
    (only,) = linkwords.remarks(PATH, f"![{words}](a.jpg)", f"![{words}](a.jpg)")
    assert (only.at, only.code, only.hint) == (2, "picture-words-poor", hint)


def test_a_level_left_out() -> None:
    (only,) = linkwords.remarks(PATH, "## One\n\n#### Two ##\n\n##### Three", "")
    assert (only.at, only.severity, only.hint) == (8, "error", "Write ### Two")
    (first,) = linkwords.remarks(PATH, "### One\n\n### Two", "")
    assert (first.at, first.hint) == (0, "Write ## One")


def test_a_heading_may_have_65_letters() -> None:
    assert told(f"## {'a' * 65}") == []
    assert told(f"## {'a' * 66}") == [(3, "heading-long")]


def test_a_person_for_an_address() -> None:
    text = "Ask [Ada Fenwick](mailto:ada.fenwick@example.org)."
    assert [(each.at, each.code) for each in linkwords.named_people(text, text)] == [(5, "contact-person")]
    team = "Ask [North](mailto:inclusion.north@example.org)."
    assert list(linkwords.named_people(team, team)) == []


@pytest.mark.parametrize(
    ("target", "expected"),
    [("a.pdf", True), ("a.PDF#page=2", True), ("a.docx?x", True), ("a.md", False), ("pdf/", False), ("a.jpg", False)],
)
def test_files_that_are_made_for_paper(target: str, expected: bool) -> None:  # noqa: FBT001 - a table of cases
    assert linkwords.is_document(target) is expected


HOSTILE = st.sampled_from(
    ["[", "]", "(", ")", "![", "](", "a", " ", "\n", "#", "# ", "<", "https:", "mailto:a.b@", "\\"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(HOSTILE, min_size=1, max_size=6), st.integers(200, 2000))
def test_a_hostile_text_takes_time_in_step_with_its_length(parts: list[str], times: int) -> None:
    text = "".join(parts) * times
    before = time.process_time()
    for remark in (*linkwords.remarks(PATH, text, text), *linkwords.named_people(text, text)):
        assert 0 <= remark.at < len(text)
    assert time.process_time() - before < 2 + len(text) / 5_000
