"""Jinja, kept on a short lead: a layout renders from the templates in its own closure and from nothing else."""

from __future__ import annotations

import re
import traceback
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError, meta

from sendsite.crafts.rendering import engine
from sendsite.model import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sendsite.codes import Code
    from sendsite.crafts.rendering.engine import Speech

FOLDER: Final = engine.FOLDER
_TAKES_UNNAMED: Final = re.compile(r"{%[-+]?\s*(?:include|import|extends|from)\s+[^\"'\s]")
_WORD: Final = re.compile(r"\b(?:words|labels)\.(\w+)")
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

    @property
    def words(self) -> tuple[str, ...]:
        """The names of the words that it may say."""
        return tuple(sorted({name for _, text in self.templates for name in _WORD.findall(text)}))


def references(name: str, text: str) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """The names of the templates that ``text`` extends, includes or imports, and what is wrong with its syntax."""
    try:
        found = set(meta.find_referenced_templates(Environment(autoescape=True).parse(text)))
    except TemplateSyntaxError as fault:
        return (), (_problem((FOLDER + name, fault.lineno), "layout-syntax", *_plainly(fault.message or "")),)
    if None in found:
        lines = (number for number, line in enumerate(text.split("\n"), 1) if _TAKES_UNNAMED.search(line))
        message = "This layout takes in another whose name is only known later."
        hint = "Write the name in quotation marks, so that we know what the page depends on."
        return (), (_problem((FOLDER + name, next(lines, 1)), "layout-dynamic", message, hint),)
    return tuple(sorted(filter(None, found))), ()


def line_naming(text: str, name: str) -> int:
    """The line of ``text`` that first mentions the template ``name``."""
    at = max(text.find(f'"{name}"'), text.find(f"'{name}'"), 0)
    return text.count("\n", 0, at) + 1


def render(
    layout: Layout, context: Mapping[str, Any], page: str, speech: Speech | None = None
) -> tuple[str | None, tuple[Problem, ...]]:
    """Return the text of ``layout`` with ``context``, or None and the problem, which names the ``page`` it is for."""
    code: Code
    hint = ""
    try:
        return engine.environment(layout.templates, speech or engine.Speech()).get_template(layout.name).render(
            context
        ), ()
    except TemplateNotFound as fault:
        caught: Exception = fault
        code, message = "layout-missing", f"There is no layout {FOLDER}{fault.name}."
    except TemplateSyntaxError as fault:
        place = FOLDER + (fault.name or layout.name), fault.lineno
        return None, (_problem(place, "layout-syntax", *_plainly(fault.message or ""), page),)
    except engine.NothingError as fault:
        caught = fault
        code, message = "layout-value", "This prints a value that is not there, and readers would see the word “None”."
    except UndefinedError as fault:
        caught = fault
        message, meant, nearest = str(fault.message).partition(" Did you mean ")
        code = "layout-undefined"
        hint = f"{meant.strip()} {nearest}" if meant else "docs/layouts.md lists the names that each layout gets."
    except RecursionError as fault:
        caught = fault
        code, message = "layout-error", "This takes itself in, again and again."
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as fault:
        caught = fault
        code, message = "layout-error", "This cannot be worked out with the values that it is given."
        technical = str(fault).rstrip(".").replace("\n", " ")
        hint = f"Ask whoever looks after the layouts. In technical words: {type(fault).__name__}: {_curly(technical)}"
    place = _where(caught, layout)
    texts = dict(layout.templates)
    if code == "layout-value":
        hint = f"If it may be missing, write {{% if {_printed(texts, place)} %}} before it and {{% endif %}} after it."
    name = re.search("“(.+?)”", message) if code == "layout-undefined" else None
    column = _column(texts, place, name[1] if name else "{")
    return None, (replace(_problem(place, code, message, hint, page), column=column),)


def _plainly(message: str) -> tuple[str, str]:
    """What Jinja says of a layout's grammar, in a sentence, and what to do."""
    for pattern, sentence, hint in _GRAMMAR:
        if match := re.match(pattern, message, re.DOTALL):
            return match.expand(sentence), match.expand(hint)
    return f"Jinja cannot read this: {message.rstrip('.')}.", ""


def _curly(words: str) -> str:
    """``words`` with curly marks in place of Python's straight ones."""
    return re.sub(r"([\"'])(.*?)\1", r"“\2”", words)


def _problem(place: tuple[str, int], code: Code, message: str, hint: str = "", page: str = "") -> Problem:
    path, line = place
    return Problem(path, line, 1, "error", code, message, hint, page)


def _where(fault: BaseException, layout: Layout) -> tuple[str, int]:
    """The file and line of the deepest template in which ``fault`` arose."""
    frames = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(fault.__traceback__)]
    return next((frame for frame in reversed(frames) if frame[0].startswith(FOLDER)), (FOLDER + layout.name, 1))


def _printed(texts: Mapping[str, str], place: tuple[str, int]) -> str:
    """The name of the only value that a line of a template prints; otherwise three dots."""
    path, number = place
    lines = texts.get(path.removeprefix(FOLDER), "").split("\n")
    names = re.findall(r"\{\{-?\s*([\w.]+)[^{}]*\}\}", lines[number - 1]) if number <= len(lines) else []
    return names[0] if len(names) == 1 and lines[number - 1].count("{{") == 1 else "…"


def _column(texts: Mapping[str, str], place: tuple[str, int], sign: str) -> int:
    """The column in which ``sign`` first stands on a line of a template; 1 where it does not."""
    path, number = place
    lines = texts.get(path.removeprefix(FOLDER), "").split("\n")
    return lines[number - 1].find(sign) + 1 or 1 if number <= len(lines) else 1
