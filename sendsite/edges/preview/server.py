"""Answers over HTTP in a thread of its own: many connections, of which none can hold up another or a build."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from contextlib import suppress
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from sendsite.edges import crash, terminal
from sendsite.edges.preview import answers, crowd, desk, listening, requests, visitors
from sendsite.edges.preview.crowd import Crowd, Guest

if TYPE_CHECKING:
    from typing import Any

    from sendsite.edges.preview.answers import Answer
    from sendsite.edges.preview.requests import Request
    from sendsite.edges.preview.stage import Stage

HEAD_SECONDS: Final = 5.0
STALL_SECONDS: Final = 10.0
HEARTBEAT_SECONDS: Final = 15.0
FAREWELL_SECONDS: Final = 1.0
PAUSE_SECONDS: Final = 0.01
_CHUNK: Final = 65_536
_BUSY: Final = answers.words(HTTPStatus.SERVICE_UNAVAILABLE, Retry_After="1")


class Server:
    """A preview of what is on a stage. Listens from the first moment, and answers from ``start`` to ``close``."""

    def __init__(self, stage: Stage, host: str, port: int) -> None:
        """Raises SetupError when ``host`` is no address of this computer, or the port is taken."""
        self._stage = stage
        self._socket = listening.listener(host, port)
        self.port: int = self._socket.getsockname()[1]
        self.is_private = listening.is_private(self._socket)
        self.address = f"http://{listening.shown(host)}:{self.port}/"
        self._names = listening.names(host, self._socket)
        self._crowd = Crowd(crowd.room(), _BUSY.head(closes=True) + _BUSY.body)
        self._thread = threading.Thread(target=self._run, name="preview", daemon=True)
        self._loop = asyncio.SelectorEventLoop()
        self._over = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def close(self) -> None:
        """Hang up on everybody, at once."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._over.set)
            self._thread.join()
        else:
            self._loop.close()
        self._socket.close()

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._serve())

    async def _serve(self) -> None:
        self._loop.set_exception_handler(_tell)
        self._stage.attend(self._loop)
        self._loop.add_reader(self._socket, self._welcome)
        await self._over.wait()
        self._stage.attend(None)
        self._loop.remove_reader(self._socket)
        while asyncio.all_tasks() - {asyncio.current_task()}:  # some may only just have come in
            self._crowd.disperse()
            await asyncio.sleep(0)

    def _welcome(self) -> None:
        """Let somebody in. Not by way of asyncio's own server, which forgets whoever comes while it closes."""
        try:
            connection, _ = self._socket.accept()
            # Or the end of an answer waits until the other side has confirmed the rest, which takes it 40 ms.
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except OSError:  # gone already, or the system has no room: others will leave
            time.sleep(PAUSE_SECONDS)
            return
        task = self._loop.create_task(self._meet(connection))
        self._tasks.add(task)  # the loop alone would not keep it
        task.add_done_callback(self._tasks.discard)

    async def _meet(self, connection: socket.socket) -> None:
        reader, writer = await asyncio.open_connection(sock=connection, limit=requests.MOST_BYTES)
        writer.transport.set_write_buffer_limits(0)  # so that what is sent has left us before anything else is done
        guest = Guest(writer)
        self._crowd.enter(guest)
        try:
            # Who hangs up, or does not take what we send, is no fault of ours.
            with suppress(OSError, TimeoutError, EOFError):
                await self._talk(guest, reader)
                writer.close()
                return
            writer.transport.abort()
        finally:
            self._crowd.leave(guest)
            writer.close()

    async def _talk(self, guest: Guest, reader: asyncio.StreamReader) -> None:
        """Answer one request after another."""
        names = self._names | {visitors.plain(guest.writer.get_extra_info("sockname")[0])}
        while True:
            try:
                async with asyncio.timeout(HEAD_SECONDS):
                    request = requests.parsed(await reader.readuntil(requests.END))
            except (TimeoutError, asyncio.LimitOverrunError, requests.RequestError) as fault:
                await _refuse(guest, reader, fault)
                return
            guest.is_answered = True
            answer = desk.answer(request, self._stage.edition, names)
            if answer.goes_on and request.method == "GET":
                await self._stream(guest, reader, request, answer)
                return
            body = answer.body if request.method == "GET" else b""
            # What is short leaves in one piece; a film is no longer in memory than it has to be.
            first = answer.head(closes=not request.keeps_alive) + body[:_CHUNK]
            await _send(guest.writer, first)
            await _send(guest.writer, memoryview(body)[_CHUNK:])
            if not request.keeps_alive:
                return
            guest.is_answered = False
            self._crowd.progressed(guest)

    async def _stream(self, guest: Guest, reader: asyncio.StreamReader, request: Request, answer: Answer) -> None:
        """Say the state of a page now and whenever it changes, until one of the two hangs up."""
        if not self._crowd.listens(guest):
            await _send(guest.writer, _BUSY.head(closes=True) + _BUSY.body)
            return
        await _send(guest.writer, answer.head(closes=True))
        gone = asyncio.ensure_future(reader.read(1))
        said = ""
        while not gone.done():
            edition = self._stage.edition
            news = desk.news(edition, request.target)
            await _send(guest.writer, b":\n\n" if news == said else f"data: {news}\n\n".encode())
            said = news
            other = asyncio.ensure_future(self._stage.beyond(edition))
            await asyncio.wait({gone, other}, timeout=HEARTBEAT_SECONDS, return_when=asyncio.FIRST_COMPLETED)
            other.cancel()


async def _send(writer: asyncio.StreamWriter, data: bytes | memoryview) -> None:
    """Send ``data`` to somebody who reads it; raises TimeoutError when they stop."""
    for start in range(0, len(data), _CHUNK):
        writer.write(data[start : start + _CHUNK])
        async with asyncio.timeout(STALL_SECONDS):
            await writer.drain()


async def _refuse(guest: Guest, reader: asyncio.StreamReader, fault: Exception) -> None:
    """Say why a request is not answered, and listen to the rest of it, or else the system would take our words back."""
    status = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
    if isinstance(fault, TimeoutError):
        status = HTTPStatus.REQUEST_TIMEOUT
    elif isinstance(fault, requests.RequestError):
        status = fault.status
    answer = answers.words(status, **({"Allow": "GET, HEAD"} if status is HTTPStatus.METHOD_NOT_ALLOWED else {}))
    guest.is_answered = True
    await _send(guest.writer, answer.head(closes=True) + answer.body)
    guest.writer.write_eof()
    async with asyncio.timeout(FAREWELL_SECONDS):
        while await reader.read(_CHUNK):
            pass


def _tell(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Say that there is a fault of our own, unless it is one of the network."""
    fault = context.get("exception")
    if isinstance(fault, Exception) and not isinstance(fault, OSError):
        terminal.complain(crash.sentence(fault, crash.keep(fault)))
