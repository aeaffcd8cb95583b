"""A site that has suddenly lost many of its pages: more often a slip than a wish, so it is asked about."""

from __future__ import annotations

from sendsite.model import Problem


def shrank(before: int, after: int) -> Problem | None:
    """The question to ask when more than a third of the pages that were published would be gone."""
    lost = before - after
    if 3 * lost <= before:
        return None
    message = (
        f"The published site has {_pages(before)}, and the new one would have only {after:,}. "
        "So large a fall is more often a slip than a wish."
    )
    hint = "See whether files are missing from content/. If the pages are meant to go, build again with --allow-shrink."
    return Problem("content", 1, 1, "error", "site-shrank", message, hint)


def pages_in(paths: tuple[str, ...]) -> int:
    """How many of these files are pages."""
    return sum(path.endswith(".html") for path in paths)


def _pages(number: int) -> str:
    return f"{number:,} page" if number == 1 else f"{number:,} pages"
