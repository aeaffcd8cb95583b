"""The news feed: any words in it, and every reader can read it."""

from __future__ import annotations

from datetime import datetime
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from sendsite.crafts import dates
from sendsite.crafts.rendering import atom
from sendsite.crafts.source import text

ATOM = "{http://www.w3.org/2005/Atom}"
EMPTY = dates.parse("2000").start
# What a file can hold at all: sendsite.crafts.source.text refuses the rest.
WORDS = st.text().filter(lambda words: text.decode("a.md", words.encode())[0] == words)
ENTRIES = st.builds(
    atom.Entry,
    title=WORDS,
    address=st.integers(0, 99).map("https://example.org/news/{}/".format),
    updated=st.dates(dates.When(1990).date, dates.When(2090).date).map(lambda day: dates.parse(str(day)).start),
    summary=WORDS,
)


def read(entries: tuple[atom.Entry, ...], title: str = "News") -> ET.Element:
    written = atom.feed(title, "https://example.org/feed.xml", "https://example.org/", entries, EMPTY)
    assert written.startswith(b'<?xml version="1.0" encoding="utf-8"?>\n')
    return ET.fromstring(written)  # noqa: S314 - our own


@given(WORDS, st.lists(ENTRIES, max_size=4))
def test_any_words_come_through(title: str, entries: list[atom.Entry]) -> None:
    root = read(tuple(entries), title)
    assert (root.findtext(f"{ATOM}title") or "") == title
    found = [
        (each.findtext(f"{ATOM}title") or "", each.findtext(f"{ATOM}id"), each.findtext(f"{ATOM}summary") or "")
        for each in root.iter(f"{ATOM}entry")
    ]
    assert found == [(entry.title, entry.address, entry.summary) for entry in entries]


@given(st.lists(ENTRIES, max_size=4))
def test_it_is_as_new_as_its_newest_entry(entries: list[atom.Entry]) -> None:
    root = read(tuple(entries))
    assert datetime.fromisoformat(root.findtext(f"{ATOM}updated") or "") == max(
        (entry.updated for entry in entries), default=EMPTY
    )


def test_it_has_what_rfc_4287_requires() -> None:
    entry = atom.Entry("A & B", "https://example.org/news/a/", dates.parse("2021-06-25").start, "")
    root = read((entry,))
    for place in (root, *root.iter(f"{ATOM}entry")):
        for name in ("title", "id", "updated"):
            assert len(place.findall(f"{ATOM}{name}")) == 1
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "News"
    assert {(link.get("rel"), link.get("href")) for link in root.findall(f"{ATOM}link")} == {
        ("self", "https://example.org/feed.xml"),
        ("alternate", "https://example.org/"),
    }
    assert root.findtext(f"{ATOM}entry/{ATOM}updated") == "2021-06-25T00:00:00+01:00"
    assert root.find(f"{ATOM}entry/{ATOM}summary") is None
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en-GB"
