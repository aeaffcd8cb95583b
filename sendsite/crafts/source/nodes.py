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

from sendsite.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH: Final = 20
MAX_CHARACTERS: Final = 500_000
_TELLING: Final = 2_000  # letters; in a longer line nobody could be shown what is wrong
_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LEAD: Final = r" *(?:- +)*(?:[\w-][\w -]*: +|(?<=- ))"
_VALUE: Final = re.compile(rf"(?P<lead>{_LEAD})(?P<value>.*?)\s*")
_QUOTES: Final = frozenset("'\"")
_CURLY: Final = ("“”", "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}")
# Spaces that Word and web pages have and YAML does not know, where YAML needs one.
_ODD: Final = "\xa0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff"
_ODD_SPACE: Final = re.compile(
    rf"^ *(?:- *)*(?:[\w-]+ *:?)??(?P<sign>[{_ODD}])(?=[\s{_ODD}]*[\w:\"'“\[-])", re.MULTILINE
)
# A thing in a list that is a field with a sound value: only its place can be wrong.
_SOUND: Final = r" *(?:- +)+[\w-]+:(?: +(?:(?!:(?: |$)).)*)?"
_LOST: Final = re.compile(r"\s*(#[^\s#]\S*)")
_BACKSLASH: Final = "A backslash between double quotation marks means something special."
_NO_NAME: Final = "A field must have a name before its colon.", "Write a name, a colon and a space, then the value."

# What editors slip on, in the order to look for it: a pattern whose ``sign`` is the place, what is wrong, what to do.
_SLIPS: Final = (
    (r" *(?P<sign>\t).*", "This line begins with a tab, and only spaces work here.", "Put two spaces for each tab."),
    (
        rf"(?!{_SOUND}$){_LEAD}(?P<sign>.*?:(?: .*)?)\s*",
        "A colon inside a value looks like the start of another field.",
        "Write {mended}",
    ),
    (rf"{_LEAD}(?P<sign>[^\w\s]).*", "A value cannot begin with “{sign}” as it stands.", "Write {mended}"),
    (r" *(?:- +)*[\w-]+(?P<sign>:)[^\s/].*", "There must be a space after the colon.", "Write {spaced}"),
    (r" *(?P<sign>:).*", *_NO_NAME),
    (r" *(?P<sign>-)(?P<words>[^\s-].*)", "There must be a space after the hyphen.", "Write - {words}"),
    (
        r" *(?:- +)*(?P<name>[\w-]+) ?(?P<sign>[;=\N{FULLWIDTH COLON}]|-(?= )) *(?P<words>[^:]*)",
        "A colon must follow the name of a field, and here is “{sign}”.",
        "Write {name}: {words}",
    ),
    (r" *(?P<sign>- ).*", "A list does not fit here.", "Begin it under a field that has nothing after its colon."),
    (
        r" *(?P<sign>[^:]+)",
        "This line has no field name and no colon.",
        "Begin it with a name, a colon and a space; or with two spaces, if it goes on from the line above.",
    ),
    (
        r"(?P<sign> +).*",
        "The spaces at the start of this line do not fit the lines above.",
        "Line it up with the fields that belong with it.",
    ),
)


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
    if odd := tuple(_odd_spaces(path, text)):
        return None, odd
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


def slip(line: str) -> tuple[int, str, str] | None:
    """Column, message and hint for a line that YAML cannot read, or takes for something else."""
    if len(line) > _TELLING:
        return None
    for pattern, message, hint in _SLIPS:
        if match := re.fullmatch(pattern, line):
            words = match.groupdict() | {"mended": _mended(line), "spaced": line.strip().replace(":", ": ", 1)}
            return match.start("sign") + 1, message.format(**words), hint.format(**words).rstrip()
    return None


def _odd_spaces(path: str, text: str) -> Iterator[Problem]:
    """Lines with a space, where YAML needs one, that only looks like one."""
    for number, line in enumerate(text.split("\n"), 1):
        if match := _ODD_SPACE.match(line[:_TELLING]):
            message = "The space here is not an ordinary one; it may come from Word or a web page."
            mended = re.sub(f"[{_ODD}]", " ", line).strip()
            hint = f"Type the space again: {mended}" if len(mended) < _TELLING else "Type the space again."
            yield Problem(path, number, match.start("sign") + 1, "error", "yaml", message, hint)


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
            raise _fault(event, message, f"Write {_mended(self.lines[line - 1])}")
        if isinstance(event, yaml.ScalarEvent):
            self.refuse_lost_words(event)
            self.refuse_lost_hyphen(event)
            if event.style == '"' and "\\" in re.sub(r'\\["\\]', "", self.written(event)):
                raise _fault(event, _BACKSLASH, f"Write {_mended(self.lines[line - 1])}")
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
            hint = f"Write {_mended(self.lines[line])}"
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
                raise _fault(event, *_NO_NAME)
            if name.text in seen:
                message = f"“{name.text}” is written twice; the first one is on line {seen[name.text]}."
                raise _fault(event, message, "Keep one of them and delete the other.")
            seen[name.text] = name.line
            yield name, self.node(next(self.events), depth + 1)


