"""Faults that shut people out: those who hear a page, read it by its headings, or cannot open a PDF."""

from __future__ import annotations

from typing import Final

from sendsite.catalogue.rule import Files, Rule, page

_BUSES: Final[Files] = {"content/buses.md": "---\ntitle: Buses\n---\nChildren ride for half the price.\n"}
_TRAINS: Final[Files] = {"content/trains.md": "---\ntitle: Trains\n---\nChildren ride for half the price.\n"}
_FLYER: Final = "documents:\n  - id: flyer\n    title: The flyer\n    file: flyer.odt\n"
_FILE: Final[Files] = {"content/flyer.odt": b"A flyer"}
_TEAM: Final = "contacts:\n  - id: team\n    name: The team\n"

RULES: Final = (
    Rule(
        "contact-person",
        "info",
        "The only address given is that of one person.",
        "When that person leaves, nobody answers, and nobody notices.",
        wrong=page("Ask [Ada Fenwick](mailto:ada.fenwick@example.org)."),
        right=page("Ask [the team](mailto:team@example.org)."),
        optional=True,
    ),
    Rule(
        "contact-unreachable",
        "warning",
        "A contact has no telephone number, no address, and no word of why.",
        "Families are told whom to ask, and not how.",
        wrong={"content/data/contacts.yaml": _TEAM},
        right={"content/data/contacts.yaml": f"{_TEAM}    phone: 01632 960 001\n"},
        optional=True,
    ),
    Rule(
        "document-only",
        "warning",
        "A document has no page that says the same.",
        "A PDF is hard to read on a telephone, and for many people with a screen reader it cannot be read at all.",
        wrong={"content/data/documents.yaml": _FLYER} | _FILE,
        right={"content/data/documents.yaml": f"{_FLYER}    page: help.md\n"} | _FILE | page("Come and see us."),
        optional=True,
    ),
    Rule(
        "heading-long",
        "info",
        "A heading has more than 65 characters.",
        "People look through headings to find what they need, and take in a few words of each.",
        wrong=page("## What you can do when the school says that it has not enough money for your child"),
        right=page("## If the school says that it has no money"),
        optional=True,
    ),
    Rule(
        "heading-skipped",
        "error",
        "A heading leaves out a level.",
        "People who hear a page go from heading to heading, and would look for the one that is missing.",
        wrong=page("### Fares\n\nChildren ride for half the price."),
        right=page("## Fares\n\nChildren ride for half the price."),
    ),
    Rule(
        "link-bare",
        "warning",
        "The words of a link are its address.",
        "A screen reader reads the address out letter by letter.",
        wrong=page("See <https://www.example.org/buses>."),
        right=page("See [buses in Testshire](https://www.example.org/buses)."),
        optional=True,
    ),
    Rule(
        "link-same-words",
        "warning",
        "Two links on a page have the same words and lead to different places.",
        "People who hear the links of a page as a list cannot tell one from the other.",
        wrong=page("See [fares](buses.md), and [fares](trains.md).") | _BUSES | _TRAINS,
        right=page("See [fares on buses](buses.md), and [fares on trains](trains.md).") | _BUSES | _TRAINS,
        optional=True,
    ),
    Rule(
        "link-vague",
        "warning",
        "The words of a link do not say where it leads.",
        "Many people hear the links of a page as a list, and “here” says nothing there.",
        wrong=page("To see what buses cost, [click here](buses.md).") | _BUSES,
        right=page("See [what buses cost](buses.md).") | _BUSES,
        optional=True,
    ),
)
