"""What every test stands on."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

settings.register_profile("patient", deadline=None)  # a busy machine is no fault
settings.load_profile("patient")
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # with it, hundreds of commands would each compile sendsite anew


@pytest.fixture(autouse=True)
def _no_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that wants SOURCE_DATE_EPOCH sets it."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
