"""What a process costs is read off real processes, and off those that they start."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from benchmarks import measuring
from benchmarks.measuring import Cost, FailedError

pytestmark = pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="measures on Linux only")

MEBIBYTE = 2**20


def run(script: str, *, memory: bool = False) -> Cost:
    """Measure a script in Python."""
    return measuring.measured([sys.executable, "-c", dedent(script)], Path.cwd(), dict(os.environ), memory=memory)


def test_waiting_is_wall_time_and_not_the_processors() -> None:
    cost = run("import time; time.sleep(0.5)")
    assert cost.wall >= 0.5
    assert cost.processor < 0.4
    assert cost.tree is None


def test_the_work_of_children_counts() -> None:
    script = """
        import subprocess, sys
        work = "import time\\nwhile time.process_time() < 0.5: pass"
        subprocess.run([sys.executable, "-c", work], check=True)
    """
    assert run(script).processor >= 0.5


def test_memory_is_that_of_the_largest_and_of_all_together() -> None:
    script = """
        import subprocess, sys
        import time
        hold = "import sys; held = b'x' * (200 * 2**20); print(flush=True); sys.stdin.read()"
        ends = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        holders = [subprocess.Popen([sys.executable, "-c", hold], **ends) for _ in range(3)]
        for holder in holders:  # all at once, however slowly they begin
            holder.stdout.readline()
        time.sleep(0.6)
        for holder in holders:
            holder.communicate()
    """
    cost = run(script, memory=True)
    assert 200 * MEBIBYTE < cost.largest < 260 * MEBIBYTE
    assert cost.tree is not None
    assert cost.tree > 600 * MEBIBYTE


def test_what_processes_share_counts_once() -> None:
    script = """
        import os, time
        held = b"x" * (400 * 2**20)
        children = []
        for _ in range(3):
            child = os.fork()
            if child == 0:
                time.sleep(0.6)
                os._exit(0)
            children.append(child)
        for child in children:
            os.waitpid(child, 0)
    """
    tree = run(script, memory=True).tree
    assert tree is not None
    assert 400 * MEBIBYTE < tree < 800 * MEBIBYTE


def test_the_time_lasts_until_the_last_process_has_ended() -> None:
    script = """
        import subprocess, sys
        subprocess.Popen([sys.executable, "-c", "import time; time.sleep(1)"])
    """
    assert run(script).wall >= 1


def test_a_failure_is_told_with_what_was_said() -> None:
    with pytest.raises(FailedError, match=r"exit 3\noh no"):
        run("import sys; print('oh no', file=sys.stderr); sys.exit(3)")
