"""What surrounds the text of a page: menu, breadcrumbs, notices, contents list, review dates and sources."""

from __future__ import annotations

import pytest

from tests.content import EVENTS, NEWS, event, page
from tests.markup import Markup
from tests.sites import SITE, built

HELP = {
    "content/help/index.md": page("Help"),
    "content/help/money/index.md": page("Money"),
    "content/help/money/grants.md": page("Grants"),
    "content/contact.md": page("Contact"),
}
MENU = f"""{SITE}navigation:
  - title: Help and guidance
    page: help/index.md
  - title: Money
    page: /help/money/index.md
  - title: Contact
    page: contact.md
"""
PRINT_MENU = (
    "{% for link in page.menu %}{{ [link.title, link.href, link.current, link.here] | join('|') }}\n{% endfor %}"
)


@pytest.mark.parametrize(
    ("output", "current", "here"),
    [
        ("index.html", set(), set()),
        ("help/index.html", {"Help and guidance"}, {"Help and guidance"}),
        ("help/money/index.html", {"Help and guidance", "Money"}, {"Money"}),
        ("help/money/grants/index.html", {"Help and guidance", "Money"}, set()),
        ("contact/index.html", {"Contact"}, {"Contact"}),
        ("404.html", set(), set()),
    ],
)
def test_the_menu_shows_where_we_are(output: str, current: set[str], here: set[str]) -> None:
    menu = {f"layouts/{name}.html": PRINT_MENU for name in ("home", "page", "section", "not-found")}
    site = built({**HELP, **menu, "content/site.yaml": MENU})
    rows = [line.split("|") for line in site.text(output).splitlines()]
    assert [(title, href) for title, href, *_ in rows] == [
        ("Help and guidance", "/help/"),
        ("Money", "/help/money/"),
        ("Contact", "/contact/"),
    ]
    assert {title for title, _, is_current, _ in rows if is_current == "True"} == current
    assert {title for title, _, _, is_here in rows if is_here == "True"} == here


def test_a_list_that_nobody_wrote_is_in_its_section_but_is_not_its_front_page() -> None:
    files = {
        **EVENTS,
        "content/events/walk.md": event("Walk", "2025-05-01"),
        "content/site.yaml": f"{SITE}navigation:\n  - title: Events\n    page: events/index.md\n",
        "layouts/event-archive.html": PRINT_MENU,
    }
    assert built(files).text("events/2025/index.html").strip() == "Events|/events/|True|False"


@pytest.mark.parametrize(
    ("output", "trail"),
    [
        ("index.html", []),
        ("help/index.html", [("Home", "/")]),
        ("help/money/index.html", [("Home", "/"), ("Help", "/help/")]),
        ("help/money/grants/index.html", [("Home", "/"), ("Help", "/help/"), ("Money", "/help/money/")]),
        ("events/2025/index.html", [("Home", "/"), ("Events", "/events/")]),
        ("events/spring/walk/index.html", [("Home", "/"), ("Events", "/events/")]),
        ("404.html", [("Home", "/")]),
    ],
)
def test_breadcrumbs_lead_down_from_the_home_page(output: str, trail: list[tuple[str, str]]) -> None:
    site = built({**HELP, **EVENTS, "content/events/spring/walk.md": event("Walk", "2025-05-01")})
    steps = [link for link in Markup(site.text(output)).find("a") if link.inside[-3:] == ("nav", "ol", "li")]
    assert [(link.words, link.attributes["href"]) for link in steps] == trail


def test_a_section_that_is_faulty_is_left_out_of_the_breadcrumbs() -> None:
    site = built({**HELP, "content/help/money/index.md": "---\ntitel: Money\n---\n"})
    assert 'href="/help/money/"' not in site.text("help/money/grants/index.html")
    assert 'href="/help/"' in site.text("help/money/grants/index.html")


NOTICE = "  - level: {level}\n    title: {title}\n    start: {start}\n    end: {end}\n    where: {where}\n"
PRINT_NOTICES = "{% for n in page.notices %}{{ [n.level, n.title, n.text, n.href] | join('|') }}\n{% endfor %}"
PRINTING_NOTICES = {f"layouts/{name}.html": PRINT_NOTICES for name in ("home", "page", "section", "not-found")}


def notice(title: str = "Closed", **fields: str) -> str:
    """One entry of notices.yaml, shown everywhere on 1 June 2026 unless ``fields`` say otherwise."""
    usual = {"level": "minor", "start": "2026-06-01", "end": "2026-06-01", "where": "all"}
    return NOTICE.format(title=title, **{**usual, **fields})


