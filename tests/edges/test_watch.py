"""The watcher, woken by real files: what it says, when, and what is there to be read at that moment."""

from __future__ import annotations

import mmap
import os
import random
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sendsite.edges import watch
from sendsite.edges.hints import LONG, LONGEST, Changes
from sendsite.edges.observed import Observed
from sendsite.edges.watch import Watcher
from tests.hostile import limited, surroundings, write
from tests.watching import PATIENCE, Onlooker, files_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

linux = pytest.mark.skipif(sys.platform != "linux", reason="other systems tell less, and later")
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows makes links, pipes and signals in other ways")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site beside what is none of its own."""
    files = {"content/index.md": b"Home", "content/help/a.md": b"Help", "content/help/more/b.md": b"More"}
    outside = {"out/c.md": b"Come", "out/news/d.md": b"News", "out/news/old/e.md": b"Old"}
    write(tmp_path / "site", files | {"content/.hidden/f.md": b"Hidden", "output/index.html": b"Home"})
    write(tmp_path, outside)
    return tmp_path / "site"


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody looks up without a hint."""
    monkeypatch.setattr(watch, "LOOK_ANYWAY", 10 * PATIENCE)


@pytest.fixture
def onlooker(site: Path) -> Iterator[Onlooker]:
    with Onlooker(site) as onlooker:
        yield onlooker


def replace(between: str) -> Callable[[Path], object]:
    """Save as many editors do: by a file of another name."""

    def save(content: Path) -> None:
        (content / between).write_bytes(b"Away")
        (content / between).replace(content / "index.md")

    return save


def grow(content: Path) -> None:
    with (content / "index.md").open("ab") as page:
        page.write(b"!")


def vanish_and_return(content: Path) -> None:
    shutil.rmtree(content / "help")
    write(content, {"help/new/a.md": b"Help again"})


# What somebody does, and which paths are named then.
EVENTS: dict[str, tuple[Callable[[Path], object], set[str]]] = {
    "a file is written": (lambda content: (content / "index.md").write_bytes(b"Away"), {"index.md"}),
    "a file grows": (grow, {"index.md"}),
    "a hidden file takes its place": (replace(".index.md.x7A"), {"index.md"}),
    "a file with a strange name takes its place": (replace("index.md.x7A"), {"index.md"}),
    "a file from outside takes its place": (replace("../../out/c.md"), {"index.md"}),
    "a file comes": (lambda content: (content / "help/n.md").write_bytes(b"New"), {"help/n.md"}),
    "a file goes": (lambda content: (content / "help/a.md").unlink(), {"help/a.md"}),
    "a file moves": (lambda content: (content / "help/a.md").rename(content / "a.md"), {"help/a.md", "a.md"}),
    "a file moves in": (lambda content: (content / "../../out/c.md").rename(content / "c.md"), {"c.md"}),
    "a file moves out": (lambda content: (content / "index.md").rename(content / "../../out/i.md"), {"index.md"}),
    "a file is hidden": (lambda content: (content / "index.md").rename(content / ".index.md"), {"index.md"}),
    "a folder comes": (lambda content: (content / "news").mkdir(), {"news"}),
    "a folder comes filled": (lambda content: write(content, {"n/a/b.md": b"", "n/c.md": b""}), {"n"}),
    "a folder is copied": (lambda content: shutil.copytree(content / "help", content / "h"), {"h"}),
    "a folder goes": (lambda content: shutil.rmtree(content / "help"), {"help"}),
    "a folder goes and returns": (vanish_and_return, {"help"}),
    "a folder moves": (lambda content: (content / "help").rename(content / "support"), {"help", "support"}),
    "a folder moves in": (lambda content: (content / "../../out/news").rename(content / "news"), {"news"}),
    "a folder moves out": (lambda content: (content / "help").rename(content / "../../out/help"), {"help"}),
    "a folder is shown": (lambda content: (content / ".hidden").rename(content / "shown"), {"shown"}),
    "a folder is hidden": (lambda content: (content / "help").rename(content / ".help"), {"help"}),
}
ONLY_POSIX: dict[str, tuple[Callable[[Path], object], set[str]]] = {
    "a date changes": (lambda content: os.utime(content / "index.md", (1, 1)), {"index.md"}),
    "rights change": (lambda content: (content / "index.md").chmod(0o600), {"index.md"}),
    "a second name": (lambda content: (content / "two.md").hardlink_to(content / "index.md"), {"two.md"}),
    "a link": (lambda content: (content / "link.md").symlink_to("index.md"), {"link.md"}),
    "a pipe": (lambda content: os.mkfifo(content / "pipe.md"), {"pipe.md"}),
}


def shown_folders(content: Path) -> list[Path]:
    found: list[Path] = []
    for folder, inside, _ in os.walk(content):
        found.append(Path(folder))
        inside[:] = sorted(name for name in inside if name[0] != ".")
    return found


@linux
@pytest.mark.parametrize("event", [*EVENTS, *ONLY_POSIX])
def test_it_says_once_what_may_have_changed(onlooker: Onlooker, site: Path, event: str) -> None:
    """And hears of every folder afterwards, by the name that it has then."""
    act, paths = {**EVENTS, **ONLY_POSIX}[event]
    act(site / "content")
    (look,) = onlooker.until_seen()
    assert (look.paths, look.everywhere) == ({f"content/{path}" for path in paths}, False)
    folders = shown_folders(site / "content")
    for folder in folders:
        (folder / "probe.md").write_bytes(b"Probe")
    heard = {path for look in onlooker.until_seen() for path in look.paths}
    assert heard == {f"{folder.relative_to(site).as_posix()}/probe.md" for folder in folders}


# On Linux, where only this test uses it, watchdog may meet a new folder twice, and says so.
@pytest.mark.filterwarnings("ignore:Callback with id:RuntimeWarning")
@pytest.mark.parametrize("event", EVENTS)
def test_it_wakes_by_what_other_systems_tell(site: Path, monkeypatch: pytest.MonkeyPatch, event: str) -> None:
    monkeypatch.setattr(watch, "_Listening", Observed)
    with Onlooker(site) as onlooker:
        EVENTS[event][0](site / "content")
        onlooker.until(lambda: bool(onlooker.looks))


@pytest.mark.parametrize("event", [*EVENTS, *ONLY_POSIX] if os.name == "posix" else EVENTS)
def test_who_is_told_nothing_looks_everywhere_again_and_again(site: Path, event: str) -> None:
    with Onlooker(site, poll=0.02) as onlooker:
        {**EVENTS, **ONLY_POSIX}[event][0](site / "content")
        onlooker.until(lambda: bool(onlooker.looks) and onlooker.looks[-1].files == files_in(site))
        assert all(look.everywhere and not look.paths for look in onlooker.looks)
        assert not onlooker.said


def read_all(site: Path) -> None:
    for _ in range(20):
        for file in site.rglob("*"):
            if file.is_file():
                file.read_bytes()


def write_droppings(site: Path) -> None:
    names = (".a.md.swp", "4913", "a.md~", "#a.md#", ".#a.md", "~$a.md", "a.tmp", ".DS_Store")
    for name in names:
        (site / "content/help" / name).write_bytes(b"")
        (site / "content/help" / name).write_bytes(b"More")
    for name in names:
        (site / "content/help" / name).unlink()


def rename_droppings(site: Path) -> None:
    write(site, {"content/.a.tmp": b"x"})
    (site / "content/.a.tmp").rename(site / "content/a.md~")


def fill_hidden_folders(site: Path) -> None:
    write(site, {"content/.git/objects/a": b"", "content/.hidden/new/g.md": b"", ".git/index": b""})
    (site / "content/.git").rename(site / "content/.tig")


def come_and_go(site: Path) -> None:
    write(site, {"content/help/a.md.x7A": b"x"})
    (site / "content/help/a.md.x7A").unlink()


def build(site: Path) -> None:
    write(site, {".output.new-1/a/index.html": b"x", ".sendsite/store": b"x", ".sendsite-links.json": b"{}"})
    (site / "output").rename(site / ".output.old-1")
    (site / ".output.new-1").rename(site / "output")
    shutil.rmtree(site / ".output.old-1")


NOTHING: dict[str, Callable[[Path], object]] = {
    "every file is read": read_all,
    "editors drop what is theirs": write_droppings,
    "a dropping gets another such name": rename_droppings,
    "hidden folders are filled": fill_hidden_folders,
    "a file comes and goes": come_and_go,
    "a site is published": build,
    "a folder beside content/ changes": lambda site: write(site, {"notes/a.md": b"x", "contents/a.md": b"x"}),
}


@linux
@pytest.mark.parametrize("event", NOTHING)
def test_it_wakes_nobody_when(onlooker: Onlooker, site: Path, event: str) -> None:
    NOTHING[event](site)
    time.sleep(0.3)  # twice as long as files must be quiet
    assert not onlooker.looks
    (site / "content/index.md").write_bytes(b"Away")
    (look,) = onlooker.until_seen()
    assert look.paths == {"content/index.md"}


def test_reading_wakes_nobody_by_what_other_systems_tell(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "_Listening", Observed)
    with Onlooker(site) as onlooker:
        read_all(site)
        time.sleep(0.3)
        assert not onlooker.looks
        (site / "content/index.md").write_bytes(b"Away")
        onlooker.until(lambda: bool(onlooker.looks))


@linux
def test_one_save_shows_at_once_and_many_when_they_are_over(onlooker: Onlooker, site: Path) -> None:
    waits = []
    for number in range(3):
        (site / "content/index.md").write_bytes(b"%d" % number)
        closed = time.monotonic()
        (look,) = onlooker.until_seen()
        waits.append(look.moment - closed)
    assert min(waits) < LONG / 2
    for number in range(10):
        (site / f"content/{number}.md").write_bytes(b"New")
        closed = time.monotonic()
        time.sleep(LONG / 5)
    (look,) = onlooker.until_seen()
    assert len(look.paths) == 10
    assert look.moment - closed > LONG * 0.9


@linux
@pytest.mark.parametrize("name", ["index.md", "help/new.md"])
def test_a_slow_writer_is_waited_for(onlooker: Onlooker, site: Path, name: str) -> None:
    with (site / "content" / name).open("wb") as page:
        time.sleep(0.4)
        page.write(b"The first half, ")
        page.flush()
        time.sleep(0.4)
        page.write(b"the second half.")
    (look,) = onlooker.until_seen()
    assert look.files[f"content/{name}"] == b"The first half, the second half."


@posix
@pytest.mark.parametrize("holds_open", [True, False])
def test_changes_without_end_hold_nobody_up(onlooker: Onlooker, site: Path, *, holds_open: bool) -> None:
    stop = threading.Event()

    def go_on() -> None:
        with (site / "content/help/a.md").open("ab", buffering=0) as page:
            while not stop.wait(0.01):
                page.write(b"!")
                if not holds_open:
                    (site / "content/index.md").write_bytes(b"%f" % time.monotonic())

    writer = threading.Thread(target=go_on)
    started = time.monotonic()
    writer.start()
    try:
        onlooker.until(lambda: bool(onlooker.looks))
    finally:
        stop.set()
        writer.join()
    assert onlooker.looks[0].moment - started > LONGEST * 0.9


@posix
def test_a_change_that_comes_before_anybody_waits_is_not_lost(site: Path) -> None:
    """It may come while a build is running."""
    with Watcher(site, print) as watcher:
        for text in (b"One", b"Two"):
            (site / "content/index.md").write_bytes(text)
            time.sleep(0.1)
            assert watcher.wait(0).paths == {site / "content/index.md"}
        assert watcher.wait(0) == Changes()


def test_it_returns_when_it_is_told_to(site: Path) -> None:
    """The clock may change a site at a moment that is known."""
    with Watcher(site, print) as watcher:
        started = time.monotonic()
        assert watcher.wait(0.3) == Changes()
        assert 0.3 <= time.monotonic() - started < PATIENCE


@linux
def test_a_change_that_the_system_never_tells_of_is_looked_for(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Linux tells nothing of what is written by way of memory."""
    page = site / "content/index.md"
    with page.open("r+b") as handle, mmap.mmap(handle.fileno(), 4) as memory, Onlooker(site) as onlooker:
        memory[:] = b"Away"
        memory.flush()
        time.sleep(0.3)
        assert not onlooker.looks
        monkeypatch.setattr(watch, "LOOK_ANYWAY", 0.2)
        with Watcher(site, print) as watcher:
            for _ in range(3):
                assert watcher.wait(PATIENCE) == Changes(everywhere=True)
        assert files_in(site)["content/index.md"] == b"Away"


