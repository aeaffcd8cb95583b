"""Markdown: the dialect that editors get, with every link at its place, and no way to a script."""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sendsite.crafts.markup import markdown
from sendsite.crafts.markup.blocks import Block
from sendsite.crafts.markup.fragment import EMPTY, Fragment, Heading


def rendered(body: str, first_line: int = 1) -> tuple[Fragment, list[str]]:
    """A body, and what is wrong with it as ``line:column code``."""
    fragment, problems = markdown.render("content/a.md", body, first_line)
    return fragment, [f"{problem.line}:{problem.column} {problem.code}" for problem in problems]


def html(body: str) -> str:
    """The HTML of a sound body, with links to where they say."""
    fragment, problems = rendered(body)
    assert problems == []
    return fragment.fill(lambda number: fragment.links[number].target, lambda number: f"<{number}>")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", ""),
        ("Some **important** *words*.", "<p>Some <strong>important</strong> <em>words</em>.</p>"),
        ("one  \ntwo", "<p>one<br>\ntwo</p>"),
        ("## A heading", '<h2 id="a-heading">A heading</h2>'),
        ("## Same\n\n## Same", '<h2 id="same">Same</h2>\n<h2 id="same_1">Same</h2>'),
        ("## 🎉", '<h2 id="section">🎉</h2>'),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("- a\n    - b", "<ul>\n<li>a<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>"),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>"),
        ("a\n\n---\n\nb", "<p>a</p>\n<hr>\n<p>b</p>"),
        ("Term\n: meaning", "<dl>\n<dt>Term</dt>\n<dd>meaning</dd>\n</dl>"),
        ("`<b>` and ``a`b``", "<p><code>&lt;b&gt;</code> and <code>a`b</code></p>"),
        ("```html\n<b>&amp;\n```", '<pre><code class="language-html">&lt;b&gt;&amp;amp;\n</code></pre>'),
        ('AT&T < 5 > 3 & "so" it\'s', '<p>AT&amp;T &lt; 5 &gt; 3 &amp; "so" it\'s</p>'),
        ("&pound;5 &#8211; &lt;b&gt;", "<p>&pound;5 &#8211; &lt;b&gt;</p>"),
        (r"\*not\* \_so\_", "<p>*not* _so_</p>"),
        ("[x](b.md 'A title')", '<p><a href="b.md" title="A title">x</a></p>'),
        ("[x][r]\n\n[r]: b.md", '<p><a href="b.md">x</a></p>'),
        ("<https://example.org/>", '<p><a href="https://example.org/">https://example.org/</a></p>'),
        ("![What it shows](a.jpg)", '<p><img alt="What it shows" src="a.jpg"></p>'),
        ("a <!-- not yet --> b", "<p>a  b</p>"),
        ("a\n\n<!-- not\n\nyet -->\n\nb", "<p>a</p>\n<p>b</p>"),
        ("`<!-- shown -->`", "<p><code>&lt;!-- shown --&gt;</code></p>"),
        ("```\n<!-- shown -->\n```", "<pre><code>&lt;!-- shown --&gt;\n</code></pre>"),
        ("\\[TOC\\]\n\n## A", '<p>[TOC]</p>\n<h2 id="a">A</h2>'),
    ],
)
def test_the_dialect(body: str, expected: str) -> None:
    assert html(body) == expected


