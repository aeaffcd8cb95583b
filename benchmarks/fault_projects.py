"""The generators that benchmarks/faults.py compares: how each is run, and how it wants the neutral site.

Each tool is given two chances: as it comes, and as strict as its documentation can make it, with the flags, the
settings and the way to write links that make it check the most.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from benchmarks import installing
from tests.faults import FOOTER, for_sendsite

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from benchmarks.installing import Package

Files = dict[str, bytes]
Mode = Literal["default", "strict"]


@dataclass(frozen=True, slots=True)
class Tool:
    """One generator: what it is called with, and where it publishes.

    ``arrange`` makes the neutral site into a project for it. ``tidy`` is the flag that clears away old pages, if any.
    """

    package: Package
    arrange: Callable[[Mapping[str, bytes], Mode], Files]
    output: str
    command: tuple[str, ...] = ()
    strict: tuple[str, ...] = ()
    tidy: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What people call it."""
        return self.package.name


_PAGE_LINK: Final = re.compile(rb"\]\(([^)]*\.md[^)]*)\)")


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


_MKDOCS: Final = b"""\
site_name: Testshire
site_url: https://send.example.org/
theme:
  name: mkdocs
  custom_dir: overrides
"""
_MKDOCS_CHECKS: Final = b"""\
validation:
  omitted_files: warn
  not_found: warn
  absolute_links: warn
  unrecognized_links: warn
  anchors: warn
"""


def _mkdocs(files: Mapping[str, bytes], mode: Mode) -> Files:
    settings = _MKDOCS + (_MKDOCS_CHECKS if mode == "strict" else b"")
    return {"mkdocs.yml": settings, "overrides/main.html": _OVERRIDE, **_placed(files, "docs/", "overrides/")}


_ZENSICAL: Final = b"""\
[project]
site_name = "Testshire"
site_url = "https://send.example.org/"
[project.theme]
custom_dir = "overrides"
"""
_ZENSICAL_CHECKS: Final = b"""\
[project.validation]
invalid_links = true
invalid_link_anchors = true
unresolved_references = true
unresolved_footnotes = true
unused_definitions = true
unused_footnotes = true
shadowed_definitions = true
shadowed_footnotes = true
"""


def _zensical(files: Mapping[str, bytes], mode: Mode) -> Files:
    settings = _ZENSICAL + (_ZENSICAL_CHECKS if mode == "strict" else b"")
    return {"zensical.toml": settings, "overrides/main.html": _OVERRIDE, **_placed(files, "docs/", "overrides/")}


_HUGO: Final = b"""\
baseURL = "https://send.example.org/"
locale = "en-GB"
title = "Testshire"
uglyURLs = true
disableKinds = ["taxonomy", "term", "rss"]
[markup.goldmark.renderHooks.link]
useEmbedded = "always"
"""


def _hugo(files: Mapping[str, bytes], mode: Mode) -> Files:
    linked = _linked(files, b'{{% ref "', b'" %}}') if mode == "strict" else files
    pages = {"_index.md" if path == "index.md" else path: data for path, data in linked.items()}
    page = _whole_page(b"{{ .Title }}", b"{{ .Content }}", b'{{ partial "footer.html" . }}')
    return {"hugo.toml": _HUGO, "layouts/all.html": page, **_placed(pages, "content/", "layouts/_partials/")}


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
    pages = _linked(files, b'{{ "', b'" | inputPathToUrl }}') if mode == "strict" else files
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
    Tool(installing.SENDSITE, _sendsite, "output", command=("build",), strict=("--strict",)),
    Tool(installing.MKDOCS, _mkdocs, "site", command=("build",), strict=("--strict",)),
    Tool(installing.ZENSICAL, _zensical, "site", command=("build",), strict=("--strict",)),
    Tool(
        installing.HUGO,
        _hugo,
        "public",
        command=("build",),
        strict=("--panicOnWarning", "--printPathWarnings", "--printI18nWarnings", "--printUnusedTemplates"),
        tidy=("--cleanDestinationDir",),
    ),
    Tool(installing.ELEVENTY, _eleventy, "_site"),
    Tool(
        installing.PELICAN,
        _pelican,
        "output",
        command=("content", "--output=output", "--settings=pelicanconf.py"),
        strict=("--fatal=warnings",),
        tidy=("--delete-output-directory",),
    ),
    Tool(
        installing.SPHINX,
        _sphinx,
        "build/html",
        command=("-M", "html", "source", "build"),
        strict=("--fail-on-warning", "--nitpicky", "--keep-going"),
    ),
)
