"""Versions of a page: where they live, what they say of each other, and what is told when one is wrong."""

# ruff: noqa: RUF001 - these letters are Urdu

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendsite.crafts.source import languages
from tests.markup import Markup
from tests.sites import built

HELP = "---\ntitle: Short breaks\nreviewed: 2026-05-01\n---\nTime off for families.\n"
URDU = "---\ntitle: مختصر وقفے\nreviewed: 2026-05-01\n---\nخاندانوں کے لیے آرام کا وقت۔\n"
EASY = "---\ntitle: Short breaks\nreviewed: 2026-05-01\n---\nYou can have a rest.\n"
FILES = {"content/breaks.md": HELP, "content/breaks.ur.md": URDU, "content/breaks.easy.md": EASY}
BASE = "https://send.example.org/"


def alternates(text: str) -> dict[str, str]:
    """The versions that a page names in its head, by language."""
    found = [each.attributes for each in Markup(text).find("link", rel="alternate")]
    return {each["hreflang"]: each["href"] for each in found if "hreflang" in each}


def test_versions_live_below_their_page_and_each_leads_to_all() -> None:
    site = built(FILES)
    assert site.codes == []
    places = {"breaks/": "en-GB", "breaks/easy-read/": "en-GB", "breaks/ur/": "ur"}
    for place, lang in places.items():
        page = Markup(site.text(f"{place}index.html"))
        switch = page.find("nav", **{"class": "versions"})
        assert len(switch) == 1
        links = [each.attributes for each in page.find("a") if "hreflang" in each.attributes]
        assert [each["href"] for each in links] == ["/breaks/", "/breaks/easy-read/", "/breaks/ur/"]
        assert [each["href"] for each in links if "aria-current" in each] == [f"/{place}"]
        assert page.find("html")[0].attributes["lang"] == lang


def test_a_page_in_a_language_of_the_right_turns_round_and_no_other_does() -> None:
    site = built(FILES)
    assert '<html lang="ur" dir="rtl">' in site.text("breaks/ur/index.html")
    assert 'dir="rtl"' not in site.text("breaks/easy-read/index.html").partition("<head>")[0]


def test_lists_feeds_and_the_alphabet_show_the_page_alone() -> None:
    files = {
        "content/news/index.md": "---\ntitle: News\n---\n",
        "content/news/a.md": "---\ntitle: Alpha\ndate: 2026-05-01\n---\nA.\n",
        "content/news/a.ur.md": "---\ntitle: الف\nreviewed: 2026-05-01\n---\nالف۔\n",
        "content/all.md": "---\ntitle: All pages\n---\n::: pages\n",
    }
    site = built(files)
    assert site.codes == []
    assert "الف" in site.text("news/a/ur/index.html")
    for path in ("news/index.html", "news/feed.xml", "all/index.html", "index.html"):
        assert "Alpha" in site.text(path)
        assert "الف" not in site.text(path)


def test_what_is_told_of_a_date_keeps_the_facts_of_its_page() -> None:
    walk = "---\ntitle: Walk\nstart: 2026-06-02 10:00\nend: 2026-06-02 12:00\nplace: The park\ncancelled: Rain\n---\n"
    files = {
        "content/events/index.md": "---\ntitle: Events\n---\n",
        "content/events/walk.md": walk,
        "content/events/walk.pl.md": "---\ntitle: Spacer\nreviewed: 2026-05-01\n---\nZapraszamy.\n",
    }
    page = built(files).text("events/walk/pl/index.html")
    assert "Cancelled" in page
    assert "The park" in page
    assert "Zapraszamy" in page


def test_a_version_of_a_page_that_is_not_there_yet_waits_for_it() -> None:
    site = built({**FILES, "content/breaks.md": HELP.replace("title", "draft: yes\ntitle")})
    assert not any(path.startswith("breaks/") for path in site.paths)
    absent = {each.path: each.reason for each in site.build.absent}
    assert "content/breaks.md" in absent["content/breaks.ur.md"]