def test_a_table_is_readable_on_a_phone() -> None:
    """Each cell knows the words of its heading; the stylesheet shows them when the cells are stacked."""
    assert html('| **When** | What |\n|---|---|\n| week 6 | `a|b` &amp; "c" |') == (
        '<div class="table"><table>\n<thead>\n<tr>\n'
        '<th scope="col"><strong>When</strong></th>\n<th scope="col">What</th>\n'
        '</tr>\n</thead>\n<tbody>\n<tr>\n<td data-heading="When">week 6</td>\n'
        '<td data-heading="What"><code>a|b</code> &amp; "c"</td>\n</tr>\n</tbody>\n</table>\n</div>'
    )


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("## Plain", "Plain"),
        ("## Costs &amp; money & more", "Costs & money & more"),
        (r"## A \* B \_ C", "A * B _ C"),
        ("## `code` and *emphasis*", "code and emphasis"),
        ("## The `<b>` & the `&amp;`", "The <b> & the &amp;"),
        ("## [A link](a.md) in it", "A link in it"),
        ("## 5 &lt; 6 &nbsp;&#169;", "5 < 6 \N{NO-BREAK SPACE}©"),
        ("## Write to <a@example.org>", "Write to a@example.org"),
        ("## &amp;lt; stays", "&lt; stays"),
    ],
)
def test_the_words_of_a_heading_are_those_that_readers_see(body: str, title: str) -> None:
    """They go into lists of contents; Python-Markdown puts some letters aside, and they must not come back as codes."""
    fragment, _ = rendered(body)
    assert [heading.title for heading in fragment.headings] == [title]


def test_headings_are_listed_with_their_anchors() -> None:
    fragment, _ = rendered("## One\n\ntext\n\n### Two & a half\n\n::: details D\n#### Three\n:::")
    assert fragment.headings == (
        Heading(2, "one", "One"),
        Heading(3, "two-a-half", "Two & a half"),
        Heading(4, "three", "Three"),
    )


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<b onclick=alert(1)>x</b>",
        "a\n\n<div>\n\n**b**\n\n</div>",
        "<details><summary>x</summary></details>",
        "<iframe src=https://example.org></iframe>",
        "- a\n\n    <script>x</script>",
        "> <b>x</b>",
        "## <i>x</i>",
        "::: callout note\n<b>x</b>\n:::",
        "::: details <b>x</b>\ny\n:::",
        "[<b>x</b>](a.md)",
        "| <b>x</b> | y |\n|---|---|\n| z | w |",
        "<style>p { color: red }</style>",
        "<?php x ?> <!DOCTYPE html> <a\nhref=x>",
        "<svg/onload=alert(1)>",
    ],
)
def test_html_is_shown_as_text(body: str) -> None:
    fragment, problems = rendered(body)
    assert only_ours(fragment.html)
    assert problems or "<?php" in body


def test_html_is_told_at_its_place() -> None:
    fragment, problems = markdown.render("content/a.md", "one\n\nDo <b>not</b> wait, `<i>`", 7)
    assert [(problem.line, problem.column, problem.code) for problem in problems] == [
        (9, 4, "markdown-html"),
    ]
    assert problems[0].message == "“<b>” is HTML, and pages are written in Markdown."
    assert problems[0].hint == "Write **not**"
    assert "&lt;b&gt;not&lt;/b&gt;" in fragment.html


