"""What lies in a folder, all the way down, as the file system tells it: no file is opened.

A folder whose dates are as they were has the same names in it as it had, so it need not be listed again.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Tree:
    """Every folder below ``root``, and whatever is no folder (a link to one is none), by path (POSIX).

    ``root`` itself is the folder ``""``.
    """

    root: str
    folders: Mapping[str, os.stat_result]
    files: Mapping[str, os.stat_result]


def marks(status: os.stat_result) -> str:
    """What changes with a file, or with the names in a folder: size, dates (in nanoseconds) and inode."""
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"


def found(root: str, folders: Iterable[str], files: Iterable[str]) -> Tree:
    """Which of these are there. A folder must come after the one that it lies in; links are not followed below the top.

    Raises OSError where the system does not let us look.
    """
    there: dict[str, os.stat_result] = {}
    for path in folders:
        if not path or path.rpartition("/")[0] in there:
            status = _status(f"{root}/{path}" if path else root)
            if status is not None and stat.S_ISDIR(status.st_mode):
                there[path] = status
    others: dict[str, os.stat_result] = {}
    for path in files:
        if path.rpartition("/")[0] in there:
            status = _status(f"{root}/{path}")
            if status is not None and not stat.S_ISDIR(status.st_mode):
                others[path] = status
    return Tree(root, there, others)


def seen(root: str, folders: Mapping[str, str] = MappingProxyType({}), files: Iterable[str] = ()) -> Tree:
    """Everything there is.

    ``folders`` has the marks of folders that are known, parents first, and ``files`` all that was in those. Raises
    OSError where the system does not let us look.
    """
    known = found(root, folders or ("",), files)
    there, others = dict(known.folders), dict(known.files)
    to_list = [path for path, status in there.items() if folders.get(path) != marks(status)]
    while to_list:
        folder = to_list.pop()
        for path in _names(root, folder):
            if path in there or path in others:
                continue
            status = _status(f"{root}/{path}")
            if status is None:
                continue
            if stat.S_ISDIR(status.st_mode):
                there[path] = status
                to_list.append(path)
            else:
                others[path] = status
    return Tree(root, there, others)


def around(files: Iterable[str]) -> list[str]:
    """The folders that these files lie in, the top among them, each after the one that it lies in itself."""
    folders = {""}
    for path in files:
        folder = path.rpartition("/")[0]
        while folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return sorted(folders)


def _names(root: str, folder: str) -> list[str]:
    try:
        inside = f"{folder}/" if folder else ""
        return [inside + name for name in os.listdir(f"{root}/{folder}")]  # noqa: PTH208 - a Path of each takes longer
    except (FileNotFoundError, NotADirectoryError):
        return []


def _status(file: str) -> os.stat_result | None:
    try:
        return os.lstat(file)
    except (FileNotFoundError, NotADirectoryError):
        return None
