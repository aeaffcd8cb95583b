"""What is remembered between commands: the same site as from nothing, whatever has become of the store."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from sendsite.edges import store
from sendsite.edges.reading import Reader
from sendsite.edges.store import Store
from sendsite.keeping.codec import CodecError
from sendsite.keeping.whole import write as written
from sendsite.memo import Memo
from sendsite.model import Settings, Snapshot
from sendsite.site import reasons
from sendsite.site.build import build
from tests.histories import EDITS, START, Author

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sendsite.model import Build
    from sendsite.site.build import Share

HISTORIES = int(os.environ.get("SENDSITE_HISTORIES", "20"))
STEPS = 6


def whole(made: Build) -> tuple[object, ...]:
    """All that a build says, with every byte."""
    files = {output.path: output.data for output in made.outputs}
    return files, made.pages, made.problems, made.absent


class Site:
    """A site on the disk, and commands that build it one after another."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.author = Author()
        self.kept = folder / ".sendsite"
        self.version = "1"
        self.refused = 0  # stores that could not be read

    def write(self) -> None:
        """Make the files what the author has."""
        wanted = {path: source.data for path, source in self.author.snapshot().sources.items()}
        for file in list(self.folder.rglob("*")):
            path = file.relative_to(self.folder).as_posix()
            if file.is_file() and not path.startswith(".sendsite/") and path not in wanted:
                file.unlink()
        for path, data in wanted.items():
            file = self.folder / path
            if not file.is_file() or file.read_bytes() != data:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(data)

    def snapshot(self) -> Snapshot:
        """What a command reads."""
        return Snapshot(Reader(self.folder).read().sources, self.author.now, self.author.settings)

    @property
    def file(self) -> Path:
        """The store that the next command finds."""
        return Store(self.kept, self.author.settings).path

    def command(self) -> tuple[Memo, Store]:
        """Begin a command: what it remembers, and where that lies."""
        opened, memo = Store(self.kept, self.author.settings), Memo()
        try:
            opened.load(memo)
        except CodecError:
            self.refused += 1
            opened.discard()
            return Memo(), Store(self.kept, self.author.settings)
        return memo, opened

    def befall(self, what: str, value: object) -> None:
        """Let something happen to the site or to what is remembered of it."""
        match what, value:
            case "edit", list() as edits:
                for each in edits:
                    self.author.edit(*each)
                self.write()
            case "delete", _:
                shutil.rmtree(self.kept, ignore_errors=True)
            case "foreign", _:
                self.kept.mkdir(exist_ok=True)
                self.file.unlink(missing_ok=True)
                with sqlite3.connect(self.file) as database:
                    database.execute("CREATE TABLE packs(strange TEXT)")
            case "empty", _:
                self.kept.mkdir(exist_ok=True)
                self.file.write_bytes(b"")
            case "spoil", float() as at if self.file.is_file():
                spoil(self.file, at)
            case "upgrade", _:
                self.version += "'"

    def built(self, memo: Memo, opened: Store, share: Callable[[Sequence[Share]], None] = lambda _: None) -> Build:
        """What a command makes, which then remembers it."""
        snapshot = self.snapshot()
        recalled = opened.recall(snapshot)
        made = build(memo, snapshot, share)
        assert recalled is None or whole(recalled) == whole(made)
        opened.save(memo, written(snapshot, *reasons.span(memo, snapshot.now), made))
        return made

    def follow(self, memo: Memo, opened: Store, edits: Sequence[tuple[str, object]]) -> None:
        """Let a command build again after each of ``edits``, having kept only a part when the next one comes."""
        for edit in edits:
            build(memo, self.snapshot())
            opened.save_some(memo)
            self.author.edit(*edit)
            self.write()
        build(memo, self.snapshot())
        while not opened.save_some(memo):
            pass


def spoil(file: Path, at: float) -> None:
    """Change a few bytes."""
    data = bytearray(file.read_bytes())
    begin = int(at * max(len(data) - 64, 0))
    data[begin : begin + 64] = bytes(255 - each for each in data[begin : begin + 64])
    file.write_bytes(data)


HAPPENINGS = st.one_of(
    st.tuples(st.sampled_from(["edit", "follow"]), st.lists(EDITS, min_size=1, max_size=3)),
    st.tuples(st.sampled_from(["restart", "delete", "foreign", "empty", "upgrade", "together", "tidy"]), st.none()),
    st.tuples(st.just("spoil"), st.floats(0, 1)),
)


