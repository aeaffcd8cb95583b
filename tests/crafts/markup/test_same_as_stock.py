"""The short ways of the engine come to what the stock parts of Python-Markdown come to, for every text.

``SENDSITE_EXAMPLES=20000`` looks at so many texts instead of a few.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import corpus
from sendsite.crafts.markup import engine, markdown
from sendsite.crafts.markup.tangles import TangleError
from tests import stock

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from sendsite.crafts.markup.blocks import Block
    from sendsite.crafts.markup.engine import Converted

_EXAMPLES: Final = int(os.environ.get("SENDSITE_EXAMPLES", "150"))
_CONTENT: Final = Path(__file__).resolve().parents[3] / "content"
_REAL: Final = [path.read_text("utf-8").split("\n---\n", 1)[-1] for path in sorted(_CONTENT.rglob("*.md"))]
_MADE: Final = [page.body for page in corpus.pages(60)]
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
_TEXTS: Final = st.lists(st.sampled_from(_SIGNS) | st.text(max_size=3), max_size=25).map("".join)


def _outcome(converted: Callable[..., Converted], *page: object) -> Converted | str:
    try:
        return converted(*page)
    except TangleError as knot:
        return f"TangleError: {knot.words}"
    except RecursionError:
        return "RecursionError"


def _both(path: str, text: str, prose: str, first_line: int, blocks: tuple[Block, ...]) -> Converted:
    page = (path, text, prose, first_line, blocks)
    assert _outcome(_OURS, *page) == _outcome(stock.converted, *page)
    return _OURS(*page)


@pytest.fixture(autouse=True, scope="module")
def _compared() -> object:
    """Each conversion in this module is compared."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "converted", _both)
        yield


def _render(body: str) -> None:
    markdown.render("content/a.md", body, 3)


@pytest.mark.parametrize("bodies", [_REAL, _MADE], ids=["real", "made"])
def test_whole_pages_are_converted_alike(bodies: list[str]) -> None:
    for body in bodies:
        _render(body)


@settings(max_examples=_EXAMPLES)
@given(_TEXTS)
def test_nasty_texts_are_converted_alike(body: str) -> None:
    _render(body)


@settings(max_examples=_EXAMPLES)
@given(st.sampled_from([*_REAL, *_MADE]), st.randoms(use_true_random=False))
def test_pages_with_slips_are_converted_alike(body: str, random: Random) -> None:
    """Some letters of a page become signs, some lines change places, and it is cut off somewhere."""
    for _ in range(random.randint(1, 8)):
        at = random.randint(0, len(body))
        body = body[:at] + random.choice(_SIGNS) + body[at + random.randint(0, 3) :]
    lines = body.split("\n")
    first, second = random.randrange(len(lines)), random.randrange(len(lines))
    lines[first], lines[second] = lines[second], lines[first]
    _render("\n".join(lines)[: random.randint(1, 3000)])
