"""The same sources at the same moment become the same bytes, whoever builds them, where, when and on what computer."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.hostile import AS_NOBODY, PATIENCE, ROOT, command, found, open_folder, surroundings, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CASE = ROOT / "tests/golden/kinds"
NOW = "2026-06-22T10:00"
EPOCH = "1782118800"  # the same moment; London is an hour ahead of UTC in June
BUILD = """
import sys
from sendsite.cli import main
sys.exit(main(sys.argv[1:]))
"""
ONE_PROCESSOR = """
import os
os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
"""
FAR_FUTURE = """
import time
time.time = lambda: 4_000_000_000.0
"""
NO_CLOCK = """
from datetime import datetime
from sendsite.edges import clock
class Stopped(datetime):
    @classmethod
    def now(cls, tz=None):
        raise AssertionError("somebody looked at the clock")
clock.datetime = Stopped
"""


def sources() -> dict[str, bytes]:
    """Pages of every kind, for the layouts that come with sendsite."""
    return {path: data for path, data in found(CASE).items() if path.startswith("content/")}


def built(site: Path, script: str = BUILD, *words: str, umask: int = -1, **more: str) -> dict[str, bytes]:
    """What a process of its own makes of ``site``, the list of its files included."""
    ran = subprocess.run(
        command(script, "build", "--site", site, *words),
        env=surroundings(**more),
        cwd=site,
        umask=umask,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        timeout=PATIENCE,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    return found(site / "output")


@cache
def usual() -> dict[str, bytes]:
    with open_folder() as site:
        write(site, sources())
        return built(site, BUILD, "--now", NOW)


@pytest.fixture
def site() -> Iterator[Path]:
    """The sources in a folder that everybody may write in."""
    with open_folder() as folder:
        write(folder, sources())
        yield folder


def same(made: dict[str, bytes]) -> bool:
    assert sorted(made) == sorted(usual())
    assert [path for path, data in made.items() if data != usual()[path]] == []
    return len(made) > 50


def test_in_another_folder(site: Path) -> None:
    other = site / "Städte & <Dörfer>" / ("deep/" * 9) / "output"
    write(other, sources())
    assert same(built(other, BUILD, "--now", NOW))


@pytest.mark.parametrize("seed", ["0", "4294967295"])
def test_with_another_hash_seed(site: Path, seed: str) -> None:
    assert same(built(site, BUILD, "--now", NOW, PYTHONHASHSEED=seed))


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles", "nonsense"])
def test_in_another_time_zone(site: Path, zone: str) -> None:
    assert same(built(site, BUILD, "--now", NOW, TZ=zone))


@pytest.mark.parametrize(
    "words",
    [{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr"}],
    ids=["C", "Turkish"],
)
def test_in_another_language(site: Path, words: dict[str, str]) -> None:
    made = subprocess.run(
        command(BUILD, "build", "--site", site, "--now", NOW),
        env={**surroundings(), **words},
        capture_output=True,
        check=False,
    )
    assert (made.returncode, made.stderr) == (0, b"")
    assert same(found(site / "output"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
@pytest.mark.parametrize("umask", [0o000, 0o077])
def test_with_other_rights(site: Path, umask: int) -> None:
    assert same(built(site, BUILD, "--now", NOW, umask=umask))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other users")
def test_by_another_user(site: Path) -> None:
    package = site / "package"
    shutil.copytree(ROOT / "sendsite", package / "sendsite", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "layouts", package / "layouts")
    assert same(built(site, AS_NOBODY + BUILD, "--now", NOW, PYTHONPATH=str(package)))
    if os.geteuid() == 0:
        assert (site / "output/index.html").owner() == "nobody"


def test_from_files_in_another_order_and_of_other_dates(site: Path) -> None:
    """A folder lists its files in the order in which they came, on many file systems."""
    shutil.rmtree(site / "content")
    for number, (path, data) in enumerate(sorted(sources().items(), reverse=True)):
        write(site, {path: data})
        os.utime(site / path, (number * 1_000_000, number * 1_000_000))
    assert same(built(site, BUILD, "--now", NOW))


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="this system does not say who may use what")
def test_on_one_processor(site: Path) -> None:
    assert same(built(site, ONE_PROCESSOR + BUILD, "--now", NOW))


@pytest.mark.parametrize("script", [FAR_FUTURE, NO_CLOCK], ids=["far future", "no clock"])
def test_on_another_day(site: Path, script: str) -> None:
    assert same(built(site, script + BUILD, "--now", NOW))


def test_however_the_moment_is_given(site: Path) -> None:
    assert same(built(site, BUILD, SOURCE_DATE_EPOCH=EPOCH))
    assert same(built(site, BUILD, "--now", "2026-06-22T09:00+00:00", SOURCE_DATE_EPOCH="1"))


def test_over_another_site(site: Path) -> None:
    """What stood there before leaves no trace."""
    page = b"---\ntitle: Another\n---\nText.\n"
    write(site, {"content/about/another.md": page})
    assert "about/another/index.html" in built(site, BUILD, "--now", NOW)
    (site / "content/about/another.md").unlink()
    assert same(built(site, BUILD, "--now", NOW))


def test_another_moment_makes_other_bytes(site: Path) -> None:
    """Or the tests above would compare nothing."""
    assert built(site, BUILD, "--now", "2026-07-22T10:00") != usual()
