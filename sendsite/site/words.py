"""Questions about the words that layouts say by themselves, in the language of each page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sendsite.crafts import dates
from sendsite.crafts.calendars import Calendar
from sendsite.crafts.rendering import engine
from sendsite.crafts.rendering.engine import Word
from sendsite.crafts.source import languages, wordfiles
from sendsite.crafts.source.wordfiles import Wordbook
from sendsite.memo import remembered
from sendsite.model import Problem
from sendsite.site import data, inputs

if TYPE_CHECKING:
    from sendsite.memo import Ask

_ENGLISH: Final = f"{wordfiles.FOLDER}en.yaml"


@remembered
def _book(ask: Ask, path: str) -> Wordbook:
    """The words in one file; none while it is missing or faulty."""
    tree = ask(data.tree, path)
    if tree is None:
        return Wordbook()
    book, problems = wordfiles.read(path, tree, None if path == _ENGLISH else ask(_book, _ENGLISH))
    ask.report(*problems)
    return book


@remembered
def _file(ask: Ask, lang: str) -> str:
    """The file of a language: its own, or that of the language without its script or country; English has one."""
    if lang.startswith("en"):
        return _ENGLISH
    known = ask(inputs.names, wordfiles.FOLDER, ".yaml")
    wanted = (f"{wordfiles.FOLDER}{each}.yaml" for each in (lang, lang.partition("-")[0]))
    return next((path for path in wanted if path in known), "")


@remembered
def chosen(ask: Ask, names: tuple[str, ...], lang: str) -> tuple[Word, ...]:
    """Those of ``names`` that are words, in a language, or in English where it has none for one."""
    path = ask(_file, lang)
    own = dict(ask(_book, path).said) if path else {}
    english = dict(ask(_book, _ENGLISH).said)
    return tuple(
        Word(name, own.get(name, english[name]), is_in_english=path != _ENGLISH and name not in own)
        for name in names
        if name in english
    )


def say(ask: Ask, lang: str, name: str, **gaps: object) -> str:
    """One word with its gaps filled, in a language or else in English, for a place that cannot say which."""
    return "".join(word.text for word in ask(chosen, (name,), lang)).format(**gaps)


@remembered
def calendar(ask: Ask, lang: str) -> Calendar:
    """How dates are written in a language other than English, as far as somebody has written it down."""
    path = ask(_file, lang)
    return ask(_book, path).calendar if path and path != _ENGLISH else Calendar()


def date(ask: Ask, lang: str, when: dates.When) -> str:
    """A date in a language, or marked as English where nobody wrote down its months."""
    if lang.startswith("en"):
        return dates.words(when)
    return ask(calendar, lang).words(when) or engine.in_english(dates.words(when))


def long_date(ask: Ask, lang: str, when: dates.When) -> str:
    """As ``date``, with the weekday wherever there is one."""
    if lang.startswith("en"):
        return dates.long_words(when)
    return ask(calendar, lang).long_words(when) or engine.in_english(dates.long_words(when))


def span(ask: Ask, lang: str, start: dates.When, end: dates.When | None) -> str:
    """From one date to another in a language, or marked as English."""
    if lang.startswith("en"):
        return dates.span_words(start, end)
    return ask(calendar, lang).span_words(start, end) or engine.in_english(dates.span_words(start, end))


@remembered
def checked(ask: Ask) -> None:
    """Read every file of words, so that faults in one that no page uses are told too."""
    for path in ask(inputs.names, wordfiles.FOLDER):
        code = path.removeprefix(wordfiles.FOLDER).removesuffix(".yaml")
        if not path.endswith(".yaml") or code not in languages.LANGUAGES:
            meant = languages.code_of(code) or languages.nearest(code)
            message = "The name of this file is not the code of a language that we know, so nothing reads it."
            hint = f"Rename it to “{meant}.yaml”." if meant else "Rename it, for instance to “ur.yaml” for Urdu."
            ask.report(Problem(path, 1, 1, "error", "words", message, hint))
        else:
            ask(_book, path)
