"""Two builds never write to one place at once: the second waits for the first."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@contextmanager
def alone(target: Path, on_wait: Callable[[], None]) -> Iterator[None]:
    """Hold the place of ``target``; while another process holds it, call ``on_wait`` once and wait.

    The lock ends with its process, however that ends. It lies on the folder around ``target``, which leaves nothing
    behind and asks for no right to write. Where a folder cannot be locked (Windows, some network drives), it lies on a
    file beside ``target``. A file system that has neither lets builds go ahead unguarded.
    """
    handle = _locked_folder(target.parent, on_wait)
    if handle is not None:
        try:
            yield
        finally:
            os.close(handle)
        return
    with _locked_file(target.with_name(f".{target.name}.lock"), on_wait):
        yield


def _locked_folder(folder: Path, on_wait: Callable[[], None]) -> int | None:
    """An open handle that has the lock, or None where the system cannot lock a folder."""
    if sys.platform == "win32":
        return None
    import fcntl  # noqa: PLC0415 - Windows has none

    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return None
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            on_wait()
            fcntl.flock(handle, fcntl.LOCK_EX)
    except OSError:
        os.close(handle)
        return None
    except BaseException:  # somebody would not wait
        os.close(handle)
        raise
    return handle


@contextmanager
def _locked_file(path: Path, on_wait: Callable[[], None]) -> Iterator[None]:
    from filelock import FileLock, Timeout  # noqa: PLC0415 - most systems never need it, and it takes long to load

    # Whoever may write there may take it, not only the first. A stand-in without the system's help would outlive its
    # process, so none is wanted.
    lock = FileLock(path, mode=0o666, fallback_to_soft=False)
    with suppress(OSError):  # a file system without locks; where nothing may be written, writing will say so
        try:
            lock.acquire(blocking=False)
        except Timeout:
            on_wait()
            lock.acquire()
    try:
        yield
    finally:
        with suppress(OSError):
            lock.release()
