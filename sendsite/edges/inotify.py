"""What Linux says of the files of a site, from the kernel itself: inotify(7).

watchdog 7.1 loses its way when folders are renamed and moved: after some 2,000 such steps it was deaf to one folder in
ten and more, or its thread had died of a KeyError. It also holds back for half a second whatever follows a file that
leaves, is silent when a folder inside cannot be watched, and needs three threads, which a process that forks had better
not have. Here is none: the kernel keeps what happened until somebody asks.
"""

from __future__ import annotations

import ctypes
import errno
import math
import os
import select
import stat
import struct
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from sendsite.crafts.source import names
from sendsite.edges.hints import Hint

if TYPE_CHECKING:
    from collections.abc import Iterator

# linux/inotify.h
_MODIFY: Final = 0x2
_ATTRIB: Final = 0x4
_CLOSE_WRITE: Final = 0x8
_MOVED_FROM: Final = 0x40
_MOVED_TO: Final = 0x80
_CREATE: Final = 0x100
_DELETE: Final = 0x200
_UNMOUNT: Final = 0x2000
_OVERFLOW: Final = 0x4000
_IGNORED: Final = 0x8000
_ONLYDIR: Final = 0x100_0000
_DONT_FOLLOW: Final = 0x200_0000
_EXCL_UNLINK: Final = 0x400_0000
_ISDIR: Final = 0x4000_0000
# Nobody hears of opening and reading, so a build cannot wake itself.
_WANTED: Final = (
    _MODIFY | _ATTRIB | _CLOSE_WRITE | _MOVED_FROM | _MOVED_TO | _CREATE | _DELETE | _ONLYDIR | _EXCL_UNLINK
)
_HEAD: Final = struct.Struct("iIII")  # watch, mask, cookie, length of the name
_ROOM: Final = 1 << 18
_LIMITS: Final = {
    errno.ENOSPC: "it has no watches left. “sudo sysctl fs.inotify.max_user_watches=524288” would give it more",
    errno.EMFILE: "too many programs watch files. “sudo sysctl fs.inotify.max_user_instances=512” would let in more",
    errno.ENOMEM: "its memory is full",
}


class Inotify:
    """Hears of some folders of a site, and of their coming and going. Raises OSError where the system has a limit."""

    def __init__(self, site: str, folders: tuple[str, ...]) -> None:
        self._library = ctypes.CDLL(None, use_errno=True)
        self._handle = self._answer(self._library.inotify_init1(os.O_CLOEXEC | os.O_NONBLOCK))
        self._poll = select.poll()
        self._poll.register(self._handle, select.POLLIN)
        self._site = site.rstrip("/")
        self._roots = frozenset(f"{self._site}/{folder}" for folder in folders)
        self._folders: dict[int, str] = {}
        try:
            self._add(self._site, follow=True)
            for root in self._roots:  # it may be a link, as for the reader
                self._add_tree(root, follow=True)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Give back what the system lent."""
        os.close(self._handle)

    def hear(self, seconds: float) -> list[Hint]:
        """The hints that are there, or the first to come within ``seconds``; none also where they concern no site.

        Raises OSError when a folder is new and the system has reached a limit.
        """
        if not self._poll.poll(math.ceil(seconds * 1000)):
            return []
        return list(self._hints(os.read(self._handle, _ROOM)))

    def _hints(self, data: bytes) -> Iterator[Hint]:
        place = 0
        while place < len(data):
            watch, mask, _, length = _HEAD.unpack_from(data, place)
            start = place + _HEAD.size
            place = start + length
            if mask & (_OVERFLOW | _UNMOUNT):
                yield Hint("lost", self._site)
            elif mask & _IGNORED:
                self._folders.pop(watch, None)
            elif (folder := self._folders.get(watch)) is not None:
                name = os.fsdecode(data[start:place].rstrip(b"\0"))
                path = f"{folder}/{name}" if name else folder
                if folder == self._site:
                    if path in self._roots and mask & (_MOVED_FROM | _MOVED_TO | _CREATE | _DELETE):
                        yield Hint("lost", path)
                elif not names.left_out(name, is_folder=bool(mask & _ISDIR)):
                    yield from self._folder(mask, path) if mask & _ISDIR else self._file(mask, path)

    def _folder(self, mask: int, path: str) -> Iterator[Hint]:
        if mask & _MOVED_FROM:
            inside = f"{path}/"
            for watch, folder in list(self._folders.items()):
                if folder == path or folder.startswith(inside):
                    del self._folders[watch]
                    self._library.inotify_rm_watch(self._handle, watch)
        elif not mask & _DELETE:  # a change of rights may have opened it
            self._add_tree(path)
        yield Hint("folder", path)

    @staticmethod
    def _file(mask: int, path: str) -> Iterator[Hint]:
        if mask & _CREATE:
            yield Hint("came", path)
            if _is_being_written(path):
                yield Hint("writing", path)
        elif mask & _MODIFY:
            yield Hint("writing", path)
        elif mask & (_CLOSE_WRITE | _MOVED_TO):
            yield Hint("written", path)
        elif mask & _MOVED_FROM:
            yield Hint("left", path)
        elif mask & _DELETE:
            yield Hint("deleted", path)
        else:
            yield Hint("touched", path)

    def _add_tree(self, top: str, *, follow: bool = False) -> None:
        """Watch a folder and all below. Each is watched before it is listed, so nothing comes in between unseen."""
        waiting = [top] if self._add(top, follow=follow) else []
        while waiting:
            folder = waiting.pop()
            waiting += [path for path in _folders_in(folder) if self._add(path)]

    def _add(self, folder: str, *, follow: bool = False) -> bool:
        """Whether the folder is watched now. One that has gone or may not be read is none for the reader either."""
        mask = _WANTED if follow else _WANTED | _DONT_FOLLOW
        try:
            watch = self._answer(self._library.inotify_add_watch(self._handle, os.fsencode(folder), mask))
        except OSError as fault:
            if fault.errno in _LIMITS:
                raise
            return False
        self._folders[watch] = folder
        return True

    @staticmethod
    def _answer(number: int) -> int:
        if number == -1:
            fault = ctypes.get_errno()
            raise OSError(fault, _LIMITS.get(fault, os.strerror(fault)))
        return number


def _is_being_written(path: str) -> bool:
    """Whether whoever made this file has it open; a link, a pipe and a second name are made in one step."""
    try:
        status = os.lstat(path)
    except OSError:
        return False
    return stat.S_ISREG(status.st_mode) and status.st_nlink == 1


def _folders_in(folder: str) -> list[str]:
    """The folders in a folder that may be part of a site; none where it has gone or cannot be read."""
    with suppress(OSError), os.scandir(folder) as entries:
        found = [entry for entry in entries if entry.is_dir(follow_symlinks=False)]
        return [entry.path for entry in found if not names.left_out(entry.name, is_folder=True)]
    return []
