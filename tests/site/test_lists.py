"""Lists of pages: what is coming and what is past, by year, by state and by letter."""

from __future__ import annotations

import pytest

from tests.content import CONSULTATIONS, EVENTS, MEETINGS, NEWS, consultation, event, page
from tests.markup import Markup
from tests.sites import built

TITLES = "{% for card in CARDS %}{{ card.title }};{% endfor %}"
BARE = {
    "layouts/home.html": "events:" + TITLES.replace("CARDS", "events") + " news:" + TITLES.replace("CARDS", "news")
    + " open:" + TITLES.replace("CARDS", "consultations"),
    "layouts/section.html": TITLES.replace("CARDS", "children"),
    "layouts/event-list.html": TITLES.replace("CARDS", "upcoming")
    + "{% for link in archive %} {{ link.title }}={{ link.href }}{% endfor %}",
    "layouts/event-archive.html": "{{ year }}:" + TITLES.replace("CARDS", "cards")
    + " {{ parent.title }}={{ parent.href }}",
    "layouts/event.html": "{{ state }}",
    "layouts/news-list.html": "{% for each in years %}{{ each.year }}:" + TITLES.replace("CARDS", "each.cards")
    + "{% endfor %} {{ feed }}",
    "layouts/meeting-list.html": "{% for each in years %}{{ each.year }}:"
    "{% for card in each.cards %}{{ [card.title, card.board, card.place] | join('/') }};{% endfor %}{% endfor %}",
    "layouts/consultation-list.html": "open:" + TITLES.replace("CARDS", "open") + " planned:"
    + TITLES.replace("CARDS", "planned") + " closed:" + TITLES.replace("CARDS", "closed"),
    "layouts/consultation.html": "{{ state }}",
}  # fmt: skip


@pytest.mark.parametrize(
    ("start", "end", "now", "state"),
    [
        # With times, an event is over at its end.
        ("2026-06-02 10:00", "2026-06-02 12:00", "2026-06-02T11:59", "upcoming"),
        ("2026-06-02 10:00", "2026-06-02 12:00", "2026-06-02T12:00", "past"),
        ("2026-06-02 10:00", "2026-06-02 12:00", "2026-06-02T10:59Z", "upcoming"),
        ("2026-06-02 10:00", "2026-06-02 12:00", "2026-06-02T11:00Z", "past"),
        ("2026-12-02 10:00", "2026-12-02 12:00", "2026-12-02T11:59Z", "upcoming"),
        ("2026-12-02 10:00", "2026-12-02 12:00", "2026-12-02T12:00Z", "past"),
        # Without, it lasts until the end of its last day.
        ("2026-06-02", None, "2026-06-02T00:00", "upcoming"),
        ("2026-06-02", None, "2026-06-02T23:59", "upcoming"),
        ("2026-06-02", None, "2026-06-03T00:00", "past"),
        ("2026-06-02", None, "2026-06-02T22:59Z", "upcoming"),
        ("2026-06-02", None, "2026-06-02T23:00Z", "past"),
        ("2026-12-02", None, "2026-12-02T23:59Z", "upcoming"),
        ("2026-06-02", "2026-06-04", "2026-06-04T23:59", "upcoming"),
        ("2026-06-02", "2026-06-04", "2026-06-05T00:00", "past"),
        # The days on which the clocks change have 23 and 25 hours.
        ("2026-03-29", None, "2026-03-29T22:59Z", "upcoming"),
        ("2026-03-29", None, "2026-03-29T23:00Z", "past"),
        ("2026-10-25", None, "2026-10-25T23:59Z", "upcoming"),
        ("2026-10-25", None, "2026-10-26T00:00Z", "past"),
    ],
)
def test_an_event_is_to_come_until_it_is_over(start: str, end: str | None, now: str, state: str) -> None:
    site = built({**EVENTS, **BARE, "content/events/a.md": event("A", start, end)}, now)
    assert site.told == []
    assert site.text("events/a/index.html") == state
    is_upcoming = state == "upcoming"
    assert site.text("events/index.html").startswith("A;") is is_upcoming
    assert ("events:A;" in site.text("index.html")) is is_upcoming
    year = start[:4]
    assert (f"events/{year}/index.html" in site.paths) is not is_upcoming


@pytest.mark.parametrize("now", ["2026-06-01T09:00", "2026-06-03T09:00"])
def test_a_cancelled_event_stays_and_says_so(now: str) -> None:
    site = built({**EVENTS, "content/events/a.md": event("A", "2026-06-02", cancelled="The hall is flooded.")}, now)
    shown = Markup(site.text("events/a/index.html")).text
    assert "This event was cancelled. The hall is flooded." in shown
    listed = "events/index.html" if now < "2026-06-02" else "events/2026/index.html"
    assert "Cancelled The hall is flooded." in Markup(site.text(listed)).text


