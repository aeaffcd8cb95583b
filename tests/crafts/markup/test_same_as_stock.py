"""The short ways of the engine come to what the stock parts of Python-Markdown come to, for every text.

``SENDSITE_EXAMPLES=20000`` looks at so many texts instead of a few.
"""

from __future__ import annotations

import os
import re
from itertools import islice, product
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import corpus
from sendsite.crafts.markup import engine, markdown, tangles
from sendsite.crafts.markup.tangles import TangleError
from tests import stock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

    from sendsite.crafts.markup.blocks import Block
    from sendsite.crafts.markup.engine import Converted

_EXAMPLES: Final = int(os.environ.get("SENDSITE_EXAMPLES", "150"))
_CONTENT: Final = Path(__file__).resolve().parents[3] / "content"
_REAL: Final = [path.read_text("utf-8").split("\n---\n", 1)[-1] for path in sorted(_CONTENT.rglob("*.md"))]
_MADE: Final = [page.body for page in corpus.pages(60)]
_LABELLED: Final = re.compile(r"^.*::.*$", re.MULTILINE)
_OURS: Final = engine.converted

# What Markdown and its extensions react to, what our short ways look at, and what Python-Markdown keeps for itself.
_SIGNS: Final = [
    *"*_`[]()<>#=-+:|!&;\\\"'~.1 \n\t{}^",
    *("**", "***", "__", "___", "``", "```", "~~~", "![", "](", "][", "]:", "  \n", "\n\n", "\n\n\n", "\n    "),
    *("\r\n", "\r"),
    *("\n- ", "\n* ", "\n+ ", "\n1. ", "\n2. ", "\n10. ", "\n> ", "\n>", "\n: ", "\n:   ", "\n# ", "\n## "),
    *("\n##", "\n###### "),
    *("\n---", "\n===", "\n***", "\n_ _ _", "\n- - -", "\n\n---\n\n", "\n| a | b |\n|---|:-:|\n| c | d |\n"),
    *("\n|---|---|", "\\|"),
    *("\n\n- a\n\n- b", "\n    - deep", "\n        - deeper", "\n\n    code", "\n  two", "\n   three"),
    *("\n- \n", "\n-", "\n1.", "\n٣. x", "\n\n[r]: <b.md> 'T'\n"),
    *("\n\nTerm\n: meaning\n", "\n\n```\ncode *x*\n```\n\n", "\n~~~ python\n&amp;\n~~~\n", "\n[r]: a.md\n"),
    *("[x](a.md)", "[x y](../a_b.md#c)", "[x][r]", "[r][]", "[r]", "[x](a.md 'T')", '[x](<a b> "T")'),
    *("[x](a(b).md)", "[x](a b.md)"),
    *("![x](a.png)", "![](a.png)", "[](a.md)", "[*x*](a.md)", "[`x`](a.md)", "[![x](a.png)](b.md)"),
    *("![a [b *c*](d)](e)", "![x][r]"),
    *("[x](mailto:a@example.org)", "[a@example.org](mailto:b@example.org)", "[x](tel:12)", "[x](?a=1&b=2)"),
    *("[x](&amp;)", "[ x](y)"),
    *("**bold**", "*em*", "_em_", "__bold__", "***both***", "**a*b*c**", "*a**b**c*", "a*b*c", "5*3*2"),
    *("snake_case_word", "**[x](y)**"),
    *("`code`", "``a`b``", "`a\\`", "\\*", "\\\\", "\\[", "\\&", "&amp;", "&#38;", "&#x26;", "&nbsp;", "&;"),
    *("AT&T", "&a b;", "<b>"),
    *("<https://example.org/>", "<a@example.org>", "<https://a/*b*>", "<!-- note -->", "<!--", "-->", "<div>"),
    *("</div>", "<?x?>"),
    *("\n\n::: callout note\n", "\n\n::: details Why?\n", "\n\n::: table A *caption* [x](y)\n\n", "\n:::\n"),
    *("\n::: timeline\n", "\n:: x"),
    *("\x02", "\x03", "klzzwxh:0000", "\x02klzzwxh:0000\x03", "wzxhzdk:0", "\x02wzxhzdk:0\x03", "\x0242\x03"),
    *("\x02amp\x03", "hzzhzkh:1"),
    *("\ue000", "\ue001", "\ue0000\ue001", "\ue001open 0", "\xa0", "\x85", "\u2028", "\x0b", "\x1c", "\x1e"),
    *("\u200b", "é", "İ", "ß", "🎉", "\x00"),
    *("word", "two words", "Some text.", "a", "B", "1", "22", "x" * 90, "class", "id", "[ ]", "[x]"),
    *("{: #id }", "{#id}", "[^1]", "[TOC]"),
]  # fmt: skip
_BEGINNINGS: Final = [
    *("", "", "", "\n", "\n", "- ", "* ", "+ ", "1. ", "2. ", "> ", "# ", "## ", ": ", ":   ", "| ", "|---|---|"),
    *("  ", "    ", "        ", "[r]: ", "**", "*", "_", "word ", "::: details x\n", "::: table c\n", ":::", "```"),
    *("---", "===", "> - ", "- - ", "\n    "),
]  # fmt: skip
# How lines can begin, with and without what makes a sign one.
_STARTS: Final = [
    *("", "#", "## ", "#\\", "=", "- ", "-", "---", "* ", "*", "**", "***", "_", "___", "+ ", "+", "1. ", "1.", "12"),
    *(": ", ":", "> ", ">", "|", "[a]: ", "[", "]:", " ", "  ", "   - ", "    ", "    - ", "        ", "\xa0", "\t"),
    *("- - ", "- 1. ", "- > ", "-  ", "- [", "- **", "- \xa0", "1. 2. ", "# #", "## a\n", "- a\n  ", "- a\n    "),
    *("- a\n\n    ", "- # ", "٣. ", "é"),
]  # fmt: skip
_TEXTS: Final = st.lists(st.sampled_from(_SIGNS) | st.text(max_size=3), max_size=25).map("".join)


