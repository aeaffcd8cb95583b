"""What has been written is brought to the disk, so that a power cut leaves no empty pages in a site."""

from __future__ import annotations

import ctypes
import os
import re
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

# The first Linux whose syncfs(2) tells when something could not be written.
_TELLS: Final = (5, 8)


def flush(folder: str, files: Iterable[str]) -> None:
    """Bring ``files``, which were written below ``folder``, to the disk.

    All at once where the system can do that, and else one by one. Raises OSError when that fails.
    """
    if _flushed_at_once(folder):
        return
    for file in files:  # also to learn which file it was that could not be written
        handle = os.open(file, os.O_RDWR)  # Windows brings nothing to the disk that may only be read
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _flushed_at_once(folder: str) -> bool:
    if sys.platform != "linux" or tuple(map(int, re.findall(r"\d+", os.uname().release)[:2])) < _TELLS:
        return False
    handle = os.open(folder, os.O_RDONLY)
    try:
        return bool(ctypes.CDLL(None).syncfs(handle) == 0)
    except (OSError, AttributeError):  # a C library without it
        return False
    finally:
        os.close(handle)
