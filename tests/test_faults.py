"""The table of faults, in real processes: each is refused with its place and its mend, and the old site stays.

benchmarks/faults.py does the same to other generators.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from tests.faults import (
    ANCHOR,
    COLON,
    DELETED,
    DUPLICATE,
    ENCODING,
    FAULTS,
    LAYOUT,
    LINK,
    MARK,
    PICTURE,
    SITE,
    Fault,
    for_sendsite,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT: Final = Path(__file__).resolve().parent.parent
NOW: Final = "2026-06-01T09:00"

REFUSED: Final[dict[Fault, str]] = {
    COLON: "content/money.md:2:8",
    DUPLICATE: "content/money.md:3:1",
    ENCODING: "content/money.md:5:13",
    LINK: "content/money.md:7:23",
    ANCHOR: "content/money.md:7:23",
    LAYOUT: "layouts/parts/footer.html:2:1",
    PICTURE: "content/money.md:9:1",
}
PROBLEM: Final = re.compile(r"(?P<place>[^\s:]+:\d+:\d+): error: (?P<sentence>.+) \[[a-z-]+\]")
PYTHONS_WORDS: Final = re.compile(
    r"Traceback|\w(?:Error|Exception)\b|File \"|\.py\b|<class|0x[0-9a-f]+"
    r"|\b(?:None|NoneType|dict|str|tuple|bytes?|codecs?|decode|tokens?|scalar|mapping|parser?|unicode|stdin)\b",
)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published site without a fault; tests work on copies of it."""
    site = tmp_path_factory.mktemp("sound")
    write(site, SITE)
    assert sendsite(site).returncode == 0
    return site


@pytest.fixture
def site(sound: Path, tmp_path: Path) -> Path:
    """A published site of one's own."""
    return shutil.copytree(sound, tmp_path / "site")


def write(site: Path, files: Mapping[str, bytes]) -> None:
    """Make the sources of ``site`` those of the neutral ``files``; what is published stays as it is."""
    wanted = for_sendsite(files)
    for path in for_sendsite(SITE).keys() - wanted.keys():
        (site / path).unlink(missing_ok=True)
    for path, data in wanted.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(data)


def sendsite(site: Path, *words: str, **surroundings: str) -> subprocess.CompletedProcess[str]:
    """Run the command line as an editor does."""
    return subprocess.run(
        [sys.executable, "-m", "sendsite", "build", "--site", str(site), "--now", NOW, *words],
        cwd=ROOT,
        env={**os.environ, **surroundings},
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder`` by its path, hidden ones too, but for what sendsite remembers."""
    files = (path for path in folder.rglob("*") if path.is_file() and ".sendsite" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def refusal(site: Path, fault: Fault) -> str:
    """What is said about ``fault``."""
    write(site, fault.applied(SITE))
    return sendsite(site).stdout


def named(fault: object) -> str | None:
    return fault.name if isinstance(fault, Fault) else None


def test_every_fault_of_the_table_is_tried_here() -> None:
    assert {*REFUSED, MARK} == set(FAULTS)


@pytest.mark.parametrize("words", [(), ("--strict",)], ids=["default", "strict"])
@pytest.mark.parametrize(("fault", "place"), REFUSED.items(), ids=named)
def test_a_fault_is_refused_at_its_place_and_the_old_site_stays(
    site: Path, fault: Fault, place: str, words: tuple[str, ...]
) -> None:
    write(site, fault.applied(SITE))
    before = tree(site)
    result = sendsite(site, *words)
    assert (result.returncode, result.stderr) == (1, "")
    assert [match["place"] for match in PROBLEM.finditer(result.stdout)] == [place]
    assert tree(site) == before


@pytest.mark.parametrize("fault", REFUSED, ids=named)
def test_a_fault_is_told_in_a_plain_sentence(site: Path, fault: Fault) -> None:
    told = refusal(site, fault)
    problem = PROBLEM.search(told)
    assert problem is not None
    assert re.fullmatch(r"[A-Z“].+\.", problem["sentence"])
    assert not PYTHONS_WORDS.search(told)


@pytest.mark.parametrize("fault", REFUSED, ids=named)
def test_the_mend_of_a_fault_is_told(site: Path, fault: Fault) -> None:
    _, shown, hint = refusal(site, fault).partition("^\n")
    assert shown
    assert re.search(fault.mend, hint)


@pytest.mark.parametrize("words", [(), ("--strict",)], ids=["default", "strict"])
def test_a_byte_order_mark_shows_nowhere(site: Path, words: tuple[str, ...]) -> None:
    published = tree(site / "output")
    write(site, MARK.applied(SITE))
    assert sendsite(site, *words).returncode == 0
    assert tree(site / "output") == published


def test_a_deleted_page_leaves_nothing_behind(site: Path, tmp_path: Path) -> None:
    write(site, DELETED.applied(SITE))
    write(tmp_path / "fresh", DELETED.applied(SITE))
    assert [sendsite(each).returncode for each in (site, tmp_path / "fresh")] == [0, 0]
    published = tree(site / "output")
    assert published == tree(tmp_path / "fresh/output")
    assert not [path for path in published if "money" in path]


def test_the_same_input_gives_the_same_bytes_wherever_it_is_built(tmp_path: Path) -> None:
    places = {
        "one": {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "C"},
        "other": {"PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8"},
    }
    for name, surroundings in places.items():
        write(tmp_path / name, SITE)
        assert sendsite(tmp_path / name, **surroundings).returncode == 0
    assert tree(tmp_path / "one") == tree(tmp_path / "other")
