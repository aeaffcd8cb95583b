"""Whole builds that are killed, meet one another, have no room, or would lose most of the site."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.hostile import AS_NOBODY, PATIENCE, command, found, open_folder, surroundings, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals and users")

SITE = {
    "content/site.yaml": b"name: Testshire Local Offer\nbase_url: https://send.example.org/\n",
    "content/index.md": b"---\ntitle: Home\n---\nWelcome.\n",
}
BUILD = """
import sys
from sendsite.cli import main
sys.exit(main(sys.argv[1:]))
"""
HOLDER = """
import sys
from pathlib import Path
from sendsite.edges.lock import alone
with alone(Path(sys.argv[1]), lambda: None):
    print("holding", flush=True)
    sys.stdin.read()
"""


def page(title: str) -> bytes:
    return f"---\ntitle: {title}\n---\nText of {title}.\n".encode()


def words(site: Path, *more: str) -> list[str]:
    return ["build", "--site", str(site), "--now", "2026-06-01T09:00", *more]


def built(site: Path, *more: str, script: str = BUILD) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(script, *words(site, *more)),
        env=surroundings(),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=PATIENCE,
    )


@contextmanager
def holding(site: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process that keeps every other from publishing."""
    with subprocess.Popen(
        command(HOLDER, site / "output"), env=surroundings(), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"holding\n"
        try:
            yield holder
        finally:
            holder.kill()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write(tmp_path, {**SITE, **{f"content/help/{n}.md": page(f"Help {n}") for n in range(9)}})
    write(tmp_path, {"content/help/index.md": page("Help")})
    return tmp_path


@posix
def test_a_build_that_is_killed_leaves_the_old_site_or_the_new(site: Path) -> None:
    """SENDSITE_KILLS says how often to try it."""
    started = time.monotonic()
    versions = [page("Old"), page("New")]
    sites = []
    for version in versions:
        write(site, {"content/changing.md": version})
        assert built(site).returncode == 0
        sites.append(found(site / "output"))
    longest = 0.6 * (time.monotonic() - started)
    seed = time.time_ns()
    moments = random.Random(seed)  # noqa: S311 - no secret
    for number in range(int(os.environ.get("SENDSITE_KILLS", "80")) // 10):
        write(site, {"content/changing.md": versions[number % 2]})
        with subprocess.Popen(command(BUILD, *words(site)), env=surroundings(), stdout=subprocess.DEVNULL) as process:
            time.sleep(moments.uniform(0, longest))
            process.kill()
        assert found(site / "output") in sites, seed
        assert built(site).returncode == 0
        assert found(site / "output") == sites[number % 2], seed
        assert {each.name for each in site.iterdir()} - {".output.spare"} == {".sendsite", "content", "output"}


def test_a_build_that_has_to_wait_says_so_at_once(site: Path) -> None:
    with holding(site) as holder:
        build = subprocess.Popen(
            command(BUILD, *words(site)),
            env=surroundings(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        impatience = threading.Timer(PATIENCE, holder.kill)
        impatience.start()
        with build:
            assert build.stderr
            assert build.stderr.readline() == "sendsite: Another build is writing there; waiting for it to finish.\n"
            assert not (site / "output").exists()
            impatience.cancel()
            holder.communicate(timeout=PATIENCE)
            assert build.wait(PATIENCE) == 0
    assert (site / "output/index.html").exists()


def test_a_quiet_build_waits_in_silence(site: Path) -> None:
    with holding(site) as holder:
        build = subprocess.Popen(
            command(BUILD, *words(site, "--quiet")),
            env=surroundings(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        with build:
            time.sleep(1.5)
            assert build.poll() is None
            holder.communicate(timeout=PATIENCE)
            assert build.communicate(timeout=PATIENCE) == ("", "")
            assert build.returncode == 0


@pytest.mark.parametrize("way", [(), ("--quiet",), ("--strict",)])
def test_a_site_that_loses_most_of_its_pages_is_asked_about(site: Path, way: tuple[str, ...]) -> None:
    assert built(site).returncode == 0
    before = found(site)
    shutil.rmtree(site / "content/help")
    asked = built(site, *way)
    assert (asked.returncode, asked.stderr) == (1, "")
    assert asked.stdout.startswith(
        "content:1:1: error: The published site has 13 pages, and the new one would have only 3. So large a fall is "
        "more often a slip than a wish. [site-shrank]\n"
    )
    assert "--allow-shrink" in asked.stdout
    assert found(site / "output") == {path[7:]: data for path, data in before.items() if path.startswith("output/")}
    assert built(site, *way, "--allow-shrink").returncode == 0
    left = sorted(path for path in found(site / "output") if path.endswith(".html"))
    assert left == ["404.html", "index.html", "search/index.html"]


def test_a_page_less_is_not_asked_about(site: Path) -> None:
    assert built(site).returncode == 0
    (site / "content/help/3.md").unlink()
    assert built(site).returncode == 0
    assert not (site / "output/help/3").exists()


@posix
def test_a_build_without_room_keeps_the_old_site_and_says_so(site: Path) -> None:
    assert built(site).returncode == 0
    before = found(site / "output")
    write(site, {"content/files/leaflet.txt": b"x" * 2_000_000})
    tight = f"import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))\n{BUILD}"
    refused = built(site, script=tight)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert re.fullmatch(
        r"sendsite: The site could not be written: a file became larger than this computer allows\. "
        r"The old site is as it was\.\n",
        refused.stderr,
    )
    assert found(site / "output") == before
    assert sorted(each.name for each in site.iterdir()) == [".sendsite", "content", "output"]
    assert built(site).returncode == 0


@posix
def test_whoever_may_not_write_there_is_told_the_way_out() -> None:
    with open_folder() as site:
        write(site, SITE)
        assert built(site).returncode == 0
        before = found(site)
        site.chmod(0o555)
        write(site, {"content/index.md": b"---\ntitle: Home\n---\nCome in.\n"})
        refused = built(site, script=AS_NOBODY + BUILD)
        site.chmod(0o777)
        assert (refused.returncode, refused.stdout) == (2, "")
        assert refused.stderr.startswith(
            f"sendsite: You may not write in {site}, and the new site is made there before"
        )
        assert found(site / "output") == {path[7:]: data for path, data in before.items() if path.startswith("output/")}
        assert {each.name for each in site.iterdir()} - {".output.spare"} == {".sendsite", "content", "output"}
