"""Questions about whether families can get at what the site speaks of: contacts that answer, documents with a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sendsite.crafts import addresses
from sendsite.crafts.language import linkwords
from sendsite.crafts.source.datafiles import Area, Contact
from sendsite.memo import remembered
from sendsite.model import Problem
from sendsite.site import data, inputs, pages, services

if TYPE_CHECKING:
    from sendsite.crafts.source.fields import Record
    from sendsite.memo import Ask

_DOCUMENTS: Final = f"{data.FOLDER}documents.yaml"


def everything(ask: Ask) -> None:
    """Look at every contact and at every document."""
    for file in ("contacts", "dcos"):
        ask(_contacts, file)
    for path in services.files(ask):
        ask(_services, path)
    ask(_papers)


@remembered
def _papers(ask: Ask) -> None:
    """Report documents of ours that no page stands in for."""
    for index, paper in enumerate(ask(data.documents).documents):
        if paper.file and not paper.page and linkwords.is_document(paper.file):
            message = f"There is no page that says what “{paper.title}” says."
            hint = "Write such a page, and name it on a line below this one, such as page: /guidance/short-breaks.md"
            place = ask(pages.place, _DOCUMENTS, "documents", index, "file")
            ask.report(Problem(_DOCUMENTS, *place, "warning", "document-only", message, hint))


def linked(ask: Ask, path: str) -> None:
    """Report links of a page straight to a document of ours that no page stands in for."""
    body, first_line = ask(pages.body_text, path)
    if not linkwords.may_name_documents(body):
        return
    for link in linkwords.links(ask(pages.prose_text, path), body):
        if not linkwords.is_document(link.target) or _is_elsewhere(link.target):
            continue
        file, _ = addresses.linked_path(path, link.target)
        if file is None or ask(inputs.source, file) is None or ask(data.faulty, _DOCUMENTS):
            continue
        listed = [addresses.CONTENT + paper.file.lstrip("/") for paper in ask(data.documents).documents if paper.file]
        if file not in listed:
            message = f"This leads to a file, and no page says what “{link.words}” says."
            hint = "Write on a page what is in it, name both in data/documents.yaml, and link to the page."
            line = first_line + body.count("\n", 0, link.at)
            ask.report(
                Problem(path, line, link.at - body.rfind("\n", 0, link.at), "warning", "document-only", message, hint)
            )


def _is_elsewhere(target: str) -> bool:
    try:
        return addresses.is_elsewhere(target)
    except ValueError:
        return True


@remembered
def _contacts(ask: Ask, file: str) -> None:
    entries: tuple[Contact | Area, ...] = ask(data.dcos).areas
    if file == "contacts":
        entries = ask(data.contacts).contacts
    path = f"{data.FOLDER}{file}.yaml"
    field, identity = data.NAMES[file]
    for index, entry in enumerate(entries):
        later = entry.later if isinstance(entry, Area) else None
        if entry.note or _is_reachable(entry) or (later is not None and (later.note or _is_reachable(later))):
            continue
        place = ask(pages.place, path, field, index, identity)
        if isinstance(entry, Area):  # families are then given the contact of the site
            message = f"No phone number or e-mail of its own is given for “{entry.area}”, and no word of why."
        else:
            message = f"There is no way to reach “{entry.name}” here, and no word of why."
        hint = "Add a line that begins with “phone:” or “email:”; or a “note:” that says whom to ask instead."
        ask.report(Problem(path, *place, "warning", "contact-unreachable", message, hint))


@remembered
def _services(ask: Ask, path: str) -> None:
    """Report services that no family could get: no contact, and no word of how to get them or whom to ask."""
    for index, entry in enumerate(ask(data.services, path)):
        if entry.note or entry.how_to_get or any(map(_is_reachable, (entry, *entry.contacts))):
            continue
        place = ask(pages.place, path, "services", index, "id")
        message = f"There is no way to reach “{entry.name}” here, and no word of why."
        hint = "Add a line that begins with “phone:”, “email:” or “how_to_get:”; or a “note:” that says whom to ask."
        ask.report(Problem(path, *place, "warning", "contact-unreachable", message, hint))


def _is_reachable(entry: Record) -> bool:
    return any(getattr(entry, channel, None) for channel in ("phone", "email", "website", "address"))
