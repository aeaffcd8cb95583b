"""What a robots.txt lets a program ask for (RFC 9309), and how long it should pause between two requests."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote_to_bytes

_MOST_LINES: Final = 20_000


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules for one program: paths with ``*`` and ``$``, and whether each allows; ``pause`` is in seconds."""

    paths: tuple[tuple[str, bool], ...] = ()
    pause: float = 0.0

    def allow(self, path: str) -> bool:
        """Whether ``path``, with its query, may be asked for: the longest rule that fits decides, and a tie allows."""
        wanted = _same_letters(path).replace("*", "%2A").replace("$", "%24")
        fitting = [(len(rule), allows) for rule, allows in self.paths if _fits(rule, wanted)]
        return max(fitting)[1] if fitting else True


def read(text: str, program: str) -> Rules:
    """The rules for ``program`` in a robots.txt, or else those for everybody. Lines that make no sense are left out."""
    rules: dict[str, list[tuple[str, bool]]] = {}
    pauses: dict[str, float] = {}
    names: list[str] = []
    naming = False
    for line in text.split("\n", _MOST_LINES)[:_MOST_LINES]:
        field, _, value = (part.strip() for part in line.partition("#")[0].partition(":"))
        field = field.lower()
        if field == "user-agent":
            names = [*names, value.lower()] if naming else [value.lower()]
            rules.setdefault(value.lower(), [])
        for name in names:
            if field in {"allow", "disallow"} and value:
                rules[name].append((_rule(value), field == "allow"))
            elif field == "crawl-delay" and re.fullmatch(r"[0-9]{1,6}(?:\.[0-9]{1,3})?", value):
                pauses[name] = float(value)
        if field in {"user-agent", "allow", "disallow", "crawl-delay"}:
            naming = field == "user-agent"
    chosen = program.lower() if program.lower() in rules else "*"
    return Rules(tuple(rules.get(chosen, ())), pauses.get(chosen, 0.0))


def _same_letters(path: str) -> str:
    """One way to write each path: ``%7E`` and ``~`` are the same letter, ``%2F`` and ``/`` are not."""
    parts = re.split(r"(%2[fF]|%2[aA]|%24)", path)
    safe = "/*$?=&;:@!+,'()~"
    return "".join(part.upper() if at % 2 else quote(unquote_to_bytes(part), safe) for at, part in enumerate(parts))


def _rule(path: str) -> str:
    """A dollar means the end of the path, but only where the rule ends too."""
    written = _same_letters(path)
    return written[:-1].replace("$", "%24") + written[-1:]


def _fits(rule: str, path: str) -> bool:
    """Whether a rule fits the beginning of a path. It takes no longer than looking for each part once."""
    ends = rule.endswith("$")
    first, *parts = rule.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for number, part in enumerate(parts, 1):
        if ends and number == len(parts):
            return path.endswith(part) and len(path) - len(part) >= at
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return not ends or at == len(path)
