"""Two folders change places in one step."""

from __future__ import annotations

import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

from sendsite.edges.exchange import exchange

if TYPE_CHECKING:
    from pathlib import Path


PATIENCE = 60


def folder(path: Path, text: str) -> Path:
    """A folder with one file."""
    path.mkdir()
    (path / "a.txt").write_text(text, "utf-8")
    return path


def test_two_folders_have_changed_places_or_are_as_they_were(tmp_path: Path) -> None:
    one, other = folder(tmp_path / "one", "1"), folder(tmp_path / "\xfcber other", "2")
    exchanged = exchange(one, other)
    assert ((one / "a.txt").read_text("utf-8"), (other / "a.txt").read_text("utf-8")) == (
        ("2", "1") if exchanged else ("1", "2")
    )


def test_what_is_not_there_cannot_change_places(tmp_path: Path) -> None:
    one = folder(tmp_path / "one", "1")
    assert not exchange(one, tmp_path / "other")
    assert not exchange(tmp_path / "other", one)
    assert [each.name for each in tmp_path.iterdir()] == ["one"]
    assert (one / "a.txt").read_text("utf-8") == "1"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it depends on the file system")
def test_nobody_ever_finds_neither(tmp_path: Path) -> None:
    one, other = folder(tmp_path / "one", "1"), folder(tmp_path / "other", "2")
    if not exchange(one, other):
        pytest.skip("this file system cannot exchange two folders")
    seen: set[str] = set()
    missing: list[OSError] = []
    stop = threading.Event()

    def look() -> None:
        while not stop.is_set():
            try:
                seen.add((one / "a.txt").read_text("utf-8"))
            except OSError as fault:
                missing.append(fault)

    thread = threading.Thread(target=look)
    thread.start()
    deadline = time.monotonic() + PATIENCE
    turns = 0
    try:
        while len(seen) < 2 or turns < 200:
            assert time.monotonic() < deadline, f"after {turns} turns only {seen} was seen"
            assert exchange(one, other)
            turns += 1
    finally:
        stop.set()
        thread.join()
    assert missing == []
