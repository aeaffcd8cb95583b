"""The preview, asked over real sockets."""

from __future__ import annotations

import json
import socket
from contextlib import suppress
from http.client import HTTPConnection
from typing import TYPE_CHECKING

import pytest

from sendsite.edges.preview import listening
from sendsite.edges.preview.listening import HOST
from sendsite.edges.preview.server import Server
from sendsite.edges.preview.stage import Stage
from sendsite.edges.setup import SetupError
from tests.markup import Markup
from tests.previewing import FILES, PATIENCE, ask, edition, page, problem, running

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sendsite.edges.preview.edition import Edition

HOME = "content/index.md"


@pytest.fixture
def stage() -> Stage:
    """A stage with a small site on it."""
    shown = Stage()
    shown.show(edition())
    return shown


@pytest.fixture
def port(stage: Stage) -> Iterator[int]:
    """The port on which that is served."""
    with running(stage) as server:
        yield server.port


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
    "/_sendsite/": "text/html; charset=utf-8",
    "/_sendsite/reload.js": "text/javascript; charset=utf-8",
    "/_sendsite/preview.css": "text/css; charset=utf-8",
}


@pytest.mark.parametrize("path", KINDS)
def test_every_file_is_what_it_says_and_is_kept_by_nobody(port: int, path: str) -> None:
    answer, body = ask(port, path)
    assert answer.status == 200
    expected = {
        "Content-Type": KINDS[path],
        "Content-Length": str(len(body)),
        "Cache-Control": "no-store",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }
    assert {name: answer.headers[name] for name in expected} == expected
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert "Access-Control-Allow-Origin" not in answer.headers
    if path.lstrip("/") in FILES:
        assert body == FILES[path.lstrip("/")]
    head, nothing = ask(port, path, "HEAD")
    assert (head.status, nothing) == (200, b"")
    assert head.headers["Content-Length"] == str(len(body))


@pytest.mark.parametrize("path", ["/about%20us/", "/about%20us/index.html", "/about%20us/?a=b"])
def test_a_page_is_found_and_can_reload_itself(port: int, path: str) -> None:
    answer, body = ask(port, path)
    assert answer.status == 200
    shown = Markup(body.decode())
    assert shown.words("h1") == ["About us"]
    assert [script.attributes["src"] for script in shown.find("script")] == ["/_sendsite/reload.js"]
    policy = shown.find("meta")[0].attributes["content"]
    assert policy.startswith("default-src 'none'; style-src 'self' ")
    assert f"script-src http://{HOST}:{port}/_sendsite/reload.js" in policy


@pytest.mark.parametrize(
    ("path", "goal"),
    [("/about%20us", "/about%20us/"), ("/about%20us?a=b", "/about%20us/"), ("/_sendsite", "/_sendsite/")],
)
def test_a_folder_without_its_slash_leads_on_within_the_site(port: int, path: str, goal: str) -> None:
    answer, _ = ask(port, path)
    assert (answer.status, answer.headers["Location"]) == (301, goal)
    assert ask(port, goal)[0].status == 200


@pytest.mark.parametrize(
    "path", ["/nowhere/", "/nowhere.css", "//about%20us", "//about%20us/", "/assets/", "/index.html/"]
)
def test_whatever_is_not_of_the_site_is_not_there(port: int, path: str) -> None:
    answer, body = ask(port, path)
    assert answer.status == 404
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert Markup(body.decode()).words("h1") == ["Not here"]


def test_nothing_else_is_inside(port: int) -> None:
    for path in ("/_sendsite/other", "/_sendsite/server.py", "/_sendsite/preview.css/"):
        assert ask(port, path)[0].status == 404


def test_a_site_without_a_page_for_that_says_it_all_the_same(stage: Stage, port: int) -> None:
    stage.show(edition({}))
    answer, body = ask(port, "/")
    assert answer.status == 404
    assert Markup(body.decode()).words("h1") == ["Page not found"]


def test_a_page_that_never_could_be_made_says_why(stage: Stage, port: int) -> None:
    stage.edition = edition({})
    stage.show(edition({}, problem(HOME)))
    answer, body = ask(port, "/")
    assert answer.status == 404
    shown = Markup(body.decode())
    assert shown.words("h1") == ["This page cannot be shown yet"]
    assert "“titel” is not a field we know." in shown.text


