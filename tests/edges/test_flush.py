"""What was written is on the disk, at once or file by file."""

from __future__ import annotations

import ctypes
import os
import platform
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, NoReturn

import pytest

from sendsite.edges.flush import flush

if TYPE_CHECKING:
    from pathlib import Path

linux = pytest.mark.skipif(sys.platform != "linux", reason="other systems bring no more than one file to the disk")


@pytest.fixture
def flushed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The inodes of files that are brought to the disk one by one."""
    fsync, inodes = os.fsync, list[int]()

    def noted(handle: int) -> None:
        inodes.append(os.fstat(handle).st_ino)
        fsync(handle)

    monkeypatch.setattr(os, "fsync", noted)
    return inodes


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    found = [tmp_path / f"{number}.html" for number in range(3)]
    for file in found:
        file.write_bytes(b"x")
    return found


def flush_all(files: list[Path]) -> None:
    flush(str(files[0].parent), map(str, files))


@linux
@pytest.mark.skipif(platform.release() < "5.8", reason="it does not tell of failures yet")
def test_all_are_brought_there_at_once(files: list[Path], flushed: list[int]) -> None:
    flush_all(files)
    assert flushed == []


def old(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "uname", lambda: SimpleNamespace(release="4.18.0-553.el8.x86_64"))


def lacking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda _: SimpleNamespace())


def failing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda _: SimpleNamespace(syncfs=lambda _: -1))


def other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")


@pytest.mark.parametrize("system", [old, lacking, failing, other])
def test_where_that_cannot_be_done_each_is(
    files: list[Path], flushed: list[int], monkeypatch: pytest.MonkeyPatch, system: object
) -> None:
    assert callable(system)
    system(monkeypatch)
    flush_all(files)
    assert flushed == [file.stat().st_ino for file in files]


def test_a_disk_that_fails_is_told(files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: int) -> NoReturn:
        raise OSError(5, "Input/output error")

    failing(monkeypatch)
    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match="Input/output error"):
        flush_all(files)
