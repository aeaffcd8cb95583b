"""How long a rebuild in memory takes, and how much it renders, on the site of this repository.

Run it with ``.venv/bin/python benchmarks/rebuild.py [runs]``. Times are medians in milliseconds; the last column
compares each with the first build of a fresh memo in this same run. Whole processes are for benchmarks/speed.py.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path
from statistics import median

from sendsite.edges import clock, reading
from sendsite.memo import Memo
from sendsite.model import Snapshot, Source
from sendsite.site import outputs
from sendsite.site.build import site

ROOT = Path(__file__).resolve().parent.parent
BODY = "content/guidance/short-breaks.md"
LAYOUT = "layouts/parts/footer.html"


def edited(snapshot: Snapshot, path: str, old: bytes, new: bytes) -> Snapshot:
    """The snapshot after one edit."""
    data = snapshot.sources[path].data
    assert old in data, f"{path} has changed: mend this script"
    return replace(snapshot, sources={**snapshot.sources, path: Source(path, data.replace(old, new, 1))})


def main(runs: int) -> None:
    """Measure and print the table."""
    start = Snapshot(reading.Reader(ROOT).read().sources, clock.now("2026-11-23T12:00"))
    first = start.sources[BODY].data.split(b"---\n", 2)[2].strip().split(b"\n", 1)[0]
    title = start.sources[BODY].data.split(b"title: ", 1)[1].split(b"\n", 1)[0]
    edits = {
        "nothing changed": start,
        "the body of one page": edited(start, BODY, first, first + b" More."),
        "the title of one page": edited(start, BODY, b"title: " + title, b"title: " + title + b" here"),
        "the footer of every page": edited(start, LAYOUT, b"</footer>", b"<!-- --></footer>"),
    }
    rows: dict[str, tuple[float, int]] = {}

    def measure(name: str, now: Snapshot, *, warm: bool) -> None:
        times, rendered = [], 0
        for _ in range(runs):
            memo = Memo()
            if warm:
                memo.evaluate(start, site)
            before = time.perf_counter()
            answer = memo.evaluate(now, site)
            times.append((time.perf_counter() - before) * 1000)
            rendered = sum(
                key.question.__module__ == outputs.__name__ and key.question is not outputs.body
                for key in answer.computed
            )
        rows[name] = (median(times), rendered)

    measure("first build, in memory", start, warm=False)
    for name, now in edits.items():
        measure(f"rebuild: {name}", now, warm=True)
    base = rows["first build, in memory"][0]
    print(f"{runs} runs; {len(start.sources)} sources")
    print(f"{'':40} {'ms':>8} {'files rendered':>15} {'of a first build':>17}")
    for name, (milliseconds, rendered) in rows.items():
        print(f"{name:40} {milliseconds:8.0f} {rendered:15} {milliseconds / base:17.3f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
