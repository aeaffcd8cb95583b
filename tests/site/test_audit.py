"""The last look: what only the finished page shows."""

from __future__ import annotations

import pytest

from tests.content import page
from tests.sites import built

LAYOUT = '{{% extends "base.html" %}}\n{{% block lead %}}\n{}\n{{% endblock %}}\n'
A = {"content/a.md": page("A", "## Buses\n\nFree.")}


def told(lead: str) -> list[str]:
    return built({**A, "layouts/page.html": LAYOUT.format(lead)}).told


@pytest.mark.parametrize(
    "href",
    [
        "/nowhere/",
        "https://a](b/",
        "/a",
        "/a/#trains",
        "#trains",
        "https:",
        "/../",
        "a.css",
        "//",
        "/content/a.md",
        "/a/?x#y",
    ],
)
def test_a_link_of_a_layout_that_leads_nowhere_is_told_there(href: str) -> None:
    expected = [] if href == "https:" else ["layouts/page.html:3:10 layout-link"]
    assert told(f'<a href="{href}">x</a>') == expected


@pytest.mark.parametrize(
    "href",
    [
        "/",
        "/a/",
        "/a/#buses",
        "#buses",
        "/sitemap.xml",
        "https://www.example.org/",
        "mailto:a@example.org",
        "",
        "/?q=x",
    ],
)
def test_a_link_of_a_layout_that_leads_somewhere_is_fine(href: str) -> None:
    assert told(f'<a href="{href}">x</a>') == []


@pytest.mark.parametrize(
    ("href", "message", "hint"),
    [
        ("#busses", "This page has no heading or place called “#busses”", "Did you mean #buses?"),
        ("#trains", "This page has no heading or place called “#trains”", "Take out what follows"),
        ("/b/#fars", "The page has no heading or place called “#fars”", "Did you mean #fares?"),
        ("/c/#fars", "This link leads to “/c/#fars”, and there is no such page or file", "docs/layouts.md"),
    ],
)
def test_a_lost_heading_is_told_apart_from_a_lost_page(href: str, message: str, hint: str) -> None:
    layout = {"layouts/page.html": LAYOUT.format(f'{{% if page.title == "A" %}}<a href="{href}">x</a>{{% endif %}}')}
    (problem,) = built({**A, **layout, "content/b.md": page("B", "## Fares\n\nFree.")}).build.problems
    assert message in problem.message
    assert hint in problem.hint


def test_the_page_that_was_being_made_is_named() -> None:
    site = built({**A, "content/b.md": page("B", "Words."), "layouts/page.html": LAYOUT.format('<a href="/x/">x</a>')})
    (problem,) = site.build.problems
    assert problem.message.startswith("This link leads to “/x/”, and there is no such page or file on the site, ")
    assert problem.message.endswith(", while making the page of content/a.md and 1 more.")


def test_one_block_twice_on_a_page_is_told() -> None:
    terms = {"content/data/glossary.yaml": "terms:\n  - term: SEND\n    meaning: Needs.\n"}
    assert built({**terms, "content/a.md": page("A", "::: glossary\n")}).told == []
    twice = built({**terms, "content/a.md": page("A", "::: glossary\n\n::: glossary\n")})
    assert twice.told == ["content/a.md:6:1 output-id"]
    assert built({**terms, "content/a.md": page("A", "::: pages\n\n::: glossary\n")}).told == []


def test_one_id_twice_in_a_layout_is_told_there() -> None:
    assert told('<p id="_x">a</p>\n<p id="_x">b</p>') == ["layouts/page.html:3:4 output-id"]


def test_a_gap_that_nobody_filled_is_told() -> None:
    assert told("<p>Welcome to [website name]</p>") == ["layouts/page.html:3:15 output-leak"]


def test_an_editor_may_write_none() -> None:
    body = "| Cost | Wait |\n| --- | --- |\n| None | A week |\n"
    assert built({"content/a.md": page("A", body)}).told == []


def test_the_last_look_keeps_quiet_while_there_are_other_errors() -> None:
    layout = {"layouts/page.html": LAYOUT.format('<a href="/nowhere/">x</a>')}
    assert built({**A, **layout, "content/b.md": page("B", "[x](lost.md)")}).codes == ["link-broken"]
    assert built({**A, **layout}).codes == ["layout-link"]
