"""Files: what is read and what is read again, and a site that changes in one step or not at all."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendsite.edges import disk
from sendsite.edges.disk import MANIFEST, Published, Reader, publish
from sendsite.edges.setup import SetupError
from sendsite.model import Output

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 60

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows makes links, pipes and signals in other ways")


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Lay these files out below ``folder``."""
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def found(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder`` except the list of them."""
    files = {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    files.pop(MANIFEST, None)
    return files


def outputs(files: Mapping[str, bytes]) -> tuple[Output, ...]:
    """These files as a build gives them."""
    return tuple(Output(path, data) for path, data in sorted(files.items()))


def leftovers(target: Path) -> list[Path]:
    """What lies beside ``target``."""
    return [each for each in target.parent.iterdir() if each != target]


OLD = {"index.html": b"Old home", "about/index.html": b"About", "assets/a/site.css": b"p {}", "gone/index.html": b"x"}
NEW = {"index.html": b"New home", "about/index.html": b"About", "assets/a/site.css": b"p {}", "new/index.html": b"y"}


@pytest.fixture(params=["in one step", "in two steps"])
def target(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the site goes, on a system that can exchange two folders and on one that cannot."""
    if request.param == "in two steps":
        monkeypatch.setattr(disk, "exchange", lambda *_: False)
    return tmp_path / "www" / "output"


# publish


def test_the_folder_becomes_the_site_and_says_what_was_written(target: Path) -> None:
    assert publish(target, outputs(OLD)) == Published(4, 0)
    assert found(target) == OLD
    assert publish(target, outputs(NEW)) == Published(2, 2)
    assert found(target) == NEW
    assert not (target / "gone").exists()
    assert leftovers(target) == []


def test_a_site_that_stays_as_it_is_is_not_touched(target: Path) -> None:
    publish(target, outputs(OLD))
    before = [(each, each.stat()) for each in (target, *sorted(target.rglob("*")))]
    assert publish(target, outputs(OLD)) == Published(0, 4)
    after = [(each, each.stat()) for each in (target, *sorted(target.rglob("*")))]
    changed = [(one[0], one[1].st_ino, one[1].st_mtime_ns, one[1].st_ctime_ns) for one in before]
    assert [(one[0], one[1].st_ino, one[1].st_mtime_ns, one[1].st_ctime_ns) for one in after] == changed


def test_files_that_stay_alike_keep_their_dates(target: Path) -> None:
    """So that a copy to a web server takes only what is new."""
    publish(target, outputs(OLD))
    os.utime(target / "about/index.html", (1_000_000, 1_000_000))
    publish(target, outputs(NEW))
    assert (target / "about/index.html").stat().st_mtime == 1_000_000
    assert (target / "index.html").stat().st_mtime > 1_000_000


def test_whoever_may_read_the_folder_still_may(target: Path) -> None:
    publish(target, outputs(OLD))
    target.chmod(0o750)
    publish(target, outputs(NEW))
    assert target.stat().st_mode & 0o777 == 0o750


def test_a_page_changed_by_hand_or_lost_comes_back(target: Path) -> None:
    publish(target, outputs(OLD))
    (target / "index.html").write_bytes(b"Changed")
    (target / "gone/index.html").unlink()
    assert publish(target, outputs(OLD)) == Published(2, 2)
    assert found(target) == OLD


def test_a_folder_and_a_file_may_change_places(target: Path) -> None:
    one, other = {"news": b"1", "old/index.html": b"2"}, {"news/index.html": b"3", "old": b"4"}
    for files in (one, other, one):
        publish(target, outputs(files))
        assert found(target) == files


STRANGERS = ["letter.txt", "about/notes.txt", ".git/config", ".htaccess", "elsewhere/index.html"]


@pytest.mark.parametrize("stranger", STRANGERS)
@pytest.mark.parametrize("is_first", [True, False])
def test_files_of_others_are_never_touched(target: Path, stranger: str, *, is_first: bool) -> None:
    if not is_first:
        publish(target, outputs(OLD))
    write(target, {stranger: b"Mine"})
    before = found(target)
    with pytest.raises(SetupError, match=r"holds files that sendsite did not write: ") as fault:
        publish(target, outputs(NEW))
    assert stranger in str(fault.value)
    assert found(target) == before
    assert leftovers(target) == []


def test_only_a_few_files_of_others_are_named(target: Path) -> None:
    write(target, {f"{number}.txt": b"" for number in range(9)})
    with pytest.raises(SetupError, match=r": 0\.txt, 1\.txt, 2\.txt and 6 more\. Nothing was changed\."):
        publish(target, ())


def test_what_systems_drop_into_a_folder_is_no_stranger(target: Path) -> None:
    publish(target, outputs(OLD))
    write(target, {".DS_Store": b"", "about/Thumbs.db": b""})
    publish(target, outputs(NEW))
    assert found(target) == NEW


@posix
def test_a_link_in_the_site_belongs_to_somebody(target: Path, tmp_path: Path) -> None:
    write(tmp_path / "mine", {"photo.jpg": b"Mine"})
    publish(target, outputs(OLD))
    (target / "photos").symlink_to(tmp_path / "mine")
    with pytest.raises(SetupError, match="photos"):
        publish(target, outputs(NEW))
    (target / "photos").unlink()
    (target / "index.html").unlink()
    (target / "index.html").symlink_to(tmp_path / "mine/photo.jpg")
    publish(target, outputs(NEW))
    assert found(target) == NEW
    assert found(tmp_path / "mine") == {"photo.jpg": b"Mine"}


@posix
def test_a_link_to_the_folder_stays_a_link(target: Path, tmp_path: Path) -> None:
    publish(target, outputs(OLD))
    (tmp_path / "link").symlink_to(target)
    publish(tmp_path / "link", outputs(NEW))
    assert (tmp_path / "link").is_symlink()
    assert found(target) == NEW


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "output").write_bytes(b"Mine")
    with pytest.raises(SetupError, match="is a file, and the site needs a folder"):
        publish(tmp_path / "output", outputs(OLD))
    assert (tmp_path / "output").read_bytes() == b"Mine"


