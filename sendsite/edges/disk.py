"""Files: a site's folders into sources, and a build into the output folder."""

from __future__ import annotations

import glob
import os
import re
import shutil
import stat
import sys
import time
import unicodedata
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sendsite.edges.exchange import exchange
from sendsite.edges.setup import SetupError
from sendsite.model import Problem, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sendsite.model import Output

FOLDERS: Final = ("content", "layouts")
MANIFEST: Final = ".sendsite-files"
_DROPPINGS: Final = frozenset({".DS_Store", "Thumbs.db", "desktop.ini", "4913"})  # the number is Vim's
_UNPRINTABLE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_RACY_SECONDS: Final = 2.0


def default_layouts() -> Path:
    """The layouts that come with sendsite: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "layouts"
    return inside if inside.is_dir() else package.parent / "layouts"


@dataclass(frozen=True, slots=True)
class _Stamp:
    """What says that a file need not be read again. A file changed within moments of reading is always read again."""

    size: int
    modified: int
    changed: int
    inode: int

    @classmethod
    def of(cls, status: os.stat_result) -> _Stamp:
        return cls(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


class Reader:
    """Reads a site, and at the next reading only those files that may have changed."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self._known: dict[Path, tuple[_Stamp, Source]] = {}

    def read(self) -> tuple[dict[str, Source], tuple[Problem, ...]]:
        """Every source of the site by its path, and what is wrong with files that were not taken.

        Raises SetupError when there is no ``content/``, or when a folder cannot be read.
        """
        if not (self.site / "content").is_dir():
            msg = f"There is no folder “content” in {self.site}. Go to the folder of a site, or name it with --site."
            raise SetupError(msg)
        known = self._known
        self._known = {}
        sources: dict[str, Source] = {}
        problems: list[Problem] = []
        trees = [(default_layouts(), "layouts"), *((self.site / folder, folder) for folder in FOLDERS)]
        for root, name in trees:
            for file in _files(root):
                path = unicodedata.normalize("NFC", f"{name}/{file.relative_to(root).as_posix()}")
                found = self._source(file, path, known.get(file))
                if isinstance(found, Problem):
                    problems.append(found)
                elif found is not None:
                    sources[path] = found
        return sources, tuple(problems)

    def _source(self, file: Path, path: str, known: tuple[_Stamp, Source] | None) -> Source | Problem | None:
        if _UNPRINTABLE.search(path):
            message = "The name of this file has letters that cannot be shown, so nothing can lead to it."
            return _refused(
                _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", path), "name", message, "Give it another name."
            )
        try:
            status = file.lstat()
            if stat.S_ISLNK(status.st_mode):
                message = "This is a link to another file, and we only take real files."
                return _refused(path, "link", message, "Copy the file itself here.")
            if not stat.S_ISREG(status.st_mode):  # opening a pipe would wait for ever
                return None
            with file.open("rb") as handle:
                status = os.fstat(handle.fileno())
                stamp = _Stamp.of(status)
                is_known = known is not None and known[0] == stamp and known[1].path == path
                source = known[1] if known is not None and is_known else Source(path, handle.read())
        except FileNotFoundError:  # gone since it was listed
            return None
        except OSError as fault:
            return _refused(
                path, "unreadable", f"This file cannot be read: {fault.strerror}.", "Check who may read it."
            )
        if time.time() - max(status.st_mtime, status.st_ctime) > _RACY_SECONDS:
            self._known[file] = (stamp, source)
        return source


def _refused(path: str, fault: str, message: str, hint: str) -> Problem:
    return Problem(path, 1, 1, "error", f"file-{fault}", message, hint)


def _files(root: Path) -> Iterator[Path]:
    """Every file below ``root``, leaving out what editors and systems drop there; links are given, never followed."""
    for folder, folders, files in os.walk(root, onerror=_refuse_folder):
        here = Path(folder)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (here / name for name in folders if (here / name).is_symlink())
        yield from (here / name for name in sorted(files) if not _is_dropping(name))


def _refuse_folder(fault: OSError) -> None:
    """Without this, the pages of a folder that cannot be read would vanish from the site in silence."""
    if not isinstance(fault, FileNotFoundError):
        msg = f"The folder {fault.filename} cannot be read: {fault.strerror}."
        raise SetupError(msg) from fault


def _is_dropping(name: str) -> bool:
    return (
        name.startswith((".", "~$"))
        or name.endswith(("~", ".swp", ".tmp"))
        or (name.startswith("#") and name.endswith("#"))
        or name in _DROPPINGS
    )


@dataclass(frozen=True, slots=True)
class Published:
    """How many files were written, and how many already stood there."""

    written: int
    unchanged: int


