"""``site.yaml`` and the data files: what a fault in one costs, and what is told of it."""

from __future__ import annotations

import pytest

from sendsite.memo import Memo
from sendsite.model import Settings, Snapshot
from sendsite.site import data
from sendsite.site.build import build
from tests.content import MEETINGS, page
from tests.markup import Markup
from tests.sites import SITE, Built, built, snapshot

# For each data file: a sound one, and one with a fault on line 3, column 5.
FILES = {
    "board": "boards:\n  - id: main\n    {}: Board\n",
    "contacts": "contacts:\n  - id: team\n    {}: Team\n    phone: 01632 960001\n",
    "dcos": "areas:\n  - districts: [Fylde]\n    {}: North\n    phone: 01632 960001\n",
    "documents": "documents:\n  - id: flyer\n    {}: Flyer\n",
    "glossary": "terms:\n  - meaning: A person to ask\n    {}: DCO\n",
    "notices": "notices:\n  - level: minor\n    {}: Closed\n    start: 2026-05-31\n    end: 2026-06-02\n",
    "timeline": "events:\n  - date: 2020-03\n    {}: Begun\n",
}
NEEDED = {"board": "name", "contacts": "name", "dcos": "area", "glossary": "term"}
BLOCKS = {
    "board": "::: board main\n",
    "contacts": "::: contact team\n",
    "dcos": "::: dcos\n",
    "documents": "::: documents\n",
    "glossary": "::: glossary\n",
    "notices": "",
    "timeline": "::: timeline\n",
}
SHOWN = {"glossary": "DCO", "dcos": "North", "notices": "Closed", "timeline": "Begun", "documents": "Flyer"}


@pytest.mark.parametrize("name", FILES)
def test_a_page_shows_what_a_data_file_says(name: str) -> None:
    text = FILES[name].format(NEEDED.get(name, "title"))
    site = built({f"content/data/{name}.yaml": text, "content/a.md": page("A", BLOCKS[name])})
    assert site.told == []
    assert (
        SHOWN.get(name, {"board": "Board", "contacts": "Team"}.get(name, "")) in Markup(site.text("a/index.html")).text
    )


@pytest.mark.parametrize("name", FILES)
def test_a_fault_in_a_data_file_is_told_though_no_page_uses_it(name: str) -> None:
    site = built({f"content/data/{name}.yaml": FILES[name].format("titel")})
    assert f"content/data/{name}.yaml:3:5 field-unknown" in site.told
    assert {problem.path for problem in site.build.problems} == {f"content/data/{name}.yaml"}
    assert "index.html" in site.paths


@pytest.mark.parametrize("name", FILES)
def test_a_data_file_may_be_empty_or_missing(name: str) -> None:
    assert built({f"content/data/{name}.yaml": ""}).told == []
    assert built({f"content/data/{name}.yaml": "# nothing yet\n"}).told == []


@pytest.mark.parametrize("name", ["dcos", "documents", "glossary", "timeline"])
def test_a_block_without_its_data_file_shows_nothing_and_is_no_fault(name: str) -> None:
    site = built({"content/a.md": page("A", BLOCKS[name])})
    assert site.told == []
    assert "a/index.html" in site.paths


@pytest.mark.parametrize("name", ["board", "contacts", "documents", "dcos", "timeline", "glossary", "notices"])
def test_a_data_file_that_is_no_yaml_is_told_once(name: str) -> None:
    """Although many pages need it."""
    pages = {f"content/{letter}.md": page(letter, BLOCKS[name]) for letter in "abc"}
    site = built({f"content/data/{name}.yaml": "a: b: c\n", **pages})
    told = [problem for problem in site.build.problems if problem.path.startswith("content/data/")]
    assert [(each.line, each.column, each.code) for each in told] == [(1, 4, "yaml")]


USERS = {
    "board": {
        "content/meetings/a.md": page(date="2026-01-01", board="main"),
        "content/a.md": page("A", "::: board main\n"),
    },
    "contacts": {"content/site.yaml": f"{SITE}contact: team\n", "content/a.md": page("A", "::: contact team\n")},
    "dcos": {"content/a.md": page("A", "::: dcos North\n", areas="[North]")},
    "documents": {"content/a.md": page("A", "::: attachment flyer\n", attachments="[flyer]")},
}


