"""Links to files, and whether they are alone in their paragraph."""

from __future__ import annotations

import pytest

from sendsite.crafts.markup.fragment import OPEN, SHUT
from sendsite.crafts.markup.offered import offered

LINK = f'<a href="{OPEN}3{SHUT}">our <em>plan</em></a>'


def link(words: str, is_alone: bool) -> str:  # noqa: FBT001 - as “offered” gives it
    return f"[{words}{' alone' if is_alone else ''}]"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f"<p>{LINK}</p>", "[our <em>plan</em> alone]"),
        (f"<p>See {LINK}.</p>", "<p>See [our <em>plan</em>].</p>"),
        (f"<p>{LINK}.</p>", "<p>[our <em>plan</em>].</p>"),
        (f"<p>See {LINK}</p>", "<p>See [our <em>plan</em>]</p>"),
        (f"<p>{LINK} {LINK}</p>", "<p>[our <em>plan</em>] [our <em>plan</em>]</p>"),
        (f"<li>{LINK}</li>", "<li>[our <em>plan</em>]</li>"),
        (f"<p>{LINK}</p>\n<p>{LINK}</p>", "[our <em>plan</em> alone]\n[our <em>plan</em> alone]"),
        (LINK.replace("3", "4"), LINK.replace("3", "4")),
        (LINK.replace(">our", ' title="T">our'), "[our <em>plan</em>]"),
    ],
)
def test_a_link_gets_its_words_and_its_place(html: str, expected: str) -> None:
    assert offered(html, {3: link}) == expected


def test_without_files_nothing_changes() -> None:
    assert offered(f"<p>{LINK}</p>", {}) == f"<p>{LINK}</p>"
