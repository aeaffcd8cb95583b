"""The corpus as a project for each generator, and the edits to be made in it.

The layouts of each are in ``benchmarks/layouts/``, in our own words, and are to make the same pages (see equality.py).
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from benchmarks import corpus, installing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from benchmarks.corpus import Page
    from benchmarks.installing import Package

LAYOUTS: Final = Path(__file__).resolve().parent / "layouts"
FOOT: Final = "Ring the SEND team"
Edit = Literal["body", "title", "layout"]
EDITED: Final = "guidance/part-1/page-7.md"
WITNESS: Final = "news/page-3.md"  # another page, which only an edit of the layout changes


def _as_it_is(path: str) -> str:
    return path


def _text(page: Page) -> str:
    return page.text


@dataclass(frozen=True, slots=True)
class Generator:
    """One generator: how it is called and fed.

    ``pages`` is the folder for pages, ``layout`` the file that makes what surrounds every page, ``output`` where the
    site goes. ``placed`` makes a path of the corpus one of its own, ``written`` a page the text that it wants.
    ``store`` is the folder in which it remembers things from one run to the next, if it does. ``preview`` starts its
    server, when the port follows, if that is to be measured.
    """

    package: Package
    command: tuple[str, ...]
    pages: str
    layout: str
    output: str
    placed: Callable[[str], str] = _as_it_is
    written: Callable[[Page], str] = _text
    data: bool = False
    store: str | None = None
    preview: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What people call it."""
        return self.package.name

    def prepare(self, site: Path, pages: Iterable[Page]) -> None:
        """Make its project in ``site``, where nothing stays of what was there."""
        shutil.rmtree(site, ignore_errors=True)
        shutil.copytree(LAYOUTS / self.name.lower(), site)
        files = {self.placed(page.path): self.written(page) for page in pages}
        for path, text in {**(corpus.data_files() if self.data else {}), **files}.items():
            file = site / self.pages / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")

    def edit(self, site: Path, what: Edit, number: int) -> str:
        """Make an edit that no other ``number`` makes, and give the words that it puts on the edited page.

        The file is written in place and closed, as most editors do.
        """
        file = site / (self.layout if what == "layout" else f"{self.pages}/{self.placed(EDITED)}")
        text, found = _edited(what, file.read_text("utf-8"), number)
        file.write_text(text, "utf-8")
        return found


def _edited(what: Edit, text: str, number: int) -> tuple[str, str]:
    match what:
        case "body":
            found = f"The office rang back {number} times."
            return f"{text}\n{found}\n", found
        case "title":
            found = f"A title that was written {number} times"
            return re.sub(r"(?m)^title: .*", f"title: {found}", text, count=1), found
    found = f"{FOOT}, extension {number},"
    return re.sub(rf"{FOOT}(?:, extension \d+,)?", found, text, count=1), found


def _hugo_path(path: str) -> str:
    """A page with pages below it is a section to Hugo, and ``_index.md``; a consultation is not."""
    is_section = path.endswith("index.md") and not path.startswith("consultations/plan-")
    return f"{path.removesuffix('index.md')}_index.md" if is_section else path


def _hugo_text(page: Page) -> str:
    has_feed = page.path == "news/index.md"
    return page.text.replace("---\n", "---\noutputs: [html, feed]\n", 1) if has_feed else page.text


_PELICAN_FRONTS: Final = {"index.md": "fronts/index.md", "news/index.md": "fronts/news.md"}  # no articles
_PELICAN_HOME: Final = "---\nslug: home\nurl:\nsave_as: index.html\n"
_NESTED: Final = re.compile(r"(?m)^\w+:\n(?:  .*\n)+")
_PAGE_LINK: Final = re.compile(r"\]\(([^)]*\.md)\)")


def _pelican_path(path: str) -> str:
    return _PELICAN_FRONTS.get(path, path)


def _pelican_text(page: Page) -> str:
    """Pelican reads no lists in the fields; our layouts show none."""
    text = _PAGE_LINK.sub(r"]({filename}\1)", _NESTED.sub("", page.text))
    return text.replace("---\n", _PELICAN_HOME, 1) if page.path == "index.md" else text


SENDSITE: Final = Generator(
    installing.SENDSITE,
    ("build",),
    "content",
    "layouts/base.html",
    "output",
    data=True,
    store=".sendsite",
    preview=("serve", "--port"),
)
HUGO: Final = Generator(
    installing.HUGO,
    ("build",),
    "content",
    "layouts/baseof.html",
    "public",
    _hugo_path,
    _hugo_text,
    preview=("server", "--bind", "127.0.0.1", "--port"),
)
ELEVENTY: Final = Generator(installing.ELEVENTY, ("--quiet",), "src", "src/_includes/base.liquid", "_site")
MKDOCS: Final = Generator(installing.MKDOCS, ("build", "--quiet"), "docs", "theme/main.html", "site")
PELICAN: Final = Generator(
    installing.PELICAN,
    ("content", "--quiet", "--output=output", "--settings=pelicanconf.py"),
    "content",
    "theme/templates/page.html",
    "output",
    _pelican_path,
    _pelican_text,
)
GENERATORS: Final = (SENDSITE, HUGO, ELEVENTY, MKDOCS, PELICAN)
