"""Every page that is not on the site is named, with the line that says so."""

from __future__ import annotations

import pytest

from sendsite.model import Settings
from tests.content import page
from tests.sites import built


@pytest.mark.parametrize(
    ("name", "value", "column", "reason"),
    [
        ("draft", "yes", 8, "It is a draft."),
        ("publish", "2026-07-01", 10, "It will be published on 1 July 2026."),
        ("publish", "2026-06-01 12:00", 10, "It will be published at midday on Monday 1 June 2026."),
        ("expires", "2026-05-31", 10, "It expired after 31 May 2026."),
        ("expires", "2026-06-01 09:00", 10, "It expired at 9am on Monday 1 June 2026."),
    ],
)
def test_a_page_that_is_left_out_is_told_with_its_reason(name: str, value: str, column: int, reason: str) -> None:
    site = built({"content/a.md": page("A", "Words.", **{name: value})}, now="2026-06-01T09:00")
    assert [(each.path, each.line, each.column, each.reason) for each in site.build.absent] == [
        ("content/a.md", 3, column, reason)
    ]
    assert not site.build.problems


@pytest.mark.parametrize(
    ("name", "value"),
    [("draft", "no"), ("publish", "2026-06-01"), ("expires", "2026-06-01"), ("reviewed", "2026-05-01")],
)
def test_a_page_that_is_there_is_not_told(name: str, value: str) -> None:
    assert built({"content/a.md": page("A", "Words.", **{name: value})}).build.absent == ()


def test_with_drafts_nothing_is_left_out() -> None:
    files = {"content/a.md": page("A", "Words.", draft="yes")}
    assert built(files, settings=Settings(drafts=True)).build.absent == ()


def test_a_faulty_page_is_a_problem_and_not_left_out() -> None:
    site = built({"content/a.md": page("A", "Words.", draft="perhaps")})
    assert site.build.absent == ()
    assert site.codes == ["field-value"]
