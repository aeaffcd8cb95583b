"""Faults of where things lead: links, paths in fields, and the addresses of the pages themselves."""

from __future__ import annotations

from typing import Final

from sendsite.catalogue.rule import Files, Rule, page

_BUSES: Final[Files] = {"content/buses.md": "---\ntitle: Buses\n---\n\n## Fares\n\nChildren ride for half the price.\n"}
_TRAVEL: Final[Files] = {"content/travel/buses.md": "---\ntitle: Buses\n---\nChildren ride for half the price.\n"}
_CONTACT: Final = "  - id: {}\n    name: {}\n    phone: 01632 960001\n"


def _contacts(*contacts: tuple[str, str]) -> Files:
    return {"content/data/contacts.yaml": "contacts:\n" + "".join(_CONTACT.format(*each) for each in contacts)}


def _guide(*parts: str) -> Files:
    """A guide with these parts, and the page that may be one."""
    listed = "".join(f"  - {part}\n" for part in parts)
    return {
        "content/plan/index.md": f"---\ntitle: Ask for a plan\nparts:\n{listed}---\n",
        "content/plan/asking.md": "---\ntitle: How to ask\n---\nWrite us a letter.\n",
    }


RULES: Final = (
    Rule(
        "address-empty",
        "error",
        "No web address can be made of the name of a file or folder.",
        "Addresses are made of the letters a to z and of digits, so that families can read them out and type them.",
        wrong={"content/مدد.md": "---\ntitle: Help\n---\nCome and see us.\n"},
        right={"content/help-in-urdu.md": "---\ntitle: Help\n---\nCome and see us.\n"},
    ),
    Rule(
        "address-taken",
        "error",
        "Two pages or files want the same web address.",
        "Only one of them can have it, and families would never see the other.",
        wrong=page("Come and see us.")
        | {"content/money.md": "---\ntitle: Money\nslug: help\n---\nWe can pay for a pass.\n"},
        right=page("Come and see us.")
        | {"content/money.md": "---\ntitle: Money\nslug: help-with-money\n---\nWe can pay for a pass.\n"},
    ),
    Rule(
        "link-anchor",
        "error",
        "A link leads to a heading that is not on the page.",
        "Families would land at the top of a page and have to look for what the link promised.",
        wrong=page("See [what buses cost](buses.md#fees).") | _BUSES,
        right=page("See [what buses cost](buses.md#fares).") | _BUSES,
    ),
    Rule(
        "link-broken",
        "error",
        "A link, or a path in a field, leads to nothing.",
        "Families would see a page that says “not found” at the moment when they need help.",
        wrong=page("See [what buses cost](busses.md).") | _BUSES,
        right=page("See [what buses cost](buses.md).") | _BUSES,
    ),
    Rule(
        "link-empty",
        "error",
        "A link or a picture has no address.",
        "Whoever follows it gets nowhere.",
        wrong=page("See [what buses cost]().") | _BUSES,
        right=page("See [what buses cost](buses.md).") | _BUSES,
    ),
    Rule(
        "link-expired",
        "warning",
        "A link leads to a page whose time is over.",
        "Readers see the words, but no link. It happens by itself, so it does not stop the site from being published.",
        wrong=page("See [what buses cost](buses.md).")
        | {"content/buses.md": "---\ntitle: Buses\nexpires: 2026-05-01\n---\nChildren ride for half the price.\n"},
        right=page("See [what buses cost](buses.md).")
        | {"content/buses.md": "---\ntitle: Buses\nexpires: 2062-05-01\n---\nChildren ride for half the price.\n"},
    ),
    Rule(
        "link-outside",
        "error",
        "A link leads out of the folder content.",
        "Only what is in that folder is on the site, so families would not find what it leads to.",
        wrong=page("See [what buses cost](../buses.md).") | _BUSES,
        right=page("See [what buses cost](buses.md).") | _BUSES,
    ),
    Rule(
        "link-scheme",
        "error",
        "A link begins in a way that browsers of families cannot follow, or should not.",
        "A file on your own computer is not on theirs, and “javascript:” can be used to harm readers.",
        wrong=page("See [what buses cost](file:///S:/travel/buses.pdf)."),
        right=page("See [what buses cost](https://www.example.org/buses)."),
    ),
    Rule(
        "link-unpublished",
        "error",
        "A link leads to a page that is not on the site at this time.",
        "Families would see a page that says “not found”, and perhaps learn of something before its day.",
        wrong=page("See [what buses cost](buses.md).")
        | {"content/buses.md": "---\ntitle: Buses\ndraft: yes\n---\nChildren ride for half the price.\n"},
        right=page("See [what buses cost](buses.md).")
        | {"content/buses.md": "---\ntitle: Buses\n---\nChildren ride for half the price.\n"},
    ),
    Rule(
        "name-twice",
        "error",
        "Two things in a data file have one name.",
        "A page that asks for that name would get the first, and nobody would ever see the second.",
        wrong=_contacts(("team", "Help line"), ("team", "School transport")),
        right=_contacts(("team", "Help line"), ("transport", "School transport")),
    ),
    Rule(
        "part-elsewhere",
        "error",
        "A guide lists a page that is not in its folder.",
        "A guide is read from its first page to its last, and its address would change in the midst of it.",
        wrong=_guide("asking.md", "../buses.md") | _BUSES,
        right=_guide("asking.md") | _BUSES,
    ),
    Rule(
        "part-missing",
        "warning",
        "A page lies in the folder of a guide, and the guide does not list it.",
        "No page of the guide would lead to it, so hardly any family would find it.",
        wrong=_guide("asking.md") | {"content/plan/after.md": "---\ntitle: After you ask\n---\nWe write to you.\n"},
        right=_guide("asking.md", "after.md")
        | {"content/plan/after.md": "---\ntitle: After you ask\n---\nWe write to you.\n"},
    ),
    Rule(
        "part-twice",
        "error",
        "A guide lists a page twice, or lists itself.",
        "Families who go from part to part would come round to the same words again.",
        wrong=_guide("asking.md", "asking.md"),
        right=_guide("asking.md"),
    ),
    Rule(
        "reference-unknown",
        "error",
        "A page asks for something that is in no data file.",
        "The contact, document, board or area would be missing from the page.",
        wrong=page("Come and see us.\n\n::: contact transprot") | _contacts(("transport", "School transport")),
        right=page("Come and see us.\n\n::: contact transport") | _contacts(("transport", "School transport")),
    ),
    Rule(
        "section-missing",
        "error",
        "A folder with pages has no front page.",
        "Nothing leads to its pages then. Families must be able to find each page in more than one way (WCAG 2.2, "
        "2.4.5 Multiple Ways).",
        wrong=_TRAVEL,
        right=_TRAVEL | {"content/travel/index.md": "---\ntitle: Travel\nsummary: Buses and passes.\n---\n"},
    ),
)
