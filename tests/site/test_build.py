"""The site as a whole: who has which address, what nothing leads to, and that the same sources give the same site."""

from __future__ import annotations

import pytest

from sendsite.memo import Memo
from sendsite.model import Snapshot
from sendsite.site.build import build
from tests.content import CONSULTATIONS, EVENTS, NEWS, consultation, event, page
from tests.sites import Built, built, snapshot

HELP = {"content/help/index.md": page("Help")}

# Two sources of one address: the files, and the problem (its place, and who has the address already).
TAKEN: dict[str, tuple[dict[str, str | bytes], str, str, str]] = {
    "two pages by their slugs": (
        {"content/a.md": page(slug="same"), "content/b.md": page(slug="same")},
        "content/b.md:3:7",
        "/same/",
        "content/a.md",
    ),
    "a page and a slug": (
        {"content/a.md": page(), "content/b.md": page(slug="a")},
        "content/b.md:3:7",
        "/a/",
        "content/a.md",
    ),
    "two names with one slug": (
        {"content/a b.md": page(), "content/a-b.md": page()},
        "content/a-b.md:1:1",
        "/a-b/",
        "content/a b.md",
    ),
    "a page and a section": (
        {**HELP, "content/help.md": page()},
        "content/help/index.md:1:1",
        "/help/",
        "content/help.md",
    ),
    "capitals only": (
        {"content/files/Plan.txt": "A", "content/files/plan.TXT": "B"},
        "content/files/plan.TXT:1:1",
        "/files/plan.TXT",
        "content/files/Plan.txt",
    ),
    "a page and a file": (
        {"content/a.md": page(), "content/a/index.html": "<p>"},
        "content/a/index.html:1:1",
        "/a/",
        "content/a.md",
    ),
    "a page and a file without a suffix": (
        {"content/a.md": page(), "content/a": "text"},
        "content/a:1:1",
        "/a",
        "content/a.md",
    ),
    "an old address and a page": (
        {"content/a.md": page(aliases="\n  - /old/\n  - /b/"), "content/b.md": page()},
        "content/a.md:5:5",
        "/b/",
        "content/b.md",
    ),
    "an old address and its own page": (
        {"content/a.md": page(aliases="[/a/]")},
        "content/a.md:3:11",
        "/a/",
        "content/a.md",
    ),
    "two old addresses": (
        {"content/a.md": page(aliases="[/old/]"), "content/b.md": page(aliases="[/old/]")},
        "content/b.md:3:11",
        "/old/",
        "content/a.md",
    ),
    "an old address and a file": (
        {"content/a.md": page(aliases="[/files/]"), "content/files/index.html": "<p>"},
        "content/files/index.html:1:1",
        "/files/",
        "content/a.md",
    ),
    "an old address inside a file": (
        {"content/a.md": page(aliases="[/robots.txt/]")},
        "content/a.md:3:11",
        "/robots.txt/",
        "the file for search engines",
    ),
    "a page and the events of a year": (
        {**EVENTS, "content/events/a.md": event("A", "2025-01-01"), "content/events/2025.md": event("B", "2027-01-01")},
        "content/events/2025.md:1:1",
        "/events/2025/",
        "the list of past events of 2025",
    ),
    "an old address and the events of a year": (
        {**EVENTS, "content/events/a.md": event("A", "2025-01-01", aliases="[/events/2025/]")},
        "content/events/a.md:6:11",
        "/events/2025/",
        "the list of past events of 2025",
    ),
    "a part and the page to print": (
        {"content/g/index.md": page(parts="[print.md]"), "content/g/print.md": page()},
        "content/g/print.md:1:1",
        "/g/print/",
        "content/g/index.md",
    ),
    "a file and the sitemap": (
        {"content/sitemap.xml": "<x/>"},
        "content/sitemap.xml:1:1",
        "/sitemap.xml",
        "the sitemap",
    ),
    "a file and the news feed": (
        {**NEWS, "content/news/a.md": page(date="2020"), "content/news/feed.xml": "<x/>"},
        "content/news/feed.xml:1:1",
        "/news/feed.xml",
        "the news feed",
    ),
    "a file and the page for addresses that lead nowhere": (
        {"content/404.html": "<p>"},
        "content/404.html:1:1",
        "/404.html",
        "the page for addresses that lead nowhere",
    ),
}