@pytest.mark.parametrize(
    ("fields", "now", "shown"),
    [
        ({}, "2026-05-31T23:59", False),
        ({}, "2026-06-01T00:00", True),
        ({}, "2026-06-01T23:59", True),
        ({}, "2026-06-02T00:00", False),
        ({}, "2026-05-31T23:00Z", True),
        ({}, "2026-06-01T22:59Z", True),
        ({}, "2026-06-01T23:00Z", False),
        ({"start": "2026-06-01 09:00", "end": "2026-06-01 17:00"}, "2026-06-01T08:59", False),
        ({"start": "2026-06-01 09:00", "end": "2026-06-01 17:00"}, "2026-06-01T09:00", True),
        ({"start": "2026-06-01 09:00", "end": "2026-06-01 17:00"}, "2026-06-01T16:59", True),
        ({"start": "2026-06-01 09:00", "end": "2026-06-01 17:00"}, "2026-06-01T17:00", False),
        ({"start": "2026-12-24", "end": "2027-01-01"}, "2026-12-23T23:59Z", False),
        ({"start": "2026-12-24", "end": "2027-01-01"}, "2027-01-01T23:59Z", True),
        ({"start": "2026-12-24", "end": "2027-01-01"}, "2027-01-02T00:00Z", False),
    ],
)
def test_a_notice_is_shown_from_its_start_to_its_end(fields: dict[str, str], now: str, *, shown: bool) -> None:
    site = built({"content/data/notices.yaml": f"notices:\n{notice(**fields)}", **PRINTING_NOTICES}, now)
    assert site.text("index.html") == ("minor|Closed|None|None\n" if shown else "")


@pytest.mark.parametrize(
    ("where", "outputs"),
    [
        ("all", {"index.html", "help/index.html", "contact/index.html", "search/index.html", "404.html"}),
        ("home", {"index.html"}),
        ("\n      - contact.md\n      - /help/index.md", {"contact/index.html", "help/index.html"}),
    ],
)
def test_a_notice_is_shown_where_it_belongs(where: str, outputs: set[str]) -> None:
    files = {"content/help/index.md": page("Help"), "content/contact.md": page("Contact"), **PRINTING_NOTICES}
    site = built({"content/data/notices.yaml": f"notices:\n{notice(where=where)}", **files})
    assert site.told == []
    assert {path for path in site.paths if path.endswith(".html") and "Closed" in site.text(path)} == outputs


def test_the_gravest_notice_comes_first_and_leads_on() -> None:
    notices = notice("A", level="announcement") + notice("B") + notice("C", level="major") + notice("D")
    notices += "    text: Ring us.\n    page: /contact.md\n"
    files = {"content/data/notices.yaml": f"notices:\n{notices}", "content/contact.md": page("Contact")}
    assert built({**files, **PRINTING_NOTICES}).text("index.html").splitlines() == [
        "major|C|None|None",
        "minor|B|None|None",
        "minor|D|Ring us.|/contact/",
        "announcement|A|None|None",
    ]


def test_a_notice_may_lead_to_a_page_that_is_published_with_it() -> None:
    notices = f"notices:\n{notice(start='2026-07-01', end='2026-07-02')}    page: /later.md\n"
    files = {"content/data/notices.yaml": notices, "content/later.md": page("Later", publish="2026-07-01")}
    assert built(files, "2026-06-30T23:59").told == []
    assert built(files, "2026-07-01T00:00").told == []
    late = {**files, "content/later.md": page("Later", publish="2026-07-02")}
    assert built(late, "2026-07-01T00:00").told == ["content/data/notices.yaml:7:11 link-unpublished"]


WORDS = "word " * 120


@pytest.mark.parametrize(
    ("body", "contents"),
    [
        (f"## One\n\n{WORDS}\n\n## Two\n\n{WORDS}\n\n### Deep\n\n## Three\n\n{WORDS}\n", ["One", "Two", "Three"]),
        (f"## One\n\n{WORDS}\n\n## Two\n\n{WORDS} {WORDS}\n", []),
        ("## One\n\n## Two\n\n## Three\n", []),
        (f"{WORDS} {WORDS} {WORDS}\n", []),
    ],
)
def test_a_long_page_has_a_list_of_its_headings(body: str, contents: list[str]) -> None:
    found = Markup(built({"content/a.md": page("A", body)}).text("a/index.html"))
    nav = [link for link in found.find("a") if link.inside[-3:] == ("nav", "ul", "li")]
    assert [link.words for link in nav] == contents
    assert {link.attributes["href"].removeprefix("#") for link in nav} <= set(found.ids)


def test_a_page_says_when_it_was_reviewed_by_whom_and_from_what() -> None:
    sources = "\n  - title: The law\n    address: https://www.example.org/law\n    date: 2014\n  - title: A letter"
    files = {
        "content/a.md": page(
            "A",
            reviewed="2026-01-05",
            review_by="2027-01-05",
            owner="SEND team",
            areas="[North]",
            tags="[money, travel]",
            sources=sources,
        ),
        "content/data/dcos.yaml": "areas:\n  - area: North\n    districts: [Fylde]\n    phone: 01632 960001\n",
        "layouts/page.html": "{{ [page.reviewed, page.review_by, page.overdue, page.owner] | join('|') }}|"
        "{{ page.areas | join(',') }}|{{ page.tags | join(',') }}\n"
        "{% for s in page.sources %}{{ [s.title, s.address, s.date] | join('|') }}\n{% endfor %}",
    }
    assert built(files).text("a/index.html").splitlines() == [
        "5 January 2026|5 January 2027|False|SEND team|North|money,travel",
        "The law|https://www.example.org/law|2014",
        "A letter|None|None",
    ]