class Reader(HTMLParser):
    """Collects every tag, with its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


TAGS = {
    *(
        "p",
        "strong",
        "em",
        "br",
        "hr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "blockquote",
        "dl",
        "dt",
        "dd",
    ),
    *("pre", "code", "a", "img", "div", "table", "thead", "tbody", "tr", "th", "td", "caption", "details", "summary"),
}
ATTRIBUTES = {"id", "href", "src", "alt", "title", "class", "scope", "style", "start", "data-heading", "data-block"}
STYLE = re.compile(r"text-align: (left|right|center);")


def only_ours(found: str) -> bool:
    """Whether HTML has no tags and attributes but ours, and leads nowhere but through an opened link."""
    reader = Reader()
    reader.feed(found)
    reader.close()
    for tag, attributes in reader.tags:
        if tag not in TAGS or not attributes.keys() <= ATTRIBUTES:
            return False
        if any(
            not re.fullmatch("\ue000\\d+\ue001", attributes[name] or "")
            for name in ("href", "src")
            if name in attributes
        ):
            return False
        if "style" in attributes and not STYLE.fullmatch(attributes["style"] or ""):
            return False
    return not re.search("[\x02\x03]", found)  # in which Python-Markdown wraps what it puts aside


@pytest.mark.parametrize(
    ("body", "target"),
    [
        ("[x](javascript:alert(1))", "javascript:alert(1)"),
        (r"[x](javascript:alert\(1\))", "javascript:alert(1)"),
        (r"[x](java\script:alert(1))", r"java\script:alert(1)"),
        ("[x](`javascript:alert(1)`)", "javascript:alert(1)"),
        ("[x](java&#115;cript:alert(1))", "javascript:alert(1)"),
        ("[x]( <javascript:alert(1)> )", "javascript:alert(1)"),
        ("[x][r]\n\n[r]: javascript:alert(1)", "javascript:alert(1)"),
        ("[x](data:text/html,x)", "data:text/html,x"),
        ("[x](https://example.org/?a=1&amp;b=2)", "https://example.org/?a=1&b=2"),
        ("[x](https://example.org/?a=1&copy=2)", "https://example.org/?a=1&copy=2"),
        ("![x](javascript:alert(1))", "javascript:alert(1)"),
        (r"[x](https://example.org/a\_b)", "https://example.org/a_b"),
        ("<a@example.org>", "mailto:a@example.org"),
        ("<mailto:a@example.org>", "mailto:a@example.org"),
    ],
)
def test_no_link_is_left_unchecked(body: str, target: str) -> None:
    """Every target goes through the site's own check, also one that Python-Markdown has disguised."""
    fragment, _ = rendered(body)
    assert [link.target for link in fragment.links] == [target]
    assert only_ours(fragment.html)


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ("[x](a.md)", [("a.md", 5, 5)]),
        ("one\n\ntwo [x](a.md) and [y](b.md)", [("a.md", 7, 9), ("b.md", 7, 23)]),
        ("[x](a.md) [y](a.md)\n[z](a.md)", [("a.md", 5, 5), ("a.md", 5, 15), ("a.md", 6, 5)]),
        ("[x](a.md) [y](a)", [("a.md", 5, 5), ("a", 5, 15)]),
        ("[x](ab) [y](a)", [("ab", 5, 5), ("a", 5, 13)]),
        ("`[x](a.md)` [y](a.md)", [("a.md", 5, 17)]),
        ("```\n[x](a.md)\n```\n\n[y](a.md)", [("a.md", 9, 5)]),
        ("<!-- [x](a.md) --> [y](a.md)", [("a.md", 5, 24)]),
        ("a <!-- one\ntwo --> b [y](a.md)", [("a.md", 6, 15)]),
        ("[x][r] [y](b.md)\n\n[r]: a.md", [("a.md", 7, 6), ("b.md", 5, 12)]),
        ("[x](<my file.pdf>)", [("my%20file.pdf", 5, 6)]),
        ("[x](my file.pdf)", [("my%20file.pdf", 5, 5)]),
        ("[![x](a.png)](b.md)", [("b.md", 5, 15), ("a.png", 5, 7)]),
        ("| [x](a.md) | y |\n|---|---|\n| [z](b.md) | w |", [("a.md", 5, 7), ("b.md", 7, 7)]),
        ("::: callout note\n[x](a.md)\n:::\n[y](b.md)", [("a.md", 6, 5), ("b.md", 8, 5)]),
        ("::: details [x](a.md)\ny\n:::", [("a.md", 5, 17)]),
        ("<https://example.org/>", [("https://example.org/", 5, 2)]),
        ("<a@example.org>", [("mailto:a@example.org", 5, 2)]),
        (r"x [y](https://example.org/a\_b)", [("https://example.org/a_b", 5, 7)]),
        ("[x]()", [("", 5, 5)]),
        ("é [x](ü.md)", [("ü.md", 5, 7)]),
    ],
)
def test_every_link_is_told_where_it_stands(body: str, places: list[tuple[str, int, int]]) -> None:
    fragment, _ = rendered(body, 5)
    assert [(link.target, link.line, link.column) for link in fragment.links] == places


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("See ![](a.png)", ["1:5 picture-words"]),
        ("![ ](a.png)", ["1:1 picture-words"]),
        ("See [](a.md)", ["1:5 link-words"]),
        ("[![x](a.png)](b.md)", []),
        ("# One", ["1:1 heading-title"]),
        ("#SENDWeek is here", ["1:1 heading-title"]),
        ("a\n\nOne\n===", ["3:1 heading-title"]),
        ("a\n\n##\n", ["3:1 heading-empty"]),
        ("a <!-- b\n\nc", ["1:3 markdown-note"]),
        ("`<!--` is how a note begins", []),
        ("a\n\n    <b>b</b>", ["3:1 markdown-code"]),
        ("## A {: #b onclick=c }", ["1:6 markdown-sign"]),
    ],
)
def test_what_readers_would_miss_is_told(body: str, told: list[str]) -> None:
    assert rendered(body)[1] == told


