"""What lies round a site and matters to those who read reports: the repository, and the page of the workflow run."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def root(site: Path) -> str:
    """The path from the top of the repository down to ``site``, with a slash at its end; empty where there is none."""
    top = next((folder for folder in (site, *site.parents) if (folder / ".git").exists()), site)
    path = site.relative_to(top).as_posix()
    return "" if path == "." else f"{path}/"


def summarise(words: str) -> None:
    """Add Markdown to the page of the workflow run, where GitHub Actions has one (``GITHUB_STEP_SUMMARY``)."""
    if name := os.environ.get("GITHUB_STEP_SUMMARY"):
        with suppress(OSError), Path(name).open("a", encoding="utf-8") as file:  # a report must not fail the run
            file.write(words)
