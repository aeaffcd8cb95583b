"""Questions about the pages that are not on the site at this moment, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sendsite.crafts import dates
from sendsite.crafts.source import languages
from sendsite.memo import remembered
from sendsite.model import Absence
from sendsite.site import inputs, pages

if TYPE_CHECKING:
    from sendsite.memo import Ask


@remembered
def absences(ask: Ask) -> tuple[Absence, ...]:
    """Every page that somebody wrote and that is not published, by path."""
    found = (absence(ask, path) for path in pages.written(ask) if not pages.published(ask, path))
    return tuple(each for each in found if each is not None)


def absence(ask: Ask, path: str) -> Absence | None:
    """Why the page at ``path`` is not on the site: it is a draft, not due yet, or expired."""
    page = ask(pages.record, path)
    if page is None:
        return None
    sibling = languages.sibling(path)
    if sibling is not None and not pages.published(ask, sibling.original):
        original = ask(inputs.source, sibling.original)
        reason = f"{sibling.original}, of which it is a version, is not on the site." if original else ""
        return Absence(path, 1, 1, reason or f"There is no {sibling.original} for it to be a version of.")
    if page.draft:
        return Absence(path, *ask(pages.place, path, "draft"), "It is a draft.")
    if page.publish and not ask(inputs.passed, page.publish.start):
        reason = f"It will be published at {dates.words(page.publish)}."
        if page.publish.precision == "day":
            reason = f"It will be published on {dates.words(page.publish)}."
        return Absence(path, *ask(pages.place, path, "publish"), reason)
    if page.expires and ask(inputs.passed, page.expires.finish):
        word = "at" if page.expires.precision == "minute" else "after"
        reason = f"It expired {word} {dates.words(page.expires)}."
        return Absence(path, *ask(pages.place, path, "expires"), reason, is_past=True)
    return None