def _fault(event: Any, message: str, hint: str) -> _FaultError:  # noqa: ANN401 - as above
    return _FaultError(event.start_mark.line + 1, event.start_mark.column + 1, message, hint)


def _explain(text: str, fault: yaml.YAMLError) -> tuple[int, int, str, str]:
    """Say what a YAML error probably is, and where: editors trip over the same few."""
    if not isinstance(fault, yaml.MarkedYAMLError) or fault.problem_mark is None:
        return 1, 1, "There is a character in this file that we cannot read.", "Delete it and type the words again."
    lines = text.split("\n")
    if (opened := _opened(lines, fault)) is not None:
        number, column = opened
        return number + 1, column + 1, *_never_closed(lines[number], fault)
    number = _blamed(lines, fault)
    if (askew := _askew(lines, number)) is not None:
        return number + 1, *askew
    if (found := slip(lines[number])) is not None:
        return number + 1, *found
    return number + 1, 1, "We cannot make sense of this line.", "Compare it with the lines above it."


def _askew(lines: list[str], number: int) -> tuple[int, str, str] | None:
    """Column, message and hint for a thing in a list that is sound, and only not in line with the one above it."""
    line = lines[number][:_TELLING]
    if not re.fullmatch(_SOUND, line):
        return None
    column = line.index("-")
    for above in range(number - 1, -1, -1):
        indent = len(lines[above]) - len(lines[above].lstrip(" "))
        if lines[above].startswith("- ", indent):
            if indent == column:
                return None
            message = "This hyphen does not line up with the one above it."
            return column + 1, message, f"Line the hyphen up with the one on line {above + 1}."
        if indent == 0 and lines[above].strip():
            return None
    return None


def _opened(lines: list[str], fault: yaml.MarkedYAMLError) -> tuple[int, int] | None:
    """Line and column, from 0, of the quotation mark or bracket that is to blame, if one is."""
    context, problem = fault.context_mark, fault.problem_mark
    if context is not None and re.search("quoted scalar|flow sequence", str(fault.context)):
        return context.line, context.column
    if problem is None or problem.line >= len(lines):
        return None
    if len(lines[problem.line]) > _TELLING:
        return None
    # The mark before a value closes what a mark on some line above has opened.
    if (here := _VALUE.fullmatch(lines[problem.line])) and problem.column == here.start("value") + 1:
        for number in range(problem.line - 1, -1, -1):
            above = _VALUE.fullmatch(lines[number][:_TELLING])
            if above and above["value"][:1] == here["value"][:1] and above["value"][:1] in _QUOTES:
                return number, above.start("value")
    return None


def _never_closed(line: str, fault: yaml.MarkedYAMLError) -> tuple[str, str]:
    if "flow sequence" in str(fault.context):
        if "]" in line:
            hint = "Put a comma between two things, and quotation marks round a thing with a comma or a colon in it."
            return "This list in square brackets cannot be read.", hint
        hint = f"Add the closing bracket. If it is not a list, write {_mended(line)}"
        return "A square bracket opens here and never closes.", hint
    if "escape" in str(fault.problem):
        return _BACKSLASH, f"Write {_mended(line)}"
    return "A quotation mark opens here and never closes.", "Put the same mark at the end of the value."


def _blamed(lines: list[str], fault: yaml.MarkedYAMLError) -> int:
    """The line, from 0, on which the fault should be mended: not always the one on which YAML gave up."""
    if fault.context_mark is not None and "simple key" in str(fault.context):
        return fault.context_mark.line
    column = fault.problem_mark.column if fault.problem_mark else 0
    number = min(fault.problem_mark.line if fault.problem_mark else 0, len(lines) - 1)
    while number > 0 and not lines[number].strip():
        number -= 1
    line, above = lines[number], lines[number - 1]
    # YAML gave up at the colon of a field: the line above, which has none, is no field then.
    starts_alike = len(above) - len(above.lstrip()) == len(line) - len(line.lstrip())
    if number > 0 and line.find(":") == column and starts_alike and above.strip() and not re.search(r":(\s|$)", above):
        number -= 1
    return number


def _mended(line: str) -> str:
    """The line with its value between quotation marks."""
    if len(line) > _TELLING:
        return "the value between quotation marks"
    match = _VALUE.fullmatch(line)
    lead, value = (match["lead"], match["value"]) if match else ("", line.strip())
    if len(value) > 1 and value[0] + value[-1] in _CURLY:
        value = value[1:-1]
    if len(value) > 1 and value[0] == value[-1] and value[0] in _QUOTES and _encloses(value):
        value = value[1:-1]
    quoted = "'" + value.replace("'", "''") + "'" if '"' in value or "\\" in value else f'"{value}"'
    return f"{lead.strip()} {quoted}".strip()


def _encloses(value: str) -> bool:
    """Whether the marks at both ends of ``value`` belong together: those of ``"x" and "y"`` do not."""
    sign, inner = value[0], value[1:-1]
    return (
        inner.count(sign) in {0, 1}
        or re.search(rf"(?:^|[\s(]){sign}(?=\w)", inner[: inner.index(sign) + 2]) is not None
    )
