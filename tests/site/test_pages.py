"""Single pages: which are on the site at which moment, where they live, and what a faulty one costs."""

from __future__ import annotations

import pytest

from sendsite.model import Settings
from tests.content import CONSULTATIONS, EVENTS, MEETINGS, NEWS, consultation, event, page
from tests.sites import built

# Layouts that print nothing but their own name.
NAMES = [
    "home", "page", "section", "news", "news-list", "event", "event-list", "event-archive", "meeting", "meeting-list",
    "consultation", "consultation-list", "guide", "part", "print", "not-found", "moved",
]  # fmt: skip
NAMED = {f"layouts/{name}.html": name for name in NAMES}

KINDS = {
    **NEWS,
    **EVENTS,
    **MEETINGS,
    **CONSULTATIONS,
    "content/contact.md": page("Contact", aliases="[/old/contact/]"),
    "content/help/index.md": page("Help"),
    "content/help/travel/index.md": page("Travel"),
    "content/help/travel/buses.md": page("Buses"),
    "content/help/asking/index.md": page("How to ask", parts="[first.md, then.md]"),
    "content/help/asking/first.md": page("First"),
    "content/help/asking/then.md": page("Then"),
    "content/news/a.md": page("A", date="2026-05-01"),
    "content/news/2025/index.md": page("News of 2025"),
    "content/news/2025/b.md": page("B", date="2025-05-01"),
    "content/events/walk.md": event("Walk", "2026-06-02"),
    "content/events/past/old.md": event("Old", "2025-06-02"),
    "content/meetings/june.md": page("June", date="2026-06-01", board="main"),
    "content/data/board.yaml": "boards:\n  - id: main\n    name: Main board\n",
    "content/consultations/plan/index.md": consultation(parts="[why.md]"),
    "content/consultations/plan/why.md": page("Why"),
    "content/consultations/short.md": consultation(),
}


@pytest.mark.parametrize(
    ("output", "layout"),
    [
        ("index.html", "home"),
        ("contact/index.html", "page"),
        ("help/index.html", "section"),
        ("help/travel/index.html", "section"),
        ("help/travel/buses/index.html", "page"),
        ("help/asking/index.html", "guide"),
        ("help/asking/first/index.html", "part"),
        ("help/asking/print/index.html", "print"),
        ("news/index.html", "news-list"),
        ("news/a/index.html", "news"),
        ("news/2025/index.html", "section"),
        ("news/2025/b/index.html", "news"),
        ("events/index.html", "event-list"),
        ("events/walk/index.html", "event"),
        ("events/past/old/index.html", "event"),
        ("events/2025/index.html", "event-archive"),
        ("meetings/index.html", "meeting-list"),
        ("meetings/june/index.html", "meeting"),
        ("consultations/index.html", "consultation-list"),
        ("consultations/plan/index.html", "consultation"),
        ("consultations/plan/why/index.html", "part"),
        ("consultations/plan/print/index.html", "print"),
        ("consultations/short/index.html", "consultation"),
        ("404.html", "not-found"),
        ("old/contact/index.html", "moved"),
    ],
)
def test_the_folder_and_the_fields_decide_the_kind_of_a_page(output: str, layout: str) -> None:
    assert built({**KINDS, **NAMED}).text(output) == layout


def test_a_site_with_every_kind_of_page_has_no_problem() -> None:
    # content/events/past/ and content/news/2025/ need no front page: the lists reach into folders.
    assert built(KINDS).told == []


