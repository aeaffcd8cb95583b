"""A page as a browser sees it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsite.edges.preview import seen

PAGE = b"""<!doctype html><html><head>
<META content="default-src 'none'" http-equiv=Content-Security-Policy>
<link rel='preload stylesheet' href=/a.css><link rel="icon" href="/icon.svg"><link href="b.css?x" rel="stylesheet">
<link rel="canonical" href="https://send.example.org/"><!-- <link rel="stylesheet" href="/no.css"> -->
</head><body><img src="../p%20q.png" srcset="/one.png 1x, /two.png 2x" alt=""><a href="/else/">x</a>
<video poster="/still.jpg"></video><img src="https://[bad" alt=""><img src="//example.org/one.png" alt="">
</body></html>"""
FILES = {"a.css": b"a", "news/b.css": b"b", "icon.svg": b"i", "p q.png": b"p", "one.png": b"1", "two.png": b"2"}


def test_what_matters_is_found_however_it_is_written() -> None:
    found = seen.page(PAGE)
    assert [value for _, value in found.stylesheets] == ["/a.css", "b.css?x"]
    assert [value for _, value in found.policies] == ["default-src 'none'"]
    assert found.taken_in == (
        "/icon.svg", "../p%20q.png", "/one.png", "/two.png", "/still.jpg", "https://[bad", "//example.org/one.png"
    )  # fmt: skip
    assert all(tag in found.text for tag, _ in (*found.stylesheets, *found.policies))


@pytest.mark.parametrize("changed", ["icon.svg", "p q.png", "one.png", "two.png", "still.jpg"])
def test_a_picture_that_changes_changes_the_page(changed: str) -> None:
    found = seen.page(PAGE)
    whole, styles = seen.prints(found, "/news/", FILES)
    other, same = seen.prints(found, "/news/", {**FILES, changed: b"new"})
    assert whole != other
    assert styles == same


@pytest.mark.parametrize(("changed", "number"), [("a.css", 0), ("news/b.css", 1)])
def test_a_stylesheet_that_changes_changes_itself_alone(changed: str, number: int) -> None:
    found = seen.page(PAGE)
    whole, styles = seen.prints(found, "/news/", FILES)
    same, others = seen.prints(found, "/news/", {**FILES, changed: b"new"})
    assert whole == same
    assert [one == other for one, other in zip(styles, others, strict=True)] == [number != 0, number != 1]


def test_a_stylesheet_with_another_name_leaves_the_page_as_it_was() -> None:
    whole, styles = seen.prints(seen.page(PAGE), "/news/", FILES)
    renamed = seen.page(PAGE.replace(b"/a.css", b"/a.1234.css"))
    same, others = seen.prints(renamed, "/news/", {**FILES, "a.1234.css": b"new"})
    assert whole == same
    assert (styles[0] != others[0], styles[1] == others[1]) == (True, True)


def test_words_that_change_change_the_page() -> None:
    one = seen.prints(seen.page(PAGE), "/news/", FILES)
    assert one != seen.prints(seen.page(PAGE.replace(b">x<", b">y<")), "/news/", FILES)


@given(st.binary() | st.text("<>\"'/=! -metalinkhrefdocuy&;").map(str.encode))
def test_any_bytes_come_back_as_they_were(data: bytes) -> None:
    found = seen.page(data)
    assert seen.written(found.text) == data
    seen.prints(found, "/", {})
