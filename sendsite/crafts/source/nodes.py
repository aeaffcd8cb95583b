"""YAML text to a tree that still knows where everything stood.

Nothing is guessed: each scalar stays the text that the editor typed, and the schema decides what it means. So
``title: No`` is a title, ``phone: 0300`` keeps its nought, and ``10:00`` is a time and not 600 (YAML 1.1 would have it
otherwise).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import yaml

from sendsite.crafts.source import slips
from sendsite.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH: Final = 20
MAX_CHARACTERS: Final = 500_000
_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LOST: Final = re.compile(r"\s*(#[^\s#]\S*)")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value as typed; ``text`` is None where nothing was typed."""

    text: str | None
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping, in the order it was written: each field has its name and its value."""

    fields: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int


Node = Scalar | Items | Fields


class _FaultError(Exception):
    def __init__(self, line: int, column: int, message: str, hint: str) -> None:
        super().__init__(message)
        self.line, self.column, self.message, self.hint = line, column, message, hint


def parse(path: str, text: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """Return the tree of a YAML document, or None and the problem. An empty document is an empty mapping."""
    if len(text) > MAX_CHARACTERS:
        message = f"This file is {len(text):,} characters long, and the most is {MAX_CHARACTERS:,}."
        return None, (Problem(path, 1, 1, "error", "yaml", message, "Take out what is not needed any more."),)
    if odd := tuple(slips.odd_spaces(path, text)):
        return None, odd
    try:
        return _Reader(text).document(), ()
    except _FaultError as fault:
        return None, (Problem(path, fault.line, fault.column, "error", "yaml", fault.message, fault.hint),)
    except yaml.YAMLError as fault:
        line, column, message, hint = slips.explain(text, fault)
        return None, (Problem(path, line, column, "error", "yaml", message, hint),)


def plain(node: Node) -> Any:  # noqa: ANN401 - a tree of str, None, list and dict
    """The tree as plain strings, lists and dictionaries, for the schema to type."""
    match node:
        case Scalar(text=text):
            return text
        case Items(items=items):
            return [plain(item) for item in items]
        case Fields(fields=fields):
            return {name.text: plain(value) for name, value in fields}


class _Reader:
    """Builds the tree from parse events, so that anchors, tags and duplicates are seen before they do harm."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.events: Iterator[Any] = iter(yaml.parse(text, Loader=_LOADER))

    def document(self) -> Node:
        node: Node | None = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if node is not None:
                    message = "There is a second line of three dashes here."
                    raise _fault(event, message, "Keep one document in each file.")
                node = self.node(next(self.events), 0)
        return Fields((), 1, 1) if node is None or (isinstance(node, Scalar) and node.text is None) else node

    def node(self, event: Any, depth: int) -> Node:  # noqa: ANN401 - PyYAML's events carry no types
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if depth > MAX_DEPTH:
            message = f"This stands within {MAX_DEPTH} lists or fields, and none of ours goes so deep."
            raise _fault(
                event, message, "Take out brackets, hyphens or spaces before it, so that it stands further left."
            )
        if sign := self.special_sign(event):
            message = f"A value that begins with “{sign}” means something special in fields, and we do not use it."
            raise _fault(event, message, f"Write {slips.mended(self.lines[line - 1])}")
        if isinstance(event, yaml.ScalarEvent):
            self.refuse_lost_words(event)
            self.refuse_lost_hyphen(event)
            if event.style == '"' and "\\" in re.sub(r'\\["\\]', "", self.written(event)):
                raise _fault(event, slips.BACKSLASH, f"Write {slips.mended(self.lines[line - 1])}")
            return Scalar(event.value if event.value.strip() else None, line, column)
        if isinstance(event, yaml.SequenceStartEvent):
            return Items(tuple(self.items(depth)), line, column)
        return Fields(tuple(self.fields(depth)), line, column)

    def special_sign(self, event: Any) -> str:  # noqa: ANN401 - as above
        """The sign that would give a value a meaning of YAML's own, if it begins with one."""
        if isinstance(event, yaml.AliasEvent):
            return "*"
        if event.anchor:
            return "&"
        if event.tag:
            return "!"
        opens_fields = isinstance(event, yaml.MappingStartEvent) and event.flow_style
        return "{" if opens_fields and self.line(event.start_mark).startswith("{", event.start_mark.column) else ""

    def refuse_lost_words(self, event: Any) -> None:  # noqa: ANN401 - as above
        """Refuse ``Room #4``, of which YAML would keep only the room. A note to oneself has a space after its ``#``."""
        if event.style in {"|", ">"}:
            return
        if match := _LOST.match(self.line(event.end_mark), event.end_mark.column):
            line, column = event.end_mark.line, match.start(1)
            message = f"“{match[1]}” would be lost, because “#” after a space begins a note to yourself."
            hint = f"Write {slips.mended(self.lines[line])}"
            raise _FaultError(line + 1, column + 1, message, hint)

    def refuse_lost_hyphen(self, event: Any) -> None:  # noqa: ANN401 - as above
        """Refuse ``-two`` or `` - two`` below ``- one``, which YAML would take for more words of the same thing."""
        if event.style:
            return
        for number in range(event.start_mark.line + 1, min(event.end_mark.line + 1, len(self.lines))):
            if match := re.match(r" *(-)[^\s-]", self.lines[number]):
                hint = f"Write - {self.lines[number].strip()[1:]}"
                raise _FaultError(number + 1, match.start(1) + 1, "There must be a space after the hyphen.", hint)
            if match := re.match(r" *(-)(?:\s|$)", self.lines[number]):
                message = "This hyphen stands too far in, so the line became more words of the one above."
                if self.line(event.start_mark)[: event.start_mark.column].rstrip().endswith("-"):
                    hint = "Line the hyphen up with the one above. Or, if it is no list, write it all on one line."
                else:
                    hint = "Leave nothing after the colon above. Or, if it is no list, write it all on one line."
                raise _FaultError(number + 1, match.start(1) + 1, message, hint)

    def written(self, event: Any) -> str:  # noqa: ANN401 - as above
        """A value as the editor typed it."""
        first, last = event.start_mark, event.end_mark
        if first.line == last.line:
            return str(self.lines[first.line][first.column : last.column])
        lines = [*self.lines[first.line : last.line], self.lines[last.line][: last.column]]
        return "\n".join([lines[0][first.column :], *lines[1:]])

    def line(self, mark: Any) -> str:  # noqa: ANN401 - as above
        """The line of ``mark``."""
        lines: list[str] = self.lines[mark.line : mark.line + 1]
        return "".join(lines)

    def items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            yield self.node(event, depth + 1)

    def fields(self, depth: int) -> Iterator[tuple[Scalar, Node]]:
        seen: dict[str, int] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            name = self.node(event, depth + 1)
            if not isinstance(name, Scalar) or name.text is None:
                raise _fault(event, *slips.NO_NAME)
            if name.text in seen:
                message = f"“{name.text}” is written twice; the first one is on line {seen[name.text]}."
                raise _fault(event, message, "Keep one of them and delete the other.")
            seen[name.text] = name.line
            yield name, self.node(next(self.events), depth + 1)


def _fault(event: Any, message: str, hint: str) -> _FaultError:  # noqa: ANN401 - as above
    return _FaultError(event.start_mark.line + 1, event.start_mark.column + 1, message, hint)