@pytest.mark.parametrize(
    ("now", "overdue"),
    [
        ("2026-06-10T23:59", False),
        ("2026-06-11T00:00", True),
        ("2026-06-10T22:59Z", False),
        ("2026-06-10T23:00Z", True),
    ],
)
def test_a_review_is_overdue_once_its_day_has_ended(now: str, *, overdue: bool) -> None:
    site = built({"content/a.md": page("A", reviewed="2025-06-10", review_by="2026-06-10")}, now)
    shown = Markup(site.text("a/index.html")).text
    assert ("It was due by 10 June 2026 and is late" in shown) is overdue
    assert ("Next review due by 10 June 2026" in shown) is not overdue
    assert site.told == (["content/a.md:4:12 review-overdue"] if overdue else [])


@pytest.mark.parametrize(("fields", "lang"), [({}, "en-GB"), ({"lang": "ur"}, "ur"), ({"lang": "zh-Hant"}, "zh-Hant")])
def test_a_page_says_its_language(fields: dict[str, str], lang: str) -> None:
    found = Markup(built({"content/a.md": page("A", **fields)}).text("a/index.html"))
    assert [element.attributes["lang"] for element in found.find("html")] == [lang]


def test_words_of_ours_around_a_page_in_another_language_are_marked_as_english() -> None:
    found = Markup(built({"content/a.md": page("A", lang="ur")}).text("a/index.html"))
    assert found.find("span")[0].attributes["lang"] == "en-GB"
    assert found.find("span")[0].words == "Skip to the main content"


WHOLE = f"""{SITE}tagline: for ages 0 to 25
description: All about SEND.
contact: team
links:
  - title: Elsewhere
    address: https://www.example.org/
footer:
  text: An example.
  pages:
    - title: Where we are
      page: contact.md
"""


def test_every_page_carries_what_the_site_file_says() -> None:
    contacts = "contacts:\n  - id: team\n    name: SEND team\n    phone: 01632 960001\n    email: send@example.org\n"
    files = {"content/site.yaml": WHOLE, "content/data/contacts.yaml": contacts, "content/contact.md": page("Contact")}
    site = built(files)
    for path in ("index.html", "contact/index.html", "404.html"):
        found = Markup(site.text(path))
        for words in (
            "Testshire SEND Partnership",
            "for ages 0 to 25",
            "An example.",
            "Built on 1 June 2026.",
            "SEND team",
        ):
            assert words in found.text
        addresses = {"https://www.example.org/", "/contact/", "tel:01632960001", "mailto:send@example.org"}
        assert addresses <= set(found.addresses)
        assert found.find("meta", name="description")[0].attributes["content"] == "All about SEND."


def test_a_contact_that_we_cannot_reach_is_said_to_be_missing() -> None:
    contacts = "contacts:\n  - id: team\n    name: SEND team\n"
    files = {"content/site.yaml": f"{SITE}contact: team\n", "content/data/contacts.yaml": contacts}
    shown = Markup(built(files).text("index.html")).text
    assert "We do not have a phone number." in shown
    assert "We do not have an e-mail address." in shown


@pytest.mark.parametrize(
    ("now", "day"),
    [
        ("2026-06-01T22:59Z", "1 June 2026"),
        ("2026-06-01T23:30Z", "2 June 2026"),
        ("2026-12-01T23:30Z", "1 December 2026"),
    ],
)
def test_the_day_of_the_build_is_the_day_in_lancashire(now: str, day: str) -> None:
    assert f"Built on {day}." in Markup(built({}, now).text("index.html")).text


def test_the_feed_and_the_calendar_are_offered_once_there_is_something_in_them() -> None:
    layout = {"layouts/home.html": "{{ site.feed | string }} {{ site.calendar | string }}"}
    assert built({**NEWS, **EVENTS, **layout}).text("index.html") == "None None"
    full = {
        **NEWS,
        **EVENTS,
        **layout,
        "content/news/a.md": page("A", date="2020"),
        "content/events/b.md": event("B", "2020-01-01"),
    }
    assert built(full).text("index.html") == "/news/feed.xml /events/events.ics"


@pytest.mark.parametrize(("now", "codes"), [("2026-05-31T23:59", ["review-early"]), ("2026-06-01T00:00", [])])
def test_a_review_on_a_day_to_come_is_told(now: str, codes: list[str]) -> None:
    site = built({"content/a.md": page("A", "Words.", reviewed="2026-06-01")}, now=now)
    assert site.codes == codes
    assert site.told == [f"content/a.md:3:11 {code}" for code in codes]
