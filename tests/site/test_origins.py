"""Which files are made from which sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sendsite.memo import NAMES, Memo
from sendsite.site import origins
from sendsite.site.build import build
from tests.content import EVENTS, NEWS, event, page
from tests.sites import snapshot

if TYPE_CHECKING:
    from collections.abc import Mapping

CONTACTS = "contacts:\n  - id: desk\n    name: The desk\n    phone: 01632 960001\n"
FILES = {
    **NEWS,
    **EVENTS,
    "content/events/fair.md": event("A fair", "2026-06-05"),
    "content/buses.md": page("Buses", "::: contact desk\n"),
    "content/trains.md": page("Trains", "Fast.", aliases="[/rail/]"),
    "content/data/contacts.yaml": CONTACTS,
    "content/files/plan.txt": "A plan.",
}


def made(files: Mapping[str, str], *shared: str) -> Mapping[str, frozenset[str]]:
    memo = Memo()
    build(memo, snapshot(files))
    return origins.makes(memo, shared)


def test_a_page_makes_what_it_alone_is_behind() -> None:
    found = made(FILES)
    assert found["content/buses.md"] == {"buses/index.html"}
    assert found["content/events/fair.md"] == {"events/fair/index.html", "events/fair/event.ics"}
    assert found["content/trains.md"] == {"trains/index.html", "rail/index.html"}
    assert found["content/files/plan.txt"] == {"files/plan.txt"}
    assert "content/data/contacts.yaml" not in found


def test_data_and_layouts_make_all_that_is_made_with_them() -> None:
    found = made(FILES, "content/data/contacts.yaml", "layouts/event.html", "content/site.yaml", "content/buses.md")
    assert "buses/index.html" in found["content/data/contacts.yaml"]
    assert "files/plan.txt" not in found["content/data/contacts.yaml"]
    assert found["layouts/event.html"] == {"events/fair/index.html"}
    assert found["content/site.yaml"] > {"index.html", "buses/index.html", "404.html", "events/fair/index.html"}
    assert found["content/buses.md"] == {"buses/index.html"}


def test_every_file_of_the_site_is_made_from_something() -> None:
    memo = Memo()
    built = build(memo, snapshot(FILES))
    assert {output.path for output in built.outputs} <= frozenset().union(*origins.makes(memo, ()).values())


def test_a_page_that_could_not_be_made_would_have_made_something() -> None:
    assert made({**FILES, "content/buses.md": "---\ntitel: x\n---\n"})["content/buses.md"] == {"buses/index.html"}


def test_whatever_is_asked_here_can_be_remembered_with_the_rest() -> None:
    memo = Memo()
    build(memo, snapshot(FILES))
    origins.makes(memo, ["content/site.yaml"])
    origins.drafts(memo)
    assert {entry.question for entry in memo.entries.values()} <= NAMES.keys()


def test_drafts_are_those_that_say_so() -> None:
    memo = Memo()
    files = {
        "content/a.md": page("A", draft="yes"),
        "content/b.md": page("B"),
        "content/c.md": page("C", publish="2030"),
    }
    build(memo, snapshot(files))
    assert origins.drafts(memo) == ("content/a.md",)
