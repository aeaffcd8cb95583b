"""Processes of their own: as another user, on a disk of their own, and for killing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT: Final = Path(__file__).resolve().parent.parent
PATIENCE: Final = 60

# The administrator may do anything anywhere, so what is forbidden is tried by a user who has nothing. Modules are
# loaded before, since that user may not be able to read them.
AS_NOBODY: Final = """
import codecs, contextlib, encodings, os, pkgutil, sys
import filelock, locale, pypdf.filters, subprocess, tempfile
import sendsite.cli, sendsite.commands.building, sendsite.commands.making
import pypdf._codecs._codecs
for module in pkgutil.iter_modules(encodings.__path__):
    with contextlib.suppress(LookupError):
        codecs.lookup(module.name)
if os.geteuid() == 0:
    import pwd
    nobody = pwd.getpwnam("nobody")
    os.setgroups([])
    os.setgid(nobody.pw_gid)
    os.setuid(nobody.pw_uid)
"""


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Lay these files out below ``folder``."""
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def found(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder`` by its path, but for what sendsite remembers."""
    files = (file for file in folder.rglob("*") if file.is_file() and ".sendsite" not in file.parts)
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def command(script: str, *words: str | Path) -> list[str]:
    """A Python process that runs ``script``."""
    return [sys.executable, "-P", "-c", script, *map(str, words)]


def surroundings(**more: str) -> dict[str, str]:
    """The environment of a process that finds sendsite."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1", **more}


def run(script: str, *words: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    """What a Python process says and how it ends."""
    return subprocess.run(
        command(script, *words),
        env=surroundings(**more),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=PATIENCE,
    )


@contextmanager
def open_folder() -> Iterator[Path]:
    """A temporary folder that every user can reach and write in."""
    folder = Path(tempfile.mkdtemp()).resolve()
    try:
        folder.chmod(0o777)
        yield folder
    finally:
        shutil.rmtree(folder)


def own_mounts() -> list[str] | None:
    """The words before a command that let it mount what nobody else sees, or None where that is not allowed."""
    for words in (["unshare", "--mount"], ["unshare", "--map-root-user", "--mount"]):
        trial = [*words, "mount", "-t", "tmpfs", "none", tempfile.gettempdir()]
        try:
            if subprocess.run(trial, capture_output=True, check=False).returncode == 0:
                return words
        except OSError:
            break
    return None


def limited(limit: str, number: int) -> list[str]:
    """The words before a command that let it have only ``number`` of something: a name in /proc/sys/user."""
    script = f'echo {number} >/proc/sys/user/{limit} && exec "$@"'
    words = ["unshare", "--user", "--map-root-user", "sh", "-c", script, "sh"]
    try:
        allowed = subprocess.run([*words, "true"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        allowed = False
    if not allowed:
        pytest.skip("this system does not let us set limits")
    return words
