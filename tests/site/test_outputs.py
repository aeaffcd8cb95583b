"""The files of the site: pages of each kind, feeds, calendars, and what search engines ask for."""

from __future__ import annotations

from datetime import UTC, date, datetime
from xml.etree import ElementTree as ET

import pytest
from icalendar import Calendar, Event

from sendsite.model import Settings
from tests.content import CONSULTATIONS, EVENTS, MEETINGS, NEWS, consultation, event, page
from tests.markup import Markup
from tests.pictures import png
from tests.sites import SITE, Built, built

ATOM = "{http://www.w3.org/2005/Atom}"
BELOW = "name: Testshire\nbase_url: https://e.example.org/local/send/\n"


def test_the_home_page_shows_what_its_front_matter_gives() -> None:
    files = {
        "content/index.md": page(
            "Welcome",
            "Hello.\n",
            lead="Help for families.",
            tasks="\n  - title: Find your officer\n    text: By district.\n    page: dco.md\n    icon: place",
            often="\n  - title: Buses\n    page: buses.md",
            ages="\n  - title: Under 5\n    text: Starting school.\n    page: /early.md",
            said="\n  text: You wanted more evenings.\n  link: What we changed\n  page: said.md",
        ),
        **{f"content/{name}.md": page(name) for name in ("dco", "buses", "early", "said")},
    }
    site = built(files)
    assert site.told == []
    found = Markup(site.text("index.html"))
    links = {link.words: link.attributes["href"] for link in found.find("a")}
    assert {
        "Find your officer": "/dco/",
        "Buses": "/buses/",
        "Under 5": "/early/",
        "What we changed": "/said/",
    }.items() <= links.items()
    for words in ("Welcome", "Help for families.", "By district.", "Starting school.", "more evenings.", "Hello."):
        assert words in found.text


@pytest.mark.parametrize(("when", "words"), [("2026", "2026"), ("2026-05", "May 2026"), ("2026-05-04", "4 May 2026")])
def test_a_news_item_is_dated_as_exactly_as_is_known(when: str, words: str) -> None:
    site = built({**NEWS, "content/news/a.md": page("A", date=when)})
    for output in ("news/a/index.html", "news/index.html", "index.html"):
        assert words in Markup(site.text(output)).words("time", datetime=when)


def test_an_event_shows_when_and_where_it_is() -> None:
    files = {
        **EVENTS,
        "content/events/a.md": event(
            "A",
            "2026-06-22 10:00",
            "2026-06-22 11:30",
            online="https://meet.example.org/abc",
            host="The forum",
            cost="Free",
            book="https://book.example.org/a",
        ),
    }
    found = Markup(built(files).text("events/a/index.html"))
    for words in ("Monday 22 June 2026, 10am to 11:30am", "The town hall", "The forum", "Free"):
        assert words in found.text
    assert {"https://meet.example.org/abc", "https://book.example.org/a", "/events/a/event.ics"} <= set(found.addresses)


def test_a_meeting_shows_its_board_date_place_and_papers() -> None:
    files = {
        **MEETINGS,
        "content/data/board.yaml": "boards:\n  - id: main\n    name: Main board\n",
        "content/data/documents.yaml": "documents:\n  - id: notes\n    title: The notes\n",
        "content/meetings/a.md": page(
            "A", "They met.\n", date="2026-06-22", board="main", place="Hall", attachments="[notes]"
        ),
    }
    site = built(files)
    assert site.told == []
    shown = Markup(site.text("meetings/a/index.html")).text
    for words in ("Main board", "Monday 22 June 2026", "Hall", "The notes", "They met."):
        assert words in shown


def consulted(now: str, **fields: str) -> Markup:
    """The page of a consultation that closes at midday on Friday 25 June 2021."""
    return Markup(
        built({**CONSULTATIONS, "content/consultations/a.md": consultation("A", **fields)}, now).text(
            "consultations/a/index.html"
        )
    )


def test_an_open_consultation_calls_to_act_and_says_until_when() -> None:
    found = consulted("2021-06-25T11:59")
    assert "Open until midday on Friday 25 June 2021" in found.text
    assert "https://survey.example.org/" in found.addresses
    assert found.find("a", href="#_ways")
    assert found.find("time", datetime="2021-06-25T12:00+01:00")


@pytest.mark.parametrize("now", ["2021-06-25T12:00", "2026-06-01"])
def test_a_closed_consultation_keeps_its_page_and_calls_to_nothing(now: str) -> None:
    found = consulted(now, outcome_due="2021-09")
    assert "Closed at midday on Friday 25 June 2021" in found.text
    assert "September 2021" in found.text
    assert "Answer the survey" in found.text
    assert not [link for link in found.find("a") if "survey" in link.attributes["href"]]
    assert not found.find("a", href="#_ways")
    assert "Open until" not in found.text


