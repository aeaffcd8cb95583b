"""One request: whatever a server sends ends as an answer or as a fault, in time, and nothing private is touched."""

from __future__ import annotations

import shutil
import socket
import ssl
import threading
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sendsite.edges import request
from sendsite.edges.request import Answer, FaultError, Sender, is_private, target
from tests.servers import certificate, pages, reply, served, tls_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SENDER = Sender("sendsite/test", ssl.create_default_context())


def send(address: str, method: str = "GET", seconds: float = 5.0, *, private: bool = True, body: bool = True) -> Answer:
    return SENDER.send(method, target(address), seconds, private=private, body=body)


def fault(address: str, seconds: float = 5.0, *, private: bool = True) -> tuple[str, bool]:
    with pytest.raises(FaultError) as caught:
        send(address, seconds=seconds, private=private)
    return caught.value.reason, caught.value.connected


def outcome(address: str) -> str:
    try:
        answer = send(address)
    except FaultError as caught:
        return caught.reason
    return "an answer" if len(answer.body) <= request.MOST_BYTES and answer.status in range(100, 1000) else "too much"


def test_what_is_said_and_heard() -> None:
    with served(pages({"/a?b=%20c": reply(200, "X: y", body="Hello")})) as here:
        answer = send(here.url("/a?b= c#part"))
        assert (answer.status, answer.headers["x"], answer.body) == (200, "y", b"Hello")
        head = (
            f"GET /a?b=%20c HTTP/1.1\r\nHost: 127.0.0.1:{here.port}\r\nUser-Agent: sendsite/test\r\nAccept: */*\r\n"
            "Accept-Language: en-GB\r\nConnection: close\r\n\r\n"
        )
        assert here.heads == [head]


def raw(data: bytes) -> Callable[[socket.socket, str], None]:
    return lambda link, _: link.sendall(data)


