"""Questions about the versions of a page, in Easy Read and in other languages, that lie beside it as files."""

from __future__ import annotations

from collections import defaultdict
from types import MappingProxyType
from typing import TYPE_CHECKING

from sendsite.crafts import addresses
from sendsite.crafts.source import languages
from sendsite.memo import derived, remembered
from sendsite.model import Problem
from sendsite.site import inputs, links, lists, pages, views

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sendsite.crafts.dates import When
    from sendsite.memo import Ask


@derived
def _beside(ask: Ask) -> Mapping[str, tuple[str, ...]]:
    """The versions of each page that has some: of most sites a few, so that a new page mostly changes nothing here."""
    found = defaultdict(list)
    for path in pages.written(ask):
        if (sibling := languages.sibling(path)) is not None:
            found[sibling.original].append(path)
    return MappingProxyType({original: tuple(paths) for original, paths in found.items()})


def original(path: str) -> str:
    """The path of the page that the one at ``path`` is a version of, or itself."""
    sibling = languages.sibling(path)
    return path if sibling is None else sibling.original


@derived
def family(ask: Ask, path: str) -> tuple[views.Version, ...]:
    """The page at ``path`` and its published versions: itself, Easy Read, languages by code. Empty without any."""
    beside = [each for each in ask(_beside).get(path, ()) if pages.published(ask, each)]
    if not beside:
        return ()
    beside.sort(key=lambda each: (not each.endswith(f".{languages.EASY}.md"), each))
    return tuple(_view(ask, each) for each in (path, *beside))


def _view(ask: Ask, path: str) -> views.Version:
    sibling = languages.sibling(path)
    lang = pages.language(ask, path)
    is_easy = sibling is not None and sibling.is_easy
    url = links.canonical(ask, pages.address(ask, path))
    name = "Easy Read" if is_easy else languages.own_name(lang)
    return views.Version(name, lang, languages.direction(lang), links.href(ask, path), url, is_easy=is_easy)


def alternates(ask: Ask, path: str) -> tuple[tuple[str, str], ...]:
    """The page in each of its languages, by code with whole addresses, and for all others (``x-default``) the original.

    Empty for a page in one language, and for Easy Read, which is no language.
    """
    sibling = languages.sibling(path)
    spoken = [each for each in ask(family, original(path)) if not each.is_easy]
    if len(spoken) < 2 or (sibling is not None and sibling.is_easy):  # noqa: PLR2004 - two make a pair
        return ()
    return (*((each.lang, each.canonical) for each in spoken), ("x-default", spoken[0].canonical))


@remembered
def reviewed(ask: Ask, path: str) -> When | None:
    """The day on which a page was last checked."""
    page = ask(pages.record, path)
    return page.reviewed if page else None


def since(ask: Ask, path: str) -> When | None:
    """The day on which the original was checked after this version of it was; None while the version keeps up."""
    sibling = languages.sibling(path)
    if sibling is None:
        return None
    theirs, own = ask(reviewed, sibling.original), ask(reviewed, path)
    return theirs if theirs is not None and own is not None and own < theirs else None


@derived
def in_section(ask: Ask, path: str) -> tuple[views.Card, ...]:
    """The pages of a section in the language of its version at ``path``, by title."""
    sibling = languages.sibling(path)
    if sibling is None:
        return ()
    found = []
    for page, beside in ask(_beside).items():
        wanted = f"{page.removesuffix('.md')}.{sibling.mark}.md"
        if addresses.section_of(page) == sibling.original and wanted in beside and pages.published(ask, wanted):
            found.append(wanted)
    cards = [card for each in found if (card := ask(pages.card, each)) is not None]
    return tuple(lists.view(ask, card) for card in sorted(cards, key=lambda card: (card.title, card.path)))


@remembered
def misnamed(ask: Ask) -> None:
    """Report versions without an original, in a language that nobody knows, or in that of the page itself."""
    for path in pages.written(ask):
        found = languages.ending(path)
        if found is None:
            continue
        sibling = languages.sibling(path)
        has_original = ask(inputs.source, found.original) is not None
        if sibling is None:
            meant = languages.mistaken(path)
            if meant or has_original:
                _report_mark(ask, path, found, meant or languages.nearest(found.mark))
        elif languages.sibling(found.original) is not None:
            message = "This is a version of a version, and a page has versions of itself alone."
            hint = f"Name the file after the page and one language, or after the page and “{languages.EASY}”."
            ask.report(Problem(path, 1, 1, "error", "version-alone", message, hint))
        elif not has_original:
            message = f"There is no page {found.original} for this to be a version of."
            near = addresses.nearest(found.original, [each for each in pages.written(ask) if each != path])
            renamed = f"{near.removesuffix('.md')}.{found.mark}.md"
            hint = f"Did you mean {renamed}?" if near else "Write that page first, or give this file its name."
            ask.report(Problem(path, 1, 1, "error", "version-alone", message, hint))
        elif not sibling.is_easy and _is_in(ask, found.original, sibling.mark):
            message = f"{found.original} is in this language itself."
            hint = "Delete one of the two, or give the page its “lang”."
            ask.report(Problem(path, 1, 1, "error", "version-language", message, hint))


def _is_in(ask: Ask, path: str, mark: str) -> bool:
    """Whether the page at ``path`` is in the language ``mark``; British English is English."""
    return pages.language(ask, path).removesuffix("-GB") == mark.removesuffix("-GB")


def _report_mark(ask: Ask, path: str, found: languages.Sibling, meant: str) -> None:
    message = f"“{found.mark}” is not the code of a language that we know."
    stem = found.original.rpartition("/")[2].removesuffix(".md")
    better = f"{stem}.{meant}.md"
    hint = f"Rename the file to “{better}”." if meant else f"Rename it, for instance to “{stem}-{found.mark}.md”."
    ask.report(Problem(path, 1, 1, "error", "version-language", message, hint))
