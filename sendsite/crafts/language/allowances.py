"""Rules that an editor has switched off, for a line or for a page, each with a reason.

In a text it is a note to oneself, ``<!-- allow perishable: minutes of that week -->``; in YAML a comment, ``# allow
perishable: …``. Behind some words it counts for their line; on a line of its own, for the paragraph or value below.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from sendsite.catalogue import RULES
from sendsite.crafts.spelling import nearest
from sendsite.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

OPTIONAL: Final = frozenset(str(code) for code, rule in RULES.items() if rule.optional)
_SAID: Final = re.compile(
    r"allow\b(?:[ \t:]+(?P<rule>[\w-]+))?[ \t]*(?::\s*(?P<reason>.*?))?\s*", re.DOTALL | re.IGNORECASE
)
_COMMENT: Final = re.compile(r"(?:^|(?<=[ \t]))#[ \t]+(?P<said>(?i:allow)\b.*)$")
_OWN_FIELD: Final = re.compile(r"(?P<indent>[ \t]*)(?:- +)?[\w-]+:(?:\s|$)")
# The data files without which a rule has nothing to say. While one is faulty, nobody knows what it would have said.
_NEEDED: Final = {
    "acronym-unknown": {"content/data/glossary.yaml", "content/site.yaml"},
    "document-only": {"content/data/documents.yaml"},
    "retired-name": {"content/data/glossary.yaml"},
    "style-capitals": {"content/data/glossary.yaml"},
}
_TO_THE_END: Final = 10**9
_WHOLE_FILE: Final = (1, _TO_THE_END)


@dataclass(frozen=True, order=True, slots=True)
class Allowance:
    """A rule switched off from line ``first`` to line ``last`` of a file, and where that was written."""

    path: str
    line: int
    column: int
    rule: str
    reason: str
    first: int = 1
    last: int = _TO_THE_END


def in_text(path: str, body: str, notes: Iterable[tuple[int, str]], first_line: int) -> Iterator[Allowance]:
    """The allowances among ``notes``, the notes to oneself in ``body`` with the places where they begin."""
    found = list(notes)
    if not any("allow" in note.lower() for _, note in found):
        return
    lines = body.split("\n")
    begins = [0, *(match.end() for match in re.finditer("\n", body))]
    places = [(bisect_right(begins, at) - 1, bisect_right(begins, at + len(note)) - 1) for at, note in found]
    left = _without(body, found).split("\n")
    touched = {number for first, last in places for number in range(first, last + 1)}
    alone = [number in touched and not line.strip() for number, line in enumerate(left)]
    following = _following([skipped or not line.strip() for skipped, line in zip(alone, lines, strict=True)])
    ends = _ends([bool(line.strip()) for line in lines])
    for (at, note), (first, last) in zip(found, places, strict=True):
        if not (match := _SAID.fullmatch(note.removeprefix("<!--").removesuffix("-->").strip())):
            continue
        place = first_line + first, at - begins[first] + 1
        if alone[last]:
            begin = following[last]
            span = begin, ends[begin]
        else:
            span = first, last
        said = (match["rule"] or "").lower(), " ".join((match["reason"] or "").split())
        yield Allowance(path, *place, *said, first_line + span[0], first_line + span[1])


def _without(body: str, notes: list[tuple[int, str]]) -> str:
    """``body`` with its notes blotted out, line for line."""
    pieces, done = [], 0
    for at, note in notes:
        pieces += [body[done:at], "\n" * note.count("\n")]
        done = at + len(note)
    return "".join(pieces) + body[done:]


def _following(skipped: list[bool]) -> list[int]:
    """For each line the first one from it on that is not ``skipped``, or else the last of all."""
    found = [len(skipped) - 1] * len(skipped)
    for number in range(len(skipped) - 1, -1, -1):
        if not skipped[number]:
            found[number] = number
        elif number + 1 < len(skipped):
            found[number] = found[number + 1]
    return found


def _ends(full: list[bool]) -> list[int]:
    """For each line the last one that is joined to it without an empty line between."""
    found = list(range(len(full)))
    for number in range(len(full) - 2, -1, -1):
        if full[number + 1]:
            found[number] = found[number + 1]
    return found


def in_yaml(path: str, text: str, first_line: int = 1) -> Iterator[Allowance]:
    """The allowances among the comments of YAML."""
    if "allow" not in text.lower():
        return
    lines = text.split("\n")
    following = _following([line.lstrip()[:1] in {"#", ""} for line in lines])
    end_of_value = cache(lambda number: _end_of_value(lines, number))
    for number, line in enumerate(lines):
        comment = _COMMENT.search(line) if "allow" in line.lower() else None
        match = _SAID.fullmatch(comment["said"]) if comment else None
        if comment is None or match is None:
            continue
        first = last = number
        if not line[: comment.start()].strip():
            first = following[number]
            last = end_of_value(first)
        said = (match["rule"] or "").lower(), (match["reason"] or "").strip()
        place = first_line + number, comment.start() + 1
        yield Allowance(path, *place, *said, first_line + first, first_line + last)


def _end_of_value(lines: list[str], number: int) -> int:
    """The last line of the value that begins on the line ``number``: those that go on from it are further in."""
    field = _OWN_FIELD.match(lines[number])
    depth = len(field["indent"]) if field else 0
    last = number
    while last + 1 < len(lines):
        following = lines[last + 1]
        if not following.strip() or len(following) - len(following.lstrip()) <= depth or _OWN_FIELD.match(following):
            break
        last += 1
    return last


@dataclass(frozen=True, slots=True)
class _Cover:
    """The allowances of one rule in one file, in the order of their first lines, with the furthest line up to each."""

    always: list[Allowance]
    some: list[Allowance]
    firsts: list[int]
    furthest: list[int]

    @classmethod
    def of(cls, allowances: list[Allowance]) -> _Cover:
        always = [each for each in allowances if (each.first, each.last) == _WHOLE_FILE]
        some = sorted(
            (each for each in allowances if (each.first, each.last) != _WHOLE_FILE), key=lambda each: each.first
        )
        furthest = list(accumulate((each.last for each in some), max))
        return cls(always, some, [each.first for each in some], furthest)

    def over(self, line: int) -> list[Allowance]:
        """Those that count for ``line``."""
        found = list(self.always)
        number = bisect_right(self.firsts, line) - 1
        while number >= 0 and self.furthest[number] >= line:
            if self.some[number].last >= line:
                found.append(self.some[number])
            number -= 1
        return found


def applied(problems: Iterable[Problem], allowances: Iterable[Allowance]) -> tuple[Problem, ...]:
    """The problems that are left, with what is wrong with the allowances themselves."""
    sound, faults = [], []
    for each in sorted(allowances):
        if fault := _fault(each):
            faults.append(fault)
        else:
            sound.append(each)
    kinds: dict[tuple[str, str], list[Allowance]] = {}
    for each in sound:
        kinds.setdefault((each.path, each.rule), []).append(each)
    covers = {kind: _Cover.of(each) for kind, each in kinds.items()}
    concerned = {path for path, _ in covers}
    used: set[Allowance] = set()
    left: list[Problem] = []
    others: list[Problem] = []
    for problem in problems:
        (others if problem.path in concerned else left).append(problem)
    for problem in others:
        cover = covers.get((problem.path, problem.code))
        covering = cover.over(problem.line) if cover is not None else []
        used.update(covering)
        if not covering:
            left.append(problem)
    faulty = {problem.path for problem in (*left, *faults) if problem.severity == "error"}
    unused = (
        _unused(each)
        for each in sound
        if each not in used and faulty.isdisjoint({each.path, *_NEEDED.get(each.rule, ())})
    )
    return (*left, *faults, *unused)


def _fault(allowance: Allowance) -> Problem | None:
    rule, place = allowance.rule, (allowance.path, allowance.line, allowance.column)
    hint = "Write it like this: allow perishable: the minutes were written that week"
    if not rule:
        return Problem(*place, "error", "allow", "This does not say which rule it is about.", hint)
    if rule not in RULES:
        message = f"There is no rule called “{rule}”."
        near = nearest(rule, OPTIONAL) or "docs/problems.md lists the rules that may be switched off."
        return Problem(*place, "error", "allow", message, near)
    if rule not in OPTIONAL:
        message = f"The rule “{rule}” cannot be switched off: families would meet the fault."
        return Problem(*place, "error", "allow", message, "Mend what it tells of, and delete this.")
    if not allowance.reason:
        message = f"This switches off the rule “{rule}” and does not say why."
        hint = f"Write the reason after a colon: allow {rule}: the minutes were written that week"
        return Problem(*place, "error", "allow", message, hint)
    return None


def _unused(allowance: Allowance) -> Problem:
    message = f"This switches off the rule “{allowance.rule}”, which has nothing to say here."
    return Problem(allowance.path, allowance.line, allowance.column, "warning", "allow-unused", message, "Delete it.")
