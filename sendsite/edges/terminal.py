"""What goes to the standard output and to the error stream."""

from __future__ import annotations

import os
import sys
from contextlib import suppress


def say(words: str) -> None:
    """Put a line on the standard output at once, for somebody may be waiting for it.

    Where nobody can be told, on a full disk or through a closed pipe, the command still ends as it would have.
    """
    if sys.stdout is None:
        return
    try:
        sys.stdout.write(f"{words}\n")
        sys.stdout.flush()
    except OSError as fault:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(fault, BrokenPipeError):  # whoever read our output has gone, and need not know
            complain(f"This could not be written down: {fault.strerror}.")


def complain(words: str) -> None:
    """Put a line on the error stream."""
    with suppress(OSError, AttributeError):
        sys.stderr.write(f"sendsite: {words}\n")
        sys.stderr.flush()


def wants_colour() -> bool:
    """Whether the standard output is a terminal whose owner has not asked for plain text (https://no-color.org)."""
    return sys.stdout is not None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
