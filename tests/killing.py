"""Publishes two sites by turns in processes that it kills, and looks at what each leaves behind.

    python -m tests.killing FOLDER KILLS SEED one|two

The last word says whether the system can exchange two folders in one step. Prints how many kills left the old site, the
new one, and something to clear away.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections import Counter
from itertools import cycle
from pathlib import Path
from unittest import mock

from sendsite.edges import publishing
from sendsite.edges.manifest import MANIFEST
from sendsite.model import Output

SITES = [
    {**{f"{n}/index.html": name + b"%d" % (n % 3) for n in range(12)}, f"only-{name.decode()}": name, "alike": b"alike"}
    for name in (b"A", b"B")
]


def outputs(site: dict[str, bytes]) -> tuple[Output, ...]:
    return tuple(Output(path, data) for path, data in site.items())


def found(folder: Path) -> dict[str, bytes]:
    files = {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    manifest = files.pop(MANIFEST)
    assert manifest == "".join(f"{path}\n" for path in sorted(files)).encode()
    return files


def remains(target: Path) -> list[Path]:
    """What lies beside the site and has to be cleared away: not the spare."""
    return [each for each in target.parent.iterdir() if each.name not in {target.name, f".{target.name}.spare"}]


def killed_child(target: Path, seconds: float, first: int) -> None:
    """Let a child publish as fast as it can, and kill it after ``seconds``."""
    child = os.fork()
    if child == 0:
        try:
            for site in cycle([SITES[first], SITES[1 - first]]):
                publishing.publish(target, outputs(site))
        finally:
            os._exit(1)  # it must never go on as if it were its parent
    time.sleep(seconds)
    assert os.waitpid(child, os.WNOHANG) == (0, 0), "the child failed by itself"
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def slowly(one: Path, other: Path) -> None:
    """The moment between two steps is too short to be hit by chance."""
    one.rename(other)
    time.sleep(0.002)


def main() -> None:
    target, kills, seed, steps = Path(sys.argv[1]) / "output", int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    if steps == "two":  # stands in for another system, and a slow one
        mock.patch.object(publishing, "exchange", return_value=False).start()
        mock.patch.object(publishing, "_rename", slowly).start()
    moments = random.Random(seed)  # noqa: S311 - no secret
    counts: Counter[str] = Counter()
    started = time.monotonic()
    for site in (*SITES, *SITES):
        publishing.publish(target, outputs(site))
    longest = time.monotonic() - started  # by then, a child has published several times
    for number in range(kills):
        killed_child(target, moments.uniform(0, longest), number % len(SITES))
        beside = remains(target)
        counts["with remains"] += bool(beside)
        if target.exists():
            left = found(target)
        else:
            assert steps == "two", "for a moment there was no site"
            (old,) = (each for each in beside if each.name.startswith(".output.old-"))
            left = found(old)
            counts["between two steps"] += 1
        assert left in SITES, sorted(left)
        counts["AB"[SITES.index(left)]] += 1
        if moments.random() < 1 / 3:  # the next child has to clear up, and is killed over that
            continue
        again = SITES[moments.randrange(2)]
        publishing.publish(target, outputs(again))
        assert found(target) == again
        assert remains(target) == []
    print(json.dumps(counts))  # noqa: T201 - for whoever started it


if __name__ == "__main__":
    main()