def publish(target: Path, outputs: tuple[Output, ...]) -> Published:
    """Make the folder ``target`` hold exactly ``outputs``, in one step: at every moment it is the old site or the new.

    Raises SetupError, and changes nothing, when the folder holds files that sendsite did not write.
    """
    target = target.resolve()
    files = {output.path: output.data for output in outputs}
    if astray := [path for path in files if {"", ".", ".."} & set(path.split("/"))]:
        msg = f"an output must stay in its folder: {astray}"
        raise ValueError(msg)
    target.parent.mkdir(parents=True, exist_ok=True)
    with _alone(target.parent):
        return _replace(target, files)


def _replace(target: Path, files: dict[str, bytes]) -> Published:
    _recover(target)
    present = _present(target)
    _refuse_strangers(target, present)
    files[MANIFEST] = "".join(f"{path}\n" for path in sorted(files)).encode()
    same = {path for path, data in files.items() if path in present and (target / path).read_bytes() == data}
    if not same == files.keys() == present:
        stage = _beside(target, "new")
        try:
            _fill(stage, target, files, same)
            _swap(stage, target)
        finally:  # on success, this is where the old site is
            shutil.rmtree(stage, ignore_errors=True)
    return Published(len(files.keys() - same - {MANIFEST}), len(same - {MANIFEST}))


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Wait until no other process publishes into ``folder``; the lock ends with its process, however that ends."""
    if sys.platform == "win32":  # which has no lock that leaves no file behind
        yield
        return
    import fcntl  # noqa: PLC0415 - Windows has none

    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # a file system without locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _present(target: Path) -> set[str]:
    """Every file below ``target``, and every link to a folder."""
    if target.exists() and not target.is_dir():
        msg = f"{target} is a file, and the site needs a folder. Choose another with --output."
        raise SetupError(msg)
    return {
        (Path(folder) / name).relative_to(target).as_posix()
        for folder, folders, files in os.walk(target, onerror=_refuse_folder)
        for name in (*files, *folders)
        if name not in _DROPPINGS and (name in files or (Path(folder) / name).is_symlink())
    }


def _refuse_strangers(target: Path, present: set[str]) -> None:
    manifest = target / MANIFEST
    ours = manifest.read_bytes().decode("utf-8", "replace").split("\n") if manifest.is_file() else []
    strangers = sorted(present - {MANIFEST, *ours})
    if strangers:
        few = 3
        named = ", ".join(strangers[:few]) + (f" and {len(strangers) - few} more" if len(strangers) > few else "")
        msg = (
            f"{target} holds files that sendsite did not write: {named}. Nothing was changed. Move them away (or into "
            "content/, to have them on the site), or choose another folder with --output."
        )
        raise SetupError(msg)


def _beside(target: Path, role: str) -> Path:
    return target.with_name(f".{target.name}.{role}-{os.getpid()}")


def _fill(stage: Path, target: Path, files: dict[str, bytes], same: set[str]) -> None:
    """Lay out the new site beside the old. Files that stay alike are shared, not copied, and so keep their dates."""
    for path, data in files.items():
        new = stage / path
        new.parent.mkdir(parents=True, exist_ok=True)
        if path in same:
            try:
                os.link(target / path, new)
                continue
            except OSError:  # a file system without hard links
                pass
        with new.open("wb") as handle:
            handle.write(data)
            handle.flush()
            os.fsync(handle.fileno())


def _swap(stage: Path, target: Path) -> None:
    """Put ``stage`` in the place of ``target``, and the other way round where that takes one step."""
    if not target.exists():
        stage.rename(target)
        return
    shutil.copymode(target, stage)  # whoever may read or write there still may
    if exchange(stage, target):
        return
    old = _beside(target, "old")
    _rename(target, old)
    try:
        _rename(stage, target)
    except OSError:
        _rename(old, target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _rename(one: Path, other: Path) -> None:
    """Rename, with patience: Windows refuses while somebody has the folder open."""
    for wait in (0.05, 0.1, 0.2, 0.4, 0.8, None):
        try:
            one.rename(other)
        except PermissionError:
            if wait is None:
                raise
            time.sleep(wait)
        else:
            return


def _recover(target: Path) -> None:
    """Clear what an interrupted run left behind; where it stopped between two renames, put the old site back."""
    name = glob.escape(target.name)
    for old in target.parent.glob(f".{name}.old-*"):
        if target.exists():
            shutil.rmtree(old, ignore_errors=True)
        else:
            old.rename(target)
    for stage in target.parent.glob(f".{name}.new-*"):
        shutil.rmtree(stage, ignore_errors=True)


def write_error(fault: OSError) -> SetupError:
    """An error of the file system, as a sentence."""
    where = f" ({fault.filename})" if fault.filename else ""
    return SetupError(f"The site could not be written: {fault.strerror or fault}{where}. The old site is as it was.")
