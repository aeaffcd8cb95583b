"""Visitors of ill will, or merely many of them: whatever they do, the next one is served."""

from __future__ import annotations

import socket
import struct
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sendsite.edges.preview import crowd, server
from sendsite.edges.preview.crowd import Crowd, Guest
from sendsite.edges.preview.listening import HOST
from sendsite.edges.preview.stage import Stage
from tests.previewing import FILES, PATIENCE, ask, connected, edition, running, said, until

if TYPE_CHECKING:
    from collections.abc import Iterator

MANY: Final = 500
BIG: Final = 40_000_000


FILM: Final = bytes(BIG)


def staged() -> Stage:
    """A stage with a small site on it, and one large file."""
    shown = Stage()
    shown.show(edition({**FILES, "files/film.mp4": FILM}))
    return shown


@pytest.fixture
def stage() -> Stage:
    """Such a stage for one test."""
    return staged()


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """The port on which such a stage is served; at the end it still is."""
    with running(staged()) as preview:
        yield preview.port
        assert served(preview.port)


@pytest.fixture
def cramped(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The port of a preview on a system that gives it room for few, with patience for nobody."""
    monkeypatch.setattr(crowd, "room", lambda: 20)
    monkeypatch.setattr(server, "HEAD_SECONDS", PATIENCE)
    monkeypatch.setattr(server, "STALL_SECONDS", PATIENCE)
    with running(stage) as preview:
        yield preview.port


@pytest.fixture
def hasty(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The port of a preview that does not wait for long."""
    monkeypatch.setattr(server, "HEAD_SECONDS", 0.5)
    monkeypatch.setattr(server, "STALL_SECONDS", 0.5)
    with running(stage) as preview:
        yield preview.port


def served(port: int) -> bool:
    """Whether a page is served, soon."""
    started = time.monotonic()
    answer, body = ask(port, "/")
    return answer.status == 200 and b"Hello" in body and time.monotonic() - started < PATIENCE / 6


def head(target: str = "/", *fields: str) -> bytes:
    """A request for ``target``."""
    return "\r\n".join([f"GET {target} HTTP/1.1", f"Host: {HOST}", *fields, "", ""]).encode("latin-1")


TRAVERSALS = [
    "/../../etc/passwd", "/..", "/assets/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd",
    "/%2e%2e%2fetc%2fpasswd", "/assets/..%5c..%5cetc%5cpasswd",
    "/..\\..\\etc\\passwd", "/%5c..%5c", "/%c0%ae%c0%ae/etc/passwd", "/./index.html", "/%2e/index.html", "/%ff",
    "/%e0%80%ae%e0%80%ae/", "/..%c0%af", "/..%00/", "/%00", "/index.html%00.css",
    "/%zz", "/%", "/_sendsite/../index.html", "/_sendsite/%2e%2e/index.html", "/_sendsite/changes?page=/../..",
    "/_sendsite/changes?page=/%252e%252e/", "/_sendsite/changes?page=//x\\y", "/_sendsite/changes?page=x",
]  # fmt: skip


@pytest.mark.parametrize("target", TRAVERSALS)
def test_no_spelling_leads_off_the_site(port: int, target: str) -> None:
    answer, body = ask(port, target)
    assert answer.status == 400
    assert body == b"Bad Request\n"


@pytest.mark.parametrize(
    "target", ["//etc/passwd", "/etc/passwd", "/%252e%252e/etc/passwd", "/C:/", "/file:///etc/passwd"]
)
def test_a_name_of_another_file_is_no_name_here(port: int, target: str) -> None:
    answer, body = ask(port, target)
    assert answer.status == 404
    assert b"root:" not in body


@pytest.mark.parametrize("target", ["http://127.0.0.1/", "*", "index.html", "?", "http://example.org/"])
def test_a_target_is_a_path(port: int, target: str) -> None:
    assert ask(port, target)[0].status == 400


@pytest.mark.parametrize(
    "host", ["send.example.org", "127.0.0.1.example.org", "localhost.example.org:80", "", "10.0.0.1"]
)
def test_a_made_up_name_does_not_lead_here(port: int, host: str) -> None:
    """A page elsewhere must not read the preview through a name that it has pointed at this machine."""
    for path in ("/", "/nowhere/", "/_sendsite/", "/_sendsite/changes", "/_sendsite/reload.js"):
        answer, body = ask(port, path, host=host)
        assert answer.status == 403
        assert body == b"The preview answers only to its own address.\n"


@pytest.mark.parametrize(
    "fields", [{"Origin": "https://example.org"}, {"Sec_Fetch_Site": "cross-site"}, {"Origin": "null"}]
)
def test_a_page_elsewhere_does_not_learn_what_is_wrong(port: int, fields: dict[str, str]) -> None:
    for path in ("/_sendsite/", "/_sendsite", "/_sendsite/changes", "/_sendsite/reload.js", "/_sendsite/other"):
        answer, _ = ask(port, path, **fields)
        assert answer.status == 403
    answer, _ = ask(port, "/", **fields)
    assert (answer.status, answer.headers["Cross-Origin-Resource-Policy"]) == (200, "same-origin")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "BREW"])
