"""HTML that editors type or paste into a page, and what our Markdown has for it instead."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sendsite.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

# Between angle brackets stands an address, not a tag, after the words of a link or the name of one.
_TAG: Final = re.compile(
    r"<(?<!\]\(<)(?<!\]: <)(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<values>[\s/][^<>\n]*)?>"
)
_VALUE: Final = re.compile(r"(?<![A-Za-z-])([A-Za-z-]++)\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
# Words between angle brackets that no HTML begins with.
_GAP: Final = re.compile(r"<(?:add|enter|insert|name|your|write|tbc|tbd|date|website)(?: [^<>=]*)?>", re.IGNORECASE)
_LONGEST: Final = 60  # letters that are told again
_FAR: Final = 240  # letters between two tags; farther apart, what stands between them is not looked at
# Tags that never have an end.
_SINGLE: Final = frozenset({"br", "hr", "img", "input", "wbr"})
_SIGNS: Final = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`"}
# What the outer tag has told of is not told again of each tag within it.
_WITHIN: Final = {
    "table": frozenset({"thead", "tbody", "tfoot", "tr", "th", "td", "caption", "colgroup", "col"}),
    "ul": frozenset({"li"}),
    "ol": frozenset({"li"}),
    "details": frozenset({"summary"}),
}
_TABLE: Final = "Write each row on a line of its own, with | between its cells, and |---|---| below the first row."
_DETAILS: Final = "Write ::: details and the words to click on, then the text, then ::: on a line of its own."
_KEEP: Final = "Delete it, and keep the words."
_HINTS: Final = {
    "br": "Delete it, and leave an empty line there.",
    "hr": "Write --- there, with an empty line above and below.",
    "p": "Delete it, and leave an empty line between paragraphs.",
    "ul": "Write each thing on a line of its own, with a hyphen and a space before it.",
    "ol": "Write each thing on a line of its own, with 1. and a space before it.",
    "li": "Begin a new line there with a hyphen and a space.",
    "table": _TABLE,
    **dict.fromkeys(_WITHIN["table"], _TABLE),
    "details": _DETAILS,
    "summary": _DETAILS,
    "div": "Delete it. If the words should stand in a box, write ::: callout note above them and ::: below.",
    "img": "Write ![what it shows](the name of its file)",
    "blockquote": "Delete it, and write > and a space before each line of the quotation.",
    **dict.fromkeys(("span", "font", "u", "center", "small", "big", "section", "article", "sup", "sub"), _KEEP),
}
_OTHERWISE: Final = "See “Blocks” in docs/editing.md for call-outs, expandable text and tables."


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag where it stands in the text: from ``begin`` up to ``end``.

    ``inside`` is what stands between it and its mate; empty when that is long, or when it has none.
    """

    begin: int
    end: int
    name: str
    values: str
    inside: str


def tags(path: str, prose: str, first_line: int, code: frozenset[str]) -> Iterator[Problem]:
    """A problem for each pair of tags in ``prose``, and for each tag alone; ``code`` holds lines of indented code."""
    for tag in _told(prose) if "<" in prose else ():
        begin = prose.rfind("\n", 0, tag.begin) + 1
        line_end = prose.find("\n", tag.begin)
        if code and prose[begin : line_end if line_end >= 0 else None].strip() in code:
            continue
        shown = prose[tag.begin : tag.end] if tag.end - tag.begin <= _LONGEST else f"<{tag.name} …>"
        place = first_line + prose.count("\n", 0, tag.begin), tag.begin - begin + 1
        if _GAP.fullmatch(prose, tag.begin, tag.end):
            message = f"“{shown}” looks like a gap that somebody should fill in, and readers would see it as it stands."
            yield Problem(path, *place, "error", "placeholder", message, "Write what belongs there.")
        else:
            message = f"“{shown}” is HTML, and pages are written in Markdown."
            yield Problem(path, *place, "error", "markdown-html", message, _hint(tag))


def _told(prose: str) -> Iterator[Tag]:
    """The tags to tell of: of a pair the first, and nothing of what a table or a list has within it."""
    found = list(_TAG.finditer(prose))
    mates = _mates(found)
    quiet, until = frozenset[str](), 0
    for number, match in enumerate(found):
        name = match["name"].lower()
        mate = mates.get(number)
        if (match["close"] and mate is not None) or (match.start() < until and name in quiet):
            continue
        is_near = mate is not None and found[mate].start() - match.end() <= _FAR
        inside = prose[match.end() : found[mate].start()] if mate is not None and is_near else ""
        if mate is not None and name in _WITHIN and match.start() >= until:
            quiet, until = _WITHIN[name], found[mate].start()
        yield Tag(*match.span(), name, match["values"] or "", inside)


def _mates(found: list[re.Match[str]]) -> dict[int, int]:
    """The number of the tag that closes each tag, and the other way round."""
    waiting: dict[str, list[int]] = {}
    mates: dict[int, int] = {}
    for number, match in enumerate(found):
        name = match["name"].lower()
        if name in _SINGLE:
            continue
        if not match["close"]:
            waiting.setdefault(name, []).append(number)
        elif waiting.get(name):
            opening = waiting[name].pop()
            mates |= {opening: number, number: opening}
    return mates


def _hint(tag: Tag) -> str:
    values = {name.lower(): html.unescape(a or b or c).strip() for name, a, b, c in _VALUE.findall(tag.values)}
    words = " ".join(tag.inside.split())
    is_plain = bool(words) and len(words) <= _LONGEST and "<" not in words and "\n\n" not in tag.inside
    if sign := _SIGNS.get(tag.name):
        return f"Write {sign}{words}{sign}" if is_plain else f"Write {sign} right before and right after the words."
    if re.fullmatch("h[1-6]", tag.name):
        sign = "#" * max(int(tag.name[1]), 2)
        return f"Write {sign} {words}" if is_plain else f"Write {sign} and a space, then the words of the heading."
    if tag.name == "a":
        words = words if is_plain else "words"
        return f"Write [{words}]({values['href']})" if values.get("href") else "Write [words](address)"
    if tag.name == "img" and values.get("src"):
        return f"Write ![{values.get('alt') or 'what it shows'}]({values['src']})"
    if tag.name == "li" and is_plain:
        return f"Write - {words}"
    return _HINTS.get(tag.name, _OTHERWISE)
