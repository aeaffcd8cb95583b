"""Jinja, kept on a short lead: a layout renders from the templates in its own closure and from nothing else."""

from __future__ import annotations

import re
import traceback
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from jinja2 import (
    BytecodeCache,
    Environment,
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
    meta,
)

from sendsite.crafts import dates
from sendsite.model import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2.bccache import Bucket

    from sendsite.crafts.dates import When

FOLDER: Final = "layouts/"
_TAKES_UNNAMED: Final = re.compile(r"{%[-+]?\s*(?:include|import|extends|from)\s+[^\"'\s]")
_MISSING: Final = "Look for a bracket, a comma or a quotation mark that is missing before it."
# Jinja's own words for what is wrong, ours, and what to do.
_GRAMMAR: Final = (
    (
        r"unexpected '}'",
        "A brace, or another bracket, is missing here.",
        "A value is printed like this: {{ page.title }}",
    ),
    (r".* expected 'end of print", "Two braces open here and never close.", "Where the value ends, write }}"),
    (
        r".* expected 'end of statement",
        "A brace and a per cent sign open here and never close.",
        "Where it ends, write %}",
    ),
    (r"Missing end of comment", "A comment begins here and never ends.", "Where it ends, write #}"),
    (
        r"Encountered unknown tag '(?!end)(.*?)'",
        r"There is no tag called “\1”.",
        "Jinja's own handbook lists the tags.",
    ),
    (r".*closed is '(\w+)'", r"“\1” begins and does not end.", r"Where it ends, write {% end\1 %}"),
    (r"Encountered unknown tag '(.*)'", r"“\1” ends nothing here.", "Delete it, or look for what it should end."),
    (r"No (filter|test) named '(.*)'", r"There is no \1 called “\2”.", "docs/layouts.md lists our filters."),
    (r"(?:expected token '.*', got|unexpected char|unexpected) '(.*)'", r"“\1” does not fit here.", _MISSING),
    (r"block '(.*)' defined twice", r"There are two blocks called “\1”.", "Give one of them another name."),
    (r"Expected an expression", "A name or a value is missing here.", "Write one, or delete what stands round it."),
)


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout and every template that it may reach, as (name, text)."""

    name: str
    templates: tuple[tuple[str, str], ...]


def references(name: str, text: str) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """The names of the templates that ``text`` extends, includes or imports, and what is wrong with its syntax."""
    try:
        found = set(meta.find_referenced_templates(Environment(autoescape=True).parse(text)))
    except TemplateSyntaxError as fault:
        return (), (_problem(FOLDER + name, fault.lineno, "syntax", *_plainly(fault.message or "")),)
    if None in found:
        lines = (number for number, line in enumerate(text.split("\n"), 1) if _TAKES_UNNAMED.search(line))
        message = "This layout takes in another whose name is only known later."
        hint = "Write the name in quotation marks, so that we know what the page depends on."
        return (), (_problem(FOLDER + name, next(lines, 1), "dynamic", message, hint),)
    return tuple(sorted(filter(None, found))), ()


def line_naming(text: str, name: str) -> int:
    """The line of ``text`` that first mentions the template ``name``."""
    at = max(text.find(f'"{name}"'), text.find(f"'{name}'"), 0)
    return text.count("\n", 0, at) + 1


def render(layout: Layout, context: Mapping[str, Any], page: str) -> tuple[str | None, tuple[Problem, ...]]:
    """Return the text of ``layout`` with ``context``, or None and the problem, which names the ``page`` it is for."""
    try:
        return _environment(layout.templates).get_template(layout.name).render(context), ()
    except TemplateNotFound as fault:
        problem = _problem(
            *_where(fault, layout), "missing", f"There is no layout {FOLDER}{fault.name}; {page} needs it."
        )
    except TemplateSyntaxError as fault:
        path = FOLDER + (fault.name or layout.name)
        problem = _problem(path, fault.lineno, "syntax", *_plainly(fault.message or ""))
    except UndefinedError as fault:
        hint = "docs/layouts.md lists the names that each layout gets."
        message = f"{fault.message}, while making the page of {page}."
        problem = _problem(*_where(fault, layout), "undefined", message, hint)
    except RecursionError as fault:
        message = f"This takes itself in, again and again, while making the page of {page}."
        problem = _problem(*_where(fault, layout), "error", message)
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as fault:
        message = f"{type(fault).__name__}: {fault}, while making the page of {page}."
        problem = _problem(*_where(fault, layout), "error", message)
    return None, (problem,)


def _plainly(message: str) -> tuple[str, str]:
    """What Jinja says of a layout's grammar, in a sentence, and what to do."""
    for pattern, sentence, hint in _GRAMMAR:
        if match := re.match(pattern, message, re.DOTALL):
            return match.expand(sentence), match.expand(hint)
    return f"Jinja cannot read this: {message.rstrip('.')}.", ""


def _problem(path: str, line: int, fault: str, message: str, hint: str = "") -> Problem:
    return Problem(path, line, 1, "error", f"layout-{fault}", message, hint)


def _where(fault: BaseException, layout: Layout) -> tuple[str, int]:
    """The file and line of the deepest template in which ``fault`` arose."""
    frames = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(fault.__traceback__)]
    return next((frame for frame in reversed(frames) if frame[0].startswith(FOLDER)), (FOLDER + layout.name, 1))


class _Compiled(BytecodeCache):
    """Compiles each template once, however many layouts share it."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key, bucket.checksum] = bucket.code


_COMPILED: Final = _Compiled()


@lru_cache(maxsize=128)
def _environment(templates: tuple[tuple[str, str], ...]) -> Environment:
    # One environment for each closure: a shared one with auto_reload serves a stale imported macro.
    texts = dict(templates)
    environment = Environment(
        # Each template goes by its path, so that a traceback says which file it was.
        loader=FunctionLoader(lambda name: (texts[name], FOLDER + name, None) if name in texts else None),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=_COMPILED,
    )
    environment.filters |= FILTERS
    return environment


def _month_name(when: When) -> str:
    return dates.MONTHS[when.month - 1][:3] if when.month else ""


def _telephone(number: str) -> str:
    return "tel:" + re.sub(r"[^\d+]", "", number)


FILTERS: Final[dict[str, Callable[..., str]]] = {
    "when": dates.words,
    "long": dates.long_words,
    "span": dates.span_words,
    "day": dates.day_words,
    "iso": str,
    "month_name": _month_name,
    "day_number": lambda when: str(when.day or ""),
    "tel": _telephone,
}
