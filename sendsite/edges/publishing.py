"""A build into the output folder, all or nothing: at every moment it holds the old site or the new."""

from __future__ import annotations

import errno
import glob
import os
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sendsite.crafts.source import names
from sendsite.edges import sealing, spare, tree
from sendsite.edges.exchange import exchange
from sendsite.edges.flush import flush
from sendsite.edges.lock import alone
from sendsite.edges.manifest import MANIFEST, listed, manifest, strangers
from sendsite.edges.sealing import Seals
from sendsite.edges.setup import SetupError
from sendsite.edges.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Callable

    from sendsite.model import Output

WAITING: Final = "Another build is writing there; waiting for it to finish."
_REASONS: Final = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is full",
    errno.EFBIG: "a file became larger than this computer allows",
    errno.EROFS: "the disk can only be read",
}


@dataclass(frozen=True, slots=True)
class Published:
    """How many files were written, and how many already stood there; which were written, and the text of the seals."""

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

    ``on_wait`` is called when another build writes there and has to be waited for; ``seals`` is the text of those
    of the last time, if they are known. Raises SetupError, and changes nothing, when the folder holds files that
    sendsite did not write, or cannot be replaced; OSError, and changes nothing, when something cannot be written.
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
        return _replace(target, files, Seals.of(seals))


def standing(target: Path) -> tuple[str, ...]:
    """The files that sendsite has published in ``target``, by path; none when it has never published there."""
    target = target.resolve()
    folders = (target, *_beside(target, "old"))
    return next((listed(folder) for folder in folders if (folder / MANIFEST).is_file()), ())


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


def _replace(target: Path, files: dict[str, Output], seals: Seals) -> Published:
    _recover(target)
    moment = time.time_ns()
    old = _seen(target, seals)
    _refuse_strangers(old)
    files[MANIFEST] = manifest(files)
    present = {path for path in old.files if path.rpartition("/")[2] not in names.DROPPINGS}
    same = {path for path in present & files.keys() if sealing.holds(old, files[path], seals)}
    digests = {path: output.digest for path, output in files.items()}
    if same == files.keys() == present:
        return Published(0, len(same) - 1, seals=sealing.sealed(old, digests, moment).text)
    stage = target.with_name(f".{target.name}.new-{os.getpid()}")
    try:
        shared = _lay_out(stage, target, old, files, same)
        moment = time.time_ns()
        _swap(stage, target)
        spare.keep(stage, _spare(target))
    finally:  # where the old site could not be kept, this is where it is
        _clear(stage)
    now = tree.found(str(target), tree.around(files), files)
    unsure = {path for path in shared.keys() & now.files if tree.marks(shared[path]) != tree.marks(now.files[path])}
    new = frozenset(files.keys() - same - {MANIFEST})
    sealed = sealing.sealed(now, {**digests, **dict.fromkeys(unsure, "")}, moment)
    return Published(len(new), len(same - {MANIFEST}), new, sealed.text)


def _spare(target: Path) -> Path:
    return target.with_name(f".{target.name}.spare")


def _seen(target: Path, seals: Seals) -> Tree:
    if target.exists() and not target.is_dir():
        msg = f"{target} is a file, and the site needs a folder. Choose another with --output."
        raise SetupError(msg)
    try:
        return sealing.look(target, seals)
    except OSError as fault:
        msg = f"The folder {fault.filename} cannot be read: {fault.strerror}."
        raise SetupError(msg) from fault


def _refuse_strangers(old: Tree) -> None:
    if found := sorted(strangers(old)):
        few = 3
        named = ", ".join(found[:few]) + (f" and {len(found) - few} more" if len(found) > few else "")
        msg = (
            f"{old.root} holds files that sendsite did not write: {named}. Nothing was changed. Move them away (or "
            "into content/, to have them on the site), or choose another folder with --output."
        )
        raise SetupError(msg)


def _lay_out(
    stage: Path, target: Path, old: Tree, files: dict[str, Output], same: set[str]
) -> dict[str, os.stat_result]:
    """Lay out the new site beside the old and bring it to the disk; return how the files look that both share."""
    spared = spare.take(_spare(target), stage)
    if spared is not None:
        try:
            return _filled(spared, old, files, same)
        except OSError:  # somebody may not let us write in it, or there is no room for what it has and is to have
            _clear(stage)
    _make_beside(target, stage)
    return _filled(Tree(str(stage), {"": stage.lstat()}, {}), old, files, same)


def _filled(new: Tree, old: Tree, files: dict[str, Output], same: set[str]) -> dict[str, os.stat_result]:
    shared = spare.lay_out(new, old, files, same)
    flush(new.root, [f"{new.root}/{path}" for path in files if path not in shared])
    return shared


def _swap(stage: Path, target: Path) -> None:
    """Put ``stage`` in the place of ``target``, and the other way round."""
    if not target.exists():
        stage.rename(target)
        return
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
    with suppress(OSError):  # the next run clears it away
        old.rename(stage)


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
    if not folder.exists():
        return
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
