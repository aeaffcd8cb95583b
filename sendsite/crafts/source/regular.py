"""The front matter of nearly every page, read without a YAML parser, which takes longer than all else that is read.

Only what YAML can take in one way alone is taken: values on the line of their field, lists two spaces in, the fields of
a thing in a list four spaces in, and no sign that may mean something else. Of all the rest the parser has to judge.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sendsite.crafts.source.nodes import Fields, Items, Node, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterable

_INNER: Final = r"\w.,;()/?!%&+=$@~*^£€–—…“”‘’•·\-"  # noqa: RUF001 - what editors type
# A value stands between double marks, single marks, square brackets or none. Without any, a colon begins a value when a
# space or the end of the line follows it, and “#” may begin a note.
_LINE: Final = re.compile(
    r"(?P<lead>(?:  (?:- |  )?)?)(?:(?P<name>[a-z][a-z_]{0,39}):(?: +(?=\S)| *$))?(?:"
    rf'"(?P<double>[{_INNER}:#\'][{_INNER}:#\' ]*)"'
    rf"|'(?P<single>[{_INNER}:#\"][{_INNER}:#\" ]*)'"
    r"|\[(?P<several>\w[\w.'()/& -]*(?<! )(?:, \w[\w.'()/& -]*(?<! ))*)\]"
    rf"|(?P<plain>[\w(/+£“‘][{_INNER}\"' ]*(?::[{_INNER}\"'][{_INNER}\"' ]*)*(?<! ))"  # noqa: RUF001 - as above
    r")? *"
)


class _IrregularError(Exception):
    """The parser has to judge."""


class _Line:
    """One line: how far in it stands, with its name and its value as far as it has them."""

    def __init__(self, number: int, text: str) -> None:
        match = _LINE.fullmatch(text)
        if match is None:
            raise _IrregularError
        kind = match.lastgroup
        self.number, self.lead = number, match["lead"]
        self.name = Scalar(match["name"], number, match.start("name") + 1) if match["name"] else None
        self.value: Node | None = None
        if kind == "plain":
            self.value = Scalar(match[kind], number, match.start(kind) + 1)
        elif kind == "several":
            self.value = _several(match[kind], number, match.start(kind))
        elif kind in {"double", "single"}:  # the value begins at its mark
            self.value = Scalar(match[kind], number, match.start(kind))

    def field(self, lead: str) -> tuple[Scalar, Node]:
        """The name and the value of a line that stands as far in as ``lead``."""
        if self.lead != lead or self.name is None or self.value is None:
            raise _IrregularError
        return self.name, self.value


def read(matter: str) -> Fields | None:
    """The fields of a front matter, from the line break of line 1 to its last; None when the parser has to judge."""
    try:
        lines = [_Line(number, text) for number, text in enumerate(matter.split("\n")[1:-1], 2)]
        return _fields((_field(head, below) for head, below in _under(lines, "")), 2, 1)
    except _IrregularError:
        return None


def _under(lines: list[_Line], lead: str) -> list[tuple[_Line, list[_Line]]]:
    """Each line that stands as far in as ``lead``, with those that follow it."""
    found: list[tuple[_Line, list[_Line]]] = []
    for line in lines:
        if line.lead == lead:
            found.append((line, []))
        elif found:
            found[-1][1].append(line)
        else:
            raise _IrregularError
    return found


def _field(head: _Line, below: list[_Line]) -> tuple[Scalar, Node]:
    if not below:
        return head.field("")
    if head.name is None or head.value is not None:
        raise _IrregularError
    first = below[0]
    if first.lead == "  ":
        return head.name, _fields((line.field("  ") for line in below), first.number, len("  ") + 1)
    things = tuple(_thing(line, rest) for line, rest in _under(below, "  - "))
    return head.name, Items(things, first.number, len("  ") + 1)


def _thing(head: _Line, below: list[_Line]) -> Node:
    if head.name is not None:
        fields = (head.field("  - "), *(line.field("    ") for line in below))
        return _fields(fields, head.number, len("  - ") + 1)
    if head.value is None or below:
        raise _IrregularError
    return head.value


def _several(text: str, line: int, column: int) -> Items:
    """The things between square brackets, the first of which is at ``column``, the bracket's own from 1."""
    things = []
    at = column + 1
    for thing in text.split(", "):
        things.append(Scalar(thing, line, at))
        at += len(thing) + len(", ")
    return Items(tuple(things), line, column)


def _fields(fields: Iterable[tuple[Scalar, Node]], line: int, column: int) -> Fields:
    found = tuple(fields)
    if not found or len({name.text for name, _ in found}) < len(found):
        raise _IrregularError
    return Fields(found, line, column)
