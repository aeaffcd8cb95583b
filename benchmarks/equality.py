"""Whether generators have made the same site: without that, their times say nothing about each other."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, fields
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin, urlsplit

from benchmarks import corpus

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from benchmarks.corpus import Page

SAMPLES: Final = 60  # pages looked at, from the first to the last of the corpus
CLOSE: Final = 0.03  # of the words of a page; each generator writes times in its own way
_COUNTED: Final = frozenset({"h2", "h3", "table", "tr", "ul", "ol", "li", "strong", "p"})
_ADDED: Final = ("word-note",)  # what sendsite alone puts behind the first short name of each kind on a page
_EMPTY: Final = frozenset({"meta", "link", "br", "img", "hr", "input", "wbr"})


@dataclass(slots=True)
class Parts:
    """What a finished page has in it. Links are paths on the site; ``cards`` are those that its list leads to."""

    title: str = ""
    heading: str = ""
    description: str = ""
    canonical: str = ""
    lead: str = ""
    menu: list[str] = field(default_factory=list)
    trail: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    cards: set[str] = field(default_factory=set)
    review: str = ""
    counts: Counter[str] = field(default_factory=Counter)
    words: int = 0


class _Reader(HTMLParser):
    """Reads a page of the layouts in ``benchmarks/layouts/``."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.parts = Parts()
        self._address = address
        self._open: list[tuple[str, str]] = []

    def _inside(self, *names: str) -> bool:
        return any(tag in names or kind in names for tag, kind in self._open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta" and given.get("name") == "description":
            self.parts.description = given["content"]
        elif tag == "link" and given.get("rel") == "canonical":
            self.parts.canonical = given["href"]
        elif tag == "a":
            self._link(urlsplit(urljoin(self._address, given["href"])).path)
        if tag in _COUNTED and self._inside("prose"):
            self.parts.counts[tag] += 1
        if tag not in _EMPTY:
            self._open.append((tag, given.get("class", "")))

    def _link(self, path: str) -> None:
        if self._inside("menu"):
            self.parts.menu.append(path)
        elif self._inside("trail"):
            self.parts.trail.append(path)
        elif self._inside("prose"):
            self.parts.links.append(path)
        elif self._inside("cards"):
            self.parts.cards.add(path)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if self._inside("title"):
            self.parts.title += words
        elif self._inside("h1"):
            self.parts.heading += words
        elif self._inside("lead"):
            self.parts.lead += words
        elif self._inside("review"):
            self.parts.review += words
        if self._inside("main") and not self._inside(*_ADDED):
            self.parts.words += len(words.split())


def parts(text: str, address: str) -> Parts:
    """What is in the finished page ``text`` that stands at ``address``."""
    reader = _Reader(address)
    reader.feed(text)
    reader.close()
    return reader.parts


def differences(one: Parts, other: Parts) -> list[str]:
    """The names of the parts in which two pages differ."""
    found = [each.name for each in fields(Parts) if each.name != "words"]
    found = [name for name in found if getattr(one, name) != getattr(other, name)]
    return found + ["words"] * (abs(one.words - other.words) > CLOSE * max(one.words, other.words))


def address_of(page: Page) -> str:
    """The path on the site of a page of the corpus: "/guidance/part-1/page-7/"."""
    stem = page.path.removesuffix(".md").removesuffix("index").rstrip("/")
    return f"/{stem}/" if stem else "/"


def sampled(pages: Sequence[Page]) -> list[Page]:
    """The pages to look at: all that list others, and some of each other kind."""
    lists = [page for page in pages if dict(page.fields).get("reviewed") is None]
    rest = [page for page in pages if dict(page.fields).get("reviewed") is not None]
    return lists[:SAMPLES] + rest[:: max(1, len(rest) // SAMPLES)]


def unlike(ours: Path, theirs: Path, pages: Sequence[Page]) -> Iterator[str]:
    """Each way in which the site in the folder ``theirs`` falls short of the one in ``ours``, in words.

    sendsite puts past events on a page for each year, so what the pages of events list is compared together.
    """
    for page in sampled(pages):
        address = address_of(page)
        one, other = (_read(site, address) for site in (ours, theirs))
        if address == "/events/":
            for read, site in ((one, ours), (other, theirs)):
                years = (f"{address}{folder.name}/" for folder in site.glob("events/[0-9]*"))
                read.cards = read.cards.union(*(_read(site, year).cards for year in years))
            other.words = one.words
        if found := differences(one, other):
            yield f"{address}: not the same {', '.join(found)}"
        for link in (*other.links, *other.cards):
            if not (theirs / link.strip("/") / "index.html").is_file():
                yield f"{address}: a link to {link}, where there is nothing"
    whole = {urljoin(corpus.ADDRESS, address_of(page)) for page in pages}
    listed = set(re.findall(r"<loc>\s*([^<]*?)\s*</loc>", (theirs / "sitemap.xml").read_text("utf-8")))
    if missing := whole - listed:
        yield f"the sitemap lacks {len(missing)} pages, such as {min(missing)}"
    feed = (theirs / "news/feed.xml").read_text("utf-8")
    news = {address for address in whole if "/news/page-" in address}
    told = set(re.findall(rf"{re.escape(corpus.ADDRESS)}news/page-\d+/", feed))
    if news != told:
        yield f"the feed has {len(told)} of {len(news)} news"


def _read(site: Path, address: str) -> Parts:
    text = (site / address.strip("/") / "index.html").read_text("utf-8")
    return parts(text, urljoin(corpus.ADDRESS, address))
