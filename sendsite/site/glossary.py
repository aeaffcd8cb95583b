"""Questions about the glossary's words as they are explained in the text of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sendsite.crafts import addresses, dates
from sendsite.crafts.language import acronyms
from sendsite.crafts.markup import explained
from sendsite.memo import remembered
from sendsite.site import data, pages, templates

if TYPE_CHECKING:
    from sendsite.crafts.markup.fragment import Fragment
    from sendsite.memo import Ask

BLOCK: Final = "glossary"
_FILE: Final = f"{data.FOLDER}glossary.yaml"


def in_text(ask: Ask, path: str, fragment: Fragment) -> str:
    """The open HTML of a body with the first use of each short name explained; not a question itself.

    Not on the page that holds the glossary, and not where the text is in another language.
    """
    record = ask(pages.record, path)
    if record is None or not pages.language(ask, path).startswith("en"):
        return fragment.html
    if any(block.name == BLOCK for block in fragment.blocks):
        return fragment.html
    return explained.explained(fragment.html, ask(words), lambda word, written: ask(explanation, word, written))


@remembered
def words(ask: Ask) -> frozenset[str]:
    """The short names of the glossary: those in capitals. Other words are in the glossary alone."""
    return frozenset(term.term for term in ask(data.glossary).terms if acronyms.is_acronym(term.term))


@remembered
def explanation(ask: Ask, word: str, written: str) -> str:
    """The HTML in place of ``word``, as it is ``written`` in a text; it is the same on every page."""
    term = next(each for each in ask(data.glossary).terms if each.term == word)
    context = {
        "word": {
            "written": written,
            "anchor": f"_word-{addresses.slug(word)}",
            "expansion": term.expansion,
            "meaning": term.meaning,
            "retired": dates.words(term.retired) if term.retired else None,
        }
    }
    return (templates.render(ask, "parts/word.html", context, _FILE) or written).strip()
