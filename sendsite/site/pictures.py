"""Questions about pictures: what is known of each, its files, and how a page shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from sendsite.crafts import addresses
from sendsite.crafts.pictures import sizes
from sendsite.crafts.pictures.facts import Facts, drawing, is_photo, photo, suffix
from sendsite.crafts.pictures.showing import Shown
from sendsite.memo import remembered
from sendsite.model import Output, Problem
from sendsite.site import data, inputs

if TYPE_CHECKING:
    from collections.abc import Callable

    from sendsite.memo import Ask


def is_sized(path: str) -> bool:
    """Whether a file of the site is a picture that is given in sizes."""
    return data.is_copied(path) and is_photo(path)


@remembered
def facts(ask: Ask, path: str) -> Facts | None:
    """What is known of the picture at ``path``; None, and a problem, when nothing is."""
    source = ask(inputs.source, path)
    if source is None:
        return None
    if suffix(path) == ".svg":
        if (found := drawing(source.data)) is None:
            message = "This drawing does not say how wide and how high it is, so the page would jump when it comes."
            hint = "Save it again with a width and a height."
            ask.report(Problem(path, 1, 1, "warning", "picture-damaged", message, hint))
        return found
    if (found := photo(source.data)) is None:
        message = "This picture cannot be read: it is damaged, of another kind than its name says, or far too large."
        hint = "Open it to see whether it is whole, and save it again as JPEG or PNG, at most 4,000 pixels wide."
        ask.report(Problem(path, 1, 1, "error", "picture-damaged", message, hint))
    elif found.moves:
        message = "This picture moves, and nobody can stop it. Some people cannot read beside something that moves."
        hint = "Put a still picture in its place."
        ask.report(Problem(path, 1, 1, "error", "picture-moving", message, hint))
    return found


@remembered
def widths(ask: Ask, path: str) -> tuple[int, ...]:
    """The widths in which the picture at ``path`` is given."""
    source, found = ask(inputs.source, path), ask(facts, path)
    return sizes.widths(found, len(source.data)) if source is not None and found is not None else ()


def address(path: str, width: int) -> str:
    """Where the picture at ``path`` is ``width`` pixels wide."""
    return f"{addresses.file_address(path)}.{width}.webp"


@remembered
def old_address(ask: Ask, path: str) -> str | None:
    """Where browsers that know no WebP find the picture at ``path``, if that is not at its own address."""
    found = ask(facts, path)
    if found is None or not ask(widths, path):
        return None
    return f"{addresses.file_address(path)}.{min(found.width, sizes.OLD_WIDTH)}{sizes.old_suffix(found)}"


@remembered
def whole(ask: Ask, path: str) -> Output | None:
    """A picture as large as it is, at the address of its file."""
    source, found = ask(inputs.source, path), ask(facts, path)
    if source is None or found is None:
        return None
    return Output(addresses.file_address(path), sizes.whole(source.data, found))


@remembered
def scaled(ask: Ask, path: str, width: int) -> Output | None:
    """A picture in one of its widths."""
    source, found = ask(inputs.source, path), ask(facts, path)
    if source is None or found is None:
        return None
    return Output(address(path, width), sizes.scaled(source.data, found, width))


@remembered
def old(ask: Ask, path: str) -> Output | None:
    """A picture for browsers that know no WebP."""
    source, found, file = ask(inputs.source, path), ask(facts, path), ask(old_address, path)
    if source is None or found is None or file is None:
        return None
    return Output(file, sizes.old(source.data, found))


DRAWN: Final[frozenset[Callable[..., Any]]] = frozenset({whole, scaled, old})  # what takes long to make


@remembered
def shown(ask: Ask, path: str) -> Shown | None:
    """How pages show the picture at ``path``; None when there is none, or its size is not known."""
    found = ask(facts, path)
    if found is None:
        return None
    base = ask(data.base_path)
    files = tuple((base + quote(address(path, width)), width) for width in ask(widths, path))
    width = min(found.width, sizes.WIDTHS[-1]) if is_photo(path) else found.width
    source = base + quote(ask(old_address, path) or addresses.file_address(path))
    return Shown(source, width, sizes.height(found, width), files)
