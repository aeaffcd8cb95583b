"""Questions about where links lead, asked of the site as it will be and answered at the line of the link."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit

from sendsite.crafts import addresses, spelling
from sendsite.crafts.pictures.facts import SHOWN, suffix
from sendsite.memo import remembered
from sendsite.model import Problem
from sendsite.site import absences, data, inputs, pages, services

if TYPE_CHECKING:
    from sendsite.codes import Code
    from sendsite.memo import Ask
    from sendsite.model import Severity

SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})
_HOST: Final = re.compile(r"www\.|[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|uk)(?:/|$)")
_WHOLE: Final = "Write the whole address, such as https://www.example.org/"
_FEW: Final = 8  # headings that are listed in a hint
_EMPTY: Final = re.compile(r"\s*(?:\w+:/*|#)?\s*")


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a link leads: an address, or why it leads nowhere (a code, a sentence and what to do).

    ``file`` is the path of the file of the site that it leads to, if it is one.
    """

    href: str
    code: Code | None = None
    message: str = ""
    hint: str = ""
    file: str | None = None

    @property
    def severity(self) -> Severity:
        """How grave it is that it leads nowhere.

        A page that expires must not stop the next build of the site, which nobody may be watching.
        """
        return "warning" if self.code == "link-expired" else "error"


def href(ask: Ask, path: str) -> str:
    """The address of a page, as links on the same host have it."""
    return ask(data.base_path) + pages.address(ask, path)


def file_href(ask: Ask, path: str) -> str:
    """The address of a file that is copied as it is, as links on the same host have it."""
    return ask(data.base_path) + quote(addresses.file_address(path))


def canonical(ask: Ask, address: str) -> str:
    """The whole address of something on the site."""
    return ask(data.base_url) + address


def page_link(ask: Ask, holder: str, written: str, *steps: int | str) -> str | None:
    """The address of the page whose path stands at ``steps`` in the file ``holder``, or None and a problem."""
    found = destination(ask, addresses.CONTENT + "index.md", written.lstrip("/"))
    if found.code:
        ask.report(
            Problem(holder, *ask(pages.place, holder, *steps), found.severity, found.code, found.message, found.hint)
        )
        return None
    return found.href


def report_unknown(ask: Ask, file: str, name: str, holder: str, *steps: int | str) -> None:
    """Report that ``name``, at ``steps`` in the file ``holder``, is not in a data file; not while that is faulty."""
    if (known := ask(data.known, file)) is not None:
        place = ask(pages.place, holder, *steps)
        ask.report(Problem(holder, *place, "error", "reference-unknown", *unknown(name, file, known)))


def unknown(name: str, file: str, known: tuple[str, ...]) -> tuple[str, str]:
    """What to say of a ``name`` that is not among the ``known`` ones of a data file, and what to do."""
    hint = spelling.nearest(name, known) or "Add it there, or take it out here."
    return f"There is no “{name}” in data/{file}.yaml.", hint


def destination(ask: Ask, source: str, target: str) -> Destination:
    """Where ``target``, as written in the page ``source``, leads."""
    if addresses.is_plain(target):
        return _here(ask, source, target)
    if _EMPTY.fullmatch(target):
        hint = "Write the address between the round brackets."
        return Destination("", "link-empty", "This link has no address.", hint)
    try:
        elsewhere = addresses.is_elsewhere(target)
    except ValueError:
        return Destination("", "link-broken", f"“{target}” is not a web address.", _WHOLE)
    return _elsewhere(target) if elsewhere else _here(ask, source, target)


def _here(ask: Ask, source: str, target: str) -> Destination:
    path, fragment = addresses.linked_path(source, target)
    if path is None:
        astray = posixpath.normpath(posixpath.join(posixpath.dirname(source), urlsplit(target).path.lstrip("/")))
        message = f"“{target}” leads out of the folder content."
        return Destination("", "link-outside", message, _nearest(ask, source, astray))
    if path.endswith(".md"):
        return _to_page(ask, source, path, target, fragment)
    if data.is_copied(path) and ask(inputs.source, path) is not None:
        return Destination(file_href(ask, path) + (f"#{fragment}" if fragment else ""), file=path)
    place = f"{path.removeprefix(addresses.CONTENT)}/"
    if ask(services.is_made, place):
        return Destination(ask(data.base_path) + place + (f"#{fragment}" if fragment else ""))
    hint = _meant(target) or _nearest_made(ask, place) or _nearest(ask, source, path)
    return Destination("", "link-broken", f"“{target}” does not lead to a page or file.", hint)