def test_a_note_that_never_ends_does_not_leak() -> None:
    fragment, _ = rendered("Public.\n\n<!-- Do not publish: ring the head teacher.\n\nMore.")
    assert fragment.html == "<p>Public.</p>"


def test_stars_that_the_library_stumbles_over_are_told() -> None:
    fragment, problems = rendered("Come in.\n\nBring *a**b*[map](a.md).")
    assert (fragment.html, problems) == ("", ["3:7 markdown-depth"])


PIECES = st.sampled_from([
    "[x](", "](", ")", "![", "[", "]", "`", "```\n", "~~~\n", "*", "**", "_", "<!--", "-->", "<b>", "<", ">", "&amp;",
    "&", "\\", "\n", "\n\n", "::: callout note\n", "::: table T\n", "::: contact x\n", ":::\n", "    ", "- ", "1. ",
    "> ", "# ", "## ", "===\n", "| a | b |\n|---|---|\n| c |", "a.md", "javascript:x", "<a@example.org>",
    "<https://example.org>",
    "[r]: a.md\n", "\ue000", "\ue001", "0", "\x02", "\x03", "amp", "wzxhzdk:0", "klzzwxh:0000", "{ .a }", "word ", "é",
])  # fmt: skip


@given(st.text(max_size=300) | st.lists(PIECES, max_size=40).map("".join))
@example("\ue0000\ue001 [x](a.md)")
@example("```{ x\n```\n")
@example("0```\n```\n::: callout note\n```")
@example("[x](&#1114112;) &#1114112;")
@example("*0**0*&0;")
def test_no_text_makes_it_raise_or_lets_html_through(body: str) -> None:
    fragment, problems = markdown.render("content/a.md", body, 4)
    assert only_ours(fragment.html)
    lines = body.split("\n")
    places = [(problem.line, problem.column) for problem in problems]
    for line, column in [*places, *((link.line, link.column) for link in fragment.links)]:
        assert 4 <= line < 4 + len(lines)
        assert 1 <= column <= len(lines[line - 4]) + 1
    filled = fragment.fill(lambda number: f"LINK{number}", lambda number: f"BLOCK{number}")
    assert "\ue000" not in filled
    assert "\ue001" not in filled


OPENED = [f"\ue000{number}\ue001" for number in range(3)]
PARTS = st.sampled_from(
    [
        *OPENED,
        '<a href="',
        '<a class="b" href="',
        ' href="',
        '"',
        '<img src="',
        '<div data-block="0"></div>',
        *"\ue000\ue0011x>",
    ]
)


@given(st.lists(PARTS, max_size=12).map("".join), st.booleans())
@example('<a href="\ue0000\ue001">a</a><a href="\ue0001\ue001">b</a>', True)  # noqa: FBT003 - hypothesis takes them so
def test_what_is_open_is_filled_wherever_it_stands(text: str, has_block: bool) -> None:  # noqa: FBT001 - as above
    blocks = (Block("pages", "", 1),) if has_block else ()
    addresses = ["/a/", None, ""]

    def linked(match: re.Match[str]) -> str:
        address = addresses[int(match["number"])] or ""
        return f' href="{address}"' if address and match["href"] else address

    expected = re.sub('(?P<href> href=")?\ue000(?P<number>\\d+)\ue001(?(href)")', linked, text)
    expected = expected.replace('<div data-block="0"></div>', "BLOCK") if has_block else expected
    filled = Fragment(text, (), (), blocks, 0).fill(addresses.__getitem__, lambda number: f"BLOCK{number or ''}")
    assert filled == expected


