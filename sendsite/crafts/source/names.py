"""The names of files: which are left out, which would break somewhere, and what to call them instead."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from typing import TYPE_CHECKING, Final

from sendsite.crafts.addresses import CONTENT
from sendsite.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sendsite.codes import Code

# What editors and systems put into folders by themselves; the number is Vim's.
DROPPINGS: Final = frozenset({".DS_Store", "Thumbs.db", "desktop.ini", "4913"})
# Control characters, line ends, halves of characters, and what has no width or turns the direction of reading.
_UNSHOWABLE: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_DEVICE: Final = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9\xb9\xb2\xb3]) *(\.|$)", re.IGNORECASE)
_FORBIDDEN: Final = re.compile(r'[<>:"|?*\\]')
# In bytes of UTF-8. Systems stop at 255, and what is made of a name may be somewhat longer.
_LONGEST: Final = 200
_SHORT: Final = 40  # letters of the name that is offered in its place
_PAGE: Final = re.compile(r"\.(md|markdown|mdown|mkdn?|mdwn|mdtxt|mdtext)$", re.IGNORECASE)
_DATA: Final = re.compile(r"\.ya?ml$", re.IGNORECASE)
_DATA_FOLDER: Final = f"{CONTENT}data/"
_SITE_FILE: Final = f"{CONTENT}site.yaml"


def left_out(name: str, *, is_folder: bool = False) -> str:
    """Why a file or folder of this name is no part of a site, as a sentence; empty when it is one."""
    if not is_folder and (name in DROPPINGS or name.startswith(("~$", ".#"))):
        return "A program put it there for its own use."
    if name.startswith("."):
        return "Its name begins with a full stop, which hides it."
    if not is_folder and (name.endswith(("~", ".swp", ".tmp")) or (name.startswith("#") and name.endswith("#"))):
        return "A program put it there as a spare copy."
    return ""


def shown(path: str) -> str:
    """``path`` with a mark in the place of every character that cannot be shown."""
    return _UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", path)


def faults(paths: Iterable[str]) -> Iterator[Problem]:
    """What is wrong with the names of the files and folders at ``paths``. A folder is told once, at its first file."""
    told: set[str] = set()
    for path in sorted(paths):
        parts = path.split("/")
        for depth, name in enumerate(parts, 1):
            place = "/".join(parts[:depth])
            if depth > 1 and place not in told:
                told.add(place)
                yield from _name_faults(path, name, "file" if depth == len(parts) else "folder")
        if path.startswith(CONTENT):
            yield from _ending_faults(path)


def _name_faults(path: str, name: str, what: str) -> Iterator[Problem]:
    fault, better = "", name
    if _DEVICE.match(name):
        fault, better = "is kept for a part of the computer", _DEVICE.sub(rf"\1-{what}\3", name, count=1)
    elif found := _FORBIDDEN.search(name):
        fault, better = f"has the character “{found[0]}” in it", _FORBIDDEN.sub("-", name)
    elif name.endswith((".", " ")):
        fault, better = "ends with a full stop or a space", name.rstrip(". ")
    if fault:
        message = f"The {what} name “{name}” {fault}, so Windows cannot open it."
        yield _problem(path, "file-name-windows", message, f"Rename the {what} to “{better}”.")
    if len(name.encode()) > _LONGEST:
        message = f"The {what} name is too long: some computers have no room for it."
        yield _problem(path, "file-name-long", message, f"Give the {what} a short name, such as “{_short(name)}”.")


def _short(name: str) -> str:
    stem, ending = posixpath.splitext(name)
    words = re.findall(r"\w+", stem)[:4]
    while len(words) > 1 and len("-".join(words)) > _SHORT:
        words.pop()
    return "-".join(words)[:_SHORT] + ending


def _ending_faults(path: str) -> Iterator[Problem]:
    name = path.rpartition("/")[2]
    if path.startswith(_DATA_FOLDER) or path == _SITE_FILE or name.endswith(".md"):
        return
    if found := _PAGE.search(name):
        message = f"This looks like a page, but its name ends in {found[0]} and not in .md, so it would not become one."
        yield _problem(path, "page-name", message, f"Rename the file to “{name[: found.start()]}.md”.")
    elif found := _DATA.search(name):
        message = "This looks like a data file, but it is not where we read data, so the site would show it as it is."
        if path.lower() in {_SITE_FILE, f"{CONTENT}site.yml"}:
            hint = "Rename the file to “site.yaml”."
        else:
            hint = f"Move the file to “{_DATA_FOLDER}{name[: found.start()]}.yaml”, or delete it."
        yield _problem(path, "data-place", message, hint)
    elif " " in name:
        message = "The name of this file has a space in it, and links to it break when people pass them on."
        better = "-".join(name.split()).replace("-.", ".")
        hint = f"Rename the file to “{better}”, and change the links to it."
        yield Problem(path, 1, 1, "warning", "file-name-space", message, hint)


def twins(paths: Iterable[str]) -> Iterator[tuple[str, Problem]]:
    """Files and folders of one tree that many computers would take for one; one without capitals is the one to keep.

    ``index.md`` and the data files have a meaning by such a name alone. Each that is not kept comes with its path. A
    folder is told at its first file.
    """
    first: dict[str, str] = {}
    told: set[str] = set()
    for path in sorted(paths, key=_without_capitals_first):
        parts = path.split("/")
        for depth in range(1, len(parts) + 1):
            place = "/".join(parts[:depth])
            other = first.setdefault(unicodedata.normalize("NFC", place).lower(), place)
            if other != place:
                if place not in told:
                    told.add(place)
                    yield place, _twin(path, place, other, "files" if depth == len(parts) else "folders")
                break


def _without_capitals_first(path: str) -> list[tuple[bool, str]]:
    return [(name != name.lower(), name) for name in path.split("/")]


def _twin(path: str, place: str, other: str, what: str) -> Problem:
    name, theirs = (each.rpartition("/")[2] for each in (place, other))
    if unicodedata.normalize("NFC", name) == unicodedata.normalize("NFC", theirs):
        message = f"There are two {what} called “{name}”: their names look the same but are stored in two ways."
        return _problem(path, "file-twice", message, "Delete one of them, or give it another name.")
    message = f"The {what} “{theirs}” and “{name}” differ in capitals only, and Windows and Macs take them for one."
    return _problem(path, "file-twice", message, f"Give “{name}” another name, or delete it.")


def _problem(path: str, code: Code, message: str, hint: str) -> Problem:
    return Problem(path, 1, 1, "error", code, message, hint)
