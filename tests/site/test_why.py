"""Whatever path an editor types, the answer says what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sendsite.memo import Memo
from sendsite.site.build import build
from sendsite.site.why import Explanation, Inquiry
from tests.content import page
from tests.sites import snapshot

if TYPE_CHECKING:
    from collections.abc import Mapping

FILES: dict[str, str | bytes] = {
    "content/help/index.md": page("Help", "[Buses](buses.md) and [the map](map.txt)."),
    "content/help/buses.md": page("Buses", "Free.", aliases="[/old-buses/]"),
    "content/help/draft.md": page("Draft", "Not yet.", draft="yes"),
    "content/help/map.txt": "A map.",
    "content/data/contacts.yaml": "contacts:\n  - id: team\n    name: Team\n    phone: 01632 960001\n",
    "content/team.md": page("Team", "::: contact team\n"),
    "layouts/spare.html": "{{ nothing }}",
}


def inquiry(files: Mapping[str, str | bytes] | None = None) -> Inquiry:
    memo, now = Memo(), snapshot({**FILES, **(files or {})})
    excluded = (("content/.hidden.md", "Its name begins with a full stop."), ("content/.git/", "It is hidden."))
    return Inquiry(memo, now, build(memo, now), excluded)


def explained(written: str, files: Mapping[str, str | bytes] | None = None) -> Explanation:
    found = inquiry(files).explain(written)
    assert found is not None
    return found


@pytest.mark.parametrize("written", ["content/help/buses.md", "help/buses.md"])
def test_a_page_on_the_site_names_what_it_makes_and_who_leads_to_it(written: str) -> None:
    found = explained(written)
    assert found.is_published
    assert found.sentence == "content/help/buses.md is on the site."
    assert found.lists == (
        ("It makes:", ("help/buses/index.html", "old-buses/index.html")),
        ("These pages lead to it:", ("help/index.html",)),
    )


def test_a_file_on_the_site_names_who_leads_to_it() -> None:
    assert explained("content/help/map.txt").lists == (
        ("It makes:", ("help/map.txt",)),
        ("These pages lead to it:", ("help/index.html",)),
    )


def test_a_draft_is_explained() -> None:
    found = explained("content/help/draft.md")
    assert not found.is_published
    assert found.sentence == "content/help/draft.md is not on the site (line 3): It is a draft."


@pytest.mark.parametrize(
    ("path", "reason"),
    [("content/.hidden.md", "Its name begins with a full stop."), ("content/.git/config", "It is hidden.")],
)
def test_a_file_that_was_not_read_is_explained(path: str, reason: str) -> None:
    found = explained(path)
    assert not found.is_published
    assert found.sentence == f"{path} is not on the site: {reason}"


def test_a_faulty_page_is_explained_with_its_faults() -> None:
    found = explained("help/buses.md", {"content/help/buses.md": page("Buses", "[x](lost.md)")})
    assert not found.is_published
    assert "cannot be published while it has errors" in found.sentence
    assert [problem.code for problem in found.problems] == ["link-broken"]


def test_a_sound_page_waits_for_the_faulty_ones() -> None:
    found = explained("team.md", {"content/help/buses.md": page("Buses", "[x](lost.md)")})
    assert not found.is_published
    assert "cannot be published while there are errors" in found.sentence
    assert found.problems == ()


def test_a_page_whose_address_is_taken_is_explained() -> None:
    found = explained("help/buses/index.md", {"content/help/buses/index.md": page("Buses", "Words.")})
    assert found.sentence == "content/help/buses/index.md cannot be on the site while another file has its address."
    assert [problem.code for problem in found.problems] == ["address-taken"]


def test_a_data_file_names_what_is_made_with_it() -> None:
    found = explained("content/data/contacts.yaml")
    assert found.is_published
    assert found.sentence == "content/data/contacts.yaml is used for the site."
    assert found.lists[1] == (
        "These are made with it:",
        ("search/spelling.json", "search/words-0.json", "team/index.html"),
    )


def test_a_layout_that_nothing_uses_is_told_so() -> None:
    found = explained("layouts/spare.html")
    assert not found.is_published
    assert found.sentence == "Nothing on the site uses layouts/spare.html."


@pytest.mark.parametrize(
    "written",
    [
        "output/help/buses/index.html",
        "/help/buses/",
        "/help/buses",
        "https://send.example.org/help/buses/",
        "https://send.example.org/help/buses/?a=b#c",
    ],
)
def test_an_output_names_its_sources(written: str) -> None:
    found = explained(written)
    assert found.path == "output/help/buses/index.html"
    lists = dict(found.lists)
    assert lists["It is made from:"] == ("content/help/buses.md",)
    assert "content/site.yaml" in lists["with the data of:"]
    assert {"layouts/page.html", "layouts/base.html"} <= set(lists["with the layouts and assets:"])
    assert "layouts/spare.html" not in lists["with the layouts and assets:"]
    assert "content/data/contacts.yaml" not in lists["with the data of:"]


def test_the_home_page_has_an_address_too() -> None:
    assert explained("/").path == "output/index.html"
    assert explained("https://send.example.org/").path == "output/index.html"


def test_what_is_not_there_gets_a_hint() -> None:
    whole = inquiry()
    assert whole.explain("content/help/busses.md") is None
    assert whole.nearest("content/help/busses.md") == "Did you mean “content/help/buses.md”?"
    assert whole.explain("/nowhere/") is None
    assert whole.nearest("zzz") == "Give the path of a file of the site, or an address on it."
