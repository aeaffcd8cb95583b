"""Jinja itself, set up so that it prints quickly and refuses what readers should never see."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import UTC
from difflib import get_close_matches
from functools import lru_cache
from itertools import zip_longest
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final

from jinja2 import BytecodeCache, Environment, FunctionLoader, StrictUndefined, TemplateError
from jinja2.compiler import CodeGenerator
from jinja2.sandbox import safe_range
from jinja2.utils import missing
from markupsafe import Markup, escape
from pydantic import BaseModel

from sendsite.crafts import dates
from sendsite.crafts.calendars import Calendar
from sendsite.crafts.source import languages

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, MutableMapping
    from datetime import datetime

    from jinja2 import Template, nodes
    from jinja2.bccache import Bucket
    from jinja2.compiler import Frame

    from sendsite.crafts.dates import When

FOLDER: Final = "layouts/"
_MOST_KEPT: Final = 500
_GAP: Final = re.compile(r"\{(\w+)\}")
_MEANS_SOMETHING: Final = re.compile("[&<>\"']")


@dataclass(frozen=True, slots=True)
class Word:
    """What layouts say in one place, by its name, and whether it is in English on a page that is not."""

    name: str
    text: str
    is_in_english: bool = False


@dataclass(frozen=True, slots=True)
class Speech:
    """How layouts speak on a page: its language, their words, and how it writes dates if it is not English."""

    lang: str = languages.ENGLISH
    words: tuple[Word, ...] = ()
    calendar: Calendar = field(default_factory=Calendar)

    @property
    def is_english(self) -> bool:
        """Whether the page is in English."""
        return self.lang.startswith("en")


class _Missing(StrictUndefined):
    """A name that nothing is behind, told in words for those who write layouts."""

    @property
    def _undefined_message(self) -> str:  # Jinja's name for the words of the error that it raises
        name = self._undefined_name
        if self._undefined_obj is missing:
            return f"Nothing here is called “{name}”."
        kind, known = _shape(self._undefined_obj)
        near = get_close_matches(str(name), known, 1)
        return f"{kind} has no “{name}”." + (f" Did you mean “{near[0]}”?" if near else "")


def _shape(value: object) -> tuple[str, list[str]]:
    """What to call a value that a layout looked into, and the names that are in it."""
    if is_dataclass(value):
        return f"A {type(value).__name__.lower()}", [field.name for field in fields(value)]
    if isinstance(value, BaseModel):
        return f"A {type(value).__name__.lower()}", list(type(value).model_fields)
    if isinstance(value, SimpleNamespace):
        return "layouts/words/en.yaml", list(vars(value))
    return "This value", [str(name) for name in value] if isinstance(value, dict) else []


class NothingError(TemplateError):
    """A layout printed None."""


def _printable(value: object) -> object:
    if value is None:
        raise NothingError
    return value


def _printed(value: Any) -> str:  # noqa: ANN401 - whatever a layout may print
    """``value`` as a page has it. Most values are short texts without signs, and then nothing has to be made anew."""
    if value.__class__ is str:
        return value if _MEANS_SOMETHING.search(value) is None else escape(value)
    if value.__class__ is Markup:
        return value
    return escape(_printable(value))


class _Generator(CodeGenerator):
    """Writes one call where Jinja would write two for each value printed: to ``finalize`` and to ``escape``."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write("environment.printed((")  # Jinja closes two brackets
        else:
            super()._output_child_pre(node, frame, finalize)


class _Environment(Environment):
    """Keeps what its templates share in plain dictionaries: a page takes in eight of them."""

    code_generator_class = _Generator
    printed = staticmethod(_printed)

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - Jinja's own
        super().__init__(**settings)
        self._at_hand: dict[str, Template] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - Jinja's name
    ) -> Template:
        if not isinstance(name, str) or globals is not None:
            return super().get_template(name, parent, globals)
        found = self._at_hand.get(name)
        if found is None:
            found = self._at_hand[name] = super().get_template(name, parent)
        return found

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}


