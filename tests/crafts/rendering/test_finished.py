"""Finished pages read back: names, links, and what should never be seen."""

from __future__ import annotations

import pytest

from sendsite.crafts.rendering import finished
from sendsite.crafts.rendering.finished import Finished


def test_names_and_links_are_read_from_tags_alone() -> None:
    text = (
        '<h2 id="a">id="b" href="c"</h2><a class="x" href="/d/?e=1&amp;f=2#g">h</a><img src="i.png" alt="j &gt; k">'
        '<form action="/search/"><p id="a">l</p></form>'
    )
    assert finished.read(text) == Finished(("a", "a"), ("/d/?e=1&f=2#g", "i.png", "/search/"), ())


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
    assert leak in finished.read(text).leaks


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
    assert finished.read(text).leaks == ()
