"""``sendsite links`` in real processes, day after day, against a real server."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.content import page
from tests.servers import pages, reply, served

if TYPE_CHECKING:
    from tests.servers import Served

ROOT = Path(__file__).resolve().parent.parent


def written(site: Path, server: Served) -> Path:
    """A site that leads to two pages of ``server``."""
    body = f"[Buses]({server.url('/buses')}) and [trains]({server.url('/trains')})."
    (site / "content").mkdir(parents=True)
    (site / "content/site.yaml").write_text("name: Testshire\nbase_url: http://127.0.0.1/\n", "utf-8")
    (site / "content/index.md").write_text(page("Home", body), "utf-8")
    return site


def links(site: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-m", "sendsite", "links", *words],
        cwd=site,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def test_a_link_dies_after_three_bad_days_and_not_before(tmp_path: Path) -> None:
    with served(pages({"/buses": reply(200)})) as server:
        site = written(tmp_path, server)
        before = sorted(path.name for path in site.rglob("*"))
        first = links(site, "--now", "2026-06-01")
        assert (first.returncode, first.stderr) == (0, "")
        assert first.stdout.startswith("2 addresses, 1 working, 1 failing, ")
        assert links(site, "--now", "2026-06-02", "--quiet").stdout == ""
        last = links(site, "--now", "2026-06-04", "--format", "json")
    assert last.returncode == 1
    (problem,) = json.loads(last.stdout)["problems"]
    assert (problem["code"], problem["severity"]) == ("link-dead", "error")
    assert (problem["path"], problem["line"]) == ("content/index.md", 4)
    assert "/trains” has not worked since 1 June 2026" in problem["message"]
    assert sorted(path.name for path in site.rglob("*")) == sorted([*before, ".sendsite-links.json"])


def test_notes_tell_of_links_that_only_fail_as_yet(tmp_path: Path) -> None:
    with served(pages({"/buses": reply(200)})) as server:
        done = links(written(tmp_path / "site", server), "--notes", "--history", str(tmp_path / "kept.json"))
    assert done.returncode == 0
    assert "note: " in done.stdout
    assert "[link-failing]" in done.stdout
    assert (tmp_path / "kept.json").is_file()


def test_without_a_network_nothing_is_condemned(tmp_path: Path) -> None:
    with served(pages({})) as one, served(pages({}), host="127.0.0.2") as other:
        site = written(tmp_path, one)
        body = f"[Buses]({one.url('/a')}) and [trains]({other.url('/b')})."
        (site / "content/index.md").write_text(page("Home", body), "utf-8")
    done = links(site)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("sendsite: ")
    assert not (site / ".sendsite-links.json").exists()
