"""From a request target to a path, or to a refusal."""

from __future__ import annotations

from contextlib import suppress
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sendsite.edges.preview import targets
from sendsite.edges.preview.targets import TargetError

GOOD = {
    "/": ("/", "index.html"),
    "/about%20us/": ("/about us/", "about us/index.html"),
    "/about%20us/?a=../b#c": ("/about us/", "about us/index.html"),
    "/caf%C3%A9": ("/café", "café"),
    "/a+b": ("/a+b", "a+b"),
    "/%2561": ("/%61", "%61"),  # decoded once
    "/..a/.b": ("/..a/.b", "..a/.b"),
    "//x/": ("//x/", "/x/index.html"),
}


@pytest.mark.parametrize("target", GOOD)
def test_a_path_is_decoded_once(target: str) -> None:
    path, name = GOOD[target]
    assert (targets.path(target), targets.name(path)) == (path, name)


HOSTILE = [
    "", "*", "x", "http://example.org/", "?/", "#/",
    "/..", "/../", "/x/../y", "/.", "/x/./y", "/%2e%2e/", "/%2E./x", "/.%2e/x",
    "/..%2fx", "/x%2Fy", "/..%5cx", "/x\\y", "/%5C..", "/%00", "/x%00.html", "/%0d%0aX:y", "/%7f",
    "/%", "/%2", "/%zz", "/%u002e", "/%ff", "/%c0%ae%c0%ae/", "/%c0%af", "/%e0%80%af", "/%ed%a0%80", "/%f8%80%80%80%af",
]  # fmt: skip


@pytest.mark.parametrize("target", HOSTILE)
def test_what_nobody_needs_is_refused(target: str) -> None:
    with pytest.raises(TargetError):
        targets.path(target)


@given(st.text(st.characters(codec="ascii")) | st.text("/.%2eEfF5cC0\\?#a").map(lambda text: f"/{text}"))
@example("/%2e%2e%2f")
def test_nothing_that_passes_climbs(target: str) -> None:
    with suppress(TargetError):
        path = targets.path(target)
        assert path.startswith("/")
        assert not {"..", "."} & set(path.split("/"))
        assert not any(sign in path for sign in "\\\0\r\n\x7f")


NAMES = st.text(st.characters(codec="utf-8", exclude_characters="/\\", exclude_categories=["Cc"]), min_size=1)


@given(st.lists(NAMES.filter(lambda name: name not in {".", ".."}), min_size=1))
def test_every_file_can_be_asked_for(parts: list[str]) -> None:
    name = "/".join(parts)
    assert targets.name(targets.path(quote(f"/{name}"))) == name


@pytest.mark.parametrize(
    ("path", "leads_on"), [("/a", True), ("/a/", False), ("/a/index.html", False), ("/b", False), ("/c", False)]
)
def test_a_folder_wants_its_slash(path: str, *, leads_on: bool) -> None:
    assert targets.wants_slash(path, {"a/index.html", "c", "c/index.html"}) == leads_on
