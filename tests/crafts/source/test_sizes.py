"""Files that are too large are told, and how large they are."""

from __future__ import annotations

import pytest

from sendsite.crafts.source import sizes
from sendsite.crafts.source.sizes import MEGABYTE


@pytest.mark.parametrize(
    ("path", "size", "told"),
    [
        ("content/a.md", MEGABYTE, None),
        ("content/a.md", MEGABYTE + 1, ("error", "file-large")),
        ("content/data/a.YAML", MEGABYTE + 1, ("error", "file-large")),
        ("layouts/assets/site.css", MEGABYTE + 1, ("error", "file-large")),
        ("content/a.pdf", 10 * MEGABYTE, None),
        ("content/a.pdf", 10 * MEGABYTE + 1, ("warning", "file-heavy")),
        ("content/a.pdf", 100 * MEGABYTE, ("warning", "file-heavy")),
        ("content/a.pdf", 100 * MEGABYTE + 1, ("error", "file-large")),
        ("content/a", 0, None),
    ],
)
def test_a_size_is_right_or_told(path: str, size: int, told: tuple[str, str] | None) -> None:
    problem = sizes.fault(path, size)
    assert (problem and (problem.severity, problem.code)) == told
    assert (size > sizes.limit(path)) == (told is not None and told[0] == "error")


def test_the_size_is_said_in_words_that_editors_see_elsewhere() -> None:
    text, film, scan = (
        sizes.fault(f"content/a.{ending}", size)
        for ending, size in (("md", 1_000_001), ("mp4", 2_345_600_000), ("pdf", 12_340_000))
    )
    assert text
    assert film
    assert scan
    assert text.message == "This file is too large: it has 1.1 MB, and 1 MB is the most we take of its kind."
    assert film.message == "This file is too large: it has 2,345.6 MB, and 100 MB is the most we take of its kind."
    assert scan.message == "This file has 12.4 MB, which takes minutes to load on a phone and costs families money."