def _meant(target: str) -> str:
    if "@" in target:
        return f"Write mailto:{target}"
    return f"Write https://{target}" if _HOST.match(target) else ""


def picture(ask: Ask, source: str, target: str) -> Destination:
    """Where the file of a picture is. It must be ours: another site would learn from it who reads this page."""
    found = destination(ask, source, target)
    if found.code == "link-empty":
        hint = "Write the name of its file between the round brackets."
        return Destination("", "link-empty", "This picture has no address.", hint)
    if found.file is not None and suffix(found.file) not in SHOWN:
        message = f"Browsers do not show “{target}” as a picture."
        hint = "Save it as JPEG (a photo) or as PNG (a drawing), and write the name of that file here."
        return Destination("", "picture-kind", message, hint)
    if found.code or found.file is not None:
        return found
    hint = "Save the picture in the folder of the page, if you may, and write its name here."
    return Destination("", "picture-elsewhere", f"“{target}” is not a picture in the folder content.", hint)


def _elsewhere(target: str) -> Destination:
    scheme = addresses.scheme(target)
    if scheme in SCHEMES:
        return Destination(target)
    if not scheme:
        return Destination("", "link-scheme", f"“{target}” does not say how to get there.", f"Write https:{target}")
    if scheme == "file" or len(scheme) == 1:  # one letter names a drive of Windows
        hint = "Put the file in the folder content, and write its path here."
        return Destination("", "link-scheme", f"“{target}” is on your own computer, and readers cannot get it.", hint)
    if near := get_close_matches(scheme, sorted(SCHEMES), 1, 0.7):
        hint = f"Write {near[0]}{target[len(scheme) :]}"
        return Destination("", "link-scheme", f"No browser knows what “{scheme}:” means.", hint)
    hint = "Links may begin with https:, http:, mailto: or tel:, or be a path to a Markdown file."
    return Destination("", "link-scheme", f"A link must not begin with “{scheme}:”.", hint)


def _to_page(ask: Ask, source: str, path: str, target: str, fragment: str) -> Destination:
    standing = ask(pages.standing, path)
    if not standing.is_published:
        if ask(inputs.source, path) is None:
            return Destination("", "link-broken", f"“{target}” does not lead to a page.", _nearest(ask, source, path))
        absence = absences.absence(ask, path)
        message = f"“{target}” is not on the site. {absence.reason if absence else ''}".rstrip()
        if absence is not None and absence.is_past:
            hint = "Until you take it out, readers see the words without a link."
            return Destination("", "link-expired", message, hint)
        return Destination("", "link-unpublished", message, "Take the link out until the page is published.")
    address = ask(data.base_path) + standing.address
    if not fragment:
        return Destination(address)
    anchors = ask(pages.anchors, path)
    if anchors is not None and fragment not in anchors:
        wanted = addresses.slug(fragment)
        within = [anchor for anchor in sorted(anchors) if wanted and anchor.startswith(wanted)]
        near = within or get_close_matches(wanted, sorted(anchors), 1, 0.6)
        hint = f"Did you mean #{near[0]}?" if near else _headings(anchors)
        return Destination("", "link-anchor", f"The page has no heading called “{fragment}”.", hint)
    return Destination(f"{address}#{fragment}")


def _headings(anchors: frozenset[str]) -> str:
    """What to do about a heading that is like none of the page."""
    if not anchors:
        return "The page has no headings, so take out the # and what follows it."
    if len(anchors) <= _FEW:
        return f"It has {', '.join(f'#{anchor}' for anchor in sorted(anchors))}."
    return "Write # and the words of the heading in small letters, with hyphens between them."


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


def _nearest_made(ask: Ask, place: str) -> str:
    """A hint for what looks like the address of a page that is made from a data file."""
    near = get_close_matches(place, sorted(ask(services.made)), 1, 0.85)
    return f"Did you mean /{near[0]}?" if near else ""


@remembered
def title(ask: Ask, written: str) -> str:
    """The title of the page at a path that counts from ``content/``."""
    card = ask(pages.card, addresses.CONTENT + written.lstrip("/"))
    return card.title if card is not None else ""
