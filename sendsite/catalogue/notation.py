"""Faults of how fields are written down, at the top of a page or in a data file."""

from __future__ import annotations

from typing import Final

from sendsite.catalogue.rule import Rule

RULES: Final = (
    Rule(
        "front-matter",
        "error",
        "A page does not begin with fields between two lines of three dashes.",
        "Without them the page has no title, and its fields would be shown to families as if they were text.",
        wrong={"content/help.md": "---\ntitle: Help\n\nCome and see us.\n"},
        right={"content/help.md": "---\ntitle: Help\n---\n\nCome and see us.\n"},
    ),
    Rule(
        "yaml",
        "error",
        "Some fields cannot be read, or would mean something that was not meant.",
        "Fields are written in YAML, where a few signs have a meaning of their own. Words would be lost, and no one "
        "would know.",
        wrong={"content/help.md": "---\ntitle: Help: who to ask\n---\n\nCome and see us.\n"},
        right={"content/help.md": '---\ntitle: "Help: who to ask"\n---\n\nCome and see us.\n'},
    ),
)