def test_a_cancelled_or_past_event_offers_no_booking() -> None:
    book = "https://book.example.org/"
    for fields, now in (({"cancelled": "Rain"}, "2026-06-01"), ({}, "2026-06-03")):
        site = built({**EVENTS, "content/events/a.md": event("A", "2026-06-02", book=book, **fields)}, now)
        assert book not in site.text("events/a/index.html")
    assert book in built({**EVENTS, "content/events/a.md": event("A", "2026-06-02", book=book)}).text(
        "events/a/index.html"
    )


MANY = {
    **EVENTS,
    **BARE,
    "content/events/a.md": event("Next", "2026-06-02 10:00", "2026-06-02 11:00"),
    "content/events/b.md": event("Same day", "2026-06-02"),
    "content/events/c.md": event("Later", "2026-07-01"),
    "content/events/d.md": event("Much later", "2027-07-01"),
    "content/events/e.md": event("New year", "2025-12-30", "2026-01-02"),
    "content/events/f.md": event("Spring", "2025-03-01"),
    "content/events/g.md": event("Long ago", "2019-03-01 09:00", "2019-03-01 10:00"),
    "content/events/h.md": event("On now", "2026-05-30", "2026-06-05"),
}


def test_events_to_come_are_listed_the_next_first_and_past_ones_by_year() -> None:
    site = built(MANY)
    assert site.told == []
    assert site.text("events/index.html") == (
        "On now;Same day;Next;Later;Much later; 2025=/events/2025/ 2019=/events/2019/"
    )
    assert site.text("events/2025/index.html") == "2025:New year;Spring; Events=/events/"
    assert site.text("events/2019/index.html") == "2019:Long ago; Events=/events/"


def test_the_home_page_shows_the_next_three() -> None:
    assert built(MANY).text("index.html").startswith("events:On now;Same day;Next; ")


def test_the_archive_leads_back_to_the_events_wherever_they_are() -> None:
    site = built({**MANY, "content/events/index.md": page("What is on", slug="whats-on")})
    assert site.text("events/2019/index.html") == "2019:Long ago; What is on=/whats-on/"


def test_a_list_without_events_says_so_and_offers_no_calendar() -> None:
    found = Markup(built(EVENTS).text("events/index.html"))
    assert "No events are planned. This was so on 1 June 2026" in found.text
    assert not [address for address in found.addresses if address.endswith(".ics")]


NEWS_ITEMS = {
    **NEWS,
    **BARE,
    "content/news/a.md": page("Day", date="2026-05-02"),
    "content/news/b.md": page("Month", date="2026-05"),
    "content/news/c.md": page("Year", date="2026"),
    "content/news/d.md": page("Old", date="2020-12-31"),
    "content/news/e.md": page("Same day", date="2026-05-02"),
}


def test_news_is_listed_by_year_the_latest_first() -> None:
    site = built(NEWS_ITEMS)
    assert site.text("news/index.html") == "2026:Same day;Day;Month;Year;2020:Old; /news/feed.xml"
    assert " news:Same day;Day;Month; " in site.text("index.html")


def test_a_list_without_news_says_so_and_offers_no_feed() -> None:
    found = Markup(built(NEWS).text("news/index.html"))
    assert "There was no news on 1 June 2026" in found.text
    assert not [address for address in found.addresses if address.endswith(".xml")]


def test_meetings_are_listed_by_year_with_their_board() -> None:
    files = {
        **MEETINGS,
        **BARE,
        "content/data/board.yaml": "boards:\n  - id: main\n    name: Main board\n",
        "content/meetings/a.md": page("A", date="2025-11-03", board="main", place="The town hall"),
        "content/meetings/b.md": page("B", date="2026-02-09", board="main"),
    }
    assert built(files).text("meetings/index.html") == "2026:B/Main board/None;2025:A/Main board/The town hall;"


