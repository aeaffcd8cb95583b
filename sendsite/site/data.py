"""Questions about ``site.yaml`` and the data files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar
from urllib.parse import urlsplit

from sendsite.crafts import addresses
from sendsite.crafts.source import datafiles, nodes, schema, text
from sendsite.crafts.source.fields import Record
from sendsite.crafts.source.services import Directory, Service, Services
from sendsite.memo import remembered
from sendsite.model import Problem
from sendsite.site import inputs

if TYPE_CHECKING:
    from sendsite.crafts.source.nodes import Node
    from sendsite.memo import Ask

R = TypeVar("R", bound=Record)

SITE_FILE: Final = "content/site.yaml"
FOLDER: Final = "content/data/"
# The data files that others speak of by name: the list in each, and the field of its entries that holds the name.
NAMES: Final = {
    "board": ("boards", "id"),
    "contacts": ("contacts", "id"),
    "dcos": ("areas", "area"),
    "documents": ("documents", "id"),
}
_NOTHING: Final = nodes.Fields((), 1, 1)
_FALLBACK: Final = datafiles.SiteFile(name="This site", base_url="https://example.org/")


def is_copied(path: str) -> bool:
    """Whether a file of the site is put on it just as it is."""
    is_read = path.endswith(".md") or path.startswith(FOLDER) or path == SITE_FILE
    return path.startswith(addresses.CONTENT) and not is_read


def decoded(ask: Ask, path: str) -> str | None:
    """The text of a file, or None when it is missing or cannot be read."""
    source = ask(inputs.source, path)
    if source is None:
        return None
    found, problems = text.decode(path, source.data)
    ask.report(*problems)
    return found


def tree(ask: Ask, path: str) -> Node | None:
    """A YAML file with its line numbers."""
    found = ask(decoded, path)
    if found is None:
        return None
    parsed, problems = nodes.parse(path, found)
    ask.report(*problems)
    return parsed


@remembered
def _record(ask: Ask, path: str, kind: type[R]) -> R | None:
    """The record in a YAML file, or None when the file is missing or faulty."""
    parsed = ask(tree, path)
    if parsed is None:
        return None
    record, problems = schema.read(kind, parsed, path)
    ask.report(*problems)
    return record


def files(ask: Ask) -> tuple[str, ...]:
    """The paths of the data files that there are and that something reads."""
    return tuple(path for path in ask(inputs.names, FOLDER, ".yaml") if datafiles.kind_of(path.removeprefix(FOLDER)))


def record(ask: Ask, path: str) -> Record | None:
    """What ``site.yaml`` or a data file holds, or None when it is missing or faulty."""
    kind = datafiles.SiteFile if path == SITE_FILE else datafiles.kind_of(path.removeprefix(FOLDER))
    return ask(_record, path, kind) if kind is not None else None


def faulty(ask: Ask, path: str) -> bool:
    """Whether ``site.yaml`` or a data file is there and cannot be understood, so that nobody knows what it holds."""
    return ask(inputs.source, path) is not None and ask(record, path) is None


@remembered
def known(ask: Ask, file: str) -> tuple[str, ...] | None:
    """The names of all that the data file ``file`` holds, or None while it is faulty. Two of one name are a problem."""
    path = f"{FOLDER}{file}.yaml"
    record = ask(_record, path, datafiles.DATA_FILES[file])
    if record is None:
        return () if ask(inputs.source, path) is None else None
    field, identity = NAMES[file]
    found = tuple(getattr(each, identity) for each in getattr(record, field))
    for index, name in enumerate(found):
        if found.index(name) < index:
            report_twice(ask, path, name, field, index, identity)
    return found


def report_twice(ask: Ask, path: str, name: str, *steps: int | str) -> None:
    """Report that the ``name`` at ``steps`` in a data file has been given before."""
    place = schema.position(ask(tree, path) or _NOTHING, steps)
    message = f"There are two with the {steps[-1]} “{name}”, and only the first would be seen."
    hint = f"Give one of them another {steps[-1]}, or delete it."
    ask.report(Problem(path, *place, "error", "name-twice", message, hint))


@remembered
def site_file(ask: Ask) -> datafiles.SiteFile:
    """``site.yaml``; a stand-in when it is missing or faulty, so that everything else is still checked."""
    if ask(inputs.source, SITE_FILE) is None:
        message = "There is no file content/site.yaml, which every site must have."
        hint = "docs/editing.md shows what it holds: at least “name” and “base_url”."
        ask.report(Problem(SITE_FILE, 1, 1, "error", "site-file-missing", message, hint))
    return ask(_record, SITE_FILE, datafiles.SiteFile) or _FALLBACK


@remembered
def site_name(ask: Ask) -> str:
    """What the site is called."""
    return ask(site_file).name


def timeline(ask: Ask) -> datafiles.Timeline:
    """``timeline.yaml``."""
    return ask(_record, f"{FOLDER}timeline.yaml", datafiles.Timeline) or datafiles.Timeline()


def dcos(ask: Ask) -> datafiles.Dcos:
    """``dcos.yaml``."""
    return ask(_record, f"{FOLDER}dcos.yaml", datafiles.Dcos) or datafiles.Dcos()


def boards(ask: Ask) -> datafiles.Boards:
    """``board.yaml``."""
    return ask(_record, f"{FOLDER}board.yaml", datafiles.Boards) or datafiles.Boards()


def contacts(ask: Ask) -> datafiles.Contacts:
    """``contacts.yaml``."""
    return ask(_record, f"{FOLDER}contacts.yaml", datafiles.Contacts) or datafiles.Contacts()


def documents(ask: Ask) -> datafiles.Documents:
    """``documents.yaml``."""
    return ask(_record, f"{FOLDER}documents.yaml", datafiles.Documents) or datafiles.Documents()


def glossary(ask: Ask) -> datafiles.Glossary:
    """``glossary.yaml``."""
    return ask(_record, f"{FOLDER}glossary.yaml", datafiles.Glossary) or datafiles.Glossary()


def directory(ask: Ask) -> Directory:
    """``directory.yaml``."""
    return ask(_record, f"{FOLDER}directory.yaml", Directory) or Directory()


def services(ask: Ask, path: str) -> tuple[Service, ...]:
    """The services in the data file at ``path``."""
    return (ask(_record, path, Services) or Services()).services


def notices(ask: Ask) -> datafiles.Notices:
    """``notices.yaml``."""
    return ask(_record, f"{FOLDER}notices.yaml", datafiles.Notices) or datafiles.Notices()


@remembered
def base_url(ask: Ask) -> str:
    """The address of the site, which ends in a slash."""
    written = ask(inputs.other_base_url) or ask(site_file).base_url
    return written if written.endswith("/") else f"{written}/"


@remembered
def base_path(ask: Ask) -> str:
    """The path of the site on its host: ``/``, or ``/some/path/``."""
    return urlsplit(ask(base_url)).path


@remembered
def contact(ask: Ask, name: str) -> datafiles.Contact | None:
    """The contact with this id."""
    return next((contact for contact in ask(contacts).contacts if contact.id == name), None)


@remembered
def board(ask: Ask, name: str) -> datafiles.Board | None:
    """The board with this id."""
    return next((board for board in ask(boards).boards if board.id == name), None)


@remembered
def document(ask: Ask, name: str) -> datafiles.Paper | None:
    """The document with this id."""
    return next((paper for paper in ask(documents).documents if paper.id == name), None)