@pytest.mark.parametrize(("files", "place", "address", "holder"), TAKEN.values(), ids=TAKEN)
def test_two_sources_for_one_address_are_both_named(
    files: dict[str, str | bytes], place: str, address: str, holder: str
) -> None:
    site = built(files)
    # What editors bring as HTML is refused for another reason, too.
    assert [each for each in site.told if not each.endswith(" file-active")] == [f"{place} address-taken"]
    message = next(each.message for each in site.build.problems if each.code == "address-taken")
    assert f"the address {address}, which {holder} has" in message
    assert len({path.casefold() for path in site.paths}) == len(site.paths)


def test_every_clash_is_told() -> None:
    site = built({f"content/{name}.md": page(slug="same") for name in "abcd"})
    assert site.told == [f"content/{name}.md:3:7 address-taken" for name in "bcd"]


@pytest.mark.parametrize("alias", ["old/", "/old", "/Old/", "/../old/", "/a/../../b/", "/./", "https://e.org/", "/"])
def test_an_old_address_that_is_none_is_refused(alias: str) -> None:
    site = built({"content/a.md": page(aliases=f"[{alias}]")})
    assert site.told == ["content/a.md:3:11 field-value"]


LOST = {
    "a folder without a front page": (
        {"content/help/a.md": page(), "content/help/b.md": page(), "content/help/c.md": page()},
        ["content/help/a.md"],
        "Write a page content/help/index.md",
    ),
    "a folder in a folder": (
        {**HELP, "content/help/deep/a.md": page()},
        ["content/help/deep/a.md"],
        "help/deep/index.md",
    ),
    "a section in a folder": ({"content/help/deep/index.md": page()}, ["content/help/deep/index.md"], "help/index.md"),
    "news": ({"content/news/a.md": page(date="2020")}, ["content/news/a.md"], "news/index.md"),
    "an event in a folder": (
        {"content/events/2020/a.md": event("A", "2020-01-01")},
        ["content/events/2020/a.md"],
        "events/index.md",
    ),
    "a consultation": (
        {"content/consultations/a.md": consultation()},
        ["content/consultations/a.md"],
        "consultations/index.md",
    ),
    "a part of a consultation": (
        {**CONSULTATIONS, "content/consultations/a/why.md": page()},
        ["content/consultations/a/why.md"],
        "consultations/a/index.md",
    ),
    "a section that is a draft": (
        {"content/help/index.md": page(draft="yes"), "content/help/a.md": page()},
        ["content/help/a.md"],
        "content/help/index.md is a draft, not due yet, or expired",
    ),
    "two folders": (
        {"content/a/a.md": page(), "content/b/a.md": page(), "content/b/b.md": page()},
        ["content/a/a.md", "content/b/a.md"],
        "content/a/index.md",
    ),
}


@pytest.mark.parametrize(("files", "paths", "hint"), LOST.values(), ids=LOST)
def test_a_page_that_nothing_leads_to_is_told_once_for_each_folder(
    files: dict[str, str], paths: list[str], hint: str
) -> None:
    site = built(files)
    assert site.told == [f"{path}:1:1 section-missing" for path in paths]
    assert hint in site.build.problems[0].hint