TARGETS = st.from_regex(r"[a-z]{1,3}(/[a-z]{1,3})?\.(md|pdf)(#[a-z]{1,3})?", fullmatch=True)
WORDS = st.from_regex(r"[a-z ]{0,8}(\n[a-z]{1,4})?", fullmatch=True)


@given(st.lists(st.tuples(WORDS, TARGETS, st.booleans()), min_size=1, max_size=6))
def test_the_place_of_a_link_points_at_its_target(links: list[tuple[str, str, bool]]) -> None:
    body = "".join(f"a{words} {'!' if picture else ''}[x]({target})" for words, target, picture in links)
    fragment, _ = rendered(body)
    assert [(link.target, link.picture) for link in fragment.links] == [
        (target, picture) for _, target, picture in links
    ]
    lines = body.split("\n")
    places = [(link.line, link.column) for link in fragment.links]
    assert places == sorted(set(places))
    for link in fragment.links:
        assert lines[link.line - 1][link.column - 1 :].startswith(f"{link.target})")


TANGLES = {
    "square brackets": "[" * 8000,
    "pictures": "![" * 8000,
    "links in links": "[a](" * 2000,
    "links in angles": "[a](<" * 2000,
    "declarations": "<![" * 2000,
    "addresses": "<http://" * 3000,
    "backticks": "`" * 10_000,
    "pairs of backticks": "`a ``b " * 3000,
    "notes": "<!--" * 20_000,
    "lists": "\n".join("    " * depth + "- a" for depth in range(400)),
    "quotations": "> " * 1000,
    "quotations, as deep as they may be": ">" * 99,
    "lists, as deep as they may be": "\n".join("    " * depth + "- a" for depth in range(25)) * 200,
    "blocks": "::: details x\n" * 300,
    "fences": "```a\n" * 1000,
    "tildes": "~~a" * 10_000,
    "a line of hyphens": "-" * 50_000 + "x",
    "bars": "|" * 50_000,
    "empty lines": "\n" * 50_000,
    "one long word": "a" * 100_000,
    "colons": ":" * 100_000,
    "spaces": "a" + " " * 99_000 + "b",
    "columns": "|" + "a|" * 2000 + "\n|" + "-|" * 2000,
    "links": "[a](b.md) " * 2400,
    "links with quotation marks": '[a](x"y)' * 1200,
    "links without words": "[](a)" * 3000,
    "brackets within brackets": "[" * 4000 + "]" * 4000,
    "stars": "*a*" * 3000,
    "stars without mates": "*a **b " * 3000,
    "low lines without mates": "_a __b " * 3000,
    "towers of stars": "a".join("*" * count for count in range(1, 100)),
    "runs of backticks": " ".join("`" * count for count in range(1, 140)),
    "placed blocks": "::: contact x\n" * 4999,
    "two colons": ":: callout\n" * 4999,
    "headings": "#a\n" * 4999,
    "headings underlined": "a\n---\n" * 2499,
    "a list": "- a\n" * 4999,
    "tables": "|a|\n|-|\n" * 2499,
    "meanings": "a\n: b\n\n" * 1600,
    "tags in tags": "<b>" * 4900 + "</b>" * 4900,
    "tags far from their mates": ("<b>" + "word " * 40) * 240 + "</b>" * 240,
    "tags without mates": "</b>" * 9900,
    "a tag with a long name of a value": "<a " + "b" * 99_000 + ">",
    "a tag with many values": "<a " + "b= " * 33_000 + ">",
    "a tag with quotation marks": "<a " + "b=\"'" * 19_000 + ">",
    "a tag with many spaces": "<a b" + " " * 99_000 + ">",
    "tags that never close": "<a " * 9900,
    "a long page": "Some **bold** words, [a link](page.md) and more of them; " * 1700,
    "paragraphs": "A sentence that is not so long.\n\n" * 2499,
    "tabs": "a\t" * 49_000,
    "tables with tabs": "a\tb\n" * 4999,
    "indented lines": "    a\n" * 4999,
    "indented paragraphs": "b\n\n    a\n\n" * 1200,
    "Word's bullets": "o a\n" * 4999,
    "letters before lines": "a) b\n" * 4999,
    "backslashes": "\\" * 9999,
    "curly brackets": "{:" * 9900,
    "equals signs": "==a" * 33_000,
    "hats": "^a" * 50_000,
    "hats far apart": "^" + "a" * 99_000,
    "colons around words": ":a" * 50_000,
    "signs for at": "a@" * 50_000,
    "an e-mail address without end": "a." * 40_000 + "@" + "b." * 9_000,
    "stars within words": "a*b*c " * 1600,
    "full stops": ". " * 49_000,
    "crosses and slashes": "x/" * 49_000,
    "plus signs": "+ 4\n" * 4999,
}


