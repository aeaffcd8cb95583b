"""What Markdown left in the finished text just as it was typed: a link that never closes, a star without its mate.

The finished text decides, so nothing is told that Python-Markdown could read, and nothing is missed that it could not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sendsite.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sendsite.codes import Code

_ASIDE: Final = re.compile("\x02[^\x03]*\x03")  # where Python-Markdown has put a letter aside
_NEAR: Final = 5_000  # letters; farther on, the same words are others
_LONGEST: Final = 2_000  # letters between brackets
_DEEPEST: Final = 10  # brackets within brackets
_WIDEST: Final = 20  # columns of a table
_SHOWN: Final = 60  # letters of what was typed, within a message
_ADDRESS: Final = r"(?:https?:|mailto:|tel:|[^\s()\[\]]*/|[^\s()\[\]]+\.(?:md|pdf|docx?|xlsx?|jpe?g|png)\b)[^\s()\[\]]*"
E_MAIL: Final = r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"
_SIGN: Final = re.compile(
    r"(?P<bracket>!?\[|\])"
    r"|(?P<stars>\*+|_+)"
    r"|(?P<tick>`+)"
    rf"|(?P<e_mail>(?<![\w.+-])(?:mailto:)?(?P<at>{E_MAIL}))"
    r"|(?P<marked>(?<!=)==(?=[^\s=])(?P<words>[^=\n]{1,200})==(?!=))"
    r"|(?P<raised>\^[^\s^]{1,20}\^)"
    r"|(?P<emoji>(?<![\w:]):[a-z][a-z_]{1,29}:(?![\w:]))"
    r"|(?P<address>(?<![\w/=.])(?<!=[\"'])https?://[^\s<>()\[\]]*[^\s<>()\[\].,;:!?'\"*_])"
)
# Each of the signs above has one of these in it, or is an emoji; those of addresses are told outside links only.
_IN_SIGNS: Final = ("[", "]", "*", "_", "`", "==", "^")
_IN_ADDRESSES: Final = ("@", "://")
_EMOJI: Final = re.compile(":[a-z][a-z_]{1,29}:")
# How the words of a line below another begin if ``_line`` may find something wrong with it. A number with nothing after
# it, such as one that a link ends with, counts only where a list has it.
_ODD_START: Final = re.compile(r"\n\s*(?:[-|:=*_+]|\d{1,2}\.)")
_LONE_NUMBER: Final = re.compile(r"\n\s*(\d{1,2})\s*(?=[\n\x02]|\Z)")
_LISTED: Final = re.compile(r"\n[ \t>]*(\d{1,2})\. ")
_CELL: Final = re.compile(r"(?<!\\)\|")
_BRACKET: Final = re.compile(r"[\[\]]|\n[ \t]*\n")
_RULER: Final = re.compile(r"\|(?: *:?-+:? *\|)* *:?-+:? *\|?|(?: *:?-+:? *\|)+(?: *:?-+:? *)?")

# Lines below others of the same paragraph: the code, what is wrong, what to do.
_LINES: Final[tuple[tuple[str, Code, str, str], ...]] = (
    (
        r"(?:[-*+]|\d{1,2}\.) +\S.*",
        "markdown-list",
        "This line runs into the text above it, and does not begin a list.",
        "Leave an empty line above the list.",
    ),
    (
        r"(?P<sign>-{2,}|={2,}|\*{3,}|_{3,}|(?:[-*_] ){2,}[-*_])",
        "heading-underlined",
        "Readers would see “{sign}” as it stands.",
        "Leave an empty line above it for a line across the page. A heading is written with ## before it.",
    ),
)

# What follows a pair of square brackets that made no link: the code, what is wrong, what to do.
_PAIRS: Final[tuple[tuple[str, Code, str, str], ...]] = (
    (
        rf"[ \t\n]+\(\s*(?P<target>{_ADDRESS})\s*\)",
        "markdown-link",
        "There is a space between the words of this link and its address, so it is no link.",
        "Take out the space: {pair}({target})",
    ),
    (
        r"\(\s*<?(?P<target>[^\s()<>]*)",
        "markdown-link",
        "This link begins here and never ends: its last round bracket is missing.",
        "Write {pair}({target})",
    ),
    (
        r" ?\[(?P<name>[^\[\]\n]*)\]",
        "markdown-link",
        "This link has no address: nothing on the page is called “{name}”.",
        "Write the address in round brackets after the words: {pair}(address)",
    ),
    (
        "",
        "placeholder",
        "“{pair}” looks like a gap that somebody should fill in, and readers would see it as it stands.",
        "Write what belongs there. If readers should see the square brackets, write \\[{within}\\]",
    ),
)

Piece = tuple[str, bool]  # some finished text, and whether it is the words of a link
_Told = tuple["Code", str, str]  # a code, what is wrong, what to do
_FOOTNOTE: Final[_Told] = (
    "markdown-link",
    "Footnotes do not work here.",
    "Write it in brackets in the text, or name it under “sources” in the front matter.",
)
_OPENS: Final[_Told] = (
    "markdown-brackets",
    "A square bracket opens here and never closes.",
    "Add ] where it ends, or delete it. If readers should see it, write \\[",
)
_CLOSES: Final[_Told] = (
    "markdown-brackets",
    "A square bracket closes here, and none opens before it.",
    "Add [ where it begins, or delete it. If readers should see it, write \\]",
)
_TICK: Final[_Told] = (
    "markdown-code",
    "This sign ` (a backtick) stands alone, and readers would see it.",
    "Write an apostrophe (') instead; or, for code, put a backtick at both ends.",
)


def leftovers(path: str, prose: str, first_line: int, pieces: Sequence[Piece]) -> Iterator[Problem]:
    """What is wrong with the finished text, told where it stands in ``prose``, whose first line is ``first_line``."""
    if not _may_tell(prose, pieces):
        return
    told, listed = 0, 0  # what stands before these places has been told; as the lines of a list
    lone: dict[str, int] = {}  # signs that have been told to have no mate, and where their paragraphs end
    for at, words, linked, below in _lines(prose, pieces):
        whole = _line(prose, at) if below else None
        for begin, end, (code, message, hint) in [whole] if whole else _signs(prose, at, words, linked=linked):
            goes_on = code == "markdown-list" and whole and 0 < listed == prose.rfind("\n", 0, begin)
            listed = end if code == "markdown-list" and whole else listed
            if code == "markdown-emphasis":
                sign = prose[begin:end]
                goes_on = begin < lone.pop(sign, 0) and not prose[end : end + 1].isalnum()
                lone |= {} if goes_on else {sign: _end(prose, "\n\n", end)}
            if begin >= told and not goes_on:
                told = end
                line = first_line + prose.count("\n", 0, begin)
                yield Problem(path, line, begin - prose.rfind("\n", 0, begin), "error", code, message, hint)


def _may_tell(prose: str, pieces: Sequence[Piece]) -> bool:
    """Whether anything may be wrong with the text: one look at all of it, where each line would need several."""
    text = "\x02".join([words for words, _ in pieces])
    unlinked = "\x02".join([words for words, linked in pieces if not linked])
    if _may_have_sign(text, linked=True) or any(sign in unlinked for sign in _IN_ADDRESSES) or _ODD_START.search(text):
        return True
    lone = set(_LONE_NUMBER.findall(text))
    listed = set(_LISTED.findall(f"\n{prose}")) if lone else ()
    return any(number.startswith(tuple(lone)) for number in listed)


def _may_have_sign(words: str, *, linked: bool) -> bool:
    signs = _IN_SIGNS if linked else (*_IN_SIGNS, *_IN_ADDRESSES)
    return any(sign in words for sign in signs) or _EMOJI.search(words) is not None


def _lines(prose: str, pieces: Sequence[Piece]) -> Iterator[tuple[int, str, bool, bool]]:
    """Each line of the text: where it stands, its words, whether they are a link's, and whether it is below another.

    The search goes along with the text, so that words written twice are found twice.
    """
    after = 0
    for text, linked in pieces:
        for number, line in enumerate(text.split("\n")):
            for part, stretch in enumerate(_ASIDE.split(line)):
                if not (words := stretch.strip()):
                    continue
                found = prose.find(words, after, after + _NEAR + len(words))
                at = after if found < 0 else found
                after = at if found < 0 else at + len(words)
                yield at, words, linked, number > 0 and part == 0 and found >= 0


def _line(prose: str, at: int) -> tuple[int, int, _Told] | None:
    """What is wrong with the whole line that begins at ``at``, and where that ends."""
    if not _ODD_START.match(f"\n{prose[at : at + 3]}"):
        return None
    begin = prose.rfind("\n", max(0, at - _LONGEST), at) + 1
    if prose[begin:at].strip(" \t>"):
        return None
    line = prose[at : _end(prose, "\n", at)].rstrip()
    if _RULER.fullmatch(line) or re.fullmatch(r"\|.*\|", line):
        above = prose[prose.rfind("\n", 0, max(begin - 1, 0)) + 1 : max(begin - 1, 0)]
        end = _end(prose, "\n", at) + 1
        below = prose[end : _end(prose, "\n", end)].strip()
        return at, _end(prose, "\n\n", at), _no_table(above, line, below)
    for pattern, code, message, hint in _LINES:
        if match := re.fullmatch(pattern, line):
            return at, at + len(line), (code, message.format(**match.groupdict()), hint)
    return None


def _no_table(above: str, line: str, below: str) -> _Told:
    if _RULER.fullmatch(line) and "|" in above and cells(above) != cells(line):
        message = f"The headings of this table have {cells(above)} cells, and the line of hyphens has {cells(line)}."
        return "markdown-table", message, f"Write |{'---|' * min(cells(above), _WIDEST)}"
    if _RULER.fullmatch(below):
        message = "This table runs into the text above it, and does not become a table."
        return "markdown-table", message, "Leave an empty line above the table."
    ruler = f"|{'---|' * min(cells(line), _WIDEST)}"
    hint = f"Leave an empty line above the table, and write {ruler} below the line with its headings."
    return "markdown-table", "This does not become a table.", hint


def _end(prose: str, sign: str, at: int) -> int:
    found = prose.find(sign, at)
    return found if found >= 0 else len(prose)


def _signs(prose: str, at: int, words: str, *, linked: bool) -> Iterator[tuple[int, int, _Told]]:
    """The signs within ``words``, which stand at ``at``: where each begins and ends, and what is wrong with it."""
    for match in _SIGN.finditer(words) if _may_have_sign(words, linked=linked) else ():
        sign, begin = match[0], at + match.start()
        if not prose.startswith(sign, begin) and (begin := prose.find(sign, at)) < 0:
            continue
        end = begin + len(sign)
        if match["bracket"]:
            yield begin, *_bracket(prose, begin)
        elif match["tick"]:
            yield begin, end, _TICK
        elif match["marked"] or match["raised"] or match["emoji"]:
            yield begin, end, _foreign(match)
        elif match["e_mail"] and not linked:
            hint = f"Write [{match['at']}](mailto:{match['at']})"
            yield begin, end, ("markdown-link", "This e-mail address is no link.", hint)
        elif match["address"] and not linked:
            hint = f"Write [the words of the link]({sign})"
            yield begin, end, ("markdown-link", "This address is no link.", hint)
        elif match["stars"] and (told := _stars(sign, prose[begin - 1 : begin], prose[end : end + 1])):
            yield begin, end, told


def _foreign(match: re.Match[str]) -> _Told:
    """What to say of a sign that means something in other programs only."""
    message = f"“{match[0]}” means something in other programs, and readers would see it as it stands."
    if match["marked"]:
        return (
            "markdown-sign",
            message,
            f"Leave out the signs; or, to make the words stand out, write **{match['words']}**",
        )
    if match["raised"]:
        return "markdown-sign", message, "Leave out the signs ^ or say it in words."
    return "markdown-sign", message, "Delete it, or type the emoji itself."


def _stars(sign: str, before: str, after: str) -> _Told | None:
    """What is wrong with stars or low lines that are still there; 5 * 3, a_b, free* and ____ are as they should be."""
    kind = "bold" if len(sign) > 1 else "italic"
    literal = "If readers should see it, write " + "".join(f"\\{letter}" for letter in sign)
    is_within_a_word = before.isalnum() and after.isalnum() and (len(sign) == 1 or sign[0] == "_")
    if is_within_a_word or sign.startswith("___"):
        return None
    if sign.startswith("****"):
        return "markdown-emphasis", f"“{sign}” makes nothing bold, and readers would see it.", f"Delete it. {literal}"
    if after.isalnum() or (after.strip() and len(sign) > 1 and not before.strip()):
        message = f"“{sign}” begins {kind} words here, and nothing ends them."
        return "markdown-emphasis", message, f"Write {sign} right after the last of them as well. {literal}"
    if len(sign) == 1:
        return None
    if before.strip():
        message = f"“{sign}” ends {kind} words here, and nothing begins them."
        return "markdown-emphasis", message, f"Write {sign} right before the first of them as well. {literal}"
    message = f"“{sign}” has a space on both sides, so it makes nothing {kind}."
    return "markdown-emphasis", message, f"Write it right beside the words, without a space. {literal}"


def _bracket(prose: str, at: int) -> tuple[int, _Told]:
    """Where the brackets at ``at`` end, and what is wrong with them."""
    if prose[at] == "]":
        return at + 1, _CLOSES
    begin = at + (prose[at] == "!")
    end = _closing(prose, begin)
    if end is None:
        return begin + 1, _OPENS
    pair = " ".join(prose[at:end].split())
    if (lonely := _lonely_pair(pair, prose[max(0, at - 9) : at])) is not None:
        return end, lonely
    pair = pair if len(pair) <= _SHOWN else f"{pair[:_SHOWN]}…]"
    for pattern, code, message, hint in _PAIRS:
        if match := re.compile(pattern).match(prose, end, end + _LONGEST):
            words = match.groupdict() | {"pair": pair, "within": pair[1:-1]}
            return match.end(), (code, message.format(**words), hint.format(**words))
    return end, _OPENS


def _lonely_pair(pair: str, before: str) -> _Told | None:
    """What is wrong with a pair of brackets, if that does not depend on what follows it."""
    if pair.startswith("[^"):
        return _FOOTNOTE
    if re.fullmatch(r"\[[ xX]?\]", pair) and re.search(r"(?:[-*+]|\d\.) +$", before):
        return "markdown-list", f"“{pair}” does not become a box to tick.", "Leave it out."
    if before.endswith(")") and re.fullmatch(_ADDRESS, pair[1:-1]):
        message = "The round and the square brackets of this link have changed places."
        return "markdown-link", message, f"Write the words in square brackets, then ({pair[1:-1]})"
    return None


def _closing(prose: str, at: int) -> int | None:
    """Where the bracket that opens at ``at`` has closed, if it does so in its paragraph."""
    depth = 0
    for match in _BRACKET.finditer(prose, at, at + _LONGEST):
        depth += {"[": 1, "]": -1}.get(match[0], 0)
        if depth == 0:
            return match.end()
        if "\n" in match[0] or depth > _DEEPEST:
            break
    return None


def cells(row: str) -> int:
    """How many cells a row of a table has."""
    return len(_CELL.findall(row.strip().removeprefix("|").removesuffix("|"))) + 1
