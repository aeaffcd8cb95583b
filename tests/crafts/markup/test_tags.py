"""HTML in a page: each pair of tags is told once, with the Markdown to write in its place."""

from __future__ import annotations

import re

import pytest

from sendsite.crafts.markup import markdown


def told(body: str) -> list[tuple[int, int, str]]:
    problems = markdown.render("content/a.md", body, 1)[1]
    assert {problem.code for problem in problems} <= {"markdown-html"}
    return [(problem.line, problem.column, problem.hint) for problem in problems]


@pytest.mark.parametrize(
    ("body", "hint"),
    [
        ("<b>free</b>", "Write **free**"),
        ("<STRONG>quite\nfree</STRONG>", "Write **quite free**"),
        ("<i>free</i>", "Write *free*"),
        ("<em class='x'>free</em>", "Write *free*"),
        ("<code>x</code>", "Write `x`"),
        ("<b></b>", "Write ** right before and right after the words."),
        (f"<b>{'free ' * 20}</b>", "Write ** right before and right after the words."),
        ("<h2>Fares</h2>", "Write ## Fares"),
        ("<h1>Fares</h1>", "Write ## Fares"),
        ("<h4>Fares</h4>", "Write #### Fares"),
        ("<h3>Fares", "Write ### and a space, then the words of the heading."),
        ('<a href="buses.md">our buses</a>', "Write [our buses](buses.md)"),
        ('<a class="x" href="https://www.example.org/?a&amp;b">us</a>', "Write [us](https://www.example.org/?a&b)"),
        ("<a href=buses.md>our buses", "Write [words](buses.md)"),
        ('<a name="x"></a>', "Write [words](address)"),
        ('<img src="bus.png" alt="A bus">', "Write ![A bus](bus.png)"),
        ("<img src='bus.png'/>", "Write ![what it shows](bus.png)"),
        ("<img>", "Write ![what it shows](the name of its file)"),
        ("<br>", "Delete it, and leave an empty line there."),
        ("<BR />", "Delete it, and leave an empty line there."),
        ("<p>free</p>", "Delete it, and leave an empty line between paragraphs."),
        ("<li>a coat</li>", "Write - a coat"),
        ("<li>", "Begin a new line there with a hyphen and a space."),
        (
            "<ul><li>a</li><li>b</li></ul>",
            "Write each thing on a line of its own, with a hyphen and a space before it.",
        ),
        (
            "<table>\n<tr><th>a</th></tr>\n<tr><td>b</td></tr>\n</table>",
            "Write each row on a line of its own, with | between its cells, and |---|---| below the first row.",
        ),
        (
            "<details><summary>More</summary>free</details>",
            "Write ::: details and the words to click on, then the text, then ::: on a line of its own.",
        ),
        (
            '<div class="box">free</div>',
            "Delete it. If the words should stand in a box, write ::: callout note above them and ::: below.",
        ),
        ("<span>free</span>", "Delete it, and keep the words."),
        ("<iframe></iframe>", "See “Blocks” in docs/editing.md for call-outs, expandable text and tables."),
        ("</b>", "Write ** right before and right after the words."),
    ],
)
def test_html_is_told_once_with_what_to_write_instead(body: str, hint: str) -> None:
    assert told(body) == [(1, 1, hint)]


@pytest.mark.parametrize(
    ("body", "mended"),
    [
        ("The pass is <b>free</b>.", "The pass is **free**."),
        ("The pass is <em>free</em>.", "The pass is *free*."),
        ('See <a href="buses.md">our buses</a>.', "See [our buses](buses.md)."),
        ('<img src="bus.png" alt="A bus">', "![A bus](bus.png)"),
        ("<h2>Fares</h2>", "## Fares"),
    ],
)
def test_what_the_hint_says_is_free_of_faults(body: str, mended: str) -> None:
    ((_, column, hint),) = told(body)
    end = len(body) - len(re.split(r"</\w+>|<img[^>]*>", body)[-1])
    assert body[: column - 1] + hint.removeprefix("Write ") + body[end:] == mended
    assert told(mended) == []


def test_pairs_within_pairs_and_tags_alone_are_told_each_at_its_place() -> None:
    assert [(line, column) for line, column, _ in told("a <b>b <i>c</i></b>\n\nd<br>e</p>")] == [
        (1, 3),
        (1, 8),
        (3, 2),
        (3, 7),
    ]
    assert [(line, column) for line, column, _ in told("<ul><li>a</li></ul>\n\n- <li>b</li>")] == [(1, 1), (3, 3)]


@pytest.mark.parametrize(
    "body", ["`<b>x</b>`", "- a\n\n        <b>x</b>", "```\n<b>x</b>\n```", "<https://www.example.org/>", "a < b > c"]
)
def test_code_and_addresses_are_no_html(body: str) -> None:
    assert told(body) == []


@pytest.mark.parametrize("gap", ["<insert name>", "<Your school>", "<name>", "<date of the meeting>"])
def test_a_gap_between_angle_brackets_is_no_html(gap: str) -> None:
    (problem,) = markdown.render("content/a.md", f"Ask {gap} for the form.", 1)[1]
    assert (problem.line, problem.column, problem.code) == (1, 5, "placeholder")
    assert (
        problem.message
        == f"“{gap}” looks like a gap that somebody should fill in, and readers would see it as it stands."
    )
    assert problem.hint == "Write what belongs there."


def test_of_a_long_tag_only_the_name_is_told() -> None:
    (problem,) = markdown.render("content/a.md", f'<p style="{"x" * 100}">free</p>', 1)[1]
    assert problem.message == "“<p …>” is HTML, and pages are written in Markdown."


def test_an_address_within_a_tag_is_not_told_again() -> None:
    assert told('<a href="https://www.example.org/a">us</a>') == [(1, 1, "Write [us](https://www.example.org/a)")]
    assert told("<a href='https://www.example.org/a'>us</a>") == [(1, 1, "Write [us](https://www.example.org/a)")]


@pytest.mark.parametrize("body", ["[x](<b>)", "[x][y]\n\n[y]: <b>\n"])
def test_an_address_between_angle_brackets_is_no_tag(body: str) -> None:
    assert told(body) == []
