"""Faults of what Markdown would publish just as it was typed, and of tables without headings."""

from __future__ import annotations

from typing import Final

from sendsite.catalogue.rule import Rule, page

RULES: Final = (
    Rule(
        "markdown-emphasis",
        "error",
        "Bold or italic words begin and never end, or end and never began.",
        "Families would see the asterisks, and the words that matter most would look like all others.",
        wrong=page("Do **not wait for a diagnosis."),
        right=page("Do **not** wait for a diagnosis."),
    ),
    Rule(
        "placeholder",
        "error",
        "Words wait for somebody to fill them in, such as “[insert name]” or “TBC”.",
        "A page with “[insert name]” tells families that nobody has finished it, and not whom to ask.",
        wrong=page("Ask [insert name] for the form."),
        right=page("Ask the Partnership team for the form."),
    ),
    Rule(
        "table-headings",
        "error",
        "A column of a table has no heading.",
        "A screen reader says the heading before each cell, and a phone shows it beside the cell. Without it nobody "
        "can tell what a cell means (WCAG 2.2, 1.3.1 Info and Relationships).",
        wrong=page("| | Open |\n|---|---|\n| Monday | 9am to 5pm |"),
        right=page("| Day | Open |\n|---|---|\n| Monday | 9am to 5pm |"),
    ),
    Rule(
        "template-code",
        "error",
        "A page or a field has signs that work only in layouts.",
        "Families would see “{{” and “}}” and not the words that were meant to be there.",
        wrong=page("Welcome to {{ site.name }}."),
        right=page("Welcome to the Testshire Partnership."),
    ),
)
