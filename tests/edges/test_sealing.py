"""A published site that nobody touched is neither read nor listed, and one that somebody touched is."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sendsite.edges.publishing import Published, publish
from sendsite.edges.sealing import Seals
from sendsite.edges.setup import SetupError
from sendsite.model import Output
from tests.hostile import found, write

if TYPE_CHECKING:
    from collections.abc import Callable

SITE: Final = {"index.html": b"Home", "news/a/index.html": b"A", "news/b/index.html": b"B"}
PAST: Final = 0.15  # seconds after which a date is believed


def outputs(**more: bytes) -> tuple[Output, ...]:
    return tuple(Output(path, data) for path, data in {**SITE, **more}.items())


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "output"


def settled(target: Path) -> str:
    """Publish the site, and return its seals when all of it has one."""
    publish(target, outputs())
    time.sleep(PAST)
    text = publish(target, outputs()).seals
    seals = Seals.of(text)
    assert set(seals.folders) == {"", "news", "news/a", "news/b"}
    assert all(seals.folders.values())
    assert all(marks for marks, _ in seals.files.values())
    return text


def refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> NoReturn:
        raise AssertionError

    monkeypatch.setattr(Path, "read_bytes", lambda file: read(file) if file.name == ".sendsite-files" else refused())
    monkeypatch.setattr(os, "listdir", refused)


read: Final = Path.read_bytes


def test_what_is_sealed_is_neither_read_nor_listed(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seals = settled(target)
    refuse(monkeypatch)
    assert publish(target, outputs(), seals=seals) == Published(0, 3)
    assert publish(target, outputs(), seals=seals).seals == seals


def test_what_has_just_been_written_is_not_sealed(target: Path) -> None:
    """It could change again within one tick of the clock, and nothing would show that."""
    seals = Seals.of(publish(target, outputs()).seals)
    assert not any(marks for marks, _ in seals.files.values())
    assert not any(seals.folders.values())


def test_seals_outlast_a_change_elsewhere(target: Path) -> None:
    seals = settled(target)
    for number in range(3):
        seals = publish(target, outputs(**{"news/b/index.html": b"%d" % number}), seals=seals).seals
        time.sleep(PAST)
    kept = Seals.of(seals)
    assert kept.files["index.html"][0]
    assert kept.files["news/a/index.html"][0]
    assert kept.folders["news/a"]


def edit(target: Path) -> None:
    """To the same size, and with the old date."""
    file = target / "news/a/index.html"
    status = file.stat()
    file.write_bytes(b"Z")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def replace(target: Path) -> None:
    write(target.parent, {"other": b"Z"})
    (target.parent / "other").replace(target / "news/a/index.html")


def lose(target: Path) -> None:
    (target / "news").rename(target.parent / "news")


@pytest.mark.parametrize("deed", [edit, replace, lose])
def test_what_somebody_did_is_seen(target: Path, deed: Callable[[Path], None]) -> None:
    seals = settled(target)
    deed(target)
    assert publish(target, outputs(), seals=seals).written
    assert {path: data for path, data in found(target).items() if path in SITE} == SITE


@pytest.mark.parametrize("path", ["mine.txt", "news/a/mine.txt", "news/c/mine.txt"])
def test_a_file_of_others_is_seen(target: Path, path: str) -> None:
    seals = settled(target)
    write(target, {path: b"Mine"})
    with pytest.raises(SetupError, match=path):
        publish(target, outputs(), seals=seals)


def test_what_changes_while_the_site_is_published_is_seen_the_next_time(target: Path) -> None:
    seals = settled(target)

    def late() -> bytes:
        edit(target)
        time.sleep(PAST)
        return b"N"

    new = Output("new.html", late, Output("new.html", b"N").digest)
    seals = publish(target, (*outputs(), new), seals=seals).seals
    time.sleep(PAST)
    publish(target, outputs(**{"new.html": b"N"}), seals=seals)
    assert {path: data for path, data in found(target).items() if path in SITE} == SITE


def test_seals_are_kept_as_text() -> None:
    seals = Seals({"": "1 2 3 4", "a": ""}, {"a/b": ("5 6 7 8", "digest"), "c": ("", "other")})
    assert Seals.of(seals.text) == seals
    assert Seals.of(Seals().text) == Seals()


def test_a_name_that_would_break_the_text_leaves_the_site_without_seals(target: Path) -> None:
    write(target, {"a\nb/.DS_Store": b""})
    assert publish(target, outputs()).seals != Seals().text  # the folder did not stay
    write(target, {"a\nb/.DS_Store": b""})
    assert publish(target, outputs()).seals == Seals().text


@settings(max_examples=200, deadline=None)
@given(text=st.text(), cut=st.integers(0, 400), at=st.integers(0, 400), other=st.characters())
@example(text="1\n\n0 0 0 0\na", cut=0, at=0, other="9")
def test_seals_that_were_damaged_change_nothing(
    tmp_path_factory: pytest.TempPathFactory, text: str, cut: int, at: int, other: str
) -> None:
    target = tmp_path_factory.mktemp("site") / "output"
    whole = publish(target, outputs()).seals
    for damaged in (text, whole[:cut], whole[cut:], whole[:at] + other + whole[at + 1 :]):
        for files in (outputs(), outputs(**{"news/a/index.html": b"A!"})):
            publish(target, files, seals=damaged)
            assert {output.path: output.data for output in files}.items() <= found(target).items()
            assert len(found(target)) == len(files) + 1
