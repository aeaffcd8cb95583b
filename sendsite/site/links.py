"""Questions about where links lead, asked of the site as it will be and answered at the line of the link."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from sendsite.crafts import addresses, schema
from sendsite.model import Problem
from sendsite.site import data, inputs, pages

if TYPE_CHECKING:
    from sendsite.memo import Ask

SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})
_HOST: Final = re.compile(r"www\.|[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|uk)(?:/|$)")
_EMPTY: Final = re.compile(r"\s*(?:\w+:/*|#)?\s*")


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a link leads: an address, or why it leads nowhere (a code, a sentence and what to do)."""

    href: str
    code: str = ""
    message: str = ""
    hint: str = ""


def href(ask: Ask, path: str) -> str:
    """The address of a page, as links on the same host have it."""
    return ask(data.base_path) + ask(pages.address, path)


def file_href(ask: Ask, path: str) -> str:
    """The address of a file that is copied as it is, as links on the same host have it."""
    return ask(data.base_path) + quote(addresses.file_address(path))


def canonical(ask: Ask, address: str) -> str:
    """The whole address of something on the site."""
    return ask(data.base_url) + address


def page_link(ask: Ask, holder: str, written: str, *steps: int | str) -> str | None:
    """The address of the page whose path stands at ``steps`` in the file ``holder``, or None and a problem."""
    found = ask(destination, addresses.CONTENT + "index.md", written.lstrip("/"))
    if found.code:
        ask.report(Problem(holder, *ask(pages.place, holder, *steps), "error", found.code, found.message, found.hint))
        return None
    return found.href


def report_unknown(ask: Ask, file: str, name: str, holder: str, *steps: int | str) -> None:
    """Report that ``name``, at ``steps`` in the file ``holder``, is not in a data file; not while that is faulty."""
    if (known := ask(data.known, file)) is not None:
        message = f"There is no “{name}” in data/{file}.yaml."
        place = ask(pages.place, holder, *steps)
        ask.report(Problem(holder, *place, "error", "reference-unknown", message, schema.nearest(name, known)))


def destination(ask: Ask, source: str, target: str) -> Destination:
    """Where ``target``, as written in the page ``source``, leads."""
    if _EMPTY.fullmatch(target):
        hint = "Write the address between the round brackets."
        return Destination("", "link-empty", "This link has no address.", hint)
    try:
        elsewhere = addresses.is_elsewhere(target)
    except ValueError:
        hint = "Write the whole address, such as https://www.example.org/."
        return Destination("", "link-broken", f"“{target}” is not an address.", hint)
    return _elsewhere(target) if elsewhere else _here(ask, source, target)


def _here(ask: Ask, source: str, target: str) -> Destination:
    path, fragment = addresses.linked_path(source, target)
    if path is None:
        hint = "A path that starts with / counts from content."
        return Destination("", "link-outside", f"“{target}” leads out of the folder content.", hint)
    if path.endswith(".md"):
        return _to_page(ask, source, path, target, fragment)
    if data.is_copied(path) and ask(inputs.source, path) is not None:
        return Destination(ask(file_href, path) + (f"#{fragment}" if fragment else ""))
    hint = _meant(target) or _nearest(ask, source, path)
    return Destination("", "link-broken", f"“{target}” does not lead to a page or file.", hint)


def _meant(target: str) -> str:
    if "@" in target:
        return f"Write mailto:{target}"
    return f"Write https://{target}" if _HOST.match(target) else ""


def picture(ask: Ask, source: str, target: str) -> Destination:
    """Where the file of a picture is. It must be ours: another site would learn from it who reads this page."""
    found = ask(destination, source, target)
    path = None if found.code or addresses.is_elsewhere(target) else addresses.linked_path(source, target)[0]
    if found.code or (path is not None and data.is_copied(path)):
        return found
    hint = "Save the picture in the folder of the page, if you may, and write its name here."
    return Destination("", "picture-elsewhere", f"“{target}” is not a picture in the folder content.", hint)


def _elsewhere(target: str) -> Destination:
    scheme = addresses.scheme(target)
    if scheme in SCHEMES:
        return Destination(target)
    if not scheme:
        return Destination("", "link-scheme", f"“{target}” does not say how to get there.", f"Write https:{target}")
    hint = "Links may begin with https:, http:, mailto: or tel:, or be a path to a Markdown file."
    return Destination("", "link-scheme", f"A link must not begin with “{scheme}:”.", hint)


def _to_page(ask: Ask, source: str, path: str, target: str, fragment: str) -> Destination:
    if ask(inputs.source, path) is None:
        return Destination("", "link-broken", f"“{target}” does not lead to a page.", _nearest(ask, source, path))
    if not ask(pages.published, path):
        message = f"“{target}” is not on the site: it is a draft, not due yet, or expired."
        return Destination("", "link-unpublished", message, "Take the link out until the page is published.")
    address = ask(href, path)
    if not fragment:
        return Destination(address)
    anchors = ask(pages.anchors, path)
    if anchors is not None and fragment not in anchors:
        near = get_close_matches(fragment, sorted(anchors), 1, 0.4)
        hint = f"Did you mean #{near[0]}?" if near else "Each heading of a page has a name, made from its words."
        return Destination("", "link-anchor", f"The page has no heading called “{fragment}”.", hint)
    return Destination(f"{address}#{fragment}")


def _nearest(ask: Ask, source: str, path: str) -> str:
    here = posixpath.dirname(source)
    files = (name for name in ask(inputs.names, addresses.CONTENT) if name.endswith(".md") or data.is_copied(name))
    known = [posixpath.relpath(name, here) for name in files]
    wanted = posixpath.relpath(path, here)
    stem = wanted.removesuffix(".html")
    inside = [found for form in ("{}/index.md", "{}.md") if (found := posixpath.normpath(form.format(stem))) in known]
    name = posixpath.basename(wanted)
    namesakes = [each for each in known if posixpath.basename(each) == name != "index.md"]
    near = inside or get_close_matches(wanted, namesakes, 1, 0) or get_close_matches(wanted, known, 1, 0.85)
    otherwise = "Write the path of the file; one that starts with / counts from content."
    return f"Did you mean {near[0]}?" if near else otherwise


def title(ask: Ask, written: str) -> str:
    """The title of the page at a path that counts from ``content/``."""
    card = ask(pages.card, addresses.CONTENT + written.lstrip("/"))
    return card.title if card is not None else ""
