"""YAML text to a tree that still knows where everything stood.

Nothing is guessed: each scalar stays the text that the editor typed, and the schema decides what it means. So ``title:
No`` is a title, ``phone: 0300`` keeps its nought, and ``10:00`` is a time and not 600 (YAML 1.1 would have it otherwise).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from sendsite.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH = 20
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLAIN_TAGS = frozenset({None, "!", "tag:yaml.org,2002:str"})


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
    try:
        return _Reader(text).document(), ()
    except _FaultError as fault:
        return None, (Problem(path, fault.line, fault.column, "error", "yaml", fault.message, fault.hint),)
    except yaml.YAMLError as fault:
        line, column, message, hint = _explain(text, fault)
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
        self.events: Iterator[Any] = iter(yaml.parse(text, Loader=_LOADER))

    def document(self) -> Node:
        node: Node = Fields((), 1, 1)
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if event.explicit and event.start_mark.line > 0 and node != Fields((), 1, 1):
                    raise _fault(
                        event, "There is a second line of three dashes here.", "Keep one document in each file."
                    )
                node = self.node(next(self.events), 0)
        return node

    def node(self, event: Any, depth: int) -> Node:  # noqa: ANN401 - PyYAML's events carry no types
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if depth > MAX_DEPTH:
            raise _fault(event, "This is nested too deeply to be meant.", "Take out some levels of indentation.")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            hint = f'If the value should begin with “{sign}”, put quotation marks round it: "{sign}{event.anchor}".'
            raise _fault(
                event, f"A value that begins with “{sign}” means something special in YAML, and we do not use it.", hint
            )
        if event.tag not in _PLAIN_TAGS:
            hint = "If the value should begin with an exclamation mark, put quotation marks round it."
            raise _fault(
                event, "A value that begins with “!” means something special in YAML, and we do not use it.", hint
            )
        if isinstance(event, yaml.ScalarEvent):
            empty = event.value == "" and event.style is None
            return Scalar(None if empty else event.value, line, column)
        if isinstance(event, yaml.SequenceStartEvent):
            return Items(tuple(self.items(depth)), line, column)
        return Fields(tuple(self.fields(depth)), line, column)

    def items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            yield self.node(event, depth + 1)

    def fields(self, depth: int) -> Iterator[tuple[Scalar, Node]]:
        seen: dict[str, int] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            name = self.node(event, depth + 1)
            if not isinstance(name, Scalar) or name.text is None:
                raise _fault(
                    event,
                    "A field must have a name before its colon.",
                    "Write a name, a colon and a space, then the value.",
                )
            if name.text in seen:
                message = f"“{name.text}” is written twice; the first one is on line {seen[name.text]}."
                raise _fault(event, message, "Keep one of them and delete the other.")
            seen[name.text] = name.line
            yield name, self.node(next(self.events), depth + 1)


def _fault(event: Any, message: str, hint: str) -> _FaultError:  # noqa: ANN401 - as above
    return _FaultError(event.start_mark.line + 1, event.start_mark.column + 1, message, hint)


def _explain(text: str, fault: yaml.YAMLError) -> tuple[int, int, str, str]:
    """Say what a YAML error probably is: editors trip over the same few."""
    lines = text.split("\n")
    mark = getattr(fault, "problem_mark", None)
    if mark is None:
        return 1, 1, "There is a character in this file that YAML cannot hold.", "Delete it and type the words again."
    at = min(mark.line, len(lines) - 1)
    context = getattr(fault, "context_mark", None)
    quoted = context is not None and "quoted scalar" in str(getattr(fault, "context", ""))
    guess = context.line if quoted and context is not None else at
    if not lines[guess].strip() and guess > 0:
        guess = max(n for n in range(guess + 1) if lines[n].strip() or n == 0)
    line = lines[guess]
    column = (mark.column if guess == mark.line else 0) + 1
    if "\t" in line[: len(line) - len(line.lstrip())] or line[mark.column : mark.column + 1] == "\t":
        return (
            guess + 1,
            line.find("\t") + 1,
            "This line begins with a tab, and YAML only knows spaces.",
            "Put two spaces for each tab.",
        )
    field = re.match(r"(\s*(?:- )?)([\w-]+):\s+(.*)", line)
    if field and not quoted:
        value = field[3].rstrip()
        column_of_value = field.start(3) + 1
        if ": " in value or value.endswith(":"):
            mended = f'{field[2]}: "{_escaped(value)}"' if not value.startswith(('"', "'")) else f"{field[2]}: '…'"
            return (
                guess + 1,
                column_of_value,
                "A colon inside a value confuses YAML.",
                f"Put quotation marks round the value: {mended}",
            )
        if value[:1] in "@`%*&!|>{}[],?#\"'":
            bare = value.strip("\"'")
            return (
                guess + 1,
                column_of_value,
                f"A value that begins with “{value[:1]}” confuses YAML here.",
                f'Write {field[2]}: "{_escaped(bare)}"',
            )
    if quoted:
        where = (context.column if context is not None else 0) + 1
        return (
            guess + 1,
            where,
            "A quotation mark opens here and never closes.",
            "Add the closing quotation mark, or leave out both.",
        )
    if re.match(r"\s*[\w-]+:\S", line):
        return (
            guess + 1,
            line.index(":") + 2,
            "There must be a space after the colon.",
            f"Write {line.strip().replace(':', ': ', 1)}",
        )
    if line.strip() and ":" not in line and not line.lstrip().startswith("- "):
        return (
            guess + 1,
            column,
            "This line has no field name and no colon.",
            "Write a name, a colon and a space, then the value.",
        )
    return (
        guess + 1,
        column,
        "The spaces at the start of this line do not fit the lines above.",
        "Line it up with the fields that belong with it.",
    )


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"')
