"""One generator at work on the corpus: each way to build that is measured, made ready, run and checked."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, get_args

from benchmarks import equality, measuring, projects
from benchmarks.measuring import Cost, FailedError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from benchmarks.corpus import Page
    from benchmarks.projects import Generator

EPOCH: Final = 1795435200  # noon on 23 November 2026: the corpus is sound then
Mode = Literal["cold", "unchanged", "body", "title", "layout", "restored", "restored-output"]
MODES: Final[tuple[Mode, ...]] = get_args(Mode)
NEEDS_STORE: Final = frozenset({"restored", "restored-output"})


@dataclass(frozen=True, slots=True)
class Racer:
    """A generator that is installed in ``home``, and its project in the folder ``name`` there."""

    generator: Generator
    home: Path
    name: str

    @property
    def site(self) -> Path:
        """The project: always the same place."""
        return self.home / self.name

    @property
    def output(self) -> Path:
        """What it has published."""
        return self.site / self.generator.output

    @property
    def environment(self) -> dict[str, str]:
        """The environment that it runs in."""
        return self.generator.package.surroundings(self.home, EPOCH)

    def words(self, *command: str) -> list[str]:
        """The words that start it."""
        return [*self.generator.package.starter(self.home), *command]

    def prepare(self, pages: Sequence[Page]) -> None:
        """Make the project, and clear away what earlier measurements have left."""
        self.clear()
        self.generator.prepare(self.site, pages)

    def clear(self) -> None:
        """Delete the project and all copies of it."""
        for folder in (self.site, *self.home.glob(f"{self.name}-*")):
            shutil.rmtree(folder, ignore_errors=True)

    def run(self, mode: Mode, number: int, *, memory: bool = False) -> Cost:
        """Build in this way, after an edit that no other ``number`` makes. Raises FailedError if it did not do that."""
        site, edit = self.site, _EDITS.get(mode)
        if mode == "cold":
            self._start_over(number)
        elif mode in NEEDS_STORE:
            site = self._checkout(number, with_output=mode == "restored-output")
        told = self.generator.edit(site, edit, number) if edit else None
        os.sync()  # so that nobody pays for what others have written
        cost = measuring.measured(self.words(*self.generator.command), site, self.environment, memory=memory)
        if told is not None:
            self._must_tell(told, mode, site)
        return cost

    def _must_tell(self, told: str, mode: Mode, site: Path) -> None:
        """An edit counts when it is published; one of the layout, when it is on other pages as well."""
        for path in (projects.EDITED, *([projects.WITNESS] if mode == "layout" else ())):
            page = site / self.generator.output / path.removesuffix(".md") / "index.html"
            if not page.is_file() or told not in page.read_text("utf-8"):
                msg = f"{self.generator.name} has built “{mode}”, but the edit is not on {page}"
                raise FailedError(msg)

    def _start_over(self, number: int) -> None:
        """Move aside what is published and remembered. Deleting it would slow the build that follows on ext4."""
        aside = self.home / f"{self.name}-aside-{number}"
        aside.mkdir(parents=True)
        for name in filter(None, (self.generator.output, self.generator.store)):
            if (self.site / name).exists():
                (self.site / name).rename(aside / name)

    def _checkout(self, number: int, *, with_output: bool) -> Path:
        """A copy of the site as a build server has it: in another place, every file new, the store put back."""
        copy = self.home / f"{self.name}-checkout-{number}"
        spare = f".{self.generator.output}.spare"  # nobody puts that back
        left_out = (spare,) if with_output else (spare, self.generator.output)
        shutil.copytree(
            self.site,
            copy,
            copy_function=shutil.copyfile,
            ignore=lambda at, _: left_out if at == str(self.site) else (),
        )
        return copy


_EDITS: Final[dict[Mode, projects.Edit]] = {
    "body": "body",
    "title": "title",
    "layout": "layout",
    "restored": "body",
    "restored-output": "body",
}


def check(ours: Racer, theirs: Racer, pages: Sequence[Page]) -> None:
    """Raise FailedError unless both have made the same site."""
    if found := list(equality.unlike(ours.output, theirs.output, pages)):
        few = "\n".join(found[:20])
        msg = f"{theirs.generator.name} has not made the same site as {ours.generator.name}:\n{few}"
        raise FailedError(msg)
