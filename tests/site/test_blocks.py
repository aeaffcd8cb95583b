"""Blocks: what each shows of the data files, and what is said where something is missing."""

from __future__ import annotations

import pytest

from tests.content import page
from tests.markup import Markup
from tests.sites import SITE, built

TIMELINE = """events:
  - date: 2020-03-09
    end: 2020-03-12
    title: Inspectors come back
    page: /about.md
  - date: 2017-11
    title: First inspection
    text: It took a week.
    source: https://www.example.org/report
  - date: 2020
    title: A hard year
  - date: 2018
    end: 2019
    title: The plan is written
  - date: 2017-11-13
    title: They arrive
  - date: 2020-02-29
    title: A leap day
"""
PRINT_TIMELINE = (
    "{% for each in years %}{{ each.year | string }}\n{% for e in each.events %}"
    "{{ [e.date, e.iso, e.title, e.text, e.href, e.source] | join('|') }}\n{% endfor %}{% endfor %}"
)
ABOUT = {"content/about.md": page("About")}


def timeline(span: str = "") -> list[str]:
    """What a timeline block with this span prints, line by line."""
    files = {
        **ABOUT,
        "content/data/timeline.yaml": TIMELINE,
        "content/a.md": page("A", f"::: timeline {span}\n"),
        "layouts/page.html": "{{ page.html | string }}",
        "layouts/blocks/timeline.html": PRINT_TIMELINE,
    }
    site = built(files)
    assert site.told == []
    return site.text("a/index.html").splitlines()


def test_the_timeline_is_as_exact_as_what_is_known() -> None:
    assert timeline() == [
        "2017",
        "November 2017|2017-11|First inspection|It took a week.|None|https://www.example.org/report",
        "13 November 2017|2017-11-13|They arrive|None|None|None",
        "2018",
        "2018 to 2019|2018|The plan is written|None|None|None",
        "2020",
        "2020|2020|A hard year|None|None|None",
        "29 February 2020|2020-02-29|A leap day|None|None|None",
        "9 to 12 March 2020|2020-03-09|Inspectors come back|None|/about/|None",
    ]


@pytest.mark.parametrize(
    ("span", "titles"),
    [
        ("2017-11 to 2017-11", ["First inspection", "They arrive"]),
        ("2017-11-13 to 2018", ["They arrive", "The plan is written"]),
        ("2018 to 2019", ["The plan is written"]),
        ("2020 to 2020-02", ["A hard year", "A leap day"]),
        ("2020-02-29 to 2020-02-29", ["A leap day"]),
        ("2020-03 to 2021", ["Inspectors come back"]),
        ("2021 to 2022", []),
    ],
)
def test_a_span_of_the_timeline_includes_both_ends(span: str, titles: list[str]) -> None:
    assert [line.split("|")[2] for line in timeline(span) if "|" in line] == titles


@pytest.mark.parametrize(
    "span",
    ["2020", "2017 - 2018", "November 2017 to 2018", "2018 to 2017", "2020-05 to 2020-04", "2017 to now", "to 2020"],
)
def test_a_span_that_is_none_is_told(span: str) -> None:
    site = built({**ABOUT, "content/data/timeline.yaml": TIMELINE, "content/a.md": page("A", f"::: timeline {span}\n")})
    assert site.told == ["content/a.md:4:1 block"]
    assert span in site.build.problems[0].message


@pytest.mark.parametrize(
    ("span", "message", "hint"),
    [
        ("2018 to 2017", "“2018 to 2017” ends before it begins.", "Write ::: timeline 2017 to 2018"),
        (
            "2017 to now",
            "“2017 to now” is not a span of time we can read.",
            "like this: ::: timeline 2017-11 to 2020-02",
        ),
    ],
)
def test_a_span_the_wrong_way_round_is_told_apart(span: str, message: str, hint: str) -> None:
    site = built({**ABOUT, "content/data/timeline.yaml": TIMELINE, "content/a.md": page("A", f"::: timeline {span}\n")})
    (problem,) = site.build.problems
    assert problem.message == message
    assert hint in problem.hint


