"""Each way to build is what it says: sendsite alone, in real processes, on a small corpus."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks import corpus, preview, projects, race
from benchmarks.measuring import FailedError
from benchmarks.race import Racer

if TYPE_CHECKING:
    from pathlib import Path

PAGES = corpus.pages(20)


@pytest.fixture
def racer(tmp_path: Path) -> Racer:
    """A project that has been built once."""
    racer = Racer(projects.SENDSITE, tmp_path, "speed")
    racer.prepare(PAGES)
    racer.run("cold", 1)
    return racer


def test_cold_is_without_what_was_published_and_remembered(racer: Racer) -> None:
    (racer.output / "left.txt").write_text("left over", "utf-8")
    (racer.site / ".sendsite").mkdir(exist_ok=True)
    (racer.site / ".sendsite/left").write_text("left over", "utf-8")
    racer.run("cold", 2)
    assert not (racer.output / "left.txt").exists()
    assert not (racer.site / ".sendsite/left").exists()
    race.check(racer, racer, PAGES)


@pytest.mark.parametrize("mode", ["unchanged", "body", "title", "layout"])
def test_an_edit_is_made_and_published_and_nothing_is_cleared_away(racer: Racer, mode: race.Mode) -> None:
    before = (racer.output / "guidance/part-1/page-7/index.html").read_bytes()
    racer.run(mode, 2)
    after = (racer.output / "guidance/part-1/page-7/index.html").read_bytes()
    assert (after == before) == (mode == "unchanged")
    assert not (racer.home / "speed-aside-2").exists()


@pytest.mark.parametrize("mode", ["restored", "restored-output"])
def test_a_checkout_is_another_folder_and_the_project_stays_as_it_was(racer: Racer, mode: race.Mode) -> None:
    before = (racer.site / "content" / projects.EDITED).read_bytes()
    racer.run(mode, 2)
    assert (racer.site / "content" / projects.EDITED).read_bytes() == before
    assert (racer.home / "speed-checkout-2/output/index.html").is_file()


def test_an_edit_that_is_not_published_is_no_measurement(racer: Racer) -> None:
    for name in ("news.html", "page.html"):  # layouts without a body
        (racer.site / "layouts" / name).write_text('<!doctype html>\n<html lang="en-GB"></html>\n', "utf-8")
    with pytest.raises(FailedError, match="the edit is not on"):
        racer.run("body", 2)


def test_sites_that_differ_are_told(racer: Racer, tmp_path: Path) -> None:
    other = Racer(projects.SENDSITE, tmp_path / "other", "speed")
    other.prepare(corpus.pages(30))
    other.run("cold", 1)
    with pytest.raises(FailedError, match="has not made the same site"):
        race.check(racer, other, PAGES)


def test_the_preview_is_waited_for_until_it_shows_the_edit(racer: Racer) -> None:
    found = preview.waits(racer, 1, 5)
    assert set(found) == {"serve: a request", "serve: body", "serve: title"}
    assert "A title that was written 5 times" in (racer.site / "content" / projects.EDITED).read_text("utf-8")
    assert all(0 < seconds < preview.LONGEST for waits in found.values() for seconds in waits)
