"""Short names explained where they are first used."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsite.crafts.markup.explained import explained
from sendsite.crafts.markup.markdown import render

KNOWN = frozenset({"DCO", "EHCP", "DfE"})


def marked(html: str) -> str:
    return explained(html, KNOWN, lambda word, written: f"{{{word}|{written}}}")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Ask the DCO. The DCO helps.</p>", "<p>Ask the {DCO|DCO}. The DCO helps.</p>"),
        ("<p>All DCOs</p>", "<p>All {DCO|DCOs}</p>"),
        ("<p>The DfE's plan</p>", "<p>The {DfE|DfE}'s plan</p>"),
        ("<p>DCO and <b>EHCP</b></p>", "<p>{DCO|DCO} and <b>{EHCP|EHCP}</b></p>"),
        ("<h2>The DCO</h2><p>A DCO</p>", "<h2>The DCO</h2><p>A {DCO|DCO}</p>"),
        ('<p><a href="x">The <em>DCO</em></a> DCO</p>', '<p><a href="x">The <em>DCO</em></a> {DCO|DCO}</p>'),
        ("<p><code>DCO</code></p>", "<p><code>DCO</code></p>"),
        ('<p><img alt="DCO" src="x"></p>', '<p><img alt="DCO" src="x"></p>'),
        ("<table><tr><th>DCO</th><td>DCO</td></tr></table>", "<table><tr><th>DCO</th><td>{DCO|DCO}</td></tr></table>"),
        ("<p>dco@DCO.example.org DCO/2 XDCO DCO-led DCOX</p>", "<p>dco@DCO.example.org DCO/2 XDCO DCO-led DCOX</p>"),
    ],
)
def test_only_the_first_use_in_the_text_is_explained(html: str, expected: str) -> None:
    assert marked(html) == expected


@pytest.mark.parametrize(
    "text",
    [
        "an officer (DCO) and the DCO",
        "the DCO (designated clinical officer) and a DCO",
        "an officer (called “DCO”) and the DCO",
        "the DCO is the designated clinical officer (DCO)",
        "DCO stands for an officer; the DCO",
    ],
)
def test_what_the_text_explains_itself_is_left_alone(text: str) -> None:
    assert marked(f"<p>{text}</p>") == f"<p>{text}</p>"


@given(st.lists(st.sampled_from(["DCO", "EHCPs", "# DCO\n\n", "[DCO](x.md)", "`DfE`", "**DfE**", " ", "\n\n", "- "])))
def test_nothing_but_the_words_changes_and_each_is_there_once(parts: list[str]) -> None:
    html = render("content/x.md", "".join(parts), 1)[0].html
    found = marked(html)
    assert re.sub(r"\{\w+\|(\w+)\}", r"\1", found) == html
    names = re.findall(r"\{(\w+)\|", found)
    assert len(names) == len(set(names))
