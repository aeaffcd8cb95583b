"""HTML as tests look at it: elements with their attributes and words, read by the standard library's parser."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_EMPTY = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)


@dataclass
class Element:
    """An element: what it says of itself, the text in it, its line, and the elements around it."""

    tag: str
    attributes: dict[str, str]
    line: int
    around: tuple[Element, ...] = field(repr=False)
    parts: list[str] = field(default_factory=list)

    @property
    def inside(self) -> tuple[str, ...]:
        """The names of the elements around it, the outermost first."""
        return tuple(each.tag for each in self.around)

    @property
    def words(self) -> str:
        """The text in it, with single spaces."""
        return " ".join("".join(self.parts).split())


class Markup(HTMLParser):
    """A page as a flat list of elements, in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        attributes = {name: value or "" for name, value in attrs}
        found = Element(tag, attributes, self.getpos()[0], tuple(self._open))
        self.elements.append(found)
        if tag not in _EMPTY:
            self._open.append(found)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that closes itself, as those of SVG may."""
        self.handle_starttag(tag, attrs)
        if tag not in _EMPTY:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        """Close an element; whatever stands open in it is a fault of the page."""
        if not self._open or self._open[-1].tag != tag:
            line, column = self.getpos()
            message = f"</{tag}> at {line}:{column} closes nothing: open are {[each.tag for each in self._open]}"
            raise AssertionError(message)
        self._open.pop()

    def handle_data(self, data: str) -> None:
        """Give text to all elements around it."""
        for each in self._open:
            each.parts.append(data)

    def find(self, tag: str, **attributes: str) -> list[Element]:
        """The elements with this tag and these attributes."""
        return [
            each
            for each in self.elements
            if each.tag == tag and all(each.attributes.get(name) == value for name, value in attributes.items())
        ]

    def words(self, tag: str, **attributes: str) -> list[str]:
        """The text of each element with this tag and these attributes."""
        return [each.words for each in self.find(tag, **attributes)]

    @property
    def text(self) -> str:
        """All that people read."""
        return " ".join(self.words("body"))

    @property
    def ids(self) -> list[str]:
        """Every id, in order."""
        return [each.attributes["id"] for each in self.elements if "id" in each.attributes]

    @property
    def addresses(self) -> list[str]:
        """Whatever this page leads to or takes in."""
        return [
            each.attributes[name]
            for each in self.elements
            for name in ("href", "src", "action", "poster", "data")
            if name in each.attributes
        ]
