"""The nouns of sendsite, all frozen: what is read, what is found wrong, what is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
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
    """One file of the site: its path (POSIX, relative to the site), its bytes and their SHA-256.

    Two with one digest are the same; one of which a store knows no more than the digest has no bytes.
    """

    path: str
    data: bytes = field(repr=False, compare=False)
    digest: str = ""

    def __post_init__(self) -> None:
        if not self.digest:
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


class Output:
    """One file to publish: its path under the output folder, the SHA-256 of its bytes, and the bytes themselves.

    Where the bytes lie in a store, ``data`` brings them when they are wanted, and most outputs of a rebuild never are.
    """

    __slots__ = ("_data", "digest", "path")

    def __init__(self, path: str, data: bytes | Callable[[], bytes], digest: str = "") -> None:
        """``digest`` may be left out only where ``data`` is the bytes."""
        self.path = path
        self._data = data
        self.digest = digest if callable(data) else sha256(data).hexdigest()

    @property
    def data(self) -> bytes:
        """The bytes."""
        if callable(self._data):
            return self._data()
        return self._data

    @property
    def is_at_hand(self) -> bool:
        """Whether the bytes are in memory."""
        return not callable(self._data)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Output) and self.digest == other.digest and self.path == other.path

    def __hash__(self) -> int:
        return hash((self.path, self.digest))

    def __repr__(self) -> str:
        return f"Output({self.path!r}, {self.digest})"


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
