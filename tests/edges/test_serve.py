"""The preview, asked over real sockets."""

from __future__ import annotations

import socket
import threading
from http.client import HTTPConnection, HTTPResponse
from typing import TYPE_CHECKING

import pytest

from sendsite.edges import serve
from sendsite.edges.serve import HOST, Preview
from sendsite.edges.setup import SetupError
from sendsite.model import Build, Output
from tests.markup import Markup

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PATIENCE = 60
POLICY = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
HOME = f"<!doctype html><html><head>{POLICY}<title>Home</title></head><body class='home'><p>Hello</p></body></html>"
FILES = {
    "index.html": HOME.encode(),
    "404.html": HOME.replace("Hello", "Not here").encode(),
    "about us/index.html": HOME.replace("Hello", "About us").encode(),
    "assets/site.css": b"p {}",
    "assets/logo.svg": b"<svg/>",
    "assets/text.woff2": b"font",
    "events/all.ics": b"BEGIN:VCALENDAR",
    "news/feed.xml": b"<feed/>",
    "files/plan.pdf": b"%PDF",
    "files/photo.JPG": b"photo",
    "files/data.unheard": b"data",
    "robots.txt": b"User-agent: *",
}


def build(files: Mapping[str, bytes]) -> Build:
    """A build of these files."""
    return Build(tuple(Output(path, data) for path, data in files.items()), 1)


@pytest.fixture
def preview() -> Preview:
    """A preview of a small site."""
    shown = Preview()
    shown.show(build(FILES), "")
    return shown


@pytest.fixture
def port(preview: Preview) -> Iterator[int]:
    """The port on which that preview is served."""
    with serve.server(preview, 0) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def ask(port: int, path: str, method: str = "GET", host: str | None = None) -> tuple[HTTPResponse, bytes]:
    """Ask for ``path`` exactly as it is written."""
    connection = HTTPConnection(HOST, port, timeout=PATIENCE)
    connection.putrequest(method, path, skip_host=True)
    connection.putheader("Host", f"{HOST}:{port}" if host is None else host)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


KINDS = {
    "/": "text/html; charset=utf-8",
    "/assets/site.css": "text/css; charset=utf-8",
    "/assets/logo.svg": "image/svg+xml",
    "/assets/text.woff2": "font/woff2",
    "/events/all.ics": "text/calendar; charset=utf-8",
    "/news/feed.xml": "application/xml; charset=utf-8",
    "/files/plan.pdf": "application/pdf",
    "/files/photo.JPG": "image/jpeg",
    "/files/data.unheard": "application/octet-stream",
    "/robots.txt": "text/plain; charset=utf-8",
    "/__sendsite/reload.js": "text/javascript; charset=utf-8",
}


@pytest.mark.parametrize("path", KINDS)
def test_every_file_is_what_it_says_and_is_kept_by_nobody(port: int, path: str) -> None:
    answer, body = ask(port, path)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == KINDS[path]
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    if path.lstrip("/") in FILES:
        assert body == FILES[path.lstrip("/")]
    head, nothing = ask(port, path, "HEAD")
    assert (head.status, nothing) == (200, b"")
    assert head.headers["Content-Length"] == str(len(body))


@pytest.mark.parametrize("path", ["/about%20us/", "/about%20us/index.html", "/about%20us/?a=b", "/x/../about%20us/"])
def test_a_page_is_found_and_can_reload_itself(port: int, path: str) -> None:
    answer, body = ask(port, path)
    assert answer.status == 200
    shown = Markup(body.decode())
    assert shown.text == "About us"
    assert [script.attributes["src"] for script in shown.find("script")] == ["/__sendsite/reload.js"]
    assert not shown.find("meta")  # its policy would forbid the script


@pytest.mark.parametrize(
    ("path", "goal"),
    [
        ("/about%20us", "/about%20us/"),
        ("/about%20us?a=b", "/about%20us/"),
        ("/.", "/"),
        ("//about%20us", "/about%20us/"),
        ("/x/..", "/"),
    ],
)
def test_a_folder_without_its_slash_leads_on_within_the_site(port: int, path: str, goal: str) -> None:
    answer, _ = ask(port, path)
    assert (answer.status, answer.headers["Location"]) == (301, goal)
    assert ask(port, goal)[0].status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere/",
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2fetc/passwd",
        "/assets/..%5c..%5cetc%5cpasswd",
        "//etc/passwd",
        "/%00",
        "/assets/",
        "/index.html/",
        "/__sendsite/other",
        "/%ff",
    ],
)
def test_whatever_is_not_of_the_site_is_not_there(port: int, path: str) -> None:
    answer, body = ask(port, path)
    assert answer.status == 404
    assert Markup(body.decode()).text == "Not here"


