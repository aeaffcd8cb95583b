"""What becomes of a published site when an editor makes a mistake: sendsite and its peers, side by side.

Run it with ``.venv/bin/python benchmarks/faults.py [--keep DIR] [tool ...]``. It installs the peers with pip and npm (the
only time that it needs the network) into a temporary folder, or into DIR, where the transcript of every run stays too.
For every fault in tests/faults.py it builds the sound site, makes the fault, builds again in the same place, and compares
what is published then with what was. Two tables in Markdown come out: each tool as it comes, and as strict as it can be.
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
from typing import TYPE_CHECKING, Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.peers import TOOLS, Tool, interpreter  # noqa: E402 - the line above makes them findable
from tests.faults import DELETED, FAULTS, SITE, Fault  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

INSTALL_SECONDS: Final = 900
BUILD_SECONDS: Final = 120
TWICE: Final = "same input, built twice into nothing"
_COLOURS: Final = re.compile(r"\x1b\[[\d;]*m")
_FRAME: Final = re.compile(r'^\s*File "(?P<file>[^"]+)", line \d+')


@dataclass(frozen=True, slots=True)
class Run:
    """One build: its exit code (None when it did not end in time), what it said, and what is published after it."""

    code: int | None
    said: str
    published: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Column:
    """What was found out about one tool, as cells by (name of the row, strict)."""

    tool: Tool
    version: str
    cells: Mapping[tuple[str, bool], str]


def installed(tool: Tool, home: Path) -> None:
    """Install a peer into ``home``, unless these very packages are there already."""
    record, wanted = home / "installed.txt", "\n".join(tool.packages)
    home.mkdir(parents=True, exist_ok=True)
    if tool.source == "here" or (record.is_file() and record.read_text("utf-8") == wanted):
        return
    if tool.source == "npm":
        steps = [("npm", "install", "--silent", "--no-fund", "--no-audit", "--prefix", str(home), *tool.packages)]
    else:
        steps = [(sys.executable, "-m", "venv", str(home))]
        steps += [(str(interpreter(home)), "-m", "pip", "install", "--quiet", *tool.packages)]
    for step in steps:
        subprocess.run(step, check=True, capture_output=True, timeout=INSTALL_SECONDS)
    record.write_text(wanted, "utf-8")


def version(tool: Tool, home: Path) -> str:
    """The versions that are really there, as the packages themselves say."""
    words = [*tool.starter(home), "version" if tool.name == "Hugo" else "--version"]
    result = subprocess.run(words, env=surroundings(home), capture_output=True, text=True, timeout=BUILD_SECONDS, check=True)
    found = re.search(r"\bv?(\d+\.\d+[.\w]*)", result.stdout.splitlines()[-1])
    also = [package.replace("==", " ") for package in tool.packages[1:]]
    return ", ".join([f"{tool.name} {found[1] if found else '?'}", *also])


def surroundings(home: Path, *, dated: bool = True) -> dict[str, str]:
    """The environment of a build: nothing of whoever runs this, and a fixed date unless the date is the question."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    ours = {"HOME": str(home), "LANG": "C.UTF-8", "NO_COLOR": "1", "COLUMNS": "1000", "PYTHONPATH": ""}
    return kept | ours | ({"SOURCE_DATE_EPOCH": "1780300800"} if dated else {})