@pytest.mark.parametrize("name", USERS)
def test_what_names_something_in_a_faulty_data_file_is_not_told_as_well(name: str) -> None:
    """Only the fault itself is: mending that mends them all."""
    faulty = FILES[name].format("titel")
    site = built({**MEETINGS, **USERS[name], f"content/data/{name}.yaml": faulty})
    assert {problem.path for problem in site.build.problems} == {f"content/data/{name}.yaml"}
    gone = built({**MEETINGS, **USERS[name]})
    assert set(gone.codes) == {"reference-unknown"}
    assert {problem.hint for problem in gone.build.problems} == {"Add it there, or take it out here."}


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("content/data/contact.yaml", "Did you mean “contacts.yaml”?"),
        ("content/data/contacts.yml", "Did you mean “contacts.yaml”?"),
        ("content/data/Contacts.yaml", "Did you mean “contacts.yaml”?"),
        ("content/data/old/contacts.yaml", "Did you mean “contacts.yaml”?"),
        ("content/data/notice.txt", "Did you mean “notices.yaml”?"),
        ("content/data/zzz.csv", "board.yaml"),
    ],
)
def test_a_data_file_that_nothing_reads_is_told(path: str, hint: str) -> None:
    site = built({path: "a: b\n"})
    assert site.told == [f"{path}:1:1 data-unknown"]
    assert hint in site.build.problems[0].hint
    assert not [output for output in site.paths if "data" in output]


TWICE = {
    "board": ("boards:\n  - id: a\n    name: A\n  - name: B\n    id: a\n", 5, 9),
    "contacts": (
        "contacts:\n  - id: a\n    name: A\n    phone: 01632 960001\n  - id: a\n    name: B\n    phone: 01632 960002\n",
        5,
        9,
    ),
    "dcos": (
        "areas:\n  - area: A\n    districts: [Fylde]\n    note: A.\n  - area: A\n    districts: [Wyre]\n    note: B.\n",
        5,
        11,
    ),
    "documents": ("documents:\n  - id: a\n    title: A\n  - id: b\n    title: B\n  - id: a\n    title: C\n", 6, 9),
}


@pytest.mark.parametrize("name", TWICE)
def test_two_of_one_name_are_told(name: str) -> None:
    text, line, column = TWICE[name]
    site = built({f"content/data/{name}.yaml": text})
    assert site.told == [f"content/data/{name}.yaml:{line}:{column} name-twice"]
    assert site.build.problems[0].hint == f"Give one of them another {data.NAMES[name][1]}, or delete it."


REST = {"content/a.md": page("A", "[x](none.md)\n"), "content/b.md": page("B")}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ["2:1 field-missing", "2:1 field-missing"]),
        ("name: T\n", ["1:1 field-missing"]),
        ("name: T\nbase_url: example.org\n", ["2:11 field-value"]),
        ("name: T\nbase_url: https://[your-site].example.org/\n", ["2:11 field-value"]),
        ("name: T\nbase_url: https://e.example.org/\ntagline: [a]\n", ["3:10 field-value"]),
        ("name: T: the site\n", ["1:7 yaml"]),
        ("name: T\nbase_url: https://e.example.org/\nname: T\n", ["3:1 yaml"]),
        (b"name: Caf\xe9\n", ["1:10 text-encoding"]),
        ("name: T\nbase_url: https://e.example.org/\nnavigaton: []\n", ["3:1 field-unknown"]),
        ("name: T\nbase_url: https://e.example.org/\ncontact: none\n", ["3:10 reference-unknown"]),
    ],
)
def test_everything_else_is_still_checked_when_the_site_file_is_faulty(text: str | bytes, told: list[str]) -> None:
    site = built({"content/site.yaml": text, **REST})
    first = [each.removeprefix("content/site.yaml:") for each in site.told if each.startswith("content/site.yaml")]
    assert [each.split(" ")[1] for each in first] == [each.split(" ")[1] for each in told]
    assert not text or first == told
    assert "content/a.md:4:5 link-broken" in site.told
    assert "b/index.html" in site.paths


