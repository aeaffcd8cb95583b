"""Questions about what the entries of the directory and of the districts name, and that must be there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sendsite.memo import remembered
from sendsite.model import Problem
from sendsite.site import data, districts, inputs, links, pages, services, topics

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sendsite.memo import Ask

_WORDS: Final = f"{data.FOLDER}directory.yaml"


def checked(ask: Ask) -> None:
    """Report names that stand twice, names that are nowhere, and a directory without a front page."""
    ask(services.homes)
    ask(_words)
    ask(_districts)
    ask(_front)
    ask(topics.checked)
    for path in services.files(ask):
        ask(_services, path)


@remembered
def _front(ask: Ask) -> None:
    """Report services to which nothing leads. A front page that is a draft keeps the directory off the site."""
    if ask(services.homes) and ask(inputs.source, services.FRONT) is None:
        message = f"There is no page {services.FRONT}, so nothing leads to the services."
        hint = "Write such a page with a title and a summary. While it is a draft, the services are not on the site."
        ask.report(Problem(services.files(ask)[0], 1, 1, "error", "section-missing", message, hint))


@remembered
def _words(ask: Ask) -> None:
    for field in ("categories", "ages", "needs"):
        names = [each.id for each in getattr(ask(data.directory), field)]
        for index, name in enumerate(names):
            if name in names[:index]:
                data.report_twice(ask, _WORDS, name, field, index, "id")


@remembered
def _districts(ask: Ask) -> None:
    record = ask(data.dcos)
    if record.page is not None:
        links.page_link(ask, districts.FILE, record.page, "page")
    known = ask(_district_names)
    for index, each in enumerate(record.places):
        if known is not None and each.district not in known:
            _report(ask, districts.FILE, "dcos", each.district, known, "places", index, "district")


@remembered
def _district_names(ask: Ask) -> tuple[str, ...] | None:
    """The names of all districts, or None while nobody knows them."""
    return None if ask(data.faulty, districts.FILE) else tuple(each.name for each in ask(districts.districts))


@remembered
def _services(ask: Ask, path: str) -> None:
    words = None if ask(data.faulty, _WORDS) else ask(data.directory)
    categories = tuple(each.id for each in words.categories) if words else None
    needs = tuple(each.id for each in words.needs) if words else None
    for index, each in enumerate(ask(data.services, path)):
        named = (
            ("directory", categories, each.category, ("category",)),
            *(("directory", needs, name, ("needs", number)) for number, name in _one_by_one(each.needs)),
            *(
                ("dcos", ask(_district_names), name, ("districts", number))
                for number, name in _one_by_one(each.districts)
            ),
        )
        for file, known, name, steps in named:
            if known is not None and name not in known:
                _report(ask, path, file, name, known, "services", index, *steps)


def _one_by_one(scope: str | tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """What a service names, with its numbers; nothing where it is for all."""
    return enumerate(() if isinstance(scope, str) else scope)


def _report(ask: Ask, path: str, file: str, name: str, known: tuple[str, ...], *steps: int | str) -> None:
    place = ask(pages.place, path, *steps)
    ask.report(Problem(path, *place, "error", "reference-unknown", *links.unknown(name, file, known)))
