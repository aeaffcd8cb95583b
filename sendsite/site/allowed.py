"""Questions about the rules that editors have switched off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sendsite.crafts.language import allowances
from sendsite.crafts.language.allowances import Allowance
from sendsite.crafts.markup import markdown
from sendsite.site import checks, data, inputs, pages

if TYPE_CHECKING:
    from sendsite.memo import Ask


def allowed(ask: Ask) -> tuple[Allowance, ...]:
    """Every rule that an editor has switched off, in the order of the files."""
    files = (*(f"{data.FOLDER}{file}.yaml" for file in checks.FILES), data.SITE_FILE)
    found = [each for path in ask(pages.listed) for each in ask(_on_page, path)]
    return tuple(found + [each for path in files for each in ask(_in_file, path)])


def _on_page(ask: Ask, path: str) -> tuple[Allowance, ...]:
    record = ask(pages.record, path)
    if record is None:
        return ()
    body, line = ask(pages.body_text, path)
    whole = [
        Allowance(path, *ask(pages.place, path, "allow", index), each.rule, each.reason)
        for index, each in enumerate(record.allow)
    ]
    matter = "\n".join((ask(data.decoded, path) or "").split("\n")[: line - 1])
    notes = tuple(markdown.notes(body))
    return (*whole, *allowances.in_yaml(path, matter), *allowances.in_text(path, body, notes, line))


def _in_file(ask: Ask, path: str) -> tuple[Allowance, ...]:
    if ask(inputs.source, path) is None:
        return ()
    return tuple(allowances.in_yaml(path, ask(data.decoded, path) or ""))
