"""The heads of requests, good and bad."""

from __future__ import annotations

from http import HTTPStatus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsite.edges.preview import requests
from sendsite.edges.preview.requests import Request, RequestError


def test_what_a_browser_sends_is_read() -> None:
    head = b"GET /a?b HTTP/1.1\r\nHost: localhost:8000\r\nACCEPT:  text/html \r\nAccept: */*\r\nX-Empty:\r\n\r\n"
    fields = {"host": "localhost:8000", "accept": "text/html, */*", "x-empty": ""}
    assert requests.parsed(head) == Request("GET", "/a?b", fields, keeps_alive=True)


@pytest.mark.parametrize(
    ("version", "wish", "keeps"),
    [("1.1", "", True), ("1.1", "Close", False), ("1.0", "", False), ("1.0", "keep-alive", True)],
)
def test_a_connection_is_kept_as_wished(version: str, wish: str, *, keeps: bool) -> None:
    head = f"HEAD / HTTP/{version}\r\nHost: x\r\nConnection: {wish}\r\n\r\n".encode()
    assert requests.parsed(head).keeps_alive == keeps


BAD = HTTPStatus.BAD_REQUEST
REFUSED = {
    b"\r\n\r\n": BAD,
    b"GET /\r\n\r\n": BAD,
    b"GET / HTTP/2.0\r\n\r\n": BAD,
    b"PRI * HTTP/2.0\r\n\r\n": BAD,
    b"GET  / HTTP/1.1\r\n\r\n": BAD,
    b"GET /a b HTTP/1.1\r\n\r\n": BAD,
    b"GET /\xc3\xa9 HTTP/1.1\r\n\r\n": BAD,
    b"GET / HTTP/1.1\nHost: x\r\n\r\n": BAD,
    b"GET / HTTP/1.1\r\nHost : x\r\n\r\n": BAD,
    b"GET / HTTP/1.1\r\nHost: x\r\n y\r\n\r\n": BAD,
    b"GET / HTTP/1.1\r\nHost: x\r\nhost: y\r\n\r\n": BAD,
    b"GET / HTTP/1.1\r\nA: \x00\r\n\r\n": BAD,
    b"GET / HTTP/1.1\r\nno colon\r\n\r\n": BAD,
    b"GET / HTTP/1.1\r\nContent-Length: 5\r\n\r\n": BAD,
    b"GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n": BAD,
    b"GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n": BAD,
    b"\x16\x03\x01\x02\x00\x01\r\n\r\n": BAD,
    b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 101 + b"\r\n": HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
    **{
        f"{method} / HTTP/1.1\r\nHost: x\r\n\r\n".encode(): HTTPStatus.METHOD_NOT_ALLOWED
        for method in ("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PATCH", "get", "FOO")
    },
}


@pytest.mark.parametrize("head", REFUSED, ids=lambda head: repr(head[:40]))
def test_anything_else_is_refused(head: bytes) -> None:
    with pytest.raises(RequestError) as refused:
        requests.parsed(head)
    assert refused.value.status is REFUSED[head]


@given(st.binary() | st.binary().map(lambda rest: b"GET / HTTP/1.1\r\n" + rest))
def test_no_bytes_break_it(head: bytes) -> None:
    try:
        found = requests.parsed(head + requests.END)
    except RequestError:
        return
    assert found.method in {"GET", "HEAD"}
    assert not any(sign in value for value in found.fields.values() for sign in "\r\n\0")


@given(st.integers(0, 100))
def test_a_hundred_fields_are_enough(number: int) -> None:
    head = b"GET / HTTP/1.1\r\n" + b"".join(b"A%d: b\r\n" % each for each in range(number)) + b"\r\n"
    assert len(requests.parsed(head).fields) == number