HOSTILE = {
    "nothing": (b"", "no-answer"),
    "an empty line": (b"\r\n", "nonsense"),
    "no HTTP": (b"220 mail.example.org ESMTP\r\n", "nonsense"),
    "half a status line": (b"HTTP/1.1", "nonsense"),
    "a status that is no number": (b"HTTP/1.1 OK fine\r\n\r\n", "nonsense"),
    "a status too small": (b"HTTP/1.1 7 Words\r\n\r\n", "nonsense"),
    "a status too big": (b"HTTP/1.1 2000 Words\r\n\r\n", "nonsense"),
    "a superscript status": (b"HTTP/1.1 \xb200 Words\r\n\r\n", "nonsense"),
    "another protocol": (b"HTTP/9.9 200 Words\r\n\r\n", "nonsense"),
    "a long status line": (b"HTTP/1.1 200 " + b"x" * 100_000 + b"\r\n\r\n", "nonsense"),
    "a long header": (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000 + b"\r\n\r\n", "nonsense"),
    "many headers": (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n", "nonsense"),
    "chunks without size": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc", "nonsense"),
    "chunks that stop": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc", "nonsense"),
    "NULs": (b"\0" * 1000, "nonsense"),
}


@pytest.mark.parametrize(("data", "reason"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_answers_end_as_faults(data: bytes, reason: str) -> None:
    with served(raw(data)) as here:
        assert fault(here.url()) == (reason, True)


LENIENT = {
    "headers that break off": b"HTTP/1.1 200 OK\r\nX: y",
    "a header without a colon": b"HTTP/1.1 200 OK\r\nnonsense\r\n\r\n",
    "headers of rubbish": b'HTTP/1.1 200 OK\r\n\xff\xfe: \x00\x80\r\nContent-Type: \xe9;;;="\r\n\r\n',
    "a length that is no number": b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
    "a negative length": b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
    "two lengths": b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 9999\r\n\r\n",
    "bare line feeds": b"HTTP/1.1 200 OK\nX: y\n\n",
    "an old protocol": b"HTTP/1.0 200 OK\r\n\r\n",
    "an answer before the answer": b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
}


@pytest.mark.parametrize("data", LENIENT.values(), ids=LENIENT)
def test_sloppy_answers_are_answers(data: bytes) -> None:
    with served(raw(data)) as here:
        assert send(here.url(), body=False).status == 200


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300), st.sampled_from([b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 301 \r\nLocation: "]))
def test_no_bytes_end_in_any_other_exception(data: bytes, before: bytes) -> None:
    with served(raw(before + data)) as here:
        assert outcome(here.url()) in {"an answer", "nonsense", "no-answer"}


def endless(start: bytes, again: bytes, pause: float) -> Callable[[socket.socket, str], None]:
    def say(link: socket.socket, _asked: str) -> None:
        link.sendall(start)
        while True:
            link.sendall(again)
            time.sleep(pause)

    return say


ENDLESS = {
    "silence": (b"", b"", 0.05, "no-answer"),
    "a status line in drops": (b"HTTP/1.1 200 ", b"x", 0.05, "no-answer"),
    "headers in drops": (b"HTTP/1.1 200 OK\r\nX: ", b"x", 0.05, "no-answer"),
    "a body in drops": (b"HTTP/1.1 200 OK\r\n\r\n", b"x", 0.05, "no-answer"),
    "please go on, for ever": (b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0.0, "no-answer"),
    "headers for ever": (b"HTTP/1.1 200 OK\r\n", b"X: y\r\n" * 1000, 0.0, "nonsense"),
    "a line for ever": (b"HTTP/1.1 200 OK\r\n", b"x" * 10_000, 0.0, "nonsense"),
}


@pytest.mark.parametrize(("start", "again", "pause", "reason"), ENDLESS.values(), ids=ENDLESS)
def test_what_never_ends_is_cut_off(start: bytes, again: bytes, pause: float, reason: str) -> None:
    with served(endless(start, again, pause)) as here:
        began = time.monotonic()
        assert fault(here.url(), 0.6) == (reason, True)
        assert time.monotonic() - began < 2


ENDLESS_BODIES = {
    "plain": (b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 65536),
    "in chunks": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"ffff\r\n" + b"x" * 0xFFFF + b"\r\n"),
    "longer than any disk": (b"HTTP/1.1 200 OK\r\nContent-Length: " + b"9" * 30 + b"\r\n\r\n", b"x" * 65536),
}


@pytest.mark.parametrize(("start", "again"), ENDLESS_BODIES.values(), ids=ENDLESS_BODIES)
def test_only_the_beginning_of_a_body_is_read(start: bytes, again: bytes) -> None:
    with served(endless(start, again, 0.0)) as here:
        assert len(send(here.url()).body) == request.MOST_BYTES
        began = time.monotonic()
        assert send(here.url(), body=False).body == b""
        assert time.monotonic() - began < 1


def test_a_chunk_of_negative_size_does_not_read_for_ever() -> None:
    with served(endless(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n", b"x" * 65536, 0.0)) as here:
        began = time.monotonic()
        assert outcome(here.url()) in {"an answer", "nonsense"}  # as the version of Python has it
        assert time.monotonic() - began < 2


def test_a_connection_that_is_reset() -> None:
    def say(link: socket.socket, _asked: str) -> None:
        link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")

    with served(say) as here:
        assert fault(here.url()) == ("no-answer", True)


def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert fault(f"http://127.0.0.1:{port}/") == ("no-connection", False)


@pytest.mark.parametrize("host", ["no-such-host.invalid", "a" * 64 + ".invalid", "a..b.invalid"])
def test_a_name_that_leads_nowhere(host: str) -> None:
    assert fault(f"http://{host}/", 8)[0] in {"no-name", "no-answer"}


def test_looking_up_a_name_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(3))
    began = time.monotonic()
    assert fault("http://a.example.org/", 0.3) == ("no-answer", False)
    assert time.monotonic() - began < 1.5


def resolved(monkeypatch: pytest.MonkeyPatch, *numbers: str) -> None:
    """Let every name lead to these numeric addresses."""
    real = socket.getaddrinfo

    def look(host: str, port: int, **words: int) -> list[object]:
        return [found for number in numbers for found in real(number if host.endswith(".org") else host, port, **words)]

    monkeypatch.setattr(socket, "getaddrinfo", look)


@pytest.mark.parametrize("number", ["127.0.0.1", "::1", "10.0.0.1", "169.254.169.254", "::ffff:127.0.0.1", "0.0.0.0"])  # noqa: S104 - nothing is bound
def test_a_public_name_must_not_lead_into_a_private_network(monkeypatch: pytest.MonkeyPatch, number: str) -> None:
    resolved(monkeypatch, number)
    assert fault("http://public.example.org/", private=False) == ("private", False)


def test_where_private_addresses_are_allowed_a_name_may_lead_there(monkeypatch: pytest.MonkeyPatch) -> None:
    resolved(monkeypatch, "127.0.0.1")
    with served(pages({"/": reply(200)})) as here:
        assert send(f"http://public.example.org:{here.port}/").status == 200
        assert fault(f"http://public.example.org:{here.port}/", private=False) == ("private", False)
        assert len(here.requests) == 1


def test_every_number_of_a_name_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    resolved(monkeypatch, "127.0.0.9", "127.0.0.1")
    with served(pages({"/": reply(200)})) as here:
        assert send(f"http://public.example.org:{here.port}/").status == 200


PRIVATE = {
    "localhost": True,
    "a.localhost": True,
    "127.0.0.1": True,
    "10.1.2.3": True,
    "172.16.0.1": True,
    "192.168.1.1": True,
    "169.254.169.254": True,
    "100.64.0.1": True,
    "0.0.0.0": True,  # noqa: S104 - nothing is bound
    "224.0.0.1": True,
    "255.255.255.255": True,
    "::1": True,
    "::": True,
    "fe80::1": True,
    "fd00::1": True,
    "::ffff:10.0.0.1": True,
    "2002:7f00:1::": True,
    "64:ff9b::7f00:1": True,
    "64:ff9b:1::808:808": True,
    "8.8.8.8": False,
    "2606:4700::1111": False,
    "::ffff:8.8.8.8": False,
    "64:ff9b::808:808": False,
    "www.example.org": False,
    "localhost.example.org": False,
}


@pytest.mark.parametrize(("host", "expected"), PRIVATE.items())
def test_what_is_private(host: str, *, expected: bool) -> None:
    assert is_private(host) is expected


TARGETS = {
    "http://example.org": "http://example.org/",
    "HTTPS://Example.ORG:443/A?b=c#d": "https://example.org/A?b=c",
    "https://example.org:8443/": "https://example.org:8443/",
    "https://example.org?q=a b": "https://example.org/?q=a%20b",
    "https://example.org/%7Ea/ü\r\nX: y": "https://example.org/%7Ea/%C3%BCX:%20y",
    "https://bücher.example.org/": "https://xn--bcher-kva.example.org/",
    "https://user:word@example.org/": "https://example.org/",
    "http://[::1]:80/x": "http://[::1]/x",
    "https://example.org./": "https://example.org/",
}


@pytest.mark.parametrize(("address", "asked"), TARGETS.items())
def test_what_is_asked_for(address: str, asked: str) -> None:
    assert target(address).address == asked
    assert target(asked).address == asked


NO_TARGETS = {
    "": "not-web",
    "/x": "not-web",
    "ftp://example.org/": "not-web",
    "file:///etc/passwd": "not-web",
    "javascript:alert(1)": "not-web",
    "https://": "bad-address",
    "https:///x": "bad-address",
    "https://a b/": "bad-address",
    "https://a<b/": "bad-address",
    "https://[::1": "bad-address",
    "https://[fe80::1%25eth0]/": "bad-address",
    "https://example.org:99999/": "bad-address",
    "https://example.org:x/": "bad-address",
    "https://" + "ü" * 300 + "/": "bad-address",
}


@pytest.mark.parametrize(("address", "reason"), NO_TARGETS.items())
def test_what_cannot_be_asked_for(address: str, reason: str) -> None:
    with pytest.raises(FaultError) as caught:
        target(address)
    assert caught.value.reason == reason


@given(st.text() | st.text().map("https://{}/".format) | st.text().map("https://example.org/{}".format))
def test_any_text_is_a_target_or_none(text: str) -> None:
    try:
        where = target(text)
    except FaultError:
        return
    assert where.address.isascii()
    assert where.address.isprintable()
    assert " " not in where.address


needs_openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="there is no openssl here")


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Path]]:
    folder = tmp_path_factory.mktemp("certificates")
    return {
        "good": certificate(folder, "good", 2),
        "other": certificate(folder, "other", 2, host="DNS:other.example.org"),
        "old": certificate(folder, "old", 2, ends="20200102000000Z"),
    }


@needs_openssl
@pytest.mark.parametrize(
    ("name", "trusted", "expected"),
    [
        ("good", True, "200"),
        ("good", False, "certificate-unknown"),
        ("other", True, "certificate-name"),
        ("old", True, "certificate-expired"),
    ],
)
def test_certificates(certificates: dict[str, tuple[Path, Path]], name: str, expected: str, *, trusted: bool) -> None:
    cert, key = certificates[name]
    sender = Sender("sendsite/test", ssl.create_default_context(cafile=cert if trusted else None))
    with served(pages({"/": reply(200)}), tls_of(cert, key)) as here:
        try:
            told = str(sender.send("GET", target(here.url()), 5, private=True).status)
        except FaultError as caught:
            told = caught.reason
        assert told == expected


def test_a_server_that_cannot_speak_https() -> None:
    with socket.create_server(("127.0.0.1", 0)) as plain:

        def speak() -> None:
            link, _ = plain.accept()
            with link:
                link.sendall(b"HTTP/1.1 400 Words\r\n\r\n")
                link.recv(65536)

        threading.Thread(target=speak, daemon=True).start()
        assert fault(f"https://127.0.0.1:{plain.getsockname()[1]}/", 2) == ("not-secure", False)


def test_a_handshake_that_never_ends() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        began = time.monotonic()
        assert fault(f"https://127.0.0.1:{silent.getsockname()[1]}/", 0.5)[0] == "no-answer"
        assert time.monotonic() - began < 2