def _outcome(converted: Callable[..., Converted], *page: object) -> Converted | str:
    try:
        return converted(*page)
    except TangleError as knot:
        return f"TangleError: {knot.words}"


def _both(path: str, text: str, prose: str, first_line: int, blocks: tuple[Block, ...]) -> Converted:
    page = (path, text, prose, first_line, blocks)
    assert _outcome(_OURS, *page) == _outcome(stock.converted, *page)
    return _OURS(*page)


@pytest.fixture(autouse=True, scope="module")
def _compared() -> Iterator[None]:
    """Each conversion in this module is compared."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "converted", _both)
        yield


def _render(body: str, patience: int | None = None) -> None:
    """Convert ``body`` both ways, and compare; ``patience`` is how many letters Python-Markdown may look at.

    No file with control characters is read. (As the label of a block, they would make any element appear twice.)
    """
    body = _LABELLED.sub(lambda line: line[0].replace("\x02", ""), body)
    with pytest.MonkeyPatch.context() as patch:
        if patience is not None:
            patch.setattr(tangles, "_PATIENCE", patience)
        markdown.render("content/a.md", body, 3)


def _pages(texts: list[str]) -> Iterator[list[str]]:
    """Some of them, or all when there is time: two hundred at once, which make up a page."""
    rest = iter(texts[:: max(1, 19 * 150 // _EXAMPLES)])
    while some := list(islice(rest, 200)):
        yield some


@pytest.mark.parametrize("bodies", [_REAL, _MADE], ids=["real", "made"])
def test_whole_pages_are_converted_alike(bodies: list[str]) -> None:
    for body in bodies:
        _render(body)


@pytest.mark.parametrize(
    "texts",
    [
        [f"a {''.join(signs)} a" for signs in product("*a _", repeat=6)],
        [f"{''.join(signs)}" for signs in product("**a. ", repeat=5)],
        [f"[a]({''.join(signs)}) b" for signs in product("a\"'<>()[]*_`\\&!: ", repeat=3)],
        [f"{''.join(signs)}a](a)" for signs in product("a\"'<>()[]*_`\\&!: ", repeat=3)],
        [f"[{''.join(signs)}](a){''.join(signs)}" for signs in product('a"<>()[]*_`\\&!; \n', repeat=2)],
        [
            "".join(parts)
            for parts in product(["[a](b)", "**a**", "*a*", "`a`", "a", " ", "!", "&b;", "[r]", "(", "_"], repeat=4)
        ],
        ["".join(parts) for parts in product(["**", "*", "[", "](r)", "]", "][r]", "a", " "], repeat=5)],
    ],
    ids=["stars", "more stars", "targets", "words", "beside", "together", "across"],
)
def test_all_short_texts_are_converted_alike(texts: list[str]) -> None:
    for some in _pages(texts):
        page = "\n\n".join([*some, "[r]: c.md", "- " + "\n- ".join(text.replace("\n", " ") for text in some)])
        engine.converted("content/a.md", page, page, 1, ())


@pytest.mark.parametrize(
    "above", ["", "- a", "1. a", "- a\n\n- b", "    code", "> a", "a", "a\n: b", "- - a", "- a\n\n    b"]
)
@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\n\n", "\n\n\n\n"])
def test_all_pairs_of_lines_are_converted_alike(above: str, gap: str) -> None:
    """Every two beginnings of lines, below lines of every kind."""
    pairs = [
        f"{above}{gap}{first}a{between}{second}b"
        for first, second, between in product(_STARTS, _STARTS, ["\n", "\n\n"])
    ]
    for some in _pages(pairs):
        page = "\n\n## x\n\n".join(some)
        engine.converted("content/a.md", page, page, 1, ())


@settings(max_examples=_EXAMPLES)
@given(_TEXTS)
def test_nasty_texts_are_converted_alike(body: str) -> None:
    _render(body)


@settings(max_examples=_EXAMPLES)
@given(st.lists(st.tuples(st.sampled_from(_BEGINNINGS), st.lists(st.sampled_from(_SIGNS), max_size=5)), max_size=8))
def test_nasty_lines_are_converted_alike(lines: list[tuple[str, list[str]]]) -> None:
    """Lines that begin as those of lists, tables and quotations do."""
    _render("\n".join(begin + "".join(signs) for begin, signs in lines))


@settings(max_examples=_EXAMPLES)
@given(st.sampled_from([*_REAL, *_MADE]), st.randoms(use_true_random=False))
def test_pages_with_slips_are_converted_alike(body: str, random: Random) -> None:
    """A part of a page in which some letters have become signs."""
    start = random.randrange(len(body))
    body = body[start : start + random.randint(1, 1000)]
    for _ in range(random.randint(1, 8)):
        at = random.randint(0, len(body))
        body = body[:at] + random.choice(_SIGNS) + body[at + random.randint(0, 3) :]
    _render(body)


@settings(max_examples=_EXAMPLES)
@given(st.sampled_from(_MADE) | _TEXTS, st.integers(0, 8000))
def test_patience_is_spent_alike(body: str, patience: int) -> None:
    """Where Python-Markdown has looked at enough is the same place, and the words at which it is told are the same."""
    _render(body, patience)


_TABLE: Final = "| a | b |\n|---|---|\n| c | d |"


@pytest.mark.parametrize(
    "body",
    [
        "- a\n\n- ## b\n    c",
        "- - a\n    - b\n    - c",
        "    code\n\n\n\n    more",
        f"::: table A *b* [c](d)\n\n[e](f)\n\n{_TABLE}\n\n{_TABLE}\n:::\n\n{_TABLE}",
        f"::: table A\n\n- a\n\n    {_TABLE.replace(chr(10), chr(10) + '    ')}\n\n{_TABLE}\n:::\n\n::: table B\n:::",
        "| a | b |\n|---|---|\n| \\` | e` | f |\n| `c|d` | \\|e |\n|| x ||\n||\n|",
        "a|b\n-|-\n c|`d\ne\\|f|`g|h`\n\n| a\n|--\n| b\\|\n|c\\\\|",
        "- # A\nafter *b* `c` [d](e) <f@example.org>\n    - g *h*",
        "- **a [b *c*](d) e** f\n    - g\n\n**[a](b)** *[c *d* e](f)* ![a [b *c*](d)](e)",
        "*b**c* **b****c** **b*** *b** ***b*** (*b*) x*b*y *b*_c_ **b**[c](d) [c](d)**b**",
        "[a](b) ![a](b) !![a](b) [a]( b) [a](b 'c') [a](<b>) [a](b[c][c]) [a](b(c)d)\n\n[c]: d",
        "[a](b\n\n[a\n](b) [a  \nb](c) a  \n[b](c)  \n**d  \ne** *f*  \n",
        "a <b@example.org> &copy; `x` \\[ a&b; AT&T &#64; [a&amp;b](c&amp;d) [e](f&g=h&i;) <https://example.org/?a&b>",
        "[a&amp;b](c)\n\n*a&copy;b* **c & d**\n\n[`a`](b)\n\n**`a`**\n\n[a_b_](c)\n\n*a_b_*\n\n[<a@b>](c)\n\n[a\\*](b)",
        "## A <b@example.org> & `c` &amp; [d](e) \\*\n\n# A\n\n## A\n\n###### \n\nA\n=\n\n## A_1\n\n## A",
        f"[a]({'b' * 120}) [c]({'b' * 110}) <{'b' * 120}> [d](e)",
        f"[a]({'b' * 300}) and **c**\n\n- [d](e)",
        '**a *b **c `d` e** f* g**\n\n[a](b "c\\*d") ![a\\*](b)\n\n| a\\* | b |\n|---|---|\n| `c|d` | e |',
        "x*a*y **b** 1*2*3 [c*d*e](f)\n\n    code *x*y\n\n- a*b*c\n\n        deep code",
    ],
)
def test_what_is_hardest_is_converted_alike(body: str) -> None:
    for patience in (*range(0, 1500, 37), None):
        _render(body, patience)


@pytest.mark.parametrize("sign", ["- ", "1. ", "* ", "> "])
@pytest.mark.parametrize("depth", [40, 90, 250])
def test_deep_texts_are_converted_alike(sign: str, depth: int) -> None:
    _render(f"{sign * depth}words")


def test_a_page_that_failed_leaves_nothing_behind() -> None:
    """The one after it is converted by an engine that knows nothing of it."""
    body = "- a\n\n    - **b [c](d.md) *e*\n\n[f]: g.md\n"
    for patience in range(200):
        _render(body, patience)
        _render("[f] and *g*\n\n- h")
