"""The folder of the last site, which becomes the next one, whatever has happened to it meanwhile."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendsite.edges import publishing
from sendsite.edges.manifest import MANIFEST
from sendsite.edges.publishing import Published, publish
from sendsite.edges.setup import SetupError
from sendsite.keeping.codec import CodecError
from sendsite.model import Output
from tests.hostile import found, write

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows makes links and rights in other ways")

FIRST: Final = {"index.html": b"1", "news/a/index.html": b"A", "news/b/index.html": b"B", "gone/index.html": b"G"}
SECOND: Final = {"index.html": b"2", "news/a/index.html": b"A", "news/b/index.html": b"B", "new/index.html": b"N"}
THIRD: Final = {"index.html": b"2", "news/a/index.html": b"A!", "news/b/index.html": b"B", "new/index.html": b"N"}


def outputs(files: Mapping[str, bytes]) -> tuple[Output, ...]:
    """These files as a build gives them."""
    return tuple(Output(path, data) for path, data in sorted(files.items()))


def site(target: Path) -> dict[str, bytes]:
    """What is published."""
    return {path: data for path, data in found(target).items() if path != MANIFEST}


@pytest.fixture(params=["in one step", "in two steps"])
def target(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site that was published twice, on a system that can exchange two folders and on one that cannot."""
    if request.param == "in two steps":
        monkeypatch.setattr(publishing, "exchange", lambda *_: False)
    for files in (FIRST, SECOND):
        publish(tmp_path / "output", outputs(files))
    return tmp_path / "output"


def spare(target: Path) -> Path:
    """Where the last site is kept."""
    return target.with_name(".output.spare") / "site"


def noted(monkeypatch: pytest.MonkeyPatch, *names: str) -> list[str]:
    """What is done to files from now on, in words: the name of the deed and of the file below the site."""
    deeds: list[str] = []

    def noting(name: str, deed: Callable[..., None]) -> Callable[..., None]:
        def do(*words: object) -> None:
            path = str(words[1] if name == "link" else words[0])
            if "/.output.new-" in path:
                deeds.append(f"{name} {path.partition('/.output.new-')[2].partition('/')[2]}")
            deed(*words)

        return do

    for name in names:
        monkeypatch.setattr(os, name, noting(name, getattr(os, name)))
    return deeds


