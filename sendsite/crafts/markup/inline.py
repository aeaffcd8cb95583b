"""Links and emphasis within a paragraph, read in one go where nothing in it can mean anything else.

Python-Markdown tries its 15 patterns in turn on every text, and each that fits goes over the rest of it again. Most
texts have no sign in them, and most others only links of the plainest kind or bold words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element

from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

if TYPE_CHECKING:
    from markdown import Markdown

    from sendsite.crafts.markup.tangles import Meter

# A link of plain words to a plain target, or plain words between stars: they end at the next star, and only if as many
# stars stand there. (Each begins with its sign and looks back after it, so that the search leaps from sign to sign.)
_PLAIN: Final = r"(?!\s)[^\\`*_\[\]<&\x02]+(?<!\s)"
_TOKEN: Final = re.compile(
    rf"\[(?<!!\[)({_PLAIN})\]\(([^\s()<>\[\]\"'*`\\\x02]+)\)"
    rf"|\*(\*?)({_PLAIN})\*\3(?!\*)"
)
_ENTITY: Final = re.compile(r"&[#\w]*;")


def _is_marked(text: str) -> bool:
    """Whether any pattern of Python-Markdown could fit ``text``."""
    return (
        "[" in text
        or "*" in text
        or "_" in text
        or "  \n" in text
        or "`" in text
        or "<" in text
        or "\\" in text
        or "\x02" in text  # something that has been put aside
        or ("&" in text and _ENTITY.search(text) is not None)
    )


class Inline(InlineProcessor):
    """Goes through the tree as Python-Markdown's own does, in the same order, and leaves to it what is not plain."""

    def __init__(self, md: Markdown, meter: Meter) -> None:
        super().__init__(md)
        self.meter = meter

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:  # noqa: ARG002 - no pattern asks
        """Put the elements that the texts of ``tree`` ask for into it. Raises TangleError when that takes too long."""
        self.stashed_nodes = {}
        waiting = [tree]
        for element in waiting:
            found = []
            for child in element:
                text = child.text
                if text and _is_marked(text) and not isinstance(text, AtomicString):
                    child.text = None
                    nodes = self._nodes(text, child)
                    waiting += nodes
                    found.append((child, nodes))
                if child.tail and _is_marked(child.tail):
                    self._tail(element, child, child.tail)
                if len(child):
                    waiting.append(child)
            for child, nodes in found:
                for at, node in enumerate(nodes):
                    child.insert(at, node)
        return tree

    def _nodes(self, text: str, parent: Element) -> list[Element]:
        """The elements that ``text`` has become; the words before them are the text of ``parent``."""
        parts = _TOKEN.split(text)
        if "  \n" in text or _is_marked("\0".join(parts[::5])) or 2 * len(text) > self.meter.left:
            return self._read(text, parent)
        parent.text = parts[0]
        nodes = []
        for at in range(1, len(parts), 5):
            words, target, star, stressed, after = parts[at : at + 5]
            if words:
                node = Element("a", {"href": target})
                node.text = words
                # The library looks at the words twice, for both kinds of link, and at the target once.
                self.meter.spend(2 * len(words) + len(target) + 4, text)
            else:
                node = Element("strong" if star else "em")
                node.text = stressed
            node.tail = after
            nodes.append(node)
            self.stashed_nodes[f"{len(self.stashed_nodes):04}"] = node
        return nodes

    def _read(self, text: str, parent: Element, *, is_text: bool = True) -> list[Element]:
        """What Python-Markdown makes of ``text``. It has no public names for these two steps of its own ``run``."""
        marked = self._InlineProcessor__handleInline(text)  # type: ignore[attr-defined]
        found = self._InlineProcessor__processPlaceholders(marked, parent, is_text)  # type: ignore[attr-defined]
        return [node for node, _ in found]

    def _tail(self, parent: Element, child: Element, text: str) -> None:
        child.tail = None
        holder = Element("holder")
        nodes = self._read(text, holder, is_text=False)
        child.tail = holder.tail
        at = list(parent).index(child) + 1
        for node in reversed(nodes):
            parent.insert(at, node)