@settings(
    max_examples=HISTORIES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    print_blob=True,
)
@given(st.lists(HAPPENINGS, min_size=2, max_size=STEPS))
def test_whatever_becomes_of_the_store_the_site_is_that_of_a_build_from_nothing(
    monkeypatch: pytest.MonkeyPatch, history: list[tuple[str, object]]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        site = Site(Path(name))
        monkeypatch.setattr(store, "code", lambda: site.version)
        monkeypatch.setattr(store, "_SOME", 50)
        site.write()
        memo, opened = site.command()
        site.built(memo, opened)
        for what, value in history:
            note(f"{what}: {value!r:.80}")
            opened.close()
            site.befall(what, value)
            monkeypatch.setattr(store, "_MOST_ROWS", 1 if what == "tidy" else 2)
            memo, opened = site.command()
            if what == "together":  # another command begins and ends while this one lasts
                other = site.command()
                assert whole(site.built(*other)) == whole(build(Memo(), site.snapshot()))
                other[1].close()
            try:
                if what == "follow" and isinstance(value, list):
                    site.follow(memo, opened, value)
                made = whole(site.built(memo, opened))
            except CodecError:  # damage that shows only when an answer is wanted
                opened.discard()
                memo, opened = Memo(), Store(site.kept, site.author.settings)
                made = whole(site.built(memo, opened))
            assert made == whole(build(Memo(), site.snapshot()))
        opened.close()
        assert site.refused == 0 or {what for what, _ in history} & {"spoil", "foreign", "empty"}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site that has been built once."""
    made = Site(tmp_path)
    made.write()
    memo, opened = made.command()
    made.built(memo, opened)
    opened.close()
    return made


def test_nothing_changed_is_nothing_computed(site: Site) -> None:
    memo, opened = site.command()
    site.built(memo, opened)
    assert memo.computed == []
    opened.close()


def test_a_build_is_recalled_until_something_changes(site: Site) -> None:
    _, opened = site.command()
    assert opened.recall(site.snapshot()) is not None
    site.author.files["content/help/buses.md"] = "---\ntitle: Coaches\n---\n"
    site.write()
    assert opened.recall(site.snapshot()) is None
    opened.close()


def test_a_build_is_recalled_only_for_the_time_that_it_is_true(site: Site) -> None:
    """Midnight, and every moment at which the clock changes the site, end it; and it is no older than the last."""
    _, opened = site.command()
    recalled, now = [], site.author.now
    for minutes in range(-2 * 24 * 60, 2 * 24 * 60, 30):
        site.author.now = now + timedelta(minutes=minutes)
        found = opened.recall(site.snapshot())
        assert found is None or whole(found) == whole(build(Memo(), site.snapshot()))
        recalled.append(found is not None)
    assert any(recalled)
    assert not all(recalled)
    opened.close()


def test_a_store_serves_a_copy_of_the_site_elsewhere_with_other_dates(site: Site, tmp_path: Path) -> None:
    """As CI restores it onto a fresh checkout."""
    copy = Site(tmp_path.parent / f"{tmp_path.name} elsewhere")
    shutil.copytree(site.folder, copy.folder, copy_function=shutil.copyfile)
    memo, opened = copy.command()
    made = copy.built(memo, opened)
    assert memo.computed == []
    assert whole(made) == whole(build(Memo(), copy.snapshot()))
    opened.close()


def test_what_is_kept_in_parts_is_as_good_as_what_is_kept_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_SOME", 100)
    site = Site(tmp_path)
    site.write()
    memo, opened = site.command()
    build(memo, site.snapshot())
    parts = -(-len(memo.news) // 100)
    assert parts > 2
    assert [opened.save_some(memo) for _ in range(parts)] == [False] * (parts - 1) + [True]
    opened.close()
    memo, opened = site.command()
    site.built(memo, opened)
    assert memo.computed == []
    opened.close()


@pytest.mark.parametrize("at", [0.0, 0.5, 1.0])
def test_a_damaged_store_is_replaced_by_a_sound_one(site: Site, at: float) -> None:
    spoil(site.file, at)
    for _ in range(2):
        memo, opened = site.command()
        try:
            site.built(memo, opened)
        except CodecError:
            opened.discard()
        opened.close()
    memo, opened = site.command()
    site.built(memo, opened)
    assert memo.computed == []
    opened.close()


def test_an_edit_computes_no_more_than_in_one_process(site: Site) -> None:
    memo, opened = site.command()
    site.built(memo, opened)
    path, text = "content/help/buses.md", START["content/help/buses.md"]
    assert text is not None
    site.author.files[path] = text + "\nMore.\n"
    site.write()
    site.built(memo, opened)
    in_one_process = {str(entry.key) for entry in memo.computed}
    opened.close()
    site.author.files[path] = text + "\nStill more.\n"
    site.write()
    memo, opened = site.command()
    site.built(memo, opened)
    assert {str(entry.key) for entry in memo.computed} == in_one_process
    opened.close()


def test_a_store_that_is_only_read_is_left_as_it_is(site: Site) -> None:
    before = {file.name: file.read_bytes() for file in site.kept.iterdir()}
    site.author.files["content/help/buses.md"] = "---\ntitle: Coaches\n---\n"
    site.write()
    opened, memo = Store(site.kept, Settings(), is_kept=False), Memo()
    opened.load(memo)
    made = site.built(memo, opened)
    assert memo.computed
    assert whole(made) == whole(build(Memo(), site.snapshot()))
    opened.close()
    assert {file.name: file.read_bytes() for file in site.kept.iterdir()} == before


def test_it_does_not_grow_without_end(site: Site) -> None:
    sizes = []
    for number in range(60):
        site.author.files["content/help/buses.md"] = f"---\ntitle: Buses {number}\n---\n{'Words. ' * 500}\n"
        site.write()
        memo, opened = site.command()
        site.built(memo, opened)
        opened.close()
        sizes.append(site.file.stat().st_size)
    assert max(sizes[30:]) < 2 * max(sizes[:10])


def test_stores_of_other_ways_of_building_are_few(site: Site) -> None:
    for number in range(9):
        site.author.settings = Settings(base_url=f"https://{number}.example.org/")
        memo, opened = site.command()
        site.built(memo, opened)
        opened.close()
    assert len(list(site.kept.glob("*.sqlite"))) <= 5


@pytest.mark.skipif(sys.platform != "linux", reason="helpers are for Linux alone")
def test_with_helpers_or_without_the_site_is_the_same(site: Site) -> None:
    """In a process of its own, which has one thread, as helpers want it."""
    script = (
        "import sys; from pathlib import Path; sys.path[:0] = sys.argv[2:]\n"
        "from sendsite.edges import crew; from tests.edges.test_store import *\n"
        "import sendsite.site.build; sendsite.site.build._FEW = 0\n"
        "crew._FEWEST = 1; crew._AT_ONCE = 1; site = Site(Path(sys.argv[1])); shutil.rmtree(site.kept)\n"
        "opened, memo = Store(site.kept, site.author.settings), Memo()\n"
        "keep = crew.Keep(opened, opened.load(memo)); shared = []\n"
        "made = site.built(memo, opened, lambda all: crew.share_out(memo, all, keep, shared.append))\n"
        "assert sum(shared) > 5, shared\n"
        "wanted = site.snapshot().sources\n"
        "assert all(each.answer is None or each.answer.data == wanted[each.args[0]].data\n"
        "    for each in memo.givens if each.question.__name__ == 'source')\n"
        "assert whole(made) == whole(build(Memo(), site.snapshot()))\n"
        "opened.close(); memo, opened = site.command(); site.built(memo, opened)\n"
        "assert memo.computed == [], memo.computed\n"
        "site.author.files['layouts/parts/trail.html'] += '<p>More</p>'; site.write(); opened.close()\n"
        "opened, memo, before = Store(site.kept, site.author.settings), Memo(), sum(shared)\n"
        "keep = crew.Keep(opened, opened.load(memo))\n"
        "made = site.built(memo, opened, lambda all: crew.share_out(memo, all, keep, shared.append))\n"
        "assert sum(shared) > before + 3, shared\n"
        "assert whole(made) == whole(build(Memo(), site.snapshot()))\n"
        "opened.close(); memo, opened = site.command(); site.built(memo, opened)\n"
        "assert memo.computed == [], memo.computed\n"
    )
    ran = subprocess.run([sys.executable, "-c", script, site.folder, Path.cwd()], check=False, timeout=120)
    assert ran.returncode == 0
