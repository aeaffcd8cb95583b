"""The bar for people who wait, on a real terminal."""

from __future__ import annotations

import os
import re
import sys
import time
from contextlib import contextmanager, redirect_stderr
from typing import IO, TYPE_CHECKING

import pytest

from sendsite.edges.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals")

PATIENCE = 60


class Terminal:
    """A terminal that the error stream leads to, and what it has been told."""

    def __init__(self, ours: int, stream: IO[str]) -> None:
        self._ours = ours
        self._stream = stream

    def shown(self) -> str:
        """What it has been told since we last looked."""
        self._stream.write("end of this")
        self._stream.flush()
        text = ""
        while not text.endswith("end of this"):
            text += os.read(self._ours, 65_536).decode()
        return text.removesuffix("end of this")


@contextmanager
def terminal() -> Iterator[Terminal]:
    """Lead the error stream to a terminal for a while; pytest would undo this after a fixture."""
    import pty  # noqa: PLC0415 - Windows has none

    ours, its = pty.openpty()
    with os.fdopen(its, "w", encoding="utf-8") as stream, redirect_stderr(stream):
        yield Terminal(ours, stream)
    os.close(ours)


def slow(progress: Progress) -> None:
    """Make pages, slowly, until the bar appears."""
    deadline = time.monotonic() + PATIENCE
    while not progress.shown:
        assert time.monotonic() < deadline, "no bar appeared"
        progress.step()
        time.sleep(0.02)


def test_nothing_is_shown_to_people_who_wait_less_than_a_second() -> None:
    with terminal() as screen:
        begin = time.monotonic()
        progress = Progress(10_000, "pages", wanted=True)
        slow(progress)
        assert time.monotonic() - begin >= 1
        assert re.fullmatch(r"\r\[ {30}\] \d+ of 10000 pages", screen.shown())


def test_the_bar_grows_with_the_pages_and_goes_when_all_is_done() -> None:
    with terminal() as screen:
        progress = Progress(10_000, "pages", wanted=True)
        slow(progress)
        assert screen.shown()
        progress.done = 4_999
        progress.step()
        assert screen.shown() == f"\r[{'=' * 15}{' ' * 15}] 5000 of 10000 pages"
        progress.done = 10_000
        progress.step()
        last = screen.shown()
        assert last == f"\r[{'=' * 30}] 10000 of 10000 pages"
        progress.finish()
        wiped = screen.shown()
        assert re.fullmatch(r"\r +\r", wiped)
        assert len(wiped) >= len(last)
        progress.finish()
        assert screen.shown() == ""


def test_people_who_want_no_bar_see_none() -> None:
    with terminal() as screen:
        progress = Progress(2, "pages", wanted=False)
        progress.started -= PATIENCE
        progress.step()
        progress.finish()
        assert screen.shown() == ""


def test_a_file_gets_no_bar(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(2, "pages", wanted=True)
    progress.started -= PATIENCE
    progress.step()
    progress.finish()
    assert capsys.readouterr() == ("", "")
