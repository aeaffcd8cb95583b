"""A page's own Content-Security-Policy, wide enough for the preview's script and stylesheet and not an inch wider.

The policy stays in force, so that whatever it forbids on the published site is forbidden in the preview too. Our files
are let in by their whole address: a script of the site itself remains as forbidden as it was.
"""

from __future__ import annotations

from typing import Final

PLACE: Final = "/_sendsite/"
SCRIPT: Final = f"{PLACE}reload.js"
STYLES: Final = f"{PLACE}preview.css"
_NEEDS: Final = {"script-src": SCRIPT, "connect-src": PLACE, "style-src": STYLES}


def widened(policy: str, origin: str) -> str:
    """``policy`` with what the preview needs from its own ``origin``, such as ``http://127.0.0.1:8000``."""
    rules: dict[str, list[str]] = {}
    for written in policy.split(";"):
        name, *sources = written.split() or [""]
        if name:
            rules.setdefault(name.lower(), sources)  # of two with one name, browsers obey the first
    for name, path in _NEEDS.items():
        ruling = [each for each in (f"{name}-elem", name) if each in rules]
        if "default-src" in rules and name not in rules:
            ruling.append(name)
            rules[name] = list(rules["default-src"])
        for each in ruling:
            kept = [source for source in rules[each] if source.lower() != "'none'"]
            rules[each] = [*kept, f"{origin}{path}"]
    return "; ".join(" ".join([name, *sources]) for name, sources in rules.items())
