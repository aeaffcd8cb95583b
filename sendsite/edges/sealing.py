"""What says that a published file is as we left it, so that most of a site need not be read to see what is new.

A seal is made of what the file system keeps of a file. It saves reading and decides nothing: without one, or where it
is broken, the bytes are compared.
"""

from __future__ import annotations

import os
import stat
import time
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sendsite.model import Output

# For each path, the digest of a file and its size, dates (in nanoseconds) and inode.
Seal = tuple[str, int, int, int, int]
# Within this time of a change there may be another that leaves the dates as they are: longer than the ticks of any
# kernel's clock, and, for file systems that keep whole seconds alone (FAT: every other), longer than those.
_TICK: Final = 100_000_000
_SECONDS: Final = 2_000_000_000


def holds(target: Path, output: Output, seals: Mapping[str, Seal]) -> bool:
    """Whether ``target`` has just this file, and not a link to one, which could change at any time."""
    file = f"{target}/{output.path}"  # a Path of each would take longer than the rest of this
    status = os.lstat(file)
    if not stat.S_ISREG(status.st_mode):
        return False
    seal = seals.get(output.path)
    if seal is not None and tuple(seal[1:]) == _marks(status):
        return seal[0] == output.digest
    return sha256(Path(file).read_bytes()).hexdigest() == output.digest


def sealed(target: Path, outputs: Iterable[Output]) -> dict[str, Seal]:
    """The seals of files that have just been published. One that has changed only now gets none."""
    found = {}
    now = time.time_ns()
    for output in outputs:
        status = os.lstat(f"{target}/{output.path}")
        latest = max(status.st_mtime_ns, status.st_ctime_ns)
        if latest + (_TICK if latest % 1_000_000_000 else _SECONDS) < now:
            found[output.path] = (output.digest, *_marks(status))
    return found


def _marks(status: os.stat_result) -> tuple[int, int, int, int]:
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino
