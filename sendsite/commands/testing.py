"""``test``: sendsite's own tests."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sendsite.edges.setup import SetupError

if TYPE_CHECKING:
    from collections.abc import Sequence


def test(words: Sequence[str]) -> int:
    """Run the tests and return their exit code; ``words`` go to pytest."""
    root = Path(__file__).resolve().parent.parent.parent
    if not (root / "tests").is_dir():
        msg = "The tests are in sendsite's own repository, not in an installed copy."
        raise SetupError(msg)
    run = [sys.executable, "-m", "pytest", *words]
    return subprocess.run(run, cwd=root, check=False).returncode  # noqa: S603 - our own words
