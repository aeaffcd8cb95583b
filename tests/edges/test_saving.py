"""How editors, Git and other programs save files, and that each save is one look at whole files."""

from __future__ import annotations

import os
import select
import shlex
import shutil
import struct
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from sendsite.edges import watch
from sendsite.edges.hints import LONG
from tests.hostile import write
from tests.watching import PATIENCE, Onlooker, program

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems tell less, and later")

OLD = b"Old words.\n" * 400
NEW = OLD + b"New words.\n"


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "LOOK_ANYWAY", 10 * PATIENCE)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write(tmp_path / "site", {"content/a.md": OLD, "content/help/b.md": b"Help", "content/help/more/c.md": b"More"})
    (tmp_path / "backups").mkdir()
    return tmp_path / "site"


@pytest.fixture
def onlooker(site: Path) -> Iterator[Onlooker]:
    with Onlooker(site) as onlooker:
        yield onlooker


def run(command: list[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=PATIENCE)


VIM = {
    "as it comes": "",
    "renaming the old file": "set backup writebackup backupcopy=no",
    "writing over the old file": "set backup writebackup backupcopy=yes",
    "as it comes, with a backup": "set backup writebackup backupcopy=auto",
    "with a backup elsewhere": "set backup writebackup backupcopy=no backupdir=../../backups",
    "without any": "set nobackup nowritebackup noswapfile",
    "bringing it to the disk": "set fsync backup writebackup",
}


@pytest.mark.parametrize("way", VIM)
def test_vim(onlooker: Onlooker, site: Path, way: str) -> None:
    words = [word for command in (VIM[way], "$put ='New words.'", "wq") if command for word in ("-c", command)]
    run([program("vim", "vim.tiny"), "-Nu", "NONE", "-es", *words, "a.md"], site / "content")
    (look,) = onlooker.until_seen()
    assert (look.paths, look.files["content/a.md"]) == ({"content/a.md"}, NEW)


def test_vim_open_for_a_while(onlooker: Onlooker, site: Path) -> None:
    """Its swap file comes, grows and goes beside the page."""
    words = ["-c", "sleep 300m", "-c", "$put ='New words.'", "-c", "preserve", "-c", "sleep 300m", "-c", "q!"]
    run([program("vim", "vim.tiny"), "-Nu", "NONE", "-es", *words, "a.md"], site / "content")
    time.sleep(2 * LONG)
    assert not onlooker.looks


def test_nano(onlooker: Onlooker, site: Path) -> None:
    import fcntl  # noqa: PLC0415 - Windows has neither
    import pty  # noqa: PLC0415
    import termios  # noqa: PLC0415

    nano = program("nano")
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(site / "content")
        os.execve(nano, [nano, "--ignorercfiles", "a.md"], {"TERM": "vt100", "HOME": str(site)})  # noqa: S606
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    try:
        for shown, keys in ((b"Exit", b"New words.\r\x0f"), (b"File Name", b"\r"), (b"Wrote", b"\x18")):
            screen = b""
            while shown not in screen:
                assert select.select([terminal], [], [], PATIENCE)[0], screen
                screen += os.read(terminal, 65_536)
            os.write(terminal, keys)
    finally:
        os.close(terminal)
        os.waitpid(child, 0)
    (look,) = onlooker.until_seen()
    assert (look.paths, look.files["content/a.md"]) == ({"content/a.md"}, b"New words.\n" + OLD)


# Each of these leaves NEW in a.md: by a shell, in the folder of the page.
PROGRAMS = {
    "sed": "sed -i '$a New words.' a.md",
    "ed": "printf '$a\\nNew words.\\n.\\nw\\nq\\n' | ed -s a.md",
    "perl": "perl -i -pe 's/$/\\nNew words./ if eof' a.md",
    "rsync": "rsync --archive --ignore-times ../../new.md a.md",
    "cp": "cp ../../new.md a.md",
    "install": "install --backup=simple ../../new.md a.md",
    "tee": "(cat a.md; echo 'New words.') >../../newer.md; tee a.md <../../newer.md",
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_other_programs(onlooker: Onlooker, site: Path, name: str) -> None:
    program(name)
    write(site.parent, {"new.md": NEW})
    run(["sh", "-euc", PROGRAMS[name]], site / "content")
    (look,) = onlooker.until_seen()
    assert (look.paths, look.files["content/a.md"]) == ({"content/a.md"}, NEW)


# What other editors do, step by step; each writes to a file and brings it to the disk before it goes on.
STEPS: dict[str, list[tuple[str, ...]]] = {
    "gedit": [("write", ".goutputstream-7A3KB"), ("link", "a.md", "a.md~"), ("rename", ".goutputstream-7A3KB", "a.md")],
    "Kate": [("write", "a.md.uHkDqX"), ("rename", "a.md.uHkDqX", "a.md")],
    "Emacs": [("link", ".#a.md"), ("rename", "a.md", "a.md~"), ("write", "a.md"), ("unlink", ".#a.md")],
    "VS Code": [("write", "a.md")],
    "IntelliJ": [("write", "a.md___jb_tmp___"), ("rename", "a.md", "a.md___jb_old___"),
                 ("rename", "a.md___jb_tmp___", "a.md"), ("unlink", "a.md___jb_old___")],
}  # fmt: skip


def step(content: Path, what: str, name: str, other: str = "") -> None:
    file = content / name
    if what == "write":
        with file.open("wb") as handle:
            handle.write(NEW)
            handle.flush()
            os.fsync(handle.fileno())
    elif what == "rename":
        file.replace(content / other)
    elif what == "link":
        (content / (other or name)).unlink(missing_ok=True)
        (content / (other or name)).symlink_to("somebody@machine.1234")
    else:
        file.unlink()


@pytest.mark.parametrize("name", STEPS)
def test_other_editors(onlooker: Onlooker, site: Path, name: str) -> None:
    for words in STEPS[name]:
        step(site / "content", *words)
    (look,) = onlooker.until_seen()
    assert look.paths - {"content/a.md___jb_old___"} == {"content/a.md"}
    assert look.files == {**look.files, "content/a.md": NEW}


def git(folder: Path, words: str) -> None:
    identity = "-c user.name=Somebody -c user.email=somebody@example.org -c commit.gpgsign=false"
    run(["git", *shlex.split(f"{identity} {words}")], folder)


@pytest.fixture
def branches(site: Path) -> Path:
    """Two branches that differ in 200 files: changed, new, gone, moved, and all layouts."""
    write(site, {f"content/news/{number}.md": b"%d\n" % number * 200 for number in range(120)})
    write(site, {f"content/old/{number}.md": b"Old %d" % number for number in range(40)})
    git(site, "init -q -b main")
    git(site, "add .")
    git(site, "commit -q -m One")
    git(site, "checkout -q -b other")
    write(site, {f"content/news/{number}.md": b"%d!\n" % number * 200 for number in range(120)})
    write(site, {f"content/new/deep/{number}.md": b"New %d" % number for number in range(30)})
    shutil.rmtree(site / "content/old")
    write(site, {f"layouts/{number}.html": b"%d" % number for number in range(10)})
    git(site, "add .")
    git(site, "commit -q -m Two")
    git(site, "checkout -q main")
    return site


def test_a_checkout_of_200_files_is_one_look(branches: Path) -> None:
    program("git")
    with Onlooker(branches) as onlooker:
        for branch in ("other", "main", "other"):
            git(branches, f"checkout -q {branch}")
            (look,) = onlooker.until_seen()
            assert look.everywhere  # there are other layouts now
            assert ("layouts/1.html" in look.files) == (branch == "other")
            assert len(look.files) == {"main": 163, "other": 163}[branch]


def test_a_checkout_of_pages_says_which(branches: Path) -> None:
    git(branches, "checkout -q main")
    with Onlooker(branches) as onlooker:
        git(branches, "checkout -q other -- content")
        (look,) = onlooker.until_seen()
        assert not look.everywhere
        assert look.paths == {"content/new", *(f"content/news/{number}.md" for number in range(120))}
        git(branches, "stash -q")
        (look,) = onlooker.until_seen()
        assert look.paths == {"content/new", *(f"content/news/{number}.md" for number in range(120))}


@pytest.mark.parametrize("command", ["cp -r", "rsync -r"])
def test_a_tree_that_is_copied_is_one_look(onlooker: Onlooker, site: Path, command: str) -> None:
    write(site.parent, {f"tree/{number % 7}/{number % 5}/{number}.md": b"%d" % number for number in range(300)})
    program(command.partition(" ")[0])
    run([*shlex.split(command), str(site.parent / "tree/"), str(site / "content/")], site)
    looks = onlooker.until_seen()
    assert {path for look in looks for path in look.paths} <= {"content/tree", *(f"content/{n}" for n in range(7))}
    assert len(looks) == 1
