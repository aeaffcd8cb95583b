"""What is read, what is read again, what is left out and what is refused."""

from __future__ import annotations

import os
import shutil
import sys
import threading
import time
import unicodedata
from typing import TYPE_CHECKING

import pytest

from sendsite.edges import clock
from sendsite.edges.reading import Reader
from sendsite.edges.setup import SetupError
from sendsite.memo import Memo
from sendsite.model import Snapshot
from sendsite.site.build import build
from tests.hostile import AS_NOBODY, open_folder, run, write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PATIENCE = 60

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows makes links, pipes and signals in other ways")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with two pages."""
    write(tmp_path, {"content/index.md": b"Home", "content/help/a.md": b"Help"})
    return tmp_path


def read(reader: Reader) -> dict[str, bytes]:
    """What a reader finds in content/, where nothing is wrong."""
    found = reader.read()
    assert found.problems == ()
    return {path: source.data for path, source in found.sources.items() if path.startswith("content/")}


def settled(reader: Reader, path: str) -> bytes:
    """Wait until a file is old enough not to be read again, and return what it holds."""
    deadline = time.monotonic() + PATIENCE
    while (source := reader.read().sources[path]) is not reader.read().sources[path]:
        assert time.monotonic() < deadline, "a file that nobody changes is read again and again"
        time.sleep(0.05)
    return source.data


def test_only_files_that_changed_are_read_again(site: Path) -> None:
    reader = Reader(site)
    for path in ("content/index.md", "content/help/a.md"):
        settled(reader, path)
    before = reader.read().sources
    write(site, {"content/help/a.md": b"Plenty of help", "content/new.md": b"New"})
    after = reader.read().sources
    assert {path for path, source in after.items() if before.get(path) is not source} == {
        "content/help/a.md",
        "content/new.md",
    }
    assert (after["content/help/a.md"].data, after["content/new.md"].data) == (b"Plenty of help", b"New")
    (site / "content/new.md").unlink()
    assert reader.read().sources.keys() == before.keys()


def test_an_edit_of_the_same_size_with_the_old_date_is_seen(site: Path) -> None:
    reader, file = Reader(site), site / "content/index.md"
    assert settled(reader, "content/index.md") == b"Home"
    status = file.stat()
    file.write_bytes(b"Away")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert read(reader)["content/index.md"] == b"Away"


def test_edits_in_quick_succession_are_all_seen(site: Path) -> None:
    reader, file = Reader(site), site / "content/index.md"
    for number in range(100):
        text = b"%04d" % number
        file.write_bytes(text)
        os.utime(file, (1_000_000_000, 1_000_000_000))
        assert read(reader)["content/index.md"] == text


def test_a_file_whose_date_says_nothing_is_always_read_again(site: Path) -> None:
    """Two edits within one tick of a clock leave one date, so a date is no proof until it lies behind us."""
    reader = Reader(site)
    settled(reader, "content/help/a.md")
    ahead = time.time() + 3600
    os.utime(site / "content/index.md", (ahead, ahead))
    first, second = (reader.read().sources for _ in range(2))
    assert second["content/index.md"] is not first["content/index.md"]
    assert second["content/help/a.md"] is first["content/help/a.md"]


def test_a_file_in_the_place_of_another_is_seen(site: Path) -> None:
    """Many editors save a new file and rename it."""
    reader = Reader(site)
    status = (site / "content/index.md").stat()
    settled(reader, "content/index.md")
    write(site, {"elsewhere": b"Away"})
    os.utime(site / "elsewhere", ns=(status.st_atime_ns, status.st_mtime_ns))
    (site / "elsewhere").replace(site / "content/index.md")
    assert read(reader)["content/index.md"] == b"Away"


DROPPINGS = [
    ".a.md.swp", ".git/config", ".hidden/a.md", "a.md~", "#a.md#", "~$letter.docx", "a.tmp", "a.swp", "4913",
    ".DS_Store", "help/Thumbs.db", "help/desktop.ini", ".#a.md",
]  # fmt: skip


@pytest.mark.parametrize("dropping", DROPPINGS)
def test_what_editors_and_systems_drop_is_left_out(site: Path, dropping: str) -> None:
    write(site, {f"content/{dropping}": b"", "content/docs/a~b.pdf": b""})
    assert sorted(read(Reader(site))) == ["content/docs/a~b.pdf", "content/help/a.md", "content/index.md"]


@posix
@pytest.mark.parametrize("goal", ["../secret.txt", "secrets", "nowhere", "link.md", "."])
def test_a_link_is_refused_and_never_followed(site: Path, goal: str) -> None:
    write(site, {"secret.txt": b"Secret", "content/../secrets/a.md": b"Secret"})
    (site / "content/link.md").symlink_to(site / "secrets" if goal == "secrets" else goal)
    found = Reader(site).read()
    (problem,) = found.problems
    assert (problem.path, problem.severity, problem.code) == ("content/link.md", "error", "file-link")
    assert problem.hint
    assert [path for path in found.sources if path.startswith("content/")] == ["content/index.md", "content/help/a.md"]


