"""Faults of the text of a page: headings, lists, tables and the words of links."""

from __future__ import annotations

from typing import Final

from sendsite.catalogue.rule import Rule, page

RULES: Final = (
    Rule(
        "heading-empty",
        "error",
        "A heading has no words.",
        "People who use a screen reader go from heading to heading, and this one tells them nothing (WCAG 2.2, 2.4.6 "
        "Headings and Labels).",
        wrong=page("Come and see us.\n\n##\n\nWe are open every day."),
        right=page("Come and see us.\n\n## When we are open\n\nWe are open every day."),
    ),
    Rule(
        "heading-title",
        "error",
        "A page has a second title in its text.",
        "The page shows its “title” as the one heading of the first level. A second one hides from people who use a "
        "screen reader how the page is built (WCAG 2.2, 1.3.1 Info and Relationships).",
        wrong=page("# Who can help you\n\nCome and see us."),
        right=page("## Who can help you\n\nCome and see us."),
    ),
    Rule(
        "heading-underlined",
        "warning",
        "A line of hyphens or other signs stands right below some words.",
        "Most people who type hyphens want a line across the page. A sentence that becomes a heading misleads people "
        "who use a screen reader (WCAG 2.2, 1.3.1 Info and Relationships).",
        wrong=page("Come and see us.\n---\nWe are open every day."),
        right=page("Come and see us.\n\n---\n\nWe are open every day."),
    ),
    Rule(
        "link-words",
        "error",
        "A link has no words.",
        "Nobody can see it, and a screen reader has nothing to say for it (WCAG 2.2, 2.4.4 Link Purpose).",
        wrong=page("[](https://www.example.org/)"),
        right=page("[Buses in Testshire](https://www.example.org/)"),
    ),
    Rule(
        "markdown-brackets",
        "error",
        "A bracket opens and never closes, or closes and never opened.",
        "Families would see a bracket that means nothing, and what it was meant to do would not happen. A hundred "
        "of them would also make the page take for ever.",
        wrong=page("Bring the letter [or a copy."),
        right=page("Bring the letter (or a copy)."),
    ),
    Rule(
        "markdown-code",
        "error",
        "Code begins and never ends, or words become code because of the spaces before them.",
        "The backticks would be shown to families, and what comes after them would not look as it should. Code stands "
        "in a grey box, in the letters of a typewriter.",
        wrong=page("```\nFrom: the Partnership\n\nCome and see us."),
        right=page("```\nFrom: the Partnership\n```\n\nCome and see us."),
    ),
    Rule(
        "markdown-depth",
        "error",
        "A text is nested too deeply.",
        "Nobody can follow a quotation within a hundred quotations, and making a page of it would take for ever.",
        wrong=page(">" * 101 + " Come and see us."),
        right=page("> Come and see us."),
    ),
    Rule(
        "markdown-html",
        "error",
        "There is HTML in a page.",
        "HTML pasted from elsewhere can break a page, follow its readers about, or shut out those who use a screen "
        "reader. It would be shown to families just as it was typed.",
        wrong=page("The pass is <b>free</b>."),
        right=page("The pass is **free**."),
    ),
    Rule(
        "markdown-link",
        "error",
        "Something looks like a link or a footnote, and is none.",
        "Families would see brackets or a bare address, and could not go where it leads.",
        wrong=page("See https://www.example.org/buses for the fares."),
        right=page("See [the fares of the buses](https://www.example.org/buses)."),
    ),
    Rule(
        "markdown-list",
        "error",
        "Lines look like a list to you and will not to readers, or the other way round.",
        "The things would run into one another. A screen reader says how long a list is only when it is a real one "
        "(WCAG 2.2, 1.3.1 Info and Relationships).",
        wrong=page("Bring with you:\n- the letter\n- a photo"),
        right=page("Bring with you:\n\n- the letter\n- a photo"),
    ),
    Rule(
        "markdown-note",
        "error",
        "A note to yourself begins and never ends.",
        "Everything after it would be missing from the page.",
        wrong=page("<!-- Ask Sam about this.\n\nCome and see us."),
        right=page("<!-- Ask Sam about this. -->\n\nCome and see us."),
    ),
    Rule(
        "markdown-sign",
        "error",
        "A sign means something in other programs and nothing here.",
        "Families would see it as it stands, and a screen reader would read it out.",
        wrong=page("Please do ==not== wait."),
        right=page("Please do **not** wait."),
    ),
    Rule(
        "markdown-strike",
        "error",
        "Two tildes are meant to strike words out, and do not.",
        "Families would take the words for true and see four tildes as well. A screen reader mostly passes over a "
        "line through words, so it is better to say what has changed.",
        wrong=page("A pass costs ~~£40~~ £50."),
        right=page("A pass costs £50. Until May it was £40."),
    ),
    Rule(
        "markdown-table",
        "error",
        "A table does not become the table that was meant.",
        "Cells that are left over would be missing from the page, and a table that is none would be shown as it was "
        "typed. A screen reader can only read out a real table (WCAG 2.2, 1.3.1 Info and Relationships).",
        wrong=page("| when | what |\n|---|---|\n| week 6 | the decision | by letter |"),
        right=page("| when | what | how |\n|---|---|---|\n| week 6 | the decision | by letter |"),
    ),
)
