"""A page as the preview gives it: just as it was built, with the preview's script, and a place for what it has to say.

That place is a tree of its own (shadow DOM), so that the styles of the site do not touch it, nor its own the site.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from sendsite.edges.preview import policy, seen

if TYPE_CHECKING:
    from sendsite.edges.preview.seen import Seen

_HEAD_END: Final = re.compile(r"</head\s*>", re.IGNORECASE)
_BODY_END: Final = re.compile(r"</body\s*>(?!.*</body\s*>)", re.IGNORECASE | re.DOTALL)
_SCRIPT: Final = Markup('<script src="{}" data-state="{}" defer></script>')
_POLICY: Final = Markup('<meta http-equiv="Content-Security-Policy" content="{}">')
# At the end of the body and sticky to the bottom of the window, it never covers what cannot be scrolled into view.
_PLACE: Final = Markup(
    '<div id="_sendsite"><template shadowrootmode="open"><link rel="stylesheet" href="{}">'
    '<p class="said" role="status"></p>'
    '<section aria-label="Preview: problems"><p class="away" hidden>'
    "The preview has stopped. This page will go on when it is started again.</p>"
    '<div class="told">{}</div></section></template></div>'
)


@dataclass(frozen=True, slots=True)
class State:
    """What the browser compares to know what it has to do: prints of the page, of its stylesheets and of the panel."""

    page: str
    styles: tuple[str, ...]
    panel: str

    def __str__(self) -> str:
        return json.dumps(asdict(self))


def dressed(found: Seen, state: State, panel: Markup, origin: str) -> bytes:
    """The bytes of a page for a browser that knows us under ``origin``."""
    text = found.text
    for tag, own in found.policies:
        text = text.replace(tag, _POLICY.format(policy.widened(own, origin)), 1)
    text = _before(_HEAD_END, text, _SCRIPT.format(policy.SCRIPT, str(state)))
    return seen.written(_before(_BODY_END, text, _PLACE.format(policy.STYLES, panel)))


def _before(end: re.Pattern[str], text: str, addition: Markup) -> str:
    """``text`` with something added before a tag, or at the end where there is no such tag."""
    found = end.search(text)
    at = found.start() if found else len(text)
    return f"{text[:at]}{addition}{text[at:]}"