@pytest.mark.parametrize("body", TANGLES.values(), ids=TANGLES.keys())
def test_no_page_makes_a_build_stand_still(body: str) -> None:
    """Python-Markdown, or careless rules of ours, can take a minute for each of these, or run out of stack.

    Each is tried as long as a page may be, and short enough to be read.
    """
    started = time.process_time()
    markdown.render("content/a.md", body[:100_000], 1)
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("[" * 200, "1:1 markdown-brackets"),
        ("a [b](c) " * 300 + "\n\n" + "(" * 200, "3:1 markdown-brackets"),
        ("a\n[b\n" + "[" * 200, "2:1 markdown-brackets"),
        ("\na [b] " + "[" * 200, "2:7 markdown-brackets"),
        ("\n" + "x" * 100_001, "2:1 page-size"),
        ("\n\n" + "x\n" * 5_001, "3:1 page-size"),
        ("x" * 100_001, "1:1 page-size"),
        ("x\n" * 5_001, "1:1 page-size"),
        ("*a* " * 5_001, "1:1 page-size"),
        ("a\n\n" + "```b\n" * 21, "3:1 markdown-code"),
        ("a\n\n" + " ".join("`" * count for count in range(1, 25)), "3:1 markdown-code"),
        ("a\n\n" + '[a](x"y) ' * 2000, "3:1 markdown-depth"),
        ("a\n\n" + "#a\n" * 4000, "3:1 markdown-depth"),
        ("a\n\n" + "[" * 200 + "]" * 200, "3:1 markdown-brackets"),
        ("\n".join("    " * depth + "- a" for depth in range(200)), "26:1 markdown-depth"),
        ("a\n\n" + ">" * 1000 + " b", "3:1 markdown-depth"),
    ],
)
def test_what_cannot_be_rendered_is_told(body: str, told: str) -> None:
    fragment, problems = rendered(body)
    assert fragment == EMPTY
    assert problems == [told]


def test_words_are_counted() -> None:
    assert rendered("## Two words\n\nand *three* more, `code` too")[0].words == 7


def test_a_chapter_of_a_longer_page_does_not_clash_with_the_others() -> None:
    body = html("## One\n\n[up](#one)\n\n###### Six\n\n::: details D\nx\n:::")
    chapter = markdown.nested(body, "part-2-")
    assert '<h3 id="part-2-one">One</h3>' in chapter
    assert '<a href="#part-2-one">' in chapter
    assert '<h6 id="part-2-six">Six</h6>' in chapter
    assert "<details open>" in chapter


def test_whatever_names_an_id_in_a_chapter_still_finds_it() -> None:
    names = ("for", "aria-labelledby", "aria-describedby", "popovertarget")
    body = '<p id="_x"></p>' + "".join(f'<i {name}="_x"></i>' for name in names) + '<a href="#_x"></a>'
    found = markdown.nested(body, "part-2-")
    assert found == body.replace("_x", "part-2-_x")
