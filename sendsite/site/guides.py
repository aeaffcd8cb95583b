"""Questions about guides: pages read in order, whether of a guide proper or of a consultation."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from sendsite.crafts import addresses
from sendsite.crafts.source.kinds import Consultation, Guide
from sendsite.memo import remembered
from sendsite.model import Problem
from sendsite.site import data, links, pages, views

if TYPE_CHECKING:
    from sendsite.codes import Code
    from sendsite.memo import Ask
    from sendsite.model import Severity

PRINT = "print/"


@remembered
def parts(ask: Ask, path: str) -> tuple[str, ...]:
    """The paths of the parts of the guide at ``path``, in order; empty when it is not a guide."""
    record = ask(pages.record, path)
    if not isinstance(record, Guide | Consultation):
        return ()
    folder = posixpath.dirname(path)
    found: list[str] = []
    for index, written in enumerate(record.parts):
        target = links.destination(ask, path, written)
        part = "" if target.code else addresses.linked_path(path, written)[0] or ""
        severity: Severity = target.severity
        fault: tuple[Code, str, str]
        if target.code:
            fault = (target.code, target.message, target.hint)
        elif posixpath.dirname(part) != folder:
            hint = "Move the page into the folder, or link to it from the text."
            fault = ("part-elsewhere", f"“{written}” is not in the folder of this guide.", hint)
        elif part == path:
            fault = ("part-twice", f"“{written}” is this very page, which comes before its parts.", "Take it out.")
        elif part in found:
            fault = ("part-twice", f"“{written}” is listed twice.", "Keep one of them.")
        else:
            found.append(part)
            continue
        code, message, hint = fault
        ask.report(Problem(path, *ask(pages.place, path, "parts", index), severity, code, message, hint))
    return tuple(found)


@remembered
def forgotten(ask: Ask) -> None:
    """Report pages in the folder of a guide that are no part of it: no page of the guide would lead to them."""
    for path in ask(pages.originals):
        index = f"{posixpath.dirname(path)}/index.md"
        listed = ask(parts, index) if path != index and pages.published(ask, index) else ()
        record = ask(pages.record, index) if listed else None
        is_sound = isinstance(record, Guide | Consultation) and len(record.parts) == len(listed)
        if is_sound and path not in listed:
            message = f"This page is in the folder of a guide, and {index} does not list it in “parts”."
            hint = f"Move the page out of the folder, or add this line to “parts” there: - {posixpath.basename(path)}"
            ask.report(Problem(path, 1, 1, "warning", "part-missing", message, hint))


def guide_of(ask: Ask, path: str) -> str | None:
    """The path of the guide that has ``path`` as a part."""
    index = f"{posixpath.dirname(path)}/index.md"
    return index if path != index and pages.published(ask, index) and path in ask(parts, index) else None


@remembered
def guide(ask: Ask, path: str) -> views.Guide | None:
    """The guide at ``path`` as its pages show it, or None when it has no parts."""
    listed = ask(parts, path)
    card = ask(pages.card, path)
    if not listed or card is None:
        return None
    base = ask(data.base_path)
    cards = [found for part in listed if (found := ask(pages.card, part)) is not None]
    numbered = tuple(
        views.Part(each.title, base + each.address, each.summary, number) for number, each in enumerate(cards, 1)
    )
    return views.Guide(card.title, base + card.address, numbered, f"{base}{card.address}{PRINT}")
