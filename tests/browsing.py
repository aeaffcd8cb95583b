"""Debian's Chromium, driven by Playwright."""

from __future__ import annotations

import atexit
import os
import shutil
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Playwright, ViewportSize

CHROMIUM = shutil.which("chromium")
# As root there is no sandbox; without a graphics card, a process of its own for it only takes time.
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--in-process-gpu"]
PHONE: ViewportSize = {"width": 320, "height": 640}
DESK: ViewportSize = {"width": 1280, "height": 800}


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser; without one, a test is skipped, but never where everything is checked."""
    if CHROMIUM is None:
        missing = "Chromium is missing. On Debian: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    found = _playwright().chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
    yield found
    found.close()


@cache
def _playwright() -> Playwright:
    """One for the whole process, which cannot have two at once."""
    started = sync_playwright().start()
    atexit.register(started.stop)
    return started
