"""What somebody was about to write."""

from __future__ import annotations

import pytest

from sendsite.crafts import spelling


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("tilte", ("title", "summary"), "Did you mean “title”?"),
        ("x", ("b", "a"), "We know “a”, “b”."),
        ("x", (), ""),
        ("x", tuple(f"name-{n}" for n in range(20)), ""),
    ],
)
def test_the_nearest_name_is_offered(word: str, known: tuple[str, ...], hint: str) -> None:
    assert spelling.nearest(word, known) == hint