def test_the_last_site_is_kept_and_only_what_differs_is_done_to_it(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert site(spare(target)) == FIRST
    deeds = noted(monkeypatch, "mkdir", "rmdir", "link", "unlink")
    assert publish(target, outputs(THIRD)) == Published(1, 3)
    assert sorted(deeds) == [
        "link .sendsite-files",
        "link index.html",
        "link new/index.html",
        "mkdir new",
        "rmdir gone",
        "unlink .sendsite-files",
        "unlink gone/index.html",
        "unlink index.html",
        "unlink news/a/index.html",
    ]
    assert (site(target), site(spare(target))) == (THIRD, SECOND)
    deeds.clear()
    publish(target, outputs({**THIRD, "news/b/index.html": b"B!"}))
    assert sorted(deeds) == ["link news/a/index.html", "unlink news/a/index.html", "unlink news/b/index.html"]


def test_it_may_be_deleted_at_any_time(target: Path) -> None:
    shutil.rmtree(spare(target).parent)
    publish(target, outputs(THIRD))
    assert (site(target), site(spare(target))) == (THIRD, SECOND)


def test_it_serves_where_the_site_was_deleted(target: Path) -> None:
    rights = target.stat().st_mode
    shutil.rmtree(target)
    assert publish(target, outputs(THIRD)) == Published(4, 0)
    assert site(target) == THIRD
    assert target.stat().st_mode == rights
    assert not spare(target).exists()


def test_nobody_else_can_read_an_old_site_and_git_sees_none(target: Path) -> None:
    assert spare(target).parent.stat().st_mode & 0o777 == 0o700
    subprocess.run(["git", "init", "--quiet"], cwd=target.parent, check=True)
    told = subprocess.run(["git", "status", "--porcelain"], cwd=target.parent, check=True, capture_output=True)
    assert told.stdout == b"?? output/\n"


def test_rights_that_somebody_gave_to_folders_stay(target: Path) -> None:
    rights = {"news": 0o750, "news/b": 0o700, "": 0o711}
    for folder, mode in rights.items():
        (target / folder).chmod(mode)
    for files in (THIRD, FIRST, SECOND):
        publish(target, outputs(files))
        assert {folder: (target / folder).stat().st_mode & 0o777 for folder in rights} == rights


def test_files_that_somebody_put_into_it_stay_there(target: Path) -> None:
    write(spare(target), {"news/mine.txt": b"Mine"})
    before = found(spare(target))
    for files in (THIRD, FIRST, SECOND):
        publish(target, outputs(files))
        assert site(target) == files
        assert found(spare(target)) == before
        assert {each.name for each in target.parent.iterdir()} == {"output", ".output.spare"}


@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_what_has_its_name_by_chance_is_left_alone(tmp_path: Path, kind: str) -> None:
    other, mine = tmp_path / ".output.spare", tmp_path / "mine"
    write(mine, {"site/mine.txt": b"Mine"})
    if kind == "folder":
        mine.rename(other)
    elif kind == "file":
        other.write_bytes(b"Mine")
    else:
        other.symlink_to(mine)
    before = {path: data for path, data in found(tmp_path).items() if data == b"Mine"}
    for files in (FIRST, SECOND, THIRD):
        publish(tmp_path / "output", outputs(files))
        assert site(tmp_path / "output") == files
    assert {path: data for path, data in found(tmp_path).items() if data == b"Mine"} == before


def test_a_link_in_it_leads_nowhere(target: Path, tmp_path: Path) -> None:
    """Neither is anything written through it, nor is anything deleted behind it."""
    write(tmp_path / "mine", {"a/index.html": b"Mine", "b/index.html": b"Mine", "index.html": b"Mine"})
    shutil.rmtree(spare(target) / "news")
    (spare(target) / "news").symlink_to(tmp_path / "mine")
    (spare(target) / "index.html").unlink()
    (spare(target) / "index.html").symlink_to(tmp_path / "mine/index.html")
    for files in (THIRD, FIRST, SECOND):
        publish(target, outputs(files))
        assert site(target) == files
    assert set(found(tmp_path / "mine").values()) == {b"Mine"}
    assert len(found(tmp_path / "mine")) == 3


def test_ctrl_c_while_it_is_made_the_new_site_keeps_the_old(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "link", interrupted)
        with pytest.raises(KeyboardInterrupt):
            publish(target, outputs(THIRD))
    assert site(target) == SECOND
    publish(target, outputs(THIRD))
    assert site(target) == THIRD
    assert {each.name for each in target.parent.iterdir()} == {"output", ".output.spare"}


def test_one_that_cannot_be_used_is_cleared_and_the_site_laid_out_anew(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the disk is full, it gives way."""
    rmdir, refused = os.rmdir, list[str]()

    def full(folder: str, *, dir_fd: int | None = None) -> None:
        if not refused:
            refused.append(folder)
            raise OSError(28, "No space left on device", folder)
        rmdir(folder, dir_fd=dir_fd)

    monkeypatch.setattr(os, "rmdir", full)
    assert publish(target, outputs(THIRD)) == Published(1, 3)
    assert refused
    assert (site(target), site(spare(target))) == (THIRD, SECOND)
    assert {each.name for each in target.parent.iterdir()} == {"output", ".output.spare"}


_PATHS: Final = ("index.html", "news/index.html", "news/a/index.html", "help/index.html", "help/a.css")
_SITES = st.dictionaries(st.sampled_from(_PATHS), st.sampled_from([b"1", b"2", b"3"]))
_DEEDS = st.sampled_from(["write", "delete", "replace", "add", "empty", "link", "close"])
_TOUCHED = st.lists(st.tuples(st.sampled_from(["output", ".output.spare/site"]), _DEEDS, st.sampled_from(_PATHS)))


def touch(root: Path, deed: str, path: str) -> None:
    """What somebody may do in a folder that is not theirs."""
    file = root / path
    if not file.is_file() or file.is_symlink():
        return
    if deed == "write":  # into a file that may have a second name in the other folder
        file.write_bytes(b"4")
    elif deed == "delete":
        file.unlink()
    elif deed == "replace":
        (root / "other").write_bytes(b"1")
        (root / "other").replace(file)
    elif deed == "add":
        (file.parent / "mine.txt").write_bytes(b"Mine")
    elif deed == "empty":
        (file.parent / "void" / "void").mkdir(parents=True, exist_ok=True)
    elif deed == "link":
        file.unlink()
        file.symlink_to(root.parent / "outside")
    else:
        file.chmod(0o400)


@settings(max_examples=150, deadline=None)
@given(history=st.lists(st.tuples(_SITES, _TOUCHED), max_size=6), keeps_seals=st.booleans())
def test_whatever_happens_to_both_folders_the_next_site_is_right(
    history: list[tuple[dict[str, bytes], list[tuple[str, str, str]]]], *, keeps_seals: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        target, seals = Path(folder) / "output", ""
        (Path(folder) / "outside").write_bytes(b"Outside")
        for files, touched in history:
            for stranger in target.rglob("mine.txt"):
                with pytest.raises(SetupError, match="did not write"):
                    publish(target, outputs(files), seals=seals)
                assert stranger.read_bytes() == b"Mine"
                stranger.unlink()
            spared = {file: file.read_bytes() for file in target.with_name(".output.spare").rglob("mine.txt")}
            published = publish(target, outputs(files), seals=seals)
            seals = published.seals if keeps_seals else ""
            assert site(target) == files
            assert not any(each.is_symlink() for each in target.rglob("*"))
            assert {file: file.read_bytes() for file in spared} == spared
            for where, deed, path in touched:
                touch(Path(folder) / where, deed, path)
        assert (Path(folder) / "outside").read_bytes() == b"Outside"


@pytest.mark.parametrize("which", range(0, 40, 13))
def test_a_file_whose_bytes_cannot_be_had_stops_all_that_are_written_beside_it(target: Path, which: int) -> None:
    """Files are written by two threads, and what happens in either is told; a damaged store is such a case."""
    before, threads = site(target), threading.active_count()
    given = [*outputs({f"page-{number:02}/index.html": b"P" for number in range(40)})]
    asked: list[int] = []

    def damaged() -> bytes:
        asked.append(len(asked))
        msg = "the store was damaged"
        raise CodecError(msg)

    given[which] = Output(given[which].path, damaged, "0" * 64)
    with pytest.raises(CodecError, match="the store was damaged"):
        publish(target, tuple(given))
    assert (site(target), asked) == (before, [0])
    assert threading.active_count() == threads
    assert not list(target.parent.glob(".output.new-*"))
