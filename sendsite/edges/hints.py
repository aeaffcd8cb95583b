"""What the system says of files, and whether a save is over: one edit should show at once, a checkout only when whole.

Nobody believes a hint: what really changed is found by reading again. So a hint that is lost, false or comes twice
costs time and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, NamedTuple

# Seconds without another hint. On two cores that had nine processes to run, Vim left up to 16 ms between two steps of
# one save, all of which are seen to be such, and a checkout of 200 files up to 34 ms.
SHORT: Final = 0.025
LONG: Final = 0.15
# However long files go on changing, somebody wants to see something.
LONGEST: Final = 2.0
# Seconds between two looks at everything where the system tells nothing.
POLL: Final = 1.0

Kind = Literal[
    "came",  # a new file, or one that is back
    "writing",  # somebody has the file open and has written
    "written",  # nobody has it open any more, or it took the place of another in one step
    "touched",  # its rights, or something that we are not told
    "left",  # the file has another name now, or none here
    "deleted",
    "folder",  # a folder came, went or changed its name: anything below may be different
    "lost",  # the system has lost count, or a whole tree is another: anything may be different
]


class Hint(NamedTuple):
    """What may have happened, and where: the path in full."""

    kind: Kind
    path: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What may have changed: each path in full, standing for all that is or was below it, or ``everywhere``."""

    paths: frozenset[Path] = frozenset()
    everywhere: bool = False


EVERYWHERE: Final = Changes(everywhere=True)
NOTHING: Final = Changes()


class Burst:
    """The hints since the last look."""

    def __init__(self) -> None:
        self.everywhere = False
        self._paths: set[str] = set()
        self._open: set[str] = set()
        self._new: set[str] = set()
        self._away: set[str] = set()
        self._many = False

    def note(self, hint: Hint) -> None:
        """Take one more hint."""
        kind, path = hint
        self._paths.add(path)
        if kind in {"written", "left", "deleted"}:
            self._open.discard(path)
        if kind == "writing":
            self._open.add(path)
        elif kind == "came" and path not in self._away:
            self._new.add(path)
        elif kind in {"left", "deleted"}:
            self._go(path)
        self._many |= kind in {
            "deleted",
            "folder",
        }  # editors do neither to save a file; Git does, from its first file on
        self.everywhere |= kind == "lost"
        if kind in {"came", "written"}:
            self._away.discard(path)

    def _go(self, path: str) -> None:
        if path in self._new:  # a file between, such as many editors and “sed -i” rename into place
            self._new.discard(path)
            self._paths.discard(path)
        else:
            self._away.add(path)

    @property
    def began(self) -> bool:
        """Whether there was any hint."""
        return self.everywhere or self._many or bool(self._paths)

    @property
    def quiet(self) -> float:
        """How many seconds without another hint say that it is over; LONGEST while a file is open for writing."""
        if self._open:
            return LONGEST
        if self.everywhere or self._many or self._new or self._away or len(self._paths) > 1:
            return LONG
        return SHORT

    def changes(self) -> Changes:
        """What may have changed. A path below another one is left out."""
        paths = {Path(path) for path in self._paths}
        return Changes(frozenset(path for path in paths if paths.isdisjoint(path.parents)), self.everywhere)
