"""Every code with its example and its mend: docs/problems.md, SARIF and the tests are made from these."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sendsite.catalogue import (
    accessibility,
    blocks,
    dialect,
    external,
    fields,
    files,
    layouts,
    links,
    markdown,
    notation,
    pictures,
    site,
    versions,
    wording,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sendsite.catalogue.rule import Rule
    from sendsite.codes import Code

# In the order in which docs/problems.md has them.
AREAS: Final = (
    files,
    notation,
    fields,
    markdown,
    dialect,
    blocks,
    pictures,
    links,
    external,
    site,
    versions,
    layouts,
    accessibility,
    wording,
)
RULES: Final[Mapping[Code, Rule]] = {rule.code: rule for area in AREAS for rule in area.RULES}
