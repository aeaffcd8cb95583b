"""Questions asked of finished pages: a last look for what no check of the sources has seen."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from difflib import get_close_matches
from types import MappingProxyType
from typing import TYPE_CHECKING, Final
from urllib.parse import SplitResult, unquote, urlsplit

from sendsite.crafts import addresses
from sendsite.crafts.markup.blocks import PLACED
from sendsite.crafts.rendering import finished, templates
from sendsite.memo import derived, remembered
from sendsite.model import Problem
from sendsite.site import data, inputs, pages
from sendsite.site.routes import Route, routes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sendsite.codes import Code
    from sendsite.crafts.markup.blocks import Block
    from sendsite.crafts.rendering.finished import Finished
    from sendsite.memo import Ask

CODES: Final = frozenset({"layout-link", "output-id", "output-leak"})
# A link to another site without any sign that may make it none: there is nothing to ask, and nothing to remember.
_ELSEWHERE: Final = re.compile(r"(?:https?://|mailto:|tel:)[\w./?&=@+%~-]*", re.ASCII)


@remembered
def audited(ask: Ask, route: Route) -> None:
    """Report what is wrong with a finished page: names given twice, links that lead nowhere, traces of machinery."""
    page = read(ask, route)
    if page is None:
        return
    again = _blocks_again(ask, route) if len(set(page.ids)) < len(page.ids) else ()
    for block in again:
        message = f"The block “{block.name}” is on this page twice, so a link into it may lead to the wrong one."
        ask.report(Problem(route.source, block.line, 1, "error", "output-id", message, "Delete one of the two."))
    if again:  # all that is in such blocks is there twice
        page = replace(page, ids=tuple(dict.fromkeys(page.ids)))
    for sign, code, message, hint in _faults(ask, route, page):
        ask.report(replace(_place(ask, route, sign), code=code, message=message, hint=hint))


def _blocks_again(ask: Ask, route: Route) -> tuple[Block, ...]:
    """The blocks that are on a page for the second time, and so with the same names in them."""
    blocks = ask(pages.fragment, route.source).blocks if route.is_written else ()
    placed = [block for block in blocks if block.name in PLACED]
    said = [(block.name, block.label) for block in placed]
    return tuple(block for number, block in enumerate(placed) if said[number] in said[:number])


def _faults(ask: Ask, route: Route, page: Finished) -> Iterator[tuple[str, Code, str, str]]:
    """Each fault: what stands in the page, the code, what is wrong and what to do."""
    named = Counter(page.ids) if len(set(page.ids)) < len(page.ids) else {}
    for name in sorted(name for name, times in named.items() if times > 1):
        message = f"Two things on this page have the name “{name}” (their id), so a link to it may go wrong."
        yield f'id="{name}"', "output-id", message, f'Give one of them another name, such as id="{name}-2"'
    for link in page.links:
        is_here = link.startswith("#") and unquote(link[1:]) in {"", *page.ids}
        is_known = is_here or (not link.startswith("/") and _ELSEWHERE.fullmatch(link) is not None)
        if not is_known and not ask(_leads_somewhere, link):
            yield f'"{link}"', "layout-link", *_why_nowhere(ask, link, page)
    written = ask(data.decoded, route.source) or "" if page.leaks else ""
    for leak in page.leaks:
        if leak.isalpha() and re.search(rf"\b{leak}\b", written):  # “None” is a word, where an editor wrote it
            continue
        message = f"Readers would see “{leak}” on this page." if leak.isprintable() else "There is a stray sign here."
        yield leak, "output-leak", message, "Look for it in the page, in its data and in the layouts."


def _why_nowhere(ask: Ask, link: str, page: Finished) -> tuple[str, str]:
    """What is wrong with a link that leads nowhere from a finished ``page``, and what to do."""
    parts = _parts(link)
    if parts is None:
        return f"“{link}” is not an address.", "Write the whole address, such as https://www.example.org/"
    target = None if link.startswith("#") else _at(ask, unquote(parts.path.removeprefix(ask(data.base_path))))
    if not parts.fragment or (target is None and not link.startswith("#")):
        message = f"This link leads to “{link}”, and there is no such page or file on the site."
        return message, "Write a name from docs/layouts.md for the address, such as {{ page.href }}"
    which = "This page" if target is None else "The page"
    names = page.ids if target is None else tuple(ask(_names, target))
    near = get_close_matches(unquote(parts.fragment), sorted(names), 1, 0.7)
    hint = f"Did you mean #{near[0]}?" if near else "Take out what follows the page in the address, from # on."
    return f"{which} has no heading or place called “#{unquote(parts.fragment)}” for this link to lead to.", hint


def read(ask: Ask, route: Route) -> Finished | None:
    """A finished page of ours read back; None for any other file."""
    if not route.path.endswith(".html") or route.is_copied:
        return None
    output = ask(route.make, *route.args)
    return finished.read(output.data) if output is not None else None


@remembered
def _names(ask: Ask, route: Route) -> frozenset[str]:
    page = read(ask, route)
    return frozenset(page.ids) if page is not None else frozenset()


def _parts(link: str) -> SplitResult | None:
    try:
        return urlsplit(link)
    except ValueError:  # brackets where a host should be
        return None


@remembered
def _leads_somewhere(ask: Ask, link: str) -> bool:
    """Whether there is something at ``link``, other than on the page that has it.

    An empty one was told where it was written, and other sites are not asked.
    """
    parts = _parts(link)
    base = ask(data.base_path)
    if parts is None:
        return False
    if not link or parts.scheme or parts.netloc:
        return True
    if not parts.path.startswith(base):
        return False
    target = _at(ask, unquote(parts.path.removeprefix(base)))
    if target is None:
        return False
    # What follows the # means a page of a PDF, a moment of a film: only pages have names in them.
    return not parts.fragment or not target.path.endswith(".html") or unquote(parts.fragment) in ask(_names, target)


def _at(ask: Ask, address: str) -> Route | None:
    """Who makes the file at an address below the base URL."""
    path = f"{address}index.html" if address.endswith("/") or not address else address
    return ask(_by_path).get(path)


@derived
def _by_path(ask: Ask) -> Mapping[str, Route]:
    return MappingProxyType({route.path: route for route in ask(routes)})


def _place(ask: Ask, route: Route, sign: str) -> Problem:
    """A problem without words at the place where ``sign`` stands: in the source, or a layout, or else on line 1."""
    layouts = ask(inputs.names, templates.FOLDER, ".html")
    for path in (route.source, *layouts):
        text = ask(data.decoded, path) if path.startswith((addresses.CONTENT, templates.FOLDER)) else None
        if text is not None and (at := text.find(sign)) >= 0:
            at += sign.startswith('"')
            line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
            page = route.source if path in layouts else ""
            return Problem(path, line, column, "error", "output-leak", "", page=page)
    path = route.source if ask(inputs.source, route.source) is not None else "content/index.md"
    return Problem(path, 1, 1, "error", "output-leak", "")
