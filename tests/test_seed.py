"""The ten defects of the page that this site was made from: each is found, by its code, in its line.

``tests/golden/seed`` is that page with invented names; ``tests/test_golden.py`` pins every word that is told of it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from tests.sites import Built, built

CONTENT: Final = Path(__file__).resolve().parent / "golden/seed/content"
PAGE: Final = "content/partnership.md"
NOW: Final = "2026-06-22T10:00"

# What is wrong, then the code and the words that stand in its line.
DEFECTS: Final = {
    "contacts have lost their e-mail addresses": [
        ("sentence-unfinished", "you can email or call 01632 960 001"),
        ("sentence-unfinished", "please email Ada Fenwick on"),
        ("sentence-unfinished", "3. Email feedback to"),
        ("sentence-unfinished", "Email us at to become a champion"),
        ("sentence-unfinished", "If you have a comment, please email"),
        ("contact-unreachable", "- area: North"),
    ],
    "a sentence has lost its link": [("sentence-unfinished", "You can find the new SEND website at")],
    "sizes of files are typed in several styles": [
        ("style-size", "our flyer (PDF 101 KB)"),
        ("style-size", "our ways of working (PDF 163KB)"),
    ],
    "words of time that are soon wrong": [
        ("perishable", "over the last six months"),
        ("perishable", "in the coming weeks"),
        ("perishable", "So far this year"),
        ("perishable", "three more events"),
        ("perishable", "over the next five years"),
        ("perishable", "under the Covid-19 tab"),
    ],
    "bodies that are no more": [("retired-name", "six clinical commissioning groups (CCGs)")],
    "a timeline as a table that does not hold together": [
        ("style-date", "| November 17 | January 18 | December 2019 |"),
        ("markdown-table", "| Survey | Board meeting | Workshops | Final plan |"),
    ],
    "a finished consultation that still invites": [("deadline-passed", "The consultation ends midday")],
    "acronyms that nobody explains": [
        ("acronym-unknown", "POWAR is a group"),
        ("acronym-unknown", "The WSoA set out"),
        ("acronym-unknown", "| CQC inspection | DCO's appointed |"),
    ],
    "a weekday that was typed, not computed": [("date-weekday", "Monday 28 June 2022")],
    "one person as the only contact": [("contact-person", "[Ada Fenwick](mailto:ada.fenwick@example.org)")],
}


@pytest.fixture(scope="module")
def seed() -> Built:
    """The site, built."""
    files = {file.relative_to(CONTENT.parent).as_posix(): file.read_bytes() for file in CONTENT.rglob("*.*")}
    return built(files, NOW)


def lines_of(path: str) -> list[str]:
    return (CONTENT.parent / path).read_text("utf-8").split("\n")


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_defect_of_the_seed_page_is_found_where_it_stands(defect: str, seed: Built) -> None:
    told = [(each.code, lines_of(each.path)[each.line - 1], each) for each in seed.build.problems]
    for code, words in DEFECTS[defect]:
        found = [each for told_code, line, each in told if told_code == code and words in line]
        assert found, f"{code} is not told of “{words}”"
        assert all(each.message.endswith(".") and each.hint for each in found)


def test_there_are_ten() -> None:
    assert len(DEFECTS) == 10


def test_the_lines_that_are_sound_are_left_alone(seed: Built) -> None:
    wanted = {words for examples in DEFECTS.values() for _, words in examples}
    told = {lines_of(each.path)[each.line - 1] for each in seed.build.problems}
    assert [line for line in told if not any(words in line for words in wanted)] == []


def test_a_weekday_that_fits_its_date_is_not_told(seed: Built) -> None:
    text = "\n".join(lines_of(PAGE))
    assert "Thursday 24 June 2021" in text
    assert "Friday 25 June 2021" in text
    told = [each.message for each in seed.build.problems if each.code == "date-weekday"]
    assert told == ["28 June 2022 is a Tuesday, not a Monday."]
