"""Finished pages read back: names, links, and what should never be seen."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sendsite.crafts.rendering import finished
from sendsite.crafts.rendering.finished import Finished


def test_names_and_links_are_read_from_tags_alone() -> None:
    text = (
        '<h2 id="a">id="b" href="c"</h2><a class="x" href="/d/?e=1&amp;f=2#g">h</a><img src="i.png" alt="j &gt; k">'
        '<form action="/search/"><p id="a">l</p></form>'
    )
    assert finished.read(text.encode()) == Finished(("a", "a"), ("/d/?e=1&f=2#g", "i.png", "/search/"), ())


@pytest.mark.parametrize(
    ("text", "leak"),
    [
        ("<p>{{ page.title }}</p>", "{{"),
        ("<p>{% if x %}</p>", "{%"),
        ("<p>None</p>", "None"),
        ("<td> None </td>", "None"),
        ("<p>Undefined</p>", "Undefined"),
        ('<a href="None">x</a>', "None"),
        ("<p>[website name]</p>", "[website name]"),
        ("<p>[Insert your council here]</p>", "[Insert your council here]"),
        ("<p>[Note: for the editor]</p>", "[Note: for the editor]"),
        ("<p>a\x02b</p>", "\x02"),
        ("<p>a\ue000b</p>", "\ue000"),
        ("<p>wzxhzdk:1</p>", "wzxhzdk"),
        ("<p>&lt;views.Page object at 0x7f12&gt;</p>", "&lt;views.Page object at 0x7f12"),
    ],
)
def test_what_no_reader_should_see_is_found(text: str, leak: str) -> None:
    assert leak in finished.read(text.encode()).leaks


@pytest.mark.parametrize(
    "text",
    [
        "<p>None of these</p>",
        "<p>None, so far</p>",
        "<p>[sic]</p>",
        "<p>a [1] b</p>",
        "<code>{{ page.title }}</code>",
        "<pre><code>{% if x %}\n[insert name]</code></pre>",
        "<p>100 % { a }</p>",
        "<p>Nando None-Smith</p>",
        "<p>tab\tand\nline</p>",
        "<p>Zażółć 😀 “”</p>",
        "<meta content=\"default-src 'none'\">",
    ],
)
def test_what_readers_may_see_is_left_alone(text: str) -> None:
    assert finished.read(text.encode()).leaks == ()


def read_tag_by_tag(text: str) -> Finished:
    """What ``read`` finds, by looking at everything: each tag, and each letter for each kind of leak."""
    written = [
        each
        for tag in re.findall(r"<[a-zA-Z][^<>]*>", text)
        for each in re.findall(r'\s(id|href|src|action|poster)="([^"]*)"', tag)
    ]
    leak = (
        r"\{\{|\}\}|\{%|%\}|\{#|#\}"
        r"|(?i:\[(?:insert|note:|name of|website name|organisation name|your |date|tbc|todo|link)[^\[\]<>\n]{0,80}\])"
        r"|(?<=>)\s*(?:None|Undefined|nan)\s*(?=<)|(?<==\")(?:None|Undefined)(?=\")|&lt;[\w. ]+ object at 0x\w*"
        r"|[\x00-\x08\x0b-\x1f\x7f-\x9f\ue000-\uf8ff]|wzxhzdk|klzzwxh"
    )
    seen = re.sub(r"(?s)<(code|pre|script|style)\b[^<>]*>.*?</\1>", "", text)
    return Finished(
        tuple(html.unescape(value) for name, value in written if name == "id"),
        tuple(dict.fromkeys(html.unescape(value) for name, value in written if name != "id")),
        tuple(dict.fromkeys(match[0].strip() for match in re.finditer(leak, seen))),
    )


PIECES = st.sampled_from(
    [
        *(
            'id="',
            ' id="',
            ' href="',
            '\nsrc="',
            '\xa0poster="',
            'action="',
            '"',
            "<",
            ">",
            "</",
            "<a",
            "<a ",
            "< a",
            "x",
        ),
        *("{{", "}}", "{%", "#}", "[insert x]", "[TBC", "]", "None", ">None<", "> nan\n<", '="None"', '="Undefined"'),
        *("&lt;a.b object at 0xff", " object at 0x", "\x00", "\x0c", "\x1c", "\x85", "\ue000", "wzxhzdk", "klzzwxh"),
        *("<code>", "</code>", '<pre class="x">', "</pre>", "<style>", "</style>", "&amp;", "[L\u0130NK a]", "\n", " "),
    ]
)


@given(st.lists(PIECES, max_size=14).map("".join))
@example('<a id=" href="x">')
@example('<a data-id="1" title="> id="2">')
@example('="None"None')
def test_nothing_is_missed_by_looking_only_where_something_can_be(text: str) -> None:
    assert finished.read(text.encode()) == read_tag_by_tag(text)


PAGES = sorted((Path(__file__).resolve().parent.parent.parent / "golden").rglob("*.html"))


@given(st.sampled_from(PAGES), st.data())
def test_nothing_is_missed_in_a_page_with_something_changed_in_it(page: Path, data: st.DataObject) -> None:
    text = page.read_text("utf-8")
    at = data.draw(st.integers(0, len(text)))
    changed = text[:at] + data.draw(PIECES) + text[at + data.draw(st.integers(0, 3)) :]
    assert finished.read(changed.encode()) == read_tag_by_tag(changed)
