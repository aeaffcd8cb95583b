"""Several processes share the work of one build: each answers some questions and sends what it found as text.

A helper is a copy of this process (fork), so it begins with all that is known here and need not be told anything. That
is safe only while there is one thread, and only Linux has it for certain; elsewhere one process does all the work, and
the outcome is the same to the byte.
"""

from __future__ import annotations

import os
import select
import signal
import struct
import sys
import threading
from array import array
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from sendsite.keeping import pack
from sendsite.site.build import TOGETHER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sendsite.edges.store import Store
    from sendsite.keeping.pack import Pack
    from sendsite.keeping.shelf import Shelf
    from sendsite.memo import Memo
    from sendsite.site.build import Share

_FEWEST: Final = 100  # shares; for fewer, a helper costs more than it brings
_AT_ONCE: Final = 16  # shares that are taken together
_MOST_HELPERS: Final = 7
_NUMBERS: Final = 1 << 24  # for each process; no site has so many entries
_PIPE_BYTES: Final = 1 << 20  # so that helpers seldom wait for us; more than this only root may have
_TASK: Final = struct.Struct("=I")
_SIZE: Final = struct.Struct("=Q")
_PART: Final = struct.Struct("=QQ")  # before each part of a message: how many shares are done, and its length


@dataclass(frozen=True, slots=True)
class Keep:
    """A store, and the shelf that it has given to a memo."""

    store: Store
    shelf: Shelf


def share_out(memo: Memo, shares: Sequence[Share], keep: Keep, step: Callable[[int], None]) -> None:
    """Answer ``shares`` in ``memo`` with all processors; ``step`` is told how many more are done.

    What a helper could not answer stays unanswered, and whoever asks for it here meets the reason.
    """
    if len(shares) < _FEWEST or not _is_safe():
        return
    tasks = _tasks(len(shares))
    crew = _Crew(memo, keep, step)
    try:
        for number in range(1, _helpers() + 1):
            crew.add(*_start(memo, shares, tasks, number))
        for first in _taken(tasks):
            before = len(memo.computed)
            step(_answer(memo, shares, first))
            pack.lay_aside(memo.computed[before:], keep.store.put, keep.store.get)
            crew.gather(0)
        crew.finish()
        memo.highest += (_MOST_HELPERS + 1) * _NUMBERS
    finally:
        os.close(tasks)
        crew.disband()


class _Crew:
    """The helpers at work: the process of each by the pipe on which it sends what it found."""

    def __init__(self, memo: Memo, keep: Keep, step: Callable[[int], None]) -> None:
        self._memo, self._keep, self._step = memo, keep, step
        self._eldest = memo.highest
        self._doubles: dict[int, int] = {}  # what a helper has answered and somebody else too
        self._processes: dict[int, int] = {}

    def add(self, pipe: int, process: int) -> None:
        self._processes[pipe] = process

    def gather(self, seconds: int | None) -> None:
        """Take over what helpers have sent, waiting for so long at most; None is for as long as it takes."""
        for pipe in select.select(tuple(self._processes), (), (), seconds)[0]:
            if message := _received(pipe):
                self._take_over(memoryview(message))
            else:
                self._end(pipe)

    def finish(self) -> None:
        """Wait for all that is still to come."""
        while self._processes:
            self.gather(None)

    def disband(self) -> None:
        """Stop those that are still at work."""
        for pipe, process in tuple(self._processes.items()):
            os.kill(process, signal.SIGKILL)
            self._end(pipe)

    def _take_over(self, message: memoryview) -> None:
        (done, length), message = _PART.unpack_from(message), message[_PART.size :]
        found, message = pack.from_bytes(bytes(message[:length])), message[length:]
        while message:
            (_, length), message = _PART.unpack_from(message), message[_PART.size :]
            self._keep.store.put(bytes(message[:length]))
            message = message[length:]
        self._lay(found)
        self._step(done)

    def _lay(self, found: Pack) -> None:
        """Lay a pack on the shelf, with whatever was answered twice left out."""
        doubles = {
            number: known.number
            for number, key in pack.keys(found)
            if number > self._eldest and (known := self._memo.known(*key)) is not None
        }
        if self._doubles or doubles:
            self._doubles |= doubles
            asked = array(pack.NUMBER, [self._doubles.get(number, number) for number in found.asked])
            found = replace(found, asked=asked)
        shelf, edition = self._keep.shelf, self._keep.shelf.edition
        shelf.add(found)
        self._keep.store.add(found)
        for number in doubles:
            shelf.remove(number)
            self._memo.gone.append(number)
        numbers = [number for number in found.numbers if number not in doubles]
        self._memo.take_over(numbers, frozenset(shelf.wanted(edition)))

    def _end(self, pipe: int) -> None:
        os.close(pipe)
        os.waitpid(self._processes.pop(pipe), 0)


def _is_safe() -> bool:
    return sys.platform == "linux" and threading.active_count() == 1


def _helpers() -> int:
    return min(len(os.sched_getaffinity(0)) - 1, _MOST_HELPERS)


def _tasks(shares: int) -> int:
    """A pipe from which every process takes the number of the first share that it is to answer next."""
    outlet, inlet = os.pipe()
    _widen(outlet)
    os.write(inlet, b"".join(_TASK.pack(first) for first in range(0, shares, _AT_ONCE)))
    os.close(inlet)
    return outlet


def _widen(pipe: int) -> None:
    import fcntl  # noqa: PLC0415 - Windows has none

    with suppress(OSError):
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)


def _taken(tasks: int) -> Iterator[int]:
    while task := os.read(tasks, _TASK.size):
        yield _TASK.unpack(task)[0]


def _answer(memo: Memo, shares: Sequence[Share], first: int) -> int:
    taken = shares[first : first + _AT_ONCE]
    for share in taken:
        memo.catch_up(share, TOGETHER)
    return len(taken)


def _start(memo: Memo, shares: Sequence[Share], tasks: int, number: int) -> tuple[int, int]:
    """Start a helper; its pipe and its process."""
    outlet, inlet = os.pipe()
    _widen(outlet)
    process = os.fork()
    if process:
        os.close(inlet)
        return outlet, process
    status = 1
    try:  # nothing of what this process would do at its end is for a copy to do
        memo.highest += number * _NUMBERS
        memo.news.clear()
        for first in _taken(tasks):
            done = _answer(memo, shares, first)
            _send(inlet, _message(memo, done))
        status = 0
    finally:
        os._exit(status)


def _message(memo: Memo, done: int) -> bytes:
    """What is new in the memo of a helper, which then lets go of it."""
    beside: dict[str, bytes] = {}

    def put(data: bytes) -> str:
        name = pack.name(data)
        beside[name] = data
        return name

    parts = [pack.write(memo.news, (), put).as_bytes(), *beside.values()]
    memo.news.clear()
    memo.let_pass()
    return b"".join(_PART.pack(done, len(data)) + data for data in parts)


def _send(pipe: int, message: bytes) -> None:
    left = memoryview(_SIZE.pack(len(message)) + message)
    while left:
        left = left[os.write(pipe, left) :]


def _received(pipe: int) -> bytes:
    """The next message of a helper; empty at its end."""
    size = _read(pipe, _SIZE.size)
    return _read(pipe, _SIZE.unpack(size)[0]) if len(size) == _SIZE.size else b""


def _read(pipe: int, size: int) -> bytes:
    parts = []
    while size and (part := os.read(pipe, size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts) if not size else b""
