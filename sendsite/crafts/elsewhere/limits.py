"""How patient to be with links to other sites: a room of its own, since every command line is read with it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """A link is dead after failures on this many days, the first and the last at least ``days`` apart."""

    failures: int = 3
    days: int = 3
