"""How fast sendsite builds and rebuilds beside other generators that make the same site, in one run.

Run it with ``.venv/bin/python benchmarks/speed.py``; docs/benchmarks.md says what is measured and how. It installs the
peers with pip and npm, for which alone it needs the network, into ``--home``, and everything it makes stays there.
Nothing else should run on the machine meanwhile.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import corpus, measuring, preview, projects, race  # noqa: E402 - the line above makes it findable
from benchmarks.race import MODES, NEEDS_STORE, Racer  # noqa: E402 - as above
from benchmarks.reaches import OURS, Figures, costs_table, reaches_table  # noqa: E402 - as above

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.measuring import Cost

ALL: Final = (*MODES, "memory", "serve", "own", "large")
USUAL: Final = ALL[:-1]
REBUILDING: Final = frozenset({OURS, "Hugo"})  # the others make all anew, after whatever edit
MARKDOWN: Final = "Python-Markdown alone"
NUMBERS: Final = itertools.count(1)  # no edit is made twice, so nothing is remembered of it


def chosen() -> argparse.Namespace:
    """What was typed."""
    names = [generator.name for generator in projects.GENERATORS]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=10_000, metavar="N", help="the size of the corpus (10,000)")
    parser.add_argument("--large", type=int, default=100_000, metavar="N", help="the size for the mode large (100,000)")
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="of each measurement, in turn (5)")
    parser.add_argument("--modes", nargs="+", choices=ALL, default=USUAL, metavar="MODE", help=", ".join(ALL))
    parser.add_argument("--tools", nargs="+", choices=names, default=names, metavar="NAME", help=", ".join(names))
    parser.add_argument("--everyone", action="store_true", help="let all of them rebuild after edits, not only Hugo")
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep all figures there")
    home = Path(tempfile.gettempdir(), "sendsite-benchmarks")
    parser.add_argument("--home", type=Path, default=home, metavar="DIR", help=f"where to install and build ({home})")
    return parser.parse_args()


class Bench:
    """All that take part, and what was found out about them."""

    def __init__(self, words: argparse.Namespace) -> None:
        self.words = words
        self.figures = Figures()
        home: Path = words.home.resolve()
        self.racers = [
            Racer(generator, home / generator.name.lower(), "speed")
            for generator in projects.GENERATORS
            if generator.name in (OURS, *words.tools)
        ]
        self.ours = self.racers[0]

    def measure(self) -> None:
        """Everything that was asked for."""
        for racer in self.racers:
            racer.generator.package.install(racer.home)
        modes = [mode for mode in ALL if mode in self.words.modes]
        if set(modes) - {"own", "large"}:
            self._prepare()
        for mode in modes:
            match mode:
                case "memory":
                    self._in_turn(mode, self.racers, lambda racer: racer.run("cold", next(NUMBERS), memory=True))
                case "serve":
                    self._serve()
                case "own":
                    self._own()
                case "large":
                    self._large()
                case _:
                    self._build(mode)

    def _prepare(self) -> None:
        """Every project, built once to warm up; all must have made the same site."""
        pages = corpus.pages(self.words.pages)
        for racer in self.racers:
            tell(f"preparing {racer.generator.name}")
            racer.prepare(pages)
            racer.run("cold", next(NUMBERS))
            race.check(self.ours, racer, pages)

    def _build(self, mode: race.Mode) -> None:
        racers = self.racers if mode == "cold" or self.words.everyone else self._rebuilding()
        if mode in NEEDS_STORE:
            racers = [racer for racer in racers if racer.generator.store]
        reference = {MARKDOWN: self._markdown_alone} if mode == "cold" else {}
        self._in_turn(mode, racers, lambda racer: racer.run(mode, next(NUMBERS)), reference)

    def _rebuilding(self) -> list[Racer]:
        return [racer for racer in self.racers if racer.generator.name in REBUILDING]

    def _markdown_alone(self) -> Cost:
        words = [sys.executable, str(ROOT / "benchmarks/markdown_alone.py"), str(self.ours.site / "content")]
        return measuring.measured(words, self.ours.site, self.ours.environment)

    def _in_turn(
        self,
        what: str,
        racers: Sequence[Racer],
        run: Callable[[Racer], Cost],
        others: dict[str, Callable[[], Cost]] | None = None,
    ) -> None:
        for number in range(self.words.runs):
            for racer in racers:
                self._note(what, racer.generator.name, number, run(racer))
            for name, other in (others or {}).items():
                self._note(what, name, number, other())

    def _note(self, what: str, name: str, number: int, cost: Cost) -> None:
        tell(f"{what} {number + 1}/{self.words.runs}: {name} {cost.wall:.2f} s")
        self.figures.costs.setdefault((what, name), []).append(cost)

    def _serve(self) -> None:
        for racer in self._rebuilding():
            first = next(NUMBERS) + 1
            for what, seconds in preview.waits(racer, self.words.runs, first).items():
                tell(f"{what}: {racer.generator.name} {median(seconds):.3f} s")
                self.figures.waits[what, racer.generator.name] = seconds
            for _ in range(self.words.runs):
                next(NUMBERS)

    def _own(self) -> None:
        """The site of this repository, with its own layouts."""
        racer = Racer(projects.SENDSITE, self.ours.home, "own")
        racer.clear()
        for name in ("content", "layouts"):
            shutil.copytree(ROOT / name, racer.site / name)
        for mode in ("cold", "unchanged"):
            self._in_turn(f"own: {mode}", [racer], lambda racer, mode=mode: racer.run(mode, next(NUMBERS)))

    def _large(self) -> None:
        racer = Racer(projects.SENDSITE, self.ours.home, "large")
        tell(f"preparing {self.words.large:,} pages")
        racer.prepare(corpus.pages(self.words.large))
        cost = racer.run("cold", next(NUMBERS), memory=True)
        self._note("large", OURS, 0, cost)


def tell(words: str) -> None:
    """Say how far it is, to whoever watches."""
    print(words, file=sys.stderr, flush=True)


def circumstances(bench: Bench) -> dict[str, object]:
    """What the figures depend on."""
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return {
        "versions": [racer.generator.package.version(racer.home) for racer in bench.racers],
        "commit": commit.stdout.strip(),
        "python": platform.python_version(),
        "system": platform.platform(),
        "cores": len(os.sched_getaffinity(0)),
        "pages": bench.words.pages,
        "runs": bench.words.runs,
    }


def main() -> None:
    """Measure, and print both tables."""
    bench = Bench(chosen())
    load = os.getloadavg()[0]
    bench.measure()
    facts = circumstances(bench) | {"load before": load}
    if bench.words.json:
        bench.words.json.write_text(json.dumps({**facts, **bench.figures.as_json()}, indent=1), "utf-8")
    print("\n".join(f"{name}: {'; '.join(fact) if isinstance(fact, list) else fact}" for name, fact in facts.items()))
    print()
    print("\n".join(costs_table(bench.figures)))
    print()
    print("\n".join(reaches_table(bench.figures, bench.words.large / bench.words.pages)))


if __name__ == "__main__":
    main()
