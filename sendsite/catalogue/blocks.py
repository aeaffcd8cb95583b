"""Faults of the blocks that editors place in a text."""

from __future__ import annotations

from typing import Final

from sendsite.catalogue.rule import Rule, page

RULES: Final = (
    Rule(
        "block",
        "error",
        "A block is not written as it should be.",
        "A block begins with three colons and its name, and the page would show the colons instead.",
        wrong=page("::: calout note\nBring the letter with you.\n:::"),
        right=page("::: callout note\nBring the letter with you.\n:::"),
    ),
)
