"""What one process costs, with all the processes that it starts: time, processor time and memory. Linux only."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SAMPLING: Final = 0.05  # seconds between two looks at the memory
WAITING: Final = 0.002  # seconds between two looks at whether the process has ended


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run cost.

    ``wall`` and ``processor`` are seconds: until the process and all that it started have ended, and the processor's
    for the process and all that it started and waited for.
    ``largest`` is the resident memory in bytes of whichever of them was largest, at its peak, as the kernel kept it; it
    counts from before the program was loaded, so it never comes out below what this very process holds.
    ``tree`` is the memory of all of them together at its peak, in bytes, or None where nobody looked: each page that
    several of them share is counted once (the Pss of proc(5)). It is read every SAMPLING seconds, so it may miss a
    short peak, but never comes out below ``largest``.
    """

    wall: float
    processor: float
    largest: int
    tree: int | None


class FailedError(Exception):
    """A process that was to be measured failed; with what it said."""


def measured(words: Sequence[str], folder: Path, environment: Mapping[str, str], *, memory: bool = False) -> Cost:
    """Run ``words`` in ``folder`` to their end, and say what that cost; ``memory`` is for looking at the tree's, too.

    Looking takes a little of the other processor, so what is to be timed is not looked at. Raises FailedError.
    """
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(
            words,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
        peak = _peak(process.pid) if memory else None
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        while _session(process.pid):
            time.sleep(WAITING)
            wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            msg = f"{' '.join(words)}: exit {process.returncode}\n{said.read().decode('utf-8', 'replace')}"
            raise FailedError(msg)
    largest = used.ru_maxrss * 1024
    return Cost(wall, used.ru_utime + used.ru_stime, largest, None if peak is None else max(peak, largest))


def _peak(leader: int) -> int:
    """The most memory that the session of ``leader`` holds at a time, in bytes, until ``leader`` has ended."""
    peak, due = 0, 0.0
    while os.waitid(os.P_PID, leader, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        if time.monotonic() >= due:
            peak = max(peak, sum(map(_held, _session(leader))))
            due = time.monotonic() + SAMPLING
        time.sleep(WAITING)
    return peak


def _session(leader: int) -> list[Path]:
    """The folders in /proc of all processes in the session of ``leader``."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
            except OSError:  # it has ended meanwhile
                continue
            if int(fields[3]) == leader:
                found.append(folder)
    return found


def _held(process: Path) -> int:
    """The memory of one process in bytes, with its share of what it shares; nothing of one that has ended."""
    try:
        lines = (process / "smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
