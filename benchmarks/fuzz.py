"""Look for texts that make sendsite fall over, stand still, or point outside a file.

    python benchmarks/fuzz.py --seconds 600 --seed 7

The properties are those of tests/told.py. With atheris (``pip install atheris``; it has no wheels for Windows, so it is
not among our requirements) the search follows what each text reaches in the code; without it, texts are made by chance.
Prints how many texts were tried, how many in a second, and each fault with the text that shows it; ends with 1 if there
was one.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import re
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests import told

PATHS = ("content/help/a.md", "content/events/a.md", "content/data/x.yaml")
STARTS = (b"", b"---\ntitle: X\n---\n", b"---\ntitle: X\n")
MOST_FAULTS = 10


class Tally:
    """What was tried, until when, and what came of it."""

    def __init__(self, seconds: float) -> None:
        self.begun, self.seconds, self.tried = time.monotonic(), seconds, 0
        self.faults: dict[str, bytes] = {}

    def try_one(self, path: str, data: bytes) -> None:
        """Try a text; faults of one kind, at one place of the code, are kept once."""
        self.tried += 1
        try:
            told.check(path, data)
        except Exception as fault:  # noqa: BLE001 - any of them is what we look for
            trace = fault.__traceback__
            while trace is not None and trace.tb_next is not None:
                trace = trace.tb_next
            place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
            self.faults.setdefault(f"{type(fault).__name__} at {place}: {str(fault)[:300]}"[:120], data)

    @property
    def over(self) -> bool:
        return time.monotonic() - self.begun > self.seconds or len(self.faults) >= MOST_FAULTS

    def tell(self) -> int:
        """Print what was found, and return the exit status."""
        seconds = time.monotonic() - self.begun
        for fault, data in self.faults.items():
            sys.stdout.write(f"{fault}\n    {data!r}\n")
        found = f"{self.tried:,} texts, {self.tried / seconds:,.0f} in a second, {len(self.faults)} faults\n"
        sys.stdout.write(found)
        sys.stdout.flush()
        return 1 if self.faults else 0


def text_from(numbers: list[int]) -> tuple[str, bytes]:
    """A path and a text: each number stands for a piece that means something, or for a letter."""
    pieces = [piece.encode("utf-8", "surrogatepass") for piece in told.PIECES]
    head, *rest = numbers or [0]
    body = b"".join(pieces[number] if number < len(pieces) else bytes([number % 256]) for number in rest)
    return PATHS[head % len(PATHS)], STARTS[head // len(PATHS) % len(STARTS)] + body


def by_chance(tally: Tally, seed: int) -> int:
    """Make texts by chance until the time is over."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    while not tally.over:
        tally.try_one(*text_from([chance.randrange(256) for _ in range(chance.randrange(80))]))
    return tally.tell()


def by_coverage(tally: Tally, seed: int) -> None:
    """Let atheris make texts that reach new places in the code. It never returns."""
    import atheris  # noqa: PLC0415 - only where it is installed

    def try_one(data: bytes) -> None:
        tally.try_one(*text_from(list(data)))
        if tally.over:
            import os  # noqa: PLC0415 - atheris can only be left at once

            os._exit(tally.tell())

    crafts = [module for name, module in sys.modules.items() if re.match(r"sendsite\.crafts\.(source|markup)\.", name)]
    for module in crafts:
        for value in list(vars(module).values()):
            if getattr(value, "__module__", None) == module.__name__ and hasattr(value, "__code__"):
                atheris.instrument_func(value)
    atheris.Setup([sys.argv[0], f"-seed={seed}", "-max_len=200", "-verbosity=0"], try_one)
    atheris.Fuzz()


def main() -> int:
    """Read the command line and look for faults."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--seconds", type=float, default=60, help="how long to look")
    parser.add_argument("--seed", type=int, default=1, help="where chance begins")
    chosen = parser.parse_args()
    tally = Tally(chosen.seconds)
    if importlib.util.find_spec("atheris") is None:
        return by_chance(tally, chosen.seed)
    by_coverage(tally, chosen.seed)
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
