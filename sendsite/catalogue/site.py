"""Faults of the site as a whole: site.yaml, data files, documents and pages that nobody has checked for long."""

from __future__ import annotations

from typing import Final

from sendsite.catalogue.rule import Files, Rule, page

_FLYER: Final[Files] = {
    "content/data/documents.yaml": (
        "documents:\n  - id: flyer\n    title: Flyer for families\n    file: files/flyer.pdf\n    page: help.md\n"
    ),
    **page("Come and see us."),
}
# The smallest PDF with a page in it.
_WHOLE: Final = (
    b"%PDF-1.4\n"
    b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n0000000101 00000 n \n"
    b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n164\n%%EOF\n"
)

RULES: Final = (
    Rule(
        "data-unknown",
        "error",
        "There is a data file that nothing reads.",
        "It is mostly a known one with a slip in its name, and what it says would be missing from the site.",
        wrong={"content/data/timelines.yaml": "events:\n  - date: 2018-05\n    title: The helpline opens\n"},
        right={"content/data/timeline.yaml": "events:\n  - date: 2018-05\n    title: The helpline opens\n"},
    ),
    Rule(
        "document-damaged",
        "warning",
        "A PDF cannot be read.",
        "Families may not be able to open it, and the site cannot tell them how long it is.",
        wrong=_FLYER | {"content/files/flyer.pdf": "This was saved as a PDF and is none.\n"},
        right=_FLYER | {"content/files/flyer.pdf": _WHOLE},
    ),
    Rule(
        "document-missing",
        "error",
        "A document is listed whose file is not there.",
        "Families would be offered something that they cannot get.",
        wrong=_FLYER,
        right=_FLYER | {"content/files/flyer.pdf": _WHOLE},
    ),
    Rule(
        "change-early",
        "warning",
        "A change is said to have been made on a day that has not come yet.",
        "Readers follow what has changed, and would look for something that is not there.",
        wrong=page("Come and see us.", "changes:", "  - date: 2062-05-01", "    what: We have moved."),
        right=page("Come and see us.", "changes:", "  - date: 2026-05-01", "    what: We have moved."),
    ),
    Rule(
        "related-twice",
        "error",
        "A page names itself among its related pages, or another page twice.",
        "Readers would be led to where they are, or would choose between two links that lead to one place.",
        wrong=page("Come and see us.", "related: [index.md, index.md]"),
        right=page("Come and see us.", "related: [index.md]"),
    ),
    Rule(
        "review-early",
        "warning",
        "A page says that it was checked on a day that has not come yet.",
        "The page tells readers that day, and they would rightly doubt the rest of it.",
        wrong=page("Come and see us.", "reviewed: 2062-05-01"),
        right=page("Come and see us.", "reviewed: 2026-05-01"),
    ),
    Rule(
        "review-overdue",
        "warning",
        "The day has passed by which a page was to be checked again.",
        "Phone numbers change and services end. A council must keep its local offer under review (Children and "
        "Families Act 2014, section 30), and the page tells readers that this was not done.",
        wrong=page("Come and see us.", "reviewed: 2025-05-01", "review_by: 2026-05-01"),
        right=page("Come and see us.", "reviewed: 2026-05-20", "review_by: 2027-05-20"),
    ),
    Rule(
        "site-file-missing",
        "error",
        "There is no file content/site.yaml.",
        "It says what the site is called and where it is, and no page can be made without that.",
        wrong={},
        right={},
    ),
    Rule(
        "site-shrank",
        "error",
        "More than a third of the pages would be gone.",
        "When files are lost by accident, the pages of many families would vanish overnight, so we ask first.",
        wrong={},
        right={},
    ),
)
