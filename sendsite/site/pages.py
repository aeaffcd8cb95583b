"""Questions about single pages: what was written, whether it is published, where it lives, what lists see of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sendsite.crafts import addresses
from sendsite.crafts.language import prose
from sendsite.crafts.markup import hidden, markdown
from sendsite.crafts.source import frontmatter, kinds, languages, schema
from sendsite.memo import derived, passing, remembered
from sendsite.site import data, inputs

if TYPE_CHECKING:
    from sendsite.crafts.dates import When
    from sendsite.crafts.markup.fragment import Fragment
    from sendsite.crafts.source.frontmatter import Matter
    from sendsite.crafts.source.kinds import Page
    from sendsite.memo import Ask


@dataclass(frozen=True, slots=True)
class Card:
    """What lists, breadcrumbs and feeds see of a page; its body and its other fields do not concern them."""

    path: str
    address: str
    kind: str
    title: str
    summary: str
    lang: str | None
    order: int | None
    start: When | None = None
    end: When | None = None
    opens: When | None = None
    place: str | None = None
    online: str | None = None
    cancelled: str | None = None
    board: str | None = None
    decided: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a page lives below the base URL, whether it is there at this moment, and whether its time is to come."""

    address: str
    is_published: bool
    is_to_come: bool = False


def written(ask: Ask) -> tuple[str, ...]:
    """The paths of all pages that somebody wrote, published or not."""
    return ask(inputs.names, addresses.CONTENT, ".md")


@passing
def _matter(ask: Ask, path: str) -> Matter | None:
    text = ask(data.decoded, path)
    if text is None:
        return None
    matter, problems = frontmatter.split(path, text)
    ask.report(*problems)
    return matter


@remembered
def record(ask: Ask, path: str) -> Page | None:
    """The front matter of a page as a record of its kind, or None when it is faulty."""
    matter = ask(_matter, path)
    if matter is None:
        return None
    kind = kinds.kind_of(path, frozenset(name.text or "" for name, _ in matter.fields.fields))
    found, problems = schema.read(kind, matter.fields, path)
    ask.report(*problems)
    return found


def place(ask: Ask, path: str, *steps: int | str) -> tuple[int, int]:
    """Line and column of a value in front matter or in a YAML file.

    Asked only about faults, so that no other answer hangs on line numbers.
    """
    matter = ask(_matter, path) if path.endswith(".md") else None
    tree = matter.fields if matter is not None else ask(data.tree, path)
    return schema.position(tree, steps) if tree is not None else (1, 1)


def body_text(ask: Ask, path: str) -> tuple[str, int]:
    """The body of a page and its first line; an edit to the front matter that moves nothing stops here."""
    matter = ask(_matter, path)
    if matter is not None:
        return matter.body, matter.body_line
    return frontmatter.body_of(ask(data.decoded, path) or "") or ("", 1)


@passing
def fragment(ask: Ask, path: str) -> Fragment:
    """The body of a page as HTML, still open for links and blocks."""
    body, line = ask(body_text, path)
    found, problems = markdown.render(path, body, line)
    ask.report(*problems)
    return found


def prose_text(ask: Ask, path: str) -> str:
    """The body of a page with notes and code blotted out, letter for letter; empty when it is too tangled to render."""
    body, _ = ask(body_text, path)
    return prose.without_code(hidden.prose(body)) if ask(fragment, path).html else ""


@remembered
def anchors(ask: Ask, path: str) -> frozenset[str] | None:
    """The names within a page that links can lead to; None while the page is too faulty to tell."""
    if ask(_matter, path) is None:
        return None
    return frozenset(heading.anchor for heading in ask(fragment, path).headings)


@remembered
def standing(ask: Ask, path: str) -> Standing:
    """Whether and where the page is on the site: all that links to it need to know."""
    sibling = languages.sibling(path)
    above = ask(standing, sibling.original) if sibling is not None else None
    if ask(inputs.source, path) is None:
        return Standing(_place(path, None, above), is_published=False)
    page = ask(record, path)
    place = _place(path, page.slug if page else None, above)
    if above is not None and not above.is_published:
        return Standing(place, is_published=False, is_to_come=above.is_to_come)
    if page is None:  # it must be mended, not hidden
        return Standing(place, is_published=True)
    is_due = not page.publish or ask(inputs.passed, page.publish.start)
    if ask(inputs.drafts_wanted):
        return Standing(place, is_published=True, is_to_come=not page.draft and not is_due)
    if page.draft or not is_due:
        return Standing(place, is_published=False, is_to_come=not page.draft)
    return Standing(place, is_published=not (page.expires and ask(inputs.passed, page.expires.finish)))


def _place(path: str, slug: str | None, original: Standing | None) -> str:
    sibling = languages.sibling(path)
    if sibling is None or original is None:
        return addresses.page_address(path, slug)
    return original.address + sibling.part


def published(ask: Ask, path: str) -> bool:
    """Whether the page belongs on the site at this moment. A faulty page does."""
    return ask(standing, path).is_published


def address(ask: Ask, path: str) -> str:
    """Where the page lives, below the base URL."""
    return ask(standing, path).address


@remembered
def listed(ask: Ask) -> tuple[str, ...]:
    """The paths of all pages of the site."""
    return tuple(path for path in written(ask) if published(ask, path))


@remembered
def originals(ask: Ask) -> tuple[str, ...]:
    """The paths of all pages of the site that lists show: those that are not a version of another."""
    return tuple(path for path in ask(listed) if languages.sibling(path) is None)


def language(ask: Ask, path: str) -> str:
    """The code of the language of a page."""
    sibling = languages.sibling(path)
    if sibling is not None and not sibling.is_easy:
        return sibling.mark
    page = ask(record, sibling.original if sibling is not None else path)
    return (page.lang if page is not None else None) or languages.ENGLISH


@remembered
def card(ask: Ask, path: str) -> Card | None:
    """The face of a page, or None for one that is faulty."""
    page = ask(record, path)
    if page is None:
        return None
    lang = page.lang if languages.sibling(path) is None else language(ask, path)
    face = Card(path, address(ask, path), type(page).__name__.lower(), page.title, page.summary, lang, page.order)
    match page:
        case kinds.News(date=date):
            return replace(face, start=date)
        case kinds.Event():
            face = replace(face, start=page.start, end=page.end, place=page.place)
            return replace(face, online=page.online, cancelled=page.cancelled)
        case kinds.Meeting():
            board = ask(data.board, page.board)
            return replace(face, start=page.date, place=page.place, board=board.name if board else None)
        case kinds.Consultation():
            return replace(face, opens=page.opens, start=page.closes, decided=page.outcome is not None)
    return face


@derived
def cards(ask: Ask, folder: str) -> tuple[Card, ...]:
    """The cards of all pages below ``content/<folder>``, its index left out; as the paths sort."""
    paths = (path for path in ask(originals) if path.startswith(folder) and path != f"{folder}index.md")
    return tuple(found for path in paths if (found := ask(card, path)) is not None)
