"""What becomes of a published site when an editor makes a mistake: sendsite and its peers, side by side.

Run it with ``.venv/bin/python benchmarks/faults.py [--keep DIR] [tool ...]``. It installs the peers with pip and npm,
for which alone it needs the network, into a temporary folder, or into DIR, where the transcript of every run stays too.

For every fault in tests/faults.py it takes the sound site as the tool has published it, makes the fault, builds again
in the same place, and compares. Two tables in Markdown come out: each tool as it comes, and as strict as it can be made
without other people's plugins. Whether the mend is told is judged by the patterns in tests/faults.py; read the
transcripts to judge for yourself.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, get_args

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import verdicts  # noqa: E402 - the line above makes it findable
from benchmarks.fault_projects import TOOLS, Mode, Tool  # noqa: E402 - as above
from benchmarks.installing import ended  # noqa: E402 - as above
from benchmarks.verdicts import Run, differing  # noqa: E402 - as above
from tests.faults import DELETED, FAULTS, FOOTER, SITE  # noqa: E402 - as above

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BUILD_SECONDS: Final = 120
EPOCH: Final = 1780300800  # 1 June 2026, when the faults are made
TICK_SECONDS: Final = 1.5
TWICE: Final = "same input, built twice from nothing"
ROWS: Final = (*(fault.name for fault in FAULTS), DELETED.name, TWICE)
HEADINGS: Final[dict[Mode, str]] = {"default": "As they come", "strict": "As strict as they can be made"}


@dataclass(frozen=True, slots=True)
class Column:
    """What was found out about one tool, as cells by mode and row."""

    tool: Tool
    version: str
    cells: Mapping[tuple[Mode, str], str]


@dataclass(frozen=True, slots=True)
class Bench:
    """One tool in one mode, and the folder in which it is installed and builds."""

    tool: Tool
    home: Path
    mode: Mode

    @property
    def project(self) -> Path:
        """Where the tool finds its project: always the same place, since some remember it."""
        return self.home / "site"

    def arrange(self, files: Mapping[str, bytes]) -> None:
        """Make the sources those of ``files``; what is published, and what the tool keeps for itself, stays."""
        wanted, known = self.tool.arrange(files, self.mode), self.tool.arrange(SITE, self.mode)
        for path in known.keys() - wanted.keys():
            (self.project / path).unlink(missing_ok=True)
        for path, data in wanted.items():
            file = self.project / path
            if not file.is_file() or file.read_bytes() != data:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(data)

    def build(self, label: str, *extra: str, dated: bool = True) -> Run:
        """Run the tool, and leave what it says beside its project."""
        flags = self.tool.strict if self.mode == "strict" else ()
        package = self.tool.package
        words = [*package.starter(self.home), *self.tool.command, *flags, *extra]
        surroundings = package.surroundings(self.home, EPOCH if dated else None)
        code, said = ended(words, self.project, surroundings, BUILD_SECONDS)
        name = re.sub(r"\W+", "-", label).strip("-").lower()
        transcript = self.home / "transcripts" / self.mode / f"{name}.txt"
        transcript.parent.mkdir(parents=True, exist_ok=True)
        transcript.write_text(f"$ {' '.join(words)}\n{said}\nexit {code}\n", "utf-8")
        return Run(code, said, contents(self.project / self.tool.output))

    def from_nothing(self, label: str, *, dated: bool = True) -> Run:
        """Build the sound site where nothing was before."""
        shutil.rmtree(self.project, ignore_errors=True)
        self.arrange(SITE)
        return self.build(label, dated=dated)

    def cells(self) -> dict[str, str]:
        """The cell of every row."""
        sound = self.from_nothing("sound")
        stored = self.home / "sound"
        shutil.rmtree(stored, ignore_errors=True)
        shutil.copytree(self.project, stored)
        usual = self._usual(sound, stored)
        cells: dict[str, str] = {}
        for fault in FAULTS:
            self._restore(stored)
            self.arrange(fault.applied(SITE))
            cells[fault.name] = verdicts.of_fault(fault, sound, self.build(fault.name), usual)
        self._restore(stored)
        self.arrange(DELETED.applied(SITE))
        cells[DELETED.name] = self._deletion()
        first = self.from_nothing("first", dated=False)
        time.sleep(TICK_SECONDS)
        cells[TWICE] = verdicts.of_twice(first, self.from_nothing("second", dated=False))
        return cells

    def _restore(self, stored: Path) -> None:
        """The sound site with its published pages, its caches and its dates, as if nothing had been tried."""
        shutil.rmtree(self.project, ignore_errors=True)
        shutil.copytree(stored, self.project)

    def _usual(self, sound: Run, stored: Path) -> str:
        """What the tool says when all is well, also after a sound edit; stops if all is not well."""
        again = self.build("sound again")
        page = sound.pages("money")
        assert sound.code == again.code == 0, f"{self.tool.name} cannot build the sound site: {sound.said}"
        assert "#fares" in page, f"{self.tool.name} does not make the links of the sound site"
        assert "Ring 01632 960001" in page, f"{self.tool.name} does not take in the footer"
        assert not differing(sound, again), f"{self.tool.name} changes files by itself: {differing(sound, again)}"
        self.arrange({path: data.replace(b"You may", b"You can") for path, data in SITE.items()})
        page_edit = self.build("sound edit of a page")
        self._restore(stored)
        self.arrange({**SITE, FOOTER: SITE[FOOTER].replace(b"Ring", b"Call")})
        layout_edit = self.build("sound edit of a layout")
        return "\n".join(run.said for run in (sound, again, page_edit, layout_edit))

    def _deletion(self) -> str:
        after = self.build(DELETED.name)
        cell = f"exit {after.code}, {verdicts.of_deletion(after)}"
        if self.mode == "default" or not self.tool.tidy:
            return cell
        tidied = verdicts.of_deletion(self.build(f"{DELETED.name} tidied", *self.tool.tidy))
        return f"{cell}; with `{self.tool.tidy[0]}` {tidied}"


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder``, by its path."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def column(tool: Tool, folder: Path) -> Column:
    """Everything about one tool; of one that cannot be installed, only that."""
    home = folder / tool.name.lower()
    modes = get_args(Mode)
    try:
        tool.package.install(home)
    except (subprocess.SubprocessError, OSError):
        return Column(tool, f"{tool.name} could not be installed", {(mode, row): "?" for mode in modes for row in ROWS})
    cells = {(mode, row): cell for mode in modes for row, cell in Bench(tool, home, mode).cells().items()}
    return Column(tool, tool.package.version(home), cells)


def table(columns: Sequence[Column], mode: Mode) -> str:
    """One table in Markdown."""
    lines = ["| fault | " + " | ".join(each.tool.name for each in columns) + " |", "|---" * (len(columns) + 1) + "|"]
    lines += [f"| {row} | " + " | ".join(each.cells[mode, row] for each in columns) + " |" for row in ROWS]
    return "\n".join(lines)


def chosen() -> tuple[list[Tool], Path | None]:
    """The tools that were asked for, and the folder to keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", type=Path, metavar="DIR", help="install here, and leave the transcripts here")
    parser.add_argument("tools", nargs="*", metavar="tool", help=", ".join(tool.name for tool in TOOLS))
    words = parser.parse_args()
    wanted = {name.lower() for name in words.tools} or {tool.name.lower() for tool in TOOLS}
    if unknown := wanted - {tool.name.lower() for tool in TOOLS}:
        parser.error(f"no such tool: {', '.join(sorted(unknown))}")
    return [tool for tool in TOOLS if tool.name.lower() in wanted], words.keep


def main() -> None:
    """Try every tool, several at a time, and print what became of the sites."""
    tools, keep = chosen()
    with tempfile.TemporaryDirectory() as temporary, ThreadPoolExecutor(os.cpu_count()) as pool:
        folder = (keep or Path(temporary)).resolve()
        columns = list(pool.map(lambda tool: column(tool, folder), tools))
    print("; ".join(each.version for each in columns) + ".")
    for mode, heading in HEADINGS.items():
        print(f"\n## {heading}\n\n{table(columns, mode)}")


if __name__ == "__main__":
    main()
