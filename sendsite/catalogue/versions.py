"""Faults of pages in Easy Read and in other languages, and of the words of layouts."""

from __future__ import annotations

from typing import Final

from sendsite.catalogue.rule import Files, Rule

_HELP: Final[Files] = {"content/help.md": "---\ntitle: Help\nreviewed: 2026-05-20\n---\nCome and see us.\n"}
_POLISH: Final = "---\ntitle: Pomoc\nreviewed: {}\n---\nZapraszamy do nas.\n"
_WORDS: Final = {"layouts/words/en.yaml": "skip: Skip to the main content\non_this_page: On this page\n"}
_LAYOUT: Final = (
    '<!doctype html>\n<html lang="en-GB">\n<title>Help</title>\n<p>{{ words.skip }} {{ words.on_this_page }}</p>\n'
)
_BARE: Final[Files] = {**{f"layouts/{name}.html": _LAYOUT for name in ("home", "not-found", "search")}, **_WORDS}

RULES: Final = (
    Rule(
        "version-alone",
        "error",
        "A page in another language or in Easy Read has no page that it belongs to.",
        "Readers find it through the page of which it is a version, and so nobody would.",
        wrong={**_HELP, "content/helf.pl.md": _POLISH.format("2026-05-20")},
        right={**_HELP, "content/help.pl.md": _POLISH.format("2026-05-20")},
    ),
    Rule(
        "version-language",
        "error",
        "The file name of a page names a language that nobody knows, or that of the page itself.",
        "Screen readers choose their voice by the language of a page, and browsers the direction of its lines.",
        wrong={**_HELP, "content/help.polish.md": _POLISH.format("2026-05-20")},
        right={**_HELP, "content/help.pl.md": _POLISH.format("2026-05-20")},
    ),
    Rule(
        "version-older",
        "warning",
        "A page was checked after its version in another language or in Easy Read was.",
        "Families who read that version may act on what is no longer so. The page tells them that it is older.",
        wrong={**_HELP, "content/help.pl.md": _POLISH.format("2026-05-01")},
        right={**_HELP, "content/help.pl.md": _POLISH.format("2026-05-20")},
    ),
    Rule(
        "words",
        "error",
        "A file with the words of layouts has a line that cannot be used.",
        "A word under a wrong name is never shown, and one without its braces would leave out a date or a name.",
        wrong={**_BARE, "layouts/words/pl.yaml": "skap: Przejdź do treści\non_this_page: Na tej stronie\n"},
        right={**_BARE, "layouts/words/pl.yaml": "skip: Przejdź do treści\non_this_page: Na tej stronie\n"},
    ),
    Rule(
        "words-missing",
        "info",
        "A language does not have all the words of layouts.",
        "Readers see English there. It is marked as English, so screen readers say it as such.",
        wrong={**_BARE, "layouts/words/pl.yaml": "skip: Przejdź do treści\n"},
        right={**_BARE, "layouts/words/pl.yaml": "skip: Przejdź do treści\non_this_page: Na tej stronie\n"},
    ),
)
