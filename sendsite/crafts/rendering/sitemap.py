"""What search engines ask for: the sitemap (sitemaps.org protocol 0.9) and robots.txt (RFC 9309)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sendsite.crafts.dates import When


@dataclass(frozen=True, slots=True)
class Place:
    """A page: its address, the day it was last reviewed if that is known, and the same in other languages.

    ``alternates`` are codes of languages with addresses, the page's own among them.
    """

    address: str
    reviewed: When | None = None
    alternates: tuple[tuple[str, str], ...] = ()


def sitemap(places: Iterable[Place]) -> bytes:
    """All pages, each with its versions (https://developers.google.com/search/docs/specialty/international)."""
    places = tuple(places)
    names = {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    if any(place.alternates for place in places):
        names["xmlns:xhtml"] = "http://www.w3.org/1999/xhtml"
    root = Element("urlset", names)
    for place in places:
        page = SubElement(root, "url")
        SubElement(page, "loc").text = place.address
        if place.reviewed is not None:
            SubElement(page, "lastmod").text = str(place.reviewed)
        for code, address in place.alternates:
            SubElement(page, "xhtml:link", {"rel": "alternate", "hreflang": code, "href": address})
    indent(root)
    text: str = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def robots(sitemap_address: str) -> bytes:
    """All may read everything."""
    return f"User-agent: *\nAllow: /\nSitemap: {sitemap_address}\n".encode()