@posix
def test_a_pipe_holds_nobody_up(site: Path) -> None:
    os.mkfifo(site / "content/pipe.md")
    assert sorted(read(Reader(site))) == ["content/help/a.md", "content/index.md"]


@posix
@pytest.mark.parametrize("name", ["a\nb.md", "a\x1b[2Jb.md", "a\u2028b.md", "a\udce9b.md"])
def test_a_name_that_cannot_be_shown_is_refused(site: Path, name: str) -> None:
    write(site, {f"content/{name}": b""})
    found = Reader(site).read()
    (problem,) = found.problems
    assert (problem.severity, problem.code) == ("error", "file-name")
    assert problem.path.isprintable()
    assert len([path for path in found.sources if path.startswith("content/")]) == 2


def test_a_name_is_the_same_from_every_system(site: Path) -> None:
    """A Mac takes the accent off its letter."""
    write(site, {"content/cafe\u0301.md": b"Tea"})
    assert read(Reader(site))["content/caf\xe9.md"] == b"Tea"


def test_layouts_of_the_site_stand_in_for_the_defaults_file_by_file(site: Path) -> None:
    defaults = Reader(site).read().sources
    assert {path for path in defaults if path.startswith("layouts/")}
    write(site, {"layouts/page.html": b"Ours", "layouts/own/extra.html": b"More"})
    reader = Reader(site)
    found = reader.read()
    sources = found.sources
    assert found.problems == ()
    assert {path for path in sources if sources[path] != defaults.get(path)} == {
        "layouts/page.html",
        "layouts/own/extra.html",
    }
    assert sources["layouts/page.html"].data == b"Ours"
    (site / "layouts/page.html").unlink()
    assert reader.read().sources["layouts/page.html"] == defaults["layouts/page.html"]


def test_a_folder_without_content_is_no_site(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"There is no folder “content” in .+ Go to the folder of a site, or name it"):
        Reader(tmp_path).read()
    write(tmp_path, {"content": b"a file"})
    with pytest.raises(SetupError, match="There is no folder “content” in "):
        Reader(tmp_path).read()


def test_what_was_left_out_is_known_with_the_reason(site: Path) -> None:
    write(site, {"content/.git/config": b"", "content/help/.a.md.swp": b"", "content/a.md~": b"", "layouts/.x": b""})
    assert Reader(site).read().excluded == (
        ("content/.git/", "Its name begins with a full stop, which hides it."),
        ("content/a.md~", "A program put it there as a spare copy."),
        ("content/help/.a.md.swp", "Its name begins with a full stop, which hides it."),
        ("layouts/.x", "Its name begins with a full stop, which hides it."),
    )


@posix
def test_links_and_pipes_are_known_as_left_out(site: Path) -> None:
    os.mkfifo(site / "content/pipe")
    (site / "content/link.md").symlink_to("index.md")
    assert [path for path, _ in Reader(site).read().excluded] == ["content/link.md", "content/pipe"]


def test_two_files_of_one_name_are_told(site: Path) -> None:
    """A Mac and Windows write an accent in two ways, and Git keeps both files."""
    names = [unicodedata.normalize(form, "content/caf\xe9.md") for form in ("NFC", "NFD")]
    write(site, dict.fromkeys(names, b"Tea"))
    found = Reader(site).read()
    if len(list((site / "content").glob("caf*"))) == 1:  # a system that takes the two for one
        assert found.problems == ()
        return
    assert [(problem.path, problem.code) for problem in found.problems] == [(names[0], "file-twice")]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere most file systems take the two for one")
def test_names_that_differ_in_capitals_only_are_told_once(site: Path) -> None:
    write(site, {"content/Help.md": b"---\ntitle: A\n---\n", "content/help.md": b"---\ntitle: A\n---\n"})
    found = Reader(site).read()
    assert [(problem.path, problem.code) for problem in found.problems] == [("content/Help.md", "file-twice")]
    assert "content/help.md" in found.sources
    built = build(Memo(), Snapshot(found.sources, clock.now("2026-06-01")))
    assert "address-taken" not in {problem.code for problem in built.problems if "elp.md" in problem.path}


@pytest.mark.parametrize(
    ("path", "size", "told"),
    [
        ("content/long.md", 1_000_001, ("error", "file-large")),
        ("content/film.mp4", 100_000_001, ("error", "file-large")),
        ("content/scan.pdf", 10_000_001, ("warning", "file-heavy")),
    ],
)
def test_a_file_that_is_too_large_is_told_at_every_reading(
    site: Path, path: str, size: int, told: tuple[str, str]
) -> None:
    with (site / path).open("wb") as file:
        file.truncate(size)  # which takes no room on the disk
    reader = Reader(site)
    for _ in range(2):
        found = reader.read()
        (problem,) = found.problems
        assert (problem.path, problem.severity, problem.code) == (path, *told)
        assert (path in found.sources) == (told[0] == "warning")
        os.utime(site / path, (1_000_000_000, 1_000_000_000))


