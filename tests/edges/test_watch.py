"""The watcher, woken by real files."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest

from sendsite.edges import watch
from sendsite.edges.watch import Watcher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PATIENCE = 60


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a few files."""
    (tmp_path / "content/help").mkdir(parents=True)
    (tmp_path / "content/index.md").write_text("Home", "utf-8")
    (tmp_path / "content/help/a.md").write_text("Help", "utf-8")
    return tmp_path / "content"


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Iterator[Watcher]:
    """A watcher that looks up only when something has happened."""
    monkeypatch.setattr(watch, "LOOK_ANYWAY", 10 * PATIENCE)
    with Watcher((folder,)) as watcher:
        yield watcher


def replace(folder: Path) -> None:
    """Save as many editors do."""
    (folder / "index.md.new").write_text("Away", "utf-8")
    (folder / "index.md.new").replace(folder / "index.md")


EVENTS: dict[str, Callable[[Path], object]] = {
    "a file is written": lambda folder: (folder / "index.md").write_text("Away", "utf-8"),
    "a file takes the place of another": replace,
    "a file comes": lambda folder: (folder / "help/new.md").write_text("New", "utf-8"),
    "a file goes": lambda folder: (folder / "help/a.md").unlink(),
    "a file moves": lambda folder: (folder / "help/a.md").rename(folder / "a.md"),
    "a folder comes": lambda folder: (folder / "news").mkdir(),
    "a folder moves": lambda folder: (folder / "help").rename(folder / "support"),
}


@pytest.mark.parametrize("event", EVENTS.values(), ids=EVENTS)
def test_it_wakes_when(patient: Watcher, folder: Path, event: Callable[[Path], object]) -> None:
    thread = threading.Thread(target=patient.wait, daemon=True)
    thread.start()
    assert thread.is_alive()
    event(folder)
    thread.join(PATIENCE)
    assert not thread.is_alive()


def test_a_change_that_comes_before_anybody_waits_is_not_lost(patient: Watcher, folder: Path) -> None:
    """It may come while a build is running."""
    for text in ("One", "Two"):
        (folder / "index.md").write_text(text, "utf-8")
        thread = threading.Thread(target=patient.wait, daemon=True)
        thread.start()
        thread.join(PATIENCE)
        assert not thread.is_alive()


def test_a_folder_that_has_come_is_watched_too(patient: Watcher, folder: Path) -> None:
    (folder / "news").mkdir()
    patient.wait()
    thread = threading.Thread(target=patient.wait, daemon=True)
    thread.start()
    (folder / "news/a.md").write_text("News", "utf-8")
    thread.join(PATIENCE)
    assert not thread.is_alive()


def test_reading_wakes_nobody(patient: Watcher, folder: Path) -> None:
    """Or a build would wake itself for ever."""
    thread = threading.Thread(target=patient.wait, daemon=True)
    thread.start()
    for _ in range(20):
        for file in folder.rglob("*.md"):
            file.read_bytes()
    thread.join(0.5)  # as long as an event takes several times over
    assert thread.is_alive()
    (folder / "index.md").write_text("Away", "utf-8")
    thread.join(PATIENCE)
    assert not thread.is_alive()


def test_changes_without_end_hold_nobody_up(patient: Watcher, folder: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        while not stop.wait(0.02):
            (folder / "index.md").write_text(str(time.monotonic()), "utf-8")

    writer = threading.Thread(target=write)
    writer.start()
    thread = threading.Thread(target=patient.wait, daemon=True)
    thread.start()
    thread.join(PATIENCE)
    assert not thread.is_alive()
    stop.set()
    writer.join()


def test_it_looks_up_now_and_then_by_itself(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """The clock moves on without any event, and events get lost."""
    monkeypatch.setattr(watch, "LOOK_ANYWAY", 0.05)
    with Watcher((folder,)) as watcher:
        for _ in range(3):
            watcher.wait()


def test_it_leaves_no_threads_behind(folder: Path) -> None:
    before = set(threading.enumerate())
    with Watcher((folder,)):
        assert set(threading.enumerate()) > before
    left = set(threading.enumerate()) - before
    for thread in left:
        thread.join(PATIENCE)
    assert not any(thread.is_alive() for thread in left)
