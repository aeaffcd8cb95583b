"""Faults of pictures: those that cannot be shown, that come from elsewhere, and that say nothing to some readers."""

from __future__ import annotations

from base64 import b64decode
from typing import Final

from sendsite.catalogue.rule import Files, Rule, page

_BUS: Final[Files] = {
    "content/bus.svg": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 2h8v4H0z"/></svg>\n'
}
_GREY: Final = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNgAAAAAgAB5Sfe/AAAAABJRU5ErkJggg==")
_BLINKING: Final = b64decode(
    "R0lGODlhAQABAIEAAAAAAAAAAAAAAAAAACH5BAAKAAAALAAAAAABAAEAAAgEAAEEBAAh+QQBCgABACwAAAAAAQABAIH///8AAAAAAAAAAAAIBAAB"
    "BAQAOw=="
)
_WALK: Final[Files] = {"content/walk.png": _GREY}

RULES: Final = (
    Rule(
        "picture-damaged",
        "error",
        "A picture cannot be read.",
        "Families would see an empty frame. A drawing that does not say how large it is makes the page jump under "
        "their eyes, which is a warning.",
        wrong=page("![Children on a walk](walk.png)") | {"content/walk.png": _GREY[:40]},
        right=page("![Children on a walk](walk.png)") | _WALK,
    ),
    Rule(
        "picture-elsewhere",
        "error",
        "A picture is not in the folder content.",
        "Another site would learn from it who reads this page, and could change it or take it away. Sites should ask "
        "no more of their readers than they need (UK GDPR, Article 5(1)(c)).",
        wrong=page("![A bus at its stop](https://www.example.org/bus.svg)") | _BUS,
        right=page("![A bus at its stop](bus.svg)") | _BUS,
    ),
    Rule(
        "picture-kind",
        "error",
        "A picture is of a kind that browsers do not show.",
        "Families would see an empty frame. Cameras and scanners often save pictures as HEIC or TIFF.",
        wrong=page("![Children on a walk](walk.heic)") | {"content/walk.heic": b"\0\0\0\x18ftypheic"},
        right=page("![Children on a walk](walk.png)") | _WALK,
    ),
    Rule(
        "picture-moving",
        "error",
        "A picture moves.",
        "What moves by itself draws the eye away from the text, and some people cannot read beside it at all. A page "
        "would need a button that stops it (WCAG 2.2, 2.2.2 Pause, Stop, Hide).",
        wrong=page("![Children on a walk](walk.gif)") | {"content/walk.gif": _BLINKING},
        right=page("![Children on a walk](walk.png)") | _WALK,
    ),
    Rule(
        "picture-words",
        "error",
        "A picture has no description.",
        "People who cannot see it would not know what it shows, nor would those for whom it does not load (WCAG 2.2, "
        "1.1.1 Non-text Content).",
        wrong=page("![](bus.svg)") | _BUS,
        right=page("![A bus at its stop](bus.svg)") | _BUS,
    ),
    Rule(
        "picture-words-poor",
        "warning",
        "The description of a picture says nothing of what it shows.",
        "People who cannot see the picture have only these words.",
        wrong=page("![Image of children on a walk](walk.png)") | _WALK,
        right=page("![Children on a walk](walk.png)") | _WALK,
        optional=True,
    ),
)
