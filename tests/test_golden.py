"""Whole sites and what they must become, byte for byte, through the command line in a process of its own.

``tests/golden/<case>/`` holds the ``content/`` and ``layouts/`` of a site, and in ``expected/`` either the tree that it
is built into, or, when it has faults, ``problems.txt`` (what an editor is told, word for word, with the notes) and
``problems.json``. Assets are left out, since their names change with the stylesheet that comes with sendsite, and so is
the manifest.

After a change that is meant, take what is built for the new expectation, and read the difference before you keep it:

    SENDSITE_UPDATE_GOLDEN=1 python -m pytest tests/test_golden.py
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sendsite.edges.manifest import MANIFEST

ROOT = Path(__file__).resolve().parent.parent
CASES = sorted(folder for folder in (ROOT / "tests/golden").iterdir() if folder.is_dir())
NOW = "2026-06-22T10:00"


def run(case: Path, target: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Build a case into ``target``, away from the repository."""
    command = [sys.executable, "-m", "sendsite", "--site", str(case), "--output", str(target), "--now", NOW, *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return subprocess.run(
        command, cwd=target.parent, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def tree(folder: Path) -> dict[str, bytes]:
    """The files of a folder by path, without assets and the manifest."""
    files = {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    return {path: data for path, data in files.items() if path != MANIFEST and not path.startswith("assets/")}


def made_of(case: Path, tmp_path: Path) -> dict[str, bytes]:
    """What a case becomes."""
    target = tmp_path / "site"
    ran = run(case, target, "--notes")
    assert ran.stderr == ""
    if ran.returncode == 0:
        return tree(target)
    assert not target.exists(), "a site with faults was published"
    told = json.loads(run(case, target, "--notes", "--format", "json").stdout)
    text = re.sub(r"\d+\.\d seconds", "0.0 seconds", ran.stdout)
    problems = json.dumps(told["problems"], ensure_ascii=False, indent=2)
    return {"problems.txt": text.encode(), "problems.json": f"{problems}\n".encode()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_site_becomes_what_is_expected(case: Path, tmp_path: Path) -> None:
    made = made_of(case, tmp_path)
    expected = case / "expected"
    if os.environ.get("SENDSITE_UPDATE_GOLDEN"):
        shutil.rmtree(expected, ignore_errors=True)
        for path, data in made.items():
            (expected / path).parent.mkdir(parents=True, exist_ok=True)
            (expected / path).write_bytes(data)
    wanted = {
        file.relative_to(expected).as_posix(): file.read_bytes() for file in expected.rglob("*") if file.is_file()
    }
    assert sorted(made) == sorted(wanted)
    for path, data in made.items():
        assert data.decode("utf-8", "replace") == wanted[path].decode("utf-8", "replace"), path
        assert data == wanted[path], path


def test_building_again_writes_nothing(tmp_path: Path) -> None:
    case = ROOT / "tests/golden/kinds"
    first, second = run(case, tmp_path / "site"), run(case, tmp_path / "site")
    written = [re.search(r"(\d+) written, (\d+) unchanged", ran.stdout) for ran in (first, second)]
    counts = [match.groups() if match else () for match in written]
    assert counts[0] == counts[1][::-1]
    assert counts[1][0] == "0"


def test_every_place_in_a_report_is_in_its_file() -> None:
    """A line and a column that exist, so that an editor's cursor can be put there."""
    paths = set()
    for report in sorted((ROOT / "tests/golden").glob("*/expected/problems.json")):
        for problem in json.loads(report.read_text("utf-8")):
            paths.add(problem["path"])
            file = report.parent.parent / problem["path"]
            if not file.exists():
                continue
            lines = file.read_bytes().decode("utf-8", "replace").split("\n")
            assert 1 <= problem["line"] <= len(lines), problem
            assert 1 <= problem["column"] <= len(lines[problem["line"] - 1]) + 1, problem
    assert len(paths) > len("twenty or so")
