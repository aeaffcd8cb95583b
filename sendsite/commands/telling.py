"""A run told in the format that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sendsite.edges import repository, terminal
from sendsite.formats import as_github, as_text
from sendsite.formats.report import Report
from sendsite.model import fatal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sendsite.commands.options import Options
    from sendsite.formats.report import Summary
    from sendsite.model import Absence, Problem, Source

FORMATS: Final = ("text", "json", "github", "sarif", "junit")


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
        terminal.say(_for_programs(options.format, report))
        if options.format == "github":
            repository.summarise(as_github.summary(report))
    elif words := as_text.told(report, colour=terminal.wants_colour(), brief=options.quiet):
        terminal.say(words)


def refuse(format_name: str, words: str) -> None:
    """Say why a run could not even begin, or broke off: to people, and in the document that a program waits for."""
    if format_name != "text":
        terminal.say(_for_programs(format_name, Report(refusal=words)))
    terminal.complain(words)


def _for_programs(format_name: str, report: Report) -> str:
    """The document for programs. Each format is loaded for those who ask for it, since most runs are told to people."""
    match format_name:
        case "github":
            return as_github.told(report)
        case "json":
            from sendsite.formats import as_json  # noqa: PLC0415 - as above

            return as_json.told(report)
        case "junit":
            from sendsite.formats import as_junit  # noqa: PLC0415 - as above

            return as_junit.told(report)
    from sendsite.formats import as_sarif  # noqa: PLC0415 - as above

    return as_sarif.told(report)


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
