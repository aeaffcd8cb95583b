"""How long a newcomer waits: from a clone of what is committed here to the finished site, and the run after it.

Run it with ``python3 benchmarks/from_clone.py``. The first run fetches the packages, so it also measures the network.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Clone, build twice, and print the seconds."""
    with tempfile.TemporaryDirectory() as folder:
        checkout = Path(folder, "sendsite")
        started = time.perf_counter()
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(checkout)], check=True)
        for name in ("from clone to site", "the second run"):
            subprocess.run([sys.executable, "build.py"], cwd=checkout, check=True)
            print(f"{name}: {time.perf_counter() - started:.1f} seconds")
            started = time.perf_counter()


if __name__ == "__main__":
    main()
