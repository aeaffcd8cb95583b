"""Questions about documents: what there is to get, and what its file says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sendsite.crafts import addresses, dates, files
from sendsite.model import Problem
from sendsite.site import data, inputs, links, views

if TYPE_CHECKING:
    from sendsite.memo import Ask

_DOCUMENTS = f"{data.FOLDER}documents.yaml"


def paper(ask: Ask, name: str) -> views.Paper | None:
    """The document with this id as readers see it, or None when there is none."""
    found = ask(data.document, name)
    if found is None:
        return None
    index = [each.id for each in ask(data.documents).documents].index(name)
    alternative = None
    if found.page is not None:
        place = ask(data.place, _DOCUMENTS, "documents", index, "page")
        if target := links.page_link(ask, _DOCUMENTS, found.page, place):
            alternative = views.Link(ask(links.title, found.page), target)
    kind, size, pages, href = found.type, found.size, found.pages, found.address
    if found.file is not None:
        kind, size, pages, href = _facts(ask, found.file, index)
    return views.Paper(
        title=found.title,
        href=href,
        elsewhere=found.address is not None,
        type=kind,
        size=size,
        pages=pages,
        date=dates.words(found.date) if found.date else None,
        note=found.note,
        alternative=alternative,
    )


def _facts(ask: Ask, file: str, index: int) -> tuple[str | None, str | None, int | None, str | None]:
    path = addresses.CONTENT + file.lstrip("/")
    source = ask(inputs.source, path)
    if source is None:
        place = ask(data.place, _DOCUMENTS, "documents", index, "file")
        hint = "Write the path of the file, counted from content/, or leave “file” out if we hold no copy."
        ask.report(Problem(_DOCUMENTS, *place, "error", "document-missing", f"There is no file {path}.", hint))
        return None, None, None, None
    pages, fault = files.pages_of(path, source.data)
    if fault:
        message = "We cannot count the pages of this PDF; it may be damaged."
        ask.report(Problem(path, 1, 1, "warning", "document-damaged", message, "Open it to see whether it is whole, and save it again."))
    return files.type_of(path), files.size_words(len(source.data)), pages, ask(data.base_path) + addresses.file_address(path)


def papers(ask: Ask) -> tuple[views.Paper, ...]:
    """All documents, by title."""
    found = [ask(paper, each.id) for each in ask(data.documents).documents]
    return tuple(sorted((each for each in found if each is not None), key=lambda each: each.title.casefold()))


def chosen(ask: Ask, holder: str, names: tuple[str, ...], place: tuple[int, int]) -> tuple[views.Paper, ...]:
    """The documents with these ids; an id that is not known is a problem of the file ``holder``. Not a question itself."""
    found = []
    for name in names:
        if (each := ask(paper, name)) is not None:
            found.append(each)
        else:
            known = [document.id for document in ask(data.documents).documents]
            ask.report(data.unknown(holder, place, f"There is no document “{name}” in data/documents.yaml.", name, known))
    return tuple(found)
