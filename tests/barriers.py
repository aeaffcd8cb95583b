"""What axe-core finds on a page that shuts readers out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import axe_playwright_python

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Page

_AXE: Final = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text("utf-8")
_RUN: Final = """rules => axe.run(document, {...rules, resultTypes: ["violations"]})
    .then(found => found.violations.map(each => `${each.id}: ${each.nodes[0].html}`))"""
# WCAG 2.0 to 2.2, A and AA, and what axe-core calls best practices; the rule for target size must be asked for.
EVERY_RULE: Final[Mapping[str, Any]] = {"rules": {"target-size": {"enabled": True}}}
# Those that depend on the colours and on the size of the screen.
OF_LOOKS: Final[Mapping[str, Any]] = {
    "runOnly": ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"]
}


def barriers(page: Page, rules: Mapping[str, Any] = EVERY_RULE) -> list[str]:
    """Each barrier with the rule and the first place."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(_AXE)
    found: list[str] = page.evaluate(_RUN, rules)
    return found
