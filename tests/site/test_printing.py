"""The whole offer on one page, for paper."""

from __future__ import annotations

from tests.content import page
from tests.markup import Markup
from tests.site.test_edits import rendered, warm
from tests.sites import SITE, built, snapshot

FILES = {
    "content/site.yaml": f"{SITE}print: [help/index.md]\n",
    "content/help/index.md": page("Help", "Start here."),
    "content/help/bus.md": page("Bus", "## When\n\nText.", summary="How to go.", order="1"),
    "content/help/asking/index.md": page("Asking", parts="[then.md, before.md]"),
    "content/help/asking/before.md": page("Before", "## When\n"),
    "content/help/asking/then.md": page("Then", "Text."),
    "content/help/urdu.md": page("Urdu", "Text.", lang="ur"),
    "content/other.md": page("Other", "Text."),
}


def test_it_holds_every_page_of_the_sections_in_the_order_of_the_site() -> None:
    site = built(FILES)
    assert site.told == []
    found = Markup(site.text("print/index.html"))
    assert [(each.tag, each.words) for each in found.elements if each.tag in {"h2", "h3", "h4"}] == [
        ("h2", "Contents"),
        ("h2", "Help"),
        ("h3", "Help"),
        ("h3", "Bus"),
        ("h4", "When"),
        ("h3", "Asking"),
        ("h3", "Then"),
        ("h3", "Before"),
        ("h4", "When"),
    ]
    assert len(found.ids) == len(set(found.ids))
    inner = {each.attributes["href"][1:] for each in found.find("a") if each.attributes["href"].startswith("#")}
    assert inner <= set(found.ids)


def test_a_site_that_does_not_ask_for_it_has_none() -> None:
    site = built({**FILES, "content/site.yaml": SITE})
    assert "print/index.html" not in site.paths
    assert 'href="/print/"' not in site.text("other/index.html")


def test_a_section_that_is_not_there_is_told_at_its_place() -> None:
    site = built({**FILES, "content/site.yaml": f"{SITE}print: [gone/index.md]\n"})
    assert site.told == ["content/site.yaml:3:9 link-broken"]


def test_an_edit_renders_it_only_where_it_holds_the_page() -> None:
    edited = {**FILES, "content/help/bus.md": page("Bus", "Other text.", summary="How to go.", order="1")}
    assert rendered(warm(FILES), snapshot(edited)) == {"help/bus/index.html", "print/index.html"}
    edited = {**FILES, "content/other.md": page("Other", "Other text.")}
    assert rendered(warm(FILES), snapshot(edited)) == {"other/index.html"}
