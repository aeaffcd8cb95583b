"""What could run in the browser of a reader is not published."""

from __future__ import annotations

import pytest

from sendsite.crafts.source import active
from tests.sites import built


@pytest.mark.parametrize("name", ["form.html", "FORM.HTM", "a.js", "b.mjs", "c.xhtml", "d.svgz"])
def test_files_that_run_are_refused(name: str) -> None:
    site = built({f"content/{name}": "x"})
    assert site.told == [f"content/{name}:1:1 file-active"]
    assert site.build.fails()


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<SCRIPT href="x"/>',
        "<svg:script/>",
        '<rect onload="alert(1)"/>',
        '<rect\nonclick = "x"/>',
        '<a href="javascript:alert(1)"/>',
        "<foreignObject/>",
        '<!ENTITY x "y">',
    ],
)
def test_a_drawing_that_acts_is_refused_at_its_line(inside: str) -> None:
    found = active.fault("content/a.svg", f"<svg>\n{inside}</svg>".encode())
    assert found is not None
    assert "see line 2" in found[0]


@pytest.mark.parametrize(
    "inside",
    ["<rect/>", "<text>only on = days</text>", "<style>.a{}</style>", '<path d="M0 0"/>', "<title>Description</title>"],
)
def test_a_plain_drawing_is_published(inside: str) -> None:
    site = built({"content/a.svg": f"<svg xmlns='http://www.w3.org/2000/svg'>{inside}</svg>"})
    assert site.told == []
    assert "a.svg" in site.paths


@pytest.mark.parametrize("name", ["a.pdf", "a.csv", "a.png", "a.txt", "a.ics"])
def test_other_files_only_lie_there(name: str) -> None:
    assert active.fault(f"content/{name}", b"<script>") is None
