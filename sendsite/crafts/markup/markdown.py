"""The body of a page to HTML, with its links and blocks left open for the site to fill.

HTML in Markdown is shown as text and reported, so nothing an editor types can become a script or break the page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sendsite.crafts.markup import dialect, engine, hidden, misread, pasted, tags
from sendsite.crafts.markup.blocks import scan
from sendsite.crafts.markup.fragment import EMPTY, Fragment
from sendsite.crafts.markup.leftovers import leftovers
from sendsite.crafts.markup.tangles import TangleError, endless_code, tangle, too_much
from sendsite.model import Problem

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

_NAMES_AN_ID: Final = re.compile(r' ((?:id|for|aria-(?:labelledby|describedby)|popovertarget)="|href="#)([^"]+)')
_UNPAIRED: Final = re.compile(r"\*[^*\s][^*]*\*\*[^*]+\*")


def render(path: str, body: str, first_line: int) -> tuple[Fragment, tuple[Problem, ...]]:
    """Turn the body of ``path``, which begins on ``first_line`` of the file, into a fragment."""
    if tangled := too_much(path, body, first_line) or endless_code(path, body, first_line):
        return EMPTY, (tangled,)
    text, prose = hidden.apart(body)
    if tangled := tangle(path, prose, first_line):
        return EMPTY, (tangled,)
    marked, found, problems = scan(path, text, prose, first_line)
    try:
        page = engine.converted(path, marked, prose, first_line, found)
    except TangleError as knot:
        return EMPTY, (_knotted(path, prose, knot.words, first_line),)
    except RecursionError:
        return EMPTY, (_knotted(path, prose, "", first_line),)
    if "\x03" in page.html:  # which nobody can type
        return EMPTY, (_unpaired(path, prose, first_line),)
    fragment = Fragment(page.html, page.headings, page.links, found, page.words)
    # What stands in indented code begins no block; only now is it known where that is.
    code = _lines_of(page.code, text)
    lines = text.split("\n") if problems else []
    told = (each for each in problems if lines[each.line - first_line].strip() not in code)
    slips = (
        *pasted.pasted(path, prose, first_line, code),
        *misread.problems(path, text, prose, first_line, page.misread),
        *dialect.slips(path, prose, first_line, code),
        *tags.tags(path, prose, first_line, code),
    )
    slipped = {(each.line, each.code) for each in slips}
    left = (each for each in leftovers(path, prose, first_line, page.texts) if (each.line, each.code) not in slipped)
    return fragment, (*told, *hidden.endless_note(path, body, first_line), *slips, *left, *page.problems)


def _lines_of(code: AbstractSet[str], text: str) -> frozenset[str]:
    """The lines of ``text`` that stand in ``code`` when their tabs are spaces, as they were typed."""
    if not code:
        return frozenset()
    return frozenset(line.strip() for line in text.split("\n") if line.expandtabs(4).strip() in code)


def _knotted(path: str, prose: str, words: str, first_line: int) -> Problem:
    # The words that Python-Markdown has not put aside yet are those that the page still has.
    words = max(re.split("\x02[^\x03]*\x03|\n", words), key=len).strip()[:100]
    at = max(prose.find(words), 0)
    line, column = first_line + prose.count("\n", 0, at), at - prose.rfind("\n", 0, at)
    message = "There are too many lists, quotations or brackets within one another here, so we cannot read the page."
    hint = "Leave an empty line above each heading, and take out brackets and quotation marks that are not meant."
    return Problem(path, line, column, "error", "markdown-depth", message, hint)


def _unpaired(path: str, prose: str, first_line: int) -> Problem:
    """Python-Markdown 3.11 makes “strong” of the two stars in ``*a**b*`` and one more letter, which may be a link."""
    found = _UNPAIRED.search(prose)
    at = found.start() if found is not None else 0
    line, column = first_line + prose.count("\n", 0, at), at - prose.rfind("\n", 0, at)
    message = "The stars here are not in pairs, so we cannot read the page."
    hint = "Write **words** to make words bold, with two stars on each side, and take out the other stars."
    return Problem(path, line, column, "error", "markdown-depth", message, hint)


def nested(body: str, prefix: str) -> str:
    """A body as a chapter of a longer page: headings one level down, anchors made unique, expandable text open."""
    deeper = re.sub(r"(</?h)([2-5])\b", lambda match: f"{match[1]}{int(match[2]) + 1}", body)
    apart = _NAMES_AN_ID.sub(rf" \1{prefix}\2", deeper)
    return apart.replace("<details>", "<details open>")