def test_a_draft_of_a_version_shows_nowhere() -> None:
    site = built({"content/breaks.md": HELP, "content/breaks.ur.md": URDU.replace("title", "draft: yes\ntitle")})
    assert "breaks/ur/index.html" not in site.paths
    assert "versions" not in site.text("breaks/index.html")


def test_a_version_that_is_older_than_its_page_says_so_and_is_told() -> None:
    site = built({**FILES, "content/breaks.md": HELP.replace("2026-05-01", "2026-05-20")})
    assert site.told == ["content/breaks.easy.md:3:11 version-older", "content/breaks.ur.md:3:11 version-older"]
    for place in ("easy-read", "ur"):
        assert "20 May 2026" in site.text(f"breaks/{place}/index.html")
    assert "callout" not in site.text("breaks/index.html")


@pytest.mark.parametrize(
    ("name", "code", "hint"),
    [
        ("content/brakes.ur.md", "version-alone", "Did you mean content/breaks.ur.md?"),
        ("content/breaks.urdu.md", "version-language", "Rename the file to “breaks.ur.md”."),
        ("content/breaks.easy-read.md", "version-language", "Rename the file to “breaks.easy.md”."),
        ("content/breaks.xx.md", "version-language", "Rename it, for instance to “breaks-xx.md”."),
        ("content/breaks.en.md", "version-language", "Delete one of the two, or give the page its “lang”."),
        ("content/breaks.ur.easy.md", "version-alone", "Name the file after the page"),
    ],
)
def test_a_name_that_cannot_be_right_is_told(name: str, code: str, hint: str) -> None:
    site = built({"content/breaks.md": HELP, "content/breaks.ur.md": URDU, name: URDU})
    found = [each for each in site.build.problems if each.path == name and each.severity == "error"]
    assert [each.code for each in found] == [code]
    assert hint in found[0].hint


def test_a_name_with_a_full_stop_that_means_no_language_is_a_page() -> None:
    site = built({"content/plan-2.1.md": HELP})
    assert site.codes == []
    assert "plan-2-1/index.html" in site.paths


def test_what_a_version_shares_with_its_page_is_written_there_alone() -> None:
    fields = "slug: x\naliases: [/old/]\norder: 3\ntags: [a]\nareas: [North]\nattachments: [flyer]\nlang: ur\n"
    site = built({**FILES, "content/breaks.ur.md": URDU.replace("reviewed", f"{fields}reviewed")})
    assert site.told == [
        f"content/breaks.ur.md:{line}:{column} field-value"
        for line, column in zip(range(3, 10), (7, 10, 8, 7, 8, 14, 7), strict=True)
    ]


@settings(max_examples=30, deadline=None)
@given(st.sets(st.sampled_from([languages.EASY, *languages.LANGUAGES]), max_size=6))
def test_versions_name_each_other_both_ways_in_pages_and_in_the_sitemap(marks: set[str]) -> None:
    marks -= {"en", "en-GB"}
    site = built({"content/breaks.md": HELP} | {f"content/breaks.{mark}.md": EASY for mark in marks})
    spoken = {"en-GB", "x-default"} | {mark for mark in marks if mark != languages.EASY}
    places = {mark: f"breaks/{'easy-read' if mark == languages.EASY else mark.lower()}/" for mark in marks}
    places["en-GB"] = "breaks/"
    urls = {mark: BASE + places.get(mark, "breaks/") for mark in spoken}
    listed = ET.fromstring(site.text("sitemap.xml").encode())  # noqa: S314 - our own
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    in_map = {
        each.findtext("s:loc", "", space): {
            link.attrib["hreflang"]: link.attrib["href"] for link in each.findall("x:link", space)
        }
        for each in listed.findall("s:url", space)
    }
    for mark, place in places.items():
        expected = urls if len(spoken) > len({"en-GB", "x-default"}) and mark != languages.EASY else {}
        assert alternates(site.text(f"{place}index.html")) == expected
        assert in_map[BASE + place] == expected