def test_nothing_can_be_sent_to_it(port: int, method: str) -> None:
    for path in ("/", "/_sendsite/changes"):
        answer, _ = ask(port, path, method)
        assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")


ODDITIES = {
    b"GET / HTTP/1.1\r\n" + b"X: " + b"y" * 100_000 + b"\r\n\r\n": b"431",
    b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 2_000 + b"\r\n": b"431",
    b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n\r\n": b"431",
    b"\0" * 100_000: b"431",
    b"nonsense\r\n\r\n": b"400",
    b"GET / HTTP/9.9\r\n\r\n": b"400",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: example.org\r\n\r\n": b"400",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000000\r\n\r\n" + b"x" * 10_000: b"400",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n": b"400",
    b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 3\r\n\r\nabc": b"405",
}


@pytest.mark.parametrize("sent", ODDITIES, ids=lambda sent: repr(sent[:30]))
def test_an_odd_request_is_refused_in_words_and_hung_up_on(port: int, sent: bytes) -> None:
    with connected(port) as connection:
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        answer = said(connection)
    assert answer.startswith(b"HTTP/1.1 %b " % ODDITIES[sent])
    assert b"\r\nConnection: close\r\n" in answer
    assert answer.count(b"HTTP/1.1") == 1


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300) | st.text("GET /%.HTP1\r\nHost:127b", max_size=200).map(str.encode))
def test_no_bytes_harm_it(port: int, sent: bytes) -> None:
    with connected(port) as connection:
        connection.sendall(sent + b"\r\n\r\n")
        connection.shutdown(socket.SHUT_WR)
        assert said(connection)[:9] in {b"", b"HTTP/1.1 "}


def test_a_head_in_pieces_is_a_head(port: int) -> None:
    with connected(port) as connection:
        for each in head("/assets/site.css", "Connection: close"):
            connection.sendall(bytes([each]))
        assert said(connection).endswith(b"\r\n\r\np {}")


def test_requests_that_come_at_once_are_answered_in_order(port: int) -> None:
    with connected(port) as connection:
        connection.sendall(
            head("/assets/site.css") + head("/robots.txt") + head("/files/plan.pdf", "Connection: close")
        )
        answer = said(connection)
    assert answer.count(b"HTTP/1.1 200 OK") == 3
    assert answer.index(b"p {}") < answer.index(b"User-agent") < answer.index(b"%PDF")


def test_a_slow_head_is_not_waited_for(hasty: int) -> None:
    """A letter now and then must not keep a place for ever."""
    started = time.monotonic()
    with connected(hasty) as connection:
        connection.settimeout(0.1)
        answer = b""
        for letter in head("/" + "a" * 2_000):
            try:
                connection.sendall(bytes([letter]))
                answer += connection.recv(65_536)
            except TimeoutError:
                continue
            if answer:
                break
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert time.monotonic() - started < PATIENCE / 2
    assert served(hasty)


def test_who_says_nothing_is_hung_up_on(hasty: int) -> None:
    with connected(hasty) as connection:
        assert said(connection).startswith(b"HTTP/1.1 408 ")


def test_who_does_not_read_is_hung_up_on(hasty: int) -> None:
    with connected(hasty) as connection:
        connection.sendall(head("/files/film.mp4"))
        time.sleep(1.5)
        received = 0
        with suppress(ConnectionResetError):
            while data := connection.recv(1_000_000):
                received += len(data)
        assert 0 < received < BIG
    assert served(hasty)


def test_who_leaves_in_the_middle_is_not_missed(port: int) -> None:
    for sent in (b"", b"GET /", head("/files/film.mp4"), head("/_sendsite/changes")):
        for _ in range(20):
            connection = connected(port)
            connection.sendall(sent)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # a reset, no farewell
            connection.close()
    assert served(port)


def test_five_hundred_at_once_are_served(port: int) -> None:
    with ExitStack() as stack:
        connections = [stack.enter_context(connected(port)) for _ in range(MANY)]
        for connection in connections:
            connection.sendall(head("/", "Connection: close"))
        answers = [said(connection) for connection in connections]
    assert sum(answer.startswith(b"HTTP/1.1 200 ") and b"Hello" in answer for answer in answers) == MANY
    assert served(port)


