"""Links: where each way of writing one leads, and what an editor is told about one that leads nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.content import page, pdf
from tests.markup import Markup
from tests.pictures import png
from tests.sites import Built, built

if TYPE_CHECKING:
    from collections.abc import Mapping

BARE = {"layouts/page.html": "{{ page.html }}"}
DOCUMENTS = "documents:\n  - id: a\n    title: A\n    file: help/leaflet.pdf\n    page: contact.md\n"
FILES: dict[str, str | bytes] = {
    **BARE,
    "content/contact.md": page("Contact"),
    "content/help/index.md": page("Help", "## Who can ask\n\nText.\n\n### Who can ask\n"),
    "content/help/long.md": page("Long", "\n\n".join(f"## Part {number}" for number in range(9))),
    "content/help/buses.md": page("Buses", "## Times and fares\n"),
    "content/help/short-breaks.md": page("Short breaks", slug="time-off"),
    "content/guidance/index.md": page("Guidance"),
    "content/help/leaflet.pdf": pdf(1),
    "content/help/map.png": png(20, 10),
    "content/help/Ćwiczenia.txt": "Text.",
    "content/hidden.md": page("Hidden", draft="yes"),
    "content/later.md": page("Later", publish="2027-01-01"),
    "content/over.md": page("Over", expires="2026-05-31"),
    "content/data/contacts.yaml": "contacts: []\n",
    "content/data/documents.yaml": DOCUMENTS,
}


def linked(
    body: str, more: Mapping[str, str | bytes] | None = None, base_url: str = "https://send.example.org/"
) -> Built:
    """A site whose page content/help/a.md holds ``body``, which starts on line 4."""
    site = f"name: Testshire\nbase_url: {base_url}\n"
    return built({**FILES, **(more or {}), "content/site.yaml": site, "content/help/a.md": page("A", body)})


WAYS = {
    "buses.md": "/help/buses/",
    "./buses.md": "/help/buses/",
    "../help/buses.md": "/help/buses/",
    "../contact.md": "/contact/",
    "/contact.md": "/contact/",
    "/help/index.md": "/help/",
    "index.md": "/help/",
    "../index.md": "/",
    "../guidance/index.md": "/guidance/",
    "buses.md#times-and-fares": "/help/buses/#times-and-fares",
    "index.md#who-can-ask_1": "/help/#who-can-ask_1",
    "#here": "/help/a/#here",
    "a.md#here": "/help/a/#here",
    "short-breaks.md": "/help/time-off/",
    "leaflet.pdf": "/help/leaflet.pdf",
    "/help/leaflet.pdf": "/help/leaflet.pdf",
    "leaflet.pdf#page=2": "/help/leaflet.pdf#page=2",
    "Ćwiczenia.txt": "/help/%C4%86wiczenia.txt",
    "https://www.example.org/a?b=c&d=e#f": "https://www.example.org/a?b=c&d=e#f",
    "http://www.example.org": "http://www.example.org",
    "HTTPS://www.example.org/": "HTTPS://www.example.org/",
    "mailto:help@example.org": "mailto:help@example.org",
    "mailto:help@example.org?subject=Our%20plan": "mailto:help@example.org?subject=Our%20plan",
    "tel:01632960001": "tel:01632960001",
}


@pytest.mark.parametrize(("target", "href"), WAYS.items())
def test_a_link_leads_where_it_says(target: str, href: str) -> None:
    site = linked(f"## Here\n\nSee [the words]({target}).\n")
    assert site.told == []
    assert [each.attributes["href"] for each in Markup(site.text("help/a/index.html")).find("a")] == [href]


def test_a_space_in_an_address_is_told_once() -> None:
    site = built({"content/a.md": "---\ntitle: A\n---\n[x](our plan.pdf)\n"})
    assert [each for each in site.told if "link" in each] == ["content/a.md:4:5 markdown-link"]


def test_a_link_leads_to_a_file_with_an_odd_name() -> None:
    site = linked("See [the prices](50%25%20off%20(1).txt).\n", {"content/help/50% off (1).txt": "Text."})
    assert site.told == ["content/help/50% off (1).txt:1:1 file-name-space"]
    assert Markup(site.text("help/a/index.html")).addresses == ["/help/50%25%20off%20%281%29.txt"]


def test_the_path_of_the_base_url_is_before_every_link_of_ours() -> None:
    body = "## Here\n\n[a](buses.md) [b](#here) [c](leaflet.pdf) [d](https://www.example.org/) ![e](map.png)\n"
    site = linked(body, base_url="https://council.example.org/local/offer")
    found = Markup(site.text("help/a/index.html"))
    assert found.addresses == [
        "/local/offer/help/buses/",
        "/local/offer/help/a/#here",
        "/local/offer/help/leaflet.pdf",
        "https://www.example.org/",
        "/local/offer/help/map.png",
    ]


def test_a_picture_is_a_file_of_ours() -> None:
    site = linked("![The way in](map.png)\n")
    assert site.told == []
    picture = Markup(site.text("help/a/index.html")).find("img")[0]
    assert (picture.attributes["alt"], picture.attributes["src"]) == ("The way in", "/help/map.png")


NOWHERE = {
    # What is wrong with the link, the code, and what the hint must say.
    "": ("link-empty", "round brackets"),
    "#": ("link-empty", "round brackets"),
    "https://": ("link-empty", "round brackets"),
    "mailto:": ("link-empty", "round brackets"),
    "tel:": ("link-empty", "round brackets"),
    "none.md": ("link-broken", "counts from content"),
    "busses.md": ("link-broken", "Did you mean buses.md?"),
    "contact.md": ("link-broken", "Did you mean ../contact.md?"),
    "../buses.md": ("link-broken", "Did you mean buses.md?"),
    "buses": ("link-broken", "Did you mean buses.md?"),
    "buses/": ("link-broken", "Did you mean buses.md?"),
    "/help/": ("link-broken", "Did you mean index.md?"),
    "/": ("link-broken", "Did you mean ../index.md?"),
    "../guidance/": ("link-broken", "Did you mean ../guidance/index.md?"),
    "../guidnace/index.md": ("link-broken", "Did you mean ../guidance/index.md?"),
    "../help/buses.html": ("link-broken", "Did you mean buses.md?"),
    "Buses.md": ("link-broken", "Did you mean buses.md?"),
    "leaflets.pdf": ("link-broken", "Did you mean leaflet.pdf?"),
    "../help%20desk.md": ("link-broken", ""),
    "../plan.html": ("link-broken", "counts from content"),
    "www.example.org/buses": ("link-broken", "Write https://www.example.org/buses"),
    "lancssendias.org.uk": ("link-broken", "Write https://lancssendias.org.uk"),
    "help@example.org": ("link-broken", "Write mailto:help@example.org"),
    "../site.yaml": ("link-broken", "counts from content"),
    "../data/contacts.yaml": ("link-broken", "counts from content"),
    "../../layouts/base.html": ("link-outside", "counts from content"),
    "../../../etc/passwd": ("link-outside", "counts from content"),
    "/../secret.md": ("link-outside", "counts from content"),
    "../../buses.md": ("link-outside", "Did you mean buses.md?"),
    "../../contact.md": ("link-outside", "Did you mean ../contact.md?"),
    "buses.md#times": ("link-anchor", "Did you mean #times-and-fares?"),
    "../contact.md#top": ("link-anchor", "The page has no headings, so take out the #"),
    "#elsewhere": ("link-anchor", "The page has no headings, so take out the #"),
    "index.md#elsewhere": ("link-anchor", "It has #who-can-ask, #who-can-ask_1."),
    "long.md#elsewhere": ("link-anchor", "Write # and the words of the heading"),
    "../hidden.md": ("link-unpublished", "until the page is published"),
    "../later.md": ("link-unpublished", "until the page is published"),
    "../over.md": ("link-expired", "the words without a link"),
    "javascript:alert(1)": ("link-scheme", "https:, http:, mailto: or tel:"),
    "JavaScript:alert(1)": ("link-scheme", "https:, http:, mailto: or tel:"),
    "data:text/html,x": ("link-scheme", "https:, http:, mailto: or tel:"),
    "file:///C:/plan.docx": ("link-scheme", "Put the file in the folder content"),
    "C:/plans/plan.docx": ("link-scheme", "Put the file in the folder content"),
    "htpps://www.example.org/": ("link-scheme", "Write https://www.example.org/"),
    "htttp:www.example.org/": ("link-scheme", "Write http:www.example.org/"),
    "mail:help@example.org": ("link-scheme", "Write mailto:help@example.org"),
    "//www.example.org/": ("link-scheme", "Write https://www.example.org/"),
    "https://[website-name]/": ("link-broken", "whole address"),
    "http://[::1": ("link-broken", "whole address"),
}


@pytest.mark.parametrize(("target", "code", "hint"), [(target, *told) for target, told in NOWHERE.items()])
def test_a_link_that_leads_nowhere_is_told_with_its_place(target: str, code: str, hint: str) -> None:
    site = linked(f"Some words.\n\nPlease see [fees]({target}).\n")
    problem = site.build.problems[0]
    assert site.told == [f"content/help/a.md:6:19 {code}"]
    assert hint in problem.hint
    assert problem.severity == ("warning" if code == "link-expired" else "error")


PLACES = {
    "in a call-out": ("::: callout warning\nWords [x](none.md).\n:::\n", 5, 11),
    "in expandable text": ("::: details More\n\nWords\n\n[x](none.md)\n:::\n", 8, 5),
    "in a table": ("| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | [x](none.md) |\n", 7, 11),
    "in a table with a caption": ("::: table Fares\n| a |\n|---|\n| [x](none.md) |\n:::\n", 7, 7),
    "in a list": ("- one\n- two\n- [x](none.md)\n", 6, 7),
    "in a list in a list": ("- one\n    - [x](none.md)\n", 5, 11),
    "in a numbered list": ("1. one\n2. a [x](none.md)\n", 5, 10),
    "in a definition": ("Term\n:   A [x](none.md)\n", 5, 11),
    "in a heading": ("## A [x](none.md)\n", 4, 10),
    "in a quotation": ("> A [x](none.md)\n", 4, 9),
    "in bold": ("A **[x](none.md)**\n", 4, 9),
    "after a call-out in a list of call-outs": (
        "::: callout note\nA.\n:::\n\n::: callout note\n[x](none.md)\n:::\n",
        9,
        5,
    ),
    "with a title": ('A [x](none.md "Title")\n', 4, 7),
    "by a reference": ("A [x][far].\n\nMore.\n\n[far]: none.md\n", 8, 8),
    "the second of two to one place": ("[a](buses.md) [b](buses.md#none)\n", 4, 19),
    "after a comment": ("<!-- a\nlong\ncomment [x](none.md) -->\n\nA [x](none.md)\n", 8, 7),
    "a picture": ("Words ![x](none.png)\n", 4, 12),
    "a picture in a link": ("[![x](none.png)](buses.md)\n", 4, 7),
}


@pytest.mark.parametrize(("body", "line", "column"), PLACES.values(), ids=PLACES)
def test_a_link_is_checked_wherever_it_stands(body: str, line: int, column: int) -> None:
    site = linked(body)
    assert [each.rpartition(" ")[0] for each in site.told] == [f"content/help/a.md:{line}:{column}"]


def test_the_same_slip_twice_is_told_twice() -> None:
    assert linked("[a](none.md)\n\n[b](none.md)\n").told == [
        "content/help/a.md:4:5 link-broken",
        "content/help/a.md:6:5 link-broken",
    ]


@pytest.mark.parametrize("body", ["`[x](none.md)`\n", "```\n[x](none.md)\n```\n", "- a\n\n        [x](none.md)\n"])
def test_a_link_in_code_is_only_text(body: str) -> None:
    assert linked(body).told == []


@pytest.mark.parametrize("target", ["https://www.example.org/logo.png", "buses.md", "mailto:help@example.org"])
def test_a_picture_from_elsewhere_is_refused(target: str) -> None:
    """A picture on another site would tell that site who reads ours."""
    assert linked(f"![x]({target})\n").told == ["content/help/a.md:4:6 picture-elsewhere"]


@pytest.mark.parametrize("target", ["", "#", "https://"])
def test_a_picture_without_address_is_called_a_picture(target: str) -> None:
    site = linked(f"![A bus at its stop]({target})\n")
    assert site.told == ["content/help/a.md:4:22 link-empty"]
    assert site.build.problems[0].message == "This picture has no address."
    assert "name of its file" in site.build.problems[0].hint


def test_a_link_follows_a_page_to_its_new_address() -> None:
    files = {**BARE, "content/a.md": page("A", "[b](b.md#h)\n"), "content/b.md": page("B", "## H\n")}
    assert 'href="/b/#h"' in built(files).text("a/index.html")
    moved = files | {"content/b.md": page("B", "## H\n", slug="moved", aliases="[/b/]")}
    site = built(moved)
    assert 'href="/moved/#h"' in site.text("a/index.html")
    assert site.told == []


def test_a_draft_may_be_linked_to_once_it_is_published() -> None:
    files = {"content/a.md": page("A", "[b](b.md)\n"), "content/b.md": page("B", publish="2026-06-01 09:00")}
    assert built(files, "2026-06-01T08:59").codes == ["link-unpublished"]
    assert built(files, "2026-06-01T09:00").codes == []


SITE_YAML = "name: T\nbase_url: https://e.example.org/\n"
NOTICE = "notices:\n  - level: minor\n    title: A\n    start: 2027-01-01\n    end: 2027-01-02\n"
OUTCOME = "outcome:\n  date: 2021\n  text: A\n  page: {}\n"
PLAN = f"---\ntitle: P\nopens: 2021-06\ncloses: 2021-06-25 12:00\nways:\n  - title: A\n{OUTCOME}---\n"
NAMED = {
    "navigation": ("content/site.yaml", SITE_YAML + "navigation:\n  - title: A\n    page: {}\n", 5, 11),
    "footer": ("content/site.yaml", SITE_YAML + "footer:\n  pages:\n    - page: {}\n      title: A\n", 5, 13),
    "tasks": ("content/index.md", "---\ntitle: H\ntasks:\n  - title: A\n    icon: bus\n    page: {}\n---\n", 6, 11),
    "often": ("content/index.md", "---\ntitle: H\noften:\n  - title: A\n    page: {}\n---\n", 5, 11),
    "ages": ("content/index.md", "---\ntitle: H\nages:\n  - title: A\n    page: {}\n---\n", 5, 11),
    "said": ("content/index.md", "---\ntitle: H\nsaid:\n  text: A\n  link: B\n  page: {}\n---\n", 6, 9),
    "outcome": ("content/consultations/plan.md", PLAN, 10, 9),
    "timeline": ("content/data/timeline.yaml", "events:\n  - date: 2020\n    title: A\n    page: {}\n", 4, 11),
    "documents": ("content/data/documents.yaml", "documents:\n  - id: a\n    title: A\n    page: {}\n", 4, 11),
    "a notice": ("content/data/notices.yaml", NOTICE + "    page: {}\n", 6, 11),
    "the place of a notice": (
        "content/data/notices.yaml",
        NOTICE + "    where:\n      - contact.md\n      - {}\n",
        8,
        9,
    ),
}


@pytest.mark.parametrize(("path", "text", "line", "column"), NAMED.values(), ids=NAMED)
def test_a_page_named_outside_the_text_is_checked_too(path: str, text: str, line: int, column: int) -> None:
    """Its path counts from ``content/``. Also in a data file that no page shows, and in a notice that is not due."""
    files = {**FILES, "content/consultations/index.md": page("Consultations")}
    wrong = built({**files, path: text.format("help/busses.md")})
    assert wrong.told == [f"{path}:{line}:{column} link-broken"]
    assert wrong.build.problems[0].hint == "Did you mean help/buses.md?"
    for right in ("help/buses.md", "/help/buses.md", "help/short-breaks.md"):
        assert built({**files, path: text.format(right)}).told == []


def test_a_page_that_expires_leaves_words_behind_and_stops_no_build() -> None:
    files = {
        "content/a.md": page("A", "See [the *old* offer](over.md) and [home](index.md)."),
        "content/over.md": page("Over", expires="2026-06-01 09:00"),
    }
    before, after = (built(files, now=f"2026-06-01T{time}") for time in ("08:59", "09:00"))
    assert before.told == []
    assert '<a href="/over/">the <em>old</em> offer</a>' in before.text("a/index.html")
    assert after.told == ["content/a.md:4:23 link-expired"]
    assert after.build.problems[0].message == "“over.md” is not on the site. It expired at 9am on Monday 1 June 2026."
    assert not after.build.fails()
    assert '<a>the <em>old</em> offer</a> and <a href="/">home</a>' in after.text("a/index.html")


def test_a_link_to_what_is_not_due_yet_says_when_it_will_be() -> None:
    files = {"content/a.md": page("A", "[x](due.md)"), "content/due.md": page("Due", publish="2026-07-01")}
    (problem,) = built(files).build.problems
    assert (problem.code, problem.severity) == ("link-unpublished", "error")
    assert problem.message == "“due.md” is not on the site. It will be published on 1 July 2026."