DCOS = """areas:
  - area: North
    districts: [Fylde, Wyre]
    name: Ana Reed
    phone: 01632 960001
    email: north@example.org
  - area: South
    districts: [Hyndburn]
    note: We asked in May 2026.
neighbours:
  - name: Blackport
    text: has its own local offer.
    address: https://www.example.org/blackport
"""
TEAM = {
    "content/site.yaml": f"{SITE}contact: team\n",
    "content/data/contacts.yaml": "contacts:\n  - id: team\n    name: Help team\n    phone: 01632 960009\n",
}


def section(label: str, body: str = "::: dcos\n", **files: str) -> str:
    """What one section of the DCO block says."""
    site = built({**TEAM, "content/data/dcos.yaml": DCOS, "content/a.md": page("A", body), **files})
    assert site.told == []
    found = Markup(site.text("a/index.html"))
    heading = next(each for each in found.find("h2") if each.words == label)
    return found.words("section", **{"aria-labelledby": heading.attributes["id"]})[0]


def test_a_dco_is_shown_with_what_we_have() -> None:
    shown = section("North")
    for words in ("For families in Fylde and Wyre.", "Ana Reed", "01632 960001", "north@example.org"):
        assert words in shown
    assert "We do not have" not in shown


def test_what_we_do_not_have_of_a_dco_is_said_to_be_missing_and_our_own_contact_given() -> None:
    shown = section("South")
    assert "We do not have the name of this officer." in shown
    assert "We do not have a phone number for this officer." in shown
    assert "We do not have an e-mail address for this officer." in shown
    assert "Help team" in shown
    assert "01632 960009" in shown


def test_a_later_contact_of_a_dco_stands_beside_the_first() -> None:
    later = "    later:\n      name: South office\n      phone: 01632 960002\n      note: From an undated page.\n"
    dcos = DCOS.replace("    districts: [Hyndburn]\n", f"    districts: [Hyndburn]\n{later}")
    shown = section("South", **{"content/data/dcos.yaml": dcos})
    for words in ("Another contact, from a different source", "South office", "01632 960002", "From an undated page."):
        assert words in shown


def test_every_district_leads_to_its_area() -> None:
    site = built({"content/data/dcos.yaml": DCOS, "content/a.md": page("A", "::: dcos\n")})
    found = Markup(site.text("a/index.html"))
    districts = {
        link.words: link.attributes["href"][1:]
        for link in found.find("a")
        if link.attributes["href"].startswith("#_dco")
    }
    assert sorted(districts) == ["Fylde North", "Hyndburn South", "Wyre North"]
    assert set(districts.values()) <= set(found.ids)
    assert "Blackport has its own local offer." in found.text


def test_one_area_alone() -> None:
    site = built({"content/data/dcos.yaml": DCOS, "content/a.md": page("A", "::: dcos South\n")})
    shown = Markup(site.text("a/index.html")).text
    assert "Hyndburn" in shown
    assert "Fylde" not in shown


BOARD = """boards:
  - id: main
    name: Main board
    summary: It decides.
    started: 2025-05
    ended: 2026-01-15
    meets: every month
    represents: [parents and carers, health]
    accountable_to: [the council]
    documents: [terms]
    source: https://www.example.org/board
    posts:
      - post: Independent chair
        organisation: independent
        name: Sam Okoro
      - post: Vice chair
        vacant: yes
        note: Since May.
      - post: Lead for health
        organisation: the NHS
"""
TERMS = {"content/data/documents.yaml": "documents:\n  - id: terms\n    title: Terms of reference\n"}


