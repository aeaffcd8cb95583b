"""What is said on a page, and on the page about all of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from sendsite.edges.preview import seen
from sendsite.edges.preview.dashboard import dashboard
from sendsite.edges.preview.dressing import State, dressed
from sendsite.edges.preview.edition import Edition
from sendsite.edges.preview.panel import panel
from sendsite.formats.report import Report
from sendsite.model import Absence
from tests.markup import Markup
from tests.previewing import FILES, edition, page, problem

HOME, ABOUT = "content/index.md", "content/about us.md"
STATE = State("1", ("/assets/site.css 2",), "3")
AT = "http://127.0.0.1:8000"


def on(found: Edition, name: str) -> Markup:
    return Markup(f"<body>{panel(found, name)}</body>")


def test_a_site_without_problems_says_nothing() -> None:
    assert panel(edition(), "index.html") == ""


def test_a_page_says_its_own_problems_in_the_words_of_check() -> None:
    told = on(edition(FILES, problem(HOME)).after(edition()), "index.html")
    assert told.words("summary") == ["1 error on this page. You see it as it was when it last had no errors."]
    place, words, hint = told.words("p")
    assert (place, words) == ("content/index.md, line 2", "Error: “titel” is not a field we know. [field-unknown]")
    assert told.words("pre") == ["titel: <b>A page</b>"]
    assert hint == "Did you mean “title”?"
    assert told.words("mark") == ["titel"]
    assert "open" in told.find("details")[0].attributes
    assert not told.find("b")


@pytest.mark.parametrize(
    ("found", "headline"),
    [
        (edition(FILES, problem(HOME)), "1 error on this page. Until that is mended, parts of it may be missing."),
        (edition({}, problem(HOME)), "1 error on this page. It can be shown when that is mended."),
        (edition(FILES, problem(HOME, "warning")), "1 warning on this page."),
        (edition(FILES, problem(HOME), problem(HOME, "warning")).after(edition()),
         "1 error and 1 warning on this page. You see it as it was when it last had no errors."),
    ],
)  # fmt: skip
def test_the_headline_says_what_is_seen(found: Edition, headline: str) -> None:
    told = on(found.after(Edition()) if not found.kept else found, "index.html")
    assert told.words("summary") == [headline]
    assert ("open" in told.find("details")[0].attributes) == ("error" in headline)


def test_the_other_pages_have_one_line() -> None:
    told = on(edition(FILES, problem(HOME), problem(HOME, "warning")), "about us/index.html")
    assert told.text == "Elsewhere on the site: 1 error and 1 warning. See all problems"
    assert told.addresses == ["/_sendsite/"]
    assert not told.find("details")


def test_a_page_says_that_there_is_more_elsewhere() -> None:
    told = on(edition(FILES, problem(HOME), problem(ABOUT)), "index.html")
    assert told.text.endswith("Elsewhere on the site: 1 error. See all problems")
    assert len(told.find("li")) == 1


def test_a_panel_does_not_grow_without_end() -> None:
    many = [problem(HOME, message=f"Fault {number:02}.") for number in range(25)]
    told = on(edition(FILES, *many), "index.html")
    assert len(told.find("li")) == 20
    assert "… and 5 more" in told.text


def test_a_page_is_dressed_without_being_changed() -> None:
    built = FILES["index.html"]
    text = dressed(seen.page(built), STATE, panel(edition(FILES, problem(HOME)), "index.html"), AT).decode()
    shown = Markup(text)
    assert [each.attributes["src"] for each in shown.find("script")] == ["/_sendsite/reload.js"]
    assert shown.find("template")[0].inside == ("html", "body", "div")
    policy = shown.find("meta")[0].attributes["content"]
    assert policy == (
        f"default-src 'none'; style-src 'self' {AT}/_sendsite/preview.css; "
        f"script-src {AT}/_sendsite/reload.js; connect-src {AT}/_sendsite/"
    )
    assert not [each for each in shown.elements if "style" in each.attributes or each.tag == "style"]
    assert "".join(shown.find("h1")[0].parts) == "Hello"


@pytest.mark.parametrize(
    "built",
    [
        b"<p>No body",
        b"",
        b"<body></BODY ><!-- </body> -->",
        page("x").replace(b"</head>", b"").replace(b"</body>", b""),
    ],
)
def test_any_page_can_be_dressed(built: bytes) -> None:
    text = dressed(seen.page(built), STATE, panel(edition(), "index.html"), AT).decode()
    assert text.count("/_sendsite/reload.js") >= 1
    assert text.count('id="_sendsite"') == 1


WHOLE = Edition(
    Report(
        (problem(ABOUT), problem(HOME, "warning", "A <script> in words.")),
        edition(FILES, problem(ABOUT), problem(HOME)).report.sources,
        (Absence("content/news/soon.md", 4, 1, "It will be published on 1 December 2026."),
         Absence("content/plan.md", 3, 1, "It is a draft.")),
    ),
    FILES,
    {HOME: frozenset({"index.html"}), ABOUT: frozenset({"about us/index.html", "about us/event.ics"})},
    drafts=("content/plan.md", "content/shown.md"),
    rebuilt=(("about us/index.html", "content/about us.md was edited."),),
    upcoming=((datetime(2026, 12, 1, 0, 0, tzinfo=ZoneInfo("Europe/London")), "content/news/soon.md is published."),),
)  # fmt: skip


def test_the_dashboard_tells_everything() -> None:
    told = Markup(dashboard(WHOLE).decode())
    assert told.words("p", **{"class": "verdict"}) == [
        "1 error and 1 warning. The site cannot be published until the errors are mended."
    ]
    assert told.words("h2") == [
        "Problems", "Rebuilt last, and why", "Drafts", "Not on the site, and why", "What time will change"
    ]  # fmt: skip
    assert told.words("h3") == [ABOUT, HOME]
    assert told.words("p", **{"class": "row"}) == [
        "/about us/ content/about us.md was edited.",
        "content/plan.md Not shown here. “sendsite serve --drafts” shows it.",
        "content/shown.md Shown here, and not on the published site.",
        "content/news/soon.md, line 4 It will be published on 1 December 2026.",
        "Tuesday 1 December 2026, midnight content/news/soon.md is published.",
    ]
    assert told.find("time")[0].attributes["datetime"] == "2026-12-01T00:00:00+00:00"
    assert "A <script> in words." in told.text
    assert not told.find("script")
    assert told.addresses.count("/about%20us/") == 2


def test_a_quiet_dashboard_says_so() -> None:
    told = Markup(dashboard(edition()).decode())
    assert "Nothing is wrong." in told.text
    assert "Nothing yet." in told.text


def test_warnings_do_not_hold_up_a_site_unless_it_is_strict() -> None:
    warned = edition(FILES, problem(HOME, "warning"))
    assert b"The site can be published." in dashboard(warned)
    strict = replace(warned, report=replace(warned.report, fatal=frozenset({"error", "warning"})))
    assert b"cannot be published" in dashboard(strict)


def test_a_very_long_list_is_cut_and_says_so() -> None:
    many = replace(WHOLE, rebuilt=tuple((f"{number}/index.html", "New.") for number in range(1500)))
    assert "… and 500 more." in Markup(dashboard(many).decode()).text