def test_five_hundred_threads_at_once_are_served(port: int) -> None:
    with ThreadPoolExecutor(100) as pool:
        assert all(pool.map(lambda _: ask(port, "/")[0].status == 200, range(MANY)))


@pytest.mark.parametrize("sent", [b"", b"GET / HT", head("/files/film.mp4"), head("/_sendsite/changes")], ids=repr)
def test_five_hundred_that_stay_keep_nobody_out(port: int, sent: bytes) -> None:
    with ExitStack() as stack:
        for _ in range(MANY):
            stack.enter_context(connected(port)).sendall(sent)
        assert served(port)
    assert served(port)


@pytest.mark.parametrize("sent", [b"", b"GET / HT", head("/files/film.mp4"), head("/_sendsite/changes")], ids=repr)
def test_a_small_room_keeps_nobody_out_either(cramped: int, sent: bytes) -> None:
    with ExitStack() as stack:
        guests = [stack.enter_context(connected(cramped)) for _ in range(100)]
        for guest in guests:
            guest.sendall(sent)
        for _ in range(30):
            assert served(cramped)


def test_who_must_give_way_is_told(cramped: int) -> None:
    with ExitStack() as stack:
        guests = [stack.enter_context(connected(cramped)) for _ in range(21)]
        answer = said(guests[0])
    assert answer.startswith(b"HTTP/1.1 503 Service Unavailable\r\n")
    assert b"\r\nRetry-After: 1\r\n" in answer


def test_those_who_wait_for_changes_have_their_share_and_no_more(cramped: int) -> None:
    with ExitStack() as stack:
        waiting = []
        for _ in range(15):
            connection = HTTPConnection(HOST, cramped, timeout=PATIENCE)
            stack.callback(connection.close)
            connection.request("GET", "/_sendsite/changes")
            answer = connection.getresponse()
            stack.callback(answer.close)
            waiting.append(answer.status)
        assert waiting == [200] * 10 + [503] * 5
        for _ in range(30):
            assert served(cramped)

    def again() -> bool:
        connection = HTTPConnection(HOST, cramped, timeout=PATIENCE)
        connection.request("GET", "/_sendsite/changes")
        answer = connection.getresponse()
        answer.close()
        connection.close()
        return answer.status == 200

    until(again, "the places of those who have left")


def test_a_build_reaches_those_who_wait_while_others_crowd_in(stage: Stage, cramped: int) -> None:
    with ExitStack() as stack:
        listener = HTTPConnection(HOST, cramped, timeout=PATIENCE)
        stack.callback(listener.close)
        listener.request("GET", "/_sendsite/changes")
        answer = listener.getresponse()
        stack.callback(answer.close)
        assert answer.readline().startswith(b"data: ")
        for _ in range(60):
            stack.enter_context(connected(cramped))
        stage.show(edition({**FILES, "index.html": b"<p>Hello again"}))
        assert answer.readline() == b"\n"
        assert answer.readline().startswith(b"data: ")


class Door:
    """What a crowd needs of a connection."""

    def __init__(self) -> None:
        self.written = b""
        self.is_closed = self.is_aborted = False
        self.transport = self

    def write(self, data: bytes) -> None:
        """Take some bytes."""
        self.written += data

    def close(self) -> None:
        """Note it."""
        self.is_closed = True

    def abort(self) -> None:
        """Note it."""
        self.is_aborted = True


@given(st.lists(st.tuples(st.sampled_from(["enter", "progress", "listen", "leave"]), st.integers(0, 30)), max_size=80))
def test_the_oldest_gives_way_and_no_listener_ever_does(steps: list[tuple[str, int]]) -> None:
    here = Crowd(6, b"busy")
    guests: dict[int, Guest] = {}
    order: list[int] = []
    listeners: set[int] = set()
    for step, number in steps:
        if step == "enter" and number not in guests:
            guests[number] = Guest(Door())  # type: ignore[arg-type] # as much of one as is used
            if len(order) + len(listeners) >= 6:
                oldest = guests.pop(order.pop(0))
                here.enter(guests[number])
                assert (oldest.writer.written, oldest.writer.is_closed) == (b"busy", True)  # type: ignore[attr-defined]
            else:
                here.enter(guests[number])
            order.append(number)
        elif step == "progress" and number in order:
            here.progressed(guests[number])
            order.remove(number)
            order.append(number)
        elif step == "listen" and number in order:
            if here.listens(guests[number]):
                order.remove(number)
                listeners.add(number)
            else:
                assert len(listeners) == 3
        elif step == "leave" and number in guests:
            here.leave(guests.pop(number))
            order = [each for each in order if each != number]
            listeners.discard(number)
    assert not any(guest.writer.is_closed for guest in guests.values())  # type: ignore[attr-defined]


def test_there_is_room_on_this_system() -> None:
    assert crowd.room() > MANY
