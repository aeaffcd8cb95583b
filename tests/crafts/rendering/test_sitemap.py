"""The sitemap and robots.txt: what search engines ask for."""

from __future__ import annotations

from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree as ET

from sendsite.crafts.dates import When
from sendsite.crafts.rendering import sitemap

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_each_page_is_there_with_the_day_of_its_review() -> None:
    written = sitemap.sitemap(
        [sitemap.Place("https://example.org/"), sitemap.Place("https://example.org/a/?b&c", When(2026, 6, 1))]
    )
    assert written.startswith(b'<?xml version="1.0" encoding="utf-8"?>\n')
    root = ET.fromstring(written)  # noqa: S314 - our own
    assert root.tag == f"{SPACE}urlset"
    found = [[(part.tag.removeprefix(SPACE), part.text) for part in page] for page in root]
    assert found == [
        [("loc", "https://example.org/")],
        [("loc", "https://example.org/a/?b&c"), ("lastmod", "2026-06-01")],
    ]


def test_a_site_without_pages_has_a_sitemap_too() -> None:
    assert len(ET.fromstring(sitemap.sitemap(()))) == 0  # noqa: S314 - our own


def test_everybody_may_read_everything() -> None:
    robots = RobotFileParser()
    robots.parse(sitemap.robots("https://example.org/sitemap.xml").decode().splitlines())
    assert robots.can_fetch("AnyBot", "https://example.org/guidance/")
    assert robots.site_maps() == ["https://example.org/sitemap.xml"]
