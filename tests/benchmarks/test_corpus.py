"""The corpus is always the same for the same size, sound, and builds with the layouts that the comparison uses."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from benchmarks import corpus, projects
from benchmarks.race import EPOCH

if TYPE_CHECKING:
    from pathlib import Path

NOW = "2026-11-23"
SMALL = 60


def files(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder``, by its path."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def run(site: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """``sendsite`` in a process of its own."""
    command = [sys.executable, "-m", "sendsite", words[0], "--site", str(site), *words[1:]]
    return subprocess.run(command, check=False, capture_output=True, text=True)


def test_the_same_size_gives_the_same_bytes_in_another_process_too(tmp_path: Path) -> None:
    corpus.write(tmp_path / "here", SMALL)
    subprocess.run([sys.executable, corpus.__file__, str(tmp_path / "there"), str(SMALL)], check=True)
    assert files(tmp_path / "here") == files(tmp_path / "there")


@pytest.mark.parametrize("size", [10, 100, 1000])
def test_there_are_as_many_pages_as_were_asked_for_of_every_kind(size: int) -> None:
    assert sum(corpus.counts(size).values()) == size
    pages = corpus.pages(size)
    folders = {kind: [page for page in pages if page.path.startswith(f"{kind}/")] for kind in corpus.counts(size)}
    for kind, many in corpus.counts(size).items():
        assert sum(dict(page.fields).get("reviewed") is not None for page in folders[kind]) == many
    assert len({page.path for page in pages}) == len(pages)


def test_pages_are_as_long_as_they_should_be_and_seldom_say_the_same() -> None:
    bodies = [page.body for page in corpus.pages(200) if dict(page.fields).get("reviewed")]
    lengths = [len(body.split()) for body in bodies]
    assert min(lengths) >= corpus.SHORTEST
    assert max(lengths) <= corpus.LONGEST + 150  # the last part may go over
    assert 600 < sum(lengths) / len(lengths) < 720
    sentences = [sentence for body in bodies for sentence in body.replace("\n", " ").split(". ")]
    own = [sentence for sentence in sentences if not sentence.startswith("Read more in")]
    assert len(set(own)) > 0.9 * len(own)
    for sign in ("\n## ", "\n### ", "\n- ", "\n1. ", "\n| ", "](../", "**", "EHC"):
        assert any(sign in body for body in bodies), sign


def test_it_is_sound(tmp_path: Path) -> None:
    corpus.write(tmp_path, SMALL)
    result = run(tmp_path, "check", "--now", NOW, "--strict")
    assert result.returncode == 0, result.stdout + result.stderr
    assert "no problems" in result.stdout


@pytest.mark.parametrize("edit", ["body", "title", "layout"])
def test_the_project_of_sendsite_builds_and_an_edit_is_published(tmp_path: Path, edit: projects.Edit) -> None:
    projects.SENDSITE.prepare(tmp_path / "site", corpus.pages(SMALL))
    first = run(tmp_path / "site", "build", "--now", NOW)
    assert first.returncode == 0, first.stdout + first.stderr
    edited = tmp_path / "site/output" / projects.EDITED.removesuffix(".md") / "index.html"
    witness = tmp_path / "site/output" / projects.WITNESS.removesuffix(".md") / "index.html"
    assert projects.FOOT in edited.read_text("utf-8")
    for number in (1, 2):
        told = projects.SENDSITE.edit(tmp_path / "site", edit, number)
        again = run(tmp_path / "site", "build", "--now", NOW, "--strict")
        assert again.returncode == 0, again.stdout + again.stderr
        assert told in edited.read_text("utf-8")
        assert (told in witness.read_text("utf-8")) == (edit == "layout")


@pytest.mark.parametrize("generator", projects.GENERATORS, ids=lambda generator: generator.name)
def test_every_generator_gets_every_page_and_can_be_edited(tmp_path: Path, generator: projects.Generator) -> None:
    pages = corpus.pages(SMALL)
    generator.prepare(tmp_path, pages)
    assert len(list((tmp_path / generator.pages).rglob("*.md"))) == len(pages)
    before = files(tmp_path)
    for number, edit in enumerate(("body", "title", "layout"), 1):
        generator.edit(tmp_path, edit, number)  # type: ignore[arg-type] # each is one
    changed = {path for path, data in files(tmp_path).items() if before[path] != data}
    assert changed == {generator.layout, f"{generator.pages}/{generator.placed(projects.EDITED)}"}


def test_the_time_of_the_race_is_the_day_on_which_the_corpus_is_sound() -> None:
    result = subprocess.run(["date", "-u", "-d", f"@{EPOCH}", "+%F"], check=True, capture_output=True, text=True)
    assert result.stdout.strip() == NOW