@dataclass(frozen=True, slots=True)
class Bench:
    """One tool, as it comes or strict, and the folder in which it builds."""

    tool: Tool
    home: Path
    strict: bool

    @property
    def project(self) -> Path:
        """Where the tool finds its project."""
        return self.home / "site"

    def arrange(self, files: Mapping[str, bytes]) -> None:
        """Make the sources those of ``files``; what was published, and what the tool has kept for itself, stays."""
        wanted, before = self.tool.arrange(files, self.strict), self.tool.arrange(SITE, self.strict)
        for path in before.keys() - wanted.keys():
            (self.project / path).unlink(missing_ok=True)
        for path, data in wanted.items():
            file = self.project / path
            file.parent.mkdir(parents=True, exist_ok=True)
            if not file.is_file() or file.read_bytes() != data:
                file.write_bytes(data)

    def build(self, label: str, *extra: str, dated: bool = True) -> Run:
        """Run the tool, and keep what it says beside its project."""
        words = [*self.tool.starter(self.home), *self.tool.command, *(self.tool.strict if self.strict else ()), *extra]
        environment = surroundings(self.home, dated=dated)
        if self.tool.source == "here":
            environment["PYTHONPATH"] = str(ROOT)
        code: int | None = None
        said = b""
        try:
            result = subprocess.run(
                words,
                cwd=self.project,
                env=environment,
                check=False,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                timeout=BUILD_SECONDS,
            )
            code, said = result.returncode, result.stdout
        except subprocess.TimeoutExpired as late:
            said = late.stdout or b""
        text = _COLOURS.sub("", said.decode("utf-8", "replace"))
        name = re.sub(r"[^\w]+", "-", f"{label} {'strict' if self.strict else 'default'}").strip("-")
        (self.home / f"{name}.txt").write_text(f"$ {' '.join(words)}\n{text}\nexit {code}\n", "utf-8")
        return Run(code, text, contents(self.project / self.tool.output))

    def fresh(self, files: Mapping[str, bytes], label: str, *, dated: bool = True) -> Run:
        """Build ``files`` where nothing was before."""
        shutil.rmtree(self.project, ignore_errors=True)
        self.arrange(files)
        return self.build(label, dated=dated)

    def sound(self) -> Run:
        """The site without a fault, published twice over: the second run shows what this tool always says."""
        first = self.fresh(SITE, "sound")
        again = self.build("sound again")
        page = b"".join(data for path, data in first.published.items() if "money" in path)
        assert first.code == again.code == 0, f"{self.tool.name} cannot build the sound site: {first.said}"
        assert b"#fares" in page and b"01632 960001" in page, f"{self.tool.name} builds half of the sound site"  # noqa: PT018
        assert first.published == again.published, f"{self.tool.name} is restless: {differing(first, again)}"
        return again


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder``, by its path."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def differing(one: Run, other: Run) -> list[str]:
    """The paths of the files that only one run published, or that differ."""
    paths = one.published.keys() | other.published.keys()
    return sorted(path for path in paths if one.published.get(path) != other.published.get(path))


def news(before: Run, after: Run) -> str:
    """What a tool said that it does not always say."""
    usual = set(before.said.splitlines())
    return "\n".join(line for line in after.said.splitlines() if line not in usual)


def place(said: str, fault: Fault) -> str:
    """Where a tool says that the fault is, as ``file:line:column`` as far as it says so."""
    file = re.escape(fault.path)
    frames = (line for line in said.splitlines() if not (frame := _FRAME.match(line)) or fault.path in frame["file"])
    text = "\n".join(frames)
    forms = (rf"\b{file}[\"'`]?:(\d+)(?::(\d+))?", r"\bline (\d+)(?:,? col(?:umn)?:? (\d+))?", r"[\[(](\d+):(\d+)[\])]")
    found = next(filter(None, (re.search(form, text) for form in forms)), None)
    named = re.search(rf"\b{file}\b", said) is not None
    if found is None:
        return f"`{fault.path}`" if named else "no file named"
    told = ":".join(number for number in found.groups() if number)
    wrong = "" if int(found[1]) == fault.line else f" (it is line {fault.line})"
    return f"`{fault.path}:{told}`{wrong}" if named else f"no file named, line {told}{wrong}"


def damage(before: Run, after: Run) -> str:
    """What a run did to the published files."""
    lost = sum(path not in after.published for path in before.published)
    changed = sum(after.published.get(path, data) != data for path, data in before.published.items())
    added = sum(path not in before.published for path in after.published)
    counts = (("lost", lost), ("changed", changed), ("added", added))
    return ", ".join(f"{number} of {len(before.published)} {what}" for what, number in counts if number)


