"""A build into the output folder, all or nothing: at every moment it holds the old site or the new."""

from __future__ import annotations

import errno
import glob
import json
import os
import posixpath
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sendsite.crafts.source import names
from sendsite.edges import sealing
from sendsite.edges.exchange import exchange
from sendsite.edges.lock import alone
from sendsite.edges.setup import SetupError
from sendsite.model import Output

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sendsite.edges.sealing import Seal

MANIFEST: Final = ".sendsite-files"
WAITING: Final = "Another build is writing there; waiting for it to finish."
_REASONS: Final = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is full",
    errno.EFBIG: "a file became larger than this computer allows",
    errno.EROFS: "the disk can only be read",
}


@dataclass(frozen=True, slots=True)
class Published:
    """How many files were written, and how many already stood there; which were written, and the seals of all."""

    written: int
    unchanged: int
    paths: frozenset[str] = field(default=frozenset(), compare=False)
    seals: str = field(default="", compare=False)


def publish(
    target: Path,
    outputs: tuple[Output, ...],
    on_wait: Callable[[], None] = lambda: None,
    seals: str = "",
) -> Published:
    """Make the folder ``target`` hold exactly ``outputs``, in one step.

    ``on_wait`` is called when another build writes there and has to be waited for; ``seals`` are those of the last
    time, if they are known. Raises SetupError, and changes nothing, when the folder holds files that sendsite did not
    write, or cannot be replaced; OSError, and changes nothing, when something cannot be written.
    """
    target = target.resolve()
    files = {output.path: output for output in outputs}
    if astray := [path for path in files if {"", ".", ".."} & set(path.split("/"))]:
        msg = f"an output must stay in its folder: {astray}"
        raise ValueError(msg)
    if os.path.ismount(target):
        raise _is_mounted(target)
    _make_beside(target, target.parent, parents=True)
    with alone(target, on_wait):
        return _replace(target, files, json.loads(seals or "{}"))


def standing(target: Path) -> tuple[str, ...]:
    """The files that sendsite has published in ``target``, by path; none when it has never published there."""
    target = target.resolve()
    folders = (target, *_beside(target, "old"))
    return next((tuple(_manifest(folder)) for folder in folders if (folder / MANIFEST).is_file()), ())


def write_error(fault: OSError) -> SetupError:
    """An error of the file system, as a sentence."""
    where = f" ({fault.filename})" if fault.filename else ""
    reason = _REASONS.get(fault.errno or 0, fault.strerror or str(fault))
    return SetupError(f"The site could not be written: {reason}{where}. The old site is as it was.")


def _is_mounted(target: Path) -> SetupError:
    return SetupError(
        f"{target} is a disk of its own, or joined to one, so it cannot be replaced in one step. Nothing was changed. "
        f"Name a folder inside it: --output {target / 'site'}"
    )


def _is_closed(folder: Path, target: Path) -> SetupError:
    return SetupError(
        f"You may not write in {folder}, and the new site is made there before it takes the place of {target.name}. "
        "Nothing was changed. Ask for the right to write there, or name a folder inside one of your own with --output."
    )


def _make_beside(target: Path, folder: Path, *, parents: bool = False) -> None:
    try:
        folder.mkdir(parents=parents, exist_ok=parents)
    except OSError as fault:
        if fault.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
            raise _is_closed(Path(fault.filename).parent, target) from fault
        raise


def _replace(target: Path, files: dict[str, Output], seals: Mapping[str, Seal]) -> Published:
    _recover(target)
    present = _present(target)
    _refuse_strangers(target, present)
    files[MANIFEST] = Output(MANIFEST, "".join(f"{path}\n" for path in sorted(files)).encode())
    same = {path for path, output in files.items() if path in present and sealing.holds(target, output, seals)}
    if not same == files.keys() == present:
        stage = target.with_name(f".{target.name}.new-{os.getpid()}")
        try:
            _make_beside(target, stage)
            _fill(stage, target, files, same)
            _swap(stage, target)
        finally:  # on success, this is where the old site is
            _clear(stage)
    new = frozenset(files.keys() - same - {MANIFEST})
    return Published(len(new), len(same - {MANIFEST}), new, json.dumps(sealing.sealed(target, files.values())))