@pytest.mark.parametrize("path", ["../index.html", "/etc/index.html", "a/../b", "a//b", "./a", "a/"])
def test_an_output_cannot_leave_its_folder(target: Path, path: str) -> None:
    with pytest.raises(ValueError, match="an output must stay in its folder"):
        publish(target, (Output(path, b""),))
    assert not target.exists()


def test_what_an_interrupted_run_left_is_cleared_away(target: Path) -> None:
    publish(target, outputs(OLD))
    write(target.parent, {".output.new-1/index.html": b"half", ".output.old-2/index.html": b"half"})
    write(target.parent, {".output2.new-1/mine.txt": b"Mine", "output.new-1/mine.txt": b"Mine"})
    assert publish(target, outputs(OLD)) == Published(0, 4)
    assert found(target) == OLD
    assert sorted(each.name for each in leftovers(target)) == [".output2.new-1", "output.new-1"]


def test_a_run_that_stopped_between_two_steps_is_taken_back_and_done_again(target: Path) -> None:
    publish(target, outputs(OLD))
    os.utime(target / "about/index.html", (1_000_000, 1_000_000))
    target.rename(target.with_name(".output.old-1"))
    write(target.parent, {".output.new-1/index.html": b"New home"})
    assert publish(target, outputs(NEW)) == Published(2, 2)
    assert found(target) == NEW
    assert (target / "about/index.html").stat().st_mtime == 1_000_000
    assert leftovers(target) == []


def test_a_name_with_the_signs_of_a_pattern_means_itself(tmp_path: Path) -> None:
    write(tmp_path, {".output.new-1/mine.txt": b"Mine", ".[o]utput.new-1/index.html": b"half"})
    publish(tmp_path / "[o]utput", outputs(OLD))
    assert found(tmp_path / "[o]utput") == OLD
    assert sorted(each.name for each in tmp_path.iterdir()) == [".output.new-1", "[o]utput"]


_NAMES = st.text("aé. -", min_size=1, max_size=3).filter(lambda name: name not in {".", ".."})
_SITES = st.dictionaries(
    st.builds("{}/{}.html".format, _NAMES, _NAMES) | st.builds("{}.txt".format, _NAMES),
    st.binary(max_size=3),
    max_size=6,
).filter(lambda files: not {path.split("/")[0] for path in files if "/" in path} & files.keys())


