"""Writes docs/problems.md: every code with an example, what sendsite says of it, and its mend.

    python .ci/problems.py

Everything on that page is made from sendsite/catalogue/, and what sendsite says is what it really says of the example.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from sendsite.catalogue import AREAS, RULES  # noqa: E402 - only now can Python find it
from sendsite.catalogue.rule import GROUND  # noqa: E402 - as above
from sendsite.formats import as_text  # noqa: E402 - as above
from sendsite.formats.report import Report  # noqa: E402 - as above
from sendsite.memo import Memo  # noqa: E402 - as above
from sendsite.site.build import build  # noqa: E402 - as above
from tests.sites import snapshot  # noqa: E402 - as above

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from sendsite.catalogue.rule import Rule

PAGE: Final = ROOT / "docs/problems.md"
_SEVERITIES: Final = {"error": "Error", "warning": "Warning", "info": "Note"}
_MOST_LINES: Final = 12
_LONGEST: Final = 240  # letters of a line
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f]")
_LANGUAGES: Final = {".md": "markdown", ".yaml": "yaml", ".html": "jinja", ".css": "css"}
# What is not to be read but looked at.
_SEEN: Final = {".jpg": "A picture.", ".pdf": "A whole PDF.", ".png": "A picture.", ".svg": "A picture."}
_KEPT: Final = Memo()  # from one example to the next little changes
_INTRO: Final = """\
# What sendsite tells you, and what to do

<!-- Made by “python .ci/problems.py” from sendsite/catalogue/. Change it there. -->

A problem looks like this:

```text
{sample}
```

- `{path}` is the file, `{line}` the line in it and `{column}` the letter on that line, both counted from 1.
- `error` says how bad it is. An **error** keeps the whole site from being published, and the old site stays as it was.
  A **warning** does so only with `--strict`. A **note** never does.
- Then a sentence says what is wrong. Below it you see your own line, and `^` points at the place.
- The last line says what to do or what to type instead.
- `link-broken`, in square brackets, is the code. It never changes. Look for it on this page.

All problems are told at once, so that you can mend them in one go.
"""
_OPTIONAL: Final = """\
If it is right as it stands, switch the rule off behind it or on the line above, and say why:
`<!-- allow {code}: reason -->`, or in YAML `# allow {code}: reason`.
"""
_NO_EXAMPLE: Final = "No example: this is about the file itself, and not about what is written in it."


def document() -> str:
    """The whole page."""
    return "\n".join([_intro(), *_contents(), *(part for area in AREAS for part in _area(area))])


def _intro() -> str:
    sample = _said(RULES["link-broken"])
    path, line, column, _ = sample.split(":", 3)
    return _INTRO.format(sample=sample, path=path, line=line, column=column)


def _contents() -> Iterator[str]:
    yield "## Contents\n"
    for area in AREAS:
        codes = ", ".join(f"[{rule.code}](#{rule.code})" for rule in area.RULES)
        yield f"- [{_name(area)}](#{_name(area).lower()}): {codes}"
    yield ""


def _name(area: ModuleType) -> str:
    return area.__name__.rpartition(".")[2].capitalize()


def _area(area: ModuleType) -> Iterator[str]:
    yield f"## {_name(area)}\n"
    yield f"{(area.__doc__ or '').strip()}\n"
    for rule in area.RULES:
        yield from _rule(rule)


def _rule(rule: Rule) -> Iterator[str]:
    yield f"### {rule.code}\n"
    yield f"**{_SEVERITIES[rule.severity]}.** {rule.title}\n"
    yield f"{rule.why}\n"
    if not rule.wrong:
        yield f"{_NO_EXAMPLE}\n"
        return
    for path, data in rule.wrong.items():
        yield from _file(path, data)
    yield "sendsite says:\n"
    yield _fenced(_said(rule), "text")
    yield "Mended:\n"
    for path, data in rule.right.items():
        if rule.wrong.get(path) != data:
            yield from _file(path, data)
    for path in rule.wrong:
        if path not in rule.right:
            yield f"There is no `{path}` any more.\n"
    if rule.optional:
        yield _OPTIONAL.format(code=rule.code)


def _file(path: str, data: str | bytes) -> Iterator[str]:
    yield f"`{path}`\n"
    suffix = Path(path).suffix
    if suffix in _SEEN and isinstance(data, bytes):
        yield f"{_SEEN[suffix]}\n"
    else:
        text = data if isinstance(data, str) else data.decode("utf-8", "replace")
        yield _fenced(_shortened(_CONTROL.sub(_shown, text)), _LANGUAGES.get(suffix, "text"))


def _shown(match: re.Match[str]) -> str:
    """The sign that Unicode has for showing a control character."""
    return chr(0x2400 + ord(match[0]))


def _shortened(text: str) -> str:
    whole = text.rstrip("\n").split("\n")
    lines = [line if len(line) <= _LONGEST else f"{line[:_LONGEST]} … and so on" for line in whole]
    left_out = len(lines) - _MOST_LINES
    return "\n".join(lines if left_out <= 1 else [*lines[:_MOST_LINES], f"… and {left_out:,} lines more"])


def _fenced(text: str, language: str) -> str:
    """A block of code, whose fence is longer than any within it."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text}\n{fence}\n"


def _said(rule: Rule) -> str:
    """What an editor is told of the example; notes on other things are left out."""
    site = snapshot({**GROUND, **rule.wrong})
    told = tuple(
        problem for problem in build(_KEPT, site).problems if problem.code == rule.code or problem.severity != "info"
    )
    return as_text.told(Report(told, site.sources), brief=True)


if __name__ == "__main__":
    PAGE.write_text(document(), "utf-8", newline="\n")
