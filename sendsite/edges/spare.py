"""The next site, laid out beside the one that is published.

The folder that the last site left is kept as a spare, and becomes the next site: files that both have are one file with
two names, so only what differs between the two costs anything.
"""

from __future__ import annotations

import os
import stat
from collections import deque
from contextlib import suppress
from dataclasses import replace
from threading import Lock, Thread
from typing import TYPE_CHECKING, Final

from sendsite.edges import cachefolder
from sendsite.edges.manifest import MANIFEST, is_listed, strangers
from sendsite.edges.tree import around, marks, seen

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sendsite.edges.tree import Tree
    from sendsite.model import Output

# In a folder of its own, which is nobody else's to read.
_SITE: Final = "site"
_CLOSED: Final = 0o700


def keep(old: Path, spare: Path) -> None:
    """Keep the folder ``old``, whose place a new site has taken, in the folder ``spare``, if that can be done."""
    with suppress(OSError):
        if (old / MANIFEST).is_file():
            cachefolder.make(spare, _CLOSED)
            old.chmod(stat.S_IMODE(old.stat().st_mode) | stat.S_IRWXU)  # what may not be written in cannot be moved
            old.rename(spare / _SITE)


def take(spare: Path, stage: Path) -> Tree | None:
    """Make what is kept in ``spare`` the folder ``stage``, and say what is in it.

    None, and nothing has happened, where nothing is kept, where somebody has left files in it, or where it is somebody
    else's.
    """
    site = spare / _SITE
    try:
        tree = seen(str(site))
        if not is_listed(tree) or strangers(tree):
            return None
        site.rename(stage)
    except OSError:
        return None
    return replace(tree, root=str(stage))


def lay_out(new: Tree, old: Tree, outputs: Mapping[str, Output], same: set[str]) -> dict[str, os.stat_result]:
    """Make of the folder ``new`` the site of these outputs.

    Those in ``same`` are in ``old`` already, and are shared with it: so they keep their dates. Folders get the rights
    of those in ``old``. Returns how each file looks that is shared; all others were written. Raises OSError when
    something cannot be done.
    """
    shared = {path: new.files[path] for path in same & new.files.keys() if _is_one(new.files[path], old.files[path])}
    folders = around(outputs)
    # Away with the old first: on many systems a name in other capitals is the same name.
    for path in new.files.keys() - shared.keys():
        os.unlink(f"{new.root}/{path}")  # noqa: PTH108 - here and below, a Path of each takes longer than the deed
    for path in sorted(new.folders.keys() - folders, reverse=True):
        os.rmdir(f"{new.root}/{path}")  # noqa: PTH106
    for path in folders:
        if path not in new.folders:
            os.mkdir(f"{new.root}/{path}")  # noqa: PTH102
    to_write = []
    for path, output in outputs.items():
        if path in shared:
            continue
        if path in same and (status := _shared(f"{old.root}/{path}", f"{new.root}/{path}", old.files[path])):
            shared[path] = status
        else:
            to_write.append(output)
    _write(new.root, to_write)
    for path in folders:
        if path in old.folders:
            _give_rights(f"{new.root}/{path}", stat.S_IMODE(old.folders[path].st_mode))
    return shared


def _write(root: str, outputs: list[Output]) -> None:
    """Write files that are not there, two at a time: nearly all of the time is the system's own."""
    left, faults, alone = deque(outputs), list[BaseException](), Lock()

    def write() -> None:
        try:
            while not faults and (output := _taken(left)):
                with alone:  # it may lie in a store, which is not for two at once
                    data = output.data
                with open(f"{root}/{output.path}", "xb") as handle:  # noqa: PTH123
                    handle.write(data)
        except BaseException as fault:  # noqa: BLE001 - also when somebody will not wait any longer
            faults.append(fault)

    other = Thread(target=write)
    other.start()
    write()
    other.join()
    if faults:
        raise faults[0]


def _taken(left: deque[Output]) -> Output | None:
    try:
        return left.popleft()
    except IndexError:
        return None


def _is_one(one: os.stat_result, other: os.stat_result) -> bool:
    return one.st_dev == other.st_dev and marks(one) == marks(other)


def _shared(old: str, new: str, status: os.stat_result) -> os.stat_result | None:
    """How a file looks when it has got a second name, which changes one of its dates.

    None when it no longer looks as it did, or when the file system has no hard links.
    """
    try:
        if _is_one(os.lstat(old), status):
            os.link(old, new)
            return os.lstat(new)
    except OSError:
        pass
    return None


def _give_rights(folder: str, rights: int) -> None:
    if stat.S_IMODE(os.lstat(folder).st_mode) != rights:
        os.chmod(folder, rights)  # noqa: PTH101
