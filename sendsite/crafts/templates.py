"""Jinja, kept on a short lead: a layout renders from the templates in its own closure and from nothing else."""

from __future__ import annotations

import re
import traceback
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from jinja2 import (
    BytecodeCache,
    DictLoader,
    Environment,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
    meta,
)

from sendsite.crafts import dates
from sendsite.crafts.dates import When
from sendsite.model import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2.bccache import Bucket

FOLDER: Final = "layouts/"


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout and every template that it may reach, as (name, text)."""

    name: str
    templates: tuple[tuple[str, str], ...]


def references(name: str, text: str) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """The names of the templates that ``text`` extends, includes or imports, and what is wrong with its syntax."""
    path = FOLDER + name
    try:
        found = list(meta.find_referenced_templates(Environment(autoescape=True).parse(text)))
    except TemplateSyntaxError as fault:
        return (), (
            Problem(path, fault.lineno, 1, "error", "layout-syntax", f"This layout has a fault: {fault.message}", ""),
        )
    if None in found:
        line = next(
            (
                n
                for n, row in enumerate(text.split("\n"), 1)
                if re.search(r"{%-?\s*(include|import|extends|from)\s+[^\"'\s]", row)
            ),
            1,
        )
        hint = "Write the name in quotation marks, so that we know what the page depends on."
        return (), (
            Problem(
                path,
                line,
                1,
                "error",
                "layout-dynamic",
                "This layout takes in another whose name is only known later.",
                hint,
            ),
        )
    return tuple(sorted({reference for reference in found if reference is not None})), ()


def line_naming(text: str, name: str) -> int:
    """The line of ``text`` that first mentions the template ``name``."""
    at = max(text.find(f'"{name}"'), text.find(f"'{name}'"), 0)
    return text.count("\n", 0, at) + 1


def render(layout: Layout, context: Mapping[str, Any], page: str) -> tuple[str | None, tuple[Problem, ...]]:
    """Return the text of ``layout`` with ``context``, or None and the problem, which names the ``page`` being rendered."""
    try:
        return _environment(layout.templates).get_template(layout.name).render(context), ()
    except TemplateNotFound as fault:
        message = f"The layout “{fault.message}” does not exist; {page} needs it."
        return None, (Problem(FOLDER + layout.name, 1, 1, "error", "layout-missing", message, ""),)
    except TemplateSyntaxError as fault:
        return None, (
            Problem(
                FOLDER + (fault.name or layout.name),
                fault.lineno,
                1,
                "error",
                "layout-syntax",
                f"This layout has a fault: {fault.message}",
                "",
            ),
        )
    except UndefinedError as fault:
        path, line = _where(fault, layout)
        hint = "docs/layouts.md lists the names that each layout gets."
        return None, (
            Problem(
                path, line, 1, "error", "layout-undefined", f"{fault.message}, while making the page of {page}.", hint
            ),
        )
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as fault:
        path, line = _where(fault, layout)
        return None, (
            Problem(
                path,
                line,
                1,
                "error",
                "layout-error",
                f"{type(fault).__name__}: {fault}, while making the page of {page}.",
                "",
            ),
        )


def _where(fault: BaseException, layout: Layout) -> tuple[str, int]:
    """The file and line of the deepest template in which ``fault`` arose."""
    frames = [frame for frame in traceback.extract_tb(fault.__traceback__) if frame.filename.startswith(FOLDER)]
    return (frames[-1].filename, frames[-1].lineno or 1) if frames else (FOLDER + layout.name, 1)


class _Loader(DictLoader):
    """Names each template by its path, so that a traceback says which file it was."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        text, _, _ = super().get_source(environment, template)
        return text, FOLDER + template, lambda: True


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
    environment = Environment(
        loader=_Loader(dict(templates)),
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