class _Compiled(BytecodeCache):
    """Compiles each template once, however many layouts share it."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if len(self.kept) >= _MOST_KEPT:  # a watcher may run for months
            self.kept.clear()
        self.kept[bucket.key, bucket.checksum] = bucket.code


_COMPILED: Final = _Compiled()
_PLAIN: Final = Speech()


@lru_cache(maxsize=128)
def environment(templates: tuple[tuple[str, str], ...], speech: Speech = _PLAIN) -> Environment:
    """Jinja for the templates of one layout, as (name, text), with the words that they say in one language.

    As ``words``, those in English say so where the page is not; as ``labels`` they are for attributes, which cannot.
    """
    # One environment for each closure: a shared one with auto_reload serves a stale imported macro.
    texts = dict(templates)
    made = _Environment(
        # Each template goes by its path, so that a traceback says which file it was.
        loader=FunctionLoader(lambda name: (texts[name], FOLDER + name, None) if name in texts else None),
        autoescape=True,
        undefined=_Missing,
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=_COMPILED,
    )
    made.filters |= _filters(speech)
    made.globals["words"] = SimpleNamespace(**{word.name: spoken(word) for word in speech.words})
    made.globals["labels"] = SimpleNamespace(**{word.name: word.text for word in speech.words})
    made.globals["range"] = safe_range  # the usual one would fill all memory for a number mistyped
    return made


class _Gapped(Markup):
    """Words with gaps, cut up once: Markup itself reads the braces anew for each page, and takes ten times as long."""

    pieces: tuple[tuple[str, str], ...]

    def format(self, **gaps: object) -> Markup:  # type: ignore[override] # gaps have names
        """The words with their gaps filled; what is no HTML yet is escaped."""
        filled = [f"{text}{escape(_printable(gaps[name]))}" if name else text for text, name in self.pieces]
        return Markup("".join(filled))  # noqa: S704 - the pieces are Markup, and what fills them has been escaped


def _gapped(words: Markup) -> Markup:
    """``words``, ready to have its gaps filled if it has some."""
    texts = _GAP.split(words)
    if len(texts) == 1:
        return words
    made = _Gapped(words)
    made.pieces = tuple(zip_longest(texts[::2], texts[1::2], fillvalue=""))
    return made


def in_english(words: object) -> Markup:
    """Words in English as a page in another language has them."""
    return Markup('<span lang="en-GB" dir="ltr">{}</span>').format(_printable(words))


def spoken(word: Word) -> Markup:
    """A word as a page has it, with its language where that is another than the page's."""
    return _gapped(in_english(word.text) if word.is_in_english else escape(word.text))


def _filters(speech: Speech) -> Mapping[str, Callable[..., Any]]:
    """The filters for pages in one language."""
    if speech.is_english:
        return FILTERS
    calendar = speech.calendar
    return {
        **FILTERS,
        "english": _marked,
        "when": _or_in_english(calendar.words, dates.words),
        "long": _or_in_english(calendar.long_words, dates.long_words),
        "span": _or_in_english(calendar.span_words, dates.span_words),
        "day": _or_in_english(lambda day: calendar.words(dates.parse(f"{day}")), dates.day_words),
        "month_name": lambda when: calendar.month_name(when) or _month_name(when),
    }


def _or_in_english(said: Callable[..., str], english: Callable[..., str]) -> Callable[..., str]:
    """A filter that says dates in a language, or marked as English where it has no words for them."""
    return lambda *given: said(*given) or in_english(english(*given))


def _month_name(when: When) -> str:
    return dates.MONTHS[when.month - 1][:3] if when.month else ""


def _instant(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _telephone(number: str) -> str:
    return "tel:" + re.sub(r"[^\d+]", "", number)


def _as_it_is(words: object, _lang: str = "") -> object:
    return words


def _marked(words: object, lang: str = languages.ENGLISH) -> object:
    """``words`` in the language ``lang`` on a page that is not in English."""
    return in_english(words) if lang.startswith("en") else words


FILTERS: Final[dict[str, Callable[..., Any]]] = {
    "english": _as_it_is,
    "when": dates.words,
    "long": dates.long_words,
    "span": dates.span_words,
    "day": dates.day_words,
    "iso": str,
    "month_name": _month_name,
    "day_number": lambda when: str(when.day or ""),
    "tel": _telephone,
    "instant": _instant,
}
