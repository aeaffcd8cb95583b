"""What search engines ask for: the sitemap (sitemaps.org protocol 0.9) and robots.txt (RFC 9309)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

if TYPE_CHECKING:
    from sendsite.crafts.dates import When


def sitemap(pages: tuple[tuple[str, When | None], ...]) -> bytes:
    """The addresses of all pages, each with the day it was last reviewed if that is known."""
    root = Element("urlset", {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"})
    for address, reviewed in pages:
        page = SubElement(root, "url")
        SubElement(page, "loc").text = address
        if reviewed is not None:
            SubElement(page, "lastmod").text = str(reviewed)
    indent(root)
    text: str = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def robots(sitemap_address: str) -> bytes:
    """All may read everything."""
    return f"User-agent: *\nAllow: /\nSitemap: {sitemap_address}\n".encode()
