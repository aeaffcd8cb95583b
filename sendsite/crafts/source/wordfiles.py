"""The words of layouts in one language: a file of names and words, of which English has all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from sendsite.crafts import dates, spelling
from sendsite.crafts.source.nodes import Fields, Items, Node, Scalar
from sendsite.model import Problem

FOLDER: Final = "layouts/words/"
_MONTHS: Final = "months"
_GAP: Final = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Wordbook:
    """What layouts say in one language: words by name, and the months, or no months where nobody wrote them down."""

    said: tuple[tuple[str, str], ...] = ()
    months: tuple[str, ...] = ()


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
    months: tuple[str, ...] = ()
    for name, value in tree.fields:
        key = name.text or ""
        if key == _MONTHS:
            months = _months(value)
            if not months:
                message = "“months” should be a list of twelve names."
                problems.append(_wrong(path, name, message, f"Write it like this: months: [{dates.MONTHS[0]}, …]"))
        elif known is not None and key not in known:
            hint = spelling.nearest(key, [_MONTHS, *known])
            problems.append(_wrong(path, name, f"Layouts have no word called “{key}”.", hint))
        elif not isinstance(value, Scalar) or not (text := (value.text or "").strip()):
            problems.append(_wrong(path, name, f"“{key}” should be words.", "Write them after the colon."))
        elif fault := _fault(text, known[key] if known is not None else text):
            problems.append(_wrong(path, value, *fault))
        else:
            said[key] = text
    if known is not None and (missing := [key for key in known if key not in said]):
        problems.append(_missing(path, missing))
    return Wordbook(tuple(said.items()), months), tuple(problems)


def date_words(when: dates.When, book: Wordbook) -> str:
    """A year, a month or a day in the words of a language; empty where it has none for it."""
    if when.precision == "year":
        return str(when.year)
    pattern = dict(book.said).get(f"date_{when.precision}", "")
    if not book.months or not pattern:
        return ""
    return pattern.format(day=when.day, month=book.months[when.month - 1], year=when.year)


def _months(value: Node) -> tuple[str, ...]:
    items = value.items if isinstance(value, Items) else ()
    found = tuple(item.text.strip() for item in items if isinstance(item, Scalar) and item.text)
    return found if len(found) == len(dates.MONTHS) else ()


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