def test_a_part_of_a_file(port: int) -> None:
    answer, body = ask(port, "/files/plan.pdf", Range="bytes=1-2")
    assert (answer.status, body, answer.headers["Content-Range"]) == (206, b"PD", "bytes 1-2/4")
    answer, _ = ask(port, "/files/plan.pdf", Range="bytes=9-")
    assert (answer.status, answer.headers["Content-Range"]) == (416, "bytes */4")
    answer, _ = ask(port, "/files/plan.pdf", "HEAD", Range="bytes=1-2")
    assert (answer.status, answer.headers["Content-Length"]) == (200, "4")


def test_trouble_stands_on_its_own_page_until_it_is_mended(stage: Stage, port: int) -> None:
    half = {**FILES, "index.html": page("Half done"), "about us/index.html": page("New")}
    stage.show(edition(half, problem(HOME, message="<script>alert(1)</script>")))
    shown = Markup(ask(port, "/")[1].decode())
    assert shown.words("h1") == ["Hello"]
    assert "<script>alert(1)</script> [field-unknown]" in shown.text
    assert len(shown.find("script")) == 1
    other = Markup(ask(port, "/about%20us/")[1].decode())
    assert other.words("h1") == ["New"]
    assert "Elsewhere on the site: 1 error." in other.text
    assert "alert" not in other.text
    stage.show(edition({"index.html": page("Mended")}))
    mended = Markup(ask(port, "/")[1].decode())
    assert mended.words("h1") == ["Mended"]
    assert not mended.find("details")
    assert ask(port, "/assets/site.css")[0].status == 404


class Listener:
    """Somebody who waits for changes of a page."""

    def __init__(self, port: int, page: str = "/") -> None:
        self._connection = HTTPConnection(HOST, port, timeout=PATIENCE)
        self._connection.request("GET", f"/_sendsite/changes?page={page}")
        self.answer = self._connection.getresponse()

    def heard(self) -> dict[str, object]:
        """The next state."""
        line = b""
        while not line.startswith(b"data: "):
            line = self.answer.readline()
            assert line
        found: dict[str, object] = json.loads(line.removeprefix(b"data: "))
        return found

    def leave(self) -> None:
        """Hang up."""
        self.answer.close()
        self._connection.close()


def test_browsers_hear_what_has_changed_for_them(stage: Stage, port: int) -> None:
    here, there = Listener(port), Listener(port, "/about%20us/")
    assert here.answer.headers["Content-Type"] == "text/event-stream"
    assert here.answer.headers["Cache-Control"] == "no-store"
    first, other = here.heard(), there.heard()

    def shown(found: Edition) -> tuple[dict[str, object], dict[str, object]]:
        stage.show(found)
        return here.heard(), there.heard()

    now, elsewhere = shown(edition(FILES, problem(HOME)))
    assert now == {**first, "panel": now["panel"], "told": now["told"]} != first
    assert elsewhere == {**other, "panel": elsewhere["panel"], "told": elsewhere["told"]} != other
    assert "titel" in str(now["told"])
    assert "titel" not in str(elsewhere["told"])
    mended, as_before = shown(edition())
    assert (mended, as_before) == (first, other)
    styled, also = shown(edition({**FILES, "assets/site.css": b"q {}"}))
    assert styled == {**first, "styles": styled["styles"]} != first
    assert also["styles"] == styled["styles"]
    stage.show(edition({**FILES, "assets/site.css": b"q {}", "index.html": page("Changed")}))
    assert here.heard()["page"] != first["page"]
    stage.show(
        edition({**FILES, "assets/site.css": b"q {}", "index.html": page("Changed"), "about us/index.html": b""})
    )
    assert there.heard()["page"] != other["page"]  # and nothing before: the other page is none of its business
    here.leave()
    there.leave()
    assert ask(port, "/_sendsite/changes", "HEAD")[0].status == 200


def test_a_page_says_of_itself_what_is_told_of_it(port: int) -> None:
    for path in ("/", "/about%20us/", "/nowhere/", "/_sendsite/"):
        script = Markup(ask(port, path)[1].decode()).find("script")[0]
        listener = Listener(port, path)
        assert {**json.loads(script.attributes["data-state"]), "told": ""} == listener.heard()
        listener.leave()


