"""What a run has to tell, whatever the format."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sendsite.model import Absence, Problem, Severity, Source


@dataclass(frozen=True, slots=True)
class Summary:
    """The end of a run: the verdict in words, and counts of pages and of files.

    A run that writes nothing has none ``written`` and none ``unchanged``. ``where`` is the place to look.
    """

    verdict: str
    seconds: float
    pages: int = 0
    written: int = 0
    unchanged: int = 0
    where: str = ""

    @property
    def line(self) -> str:
        """The last line of the run."""
        where = f" Look at {self.where}" if self.where else ""
        return f"{self.verdict}, {self.seconds:.1f} seconds.{where}"


@dataclass(frozen=True, slots=True)
class Report:
    """One run: what is wrong, what is not on the site, and how it ended; or why it could not even begin.

    ``fatal`` holds the severities that stop this run. ``root`` is the path from the top of the repository to the site,
    empty or ending in a slash: programs that mark lines of files need it.
    """

    problems: tuple[Problem, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    absent: tuple[Absence, ...] = ()
    summary: Summary | None = None
    refusal: str = ""
    fatal: frozenset[Severity] = frozenset({"error"})
    root: str = ""
