"""The list of the files that sendsite wrote into a folder: whatever is not on it belongs to somebody else."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sendsite.crafts.source import names
from sendsite.model import Output

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sendsite.edges.tree import Tree

MANIFEST: Final = ".sendsite-files"


def manifest(paths: Iterable[str]) -> Output:
    """The list of these files, as one more file."""
    return Output(MANIFEST, "".join(f"{path}\n" for path in sorted(paths)).encode())


def listed(folder: Path) -> tuple[str, ...]:
    """The files on the list of ``folder``, which must have one."""
    return tuple((folder / MANIFEST).read_bytes().decode("utf-8", "replace").split("\n")[:-1])


def is_listed(tree: Tree) -> bool:
    """Whether there is such a list in a folder."""
    return MANIFEST in tree.files and stat.S_ISREG(tree.files[MANIFEST].st_mode)


def strangers(tree: Tree) -> set[str]:
    """The files of a folder that sendsite did not write, but for what systems drop anywhere by themselves."""
    ours = listed(Path(tree.root)) if is_listed(tree) else ()
    others = tree.files.keys() - {MANIFEST, *ours}
    return {path for path in others if path.rpartition("/")[2] not in names.DROPPINGS}
