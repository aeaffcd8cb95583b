"""For a browser: problems in the words of the terminal, with the line of source and a mark on the place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup

from sendsite.formats import as_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sendsite.model import Problem, Source


def told(problems: Iterable[Problem], sources: Mapping[str, Source]) -> Markup:
    """A list of problems."""
    items = Markup().join(_problem(problem, sources) for problem in problems)
    return Markup("<ol>{}</ol>").format(items)


def _problem(problem: Problem, sources: Mapping[str, Source]) -> Markup:
    return Markup(
        '<li class="{}"><p class="place">{}, line {}</p><p><strong>{}:</strong> {} <code>[{}]</code></p>{}{}</li>'
    ).format(
        problem.severity,
        problem.path,
        problem.line,
        as_text.noun(problem).capitalize(),
        problem.message,
        problem.code,
        _marked(*as_text.excerpt(problem, sources)),
        Markup('<p class="hint">{}</p>').format(problem.hint) if problem.hint else "",
    )


def _marked(line: str, at: int) -> Markup:
    """The line with a mark on the word at the place; a caret below would lose its place where the line wraps."""
    if not line:
        return Markup()
    word = re.compile(r"\w+|.?").match(line, at)
    end = word.end() if word else at
    return Markup("<pre>{}<mark>{}</mark>{}</pre>").format(line[:at], line[at:end] or " ", line[end:])
