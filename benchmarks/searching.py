"""The two searches that benchmarks/search.py compares: how each makes its index, and what a browser does with it."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote_plus, urlsplit

from playwright.sync_api import Error

from benchmarks import installing, measuring
from benchmarks.corpus import NO_SEARCH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Browser, Response

    from benchmarks.measuring import Cost

ROOT: Final = Path(__file__).resolve().parent.parent
EPOCH: Final = 1795435200  # noon on 23 November 2026: the corpus is sound then
DONE: Final = "[data-results][aria-busy=false]"
PATIENCE: Final = 10_000  # milliseconds
APART: Final = frozenset({"font", "image"})
OURS, THEIRS = "ours", "Pagefind"
# Where each has its page of results, below the top of the site, and its files. Pagefind brings pages of its own, too,
# which nobody need load.
PAGES: Final = {OURS: "search/", THEIRS: "find/"}
STRICT: Final = {OURS: "search/", THEIRS: "find-strictly/"}  # the same, with our own policy
FILES: Final = {OURS: ("search/*.json", "assets/search.*.js"), THEIRS: ("pagefind/**/*", "find/find.js")}
UNUSED: Final = "pagefind-*.css", "pagefind-*ui.js", "pagefind-highlight.js"
POLICY: Final = "script-src 'self';"
WASM: Final = "script-src 'self' 'wasm-unsafe-eval';"


@dataclass(frozen=True, slots=True)
class Site:
    """A project in ``folder``, which is built there, and what is asked of its search, with the pages that answer it."""

    name: str
    folder: Path
    questions: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def output(self) -> Path:
        """What it has published; nothing in there may change, since sendsite would notice."""
        return self.folder / "output"

    @property
    def served(self) -> Path:
        """A copy of that with a second search."""
        return self.folder / "served"

    def built(self, *, search: bool) -> Cost:
        """Build it from nothing and say what that cost."""
        for name in ("output", ".output.spare", ".sendsite"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        settings = self.folder / "content/site.yaml"
        written = settings.read_text("utf-8").replace(NO_SEARCH, "")
        environment = installing.SENDSITE.surroundings(self.folder, EPOCH)
        settings.write_text(written if search else f"{written}{NO_SEARCH}", "utf-8")
        cost = measuring.measured([sys.executable, "-m", "sendsite", "build", "--quiet"], self.folder, environment)
        assert (self.output / "search/index.json").exists() == search
        return cost

    def serve(self, binary: Sequence[str]) -> tuple[Cost, bool]:
        """Lay Pagefind's search beside ours, and say what it cost and whether two runs made the same bytes.

        It is given the very pages that ours finds, and is told to look at what each page says alone.
        """
        shutil.rmtree(self.served, ignore_errors=True)
        shutil.copytree(self.output, self.served, copy_function=os.link)
        given = self.folder / "given"
        shutil.rmtree(given, ignore_errors=True)
        for address in self.addresses():
            (given / address).mkdir(parents=True, exist_ok=True)
            os.link(self.output / address / "index.html", given / address / "index.html")
        costs, digests = [], []
        for number in range(2):
            index = self.folder / f"pagefind-{number}"
            shutil.rmtree(index, ignore_errors=True)
            options = ["--site", str(given), "--output-path", str(index), "--root-selector", "main"]
            environment = installing.PAGEFIND.surroundings(self.folder, None)
            costs.append(measuring.measured([*binary, *options], self.folder, environment))
            digests.append(digest(index))
        shutil.copytree(index, self.served / "pagefind")
        self._find_pages()
        return min(costs, key=lambda cost: cost.processor), digests[0] == digests[1]

    def addresses(self) -> Iterator[str]:
        """The pages that our search finds."""
        for file in (self.output / "search").glob("pages-*.json"):
            yield from (page[0] for page in json.loads(file.read_bytes()) if page)

    def _find_pages(self) -> None:
        """Our page of results with Pagefind's script; once with the policy that it needs, once with our own."""
        page = (self.served / "search/index.html").read_text("utf-8")
        assert POLICY in page
        own = page.index('<script src="/assets/search.')
        end = page.index("</script>", own)
        theirs = f'{page[:own]}<script src="/find/find.js" type="module">{page[end:]}'
        for address, policy in ((PAGES[THEIRS], WASM), (STRICT[THEIRS], POLICY)):
            (self.served / address).mkdir()
            (self.served / address / "index.html").write_text(theirs.replace(POLICY, policy), "utf-8")
        shutil.copyfile(ROOT / "benchmarks/layouts/pagefind/find.js", self.served / "find/find.js")

    def size(self, search: str) -> int:
        """The bytes of all files of a search, as a host sends them."""
        return sum(len(sent(file)) for file in self._files(search))

    def _files(self, search: str) -> Iterator[Path]:
        for pattern in FILES[search]:
            for file in self.served.glob(pattern):
                if file.is_file() and not any(file.match(unused) for unused in UNUSED):
                    yield file


def digest(folder: Path) -> str:
    """What stands for all that is in a folder."""
    found = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            found.update(f"{file.relative_to(folder)} {hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return found.hexdigest()


def sent(file: Path) -> bytes:
    """A file as benchmarks/hosting.py sends it: what Pagefind has packed itself is not packed again."""
    data = file.read_bytes()
    return gzip.compress(data, 9, mtime=0) if file.suffix in {".js", ".json"} else data


@dataclass(frozen=True, slots=True)
class Found:
    """What a first search cost, in bytes over the wire without fonts and pictures, and the addresses it led to.

    ``own`` of the bytes are those of the search: all but the page and what every page loads.
    """

    whole: int
    own: int
    addresses: tuple[str, ...]


def asked(browser: Browser, top: str, page: str, question: str) -> Found | None:
    """Ask in a browser that has seen nothing of the site; None where no answer comes."""
    context = browser.new_context()
    visit = context.new_page()
    answers: list[Response] = []
    context.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - Playwright marks what it is given
    visit.goto(f"{top}{page}?q={quote_plus(question)}")
    try:
        visit.locator(DONE).wait_for(state="attached", timeout=PATIENCE)
        visit.wait_for_load_state("networkidle")
        links = visit.locator("[data-results] h2 a").evaluate_all("all => all.map(String)")
        sizes = [
            (urlsplit(answer.url).path, answer.request.sizes()["responseBodySize"])
            for answer in answers
            if answer.request.resource_type not in APART
        ]
    except Error:
        return None
    finally:
        context.close()
    whole = sum(size for _, size in sizes)
    shared = sum(size for path, size in sizes if path == f"/{page}" or path.startswith(("/assets/site.",)))
    return Found(whole, whole - shared, tuple(urlsplit(link).path.lstrip("/") for link in links))