def test_everything_else_is_still_checked_when_the_site_file_is_missing() -> None:
    whole = snapshot(REST)
    sources = {path: source for path, source in whole.sources.items() if path != "content/site.yaml"}
    site = Built(build(Memo(), Snapshot(sources, whole.now)))
    assert site.told == ["content/a.md:4:5 link-broken", "content/site.yaml:1:1 site-file-missing"]


@pytest.mark.parametrize(
    ("contact", "hint"),
    [("teem", "Did you mean “team”?"), ("office", "We know “desk”, “team”.")],
)
def test_the_contact_of_the_site_must_be_known(contact: str, hint: str) -> None:
    contacts = (
        "contacts:\n  - id: team\n    name: Team\n    phone: 01632 960001\n"
        "  - id: desk\n    name: Desk\n    phone: 01632 960002\n"
    )
    files = {"content/site.yaml": f"{SITE}contact: {contact}\n", "content/data/contacts.yaml": contacts}
    site = built(files)
    assert site.told == ["content/site.yaml:3:10 reference-unknown"]
    assert site.build.problems[0].hint == hint


BOARDS = "boards:\n  - id: main\n    name: Main board\n  - id: other\n    name: Other\n    documents: [flyer, flier]\n"
UNKNOWN = {
    "a meeting's board": (
        {"content/meetings/a.md": page(date="2026-01-01", board="mian")},
        "content/meetings/a.md:4:8",
        "main",
    ),
    "a page's area": ({"content/a.md": page(areas="\n  - North\n  - Nort")}, "content/a.md:5:5", "North"),
    "a page's attachment": ({"content/a.md": page(attachments="[flyer, flyers]")}, "content/a.md:3:22", "flyer"),
    "a board's document": ({"content/data/board.yaml": BOARDS}, "content/data/board.yaml:6:24", "flyer"),
    "a contact block": ({"content/a.md": page(body="Text.\n\n::: contact teams\n")}, "content/a.md:6:1", "team"),
    "an attachment block": ({"content/a.md": page(body="::: attachment fliyer\n")}, "content/a.md:4:1", "flyer"),
    "a board block": ({"content/a.md": page(body="::: board mane\n")}, "content/a.md:4:1", "main"),
    "an area block": ({"content/a.md": page(body="::: dcos Northern\n")}, "content/a.md:4:1", "North"),
}


@pytest.mark.parametrize(("files", "place", "meant"), UNKNOWN.values(), ids=UNKNOWN)
def test_a_name_that_nobody_has_is_told_at_its_line_with_the_nearest(
    files: dict[str, str], place: str, meant: str
) -> None:
    known = {f"content/data/{name}.yaml": text.format(NEEDED.get(name, "title")) for name, text in FILES.items()}
    site = built({**MEETINGS, **known, **files})
    assert site.told == [f"{place} reference-unknown"]
    assert site.build.problems[0].hint == f"Did you mean “{meant}”?"


@pytest.mark.parametrize(
    ("written", "given", "home", "url"),
    [
        ("https://e.example.org", None, "/", "https://e.example.org/"),
        ("https://e.example.org/", None, "/", "https://e.example.org/"),
        ("https://e.example.org/send", None, "/send/", "https://e.example.org/send/"),
        ("https://e.example.org/local/send/", None, "/local/send/", "https://e.example.org/local/send/"),
        ("https://e.example.org/send/", "https://preview.example.org", "/", "https://preview.example.org/"),
        ("https://e.example.org/", "http://127.0.0.1:8000/", "/", "http://127.0.0.1:8000/"),
    ],
)
def test_the_base_url_says_where_the_site_lives(written: str, given: str | None, home: str, url: str) -> None:
    files = {
        "content/site.yaml": f"name: T\nbase_url: {written}\n",
        "layouts/home.html": "{{ site.home }} {{ site.url }} {{ page.href }} {{ page.canonical }}",
    }
    site = built(files, settings=Settings(base_url=given))
    assert site.text("index.html") == f"{home} {url} {home} {url}"
