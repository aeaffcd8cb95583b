"""Words that wait for others, as the value of a field."""

from __future__ import annotations

import pytest

from sendsite.crafts import gaps
from tests.sites import built


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Details to follow", "Details to follow"),
        ("more information to follow shortly.", "more information to follow shortly."),
        ("TBC", "TBC"),
        ("To be announced", "To be announced"),
        ("We meet on xx/xx/xxxx", "xx/xx/xxxx"),
        ("Lorem ipsum dolor", "Lorem ipsum"),
        ("What TBC means", ""),
        ("The steps to follow", ""),
        ("Details to follow up", ""),
        ("1/2/2026", ""),
    ],
)
def test_a_value_that_waits(text: str, words: str) -> None:
    assert gaps.in_value(text) == words


def test_a_field_that_waits_is_told_at_its_place() -> None:
    site = built({"content/help.md": "---\ntitle: Help\nsummary: Details to follow.\n---\nCome in.\n"})
    assert "content/help.md:3:10 placeholder" in site.told