@linux
def test_looks_at_everything_come_in_the_middle_of_changes_too(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "LOOK_ANYWAY", 0.2)
    with Watcher(site, print) as watcher:
        everywhere = 0
        for number in range(20):
            (site / "content/index.md").write_bytes(b"%d" % number)
            changes = watcher.wait(PATIENCE)
            assert site / "content/index.md" in changes.paths
            everywhere += changes.everywhere
        assert 1 <= everywhere < 20


@linux
def test_when_the_system_loses_count_everything_is_looked_at(site: Path) -> None:
    """It keeps so many events and no more. What is new among the lost is heard of afterwards."""
    room = int(Path("/proc/sys/fs/inotify/max_queued_events").read_text("ascii"))
    if room > 1_000_000:
        pytest.skip("this system keeps too many events")
    names = [str(site / "content/help/a.md"), str(site / "content/help/more/b.md")]
    with Watcher(site, print) as watcher:
        for number in range(room + 10):
            os.utime(names[number % 2], (number, number))
        write(site, {"content/new/page.md": b"New"})
        assert watcher.wait(PATIENCE).everywhere
        assert watcher.wait(0.3) == Changes()
        (site / "content/new/page.md").write_bytes(b"News")
        assert watcher.wait(PATIENCE) == Changes(frozenset({site / "content/new/page.md"}))


