"""A site that changes in one step or not at all."""

from __future__ import annotations

import json
import os
import re
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

from sendsite.edges import publishing
from sendsite.edges.manifest import MANIFEST
from sendsite.edges.publishing import Published, publish, standing
from sendsite.edges.setup import SetupError
from sendsite.model import Output
from tests.hostile import AS_NOBODY, ROOT, command, open_folder, own_mounts, run, surroundings, write

if TYPE_CHECKING:
    from collections.abc import Mapping

PATIENCE = 60

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows makes links, pipes and signals in other ways")


def found(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder`` except the list of them."""
    files = {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    files.pop(MANIFEST, None)
    return files


def outputs(files: Mapping[str, bytes]) -> tuple[Output, ...]:
    """These files as a build gives them."""
    return tuple(Output(path, data) for path, data in sorted(files.items()))


def leftovers(target: Path) -> list[Path]:
    """What lies beside ``target``, but for the spare."""
    return [each for each in target.parent.iterdir() if each not in {target, target.with_name(f".{target.name}.spare")}]


PUBLISH = """
import sys
from pathlib import Path
from sendsite.edges.publishing import publish
from sendsite.edges.setup import SetupError
from sendsite.model import Output
try:
    publish(Path(sys.argv[1]), (Output("index.html", b"New home"),))
except SetupError as fault:
    print("SetupError:", fault)
"""
NO_EXCHANGE = """
from sendsite.edges import publishing
publishing.exchange = lambda *_: False
"""
# A site that may not be written in takes the place of one that could be.
READ_ONLY = """
from pathlib import Path
from sendsite.edges.publishing import publish
from sendsite.model import Output
target = Path(sys.argv[1])
publish(target, (Output("a/b/index.html", b"Old"), Output("index.html", b"Old")))
for folder in (target, target / "a", target / "a/b"):
    folder.chmod(0o500)
published = publish(target, (Output("index.html", b"New"),))
print(published.written, published.unchanged)
print((target / "index.html").read_bytes() == b"New", sorted(each.name for each in target.parent.iterdir()))
published = publish(target, (Output("a/b/index.html", b"Newer"), Output("index.html", b"New")))
print(published.written, published.unchanged)
print((target / "a/b/index.html").read_bytes() == b"Newer", sorted(each.name for each in target.parent.iterdir()))
"""
# A site that has no room, and then one that has.
FILLING = """
import os, sys
from pathlib import Path
from sendsite.edges.publishing import publish, write_error
from sendsite.model import Output
target = Path(sys.argv[1])
publish(target, (Output("index.html", b"Old"),))
try:
    publish(target, tuple(Output(f"{n}/index.html", b"x" * n * 20_000) for n in range(12)))
except OSError as fault:
    print(write_error(fault))
left = sorted(os.listdir(target))
is_old = (target / "index.html").read_bytes() == b"Old" and left == [".sendsite-files", "index.html"]
print(is_old, os.listdir(target.parent))
published = publish(target, (Output("index.html", b"New"),))
print(published.written, published.unchanged)
"""


def mounts() -> list[str]:
    """The words before a command that may mount; where nobody may, the test says so."""
    words = own_mounts()
    if words is None:
        pytest.skip("mounting is not allowed here")
    return words


OLD = {"index.html": b"Old home", "about/index.html": b"About", "assets/a/site.css": b"p {}", "gone/index.html": b"x"}
NEW = {"index.html": b"New home", "about/index.html": b"About", "assets/a/site.css": b"p {}", "new/index.html": b"y"}


@pytest.fixture(params=["in one step", "in two steps"])
def target(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the site goes, on a system that can exchange two folders and on one that cannot."""
    if request.param == "in two steps":
        monkeypatch.setattr(publishing, "exchange", lambda *_: False)
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
            patch.setattr(publishing, "exchange", lambda *_: False)
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


# What forbids publishing.


@posix
def test_without_the_right_to_write_beside_it_the_site_stays() -> None:
    with open_folder() as folder:
        publish(folder / "www/output", outputs(OLD))
        before = found(folder)
        closed = folder / "www"
        closed.chmod(0o555)
        tried = run(AS_NOBODY + PUBLISH, closed / "output")
        closed.chmod(0o755)
        assert tried.stdout == (
            f"SetupError: You may not write in {closed}, and the new site is made there before it takes the place of "
            "output. Nothing was changed. Ask for the right to write there, or name a folder inside one of your own "
            "with --output.\n"
        )
        assert found(folder) == before
        assert leftovers(closed / "output") == []


@posix
def test_without_the_right_to_make_folders_nothing_is_made() -> None:
    with open_folder() as folder:
        (folder / "www").mkdir()
        (folder / "www").chmod(0o555)
        tried = run(AS_NOBODY + PUBLISH, folder / "www/far/away/output")
        assert tried.stdout.startswith(
            f"SetupError: You may not write in {folder / 'www'}, and the new site is made there"
        )
        assert found(folder) == {}


def test_of_two_old_sites_the_whole_one_comes_back(target: Path) -> None:
    """One that was being deleted, and could not be, has no list of its files any more."""
    publish(target, outputs(OLD))
    write(target.parent, {".output.old-1/index.html": b"half"})
    target.rename(target.with_name(".output.old-2"))
    assert standing(target) == tuple(sorted(OLD))
    assert publish(target, outputs(OLD)) == Published(0, 4)
    assert leftovers(target) == []


@posix
@pytest.mark.parametrize("can_exchange", [True, False])
def test_a_site_that_was_made_read_only_is_replaced_and_leaves_nothing(*, can_exchange: bool) -> None:
    with open_folder() as folder:
        script = AS_NOBODY + ("" if can_exchange else NO_EXCHANGE) + READ_ONLY
        tried = run(script, folder / "output")
        beside = "['.output.spare', 'output']"
        assert (tried.stdout, tried.stderr) == (f"1 0\nTrue {beside}\n1 1\nTrue {beside}\n", "")


@posix
@pytest.mark.parametrize("kind", ["-t tmpfs none", "--bind elsewhere"])
def test_a_disk_of_its_own_is_refused_with_the_way_out(tmp_path: Path, kind: str) -> None:
    """Also where a folder of the same disk was joined to it, which looks like any other folder."""
    target = tmp_path / "www/output"
    publish(target, outputs(OLD))
    (tmp_path / "elsewhere").mkdir()
    before = sorted(tmp_path.rglob("*"))
    told = (
        f"{target} is a disk of its own, or joined to one, so it cannot be replaced in one step. Nothing was changed."
    )
    told = f"SetupError: {told} Name a folder inside it: --output {target / 'site'}\n"
    mount = f"subprocess.run(['mount', *{kind.split()!r}, sys.argv[1]], cwd={str(tmp_path)!r}, check=True)\n"
    script = f"import subprocess, sys\n{mount}{PUBLISH}"
    tried = subprocess.run(
        [*mounts(), *command(script, target)], env=surroundings(), capture_output=True, encoding="utf-8", check=False
    )
    assert (tried.stdout, tried.stderr) == (told, "")
    assert sorted(tmp_path.rglob("*")) == before


@posix
def test_a_disk_that_can_only_be_read_keeps_the_old_site(tmp_path: Path) -> None:
    target = tmp_path / "www/output"
    publish(target, outputs(OLD))
    mount = f"""
import subprocess, sys
subprocess.run(["mount", "--bind", "{tmp_path}", "{tmp_path}"], check=True)
subprocess.run(["mount", "-o", "remount,bind,ro", "{tmp_path}"], check=True)
"""
    tried = subprocess.run(
        [*mounts(), *command(mount + PUBLISH, target)],
        env=surroundings(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert tried.stdout.startswith(f"SetupError: You may not write in {target.parent}, and "), tried.stderr
    assert found(target) == OLD
    assert leftovers(target) == []


@posix
def test_a_full_disk_keeps_the_old_site(tmp_path: Path) -> None:
    script = f"""
import subprocess, sys
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200k", "none", "{tmp_path}"], check=True)
{FILLING}
"""
    tried = subprocess.run(
        [*mounts(), *command(script, tmp_path / "output")],
        env=surroundings(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert tried.stderr == ""
    assert re.fullmatch(
        r"The site could not be written: the disk is full( \([^)]+\))?\. The old site is as it was\.\n"
        r"True \['output'\]\n1 0\n",
        tried.stdout,
    )


@posix
def test_a_file_that_may_not_grow_keeps_the_old_site(tmp_path: Path) -> None:
    script = f"import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))\n{FILLING}"
    tried = run(script, tmp_path / "output")
    assert tried.stderr == ""
    assert tried.stdout == (
        "The site could not be written: a file became larger than this computer allows. The old site is as it was.\n"
        "True ['output']\n1 0\n"
    )


def test_what_stands_there_is_known_also_between_two_steps(target: Path) -> None:
    assert standing(target) == ()
    write(target, {"mine.html": b"Mine"})
    assert standing(target) == ()
    (target / "mine.html").unlink()
    publish(target, outputs(OLD))
    assert standing(target) == tuple(sorted(OLD))
    target.rename(target.with_name(".output.old-1"))
    assert standing(target) == tuple(sorted(OLD))


# Processes that end or meet at any moment.


@posix
@pytest.mark.parametrize("steps", ["one", "two"])
def test_a_run_that_is_killed_leaves_the_old_site_or_the_new(tmp_path: Path, steps: str) -> None:
    """SENDSITE_KILLS says how often to try it."""
    kills = int(os.environ.get("SENDSITE_KILLS", "150"))
    seed = time.time_ns()
    tried = subprocess.run(
        [sys.executable, "-m", "tests.killing", str(tmp_path), str(kills), str(seed), steps],
        cwd=ROOT,
        env=surroundings(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert tried.returncode == 0, (seed, tried.stderr)
    counts = json.loads(tried.stdout)
    assert counts["A"] + counts["B"] == kills
    assert min(counts["A"], counts["B"], counts["with remains"]) > kills / 10, "the kills came at no interesting moment"
    if steps == "two":
        assert counts["between two steps"]


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


PUBLISHER = """
import sys
from itertools import cycle
from pathlib import Path

from sendsite.edges.publishing import publish
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
    return subprocess.Popen(
        command(PUBLISHER, target, str(times)), env=surroundings(), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


def begin(*processes: subprocess.Popen[bytes]) -> None:
    """Let publishers begin, all at one moment."""
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write(b"\n")
        process.stdin.flush()


def test_ctrl_c_while_something_is_cleared_away_leaves_nothing_beside(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(target, outputs(OLD))
    write(target.parent, {".output.new-1/index.html": b"half"})
    delete = shutil.rmtree
    stopped: list[Path] = []

    def interrupted(folder: Path, *, ignore_errors: bool = False) -> None:
        if not stopped:
            stopped.append(folder)
            raise KeyboardInterrupt
        delete(folder, ignore_errors=ignore_errors)

    monkeypatch.setattr(shutil, "rmtree", interrupted)
    with pytest.raises(KeyboardInterrupt):
        publish(target, outputs(NEW))
    assert stopped
    assert found(target) == OLD
    assert leftovers(target) == []
