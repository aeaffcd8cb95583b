"""Two folders change places in one step, where the system can do that."""

from __future__ import annotations

import ctypes
import os
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_AT_FDCWD: Final = -100
_RENAME_EXCHANGE: Final = 2  # renameat2(2) on Linux
_RENAME_SWAP: Final = 2  # renamex_np(2) on macOS


def exchange(one: Path, other: Path) -> bool:
    """Swap two folders of one file system atomically; False where the system or the file system cannot."""
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "linux":
            places = _AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other)
            return bool(library.renameat2(*places, _RENAME_EXCHANGE) == 0)
        if sys.platform == "darwin":
            return bool(library.renamex_np(os.fsencode(one), os.fsencode(other), _RENAME_SWAP) == 0)
    except (OSError, AttributeError, TypeError):
        pass
    return False
