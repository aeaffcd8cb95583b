"""What a line that YAML cannot read was probably meant to be: editors trip over the same few signs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import yaml

from sendsite.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

_TELLING: Final = 2_000  # letters; in a longer line nobody could be shown what is wrong
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
BACKSLASH: Final = "A backslash between double quotation marks means something special."
NO_NAME: Final = "A field must have a name before its colon.", "Write a name, a colon and a space, then the value."

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
    (r" *(?P<sign>:).*", *NO_NAME),
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


def slip(line: str) -> tuple[int, str, str] | None:
    """Column, message and hint for a line that YAML cannot read, or takes for something else."""
    if len(line) > _TELLING:
        return None
    for pattern, message, hint in _SLIPS:
        if match := re.fullmatch(pattern, line):
            words = match.groupdict() | {"mended": mended(line), "spaced": line.strip().replace(":", ": ", 1)}
            return match.start("sign") + 1, message.format(**words), hint.format(**words).rstrip()
    return None


def odd_spaces(path: str, text: str) -> Iterator[Problem]:
    """Lines with a space, where YAML needs one, that only looks like one."""
    for number, line in enumerate(text.split("\n"), 1):
        if match := _ODD_SPACE.match(line[:_TELLING]):
            message = "The space here is not an ordinary one; it may come from Word or a web page."
            ordinary = re.sub(f"[{_ODD}]", " ", line).strip()
            hint = f"Type the space again: {ordinary}" if len(ordinary) < _TELLING else "Type the space again."
            yield Problem(path, number, match.start("sign") + 1, "error", "yaml", message, hint)


def explain(text: str, fault: yaml.YAMLError) -> tuple[int, int, str, str]:
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
        hint = f"Add the closing bracket. If it is not a list, write {mended(line)}"
        return "A square bracket opens here and never closes.", hint
    if "escape" in str(fault.problem):
        return BACKSLASH, f"Write {mended(line)}"
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


def mended(line: str) -> str:
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