@pytest.mark.parametrize(
    ("fields", "now", "shown"),
    [
        ({}, "2026-06-10", True),
        ({"draft": "yes"}, "2026-06-10", False),
        ({"draft": "no"}, "2026-06-10", True),
        # A day begins and ends at midnight in Lancashire: in summer that is 11pm in UTC.
        ({"publish": "2026-06-10"}, "2026-06-09T23:59", False),
        ({"publish": "2026-06-10"}, "2026-06-10T00:00", True),
        ({"publish": "2026-06-10"}, "2026-06-09T22:59+00:00", False),
        ({"publish": "2026-06-10"}, "2026-06-09T23:00+00:00", True),
        ({"publish": "2026-06-10"}, "2026-06-09T23:30Z", True),
        ({"publish": "2026-12-10"}, "2026-12-09T23:30Z", False),
        ({"publish": "2026-12-10"}, "2026-12-10T00:00Z", True),
        ({"publish": "2026-06-10 09:00"}, "2026-06-10T08:59", False),
        ({"publish": "2026-06-10 09:00"}, "2026-06-10T09:00", True),
        ({"publish": "2026-06-10 09:00"}, "2026-06-10T08:00Z", True),
        # A day of expiry is the last whole day; a minute of expiry is the first without the page.
        ({"expires": "2026-06-10"}, "2026-06-10T23:59", True),
        ({"expires": "2026-06-10"}, "2026-06-11T00:00", False),
        ({"expires": "2026-06-10"}, "2026-06-10T22:59Z", True),
        ({"expires": "2026-06-10"}, "2026-06-10T23:00Z", False),
        ({"expires": "2026-06-10 09:00"}, "2026-06-10T08:59", True),
        ({"expires": "2026-06-10 09:00"}, "2026-06-10T09:00", False),
        ({"publish": "2026-06-10", "expires": "2026-06-10"}, "2026-06-10T12:00", True),
        # The clocks go forward at 1am GMT on 29 March 2026: 2am BST is the very next minute.
        ({"publish": "2026-03-29 00:59"}, "2026-03-29T00:58Z", False),
        ({"publish": "2026-03-29 00:59"}, "2026-03-29T00:59Z", True),
        ({"publish": "2026-03-29 02:00"}, "2026-03-29T00:59Z", False),
        ({"publish": "2026-03-29 02:00"}, "2026-03-29T01:00Z", True),
        ({"expires": "2026-03-29"}, "2026-03-29T22:59Z", True),
        ({"expires": "2026-03-29"}, "2026-03-29T23:00Z", False),
        # They go back at 2am BST on 25 October 2026. Half past one comes twice, and the first is meant.
        ({"publish": "2026-10-25 01:30"}, "2026-10-25T00:29Z", False),
        ({"publish": "2026-10-25 01:30"}, "2026-10-25T00:30Z", True),
        ({"publish": "2026-10-25 01:30"}, "2026-10-25T01:15Z", True),
        ({"expires": "2026-10-25 01:30"}, "2026-10-25T01:15Z", False),
        ({"publish": "2026-10-25 02:00"}, "2026-10-25T01:59Z", False),
        ({"publish": "2026-10-25 02:00"}, "2026-10-25T02:00Z", True),
        ({"expires": "2026-10-25"}, "2026-10-25T23:59Z", True),
        ({"expires": "2026-10-25"}, "2026-10-26T00:00Z", False),
    ],
)
def test_a_page_is_on_the_site_from_and_to_the_minute(fields: dict[str, str], now: str, *, shown: bool) -> None:
    site = built({"content/a.md": page(**fields)}, now)
    assert ("a/index.html" in site.paths) is shown
    assert site.told == []


DRAFT = {
    **NEWS,
    **EVENTS,
    "content/list.md": page("List", "::: pages\n"),
    "content/help/index.md": page("Help"),
    "content/help/secret.md": page("Secret", draft="yes", aliases="[/old/secret/]"),
    "content/news/secret.md": page("Secret", draft="yes", date="2026-05-01"),
    "content/news/open.md": page("Open", date="2026-05-01"),
    "content/events/secret.md": event("Secret", "2026-07-01", draft="yes"),
    "content/events/open.md": event("Open", "2026-07-01"),
}


def test_a_draft_leaves_no_trace() -> None:
    site = built(DRAFT)
    assert site.told == []
    assert not [path for path in site.paths if "secret" in path]
    assert not [output.path for output in site.build.outputs if b"ecret" in output.data]


def test_drafts_are_built_on_request() -> None:
    site = built(DRAFT, settings=Settings(drafts=True))
    assert {"help/secret/index.html", "news/secret/index.html", "events/secret/index.html"} < set(site.paths)
    assert "Secret" in site.text("help/index.html")


def test_a_page_that_is_not_due_is_built_on_request_too() -> None:
    files = {"content/a.md": page(publish="2027-01-01"), "content/b.md": page(expires="2020-01-01")}
    assert {"a/index.html", "b/index.html"} <= set(built(files, settings=Settings(drafts=True)).paths)


def test_a_fault_in_the_front_matter_of_a_draft_is_told() -> None:
    assert built({"content/a.md": page(draft="yes", owner="")}).told == ["content/a.md:4:1 field-empty"]
    assert built({"content/a.md": page(draft="yes", order="first")}).told == ["content/a.md:4:8 field-value"]


