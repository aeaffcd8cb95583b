"""Faults of whole files: their names, their kind, and how they were saved."""

from __future__ import annotations

from typing import Final

from sendsite.catalogue.rule import Rule, page

# Just over what a page may have, in lines that an editor would write.
_ENDLESS: Final = "Ring us and we will talk it over.\n\n" * 3_000

RULES: Final = (
    Rule(
        "file-active",
        "error",
        "A file could run a program in the browsers of readers.",
        "Nobody has looked at what it does: it could follow families about, or show them something false as if it came "
        "from the council.",
        wrong={"content/form.html": "<script>alert('Hello')</script>\n"},
        right=page("Write to us."),
    ),
    Rule(
        "data-place",
        "error",
        "A data file is not where we read data.",
        "It would be put on the site just as it is, and what is in it would be missing from the pages.",
        wrong={"content/contacts.yml": "contacts: []\n"},
        right={"content/data/contacts.yaml": "contacts: []\n"},
    ),
    Rule(
        "file-heavy",
        "warning",
        "A file has more than 10 MB.",
        "Many families have only a phone and pay for what they load, and large files do not come through bad lines.",
        wrong={},
        right={},
    ),
    Rule(
        "file-large",
        "error",
        "A file is larger than we take.",
        "A text of more than 1 MB, or a file of more than 100 MB, is nearly always there by mistake.",
        wrong={},
        right={},
    ),
    Rule(
        "file-link",
        "error",
        "A file is only a link to another file.",
        "A link can lead out of the site to something private, and to nothing at all on the next computer.",
        wrong={},
        right={},
    ),
    Rule(
        "file-name",
        "error",
        "The name of a file has letters that cannot be shown.",
        "Nobody could type the address of such a file, and some computers could not even save it.",
        wrong={},
        right={},
    ),
    Rule(
        "file-name-long",
        "error",
        "The name of a file or folder is too long.",
        "Some computers have no room for such a name, so the site could not be copied to them.",
        wrong={f"content/{'how-to-apply-for-a-bus-pass-' * 8}.md": "---\ntitle: Bus passes\n---\nApply by May.\n"},
        right={"content/bus-pass.md": "---\ntitle: Bus passes\n---\nApply by May.\n"},
    ),
    Rule(
        "file-name-space",
        "warning",
        "The name of a file has a space in it.",
        "When people pass on a link in a message, it ends at the space and leads nowhere.",
        wrong={"content/files/bus times.txt": "Every hour.\n"},
        right={"content/files/bus-times.txt": "Every hour.\n"},
    ),
    Rule(
        "file-name-windows",
        "error",
        "Windows cannot open a file or folder of this name.",
        "Whoever works with Windows could not even get the files of the site.",
        wrong={"content/files/aux.txt": "Every hour.\n"},
        right={"content/files/aux-file.txt": "Every hour.\n"},
    ),
    Rule(
        "file-twice",
        "error",
        "Two files have names that many computers take for one.",
        "Windows and Macs keep only one of them, so the other would be lost without a word.",
        wrong={},
        right={},
    ),
    Rule(
        "file-unreadable",
        "error",
        "The computer does not let us read a file.",
        "A page that is left out in silence is a page that families look for in vain.",
        wrong={},
        right={},
    ),
    Rule(
        "page-name",
        "error",
        "A file looks like a page, but its name does not end in .md.",
        "It would be put on the site just as it is, with its fields and its dashes, even while it is a draft.",
        wrong={"content/buses.txt": "---\ntitle: Buses\n---\nChildren ride for half the price.\n"},
        right={"content/buses.md": "---\ntitle: Buses\n---\nChildren ride for half the price.\n"},
    ),
    Rule(
        "page-size",
        "error",
        "A page is far too long.",
        "It would take minutes to load on an old phone, and nobody reads a page as long as a book to the end.",
        wrong=page(_ENDLESS),
        right=page("Ring us and we will talk it over."),
    ),
    Rule(
        "text-conflict",
        "error",
        "Two versions of the same lines are in a file.",
        "Git puts both there when two people changed the same lines, and leaves the choice to people. Families would "
        "read both, with the marks between them.",
        wrong=page("<<<<<<< HEAD\nA pass costs £5.\n=======\nA pass costs £6.\n>>>>>>> prices"),
        right=page("A pass costs £6."),
    ),
    Rule(
        "text-control",
        "error",
        "There is a character in a text that nobody can see.",
        "Such characters come with words pasted from Word or Teams. They break feeds and calendars, hide words from a "
        "search or turn them round, and screen readers may stumble over them.",
        wrong=page("Bring the letter\x0bwith you."),
        right=page("Bring the letter\nwith you."),
    ),
    Rule(
        "text-encoding",
        "error",
        "A file is not saved as UTF-8, or has letters that were damaged on the way.",
        "Families would read rubbish instead of a pound sign or a name with an accent. UTF-8 is the encoding that "
        "government has chosen for all its text (open standard “Cross platform character encoding”).",
        wrong={"content/help.md": "---\ntitle: Help\n---\nA pass costs £50.\n".encode("cp1252")},
        right={"content/help.md": "---\ntitle: Help\n---\nA pass costs £50.\n"},
    ),
)