def test_a_planned_consultation_says_when_it_opens_and_calls_to_nothing_yet() -> None:
    found = consulted("2021-05-31T23:59")
    assert "Opens in June 2021" in found.text
    assert "https://survey.example.org/" not in found.addresses


def test_a_decided_consultation_says_what_was_decided() -> None:
    outcome = "\n  date: 2021-09\n  text: The plan was agreed.\n  page: plan.md"
    files = {
        **CONSULTATIONS,
        "content/consultations/a.md": consultation("A", outcome=outcome),
        "content/plan.md": page("Plan"),
    }
    site = built(files)
    assert site.told == []
    found = Markup(site.text("consultations/a/index.html"))
    for words in ("What was decided", "September 2021", "The plan was agreed."):
        assert words in found.text
    assert found.find("a", href="/plan/")[0].words == "Plan"
    assert "The outcome was not known" not in found.text


def test_an_old_address_leads_on_to_the_new_one() -> None:
    site = built({"content/a.md": page("A", slug="new", aliases="[/old/place/, /older/]")})
    for path in ("old/place/index.html", "older/index.html"):
        found = Markup(site.text(path))
        assert found.find("meta", **{"http-equiv": "refresh"})[0].attributes["content"] == "0; url=/new/"
        assert found.find("a", href="/new/")[0].words == "A"
        assert found.find("link", rel="canonical")[0].attributes["href"] == "https://send.example.org/new/"
        assert found.find("meta", name="robots", content="noindex")


def test_the_page_for_addresses_that_lead_nowhere_works_at_any_depth() -> None:
    found = Markup(built({"content/site.yaml": BELOW}).text("404.html"))
    assert found.words("h1") == ["Page not found"]
    assert found.find("meta", name="robots", content="noindex")
    ours = [address for address in found.addresses if not address.startswith(("#", "https:"))]
    assert ours
    assert all(address.startswith("/local/send/") for address in ours)


@pytest.mark.parametrize("name", ["Plan of 2026.DOCX", "Map of 2026.PNG"])
def test_documents_and_bare_pictures_are_copied_as_they_are(name: str) -> None:
    data = png() if name.endswith("PNG") else bytes(range(256))
    site = built({f"content/files/{name}": data, "content/help/index.md": page("Help")})
    assert next(output.data for output in site.build.outputs if output.path == f"files/{name}") == data


ITEMS = {
    **NEWS,
    "content/news/a.md": page("A & <at> B", date="2026-05-02", summary="More about A."),
    "content/news/b.md": page("B", date="2026-12"),
    "content/news/c.md": page("C", date="2025", draft="yes"),
    "content/news/d.md": page("D", date="2024"),
}


def feed(site: Built) -> ET.Element:
    return ET.fromstring(site.text("news/feed.xml"))  # noqa: S314 - we wrote it ourselves


def texts(root: ET.Element, path: str) -> list[str | None]:
    return [element.text for element in root.findall(path.replace("{}", ATOM))]


def test_the_news_feed_is_atom_with_permanent_identities() -> None:
    site = built({**ITEMS, "content/site.yaml": BELOW})
    root = feed(site)
    url = "https://e.example.org/local/send"
    assert root.tag == f"{ATOM}feed"
    assert texts(root, "{}id") == [f"{url}/news/feed.xml"]
    assert texts(root, "{}title") == ["Testshire: news"]
    assert texts(root, "{}updated") == ["2026-12-01T00:00:00+00:00"]
    assert texts(root, "{}author/{}name") == ["Testshire: news"]
    assert texts(root, "{}entry/{}title") == ["B", "A & <at> B", "D"]
    assert texts(root, "{}entry/{}id") == [f"{url}/news/{name}/" for name in "bad"]
    assert texts(root, "{}entry/{}updated") == [
        "2026-12-01T00:00:00+00:00",
        "2026-05-02T00:00:00+01:00",
        "2024-01-01T00:00:00+00:00",
    ]
    assert texts(root, "{}entry/{}summary") == ["More about A."]
    links = {link.attrib["rel"]: link.attrib["href"] for link in root.findall(f"{ATOM}link")}
    assert links == {"self": f"{url}/news/feed.xml", "alternate": f"{url}/"}
    pages = {f"{url}/{path.removesuffix('index.html')}" for path in site.paths}
    assert {link.attrib["href"] for link in root.findall(f"{ATOM}entry/{ATOM}link")} <= pages


