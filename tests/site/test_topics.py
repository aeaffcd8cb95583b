"""Pages on the lists of topics, stages of life and needs."""

from __future__ import annotations

import pytest

from tests.content import DIRECTORY, EVENTS, NEWS, event, page, service, services
from tests.markup import Markup
from tests.sites import built

SITE = {**DIRECTORY, "content/data/services.yaml": services(service("a"))}
GUIDE = {
    "content/guide/index.md": page("A guide", tags="[health]", parts="[one.md]"),
    "content/guide/one.md": page("Part one", tags="[health]"),
}


def guides(text: str) -> list[str]:
    """The titles of the guidance on a list."""
    found = Markup(text)
    return [each.words for each in found.find("a") if "main" in each.inside and "p" in each.inside
            and "ul" in each.inside and each.attributes["href"].count("/services/") == 0]  # fmt: skip


@pytest.mark.parametrize("place", ["category/health", "age/small", "need/speech"])
def test_a_page_is_on_the_lists_that_its_tags_name(place: str) -> None:
    tag = place.split("/")[1]
    site = built({**SITE, "content/help.md": page("Help with it", tags=f"[{tag}]"), "content/other.md": page("Other")})
    assert site.told == []
    assert guides(site.text(f"services/{place}/index.html")) == ["Help with it"]
    assert guides(site.text("services/category/travel/index.html")) == []


def test_pages_with_an_order_come_first() -> None:
    files = {
        "content/a.md": page("Apple", tags="[health]"),
        "content/b.md": page("Banana", tags="[health]", order=2),
        "content/c.md": page("Cherry", tags="[health]", order=1),
    }
    assert guides(built({**SITE, **files}).text("services/category/health/index.html")) == ["Cherry", "Banana", "Apple"]


def test_a_guide_is_there_once_without_its_parts_and_what_is_of_one_day_is_not() -> None:
    dated = {
        **NEWS,
        **EVENTS,
        "content/news/a.md": page("Some news", tags="[health]", date="2026-05-01"),
        "content/events/walk.md": event("Walk", "2026-06-02", tags="[health]"),
    }
    site = built({**SITE, **GUIDE, **dated})
    assert site.told == []
    assert guides(site.text("services/category/health/index.html")) == ["A guide"]


def test_a_tag_that_is_nothing_to_look_by_is_told_with_the_nearest() -> None:
    site = built({**SITE, "content/help.md": page("Help", tags="[speech, helth]")})
    assert site.told == ["content/help.md:3:16 reference-unknown"]
    assert site.build.problems[0].hint == "Did you mean “health”?"


def test_where_there_is_nothing_to_look_by_tags_are_free() -> None:
    assert built({"content/help.md": page("Help", tags="[anything]")}).told == []


def test_tags_are_not_told_while_nobody_knows_the_words() -> None:
    broken = {**SITE, "content/data/directory.yaml": "categories:\n  - id: health\n"}
    site = built({**broken, "content/help.md": page("Help", tags="[anything]")})
    assert {problem.path for problem in site.build.problems} == {"content/data/directory.yaml"}
