"""The body of a page to HTML, with its links and blocks left open for the site to fill.

HTML in Markdown is shown as text and reported, so nothing an editor types can become a script or break the page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markdown.extensions.fenced_code import FencedBlockPreprocessor

from sendsite.crafts.markup import dialect, engine, misread, pasted, tags
from sendsite.crafts.markup.blocks import scan
from sendsite.crafts.markup.fragment import EMPTY, NOT_OURS, OPEN, SHUT, Fragment
from sendsite.crafts.markup.leftovers import Piece, leftovers
from sendsite.crafts.markup.tangles import TangleError, endless_code, tangle, too_much
from sendsite.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOTE: Final = r"(?P<note><!--.*?(?:-->|\Z))"
_FENCED: Final = rf"(?x:{FencedBlockPreprocessor.FENCED_BLOCK_RE.pattern})"  # as Python-Markdown finds it
_SPAN: Final = r"(?<![\\`])(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)"
_FLAGS: Final = re.DOTALL | re.MULTILINE
_NOTE_OR_CODE: Final = re.compile(f"{_NOTE}|{_FENCED}|{_SPAN}", _FLAGS)
_MAY_HIDE: Final = re.compile("<!--|`|~~~")


def render(path: str, body: str, first_line: int) -> tuple[Fragment, tuple[Problem, ...]]:
    """Turn the body of ``path``, which begins on ``first_line`` of the file, into a fragment."""
    if tangled := too_much(path, body, first_line) or endless_code(path, body, first_line):
        return EMPTY, (tangled,)
    text, prose = _apart(body.translate(NOT_OURS))
    if tangled := tangle(path, prose, first_line):
        return EMPTY, (tangled,)
    shown = zip(text.split("\n"), prose.split("\n"), strict=True)
    numbered = [(number, line, seen.startswith(SHUT)) for number, (line, seen) in enumerate(shown, first_line)]
    lines, found, problems = scan(path, numbered)
    try:
        page = engine.converted(path, "\n".join(lines), prose, first_line, found)
    except TangleError as knot:
        return EMPTY, (_knotted(path, prose, knot.words, first_line),)
    except RecursionError:
        return EMPTY, (_knotted(path, prose, "", first_line),)
    fragment = Fragment(page.html, page.headings, page.links, found, page.words)
    # What stands in indented code begins no block; only now is it known where that is.
    lines = text.split("\n")
    code = frozenset(line.strip() for line in lines if line.expandtabs(4).strip() in page.code)
    told = (each for each in problems if lines[each.line - first_line].strip() not in code)
    unfenced = ((number, line) for number, line, is_code in numbered if not is_code)
    slips = (
        *pasted.pasted(path, prose, first_line, code),
        *misread.problems(path, unfenced, prose, page.misread),
        *dialect.slips(path, prose, first_line, code),
        *tags.tags(path, prose, first_line, code),
    )
    slipped = {(each.line, each.code) for each in slips}
    pieces = (Piece(words, linked) for words, linked in page.texts)
    left = (each for each in leftovers(path, prose, first_line, pieces) if (each.line, each.code) not in slipped)
    return fragment, (*told, *_endless_note(path, body, first_line), *slips, *left, *page.problems)


def prose(body: str) -> str:
    """``body`` with its notes and its code blotted out, letter for letter, for those who look at its words."""
    if not _MAY_HIDE.search(body):
        return body.translate(NOT_OURS)
    return _apart(body.translate(NOT_OURS))[1]


def notes(body: str) -> Iterator[tuple[int, str]]:
    """The notes to oneself in ``body``, each with the place where it begins, counted from 0."""
    if "<!--" in body:
        yield from ((match.start(), match[0]) for match in _NOTE_OR_CODE.finditer(body) if match["note"] is not None)


def _knotted(path: str, prose: str, words: str, first_line: int) -> Problem:
    # The words that Python-Markdown has not put aside yet are those that the page still has.
    words = max(re.split("\x02[^\x03]*\x03|\n", words), key=len).strip()[:100]
    line, column = _place(prose, max(prose.find(words), 0), first_line)
    message = "There are too many lists, quotations or brackets within one another here, so we cannot read the page."
    hint = "Leave an empty line above each heading, and take out brackets and quotation marks that are not meant."
    return Problem(path, line, column, "error", "markdown-depth", message, hint)


def _apart(body: str) -> tuple[str, str]:
    """The body without its notes, and the body with notes and code blotted out, letter for letter."""

    def blot(match: re.Match[str], letter: str = SHUT) -> str:
        return re.sub(r"[^\n]", letter, match[0])

    seen = _NOTE_OR_CODE.sub(lambda match: match[0] if match["note"] is None else blot(match, OPEN), body)
    text = seen.replace(OPEN, "")
    prose = iter(re.sub(_SPAN, blot, re.sub(_FENCED, blot, text, flags=_FLAGS), flags=_FLAGS))
    return text, "".join(letter if letter == OPEN else next(prose) for letter in seen)


def _endless_note(path: str, body: str, first_line: int) -> Iterator[Problem]:
    for match in _NOTE_OR_CODE.finditer(body):
        if match["note"] is not None and not match["note"].endswith("-->"):
            line, column = _place(body, match.start(), first_line)
            message = "A note to yourself begins here and never ends, so the rest of the page would be missing."
            yield Problem(path, line, column, "error", "markdown-note", message, "Where it ends, write -->")


def _place(text: str, at: int, first_line: int) -> tuple[int, int]:
    return first_line + text.count("\n", 0, at), at - text.rfind("\n", 0, at)


def nested(body: str, prefix: str) -> str:
    """A body as a chapter of a longer page: headings one level down, anchors made unique, expandable text open."""
    deeper = re.sub(r"(</?h)([2-5])\b", lambda match: f"{match[1]}{int(match[2]) + 1}", body)
    apart = re.sub(r' (id="|aria-labelledby="|href="#)([^"]+)"', rf' \1{prefix}\2"', deeper)
    return apart.replace("<details>", "<details open>")
