"""Names that break on some computer are told with a name to use instead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsite.crafts.source import names

COMPOSED, TAKEN_APART = "caf\xe9", "cafe\u0301"


def told(*paths: str) -> list[tuple[str, str, str]]:
    return [(problem.path, problem.code, problem.hint) for problem in names.faults(paths)]


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("content/con.md", "Rename the file to “con-file.md”."),
        ("content/AUX", "Rename the file to “AUX-file”."),
        ("content/help/nul.tar.gz", "Rename the file to “nul-file.tar.gz”."),
        ("content/com1.pdf", "Rename the file to “com1-file.pdf”."),
        ("content/lpt\xb9.md", "Rename the file to “lpt\xb9-file.md”."),
        ("layouts/prn.html", "Rename the file to “prn-file.html”."),
        ("content/prn/a.md", "Rename the folder to “prn-folder”."),
        ("content/what?.md", "Rename the file to “what-.md”."),
        ('content/a<b>:"|*.md', "Rename the file to “a-b-----.md”."),
        ("content/a\\b.md", "Rename the file to “a-b.md”."),
        ("content/plan.", "Rename the file to “plan”."),
        ("content/plan.md ", "Rename the file to “plan.md”."),
        ("content/help. /a.md", "Rename the folder to “help”."),
    ],
)
def test_what_windows_cannot_open_is_told(path: str, hint: str) -> None:
    assert [each for each in told(path) if each[1] == "file-name-windows"] == [(path, "file-name-windows", hint)]


def test_a_message_reads_well() -> None:
    messages = [problem.message for problem in names.faults(["content/con.md", "content/a?/b.md", "content/c./d.md"])]
    assert messages == [
        "The folder name “a?” has the character “?” in it, so Windows cannot open it.",
        "The folder name “c.” ends with a full stop or a space, so Windows cannot open it.",
        "The file name “con.md” is kept for a part of the computer, so Windows cannot open it.",
    ]


@pytest.mark.parametrize(
    "path",
    ["content/concert.md", "content/con-men.md", "content/com.md", "content/com10.md", "content/auxiliary/nuls.md",
     "content/Two words.md", "content/a.b.c.pdf", f"content/{'a' * 197}.md", "content/data/contacts.yaml",
     "content/site.yaml", "content/مرحبا.md", "layouts/page one.html", "content/files/notes.txt"],
)  # fmt: skip
def test_ordinary_names_are_left_alone(path: str) -> None:
    assert told(path) == []


def test_a_folder_is_told_once() -> None:
    assert told("content/aux/b.md", "content/aux/a.md", "content/aux/c/d.md") == [
        ("content/aux/a.md", "file-name-windows", "Rename the folder to “aux-folder”.")
    ]


def test_a_name_is_measured_in_bytes() -> None:
    assert told(f"content/{'é' * 98}.md") == []
    (problem,) = names.faults([f"content/{'é' * 99}.md"])
    assert problem.message == "The file name is too long: some computers have no room for it."
    (problem,) = names.faults([f"content/how to ask for a bus pass {'x' * 190}.md"])
    assert problem.code == "file-name-long"
    assert problem.hint == "Give the file a short name, such as “how-to-ask-for.md”."
    (problem,) = names.faults([f"content/transport arrangements accommodation applications {'x' * 190}.md"])
    assert problem.hint == "Give the file a short name, such as “transport-arrangements-accommodation.md”."


def test_a_space_in_a_file_that_is_copied_is_told_with_the_name_to_use() -> None:
    (problem,) = names.faults(["content/files/My  leaflet 2 .pdf"])
    assert (problem.severity, problem.code) == ("warning", "file-name-space")
    assert problem.hint == "Rename the file to “My-leaflet-2.pdf”, and change the links to it."


@pytest.mark.parametrize(
    ("path", "code", "hint"),
    [
        ("content/help.markdown", "page-name", "Rename the file to “help.md”."),
        ("content/help.MD", "page-name", "Rename the file to “help.md”."),
        ("content/contacts.yml", "data-place", "Move the file to “content/data/contacts.yaml”, or delete it."),
        ("content/news/board.yaml", "data-place", "Move the file to “content/data/board.yaml”, or delete it."),
        ("content/site.yml", "data-place", "Rename the file to “site.yaml”."),
        ("content/Site.YAML", "data-place", "Rename the file to “site.yaml”."),
    ],
)
def test_an_ending_that_we_do_not_read_is_told(path: str, code: str, hint: str) -> None:
    assert told(path) == [(path, code, hint)]


@pytest.mark.parametrize(
    ("paths", "place", "message"),
    [
        (
            ["content/Help.md", "content/help.md"],
            "content/Help.md",
            "The files “help.md” and “Help.md” differ in capitals only, and Windows and Macs take them for one.",
        ),
        (
            ["content/News/a.md", "content/news/a.md", "content/news/b.md"],
            "content/News",
            "The folders “news” and “News” differ in capitals only, and Windows and Macs take them for one.",
        ),
        (
            ["content/HELP.md", "content/Help.md"],
            "content/Help.md",
            "The files “HELP.md” and “Help.md” differ in capitals only, and Windows and Macs take them for one.",
        ),
        (
            ["content/News/a.md", "content/news/A.md"],
            "content/News",
            "The folders “news” and “News” differ in capitals only, and Windows and Macs take them for one.",
        ),
        (
            [f"content/{COMPOSED}.md", f"content/{TAKEN_APART}.md"],
            f"content/{COMPOSED}.md",
            f"There are two files called “{COMPOSED}.md”: their names look the same but are stored in two ways.",
        ),
    ],
)
def test_names_that_are_one_on_many_computers_are_told_once(paths: list[str], place: str, message: str) -> None:
    ((found, problem),) = names.twins(paths)
    assert (found, problem.message, problem.code) == (place, message, "file-twice")
    assert list(names.twins(reversed(paths))) == [(found, problem)]


@pytest.mark.parametrize(
    ("kept", "other"),
    [("content/index.md", "content/Index.md"), ("content/data/contacts.yaml", "content/data/CONTACTS.yaml")],
)
def test_the_one_without_capitals_is_kept(kept: str, other: str) -> None:
    ((found, problem),) = names.twins([kept, other])
    assert found == problem.path == other
    assert problem.hint == f"Give “{other.rpartition('/')[2]}” another name, or delete it."


@given(st.lists(st.text("aAbB/. \xe9e\u0301", min_size=1, max_size=6)))
def test_names_without_a_twin_are_different_on_every_computer(paths: list[str]) -> None:
    twins = {place for place, _ in names.twins(paths)}
    kept = {path for path in paths if not any(path == twin or path.startswith(f"{twin}/") for twin in twins)}
    assert list(names.twins(kept)) == []


@given(st.lists(st.text()))
def test_every_name_can_be_looked_at(paths: list[str]) -> None:
    for problem in names.faults(names.shown(f"content/{path}") for path in paths):
        assert problem.message.isprintable() or not problem.path.isprintable()


@pytest.mark.parametrize("name", [".git", ".hidden.md", ".DS_Store", "a.md~", "#a.md#", "~$letter.docx", "4913", ".#a"])
def test_what_is_left_out_is_left_out_for_a_reason(name: str) -> None:
    assert names.left_out(name).endswith(".")


@pytest.mark.parametrize("name", ["a~b.pdf", "a.md", "49130", "#a.md", "swp"])
def test_what_belongs_to_the_site_stays(name: str) -> None:
    assert names.left_out(name) == ""


def test_a_folder_is_left_out_only_when_it_is_hidden() -> None:
    assert [names.left_out(name, is_folder=True) != "" for name in (".git", "old~", "4913", "a.tmp")] == [
        True, False, False, False,
    ]  # fmt: skip