def test_the_feed_does_not_change_when_nothing_new_is_told() -> None:
    early, late = built(ITEMS, "2026-06-01"), built(ITEMS, "2027-06-01")
    assert early.text("news/feed.xml") == late.text("news/feed.xml")


def events(site: Built, path: str = "events/events.ics") -> dict[str, Event]:
    """The events of a calendar, by title."""
    text = site.text(path)
    assert "\r\n" in text
    calendar = Calendar.from_ical(text)
    assert isinstance(calendar, Calendar)
    return {str(each["summary"]): each for each in calendar.events}


DIARY = {
    **EVENTS,
    "content/events/summer.md": event(
        "Summer", "2026-06-22 10:00", "2026-06-22 11:30", summary="Come, all; bring tea."
    ),
    "content/events/winter.md": event("Winter", "2026-12-22 10:00", "2026-12-22 11:30"),
    "content/events/day.md": event("Day", "2026-06-22"),
    "content/events/days.md": event("Days", "2026-06-22", "2026-06-24"),
    "content/events/off.md": event("Off", "2026-07-01", cancelled="Rain"),
    "content/events/past.md": event("Past", "2019-07-01"),
    "content/events/night.md": page(
        "Night", start="2026-10-24 22:00", end="2026-10-25 02:30", online="https://meet.example.org/"
    ),
    "content/events/secret.md": event("Secret", "2026-07-01", draft="yes"),
}


def test_the_calendar_has_every_event_past_ones_too() -> None:
    assert list(events(built(DIARY))) == ["Past", "Day", "Days", "Summer", "Cancelled: Off", "Night", "Winter"]


@pytest.mark.parametrize(
    ("title", "start", "end"),
    [
        ("Summer", datetime(2026, 6, 22, 9, tzinfo=UTC), datetime(2026, 6, 22, 10, 30, tzinfo=UTC)),
        ("Winter", datetime(2026, 12, 22, 10, tzinfo=UTC), datetime(2026, 12, 22, 11, 30, tzinfo=UTC)),
        ("Night", datetime(2026, 10, 24, 21, tzinfo=UTC), datetime(2026, 10, 25, 2, 30, tzinfo=UTC)),
        # The end of whole days is the day after the last (RFC 5545).
        ("Day", date(2026, 6, 22), date(2026, 6, 23)),
        ("Days", date(2026, 6, 22), date(2026, 6, 25)),
    ],
)
def test_the_calendar_has_the_right_times(title: str, start: date, end: date) -> None:
    found = events(built(DIARY))[title]
    assert (found.start, found.end) == (start, end)


def test_an_event_in_the_calendar_leads_to_its_page_and_says_whether_it_takes_place() -> None:
    found = events(built(DIARY))
    summer, off = found["Summer"], found["Cancelled: Off"]
    assert str(summer["url"]) == str(summer["uid"]) == "https://send.example.org/events/summer/"
    assert str(summer["location"]) == "The town hall"
    assert str(summer["description"]) == "Come, all; bring tea."
    assert (str(summer["status"]), summer["sequence"]) == ("CONFIRMED", 0)
    assert (str(off["status"]), off["sequence"]) == ("CANCELLED", 1)
    assert str(found["Night"]["location"]) == "https://meet.example.org/"


def test_each_event_has_a_calendar_of_its_own() -> None:
    assert list(events(built(DIARY), "events/summer/event.ics")) == ["Summer"]


def test_a_calendar_does_not_depend_on_the_moment_it_is_written() -> None:
    assert built(DIARY, "2026-06-01").text("events/events.ics") == built(DIARY, "2030-06-01").text("events/events.ics")


def test_the_sitemap_has_every_page_once_with_its_last_review() -> None:
    files = {
        **ITEMS,
        **EVENTS,
        "content/site.yaml": BELOW,
        "content/events/a.md": event("A", "2025-01-01"),
        "content/help/index.md": page("Help", parts="[a.md]"),
        "content/help/a.md": page("A", reviewed="2026-01-05", aliases="[/old/]"),
    }
    root = ET.fromstring(built(files).text("sitemap.xml"))  # noqa: S314 - we wrote it ourselves
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    found = {url.findtext(f"{space}loc"): url.findtext(f"{space}lastmod") for url in root}
    base = "https://e.example.org/local/send/"
    pages = ["", "events/", "events/a/", "help/", "help/a/", "news/", "news/a/", "news/b/", "news/d/"]
    assert list(found) == [base + path for path in pages]
    assert {url: day for url, day in found.items() if day} == {f"{base}help/a/": "2026-01-05"}


def test_robots_may_read_everything_and_find_the_sitemap() -> None:
    text = built({"content/site.yaml": BELOW}).text("robots.txt")
    assert text == "User-agent: *\nAllow: /\nSitemap: https://e.example.org/local/send/sitemap.xml\n"


