"""Questions about the rules that editors have switched off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sendsite.crafts.language import allowances
from sendsite.crafts.language.allowances import Allowance
from sendsite.crafts.markup import hidden
from sendsite.memo import remembered
from sendsite.site import data, inputs, pages

if TYPE_CHECKING:
    from sendsite.memo import Ask


def in_files(ask: Ask) -> tuple[Allowance, ...]:
    """Every rule that an editor has switched off in a data file or in ``site.yaml``, in the order of the files."""
    return tuple(each for path in (*ask(data.files), data.SITE_FILE) for each in ask(_in_file, path))


def on_page(ask: Ask, path: str) -> tuple[Allowance, ...]:
    """Every rule that an editor has switched off in a page, in the order of its lines."""
    record = ask(pages.record, path)
    if record is None:
        return ()
    body, line = ask(pages.body_text, path)
    whole = [
        Allowance(path, *ask(pages.place, path, "allow", index), each.rule, each.reason)
        for index, each in enumerate(record.allow)
    ]
    matter = "\n".join((ask(data.decoded, path) or "").split("\n", line - 1)[: line - 1])
    notes = tuple(hidden.notes(body))
    return (*whole, *allowances.in_yaml(path, matter), *allowances.in_text(path, body, notes, line))


@remembered
def _in_file(ask: Ask, path: str) -> tuple[Allowance, ...]:
    if ask(inputs.source, path) is None:
        return ()
    return tuple(allowances.in_yaml(path, ask(data.decoded, path) or ""))
