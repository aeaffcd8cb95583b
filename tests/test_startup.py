"""A command that has little to do must not wait for what it does not use."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HEAVY = {
    "PIL",
    "icalendar",
    "jinja2",
    "markdown",
    "pydantic",
    "pydantic_core",
    "pypdf",
    "watchdog",
    "yaml",
    "frontmatter",
}
LOADED = "import sys\nprint(*sys.modules)"


def loaded_by(code: str) -> set[str]:
    run = [sys.executable, "-P", "-c", f"import sys\nsys.path.insert(0, {str(ROOT)!r})\n{code}\n{LOADED}"]
    done = subprocess.run(run, check=True, capture_output=True, text=True, cwd=ROOT.parent)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "code",
    [
        "import sendsite.cli",
        "from sendsite import arguments\narguments.options(arguments.parsed(['build']))",
        "import sendsite.memo, sendsite.model, sendsite.edges.reading, sendsite.edges.publishing, sendsite.edges.clock",
    ],
)
def test_what_reads_the_command_line_and_the_files_loads_nothing_heavy(code: str) -> None:
    assert not HEAVY & loaded_by(code)


def test_a_build_loads_what_this_looks_for() -> None:
    """The names above are those that Python knows the packages by."""
    seldom = {"PIL", "icalendar", "pypdf", "watchdog"}  # for pictures, for calendars, for PDFs, for watching
    assert loaded_by("import sendsite.site.build") >= HEAVY - seldom