@pytest.mark.parametrize(
    "files",
    [
        {**HELP, "content/help/a.md": page()},
        {**NEWS, "content/news/2020/a.md": page(date="2020")},
        {"content/help/index.md": page(draft="yes"), "content/help/a.md": page(draft="yes")},
        {"content/help/index.md": "---\ntitel: Help\n---\n", "content/help/a.md": page()},
        {"content/files/plan.pdf": b"%PDF"},
    ],
    ids=["a section", "a list that reaches into folders", "all drafts", "a faulty section", "files only"],
)
def test_a_folder_that_is_in_order_is_not_told(files: dict[str, str | bytes]) -> None:
    assert "section-missing" not in built(files).codes


@pytest.mark.parametrize("name", ["plan.txt", "plan.md.txt", "plan.MD", "plan.markdown", "plan"])
@pytest.mark.parametrize("start", ["---\n", "\ufeff---\r\n"])
def test_a_page_by_another_name_is_told_and_not_published_raw(name: str, start: str) -> None:
    site = built({**HELP, f"content/help/{name}": f"{start}title: Plan\ndraft: yes\n---\n"})
    assert site.told == [f"content/help/{name}:1:1 page-name"]
    assert site.build.problems[0].hint == "Rename the file to “plan.md”."
    assert site.build.fails()


def test_a_site_with_a_home_page_only() -> None:
    site = built({})
    assert site.told == []
    assert site.paths == [
        "404.html",
        "index.html",
        "robots.txt",
        "search/index.html",
        "search/index.json",
        "search/pages-0.json",
        "search/spelling.json",
        "search/words-0.json",
        "sitemap.xml",
    ]
    assert site.build.pages == 3


def test_pages_are_counted_without_signposts_and_files() -> None:
    files = {"content/a.md": page(aliases="[/old/]"), "content/b.html": "<p>", "content/c.txt": "text"}
    assert built(files).build.pages == 4


def test_the_order_of_the_files_does_not_matter() -> None:
    files = {
        **HELP,
        **NEWS,
        **{f"content/help/{name}.md": page("Same title", "[x](none.md)\n") for name in "abc"},
        **{f"content/news/{name}.md": page("Same title", date="2026-01-01") for name in "abc"},
        "content/a.md": page(slug="help"),
    }
    one = snapshot(files)
    other = Snapshot(dict(reversed(list(one.sources.items()))), one.now)
    assert build(Memo(), one) == build(Memo(), other)


def test_problems_come_in_the_order_of_files_and_lines() -> None:
    body = "[x](none.md)\n\n[y](none.md) [z](none.md)\n"
    site = Built(build(Memo(), snapshot({"content/b.md": page("B", body), "content/a.md": page("A", body)})))
    assert site.told == [f"content/{name}.md:{place} link-broken" for name in "ab" for place in ("4:5", "6:5", "6:18")]


def test_a_page_with_another_ending_is_told_once_with_its_new_name() -> None:
    site = built({"content/help.markdown": "---\ntitle: Help\n---\nText.\n"})
    (problem,) = (each for each in site.build.problems if each.code == "page-name")
    assert (problem.path, problem.hint) == ("content/help.markdown", "Rename the file to “help.md”.")


def test_names_of_layouts_are_looked_at_too() -> None:
    assert "layouts/aux.html:1:1 file-name-windows" in built({"layouts/aux.html": "Text."}).told


def test_a_page_that_is_not_due_yet_is_read_today() -> None:
    body = "[the bus](lost.md), [the home page](index.md) and [the rest](also.md)."
    files = {"content/due.md": page("Due", body, publish="2026-07-01")}
    also = {"content/also.md": page("Also", "Words.\n- one", publish="2026-07-01")}
    site = built({**files, **also})
    assert site.told == ["content/also.md:6:1 markdown-list", "content/due.md:5:11 link-broken"]
    assert "due/index.html" not in site.paths


@pytest.mark.parametrize("field", [{"draft": "yes"}, {"expires": "2026-05-01"}])
def test_a_page_that_will_not_be_seen_is_left_alone(field: dict[str, str]) -> None:
    assert built({"content/a.md": page("A", "[x](lost.md)", **field)}).told == []