def restored(folder: Path) -> None:
    """Away for a moment, and back from a copy."""
    shutil.copytree(folder, folder.parent / "copy")
    shutil.rmtree(folder)
    time.sleep(0.4)
    (folder.parent / "copy").rename(folder)


def swapped(folder: Path) -> None:
    shutil.copytree(folder, folder.parent / "copy")
    folder.rename(folder.parent / "old")
    (folder.parent / "copy").rename(folder)


@linux
@pytest.mark.parametrize("name", ["content", "layouts"])
@pytest.mark.parametrize("change", [restored, swapped])
def test_a_folder_that_is_another_now_is_heard_of_all_the_same(
    site: Path, name: str, change: Callable[[Path], None]
) -> None:
    write(site, {"layouts/page.html": b"Page", "layouts/assets/a.css": b"a"})
    with Onlooker(site) as onlooker:
        change(site / name)
        assert any(look.everywhere for look in onlooker.until_seen())
        page = {"content": "content/help/more/b.md", "layouts": "layouts/assets/a.css"}[name]
        (site / page).write_bytes(b"Changed")
        assert [look.paths for look in onlooker.until_seen()] == [{page}]


@linux
def test_layouts_may_come_and_go(onlooker: Onlooker, site: Path) -> None:
    write(site, {"layouts/page.html": b"Page", "layouts/assets/a.css": b"a"})
    assert any(look.everywhere for look in onlooker.until_seen())
    (site / "layouts/assets/a.css").write_bytes(b"b")
    assert [look.paths for look in onlooker.until_seen()] == [{"layouts/assets/a.css"}]
    shutil.rmtree(site / "layouts")
    assert any(look.everywhere for look in onlooker.until_seen())
    write(site, {"layouts/page.html": b"Page again"})
    assert any(look.everywhere for look in onlooker.until_seen())


