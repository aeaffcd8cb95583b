"""Ranges, types and headers."""

from __future__ import annotations

from http import HTTPStatus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsite.edges.preview import answers

DATA = bytes(range(100))
WHOLE = answers.file("film.mp4", DATA)


@given(st.integers(0, 120), st.none() | st.integers(0, 120))
def test_a_range_is_a_slice(first: int, last: int | None) -> None:
    wish = f"bytes={first}-{'' if last is None else last}"
    part = answers.part(WHOLE, wish)
    if last is not None and last < first:
        assert part is WHOLE
        return
    expected = DATA[first:] if last is None else DATA[first : last + 1]
    if first >= len(DATA):
        assert part.status is HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
        assert part.headers["Content-Range"] == "bytes */100"
        return
    assert (part.status, part.body) == (HTTPStatus.PARTIAL_CONTENT, expected)
    assert part.headers["Content-Range"] == f"bytes {first}-{first + len(expected) - 1}/100"
    assert part.headers["Content-Length"] == str(len(expected))
    assert part.headers["Content-Type"] == WHOLE.headers["Content-Type"]


@given(st.integers(1, 120))
def test_the_end_of_a_file(size: int) -> None:
    assert answers.part(WHOLE, f"bytes=-{size}").body == DATA[-size:]


@pytest.mark.parametrize(
    "wish",
    [
        "", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=0-1,3-4", "bytes= 0-1", "items=0-1", "bytes=5-3",
        "bytes=٣-٤", "bytes=1-" + "9" * 5000, "bytes=" + "0" * 16 + "-", "bytes=-1-2", "bytes=0x1-2",
    ],
)  # fmt: skip
def test_a_range_that_makes_no_sense_is_the_whole(wish: str) -> None:
    assert answers.part(WHOLE, wish) is WHOLE


@pytest.mark.parametrize("wish", ["bytes=0-", "bytes=-0", "bytes=-5"])
def test_nothing_can_be_cut_from_an_empty_file(wish: str) -> None:
    found = answers.part(answers.file("empty.txt", b""), wish)
    assert found.status is HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
    assert found.headers["Content-Range"] == "bytes */0"


def test_only_a_good_answer_has_parts() -> None:
    missing = answers.file("404.html", DATA, HTTPStatus.NOT_FOUND)
    assert answers.part(missing, "bytes=0-1") is missing


@pytest.mark.parametrize(
    ("name", "policy"),
    [
        ("a.svg", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"),
        ("feed.xml", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"),
        ("index.html", "frame-ancestors 'none'"),
        ("plan.pdf", "frame-ancestors 'none'"),
    ],
)
def test_what_could_hold_a_script_is_inert(name: str, policy: str) -> None:
    assert answers.file(name, b"").headers["Content-Security-Policy"] == policy
