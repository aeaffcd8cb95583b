"""The links and pictures of a page, opened for the site to fill, and what is wrong with them as they were typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sendsite.crafts.markup import contacted
from sendsite.crafts.markup.fragment import NOT_OURS, OPEN, SHUT, Link
from sendsite.crafts.markup.targets import Targets, named
from sendsite.model import Problem

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree.ElementTree import Element

    from sendsite.codes import Code

_SPACE: Final = re.compile(r"\s")


class Opener:
    """Puts numbers in place of targets. ``shown`` gives a text of the tree as readers will see it."""

    def __init__(self, path: str, prose: str, first_line: int, shown: Callable[[str], str]) -> None:
        self.path, self.prose, self.first_line, self.shown = path, prose, first_line, shown
        self.targets = Targets(prose)
        self.links: list[Link] = []
        self.problems: list[Problem] = []
        self._counted = first_line, 0

    def open(self, element: Element) -> None:
        """Open ``element``, a link or a picture. They come in the order of the page."""
        is_picture = element.tag == "img"
        attribute = "src" if is_picture else "href"
        target = named(self.shown(element.get(attribute, "")))
        if OPEN in target or SHUT in target:
            target = target.translate(NOT_OURS)
        at = self.targets.find(target)
        words = "" if is_picture else "".join(element.itertext())
        if is_picture and not element.get("alt", "").strip():
            hint = "Say what it shows, between the square brackets."
            self._wrong(self._bracket(at) - 1, "picture-words", "This picture has no description.", hint)
        if not is_picture and not words.strip() and element.find(".//img") is None:
            hint = "Write them between the square brackets."
            self._wrong(self._bracket(at), "link-words", "This link has no words.", hint)
        # One with a bracket would be no address even without its spaces.
        if is_spaced := _SPACE.search(target) is not None and "[" not in target:
            target, hint = _without_spaces(target)
            self._wrong(at, "markdown-link", "There is a space in this address.", hint)
        elif fault := contacted.fault(target, self.shown(words)):
            self._wrong(at, "markdown-link", *fault)
        element.set(attribute, f"{OPEN}{len(self.links)}{SHUT}")
        self.links.append(Link(target, is_picture, *self._place(at), is_spaced))

    def _bracket(self, at: int) -> int:
        """Where the square bracket before a target opens."""
        return self.prose.rfind("[", 0, at)

    def _place(self, at: int) -> tuple[int, int]:
        """The line and the column of what stands ``at``; lines are counted on from the last place asked for."""
        line, since = self._counted if at >= self._counted[1] else (self.first_line, 0)
        line += self.prose.count("\n", since, at)
        self._counted = line, at
        return line, at - self.prose.rfind("\n", 0, at)

    def _wrong(self, at: int, code: Code, message: str, hint: str) -> None:
        self.problems.append(Problem(self.path, *self._place(max(at, 0)), "error", code, message, hint))


def _without_spaces(target: str) -> tuple[str, str]:
    """``target`` as it should be written, and the hint that says so."""
    if re.match(r"(?:https?|mailto|tel):", target):
        mended = re.sub(r"\s+", "", target)
        return mended, f"Write {mended}"
    mended = re.sub(r"\s+", "%20", target)
    return mended, f"Write {mended}; or, better, give the file a name without spaces."
