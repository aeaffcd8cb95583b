"""Faults of single fields: their names, and what stands after the colon."""

from __future__ import annotations

from typing import Final

from sendsite.catalogue.rule import Rule, page

RULES: Final = (
    Rule(
        "field-empty",
        "error",
        "A field is empty.",
        "Nobody can tell what was meant: an empty “draft:”, for one, could publish a page that is not ready, and an "
        "empty “cancelled:” could send families to an event that is off. Without a title nobody finds the page in a "
        "search.",
        wrong={"content/help.md": "---\ntitle: Help\ndraft:\n---\nCome and see us.\n"},
        right={"content/help.md": "---\ntitle: Help\ndraft: no\n---\nCome and see us.\n"},
    ),
    Rule(
        "field-missing",
        "error",
        "A field that must be there is missing.",
        "Families need it to make sense of the page: an event without a day, for one, is nothing that anybody can go "
        "to.",
        wrong={"content/help.md": "---\nsummary: Who can help you.\n---\nCome and see us.\n"},
        right={"content/help.md": "---\ntitle: Help\nsummary: Who can help you.\n---\nCome and see us.\n"},
    ),
    Rule(
        "field-unknown",
        "error",
        "There is a field that we do not know.",
        "It is mostly a known one with a slip in its name, and what it says would be missing from the site.",
        wrong=page("Come and see us.", "sumary: Who can help you."),
        right=page("Come and see us.", "summary: Who can help you."),
    ),
    Rule(
        "field-value",
        "error",
        "A field says something that it cannot say.",
        "A date that is not sure could bring families on the wrong day, and a wrong phone number helps nobody. Dates "
        "are written with the year first, as in ISO 8601, because 04/05/2027 is in April for some and in May for "
        "others.",
        wrong=page("Come and see us.", "reviewed: 04/05/2026"),
        right=page("Come and see us.", "reviewed: 2026-05-04"),
    ),
)