def test_a_site_without_a_page_for_that_says_it_all_the_same(preview: Preview, port: int) -> None:
    preview.show(build({}), "")
    answer, body = ask(port, "/")
    assert (answer.status, body) == (404, b"Not found")


@pytest.mark.parametrize(
    "host", ["send.example.org", "127.0.0.1.example.org", "localhost.example.org:80", "", "10.0.0.1"]
)
def test_a_made_up_name_does_not_lead_here(port: int, host: str) -> None:
    """A page elsewhere must not read the preview through a name that it has pointed at this machine."""
    for path in ("/", "/__sendsite/changes"):
        answer, body = ask(port, path, host=host)
        assert answer.status == 403
        assert b"Hello" not in body


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1"])
def test_this_machine_has_two_names(port: int, host: str) -> None:
    assert ask(port, "/", host=host)[0].status == 200


def test_nothing_can_be_sent_to_it(port: int) -> None:
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        assert ask(port, "/", method)[0].status == 501


def test_it_listens_on_this_machine_only(preview: Preview) -> None:
    with serve.server(preview, 0) as server:
        assert server.socket.getsockname()[0] == "127.0.0.1"


def test_a_port_that_is_taken_is_told(preview: Preview) -> None:
    with socket.create_server((HOST, 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(SetupError, match=rf"cannot use port {port}: .+ Choose another with --port\."):
            serve.server(preview, port)


def test_browsers_hear_of_each_new_build(preview: Preview, port: int) -> None:
    streams = []
    for _ in range(3):
        connection = HTTPConnection(HOST, port, timeout=PATIENCE)
        connection.request("GET", "/__sendsite/changes")
        answer = connection.getresponse()
        assert answer.headers["Content-Type"] == "text/event-stream"
        assert answer.headers["Cache-Control"] == "no-store"
        streams.append((connection, answer))
    said = [[answer.readline() for _ in range(2)] for _, answer in streams]
    for trouble in ("", "Broken", ""):
        preview.show(build(FILES), trouble)
        for before, (_, answer) in zip(said, streams, strict=True):
            now = [answer.readline() for _ in range(2)]
            assert now[0].startswith(b"data: ")
            assert now[1] == b"\n"
            assert now[0] not in before
            before.extend(now)
    assert ask(port, "/__sendsite/changes", "HEAD")[0].status == 200
    for connection, answer in streams:
        answer.close()
        connection.close()
    preview.show(build(FILES), "")
    assert ask(port, "/")[0].status == 200


def test_trouble_stands_over_the_last_good_page_until_it_is_mended(preview: Preview, port: int) -> None:
    preview.show(
        build({"index.html": HOME.replace("Hello", "Half done").encode()}), "a.md:1:1: <script>alert(1)</script>"
    )
    for path, words in (("/", "Hello"), ("/about%20us/", "About us"), ("/nowhere/", "Not here")):
        shown = Markup(ask(port, path)[1].decode())
        assert shown.text == f"a.md:1:1: <script>alert(1)</script>{words}"
        assert len(shown.find("script")) == 1
        assert shown.find("pre")[0].inside[-1] == "body"
    assert ask(port, "/assets/site.css")[1] == b"p {}"
    preview.show(build({"index.html": HOME.replace("Hello", "Mended").encode()}), "")
    assert Markup(ask(port, "/")[1].decode()).text == "Mended"
    assert ask(port, "/assets/site.css")[0].status == 404


def test_trouble_from_the_first_build_on_is_shown_with_what_there_is(port: int, preview: Preview) -> None:
    preview.files = {}
    preview.show(build({"index.html": HOME.encode()}), "Trouble")
    assert Markup(ask(port, "/")[1].decode()).text == "TroubleHello"
    preview.files = {}
    preview.show(build({"index.html": b"<p>A layout without a body</p>"}), "Trouble & more")
    assert b"Trouble &amp; more" in ask(port, "/")[1]


def test_one_connection_serves_many_questions(port: int) -> None:
    connection = HTTPConnection(HOST, port, timeout=PATIENCE)
    for path, status in (("/", 200), ("/nowhere/", 404), ("/about%20us", 301), ("/assets/site.css", 200)):
        for method in ("GET", "HEAD"):
            connection.request(method, path)
            answer = connection.getresponse()
            answer.read()
            assert answer.status == status
    connection.close()