def _present(target: Path) -> set[str]:
    """Every file below ``target``, and every link to a folder."""
    if target.exists() and not target.is_dir():
        msg = f"{target} is a file, and the site needs a folder. Choose another with --output."
        raise SetupError(msg)
    found = set()
    for folder, folders, files in os.walk(target, onerror=_refuse_folder):
        inside = Path(folder).relative_to(target).as_posix() + "/" if folder != str(target) else ""
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        found |= {inside + name for name in (*files, *links) if name not in names.DROPPINGS}
    return found


def _refuse_folder(fault: OSError) -> None:
    if not isinstance(fault, FileNotFoundError):
        msg = f"The folder {fault.filename} cannot be read: {fault.strerror}."
        raise SetupError(msg) from fault


def _manifest(folder: Path) -> list[str]:
    return (folder / MANIFEST).read_bytes().decode("utf-8", "replace").split("\n")[:-1]


def _refuse_strangers(target: Path, present: set[str]) -> None:
    ours = _manifest(target) if (target / MANIFEST).is_file() else []
    strangers = sorted(present - {MANIFEST, *ours})
    if strangers:
        few = 3
        named = ", ".join(strangers[:few]) + (f" and {len(strangers) - few} more" if len(strangers) > few else "")
        msg = (
            f"{target} holds files that sendsite did not write: {named}. Nothing was changed. Move them away (or into "
            "content/, to have them on the site), or choose another folder with --output."
        )
        raise SetupError(msg)


def _fill(stage: Path, target: Path, files: dict[str, Output], same: set[str]) -> None:
    """Lay out the new site beside the old. Files that stay alike are shared, not copied, and so keep their dates."""
    made = set()
    for path, output in files.items():
        new = f"{stage}/{path}"
        folder = posixpath.dirname(new)
        if folder not in made:
            Path(folder).mkdir(parents=True, exist_ok=True)
            made.add(folder)
        if path in same:
            try:
                os.link(f"{target}/{path}", new)
                continue
            except OSError:  # a file system without hard links
                pass
        with open(new, "wb") as handle:  # noqa: PTH123 - making a Path of each takes longer than opening it
            handle.write(output.data)
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
    old = target.with_name(f".{target.name}.old-{os.getpid()}")
    try:
        _rename(target, old)
    except OSError as fault:
        if fault.errno == errno.EBUSY:
            raise _is_mounted(target) from fault
        raise
    try:
        _rename(stage, target)
    except BaseException:  # also when somebody will not wait any longer
        _rename(old, target)
        raise
    _clear(old)


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


def _beside(target: Path, role: str) -> list[Path]:
    """The folders of interrupted runs, whole sites first: what is being deleted loses its manifest before the rest."""
    found = target.parent.glob(f".{glob.escape(target.name)}.{role}-*")
    return sorted(found, key=lambda folder: (not (folder / MANIFEST).is_file(), folder))


def _recover(target: Path) -> None:
    """Clear what an interrupted run left behind; where it stopped between two renames, put the old site back."""
    for old in _beside(target, "old"):
        if target.exists():
            _clear(old)
        else:
            old.rename(target)
    for stage in _beside(target, "new"):
        _clear(stage)


def _clear(folder: Path) -> None:
    """Delete a folder that sendsite made, also when somebody stops us half-way: the rest takes only a moment."""
    try:
        _delete(folder)
    except KeyboardInterrupt:
        _delete(folder)
        raise


def _delete(folder: Path) -> None:
    """Delete a folder, also when somebody has forbidden writing in it."""
    with suppress(OSError):
        (folder / MANIFEST).unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)
    if folder.exists():
        for each, _, _ in os.walk(folder):
            with suppress(OSError):
                Path(each).chmod(0o700)
        shutil.rmtree(folder, ignore_errors=True)
