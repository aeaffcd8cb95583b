"""The search of the site beside Pagefind: what each costs, and how well it finds what families mean.

Run it with ``.venv/bin/python benchmarks/search.py``; docs/search.md says what the figures are. It installs Pagefind
with pip, for which alone it needs the network, into ``--home``, and everything it makes stays there. It needs Linux and
Debian's Chromium. What other programs do meanwhile changes no figure but the processor's time, and that a little.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final

import yaml
from playwright.sync_api import sync_playwright

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import corpus, installing, searching  # noqa: E402 - the line above makes it findable
from benchmarks.hosting import host  # noqa: E402 - as above
from benchmarks.searching import OURS, THEIRS, Site  # noqa: E402 - as above

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from benchmarks.searching import Found

SIZES: Final = (1_000, 10_000)
LARGE: Final = 5_000  # pages, from which on a build is made once
RUNS: Final = 3
AMONG: Final = 3  # results
HEADERS: Final = {"content_security_policy": "script-src 'self'"}
OF_CORPUS: Final = (
    "short breaks",
    "wheelchair",
    "speech therapist",
    "swimming club",
    "travel to school",
    "hearing tset",
)


@dataclass(frozen=True, slots=True)
class Row:
    """What one search costs on one site: bytes as sent, and seconds of the processor."""

    site: str
    search: str
    whole: tuple[int, ...]
    own: tuple[int, ...]
    size: int
    seconds: float
    is_same: bool
    is_strict: bool

    def __str__(self) -> str:
        """The row of the table in Markdown."""
        words = ("yes" if self.is_same else "no"), ("yes" if self.is_strict else "no")
        first = f"{median(self.whole):,.0f} | {max(self.whole):,} | {median(self.own):,.0f}"
        return f"| {self.site} | {self.search} | {first} | {self.size:,} | {self.seconds:.1f} | {' | '.join(words)} |"


def questions() -> list[tuple[str, str, tuple[str, ...]]]:
    """What families ask: the list that it stands in, the words, and the addresses of the pages that answer it."""
    lists = yaml.safe_load((ROOT / "benchmarks/questions.yaml").read_bytes())
    return [(name, each["asks"], tuple(each["pages"])) for name, found in lists.items() for each in found]


def place(found: Found, pages: tuple[str, ...]) -> int | None:
    """At which place the first of the pages stands, from 1; None where it is not among the results shown."""
    return next((number for number, address in enumerate(found.addresses, 1) if address in pages), None)


class Bench:
    """Everything that was found out."""

    def __init__(self, home: Path, browser: Browser) -> None:
        self.home = home
        self.browser = browser
        self.rows: list[Row] = []
        self.places: dict[tuple[str, str], int | None] = {}

    def measure(self, site: Site, runs: int) -> None:
        """Make both searches of a site, and ask each all questions."""
        tell(f"{site.name}: building")
        with_, without, digests = [], [], set()
        for _ in range(runs):
            without.append(site.built(search=False).processor)
            with_.append(site.built(search=True).processor)
            digests.add(searching.digest(site.output / "search"))
        if runs == 1:  # to make the same bytes, it must be built once more
            site.built(search=True)
            digests.add(searching.digest(site.output / "search"))
        extra = median(with_) - median(without)
        tell(f"{site.name}: {median(with_):.1f} s with, {median(without):.1f} s without")
        theirs, is_same = site.serve(installing.PAGEFIND.starter(self.home / "pagefind"))
        for search, seconds, same in ((OURS, extra, len(digests) == 1), (THEIRS, theirs.processor, is_same)):
            tell(f"{site.name}: asking {search}")
            found = self._answers(site, search)
            own, whole = tuple(each.own for each in found), tuple(each.whole for each in found)
            is_strict = self._is_strict(site, search)
            self.rows.append(Row(site.name, search, whole, own, site.size(search), seconds, same, is_strict))

    def _answers(self, site: Site, search: str) -> list[Found]:
        answers = []
        with host(site.served) as top:
            for question, pages in site.questions:
                found = searching.asked(self.browser, top, searching.PAGES[search], question)
                assert found is not None, f"{search} does not answer “{question}”"
                answers.append(found)
                if pages:
                    self.places[search, question] = place(found, pages)
        return answers

    def _is_strict(self, site: Site, search: str) -> bool:
        """Whether it finds anything where scripts, and what they start, come under our policy: as a header it does."""
        with host(site.served, **HEADERS) as top:
            found = searching.asked(self.browser, top, searching.STRICT[search], site.questions[0][0])
        return found is not None and bool(found.addresses)


def own_site(home: Path) -> Site:
    """The site of this repository, in a copy."""
    folder = _cleared(home / "search-own")
    for name in ("content", "layouts"):
        shutil.copytree(ROOT / name, folder / name)
    return Site("this site", folder, tuple((words, pages) for _, words, pages in questions()))


def corpus_site(home: Path, size: int) -> Site:
    """The corpus with the layouts of this repository."""
    folder = _cleared(home / f"search-{size}")
    corpus.write(folder, size)
    shutil.copytree(ROOT / "layouts", folder / "layouts")
    return Site(f"{size:,} pages", folder, tuple((words, ()) for words in OF_CORPUS))


def _cleared(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    return folder


def tell(words: str) -> None:
    """Say how far it is, to whoever watches."""
    print(words, file=sys.stderr, flush=True)


def costs_table(rows: list[Row]) -> str:
    """What each search costs, in Markdown."""
    head = "site", "search", "first search, bytes", "most", "the search's own", "all files, bytes", "processor s"
    lines = [f"| {' | '.join(head)} | same bytes twice | script-src 'self' |", "|---|---|--:|--:|--:|--:|--:|---|---|"]
    return "\n".join([*lines, *map(str, rows)])


def places_table(places: dict[tuple[str, str], int | None]) -> str:
    """At which place each search has the page that answers, in Markdown; “none” where it is not among the first ten."""
    lines = [f"| question | {OURS} | {THEIRS} |", "|---|--:|--:|"]
    listed = questions()
    for name in dict.fromkeys(name for name, _, _ in listed):
        asked = [words for each, words, _ in listed if each == name]
        hits = [sum((places[search, words] or AMONG + 1) <= AMONG for words in asked) for search in (OURS, THEIRS)]
        lines.append(f"| *{name}: of {len(asked)}, among the first {AMONG}* | *{hits[0]}* | *{hits[1]}* |")
        lines += [
            f"| {words} | {places[OURS, words] or 'none'} | {places[THEIRS, words] or 'none'} |" for words in asked
        ]
    return "\n".join(lines)


def main() -> None:
    """Measure, and print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    home = Path(tempfile.gettempdir(), "sendsite-benchmarks")
    parser.add_argument("--home", type=Path, default=home, metavar="DIR", help=f"where to install and build ({home})")
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, metavar="N", help="of the corpus (1,000 10,000)")
    parser.add_argument("--runs", type=int, default=RUNS, metavar="N", help=f"of builds below {LARGE:,} pages ({RUNS})")
    parser.add_argument(
        "--chromium", default="/usr/bin/chromium", metavar="FILE", help="the browser (/usr/bin/chromium)"
    )
    chosen = parser.parse_args()
    top = chosen.home.resolve()
    installing.PAGEFIND.install(top / "pagefind")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chosen.chromium, args=["--no-sandbox"])
        bench = Bench(top, browser)
        bench.measure(own_site(top), chosen.runs)
        for size in chosen.sizes:
            bench.measure(corpus_site(top, size), chosen.runs if size < LARGE else 1)
        browser.close()
    print(costs_table(bench.rows))
    print()
    print(places_table(bench.places))


if __name__ == "__main__":
    main()
