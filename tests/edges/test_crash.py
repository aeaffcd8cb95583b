"""A fault of sendsite's own is kept where it can be found, and told without a traceback."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING

from sendsite import __version__
from sendsite.edges import crash

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def fault() -> Exception:
    try:
        int("a\ud800b")
    except ValueError as raised:
        return raised
    raise AssertionError


def test_the_trace_is_kept_with_what_is_needed_to_mend_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    kept = crash.keep(fault())
    assert kept is not None
    assert kept.parent == tmp_path
    text = kept.read_text("utf-8")
    assert f"sendsite {__version__}, Python " in text
    assert "test_crash.py" in text
    assert "ValueError" in text
    assert str(kept) in crash.sentence(fault(), kept)


def test_where_no_file_can_be_kept_the_words_are_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    assert crash.keep(fault()) is None
    assert "ValueError" in crash.sentence(fault(), None)
