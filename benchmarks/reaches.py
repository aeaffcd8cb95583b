"""What was measured, as tables, and whether sendsite reaches what it is to reach. Pure functions."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from statistics import median
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.measuring import Cost

OURS: Final = "sendsite"
MEBIBYTE: Final = 2**20
GIBIBYTE: Final = 2**30
SLOPE: Final = 1.1  # at ten times as many pages, at most eleven times as much


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured: the costs of builds, and the seconds of waits, by what was done and the generator's name."""

    costs: dict[tuple[str, str], list[Cost]] = field(default_factory=dict)
    waits: dict[tuple[str, str], list[float]] = field(default_factory=dict)

    def wall(self, what: str, name: str = OURS) -> float | None:
        """The median of the wall time in seconds, or None when that was not measured."""
        costs = self.costs.get((what, name))
        return median(cost.wall for cost in costs) if costs else None

    def memory(self, what: str, name: str = OURS) -> float | None:
        """The median of the memory of all processes in bytes, or None."""
        trees = [cost.tree for cost in self.costs.get((what, name), ()) if cost.tree is not None]
        return median(trees) if trees else None

    def wait(self, what: str, name: str = OURS) -> float | None:
        """The median of a wait in seconds, or None."""
        found = self.waits.get((what, name))
        return median(found) if found else None

    def as_json(self) -> dict[str, Any]:
        """All of it, for a file."""
        return {
            "costs": [
                {"what": what, "generator": name, "runs": [asdict(cost) for cost in costs]}
                for (what, name), costs in self.costs.items()
            ],
            "waits": [
                {"what": what, "generator": name, "seconds": seconds} for (what, name), seconds in self.waits.items()
            ],
        }


@dataclass(frozen=True, slots=True)
class Reach:
    """One aim: the most it may be, what it was (None when not measured), in which unit, and the modes that tell it."""

    what: str
    limit: float
    found: float | None
    unit: str
    modes: str

    @property
    def verdict(self) -> str:
        """Whether it is reached."""
        if self.found is None:
            return "not measured"
        return "reached" if self.found <= self.limit else "**missed**"


def ratio(one: float | None, other: float | None) -> float | None:
    """How many times the other, where both are known."""
    return one / other if one is not None and other else None


def reaches(figures: Figures, growth: float) -> Iterator[Reach]:
    """Every aim of the table. "Hugo's build" is its cold one; the large size has ``growth`` times as many pages."""
    hugo = figures.wall("cold", "Hugo")
    for name, limit in (("Hugo", 2.0), ("Eleventy", 0.6), ("MkDocs", 0.2), ("Pelican", 0.2)):
        found = ratio(figures.wall("cold"), figures.wall("cold", name))
        yield Reach("cold build", limit, found, f"x {name}", "cold")
    for what, mode, limit in (
        ("no change, from the command line", "unchanged", 0.2),
        ("one body edited, from the command line", "body", 0.25),
        ("one body edited, restored store on a fresh checkout", "restored", 0.25),
        ("the same, with the output restored as well", "restored-output", 0.25),
        ("base layout edited (every page)", "layout", 1.0),
    ):
        yield Reach(what, limit, ratio(figures.wall(mode), hugo), "x Hugo's build", f"cold {mode}")
    yield Reach("one body edited in serve, to new bytes served", 0.15, figures.wait("serve: body"), "s", "serve")
    yield Reach("one title edited in serve, to new bytes served", 0.5, figures.wait("serve: title"), "s", "serve")
    peak = figures.memory("memory")
    yield Reach("peak memory, cold", 0.5, ratio(peak, figures.memory("memory", "Hugo")), "x Hugo", "memory")
    large = figures.memory("large")
    yield Reach("the large size: memory", 24, ratio(large, GIBIBYTE), "GiB", "large")
    longer = ratio(figures.wall("large"), figures.wall("memory"))
    yield Reach("the large size: time", SLOPE * growth, longer, "x the smaller", "memory large")
    yield Reach("the large size: memory", SLOPE * growth, ratio(large, peak), "x the smaller", "memory large")
    yield Reach("the Partnership's own site, cold", 2.0, figures.wall("own: cold"), "s", "own")
    yield Reach("the Partnership's own site, no change", 0.4, figures.wall("own: unchanged"), "s", "own")


def costs_table(figures: Figures) -> Iterator[str]:
    """Every cost, as a table in Markdown: medians, with the least and the most of the wall times."""
    yield "| what | generator | wall s | least to most | of Hugo's build | processor s | largest MiB | all MiB |"
    yield "|---|---|--:|---|--:|--:|--:|--:|"
    hugo = figures.wall("cold", "Hugo")
    for (what, name), costs in figures.costs.items():
        walls = [cost.wall for cost in costs]
        beside = ratio(median(walls), hugo)
        cells = (
            what,
            name,
            f"{median(walls):.2f}",
            f"{min(walls):.2f} to {max(walls):.2f}",
            "" if beside is None or what.startswith("own") else f"{beside:.3f}",
            f"{median(cost.processor for cost in costs):.2f}",
            f"{median(cost.largest for cost in costs) / MEBIBYTE:.0f}",
            "" if (tree := figures.memory(what, name)) is None else f"{tree / MEBIBYTE:.0f}",
        )
        yield f"| {' | '.join(cells)} |"
    for (what, name), waits in figures.waits.items():
        yield f"| {what} | {name} | {median(waits):.3f} | {min(waits):.3f} to {max(waits):.3f} | | | | |"


def reaches_table(figures: Figures, growth: float) -> Iterator[str]:
    """Every aim, with the modes to give for it alone."""
    yield "| what | at most | measured | | `benchmarks/speed.py --modes` … |"
    yield "|---|--:|--:|---|---|"
    for each in reaches(figures, growth):
        found = "" if each.found is None else f"{each.found:.3f}"
        yield f"| {each.what} | {each.limit:g} {each.unit} | {found} | {each.verdict} | `{each.modes}` |"
