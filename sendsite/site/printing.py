"""Questions about the page that holds the whole offer, for people who have no internet to read it with.

Regulation 57 of the Special Educational Needs and Disability Regulations 2014 asks for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from sendsite.crafts import addresses
from sendsite.crafts.markup import markdown
from sendsite.memo import remembered
from sendsite.site import data, frame, guides, links, lists, outputs, pages, views

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sendsite.memo import Ask
    from sendsite.model import Output

ADDRESS: Final = "print/"


@remembered
def sections(ask: Ask) -> tuple[str, ...]:
    """The paths of the sections that ``site.yaml`` wants printed; those that lead nowhere are reported."""
    written = ask(data.site_file).print
    found = [
        addresses.CONTENT + path.lstrip("/")
        for index, path in enumerate(written)
        if links.page_link(ask, data.SITE_FILE, path, "print", index) is not None
    ]
    return tuple(dict.fromkeys(found))


@remembered
def whole(ask: Ask) -> Output | None:
    """The whole offer on one page."""
    printed = tuple(found for path in ask(sections) if (found := ask(section, path)) is not None)
    view = frame.generated(ask, "The whole offer on paper", ADDRESS, "content/index.md")
    return frame.html(ask, ADDRESS, "print-all.html", {"page": view, "sections": printed}, data.SITE_FILE)


@remembered
def section(ask: Ask, path: str) -> views.PrintedSection | None:
    """A section with the bodies of all its pages."""
    card = ask(pages.card, path)
    if card is None:
        return None
    printed = tuple(found for each in _pages(ask, path) if (found := ask(chapter, each)) is not None)
    return views.PrintedSection(card.title, f"_print-{addresses.slug(card.address)}", printed)


@remembered
def chapter(ask: Ask, path: str) -> views.PrintedPage | None:
    """A page as it stands among others: its headings two levels down, its anchors its own."""
    card = ask(pages.card, path)
    if card is None or not (card.lang or "en").startswith("en"):
        return None
    anchor = f"_print-page-{addresses.slug(card.address)}"
    html = markdown.nested(markdown.nested(ask(outputs.body, path).html, f"{anchor}-"), "")
    address = links.canonical(ask, card.address)
    return views.PrintedPage(card.title, card.summary, anchor, address, Markup(html))  # noqa: S704 - as in frame.page


def _pages(ask: Ask, path: str) -> Iterator[str]:
    """The page at ``path`` and all below it, in the order in which readers find them there."""
    yield path
    if path.endswith("/index.md"):
        for each in ask(guides.parts, path) or ask(lists.below, path):
            yield from _pages(ask, each)
