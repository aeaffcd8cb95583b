"""What other systems lack or refuse. To see it anywhere, these tests stand in for parts of the system."""

from __future__ import annotations

import errno
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sendsite.edges import exchange, publishing
from sendsite.edges.manifest import MANIFEST
from sendsite.edges.publishing import Published, publish
from sendsite.model import Output

if TYPE_CHECKING:
    from collections.abc import Callable

OLD = (Output("index.html", b"Old home"), Output("about/index.html", b"About"))
NEW = (Output("index.html", b"New home"), Output("about/index.html", b"About"))


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A published site, on a system that cannot exchange two folders and has all the time in the world."""
    monkeypatch.setattr(publishing, "exchange", lambda *_: False)
    monkeypatch.setattr(time, "sleep", lambda _: None)
    publish(tmp_path / "output", OLD)
    return tmp_path / "output"


def refuse(monkeypatch: pytest.MonkeyPatch, is_refused: Callable[[Path, Path], bool]) -> None:
    """Let the system refuse to rename folders, as Windows does while somebody has one open."""
    rename = Path.rename

    def stubborn(one: Path, other: Path) -> Path:
        if is_refused(one, other):
            raise PermissionError(errno.EACCES, "Access is denied", str(one))
        return rename(one, other)

    monkeypatch.setattr(Path, "rename", stubborn)


def held(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and file.name != MANIFEST
    }


def test_a_folder_that_somebody_has_open_for_a_moment_is_waited_for(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusals = iter([True, True, False, True, False])
    refuse(monkeypatch, lambda *_: next(refusals, False))
    assert publish(target, NEW) == Published(1, 1)
    assert held(target) == {output.path: output.data for output in NEW}
    assert {each.name for each in target.parent.iterdir()} == {"output", ".output.spare"}


@pytest.mark.parametrize("stuck", ["old", "new"])
def test_a_folder_that_stays_open_keeps_the_old_site(target: Path, monkeypatch: pytest.MonkeyPatch, stuck: str) -> None:
    """Whether the old folder cannot leave, or the new one cannot take its place."""
    refuse(monkeypatch, lambda one, other: f".{stuck}-" in f"{one.name if stuck == 'new' else other.name}")
    with pytest.raises(PermissionError) as caught:
        publish(target, NEW)
    assert held(target) == {output.path: output.data for output in OLD}
    assert [each.name for each in target.parent.iterdir()] == ["output"]
    told = str(publishing.write_error(caught.value))
    assert told.startswith("The site could not be written: Access is denied (")
    assert told.endswith("The old site is as it was.")


def test_files_are_copied_where_they_cannot_be_shared(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    assert publish(target, NEW) == Published(1, 1)
    assert held(target) == {output.path: output.data for output in NEW}


@pytest.mark.parametrize("system", ["win32", "freebsd"])
def test_a_system_without_an_exchange_says_no(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()
    monkeypatch.setattr(sys, "platform", system)
    assert not exchange.exchange(tmp_path / "one", tmp_path / "other")
