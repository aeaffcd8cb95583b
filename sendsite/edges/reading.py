"""A site's folders into sources, with every file that was not taken and the reason why."""

from __future__ import annotations

import os
import stat
import time
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sendsite.crafts.source import names, sizes
from sendsite.edges.hints import EVERYWHERE, Changes
from sendsite.edges.setup import SetupError
from sendsite.model import Problem, Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sendsite.codes import Code

FOLDERS: Final = ("content", "layouts")
# Size, dates (in nanoseconds) and inode: what says that a file need not be read again.
_Stamp = tuple[int, int, int, int]
_RACY: Final = 2_000_000_000  # nanoseconds; a file changed within that time of reading is always read again
_AS_IT_IS: Final = getattr(os, "O_BINARY", 0)  # Windows would change the ends of lines
# Editors save by way of a second file, and Git changes many one by one: for a moment a file is not there.
_PAUSES: Final = (0.02, 0.05, 0.1, 0.2, None)


@dataclass(frozen=True, slots=True)
class Read:
    """What was found: every source by its path, what is wrong with files, and what was left out on purpose.

    ``excluded`` has a path and a sentence for each; a path that ends with a stroke is a whole folder.
    """

    sources: Mapping[str, Source]
    problems: tuple[Problem, ...]
    excluded: tuple[tuple[str, str], ...]


def default_layouts() -> Path:
    """The layouts that come with sendsite: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "layouts"
    return inside if inside.is_dir() else package.parent / "layouts"


class Reader:
    """Reads a site, and at the next reading only those files that may have changed."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self._known: dict[str, tuple[_Stamp, Source]] = {}
        self._files: Mapping[str, str] = {}  # the path of the source that each is
        self._latest = Read({}, (), ())

    def read(self, changes: Changes = EVERYWHERE) -> Read:
        """Every source of the site. When something changes while it is read, all is read again.

        Where ``changes`` names nothing but files that were there the last time and are still, only those are read.
        Raises SetupError when there is no ``content/``, or when a folder cannot be read.
        """
        if (latest := self._reread(changes)) is None:
            latest = self._read()
        self._latest = latest
        return latest

    def _reread(self, changes: Changes) -> Read | None:
        """The sources with those anew that have changed; None where that would not tell everything."""
        named = {str(path) for path in changes.paths}
        if changes.everywhere or not named <= self._files.keys():
            return None
        faulty = {problem.path for problem in self._latest.problems}
        again = _Reading({})
        for file in named:
            again.take_file(file, self._files[file], [])
        if again.problems or again.unsteady or len(again.sources) < len(named) or faulty & again.sources.keys():
            return None
        for file in named:
            self._known.pop(file, None)
        return replace(self._latest, sources={**self._latest.sources, **again.sources})

    def _read(self) -> Read:
        own = [(self.site / folder, folder) for folder in FOLDERS]
        defaults = default_layouts()
        trees = own if (self.site / "layouts").resolve() == defaults else [(defaults, "layouts"), *own]
        for pause in _PAUSES:
            if not _is_folder(self.site / "content"):
                msg = (
                    f"There is no folder “content” in {self.site}. Go to the folder of a site, or name it with --site."
                )
                raise SetupError(msg)
            reading = _Reading(self._known)
            for root, name in trees:
                reading.take(root, name, is_own=root is not defaults)
            self._known, self._files = reading.kept, reading.files
            if not reading.unsteady or pause is None:
                break
            time.sleep(pause)
        message = "This file was changed, moved or deleted while it was read."
        hint = "Build the site again when nobody is saving files."
        unsteady = (_refused(path, "file-unreadable", message, hint) for path in reading.unsteady)
        return Read(reading.sources, tuple(sorted((*reading.problems, *unsteady))), tuple(sorted(reading.excluded)))


