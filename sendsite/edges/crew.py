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
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from sendsite.keeping import pack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sendsite.edges.store import Store
    from sendsite.memo import Memo
    from sendsite.site.build import Share

_FEWEST: Final = 100  # shares; for fewer, a helper costs more than it brings
_AT_ONCE: Final = 16  # shares that are taken together
_MOST_HELPERS: Final = 7
_NUMBERS: Final = 1 << 24  # for each process; no site has so many entries
_PIPE_BYTES: Final = 1 << 20  # so that helpers seldom wait for us; more than this only root may have
_TASK: Final = struct.Struct("=I")
_SIZE: Final = struct.Struct("=Q")
_PART: Final = struct.Struct("=QQ")  # before each part of a message: the number that it belongs to, and its length


def share_out(memo: Memo, shares: Sequence[Share], store: Store, step: Callable[[int], None]) -> None:
    """Answer ``shares`` in ``memo`` with all processors; ``step`` is told how many more are done.

    What a helper could not answer stays unanswered, and whoever asks for it here meets the reason.
    """
    if len(shares) < _FEWEST or not _is_safe():
        return
    tasks = _tasks(len(shares))
    crew = _Crew(memo, store, step)
    try:
        for number in range(1, _helpers() + 1):
            crew.add(*_start(memo, shares, tasks, number))
        for first in _taken(tasks):
            before = len(memo.computed)
            step(_answer(memo, shares, first))
            pack.lay_aside(memo.computed[before:], store.put, store.get)
            crew.gather(0)
        crew.finish()
        memo.count_beyond(memo.highest + (_MOST_HELPERS + 1) * _NUMBERS)
    finally:
        os.close(tasks)
        crew.disband()


class _Crew:
    """The helpers at work: the process of each by the pipe on which it sends what it found."""

    def __init__(self, memo: Memo, store: Store, step: Callable[[int], None]) -> None:
        self._memo, self._store, self._step = memo, store, step
        self._known = {entry.number: entry for entry in memo.entries.values()}
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
        text, message = bytes(message[:length]), message[length:]
        while message:
            (number, length), message = _PART.unpack_from(message), message[_PART.size :]
            self._store.put(number, bytes(message[:length]))
            message = message[length:]
        pack.read(self._memo, text, self._known, self._store.get)
        self._step(done)

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
        for key in share:
            memo.refresh(key.question, key.args)
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
        memo.count_beyond(memo.highest + number * _NUMBERS)
        memo.news.clear()
        for first in _taken(tasks):
            done = _answer(memo, shares, first)
            _send(inlet, _message(memo, done))
        status = 0
    finally:
        os._exit(status)


def _message(memo: Memo, done: int) -> bytes:
    """What is new in the memo of a helper, which then lets go of it."""
    beside: dict[int, bytes] = {}
    text = pack.write(memo.news, beside.__setitem__, beside.__getitem__)
    parts = {done: text.encode(), **beside}
    memo.news.clear()
    memo.let_pass()
    return b"".join(_PART.pack(number, len(data)) + data for number, data in parts.items())


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
