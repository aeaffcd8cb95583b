"""The pages that are made from data files, and who makes each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from sendsite.memo import derived
from sendsite.site import directory, districts, finder, services

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sendsite.memo import Ask
    from sendsite.model import Output


@dataclass(frozen=True, slots=True)
class Made:
    """A page at ``address``: what it is, its source (a path, or words), and the question that makes it."""

    address: str
    kind: Literal["district", "service", "list"]
    source: str
    make: Callable[..., Output | None]
    args: tuple[Any, ...] = ()


@derived
def pages(ask: Ask) -> tuple[Made, ...]:
    """All of them."""
    return tuple(_pages(ask))


def _pages(ask: Ask) -> Iterator[Made]:
    for each in ask(districts.districts):
        if each.address is not None:
            yield Made(each.address, "district", districts.FILE, finder.district, (each.slug,))
    if not ask(services.is_open):
        return
    yield Made(services.address(ask, "all"), "list", "the list of all services", directory.everything)
    for facet in services.FACETS:
        for value in ask(services.lists, facet):
            words = f"the list of services by {facet}, {value}"
            yield Made(services.address(ask, facet, value), "list", words, directory.selection, (facet, value))
    for name, path in ask(services.homes).items():
        yield Made(services.address(ask, name), "service", path, directory.service, (name, path))