def test_a_board_shows_its_posts_and_says_which_nobody_holds() -> None:
    files = {"content/data/board.yaml": BOARD, "content/a.md": page("A", "::: board main\n"), **TERMS}
    site = built(files)
    assert site.told == []
    found = Markup(site.text("a/index.html"))
    for words in ("Main board", "It decides.", "May 2025", "15 January 2026", "parents and carers", "the council"):
        assert words in found.text
    assert "Terms of reference" in found.text
    posts = [words for words in found.words("li") if "hair" in words or "Lead" in words]
    assert posts == [
        "Independent chair Sam Okoro, independent",
        "Vice chair Vacant: nobody holds this post Since May.",
        "Lead for health the NHS",
    ]


def test_a_contact_says_what_is_missing() -> None:
    contacts = "contacts:\n  - id: team\n    name: Team\n    what: Free advice.\n    checked: 2025-05-01\n"
    files = {"content/data/contacts.yaml": contacts, "content/a.md": page("A", "::: contact team\n")}
    shown = Markup(built(files).text("a/index.html")).text
    for words in ("Team", "Free advice.", "Checked on 1 May 2025.", "We do not have a phone number."):
        assert words in shown
    assert "We do not have an e-mail address." in shown


def test_a_contact_can_be_rung_and_written_to() -> None:
    contacts = (
        "contacts:\n  - id: team\n    name: Team\n    phone: 01632 960 001\n    email: team@example.org\n"
        "    website: https://www.example.org/team\n    hours: Monday to Friday\n    address: 1 Example Street\n"
    )
    files = {"content/data/contacts.yaml": contacts, "content/a.md": page("A", "::: contact team\n")}
    found = Markup(built(files).text("a/index.html"))
    assert {"tel:01632960001", "mailto:team@example.org", "https://www.example.org/team"} <= set(found.addresses)
    assert "Monday to Friday" in found.text
    assert "1 Example Street" in found.text


def test_the_glossary_is_in_order_with_one_heading_for_each_letter() -> None:
    terms = "terms:\n" + "".join(
        f"  - term: {term}\n    meaning: A thing.\n"
        for term in ("SEND", "Éclair", "EHC plan", "“early help”", "16+", "DCO")
    )
    files = {
        "content/data/glossary.yaml": terms,
        "content/a.md": page("A", "::: glossary\n"),
        "layouts/page.html": "{{ page.html | string }}",
        "layouts/blocks/glossary.html": "{% for each in letters %}{{ each.letter | string }}:"
        "{% for term in each.terms %}{{ term.term | string }};{% endfor %} {% endfor %}",
    }
    assert built(files).text("a/index.html").strip() == ("0 to 9:16+; D:DCO; E:“early help”;Éclair;EHC plan; S:SEND;")


def test_a_name_that_is_no_longer_used_says_what_to_look_for() -> None:
    terms = (
        "terms:\n  - term: CCG\n    expansion: clinical commissioning group\n    meaning: It ran services.\n"
        "    retired: 2022-07-01\n    instead: ICB\n"
    )
    files = {"content/data/glossary.yaml": terms, "content/a.md": page("A", "::: glossary\n")}
    shown = Markup(built(files).text("a/index.html")).text
    for words in ("CCG", "clinical commissioning group", "has not been used since 1 July 2022", "Now see: ICB."):
        assert words in shown


def test_a_block_that_begins_wrongly_is_told_once() -> None:
    body = "::: callout urgent\nA.\n:::\n\n::: calout note\nB.\n:::\n\n::: details\nC.\n:::\n\nD.\n\n:::\n"
    assert built({"content/a.md": page("A", body)}).told == [
        "content/a.md:4:1 block",
        "content/a.md:8:1 block",
        "content/a.md:12:1 block",
        "content/a.md:18:1 block",
    ]


def test_a_block_stands_where_the_editor_put_it() -> None:
    body = "Before.\n\n::: contact team\n\nAfter.\n\n::: callout note\n\n::: contact team\n:::\n"
    files = {**TEAM, "content/a.md": page("A", body), "layouts/blocks/contact.html": "CONTACT {{ contact.name }}"}
    site = built(files)
    assert site.told == []
    shown = Markup(site.text("a/index.html")).text
    assert "Before. CONTACT Help team After. Note CONTACT Help team" in shown
