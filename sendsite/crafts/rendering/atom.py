"""The news feed, as Atom (RFC 4287)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """One item: its permanent address, the instant it dates from, and its words."""

    title: str
    address: str
    updated: datetime
    summary: str


def feed(title: str, address: str, home: str, entries: tuple[Entry, ...], empty: datetime) -> bytes:
    """The feed at ``address`` for the site at ``home``. It is as new as its newest entry, or as ``empty`` without any.

    Identities are the addresses themselves, which RFC 4287 section 4.2.6 asks to be permanent; so is a page's address.
    """
    root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "en-GB"})
    SubElement(root, "title").text = title
    SubElement(root, "id").text = address
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": address})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": home})
    SubElement(root, "updated").text = max((entry.updated for entry in entries), default=empty).isoformat()
    SubElement(SubElement(root, "author"), "name").text = title
    for entry in entries:
        element = SubElement(root, "entry")
        SubElement(element, "title").text = entry.title
        SubElement(element, "id").text = entry.address
        SubElement(element, "link", {"rel": "alternate", "type": "text/html", "href": entry.address})
        SubElement(element, "updated").text = entry.updated.isoformat()
        if entry.summary:
            SubElement(element, "summary").text = entry.summary
    indent(root)
    text: str = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()