LOCKED = """
from pathlib import Path
from sendsite.edges.reading import Reader
from sendsite.edges.setup import SetupError
from sendsite.edges import reading
site = Path(sys.argv[1])
reading.default_layouts = lambda: site / "no layouts"  # ours may be closed to nobody
try:
    for problem in Reader(site).read().problems:
        print(problem.path, problem.code, problem.message)
except SetupError as fault:
    print("SetupError:", fault)
"""


@posix
def test_what_may_not_be_read_is_told() -> None:
    with open_folder() as site:
        write(site, {"content/index.md": b"Home", "content/locked.md": b"Locked", "content/closed/a.md": b"Closed"})
        (site / "content/locked.md").chmod(0)
        tried = run(AS_NOBODY + LOCKED, site)
        assert tried.stdout == "content/locked.md file-unreadable This computer does not let us read this file.\n"
        (site / "content/closed").chmod(0)
        tried = run(AS_NOBODY + LOCKED, site)
        (site / "content/closed").chmod(0o700)
        assert tried.stdout == (
            f"SetupError: The folder {site / 'content/closed'} cannot be read: Permission denied.\n"
        )
        (site / "content").chmod(0)
        assert "cannot be read: Permission denied." in run(AS_NOBODY + LOCKED, site).stdout
        (site / "content").chmod(0o700)


@posix
def test_a_site_in_a_closed_folder_is_told() -> None:
    with open_folder() as folder:
        write(folder, {"closed/site/content/index.md": b"Home"})
        (folder / "closed").chmod(0)
        tried = run(AS_NOBODY + LOCKED, folder / "closed/site")
        (folder / "closed").chmod(0o700)
        assert (
            tried.stdout == f"SetupError: The folder {folder}/closed/site/content cannot be read: Permission denied.\n"
        )


# What changes while it is read.


def lose(monkeypatch: pytest.MonkeyPatch, site: Path, name: str, times: int) -> list[str]:
    """Let a file be away for a moment whenever it is about to be read, as when an editor saves it."""
    lstat, lost = os.lstat, list[str]()

    def late(file: str) -> os.stat_result:
        if file == str(site / name) and len(lost) < times:
            lost.append(name)
            raise FileNotFoundError(2, "No such file or directory", file)
        return lstat(file)

    monkeypatch.setattr(os, "lstat", late)
    return lost


def test_a_file_that_is_away_for_a_moment_is_not_lost(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert lose(monkeypatch, site, "content/help/a.md", 2) == []
    assert sorted(read(Reader(site))) == ["content/help/a.md", "content/index.md"]


def test_a_file_that_comes_and_goes_is_told(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lost = lose(monkeypatch, site, "content/help/a.md", 1_000)
    (problem,) = Reader(site).read().problems
    assert (problem.path, problem.severity, problem.code) == ("content/help/a.md", "error", "file-unreadable")
    assert problem.message == "This file was changed, moved or deleted while it was read."
    assert len(lost) == 5


def test_a_file_that_is_written_while_it_is_read_is_read_again(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, fstat, times = site / "content/index.md", os.fstat, list[int]()

    def slow(handle: int) -> os.stat_result:
        status = fstat(handle)
        if status.st_ino == file.stat().st_ino and len(times) < 3:
            times.append(handle)
            with file.open("ab") as page:
                page.write(b"!")
        return status

    monkeypatch.setattr(os, "fstat", slow)
    assert read(Reader(site))["content/index.md"] == b"Home!!!"


@posix
def test_a_folder_that_goes_is_gone_whole_and_one_that_stays_stays_whole(site: Path) -> None:
    """Somebody checks out another branch again and again while the site is read."""
    everything = {f"content/many/{n}.md": b"%d" % n for n in range(60)}
    write(site, everything)
    stop = threading.Event()

    def swap() -> None:
        while not stop.is_set():
            (site / "content/many").rename(site / "many")
            time.sleep(0.002)
            (site / "many").rename(site / "content/many")
            time.sleep(0.02)

    thread = threading.Thread(target=swap)
    thread.start()
    try:
        for _ in range(60):
            found = Reader(site).read()
            many = {path: source.data for path, source in found.sources.items() if path in everything}
            assert found.problems or many in ({}, everything)
    finally:
        stop.set()
        thread.join()


def test_a_site_whose_pages_go_while_it_is_read_is_no_site(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = os.walk

    def late(root: Path, onerror: Callable[[OSError], None]) -> Iterator[tuple[str, list[str], list[str]]]:
        if root == site / "content" and root.exists():
            shutil.rmtree(root)
        return walk(root, onerror=onerror)

    monkeypatch.setattr(os, "walk", late)
    with pytest.raises(SetupError, match="There is no folder “content” in "):
        Reader(site).read()
