"""The words of layouts in one language: a file of names and words, of which English has all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from sendsite.crafts import dates, spelling
from sendsite.crafts.calendars import Calendar
from sendsite.crafts.source.nodes import Fields, Items, Node, Scalar
from sendsite.model import Problem

FOLDER: Final = "layouts/words/"
_LISTS: Final = {"months": dates.MONTHS, "weekdays": dates.WEEKDAYS}
_DATES: Final = "date_"
_GAP: Final = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Wordbook:
    """What layouts say in one language: words by name, and the names of months and weekdays where they are known."""

    said: tuple[tuple[str, str], ...] = ()
    names: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def calendar(self) -> Calendar:
        """How dates are written in it."""
        names = dict(self.names)
        patterns = tuple((name, words) for name, words in self.said if name.startswith(_DATES))
        return Calendar(names.get("months", ()), names.get("weekdays", ()), patterns)


def read(path: str, tree: Node, english: Wordbook | None) -> tuple[Wordbook, tuple[Problem, ...]]:
    """Return the words in a file and what is wrong with it; ``english`` has the names to keep to, None in its own file.

    A word that cannot be used is left out, so that English stands in for it.
    """
    problems: list[Problem] = []
    if not isinstance(tree, Fields):
        hint = "Write each word on its own line, such as skip: Skip to the main content"
        return Wordbook(), (_wrong(path, tree, "This file should have a name and words on each line.", hint),)
    known = dict(english.said) if english is not None else None
    said: dict[str, str] = {}
    names: dict[str, tuple[str, ...]] = {}
    for name, value in tree.fields:
        key = name.text or ""
        if key in _LISTS:
            if found := _names(value, len(_LISTS[key])):
                names[key] = found
            else:
                message = f"“{key}” should be a list of {len(_LISTS[key])} names."
                problems.append(_wrong(path, name, message, f"Write it like this: {key}: [{_LISTS[key][0]}, …]"))
        elif known is not None and key not in known:
            hint = spelling.nearest(key, [*_LISTS, *known])
            problems.append(_wrong(path, name, f"Layouts have no word called “{key}”.", hint))
        elif not isinstance(value, Scalar) or not (text := (value.text or "").strip()):
            problems.append(_wrong(path, name, f"“{key}” should be words.", "Write them after the colon."))
        elif fault := _fault(text, known[key] if known is not None else text):
            problems.append(_wrong(path, value, *fault))
        else:
            said[key] = text
    if english is not None:
        expected = (*dict(english.names), *dict(english.said))
        if missing := [key for key in expected if key not in said and key not in names]:
            problems.append(_missing(path, missing))
    return Wordbook(tuple(said.items()), tuple(names.items())), tuple(problems)


def _names(value: Node, number: int) -> tuple[str, ...]:
    items = value.items if isinstance(value, Items) else ()
    found = tuple(item.text.strip() for item in items if isinstance(item, Scalar) and item.text)
    return found if len(found) == number else ()


def _fault(text: str, english: str) -> tuple[str, str] | None:
    """What is wrong with the braces in a word."""
    here, there = set(_GAP.findall(text)), set(_GAP.findall(english))
    if here == there and not re.search(r"[{}]", _GAP.sub("", text)):
        return None
    listed = ", ".join(sorted(f"{{{name}}}" for name in there))
    message = "What stands in braces here is not what the English words have."
    return message, f"Write these, each once: {listed}" if listed else "Take the braces out."


def _missing(path: str, missing: list[str]) -> Problem:
    few = ", ".join(f"“{name}”" for name in missing[:3])
    more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""  # noqa: PLR2004 - as many as are named
    message = f"Words are missing here, and readers see English in their place: {few}{more}."
    return Problem(path, 1, 1, "info", "words-missing", message, "Copy the lines from layouts/words/en.yaml.")


def _wrong(path: str, at: Node, message: str, hint: str) -> Problem:
    return Problem(path, at.line, at.column, "error", "words", message, hint)
