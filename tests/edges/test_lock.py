"""Two builds that meet: the second waits, says so, and goes on when the first has ended, however that ended."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from sendsite.edges.lock import alone
from tests.hostile import AS_NOBODY, PATIENCE, command, open_folder, surroundings

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = ""
# What a system does that cannot lock a folder.
FILE = """
from sendsite.edges import lock
lock._locked_folder = lambda *_: None
"""
HOLDER = """
import sys
from pathlib import Path
from sendsite.edges.lock import alone
with alone(Path(sys.argv[1]), lambda: print("waiting", flush=True)):
    print("holding", flush=True)
    sys.stdin.read()
"""

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other users and signals")
ways = pytest.mark.parametrize("way", [FOLDER, FILE], ids=["folder", "file"])


def start(script: str, target: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command(script, target), env=surroundings(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    )


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def ended(process: subprocess.Popen[str]) -> str:
    """Let a holder go, and return what else it said."""
    out, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    return out


@ways
@pytest.mark.parametrize("end", ["ends", "is killed"])
def test_the_second_says_that_it_waits_and_goes_on_after_the_first(tmp_path: Path, way: str, end: str) -> None:
    with start(way + HOLDER, tmp_path / "output") as first:
        assert said(first) == "holding"
        with start(way + HOLDER, tmp_path / "output") as second:
            assert said(second) == "waiting"
            if end == "ends":
                assert ended(first) == ""
            else:
                first.kill()
            assert said(second) == "holding"
            assert ended(second) == ""


@ways
@posix
def test_another_user_waits_too(way: str) -> None:
    with open_folder() as folder, start(way + HOLDER, folder / "output") as first:
        assert said(first) == "holding"
        with start(AS_NOBODY + way + HOLDER, folder / "output") as second:
            assert said(second) == "waiting"
            assert ended(first) == ""
            assert said(second) == "holding"
            assert ended(second) == ""


def test_nobody_waits_alone(tmp_path: Path) -> None:
    waits: list[None] = []
    for _ in range(3):
        with alone(tmp_path / "output", lambda: waits.append(None)):
            pass
    assert waits == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot lock a folder")
def test_nothing_is_left_behind(tmp_path: Path) -> None:
    with alone(tmp_path / "output", lambda: None):
        assert list(tmp_path.iterdir()) == []


@posix
@pytest.mark.parametrize("way", [FILE], ids=["file"])
def test_where_no_file_may_be_made_the_build_goes_ahead(way: str) -> None:
    """What is wrong with the folder is said when something has to be written there."""
    with open_folder() as folder:
        (folder / "www").mkdir(0o555)
        with start(AS_NOBODY + way + HOLDER, folder / "www/output") as process:
            assert said(process) == "holding"
            assert ended(process) == ""


def test_a_fault_inside_lets_go(tmp_path: Path) -> None:
    for _ in range(2):
        with pytest.raises(KeyError), alone(tmp_path / "output", lambda: None):
            raise KeyError
