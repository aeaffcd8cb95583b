"""When a save is over."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sendsite.edges.hints import LONG, LONGEST, SHORT, Burst, Changes, Hint

if TYPE_CHECKING:
    from sendsite.edges.hints import Kind

# What was said in this order, how long to wait for more, and which paths are to be looked at.
BURSTS: dict[str, tuple[list[tuple[Kind, str]], float, set[str]]] = {
    "saved in place": ([("writing", "/a"), ("written", "/a")], SHORT, {"/a"}),
    "being saved": ([("writing", "/a")], LONGEST, {"/a"}),
    "saved in two steps": ([("writing", "/a"), ("written", "/a"), ("writing", "/a")], LONGEST, {"/a"}),
    "renamed into place": ([("written", "/a")], SHORT, {"/a"}),
    "by a file between": (
        [("came", "/a.x"), ("writing", "/a.x"), ("written", "/a.x"), ("left", "/a.x"), ("written", "/a")],
        SHORT,
        {"/a"},
    ),
    "a file between that is still open": ([("came", "/a.x"), ("writing", "/a.x"), ("left", "/a.x")], SHORT, set()),
    "Vim begins": ([("left", "/a")], LONG, {"/a"}),
    "Vim goes on": ([("left", "/a"), ("came", "/a"), ("writing", "/a")], LONGEST, {"/a"}),
    "Vim ends": ([("left", "/a"), ("came", "/a"), ("writing", "/a"), ("written", "/a")], SHORT, {"/a"}),
    "a new page": ([("came", "/a"), ("writing", "/a"), ("written", "/a")], LONG, {"/a"}),
    "Git begins": ([("deleted", "/a"), ("came", "/a"), ("writing", "/a"), ("written", "/a")], LONG, {"/a"}),
    "two files": ([("written", "/a"), ("written", "/b")], LONG, {"/a", "/b"}),
    "rights": ([("touched", "/a")], SHORT, {"/a"}),
    "a page is renamed": ([("left", "/a"), ("written", "/b")], LONG, {"/a", "/b"}),
    "a page goes": ([("deleted", "/a")], LONG, {"/a"}),
    "a page goes while it is open": ([("writing", "/a"), ("deleted", "/a")], LONG, {"/a"}),
    "a page that was never seen": ([("came", "/a"), ("deleted", "/a")], LONG, set()),
    "a folder": ([("folder", "/f")], LONG, {"/f"}),
    "a folder and what is in it": ([("written", "/f/g/a"), ("folder", "/f"), ("came", "/f/b")], LONG, {"/f"}),
    "names that begin alike": ([("folder", "/f"), ("written", "/f-1/a")], LONG, {"/f", "/f-1/a"}),
}


@pytest.mark.parametrize("name", BURSTS)
def test_a_burst(name: str) -> None:
    hints, quiet, paths = BURSTS[name]
    burst = Burst()
    for kind, path in hints:
        burst.note(Hint(kind, path))
    assert burst.quiet == quiet
    assert burst.changes() == Changes(frozenset(map(Path, paths)))


def test_what_is_lost_may_be_anything() -> None:
    burst = Burst()
    assert burst.changes() == Changes()
    burst.note(Hint("lost", "/site"))
    assert burst.changes() == Changes(frozenset({Path("/site")}), everywhere=True)
    assert burst.quiet == LONG
