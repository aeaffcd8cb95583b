"""Questions about documents: what there is to get, and what its file says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sendsite.crafts import addresses, dates
from sendsite.crafts.rendering import files
from sendsite.memo import remembered
from sendsite.model import Problem
from sendsite.site import data, inputs, links, pages, pictures, views

if TYPE_CHECKING:
    from sendsite.memo import Ask

_DOCUMENTS = f"{data.FOLDER}documents.yaml"


@dataclass(frozen=True, slots=True)
class Facts:
    """The type of a file and its size, in words, and its pages, where it has some."""

    type: str
    size: str
    pages: int | None


@remembered
def paper(ask: Ask, name: str) -> views.Paper | None:
    """The document with this id as readers see it, or None when there is none."""
    found = ask(data.document, name)
    if found is None:
        return None
    index = [each.id for each in ask(data.documents).documents].index(name)
    alternative = None
    if found.page and (target := links.page_link(ask, _DOCUMENTS, found.page, "documents", index, "page")):
        alternative = views.Link(ask(links.title, found.page), target)
    kind, size, count, href = found.type, found.size, found.pages, found.address
    if found.file is not None:
        kind, size, count, href = _held(ask, found.file, index)
    return views.Paper(
        title=found.title,
        href=href,
        elsewhere=found.address is not None,
        type=kind,
        size=size,
        pages=count,
        date=dates.words(found.date) if found.date else None,
        note=found.note,
        alternative=alternative,
    )


def _held(ask: Ask, file: str, index: int) -> tuple[str | None, str | None, int | None, str | None]:
    path = addresses.CONTENT + file.lstrip("/")
    found = ask(facts, path) if data.is_copied(path) else None
    if found is None:
        place = ask(pages.place, _DOCUMENTS, "documents", index, "file")
        known = [addresses.file_address(name) for name in ask(inputs.names, addresses.CONTENT) if data.is_copied(name)]
        near = addresses.nearest(file.lstrip("/"), known)
        otherwise = "Write the path of the file, counted from content/, or leave “file” out if we hold no copy."
        hint = f"Did you mean {near}?" if near else otherwise
        ask.report(Problem(_DOCUMENTS, *place, "error", "document-missing", f"There is no file {path}.", hint))
        return None, None, None, None
    return found.type, found.size, found.pages, links.file_href(ask, path)


@remembered
def facts(ask: Ask, path: str) -> Facts | None:
    """What the file at ``path`` says of itself; None when it is not there."""
    source = ask(inputs.source, path)
    if source is None:
        return None
    count, fault = files.pages_of(path, source.data)
    if fault:
        message = "We cannot count the pages of this PDF: it may be damaged, or locked with a password."
        hint = "Open it to see whether it is whole, and save it again without a password."
        ask.report(Problem(path, 1, 1, "warning", "document-damaged", message, hint))
    drawn = ask(pictures.whole, path) if pictures.is_sized(path) else None
    size = len(source.data if drawn is None else drawn.data)
    return Facts(files.type_of(path), files.size_words(size), count)


@remembered
def papers(ask: Ask) -> tuple[views.Paper, ...]:
    """All documents, by title."""
    found = [ask(paper, each.id) for each in ask(data.documents).documents]
    return tuple(
        sorted((each for each in found if each is not None), key=lambda each: (addresses.slug(each.title), each.title))
    )


@remembered
def of_board(ask: Ask, name: str) -> tuple[views.Paper, ...]:
    """The documents of the board with this id."""
    listed = ask(data.boards).boards
    index = [board.id for board in listed].index(name)
    return chosen(ask, listed[index].documents, f"{data.FOLDER}board.yaml", "boards", index, "documents")


def chosen(ask: Ask, names: tuple[str, ...], holder: str, *steps: int | str) -> tuple[views.Paper, ...]:
    """The documents with these ids, a list that stands at ``steps`` in the file ``holder``; not a question itself."""
    found = []
    for index, name in enumerate(names):
        if (each := ask(paper, name)) is not None:
            found.append(each)
        else:
            links.report_unknown(ask, "documents", name, holder, *steps, index)
    return tuple(found)
