"""The bar for people who wait, on a real terminal."""

from __future__ import annotations

import os
import re
import sys
import time
from typing import IO, TYPE_CHECKING

import pytest

from sendsite.edges.progress import Progress
from sendsite.memo import Key
from sendsite.site import outputs, pages

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals")

PAGE = Key(outputs.page, ("content/index.md",))
OTHER = Key(pages.record, ("content/index.md",))
PATIENCE = 60


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The far end of the terminal that the error stream has become."""
    import pty  # noqa: PLC0415 - Windows has none

    ours, its = pty.openpty()
    with os.fdopen(its, "w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stderr", stream)
        yield ours
        os.close(ours)


def shown(terminal: int, stream: IO[str]) -> str:
    """What the terminal has been told since we last looked."""
    stream.write("end of this")
    stream.flush()
    text = ""
    while not text.endswith("end of this"):
        text += os.read(terminal, 65_536).decode()
    return text.removesuffix("end of this")


def slow(progress: Progress) -> None:
    """Make pages, slowly, until the bar appears."""
    deadline = time.monotonic() + PATIENCE
    while not progress.shown:
        assert time.monotonic() < deadline, "no bar appeared"
        progress(PAGE)
        time.sleep(0.02)


def test_nothing_is_shown_to_people_who_wait_less_than_a_second(terminal: int) -> None:
    begin = time.monotonic()
    progress = Progress(10_000, wanted=True)
    slow(progress)
    assert time.monotonic() - begin >= 1
    assert re.fullmatch(r"\r\[ {30}\] \d+ of 10000 pages", shown(terminal, sys.stderr))


def test_the_bar_grows_with_the_pages_and_goes_when_all_is_done(terminal: int) -> None:
    progress = Progress(10_000, wanted=True)
    slow(progress)
    shown(terminal, sys.stderr)
    progress(OTHER)
    assert shown(terminal, sys.stderr) == ""
    progress.done = 4_999
    progress(PAGE)
    assert shown(terminal, sys.stderr) == f"\r[{'=' * 15}{' ' * 15}] 5000 of 10000 pages"
    progress.done = 10_000
    progress(PAGE)
    last = shown(terminal, sys.stderr)
    assert last == f"\r[{'=' * 30}] 10000 of 10000 pages"
    progress.finish()
    wiped = shown(terminal, sys.stderr)
    assert re.fullmatch(r"\r +\r", wiped)
    assert len(wiped) >= len(last)
    progress.finish()
    assert shown(terminal, sys.stderr) == ""


def test_people_who_want_no_bar_see_none(terminal: int) -> None:
    progress = Progress(2, wanted=False)
    progress.started -= PATIENCE
    progress(PAGE)
    progress.finish()
    assert shown(terminal, sys.stderr) == ""


def test_a_file_gets_no_bar(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(2, wanted=True)
    progress.started -= PATIENCE
    progress(PAGE)
    progress.finish()
    assert capsys.readouterr() == ("", "")
