"""Questions about what is written: how it reads, and how it sounds to those who cannot see it."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from sendsite.crafts.language import (
    acronyms,
    capitals,
    daywords,
    linkwords,
    prose,
    readability,
    unfinished,
    wording,
)
from sendsite.crafts.language.glance import Glance
from sendsite.crafts.source import kinds
from sendsite.memo import remembered
from sendsite.model import Problem
from sendsite.site import data, inputs, pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sendsite.crafts.dates import When
    from sendsite.crafts.language.acronyms import Retired
    from sendsite.crafts.language.prose import Remark
    from sendsite.crafts.source.schema import Place
    from sendsite.memo import Ask

_GAP: Final = "\n\n"  # between the values of two fields, which are read as paragraphs
_GLOSSARY: Final = f"{data.FOLDER}glossary.yaml"


def files(ask: Ask) -> None:
    """Read every data file for what can be told of its words."""
    for path in ask(data.files):
        ask(data_file, path)
    ask(site_file)


def page(ask: Ask, path: str) -> None:
    """What there is to say about the words of a page, also while some of its fields are faulty."""
    record = ask(pages.record, path)
    body, line = ask(pages.body_text, path)
    text = ask(pages.prose_text, path)
    said = list(linkwords.remarks(path, text, body))
    of_fields: tuple[Remark, ...] = ()
    if pages.language(ask, path).startswith("en"):
        fields = tuple(prose.fields(record)) if record is not None else ()
        joined = prose.readable(_GAP.join(words for _, words in fields))
        whole = Glance(f"{joined}{_GAP}{prose.readable(text)}")
        in_fields, in_body = whole.part(0, len(joined)), whole.part(len(joined) + len(_GAP), len(whole.text))
        if not _is_silent(ask, whole):
            day = _day_of(record)
            of_fields = tuple(_wording(ask, in_fields, in_body, day))
            said += _wording(ask, in_body, in_fields, day)
        _tell(ask, path, fields, (*of_fields, *unfinished.of_fields(in_fields)))
        said += unfinished.remarks(in_body)
        said += readability.remarks(in_body)
        said += linkwords.named_people(text, body)
    for remark in said:
        ask.report(_problem(path, remark, line + body.count("\n", 0, remark.at), _column(body, remark.at)))


@remembered
def data_file(ask: Ask, path: str) -> None:
    """What there is to say about the words of a data file."""
    if (found := ask(data.record, path)) is not None:
        _fields(ask, path, tuple(prose.fields(found)))


@remembered
def site_file(ask: Ask) -> None:
    """What there is to say about the words of ``site.yaml``."""
    if ask(inputs.source, data.SITE_FILE) is not None:
        _fields(ask, data.SITE_FILE, tuple(prose.fields(ask(data.site_file))))


def _fields(ask: Ask, path: str, fields: tuple[tuple[Place, str], ...]) -> None:
    joined = Glance(prose.readable(_GAP.join(words for _, words in fields)))
    _tell(ask, path, fields, (*_wording(ask, joined, joined, None), *unfinished.of_fields(joined)))


@remembered
def known_acronyms(ask: Ask) -> frozenset[str] | None:
    """The acronyms that no page need explain; None while the glossary is faulty, since nobody knows then."""
    if ask(data.faulty, _GLOSSARY):
        return None
    explained = (name for term in ask(data.glossary).terms for name in (term.term, term.instead) if name)
    return acronyms.WELL_KNOWN.union(explained)


@remembered
def names_within(ask: Ask) -> acronyms.Names | None:
    """The pairs of words of the site's own name, which is the same wherever it stands; None while nobody knows it."""
    return None if ask(data.faulty, data.SITE_FILE) else acronyms.names(ask(data.site_name))


@remembered
def retired_names(ask: Ask) -> tuple[tuple[When, Retired], ...]:
    """The names of the glossary that are no longer used, each with the day from which on."""
    return tuple(
        (term.retired, acronyms.retired(term.term, term.expansion, term.retired.year, term.instead))
        for term in ask(data.glossary).terms
        if term.retired and ask(inputs.passed, term.retired.start)
    )


def _is_silent(ask: Ask, text: Glance) -> bool:
    """Whether ``_wording`` has nothing to say of any part of ``text``."""
    known = ask(known_acronyms)
    return (
        wording.is_silent(text)
        and (known is None or not _has_unknown(text, known))
        and not any(name.may_be_in(text) for _, name in ask(retired_names))
    )


def _wording(ask: Ask, text: Glance, beside: Glance, day: When | None) -> Iterator[Remark]:
    """Remarks on ``text``, which readers see ``beside`` another; what was written on ``day`` is of its time."""
    yield from wording.remarks(text)
    yield from _in_capitals(ask, text, beside)
    names = tuple(name for retired, name in ask(retired_names) if day is None or retired.start <= day.start)
    yield from acronyms.retired_names(text, names)
    for remark, when in daywords.deadlines(text):
        if ask(inputs.passed, when.finish):
            yield remark


def _in_capitals(ask: Ask, text: Glance, beside: Glance) -> Iterator[Remark]:
    known, within = ask(known_acronyms), ask(names_within)
    if known is None or not _has_unknown(text, known):
        return
    known |= acronyms.explained(text) | acronyms.explained(beside)
    if not _has_unknown(text, known):
        return
    shouts = capitals.shouts(text.text, known)
    yield from capitals.remarks(text.text, shouts, known)
    if within is not None:
        yield from acronyms.unknown(text.text, known, within, shouts)


def _has_unknown(text: Glance, known: frozenset[str]) -> bool:
    return bool(acronyms.suspects(text, known)) or capitals.are_cut(text)


def _day_of(record: kinds.Page | None) -> When | None:
    """The day of which a page speaks, if it speaks of one."""
    match record:
        case kinds.News(date=day) | kinds.Meeting(date=day) | kinds.Event(start=day) | kinds.Consultation(closes=day):
            return day
    return None


def _tell(ask: Ask, path: str, fields: tuple[tuple[Place, str], ...], remarks: tuple[Remark, ...]) -> None:
    """Report remarks on the values of fields, joined with gaps, each at its place in the file."""
    starts = [0]
    for _, words in fields:
        starts.append(starts[-1] + len(words) + len(_GAP))
    for remark in remarks:
        number = min(bisect_right(starts, remark.at) - 1, len(fields) - 1)
        steps, words = fields[number]
        if remark.code == "retired-name" and _is_own_entry(ask, path, steps):
            continue
        if remark.code == "acronym-unknown" and path == data.SITE_FILE:
            continue  # a name cannot explain itself; the pages do
        line, column = ask(pages.place, path, *steps)
        source = ask(data.decoded, path) or ""
        begin = sum(len(each) + 1 for each in source.split("\n")[: line - 1]) + column - 1
        at = prose.offset_in(source, begin, words, remark.at - starts[number])
        ask.report(_problem(path, remark, source.count("\n", 0, at) + 1, _column(source, at)))


def _is_own_entry(ask: Ask, path: str, steps: Place) -> bool:
    """Whether a retired name stands in the very entry that says so."""
    if path != _GLOSSARY or not isinstance(steps[1], int):
        return False
    return ask(data.glossary).terms[steps[1]].retired is not None


def _problem(path: str, remark: Remark, line: int, column: int) -> Problem:
    return Problem(path, line, column, remark.severity, remark.code, remark.message, remark.hint)


def _column(text: str, at: int) -> int:
    return at - text.rfind("\n", 0, at)
