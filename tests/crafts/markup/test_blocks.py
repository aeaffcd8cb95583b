"""Blocks: three colons and a name. What is not right about one is told at its line, and the page stays whole."""

from __future__ import annotations

import pytest

from sendsite.crafts.markup import blocks, markdown


def rendered(body: str) -> tuple[str, list[str]]:
    """The HTML of a body that begins on line 1, with its placed blocks shown as <1>, and what is wrong with it."""
    fragment, problems = markdown.render("content/a.md", body, 1)
    html = fragment.fill(lambda number: fragment.links[number].target, lambda number: f"<{number}>")
    return html, [
        f"{problem.line}:{problem.column} {problem.code}: {problem.message} | {problem.hint}" for problem in problems
    ]


@pytest.mark.parametrize(
    ("body", "html"),
    [
        (
            "::: callout warning\nDo **not** wait.\n:::",
            (
                '<div class="callout callout-warning">\n<p class="callout-kind">Warning</p>\n'
                "<p>Do <strong>not</strong> wait.</p>\n</div>"
            ),
        ),
        (
            ":::callout note\nRight after\n:::",
            '<div class="callout callout-note">\n<p class="callout-kind">Note</p>\n<p>Right after</p>\n</div>',
        ),
        (
            "::: details What if it is *no*?\nAppeal.\n:::",
            "<details>\n<summary>What if it is <em>no</em>?</summary>\n<div>\n<p>Appeal.</p>\n</div>\n</details>",
        ),
        ("::: contact team", "<0>"),
        ("::::  contact   team  ", "<0>"),
        ("Before\n::: timeline\nAfter", "<p>Before</p>\n<0>\n<p>After</p>"),
        ("::: timeline\n::: documents", "<0>\n<1>"),
        ("- a\n\n::: pages\n\n- b", "<ul>\n<li>a</li>\n</ul>\n<0>\n<ul>\n<li>b</li>\n</ul>"),
        (
            "::: details One\nText\n\n::: callout note\nDeeper\n:::\n\n::: board b\n\nMore\n:::\nAfter",
            (
                "<details>\n<summary>One</summary>\n<div>\n<p>Text</p>\n"
                '<div class="callout callout-note">\n<p class="callout-kind">Note</p>\n<p>Deeper</p>\n</div>\n'
                "<2>\n<p>More</p>\n</div>\n</details>\n<p>After</p>"
            ),
        ),
        ("```\n::: callout note\n```", "<pre><code>::: callout note\n</code></pre>"),
        ("~~~ text\n::: nonsense\n:::\n~~~", '<pre><code class="language-text">::: nonsense\n:::\n</code></pre>'),
        ("Write `::: callout note` like this.", "<p>Write <code>::: callout note</code> like this.</p>"),
        (":: a line", "<p>:: a line</p>"),
    ],
)
def test_blocks_become_html(body: str, html: str) -> None:
    assert rendered(body) == (html, [])


def test_a_table_block_gives_a_table_its_caption() -> None:
    html, problems = rendered("::: table Time limits & *dates*\n| when | what |\n|---|---|\n| week 6 | decision |\n:::")
    assert problems == []
    assert html.count("<table") == 1
    assert "<caption>Time limits &amp; <em>dates</em></caption>" in html
    assert "data-table" not in html


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("::: calout note\nx\n:::", "1:1 block: There is no block called “calout”. | Did you mean “callout”?"),
        ("x\n\n::: timelines", "3:1 block: There is no block called “timelines”. | Did you mean “timeline”?"),
        ("::: Contact team", "1:1 block: There is no block called “Contact”. | Did you mean “contact”?"),
        (
            "::: contact",
            (
                "1:1 block: The block “contact” needs something after its name: the id of a contact in "
                "data/contacts.yaml. | Write it like this: ::: contact help-line"
            ),
        ),
        (
            "::: callout\nx\n:::",
            (
                "1:1 block: The block “callout” needs something after its name: one of “note”, “important” or "
                "“warning”. | Write it like this: ::: callout note"
            ),
        ),
        ("::: Important\nx\n:::", "1:1 block: “Important” is a kind of call-out. | Write ::: callout important"),
        ("::: callout warnin\nx\n:::", "1:1 block: There is no call-out called “warnin”. | Did you mean “warning”?"),
        (
            ":: callout note\nx\n:::",
            "1:1 block: A block begins and ends with three colons, and here are two. | Write ::: callout note",
        ),
        (
            "::callout note\nx\n:::",
            "1:1 block: A block begins and ends with three colons, and here are two. | Write ::: callout note",
        ),
        (
            "::: callout note\nx\n::",
            "3:1 block: A block begins and ends with three colons, and here are two. | Write :::",
        ),
        (
            "::: callout note\n::: calout note\nx\n:::\n:::",
            "2:1 block: There is no block called “calout”. | Did you mean “callout”?",
        ),
        (
            "::: callout note\n::: timelin\n:::",
            "2:1 block: There is no block called “timelin”. | Did you mean “timeline”?",
        ),
        (
            "x\n:::\ny",
            (
                "2:1 block: These three colons end a block, but no block is open here. "
                "| Delete this line. Only “callout”, “details”, “idea” and “table” have an end."
            ),
        ),
        (
            "x\n\n::: callout note\nfor ever",
            (
                "3:1 block: The block “callout” begins here and never ends. "
                "| After its text, add a line with three colons: :::"
            ),
        ),
        (
            "::: table Limits\nno table\n:::",
            (
                "1:1 block: There is no table in this block. "
                "| Below the caption, write the table: a line of headings, a line of hyphens, the rows."
            ),
        ),
        (
            "- a\n\n    ::: contact team",
            (
                "3:1 block: A block begins and ends at the very start of a line. "
                "| Take out the spaces before the colons. A block cannot be part of a list."
            ),
        ),
    ],
)
def test_a_faulty_block_is_told_once_and_at_its_line(body: str, told: str) -> None:
    assert rendered(body)[1] == [told]


def test_a_refused_block_hides_no_fault_after_it() -> None:
    told = rendered("::: calout note\nx\n:::\n\n::: callout note\ny")[1]
    assert [each.split(" ")[0] for each in told] == ["1:1", "5:1"]


def test_the_rest_of_a_page_with_a_faulty_block_is_there() -> None:
    html, _ = rendered("Before\n\n::: nonsense\n\nBetween\n\n::: callout note\nInside")
    assert all(f"<p>{word}</p>" in html for word in ("Before", "Between", "Inside"))


@pytest.mark.parametrize("mark", ["open 0", "close 0", "open 7", f"{blocks.SIGN}open 0", f"{blocks.SIGN}close 0"])
@pytest.mark.parametrize("indent", ["", " ", "    ", "- a\n\n    ", "> "])
def test_nobody_can_forge_the_edge_of_a_block(mark: str, indent: str) -> None:
    rendered(f"::: callout note\n{indent}::: {mark}\n\n{indent}{mark}\n:::")


def test_every_block_of_the_handbook_is_there() -> None:
    assert {*blocks.CALLOUTS} == {"note", "important", "warning"}
    for name in blocks.PLACED:
        fragment, problems = markdown.render("content/a.md", f"::: {name} x", 1)
        assert problems == ()
        assert [(number, block.name, block.label, block.line) for number, block in fragment.placed()] == [
            (0, name, "x", 1)
        ]
