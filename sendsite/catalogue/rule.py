"""What is known of one code: why it is told, and a site that has the fault beside one that has it mended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sendsite.codes import Code
    from sendsite.model import Severity

Files = dict[str, "str | bytes"]

# What every example stands on.
GROUND: Final[Files] = {
    "content/site.yaml": "name: Testshire Partnership\nbase_url: https://send.example.org/\n",
    "content/index.md": "---\ntitle: Home\n---\nWelcome.\n",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A code with its usual severity, a sentence that says what is wrong, and why it matters.

    ``wrong`` and ``right`` are files by path, laid over ``GROUND``: the first have the fault, the second have not. Both
    are empty where no file can show the fault. An ``optional`` rule may be switched off for a line or a page, with a
    reason.
    """

    code: Code
    severity: Severity
    title: str
    why: str
    wrong: Mapping[str, str | bytes]
    right: Mapping[str, str | bytes]
    optional: bool = False


def page(body: str, *fields: str) -> Files:
    """A page with this body, and with further lines of front matter."""
    return {"content/help.md": "\n".join(["---", "title: Help", *fields, "---", body, ""])}