class _Reading:
    """One walk through the folders. ``unsteady`` is what was there when it was listed, and not when it was read."""

    def __init__(self, known: Mapping[str, tuple[_Stamp, Source]]) -> None:
        self.sources: dict[str, Source] = {}
        self.problems: list[Problem] = []
        self.excluded: list[tuple[str, str]] = []
        self.unsteady: list[str] = []
        self.kept: dict[str, tuple[_Stamp, Source]] = {}
        self.files: dict[str, str] = {}
        self._known = known

    def take(self, root: Path, name: str, *, is_own: bool) -> None:
        """Read every file below ``root``, as the tree called ``name``. What is left out is told of one's own alone."""
        excluded: list[tuple[str, str]] = []
        files = dict(self._files(root, name, excluded)) if _is_folder(root) else {}
        twins = dict(names.twins(files))
        self.problems += twins.values()
        taken: set[str] = set()
        for written, file in files.items():
            path = unicodedata.normalize("NFC", written)
            if written not in twins and path not in taken:
                taken.add(path)
                self.take_file(file, path, excluded)
        if is_own:
            self.excluded += excluded

    def _files(self, root: Path, name: str, excluded: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        """Every file below ``root`` with its path as it is written there; links are given, never followed."""

        def refuse(fault: OSError) -> None:
            """Without this, the pages of a folder that cannot be read would vanish from the site in silence."""
            if not isinstance(fault, FileNotFoundError | NotADirectoryError):
                msg = f"The folder {fault.filename} cannot be read: {fault.strerror}."
                raise SetupError(msg) from fault
            self.unsteady.append(names.shown(f"{name}/{Path(fault.filename).relative_to(root).as_posix()}"))

        for folder, folders, files in os.walk(root, onerror=refuse):
            # Here and below, a Path of each would take longer than all else.
            inside = f"{name}{folder[len(str(root)) :]}/".replace(os.sep, "/")
            for each, stroke in (*((each, "/") for each in folders), *((each, "") for each in files)):
                if reason := names.left_out(each, is_folder=bool(stroke)):
                    excluded.append((names.shown(inside + each + stroke), reason))
            folders[:] = sorted(each for each in folders if not names.left_out(each, is_folder=True))
            links = [each for each in folders if os.path.islink(f"{folder}{os.sep}{each}")]  # noqa: PTH114
            for each in (*links, *sorted(each for each in files if not names.left_out(each))):
                yield inside + each, f"{folder}{os.sep}{each}"

    def take_file(self, file: str, path: str, excluded: list[tuple[str, str]]) -> None:
        """Read one file as the source called ``path``, or add why not."""
        if names.shown(path) != path:
            message = "The name of this file has letters that cannot be shown, so nothing can lead to it."
            self.problems.append(_refused(names.shown(path), "file-name", message, "Give it another name."))
            return
        try:
            status = os.lstat(file)
            if stat.S_ISLNK(status.st_mode):
                message = "This is a link to another file, and we only take real files."
                self.problems.append(_refused(path, "file-link", message, "Copy the file itself here."))
                excluded.append((path, message))
            elif stat.S_ISREG(status.st_mode):
                self._take_content(file, path, status)
            else:  # opening a pipe would wait for ever
                excluded.append((path, "This is not a real file, but a way for programs to talk to one another."))
        except FileNotFoundError:
            self.unsteady.append(path)
        except PermissionError:
            message = "This computer does not let us read this file."
            hint = "Allow everybody to read it, and build the site again."
            self.problems.append(_refused(path, "file-unreadable", message, hint))
        except OSError as fault:
            message = f"This file cannot be read: {fault.strerror}."
            hint = "Open it to see whether it is whole. If it is not, put an earlier copy in its place."
            self.problems.append(_refused(path, "file-unreadable", message, hint))

    def _take_content(self, file: str, path: str, status: os.stat_result) -> None:
        stamp = _stamp(status)
        known = self._known.get(file)
        source: Source | None
        if known is not None and known[0] == stamp and known[1].path == path:
            source = known[1]
        else:
            limit = sizes.limit(path)
            handle = os.open(file, os.O_RDONLY | _AS_IT_IS)
            try:
                stamp = _stamp(os.fstat(handle))
                data = _content(handle, limit + 1) if stamp[0] <= limit else None
                if data is not None and _stamp(os.fstat(handle)) != stamp:
                    self.unsteady.append(path)
                    return
            finally:
                os.close(handle)
            source = Source(path, data) if data is not None else None
        if problem := sizes.fault(path, stamp[0]):
            self.problems.append(problem)
        if source is None:
            return
        self.sources[path] = source
        self.files[file] = path
        if time.time_ns() - max(stamp[1], stamp[2]) > _RACY:
            self.kept[file] = (stamp, source)


def _stamp(status: os.stat_result) -> _Stamp:
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def _content(handle: int, most: int) -> bytes:
    """What is in an open file, up to so many bytes."""
    parts = []
    while most and (part := os.read(handle, most)):
        parts.append(part)
        most -= len(part)
    return b"".join(parts)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError as fault:
        msg = f"The folder {path} cannot be read: {fault.strerror}."
        raise SetupError(msg) from fault


def _refused(path: str, code: Code, message: str, hint: str) -> Problem:
    return Problem(path, 1, 1, "error", code, message, hint)
