"""Where the repository of a site begins, and the page of the workflow run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sendsite.edges import repository

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_top_is_where_git_is(tmp_path: Path) -> None:
    site = tmp_path / "sites" / "send"
    site.mkdir(parents=True)
    assert repository.root(site) == ""
    (tmp_path / ".git").mkdir()
    assert repository.root(site) == "sites/send/"
    assert repository.root(tmp_path) == ""
    (tmp_path / "sites" / ".git").write_text("gitdir: elsewhere\n", "utf-8")  # as in a submodule
    assert repository.root(site) == "send/"


def test_a_summary_is_added_to_what_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "summary.md"
    page.write_text("Before.\n", "utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    repository.summarise("After.\n")
    assert page.read_text("utf-8") == "Before.\nAfter.\n"


def test_without_github_there_is_no_summary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    monkeypatch.chdir(tmp_path)
    repository.summarise("Words.")
    assert list(tmp_path.iterdir()) == []
