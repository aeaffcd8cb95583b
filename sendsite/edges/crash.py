"""A fault of sendsite's own: said in a sentence, with the trace in a file for those who mend it."""

from __future__ import annotations

import platform
import sys
import tempfile
import traceback
from pathlib import Path

from sendsite import __version__


def keep(fault: BaseException) -> Path | None:
    """Write the trace of ``fault`` to a new file in the system's folder for temporary files; None where that fails."""
    trace = "".join(traceback.format_exception(fault))
    words = f"sendsite {__version__}, Python {platform.python_version()}, {platform.platform()}\n{sys.argv}\n\n{trace}"
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", errors="replace", prefix="sendsite-", suffix=".txt", delete=False
        ) as file:
            file.write(words)
            return Path(file.name)
    except OSError:
        return None


def sentence(fault: BaseException, kept: Path | None) -> str:
    """What to tell the person who ran into ``fault``."""
    lead = "This is a fault of sendsite itself and not of your files. No half-made site was published."
    if kept is None:
        return f"{lead} Please report it with these words: {type(fault).__name__}: {fault}"
    return f"{lead} Please report it to whoever looks after sendsite for you, and send them this file: {kept}"