def test_one_connection_serves_many_questions(port: int) -> None:
    connection = HTTPConnection(HOST, port, timeout=PATIENCE)
    for path, status in (
        ("/", 200),
        ("/nowhere/", 404),
        ("/about%20us", 301),
        ("/%00", 400),
        ("/assets/site.css", 200),
    ):
        for method in ("GET", "HEAD"):
            connection.request(method, path)
            answer = connection.getresponse()
            answer.read()
            assert answer.status == status
    connection.close()


def test_it_listens_on_this_machine_only(stage: Stage) -> None:
    with running(stage) as server:
        assert server.is_private
        assert server.address == f"http://127.0.0.1:{server.port}/"


@pytest.mark.parametrize(
    ("host", "shown", "is_private"),
    [("localhost", "localhost", True), ("::1", "[::1]", True), ("0.0.0.0", "127.0.0.1", False), ("::", "[::1]", False)],  # noqa: S104
)
def test_it_can_be_elsewhere(stage: Stage, host: str, shown: str, *, is_private: bool) -> None:
    if ":" in host and not socket.has_ipv6:
        pytest.skip("this computer has no IPv6")
    with running(stage, host) as server:
        assert (server.address, server.is_private) == (f"http://{shown}:{server.port}/", is_private)
        to = shown.strip("[]")
        assert ask(server.port, "/", to=to, host=f"{shown}:{server.port}")[0].status == 200
        assert ask(server.port, "/", to=to, host=f"send.example.org:{server.port}")[0].status == 403
        named = ask(server.port, "/", to=to, host=f"{socket.gethostname()}:{server.port}")[0].status
        assert named == (403 if is_private and socket.gethostname() != "localhost" else 200)


def test_whoever_comes_by_another_address_may_use_that(stage: Stage) -> None:
    """Any address of the loopback network is another one of this machine, on Linux."""
    with running(stage, "0.0.0.0") as server:  # noqa: S104
        try:
            status = ask(server.port, "/", to="127.0.0.7", host="127.0.0.7")[0].status
        except OSError:
            pytest.skip("this computer has one address only")
        assert status == 200
        assert ask(server.port, "/", to="127.0.0.7", host="127.0.0.8")[0].status == 403


def test_a_port_that_is_taken_is_told_with_one_that_is_free() -> None:
    with socket.create_server((HOST, 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(SetupError) as refused:
            Server(Stage(), HOST, port)
    words = str(refused.value)
    assert words.startswith(f"The preview cannot use port {port}: something else uses it already. ")
    free = int(words.rpartition(" ")[2])
    assert words.endswith(f"Port {free} is free: add --port {free}")
    with running(Stage(), HOST, free) as server:
        assert server.port == free


def test_the_last_port_has_none_after_it() -> None:
    try:
        other = socket.create_server((HOST, 65_535))
    except OSError:
        pytest.skip("somebody has the last port")
    with other, pytest.raises(SetupError, match=r"already\. Add --port 0 to take any that is free\.$"):
        Server(Stage(), HOST, 65_535)


@pytest.mark.parametrize("host", ["192.0.2.1", "", " ", "no such host", "send.invalid", "x" * 300, "2001:db8::1"])
def test_an_address_that_is_not_ours_is_told(host: str) -> None:
    with pytest.raises(SetupError, match=r"it is no address of this computer\. Leave out --host\."):
        Server(Stage(), host, 0)


def test_it_can_be_closed_before_it_has_begun() -> None:
    server = Server(Stage(), HOST, 0)
    server.close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((HOST, server.port), 5)


def test_it_hangs_up_on_those_who_wait(stage: Stage) -> None:
    with running(stage) as server:
        listener = Listener(server.port)
        listener.heard()
        idle = socket.create_connection((HOST, server.port), PATIENCE)
    assert listener.answer.read() in {b"", b"\n"}
    with suppress(ConnectionResetError):
        assert idle.recv(1) == b""
    idle.close()
    listener.leave()
    stage.show(edition())  # a build that was under way may still come to its end


def test_the_names_of_a_listener_are_told_in_one_spelling(stage: Stage) -> None:
    with running(stage, "0.0.0.0") as server:  # noqa: S104
        assert socket.gethostname().lower() in listening.names("0.0.0.0", server._socket)  # noqa: S104, SLF001