def outcome(fault: Fault, before: Run, after: Run) -> str:
    """The cell of a fault in a page or a layout."""
    if after.code is None:
        return f"**not done in {BUILD_SECONDS} seconds**"
    hurt = damage(before, after)
    page = b"".join(data for path, data in after.published.items() if "money" in path).decode("utf-8", "replace")
    if after.code == 0 and (not hurt or (fault.coped and re.search(fault.coped, page))):
        return "exit 0, copes"
    said = news(before, after)
    mend = "mend told" if fault.mend and re.search(fault.mend, said) else "no mend"
    told = f"{place(said, fault)}, {mend}"
    if after.code == 0:
        warns = fault.path in said or re.search(r"(?i)\b(?:warn|error)", said)
        return f"exit 0, **published** ({hurt}), {f'warns: {told}' if warns else '**says nothing**'}"
    return f"exit {after.code}, {f'**{hurt}**' if hurt else 'site intact'}, {told}"


def deletion(bench: Bench) -> str:
    """The cell of a page that is deleted: is it gone, and is the site that of a fresh build?"""
    bench.sound()
    bench.arrange(DELETED.applied(SITE))
    after = bench.build(DELETED.name)
    cell = f"exit {after.code}, {_gone(after)}"
    if bench.tool.tidy and bench.strict:
        flag = bench.tool.tidy[0]
        cell += f"; with `{flag}` {_gone(bench.build(f'{DELETED.name} tidy', *bench.tool.tidy))}"
    return cell


def _gone(after: Run) -> str:
    return "**stale page stays**" if any("money" in path for path in after.published) else "page gone"


def sameness(bench: Bench) -> str:
    """The cell of two builds from nothing, far enough apart for a clock to show."""
    first = bench.fresh(SITE, "first", dated=False)
    time.sleep(1.5)
    paths = differing(first, bench.fresh(SITE, "second", dated=False))
    few = 3
    return f"**{len(paths)} differ**: {', '.join(f'`{path}`' for path in paths[:few])}" if paths else "identical"


def column(tool: Tool, folder: Path) -> Column:
    """Everything about one tool; a peer that cannot be installed says so in every cell."""
    home = folder / re.sub(r"\W+", "-", tool.name.lower())
    cells: dict[tuple[str, bool], str] = {}
    rows = [*(fault.name for fault in FAULTS), TWICE]
    try:
        installed(tool, home)
    except (subprocess.SubprocessError, OSError):
        return Column(tool, f"{tool.name} (could not be installed)", {(row, s): "–" for row in rows for s in (False, True)})
    for strict in (False, True):
        bench = Bench(tool, home, strict)
        for fault in FAULTS:
            if fault is DELETED:
                cells[fault.name, strict] = deletion(bench)
                continue
            before = bench.sound()
            bench.arrange(fault.applied(SITE))
            cells[fault.name, strict] = outcome(fault, before, bench.build(fault.name))
        cells[TWICE, strict] = sameness(bench)
    return Column(tool, version(tool, home), cells)


def table(columns: Iterable[Column], *, strict: bool) -> str:
    """One table in Markdown."""
    columns = list(columns)
    rows = [*(fault.name for fault in FAULTS), TWICE]
    lines = ["| fault | " + " | ".join(each.tool.name for each in columns) + " |", "|---" * (len(columns) + 1) + "|"]
    lines += [f"| {row} | " + " | ".join(each.cells[row, strict] for each in columns) + " |" for row in rows]
    return "\n".join(lines)


def main() -> None:
    """Try every tool, at the same time, and print what became of the sites."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", type=Path, metavar="DIR", help="install here, and leave the transcripts here")
    parser.add_argument("tools", nargs="*", metavar="tool", help=", ".join(tool.name for tool in TOOLS))
    words = parser.parse_args()
    wanted = {name.lower() for name in words.tools} or {tool.name.lower() for tool in TOOLS}
    if unknown := wanted - {tool.name.lower() for tool in TOOLS}:
        parser.error(f"no such tool: {', '.join(sorted(unknown))}")
    chosen = [tool for tool in TOOLS if tool.name.lower() in wanted]
    with tempfile.TemporaryDirectory() as temporary:
        folder = (words.keep or Path(temporary)).resolve()
        with ThreadPoolExecutor() as pool:
            columns = list(pool.map(lambda tool: column(tool, folder), chosen))
    print("; ".join(each.version for each in columns) + ".")
    print(f"\n## As they come\n\n{table(columns, strict=False)}")
    print(f"\n## As strict as they can be\n\n{table(columns, strict=True)}")


if __name__ == "__main__":
    main()
