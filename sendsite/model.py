"""The nouns of sendsite, all frozen: what is read, what is found wrong, what is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sendsite.codes import Code

Severity = Literal["error", "warning", "info"]


def fatal(*, strict: bool) -> frozenset[Severity]:
    """The severities that forbid publishing: errors, and in a strict run warnings too."""
    return frozenset({"error", "warning"} if strict else {"error"})


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing wrong in the sources, said to an editor.

    ``path`` is relative to the site, ``line`` and ``column`` count from 1 in that file. ``code`` is stable, ``message``
    says what is wrong in a plain sentence and ``hint`` what to do about it. An error forbids publishing, a warning does
    so only in a strict build, and information never does. ``page`` is the page that was being made when a layout
    failed, until a build has gathered all of them.
    """

    path: str
    line: int
    column: int
    severity: Severity
    code: Code
    message: str
    hint: str = ""
    page: str = ""


@dataclass(frozen=True, order=True, slots=True)
class Absence:
    """A page that somebody wrote and that is not on the site: the place that says so, and why in a sentence.

    ``is_past`` tells a page whose time is over from one whose time has not come.
    """

    path: str
    line: int
    column: int
    reason: str
    is_past: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """One file of the site: its path (POSIX, relative to the site), its bytes and their SHA-256."""

    path: str
    data: bytes = field(repr=False)
    digest: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "digest", sha256(self.data).hexdigest())


@dataclass(frozen=True, slots=True)
class Settings:
    """What the command line may say about a build, apart from where it reads and writes."""

    base_url: str | None = None
    drafts: bool = False


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything a build may know: the files, the one clock (an aware London time) and the settings."""

    sources: Mapping[str, Source]
    now: datetime
    settings: Settings = Settings()

    def __post_init__(self) -> None:
        object.__setattr__(self, "sources", MappingProxyType(dict(self.sources)))


@dataclass(frozen=True, slots=True)
class Output:
    """One file to publish: its path under the output folder and its bytes."""

    path: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Build:
    """A whole site: its outputs by path, the number of pages among them, what is wrong, and the pages left out."""

    outputs: tuple[Output, ...]
    pages: int
    problems: tuple[Problem, ...] = ()
    absent: tuple[Absence, ...] = ()

    def fails(self, *, strict: bool = False) -> bool:
        """Whether the problems forbid publishing."""
        return any(problem.severity in fatal(strict=strict) for problem in self.problems)
