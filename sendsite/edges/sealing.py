"""What says that a published site is as we left it, so that it need neither be read nor listed to see what is new.

A seal is made of what the file system keeps of a file or a folder. It saves work and decides nothing: without one, or
where it is broken, the bytes are compared and the names listed.
"""

from __future__ import annotations

import stat
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sendsite.edges.tree import Tree, marks, seen

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

    from sendsite.model import Output

# Within this time of a change there may be another that leaves the dates as they are: longer than the ticks of any
# kernel's clock, and, for file systems that keep whole seconds alone (FAT: every other), longer than those.
_TICK: Final = 100_000_000
_SECONDS: Final = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Seals:
    """Marks of each folder; marks and digest of each file. Marks are empty where there is no seal.

    A folder that is sealed has in it the folders and files named here and no others, but for droppings.
    """

    folders: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str) -> Seals:
        """Seals from their text; none from any other text."""
        count, *lines = text.split("\n")
        if not count.isdecimal():
            return cls()
        folders, files = lines[: 2 * int(count)], lines[2 * int(count) :]
        return cls(
            dict(zip(folders[::2], folders[1::2], strict=False)),
            dict(zip(files[::3], zip(files[1::3], files[2::3], strict=False), strict=False)),
        )

    @property
    def text(self) -> str:
        """The seals as lines: how many folders there are, two lines for each, and three for each file."""
        lines = [str(len(self.folders))]
        for pair in self.folders.items():
            lines += pair
        for path, seal in self.files.items():
            lines += path, *seal
        return "\n".join(lines)


def look(target: Path, seals: Seals) -> Tree:
    """What lies in ``target``. Raises OSError as ``tree.seen`` does."""
    return seen(str(target), seals.folders, seals.files)


def holds(tree: Tree, output: Output, seals: Seals) -> bool:
    """Whether a file is just this ``output``, and not a link to one, which could change at any time."""
    status = tree.files[output.path]
    if not stat.S_ISREG(status.st_mode):
        return False
    seal, digest = seals.files.get(output.path, ("", ""))
    if seal == marks(status):
        return digest == output.digest
    return sha256(Path(tree.root, output.path).read_bytes()).hexdigest() == output.digest


def sealed(tree: Tree, digests: Mapping[str, str], moment: int) -> Seals:
    """Seals for a site of which ``tree`` tells how it looked at ``moment`` (as of time.time_ns) or later.

    ``digests`` are those of its files, or empty where it is not known. What has changed since that moment, or only just
    before, gets no seal.
    """
    if any("\n" in path for path in (*tree.folders, *digests)):
        return Seals()
    folders = {path: _seal(status, moment) for path, status in sorted(tree.folders.items())}
    files = {
        path: (_seal(tree.files[path], moment) if digest else "", digest)
        for path, digest in sorted(digests.items())
        if path in tree.files
    }
    return Seals(folders, files)


def _seal(status: os.stat_result, moment: int) -> str:
    latest = max(status.st_mtime_ns, status.st_ctime_ns)
    is_past = latest + (_TICK if latest % 1_000_000_000 else _SECONDS) < moment
    return marks(status) if is_past else ""