@pytest.mark.parametrize("can_exchange", [True, False])
@settings(max_examples=40)
@given(first=_SITES, second=_SITES, strangers=st.dictionaries(_NAMES.map("{}.odt".format), st.binary(max_size=3)))
def test_the_folder_is_always_exactly_the_last_site(
    first: dict[str, bytes], second: dict[str, bytes], strangers: dict[str, bytes], *, can_exchange: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        if not can_exchange:
            patch.setattr(disk, "exchange", lambda *_: False)
        target = Path(folder) / "output"
        for files in (first, second):
            before = found(target)
            same = len(before.items() & files.items())
            assert publish(target, outputs(files)) == Published(len(files) - same, same)
            assert found(target) == files
            assert leftovers(target) == []
        if strangers:
            write(target, strangers)
            with pytest.raises(SetupError):
                publish(target, outputs(first))
            assert found(target) == {**second, **strangers}


# Processes that end or meet at any moment.

PUBLISHER = """
import sys
from itertools import cycle
from pathlib import Path

from sendsite.edges.disk import publish
from sendsite.model import Output

target, times = Path(sys.argv[1]), int(sys.argv[2])
sites = [tuple(Output(f"{n}/index.html", name + b"%d" % (n % 3)) for n in range(20)) for name in (b"A", b"B")]
sites = [(*site, Output("alike.txt", b"alike")) for site in sites]
print("ready", flush=True)
input()
for number, site in enumerate(cycle(sites)):
    if number == times:
        break
    publish(target, site)
"""


def whole(name: bytes) -> dict[str, bytes]:
    """One of the two sites that a publisher makes."""
    return {**{f"{n}/index.html": name + b"%d" % (n % 3) for n in range(20)}, "alike.txt": b"alike"}


def publisher(target: Path, times: int) -> subprocess.Popen[bytes]:
    """A process that publishes two sites by turns, as often as that."""
    command = [sys.executable, "-P", "-c", PUBLISHER, str(target), str(times)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def begin(*processes: subprocess.Popen[bytes]) -> None:
    """Let publishers begin, all at one moment."""
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write(b"\n")
        process.stdin.flush()


@posix
def test_a_run_that_is_killed_leaves_the_old_site_or_the_new(tmp_path: Path) -> None:
    target = tmp_path / "output"
    publish(target, outputs(whole(b"A")))
    seed = time.time_ns()
    moments = random.Random(seed)  # noqa: S311 - no secret
    for _ in range(6):
        with publisher(target, 1_000_000) as process:
            begin(process)
            time.sleep(moments.uniform(0, 0.3))  # any moment is the right one
            process.kill()
        if target.exists():
            assert found(target) in (whole(b"A"), whole(b"B")), seed
        else:  # a file system that takes two steps
            assert [found(old) for old in tmp_path.glob(".output.old-*")] in ([whole(b"A")], [whole(b"B")]), seed
        publish(target, outputs(whole(b"A")))
        assert found(target) == whole(b"A"), seed
        assert leftovers(target) == []


@posix
def test_runs_that_meet_wait_for_one_another(tmp_path: Path) -> None:
    target = tmp_path / "www/output"
    processes = [publisher(target, times) for times in (7, 8, 9, 10)]
    begin(*processes)
    for process in processes:
        with process:
            process.communicate(timeout=PATIENCE)
    assert [process.returncode for process in processes] == [0, 0, 0, 0]
    assert found(target) in (whole(b"A"), whole(b"B"))
    assert leftovers(target) == []


# Reader


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with two pages."""
    write(tmp_path, {"content/index.md": b"Home", "content/help/a.md": b"Help"})
    return tmp_path


def read(reader: Reader) -> dict[str, bytes]:
    """What a reader finds in content/, where nothing is wrong."""
    sources, problems = reader.read()
    assert problems == ()
    return {path: source.data for path, source in sources.items() if path.startswith("content/")}


def settled(reader: Reader, path: str) -> bytes:
    """Wait until a file is old enough not to be read again, and return what it holds."""
    deadline = time.monotonic() + PATIENCE
    while (source := reader.read()[0][path]) is not reader.read()[0][path]:
        assert time.monotonic() < deadline, "a file that nobody changes is read again and again"
        time.sleep(0.05)
    return source.data


def test_only_files_that_changed_are_read_again(site: Path) -> None:
    reader = Reader(site)
    for path in ("content/index.md", "content/help/a.md"):
        settled(reader, path)
    before, _ = reader.read()
    write(site, {"content/help/a.md": b"Plenty of help", "content/new.md": b"New"})
    after, _ = reader.read()
    assert {path for path, source in after.items() if before.get(path) is not source} == {
        "content/help/a.md",
        "content/new.md",
    }
    assert (after["content/help/a.md"].data, after["content/new.md"].data) == (b"Plenty of help", b"New")
    (site / "content/new.md").unlink()
    assert reader.read()[0].keys() == before.keys()


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
    first, second = (reader.read()[0] for _ in range(2))
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
    sources, (problem,) = Reader(site).read()
    assert (problem.path, problem.severity, problem.code) == ("content/link.md", "error", "file-link")
    assert problem.hint
    assert [path for path in sources if path.startswith("content/")] == ["content/index.md", "content/help/a.md"]


@posix
def test_a_pipe_holds_nobody_up(site: Path) -> None:
    os.mkfifo(site / "content/pipe.md")
    assert sorted(read(Reader(site))) == ["content/help/a.md", "content/index.md"]


@posix
@pytest.mark.parametrize("name", ["a\nb.md", "a\x1b[2Jb.md", "a\u2028b.md", "a\udce9b.md"])
def test_a_name_that_cannot_be_shown_is_refused(site: Path, name: str) -> None:
    write(site, {f"content/{name}": b""})
    sources, (problem,) = Reader(site).read()
    assert (problem.severity, problem.code) == ("error", "file-name")
    assert problem.path.isprintable()
    assert len([path for path in sources if path.startswith("content/")]) == 2


def test_a_name_is_the_same_from_every_system(site: Path) -> None:
    """A Mac takes the accent off its letter."""
    write(site, {"content/cafe\u0301.md": b"Tea"})
    assert read(Reader(site))["content/caf\xe9.md"] == b"Tea"


def test_layouts_of_the_site_stand_in_for_the_defaults_file_by_file(site: Path) -> None:
    defaults, _ = Reader(site).read()
    assert {path for path in defaults if path.startswith("layouts/")}
    write(site, {"layouts/page.html": b"Ours", "layouts/own/extra.html": b"More"})
    reader = Reader(site)
    sources, problems = reader.read()
    assert problems == ()
    assert {path for path in sources if sources[path] != defaults.get(path)} == {
        "layouts/page.html",
        "layouts/own/extra.html",
    }
    assert sources["layouts/page.html"].data == b"Ours"
    (site / "layouts/page.html").unlink()
    assert reader.read()[0]["layouts/page.html"] == defaults["layouts/page.html"]


def test_a_folder_without_content_is_no_site(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"There is no folder “content” in .+ Go to the folder of a site, or name it"):
        Reader(tmp_path).read()
    write(tmp_path, {"content": b"a file"})
    with pytest.raises(SetupError, match="There is no folder “content” in "):
        Reader(tmp_path).read()


@pytest.fixture
def locked(site: Path) -> Iterator[Path]:
    """A page and a folder that nobody may read."""
    write(site, {"content/locked.md": b"Locked", "content/closed/a.md": b"Closed"})
    (site / "content/locked.md").chmod(0)
    yield site
    (site / "content/closed").chmod(0o700)
    shutil.rmtree(site / "content")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="nothing is locked for the administrator")
def test_what_may_not_be_read_is_told(locked: Path) -> None:
    _, (problem,) = Reader(locked).read()
    assert (problem.path, problem.code) == ("content/locked.md", "file-unreadable")
    (locked / "content/closed").chmod(0)
    with pytest.raises(SetupError, match=r"The folder .+closed cannot be read: "):
        Reader(locked).read()
