"""Assets: a name that changes with the content, and a stylesheet that follows."""

from __future__ import annotations

import pytest

from sendsite.crafts.rendering import stylesheets

DIGEST = "0123456789abcdef" * 4


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("site.css", "site.0123456789.css"),
        ("fonts/a.b.woff2", "fonts/a.b.0123456789.woff2"),
        ("licence", "licence.0123456789"),
        ("fonts.v2/licence", "fonts.v2/licence.0123456789"),
    ],
)
def test_a_name_carries_the_start_of_its_digest(name: str, expected: str) -> None:
    assert stylesheets.fingerprinted(name, DIGEST) == expected


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("a { src: url(x.woff2) }", 'a { src: url("NEW/x.woff2") }'),
        ("a { src: url('x.woff2') }", 'a { src: url("NEW/x.woff2") }'),
        ('a { src: url( "../x.woff2" ) }', 'a { src: url("NEW/../x.woff2") }'),
        ("a { src: url( x.woff2 ) }", 'a { src: url("NEW/x.woff2") }'),
        ("a { src: url(x.a), url(x.b) }", 'a { src: url("NEW/x.a"), url("NEW/x.b") }'),
        ("a { src: url(data:image/png;base64,AA==) }", "a { src: url(data:image/png;base64,AA==) }"),
        ("a { fill: url(#gradient) }", "a { fill: url(#gradient) }"),
        ("a { src: url(https://example.org/x) }", "a { src: url(https://example.org/x) }"),
        ("a { src: url(/x) }", "a { src: url(/x) }"),
        ("a { color: red }", "a { color: red }"),
    ],
)
def test_files_of_ours_are_renamed_and_nothing_else(css: str, expected: str) -> None:
    assert stylesheets.rewrite(css, lambda name: f"NEW/{name}") == (expected, ())


def test_what_is_missing_is_told_with_its_line() -> None:
    css = "a { src: url(here.png) }\n\nb { src: url(gone.png) }\nc { src: url('lost.png') }\n"
    _, missing = stylesheets.rewrite(css, lambda name: name if name == "here.png" else None)
    assert missing == ((3, "gone.png"), (4, "lost.png"))
