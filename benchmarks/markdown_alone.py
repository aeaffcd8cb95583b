"""Stock Python-Markdown over every page of a folder, with nothing read but the text and nothing written.

It is a row of benchmarks/speed.py: what a generator written in Python might be thought to need at the least. Run it
with ``.venv/bin/python benchmarks/markdown_alone.py FOLDER``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from markdown import Markdown


def main(folder: Path) -> None:
    """Convert all pages, and say how many letters that came to."""
    markdown = Markdown(extensions=["tables", "fenced_code", "sane_lists", "toc"])
    letters = 0
    for file in folder.rglob("*.md"):
        letters += len(markdown.reset().convert(file.read_text("utf-8").split("---\n", 2)[2]))
    print(letters)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