@pytest.mark.parametrize(
    ("fields", "now", "state"),
    [
        ({"opens": "2021-06-07"}, "2021-06-06T23:59", "planned"),
        ({"opens": "2021-06-07"}, "2021-06-07T00:00", "open"),
        ({"opens": "2021-06"}, "2021-05-31T22:59Z", "planned"),
        ({"opens": "2021-06"}, "2021-05-31T23:00Z", "open"),
        ({"opens": "2021-06-07 09:00"}, "2021-06-07T08:59", "planned"),
        ({"opens": "2021-06-07 09:00"}, "2021-06-07T09:00", "open"),
        # Midday on Friday 25 June 2021 is 11:00 in UTC.
        ({"closes": "2021-06-25 12:00"}, "2021-06-25T11:59", "open"),
        ({"closes": "2021-06-25 12:00"}, "2021-06-25T12:00", "closed"),
        ({"closes": "2021-06-25 12:00"}, "2021-06-25T12:01", "closed"),
        ({"closes": "2021-06-25 12:00"}, "2021-06-25T10:59Z", "open"),
        ({"closes": "2021-06-25 12:00"}, "2021-06-25T11:00Z", "closed"),
        ({"closes": "2021-12-10 12:00"}, "2021-12-10T11:59Z", "open"),
        ({"closes": "2021-12-10 12:00"}, "2021-12-10T12:00Z", "closed"),
        ({"closes": "2021-10-31 01:30"}, "2021-10-31T00:29Z", "open"),
        ({"closes": "2021-10-31 01:30"}, "2021-10-31T01:15Z", "closed"),
        ({"outcome": "\n  date: 2021-09\n  text: Agreed."}, "2021-06-25T11:59", "open"),
        ({"outcome": "\n  date: 2021-09\n  text: Agreed."}, "2021-06-25T12:00", "decided"),
    ],
)
def test_a_consultation_knows_by_itself_where_it_stands(fields: dict[str, str], now: str, state: str) -> None:
    files = {**CONSULTATIONS, **BARE, "content/consultations/plan/index.md": consultation("Plan", **fields)}
    site = built(files, now)
    assert site.told == []
    assert site.text("consultations/plan/index.html") == state
    groups = dict(part.split(":") for part in site.text("consultations/index.html").split(" "))
    assert {name for name, titles in groups.items() if titles} == {"closed" if state == "decided" else state}
    assert ("open:Plan;" in site.text("index.html")) is (state == "open")


def test_consultations_are_listed_the_one_that_closes_last_first() -> None:
    files = {
        **CONSULTATIONS,
        **BARE,
        "content/consultations/a.md": consultation("First", closes="2021-06-25 12:00"),
        "content/consultations/b.md": consultation("Last", closes="2021-07-25 12:00"),
    }
    assert built(files).text("consultations/index.html") == "open: planned: closed:Last;First;"


def test_a_section_lists_its_pages_by_order_and_then_by_title() -> None:
    files = {
        **BARE,
        "content/help/index.md": page("Help"),
        "content/help/a.md": page("zebra"),
        "content/help/b.md": page("Éclair"),
        "content/help/c.md": page("Apple"),
        "content/help/d.md": page("Fig"),
        "content/help/e.md": page("Second", order=2),
        "content/help/f.md": page("First", order=1),
        "content/help/g.md": page("Draft", draft="yes"),
        "content/help/more/index.md": page("More"),
        "content/help/more/deep.md": page("Deep"),
    }
    assert built(files).text("help/index.html") == "First;Second;Apple;Éclair;Fig;More;zebra;"
    assert built(files).text("help/more/index.html") == "Deep;"


def letters(titles: list[str]) -> list[str]:
    """The A to Z of pages with these titles: each letter and the titles under it."""
    layout = "{% for each in letters %}{{ each.letter }}:" + TITLES.replace("CARDS", "each.cards") + "|{% endfor %}"
    pages = {f"content/p{number}.md": page(f'"{title}"') for number, title in enumerate(titles)}
    index = {"content/index.md": page("Home", "::: pages\n"), "layouts/home.html": "{{ page.html }}"}
    return built({**pages, **index, "layouts/blocks/pages.html": layout}).text("index.html").strip("|\n").split("|")


def test_every_page_is_in_the_a_to_z_under_one_heading_for_each_letter() -> None:
    titles = ["zoo", "Éducation", "early years", "EHC plans", "“Quoted”", "0 to 25", "quiet", "16 and over", "اردو"]
    assert letters(titles) == [
        "0 to 9:اردو;0 to 25;16 and over;",
        "E:early years;Éducation;EHC plans;",
        "Q:quiet;“Quoted”;",
        "Z:zoo;",
    ]


def test_the_home_page_is_not_in_the_a_to_z() -> None:
    assert letters(["Other"]) == ["O:Other;"]


def test_a_card_says_the_language_of_its_page() -> None:
    files = {"content/help/index.md": page("Help"), "content/help/a.md": page("مدد", lang="ur")}
    link = Markup(built(files).text("help/index.html")).find("a", href="/help/a/")[0]
    assert link.attributes["lang"] == link.attributes["hreflang"] == "ur"
