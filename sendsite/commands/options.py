"""What a command was told, and how a command may end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

    from sendsite.crafts.elsewhere.limits import Limits
    from sendsite.model import Settings

OK: Final = 0
PROBLEMS: Final = 1
SETUP: Final = 2
CRASHED: Final = 70  # EX_SOFTWARE of sysexits.h, which neither a fault in the content nor wrong usage ever is
STOPPED: Final = 130


@dataclass(frozen=True, slots=True)
class Options:
    """What a command that reads a site was told. ``now`` is ISO 8601 text, or None for this moment.

    ``verify`` and ``why`` are for ``build``; ``poll`` is how many seconds lie between two looks at all files, where
    ``watch`` and ``serve`` are to find changes so; ``host``, ``port`` and ``open`` (a browser) are for ``serve``.
    ``subject`` is what the command ``why`` is asked about; ``history`` and ``limits`` are for ``links``.
    """

    site: Path
    output: Path
    now: str | None
    settings: Settings
    format: str
    strict: bool
    notes: bool
    quiet: bool
    allow_shrink: bool
    host: str
    port: int
    poll: float | None
    open: bool
    verify: bool
    why: bool
    subject: str
    history: Path | None
    limits: Limits