@pytest.mark.parametrize(
    ("path", "fields", "output"),
    [
        ("content/contact.md", {}, "contact/index.html"),
        ("content/help/short-breaks.md", {}, "help/short-breaks/index.html"),
        ("content/help/short-breaks.md", {"slug": "time-off"}, "help/time-off/index.html"),
        ("content/help/index.md", {}, "help/index.html"),
        ("content/help/index.md", {"slug": "advice"}, "advice/index.html"),
        ("content/help/Short Breaks & Days Out.md", {}, "help/short-breaks-days-out/index.html"),
        ("content/help/Żółw.md", {}, "help/zolw/index.html"),
    ],
)
def test_the_address_of_a_page_follows_its_file(path: str, fields: dict[str, str], output: str) -> None:
    assert output in built({"content/help/index.md": page("Help"), path: page(**fields)}).paths


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("content/اردو.md", "Write a line such as “slug: help” into its front matter, or rename the file."),
        ("content/help/…/index.md", "Rename the folder: use the letters a to z."),
        ("content/—/plan.md", "Rename the folder: use the letters a to z."),
    ],
)
def test_a_name_without_any_letter_for_an_address_is_refused(path: str, hint: str) -> None:
    site = built({path: page(), "content/help/index.md": page("Help")})
    assert [problem.hint for problem in site.build.problems if problem.code == "address-empty"] == [hint]
    assert not [output for output in site.paths if output.startswith("/") or "//" in output]


def test_a_slug_gives_an_address_to_a_name_without_any_letter() -> None:
    site = built({"content/اردو.md": page(slug="urdu", lang="ur")})
    assert "urdu/index.html" in site.paths
    assert site.told == []


FAULTY: dict[str, str | bytes] = {
    "content/site.yaml": "name: Testshire\nbase_url: https://send.example.org/\nnavigation:\n"
    "  - title: Help\n    page: help/index.md\n",
    "content/index.md": page(
        "Home",
        "[a](help/colon.md) [b](help/colon.md#times) [c](help/field.md#times) [d](help/windows.md#times) "
        "[e](help/index.md)\n\n::: pages\n",
        tasks="\n  - title: Ask\n    page: help/guide/index.md\n    icon: talk",
    ),
    "content/help/index.md": "---\ntitel: Help\n---\n",
    "content/help/colon.md": "---\ntitle: SEND: support\n---\n## Times\n",
    "content/help/field.md": "---\ntitle: Field\nowners: us\nreviewed: 1 May 2026\n---\n## Times\n",
    "content/help/windows.md": "---\ntitle: Caf\xe9\n---\n## Times\n".encode("cp1252"),
    "content/help/open.md": "No fence.\n",
    "content/help/guide/index.md": page("Guide", "Text.\n", parts="[broken.md, sound.md]"),
    "content/help/guide/broken.md": "---\ntitle: Broken\ndate: today\n---\n",
    "content/help/guide/sound.md": page("Sound", "[up](index.md) [beside](broken.md)\n"),
}


def test_a_faulty_page_costs_only_itself_and_all_are_told_at_once() -> None:
    site = built(FAULTY)
    assert site.told == [
        "content/help/colon.md:2:8 yaml",
        "content/help/field.md:3:1 field-unknown",
        "content/help/field.md:4:11 field-value",
        "content/help/guide/broken.md:3:1 field-unknown",
        "content/help/index.md:2:1 field-unknown",
        "content/help/open.md:1:1 front-matter",
        "content/help/windows.md:2:11 text-encoding",
    ]
    assert {"index.html", "help/guide/index.html", "help/guide/sound/index.html"} <= set(site.paths)
    assert "help/colon/index.html" not in site.paths


def test_a_faulty_page_stops_the_site_from_being_published() -> None:
    assert built(FAULTY).build.fails()


BODY = "# Title\n\n[x](none.md) <b>bold</b>\n\n::: nothing\n"


def test_every_fault_of_a_page_is_told_at_once() -> None:
    site = built({"content/a.md": f"---\ntitle: A\norder: first\ntags: one\nlang: en\n---\n{BODY}"})
    assert site.told == [
        "content/a.md:3:8 field-value",
        "content/a.md:4:7 field-value",
        "content/a.md:7:1 heading-title",
        "content/a.md:9:5 link-broken",
        "content/a.md:9:14 markdown-html",
        "content/a.md:11:1 block",
    ]


@pytest.mark.parametrize(
    ("fields", "fault"),
    [("title: A: B", "content/a.md:2:8 yaml"), ("title: A\norder: x", "content/a.md:3:8 field-value")],
)
def test_a_fault_in_the_fields_hides_none_in_the_text(fields: str, fault: str) -> None:
    body = "Ring us [here](lost.md) at 2pm-6pm."
    site = built({"content/a.md": f"---\n{fields}\n---\n{body}\n"})
    line = 3 + fields.count("\n") + 1
    assert site.told == [
        fault,
        f"content/a.md:{line}:10 link-vague",
        f"content/a.md:{line}:16 link-broken",
        f"content/a.md:{line}:28 style-range",
    ]


def test_what_a_page_names_is_looked_up_once_its_fields_are_sound() -> None:
    site = built({"content/a.md": "---\ntitle: A\nareas: [Nowhere]\nattachments:\n  - none\n---\n"})
    assert site.told == ["content/a.md:3:9 reference-unknown", "content/a.md:5:5 reference-unknown"]