@linux
def test_a_site_that_was_changed_for_another_is_found_at_the_next_look(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody tells of that: it happens in the folder around it."""
    monkeypatch.setattr(watch, "LOOK_ANYWAY", 0.2)
    with Watcher(site, print) as watcher:
        swapped(site)
        while not watcher.wait(PATIENCE).everywhere:
            pass
        monkeypatch.setattr(watcher, "_every", 10 * PATIENCE)
        (site / "content/index.md").write_bytes(b"Changed")
        assert site / "content/index.md" in watcher.wait(PATIENCE).paths


@linux
def test_content_may_be_a_link(site: Path) -> None:
    (site / "content").rename(site / "real")
    (site / "content").symlink_to("real")
    with Onlooker(site) as onlooker:
        for page in ("content/index.md", "content/help/more/b.md"):
            (site / page).write_bytes(b"Changed")
            assert [look.paths for look in onlooker.until_seen()] == [{page}]


@linux
def test_a_folder_that_a_link_leads_to_is_none_of_ours(onlooker: Onlooker, site: Path) -> None:
    (site / "content/link").symlink_to(site / "../out")
    assert [look.paths for look in onlooker.until_seen()] == [{"content/link"}]
    (site / "../out/c.md").write_bytes(b"Changed")
    time.sleep(0.4)
    assert not onlooker.looks


def shuffle(content: Path, out: Path, chance: random.Random) -> None:
    """Fill a folder, delete one, or move one in, out or about."""
    folders = shown_folders(content)
    here, there = chance.choice(folders), chance.choice(folders)
    name = f"f{chance.randrange(6)}"
    what = chance.random()
    if what < 0.4:
        write(here, {f"{name}/{chance.randrange(6)}.md": b"x"})
    elif here == content:
        pass
    elif what < 0.43:
        shutil.rmtree(here)
    else:
        source, goal = chance.choice([here, *out.glob("f*")]), chance.choice([there, there, there, out]) / name
        if not goal.exists() and not goal.is_relative_to(source):
            source.rename(goal)


@linux
@pytest.mark.parametrize("seed", range(2))
def test_no_folder_is_forgotten_however_wildly_they_move(site: Path, seed: int) -> None:
    """After this, watchdog 7.1 is deaf to many of them."""
    content, chance = site / "content", random.Random(seed)  # noqa: S311 - no secret
    with Watcher(site, print) as watcher:
        for _ in range(250):
            shuffle(content, site.parent / "out", chance)
            if chance.random() < 0.01:
                watcher.wait(0)
        while watcher.wait(0.2) != Changes():
            pass
        folders = shown_folders(content)
        for folder in folders:
            (folder / "probe.md").write_bytes(b"Probe")
        assert watcher.wait(PATIENCE).paths == {folder / "probe.md" for folder in folders}
    assert len(folders) > 10


LIMITED = """
import sys
from pathlib import Path
from sendsite.edges.watch import Watcher
site = Path(sys.argv[1])
with Watcher(site, print) as watcher:
    if len(sys.argv) > 2:
        for number in range(10):
            (site / f"content/{number}").mkdir()
    for _ in range(2):
        print(watcher.wait(60))
"""
SHORTAGES = {
    "no instances": ("max_inotify_instances", 0, "max_user_instances", ()),
    "no watches": ("max_inotify_watches", 0, "max_user_watches", ()),
    "too few watches": ("max_inotify_watches", 3, "max_user_watches", ()),
    "too few for new folders": ("max_inotify_watches", 6, "max_user_watches", ("more",)),
}


@linux
@pytest.mark.parametrize("name", SHORTAGES)
def test_a_system_at_its_limit_is_told_of_with_the_mend(site: Path, name: str) -> None:
    limit, number, mend, more = SHORTAGES[name]
    command = [*limited(limit, number), sys.executable, "-P", "-c", LIMITED, str(site), *more]
    done = subprocess.run(command, env=surroundings(), capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert (done.returncode, done.stderr) == (0, "")
    said, *looks = done.stdout.splitlines()
    assert said.startswith("The system does not tell of changes, so all files are looked at every second: ")
    assert f"sudo sysctl fs.inotify.{mend}=" in said
    assert looks == [str(Changes(everywhere=True))] * 2


@pytest.mark.parametrize("listening", ["the system's own way", "watchdog"])
def test_it_leaves_nothing_behind(site: Path, monkeypatch: pytest.MonkeyPatch, listening: str) -> None:
    if listening == "watchdog":
        monkeypatch.setattr(watch, "_Listening", Observed)

    def held() -> tuple[int, int]:
        handles = Path("/proc/self/fd")
        return threading.active_count(), len(list(handles.iterdir())) if handles.is_dir() else 0

    before = held()
    for _ in range(3):
        with Watcher(site, print) as watcher:
            watcher.wait(0)
    assert held() == before
