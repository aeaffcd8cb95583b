"""``why``: what became of a source, or what an output was made from."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sendsite.commands.options import OK, Options
from sendsite.commands.session import Session
from sendsite.edges import terminal
from sendsite.edges.setup import SetupError
from sendsite.formats import as_text
from sendsite.formats.report import Report
from sendsite.site.why import Inquiry

if TYPE_CHECKING:
    from sendsite.site.why import Explanation

_MOST: Final = 12


def why(options: Options) -> int:
    """Explain one path or address. Raises SetupError when it is neither a file of the site nor anything on it."""
    session = Session(options)
    result = session.build()
    inquiry = Inquiry(session.memo, result.snapshot, result.build, result.excluded)
    explanation = inquiry.explain(_within_site(options))
    if explanation is None:
        msg = f"There is no file and no page “{options.subject}”. {inquiry.nearest(options.subject)}"
        raise SetupError(msg)
    if options.format == "json":
        terminal.say(json.dumps(asdict(explanation), ensure_ascii=False, indent=2))
        return OK
    terminal.say(explanation.sentence)
    if explanation.problems:
        report = Report(explanation.problems, result.snapshot.sources)
        terminal.say(as_text.told(report, colour=terminal.wants_colour()))
    for line in _lists(explanation):
        terminal.say(line)
    return OK


def _within_site(options: Options) -> str:
    """What was asked about, as the site names it, however its path was typed."""
    typed = options.subject.strip().replace("\\", "/")
    path = Path(typed).resolve() if typed and Path(typed).exists() else None
    if path is not None and path.is_relative_to(options.output):
        return f"output/{path.relative_to(options.output).as_posix()}"
    if path is not None and path != options.site and path.is_relative_to(options.site):
        return path.relative_to(options.site).as_posix()
    return typed.removeprefix("./")


def _lists(explanation: Explanation) -> list[str]:
    lines = []
    for heading, paths in explanation.lists:
        if paths:
            lines += [heading, *(f"  {path}" for path in paths[:_MOST])]
        if len(paths) > _MOST:
            lines.append(f"  … and {len(paths) - _MOST} more; --format json lists them all")
    return lines
