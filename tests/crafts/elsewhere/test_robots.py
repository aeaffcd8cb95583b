"""robots.txt is read as RFC 9309 says; some cases are the examples of that text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsite.crafts.elsewhere import robots

CASES = [
    ("", "/a", True),
    ("User-agent: *\nDisallow: /", "/a", False),
    ("user-AGENT : * # all\n dIsAllow : / # nothing", "/a", False),
    ("User-agent: *\nDisallow:", "/a", True),
    ("Disallow: /", "/a", True),
    ("User-agent: other\nDisallow: /", "/a", True),
    ("User-agent: *\nDisallow: /\n\nUser-agent: SendSite\nDisallow: /x", "/a", True),
    ("User-agent: *\nDisallow: /\n\nUser-agent: SendSite\nDisallow: /x", "/x/y", False),
    ("User-agent: sendsite\nUser-agent: other\nDisallow: /x", "/x", False),
    ("User-agent: sendsite\nDisallow: /x\nUser-agent: other\nDisallow: /y", "/y", True),
    ("User-agent: *\nDisallow: /x\nUser-agent: b\nDisallow: /\nUser-agent: *\nDisallow: /y", "/y", False),
    ("User-agent: *\nDisallow: /a/\nAllow: /a/b", "/a/b/c", True),
    ("User-agent: *\nAllow: /a/b\nDisallow: /a/", "/a/c", False),
    ("User-agent: *\nDisallow: /page\nAllow: /page", "/page", True),
    (
        "User-agent: *\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif",
        "/example/page/disallowed.gif",
        False,
    ),
    ("User-agent: *\nDisallow: *.gif$", "/a/b.gif", False),
    ("User-agent: *\nDisallow: *.gif$", "/a/b.gif?x", True),
    ("User-agent: *\nDisallow: /a$", "/a", False),
    ("User-agent: *\nDisallow: /a$", "/ab", True),
    ("User-agent: *\nDisallow: /a$b", "/a$b", False),
    ("User-agent: *\nDisallow: /x*y*z", "/x1y2z3", False),
    ("User-agent: *\nDisallow: /x*y*z$", "/x1y2z3z", False),
    ("User-agent: *\nDisallow: /ab*ba$", "/aba", True),
    ("User-agent: *\nDisallow: /*?", "/a?b", False),
    ("User-agent: *\nDisallow: /a%7Eb", "/a~b", False),
    ("User-agent: *\nDisallow: /a~b", "/a%7eb", False),
    ("User-agent: *\nDisallow: /a%2Fb", "/a/b", True),
    ("User-agent: *\nDisallow: /a%2ab", "/a*b", False),
    ("User-agent: *\nDisallow: /a%2ab", "/acb", True),
    ("User-agent: *\nDisallow: /ツ", "/%E3%83%84", False),
    ("User-agent: *\nSitemap: https://example.org/\nDisallow: /x", "/x", False),
    ("<html>nonsense</html>", "/a", True),
]


@pytest.mark.parametrize(("text", "path", "allowed"), CASES)
def test_what_may_be_asked_for(text: str, path: str, *, allowed: bool) -> None:
    assert robots.read(text, "sendsite").allow(path) is allowed


@pytest.mark.parametrize(
    ("text", "pause"),
    [
        ("User-agent: *\nCrawl-delay: 10\nDisallow: /x", 10.0),
        ("User-agent: *\nCrawl-delay: 0.5", 0.5),
        ("User-agent: *\nCrawl-delay: 5\nUser-agent: sendsite\nDisallow: /x", 0.0),
        ("User-agent: *\nCrawl-delay: soon", 0.0),
        ("User-agent: *\nCrawl-delay: 9999999999", 0.0),
        ("User-agent: *\nCrawl-delay: inf", 0.0),
    ],
)
def test_the_pause(text: str, pause: float) -> None:
    assert robots.read(text, "sendsite").pause == pause


@given(st.text(), st.text().map(lambda text: f"/{text}"))
def test_nothing_ends_in_a_crash(text: str, path: str) -> None:
    robots.read(f"User-agent: *\nDisallow: {text}\n{text}", "sendsite").allow(path)


def test_a_hostile_file_costs_little_time() -> None:
    started = time.monotonic()
    stars = "User-agent: *\nDisallow: /" + "*a" * 5000 + "$\n" + "x" * 100_000 + " " * 100_000 + "x\n" + "a:\n" * 50_000
    assert robots.read(stars, "sendsite").allow("/" + "a" * 4000 + "b")
    assert time.monotonic() - started < 2