def test_a_page_tells_those_who_share_it_what_it_is() -> None:
    files = {"content/site.yaml": BELOW, "content/a.md": page("A & B", summary="All about A.")}
    found = Markup(built(files).text("a/index.html"))
    about = {
        each.attributes.get("property"): each.attributes["content"]
        for each in found.find("meta")
        if "property" in each.attributes
    }
    url = "https://e.example.org/local/send/a/"
    assert about == {
        "og:title": "A & B",
        "og:description": "All about A.",
        "og:url": url,
        "og:type": "article",
        "og:site_name": "Testshire",
        "og:locale": "en_GB",
    }
    assert found.find("link", rel="canonical")[0].attributes["href"] == url
    assert found.words("title") == ["A & B \N{EN DASH} Testshire"]
    assert found.find("meta", name="description")[0].attributes["content"] == "All about A."


EVERYTHING: dict[str, str | bytes] = {
    **ITEMS,
    **DIARY,
    **MEETINGS,
    **CONSULTATIONS,
    "content/site.yaml": f"{SITE}contact: team\nnavigation:\n  - title: Help\n    page: help/index.md\n"
    "footer:\n  pages:\n    - title: Help\n      page: help/index.md\n",
    "content/index.md": page(
        "Home",
        "::: pages\n",
        tasks="\n  - title: T\n    page: help/index.md\n    icon: bus",
    ),
    "content/help/index.md": page("Help", parts="[a.md, b.md]", aliases="[/old/]"),
    "content/help/a.md": page(
        "A", "[b](b.md#h) ![m](m.png)\n\n::: contact team\n\n::: documents\n", attachments="[plan]"
    ),
    "content/help/b.md": page("B", "## H\n\n::: board main\n\n::: dcos\n\n::: timeline\n\n::: glossary\n"),
    "content/help/m.png": png(),
    "content/plan.txt": "Plan.",
    "content/meetings/a.md": page("A", date="2026-01-01", board="main"),
    "content/consultations/a/index.md": consultation(
        parts="[why.md]", outcome="\n  date: 2021\n  text: T\n  page: help/index.md"
    ),
    "content/consultations/a/why.md": page("Why"),
    "content/data/board.yaml": "boards:\n  - id: main\n    name: Main\n    documents: [plan]\n",
    "content/data/contacts.yaml": "contacts:\n  - id: team\n    name: Team\n    phone: 01632 960001\n",
    "content/data/documents.yaml": "documents:\n  - id: plan\n    title: P\n    file: plan.txt\n    page: help/a.md\n",
    "content/data/dcos.yaml": "areas:\n  - area: North\n    districts: [Fylde, Wyre]\n    phone: 01632 960001\n",
    "content/data/timeline.yaml": "events:\n  - date: 2020\n    title: T\n    page: help/index.md\n",
    "content/data/glossary.yaml": "terms:\n  - term: DCO\n    meaning: A person.\n",
    "content/data/notices.yaml": "notices:\n  - level: minor\n    title: T\n    start: 2026-01-01\n"
    "    end: 2027-01-01\n    page: help/index.md\n",
}


def test_a_base_url_with_a_path_is_in_every_address() -> None:
    site = built(EVERYTHING, settings=Settings(base_url="https://e.example.org/local/send"))
    assert site.told == ["content/news/a.md:2:10 style-ampersand"]  # a title with letters that HTML has for itself
    made = {f"/local/send/{output.path}" for output in site.build.outputs}
    for output in site.build.outputs:
        if not output.path.endswith(".html"):
            continue
        for address in Markup(output.data.decode()).addresses:
            if address.startswith("https://e.example.org"):
                assert address.startswith("https://e.example.org/local/send/")
            elif address.startswith("/"):
                path = address.partition("#")[0]
                assert (f"{path}index.html" if path.endswith("/") else path) in made
            else:
                assert address.startswith(("#", "https://", "mailto:", "tel:"))
    for path in ("sitemap.xml", "robots.txt", "news/feed.xml", "events/events.ics", "events/summer/event.ics"):
        text = site.text(path).replace("\r\n ", "")
        assert text.count("https://e.example.org/") == text.count("https://e.example.org/local/send/") > 0
        assert "send.example.org" not in text


def test_a_site_at_the_root_of_its_host_has_no_double_slash() -> None:
    for output in built(EVERYTHING).build.outputs:
        if output.path.endswith(".html"):
            assert not [
                address for address in Markup(output.data.decode()).addresses if "//" in address.partition("://")[2]
            ]
            assert not [address for address in Markup(output.data.decode()).addresses if address.startswith("//")]
