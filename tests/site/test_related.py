"""Related pages: those that the editor chose, or those that share topics."""

from __future__ import annotations

import pytest

from tests.content import page
from tests.markup import Markup
from tests.site.test_edits import rendered, warm
from tests.sites import Built, built, snapshot


def related(site: Built, path: str) -> list[str]:
    _, _, after = site.text(path).partition('<nav class="section related"')
    return Markup(f"<nav{after.partition('</nav>')[0]}</nav>").words("li") if after else []


FILES = {
    "content/help/index.md": page("Help"),
    "content/help/bus.md": page("Bus", "Text.", tags="[travel, school]"),
    "content/help/taxi.md": page("Taxi", "Text.", tags="[travel]"),
    "content/help/train.md": page("Train", "Text.", tags="[travel, school]"),
    "content/other/index.md": page("Other"),
    "content/other/walk.md": page("Walk", "Text.", tags="[travel]"),
    "content/other/money.md": page("Money", "Text."),
}


def test_pages_that_share_most_topics_come_first_then_those_of_the_same_section() -> None:
    site = built(FILES)
    assert related(site, "help/bus/index.html") == ["Train", "Taxi", "Walk"]
    assert related(site, "other/walk/index.html") == ["Bus", "Taxi", "Train"]
    assert related(site, "other/money/index.html") == []


def test_there_are_five_at_most() -> None:
    more = {f"content/help/way-{number}.md": page(f"Way {number}", tags="[travel]") for number in range(9)}
    assert len(related(built({**FILES, **more}), "help/taxi/index.html")) == 5


def test_a_topic_that_very_many_pages_share_says_nothing() -> None:
    more = {f"content/help/way-{number}.md": page(f"Way {number}", tags="[travel]") for number in range(40)}
    assert related(built({**FILES, **more}), "help/bus/index.html") == ["Train"]


def test_the_editor_may_choose_them() -> None:
    chosen = {**FILES, "content/help/bus.md": page("Bus", "Text.", tags="[travel]", related="[/other/money.md]")}
    site = built(chosen)
    assert site.told == []
    assert related(site, "help/bus/index.html") == ["Money"]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("[gone.md]", ["content/help/bus.md:3:11 link-broken"]),
        ("[help/bus.md]", ["content/help/bus.md:3:11 related-twice"]),
        ("[help/taxi.md, /help/taxi.md]", ["content/help/bus.md:3:25 related-twice"]),
        ("[bus]", ["content/help/bus.md:3:11 field-value"]),
    ],
)
def test_a_wrong_choice_is_told_at_its_place(written: str, told: list[str]) -> None:
    site = built({**FILES, "content/help/bus.md": page("Bus", "Text.", related=written)})
    assert site.told == told


def test_a_part_of_a_guide_leads_through_the_guide_alone() -> None:
    guide = {
        "content/guide/index.md": page("Guide", parts="[one.md]", tags="[travel]"),
        "content/guide/one.md": page("One", tags="[travel]"),
    }
    site = built({**FILES, **guide})
    assert related(site, "guide/one/index.html") == []
    assert related(site, "help/taxi/index.html") == ["Bus", "Train", "Guide", "Walk"]


def test_an_edit_renders_the_pages_that_show_it() -> None:
    before = warm(FILES)
    body = {**FILES, "content/help/taxi.md": page("Taxi", "Other text.", tags="[travel]")}
    assert rendered(before, snapshot(body)) == {"help/taxi/index.html"}
    title = {**FILES, "content/help/taxi.md": page("Cab", "Text.", tags="[travel]")}
    others = {"help/bus/index.html", "help/train/index.html", "other/walk/index.html"}
    assert rendered(warm(FILES), snapshot(title)) == {"help/taxi/index.html", "help/index.html", *others}
