"""A run told in the format that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sendsite.edges import repository, terminal
from sendsite.formats import as_github, as_json, as_junit, as_sarif, as_text
from sendsite.formats.report import Report
from sendsite.model import fatal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sendsite.commands.options import Options
    from sendsite.formats.report import Summary
    from sendsite.model import Absence, Problem, Source

_MACHINES: Final[dict[str, Callable[[Report], str]]] = {
    "json": as_json.told,
    "github": as_github.told,
    "sarif": as_sarif.told,
    "junit": as_junit.told,
}
FORMATS: Final = ("text", *_MACHINES)


def tell(
    options: Options,
    summary: Summary,
    problems: tuple[Problem, ...],
    sources: Mapping[str, Source],
    absent: tuple[Absence, ...] = (),
) -> None:
    """Tell a run that came to its end, well or not."""
    report = Report(
        problems=shown(options, problems),
        sources=sources,
        absent=absent,
        summary=summary,
        fatal=fatal(strict=options.strict),
        root=repository.root(options.site),
    )
    if options.format != "text":
        terminal.say(_MACHINES[options.format](report))
        if options.format == "github":
            repository.summarise(as_github.summary(report))
    elif words := as_text.told(report, colour=terminal.wants_colour(), brief=options.quiet):
        terminal.say(words)


def refuse(format_name: str, words: str) -> None:
    """Say why a run could not even begin, or broke off: to people, and in the document that a program waits for."""
    if format_name in _MACHINES:
        terminal.say(_MACHINES[format_name](Report(refusal=words)))
    terminal.complain(words)


def shown(options: Options, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The problems that are wanted: notes only on request."""
    return tuple(problem for problem in problems if options.notes or problem.severity != "info")


def verdict(options: Options, pages: int, problems: tuple[Problem, ...], files: tuple[int, int] | None = None) -> str:
    """How a run ended, in words; ``files`` are those written and those unchanged."""
    wanted = shown(options, problems)
    if any(problem.severity in fatal(strict=options.strict) for problem in problems):
        places = as_text.count(len({problem.path for problem in wanted}), "file")
        return f"Nothing was published: {as_text.counted(wanted)} in {places}"
    written = f"{files[0]} written, {files[1]} unchanged, " if files is not None else ""
    return f"{as_text.count(pages, 'page')}, {written}{as_text.counted(wanted)}"
