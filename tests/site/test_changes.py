"""What has changed: the history of a page, the list of the whole site and its feed."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from tests.content import page
from tests.markup import Markup
from tests.site.test_edits import rendered, warm
from tests.sites import built, snapshot

HELP = "content/help.md"


def changed(title: str, *changes: tuple[str, str]) -> str:
    lines = "".join(f"\n  - date: {date}\n    what: {what}" for date, what in changes)
    return page(title, "Text.", changes=lines)


FILES = {
    HELP: changed("Help", ("2026-05-02", "A new number."), ("2026-04-01", "First published.")),
    "content/buses.md": changed("Buses", ("2026-05-02", "New times.")),
    "content/quiet.md": page("Quiet", "Text."),
}
ATOM = "{http://www.w3.org/2005/Atom}"


def entries(site: str) -> list[tuple[str | None, str | None]]:
    return [
        (each.findtext(f"{ATOM}id"), each.findtext(f"{ATOM}summary"))
        for each in ET.fromstring(site).iter(f"{ATOM}entry")  # noqa: S314 - we wrote it ourselves
    ]


def test_the_list_has_every_change_under_its_month_the_latest_first() -> None:
    site = built(FILES)
    assert site.told == []
    found = Markup(site.text("whats-changed/index.html"))
    main = [each for each in found.elements if each.tag in {"h1", "h2"} or each.attributes.get("class") == "item-title"]
    shown = [each.words for each in main]
    assert shown[: shown.index("April 2026") + 2] == [
        "What has changed", "May 2026", "Buses", "Help", "April 2026", "Help",
    ]  # fmt: skip
    assert "Quiet" not in shown
    assert "/whats-changed/" in {link.attributes["href"] for link in Markup(site.text("quiet/index.html")).find("a")}


def test_a_page_tells_its_own_history() -> None:
    found = Markup(built(FILES).text("help/index.html"))
    assert [each.words for each in found.find("li") if each.attributes.get("id", "").startswith("_change")] == [
        "2 May 2026: A new number.",
        "1 April 2026: First published.",
    ]


def test_a_site_without_histories_has_no_list() -> None:
    site = built({HELP: page("Help", "Text.")})
    assert [path for path in site.paths if "changed" in path] == []
    assert "whats-changed" not in site.text("help/index.html")


def test_each_entry_of_the_feed_leads_to_its_words_and_keeps_its_name() -> None:
    before = entries(built(FILES).text("whats-changed/feed.xml"))
    later = changed(
        "Help", ("2026-05-02", "New hours."), ("2026-05-02", "A new number, again."), ("2026-04-01", "First published.")
    )
    site = built({**FILES, HELP: later})
    after = dict(entries(site.text("whats-changed/feed.xml")))
    home = "https://send.example.org/"
    assert before == [
        (f"{home}buses/#_change-2026-05-02", "New times."),
        (f"{home}help/#_change-2026-05-02", "A new number."),
        (f"{home}help/#_change-2026-04-01", "First published."),
    ]
    assert after[f"{home}help/#_change-2026-05-02"] == "A new number, again."
    assert after[f"{home}help/#_change-2026-05-02-2"] == "New hours."
    ids = Markup(site.text("help/index.html")).ids
    assert {address.partition("#")[2] for address in after if address and "/help/" in address} <= set(ids)


def test_pages_in_no_order_are_sorted_by_their_days() -> None:
    site = built({HELP: changed("Help", ("2026-04-01", "One."), ("2026-05-02", "Two."), ("2025-12-31", "Three."))})
    assert re.findall("(One|Two|Three)", site.text("whats-changed/index.html")) == ["Two", "One", "Three"]


def test_a_change_cannot_have_been_made_on_a_day_to_come() -> None:
    site = built({HELP: changed("Help", ("2026-06-02", "New times."))})
    assert site.told == [f"{HELP}:4:11 change-early"]


def test_a_draft_and_a_faulty_page_are_not_listed() -> None:
    files = {
        **FILES,
        HELP: FILES[HELP].replace("title: Help", "title: Help\ndraft: yes"),
    }
    assert "help" not in built(files).text("whats-changed/feed.xml")


def test_an_edit_of_a_history_renders_the_page_and_the_lists_and_an_edit_of_a_body_only_the_page() -> None:
    lists = {"whats-changed/index.html", "whats-changed/feed.xml"}
    edited = {**FILES, HELP: FILES[HELP].replace("A new number", "Another number")}
    assert rendered(warm(FILES), snapshot(edited)) == {"help/index.html", *lists}
    edited = {**FILES, HELP: FILES[HELP].replace("Text.", "Other text.")}
    assert rendered(warm(FILES), snapshot(edited)) == {"help/index.html"}
