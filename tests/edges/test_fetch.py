"""Asking other sites: polite to each of them, and never fooled by one."""

from __future__ import annotations

import _thread
import itertools
import socket
import threading
import time
from typing import TYPE_CHECKING

import pytest

from sendsite import __version__
from sendsite.crafts.elsewhere.linkverdicts import Failed, Outcome, Unclear, Works
from sendsite.edges import fetch
from sendsite.edges.fetch import Manners
from tests.servers import Served, pages, reply, served

if TYPE_CHECKING:
    from collections.abc import Callable

QUICK = Manners("https://send.example.org/", pause=0.0, longest_pause=1.0, request_time=0.5, address_time=1.5)


def look_up(*addresses: str, manners: Manners = QUICK) -> list[Outcome]:
    """The outcomes, in the order of the addresses."""
    found = fetch.look_up(addresses, manners, lambda: None)
    return [found[address] for address in addresses]


def outcome(here: Served, path: str = "/", manners: Manners = QUICK) -> Outcome:
    return look_up(here.url(path), manners=manners)[0]


STATUSES = {
    200: Works(),
    204: Works(),
    206: Works(),
    300: Unclear("odd"),
    304: Unclear("odd"),
    400: Unclear("odd"),
    401: Unclear("sign-in"),
    403: Unclear("forbidden"),
    404: Failed("no-page"),
    405: Unclear("forbidden"),
    410: Failed("gone"),
    418: Unclear("odd"),
    429: Unclear("busy"),
    451: Unclear("forbidden"),
    500: Failed("server-fault"),
    501: Unclear("odd"),
    502: Failed("server-fault"),
    503: Unclear("busy"),
    504: Failed("server-fault"),
    511: Unclear("odd"),
    522: Failed("server-fault"),
    999: Unclear("forbidden"),
}


@pytest.mark.parametrize(("status", "expected"), STATUSES.items())
def test_what_a_status_means(status: int, expected: Outcome) -> None:
    with served(pages({"/": reply(status)})) as here:
        assert outcome(here) == expected


def test_little_is_asked_for_where_that_is_enough() -> None:
    with served(pages({"/a": reply(200), "/b": reply(200)})) as here:
        assert look_up(here.url("/a"), here.url("/b")) == [Works(), Works()]
        assert here.requests == ["GET /robots.txt", "HEAD /a", "HEAD /b"]


@pytest.mark.parametrize(
    "refusal", [reply(405), reply(404), reply(403), reply(500), reply(501), b"", b"rubbish\r\n\r\n"]
)
def test_a_server_that_knows_no_head_is_asked_with_get(refusal: bytes) -> None:
    with served(pages({"HEAD /a": refusal, "GET /a": reply(200, body="Hello")})) as here:
        assert outcome(here, "/a") == Works()
        assert here.requests == ["GET /robots.txt", "HEAD /a", "GET /a"]


def test_it_says_who_asks_and_nothing_of_readers() -> None:
    answers = {"/a": reply(302, "Location: /b", "Set-Cookie: a=b"), "/b": reply(200)}
    with served(pages(answers)) as here:
        assert outcome(here, "/a") == Works()
        for head in here.heads:
            assert f"\r\nUser-Agent: sendsite/{__version__} (link check; +https://send.example.org/)\r\n" in head
            assert "cookie" not in head.lower()
            assert "refer" not in head.lower()


def to(address: str, status: int = 301) -> bytes:
    return reply(status, f"Location: {address}")


def test_redirects() -> None:
    answers = {
        "/good": reply(200),
        "/for-good": to("/good"),
        "/now": to("/good", 302),
        "/for-good-then-now": to("/now"),
        "/now-then-for-good": to("/for-good", 307),
        "/twice": to("/for-good", 308),
        "/with-part": to("/good#the part"),
        "/letters": to("/gööd"),
        "/utf-8": to("/g\xc3\xb6\xc3\xb6d"),
        "/g%C3%B6%C3%B6d": reply(200),
        "/to-nothing": to("/none"),
        "/1": to("/2"), "/2": to("/3"), "/3": to("/4"), "/4": to("/5"), "/5": to("/good"), "/0": to("/1"),
    }  # fmt: skip
    with served(pages(answers)) as here:
        expected = {
            "/for-good": Works(here.url("/good")),
            "/now": Works(),
            "/for-good-then-now": Works(here.url("/now")),
            "/now-then-for-good": Works(),
            "/twice": Works(here.url("/good")),
            "/with-part": Works(here.url("/good#the%20part")),
            "/letters": Works(here.url("/g%C3%B6%C3%B6d")),
            "/utf-8": Works(here.url("/g%C3%B6%C3%B6d")),
            "/to-nothing": Failed("no-page"),
            "/1": Works(here.url("/good")),
            "/0": Unclear("circle"),
        }
        assert look_up(*map(here.url, expected)) == list(expected.values())


NOWHERE = {
    "round in a circle": ("/a", "circle"),
    "no location": (None, "redirect-nowhere"),
    "an empty location": ("", "redirect-nowhere"),
    "no host": ("https:///x", "redirect-nowhere"),
    "a broken host": ("http://[::1", "redirect-nowhere"),
    "a port too high": ("http://a.example.org:70000/", "redirect-nowhere"),
    "rubbish": ("http://\xff\xfe\x00/", "redirect-nowhere"),
    "far too long": ("/" + "x" * 5000, "redirect-nowhere"),
    "a file": ("file:///etc/passwd", "not-web"),
    "another protocol": ("ftp://ftp.example.org/", "not-web"),
    "a program": ("javascript:alert(1)", "not-web"),
}


@pytest.mark.parametrize(("location", "reason"), NOWHERE.values(), ids=NOWHERE)
def test_redirects_that_lead_nowhere(location: str | None, reason: str) -> None:
    with served(pages({"/a": reply(301) if location is None else to(location)})) as here:
        found = outcome(here, "/a")
        assert found == (Unclear("circle") if reason == "circle" else Failed(reason))  # type: ignore[arg-type]  # one of them


def public(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every name under example.org lead to this computer, and let nobody take 127.0.0.1 for private."""
    real = socket.getaddrinfo

    def look(host: str, port: int, **words: int) -> list[object]:
        number = "127.0.0.2" if host == "inside.example.org" else "127.0.0.1" if host.endswith(".org") else host
        return list(real(number, port, **words))

    monkeypatch.setattr(socket, "getaddrinfo", look)
    monkeypatch.setattr("sendsite.edges.request.is_private", lambda number: number == "127.0.0.2")


def test_a_public_site_cannot_send_us_into_a_private_network(monkeypatch: pytest.MonkeyPatch) -> None:
    public(monkeypatch)
    with served(pages({}, reply(200)), host="127.0.0.2") as inside:
        answers = {
            "/number": to(f"http://127.0.0.2:{inside.port}/"),
            "/name": to(f"http://inside.example.org:{inside.port}/"),
            "/robots.txt": to(f"http://127.0.0.2:{inside.port}/robots.txt"),
        }
        with served(pages(answers)) as here:
            site = f"http://www.example.org:{here.port}"
            assert look_up(f"{site}/number", f"{site}/name") == [Unclear("private"), Unclear("private")]
            del answers["/robots.txt"]
            assert look_up(f"{site}/number", f"{site}/name") == [Unclear("private"), Unclear("private")]
        assert inside.requests == []


def test_a_link_to_this_computer_may_be_followed_on_it() -> None:
    with served(pages({}, reply(200))) as there, served(pages({"/": to(there.url())})) as here:
        assert outcome(here) == Works(there.url())
        assert look_up(here.url().replace("127.0.0.1", "localhost")) == [Works(there.url())]


def rules(*lines: str) -> dict[str, bytes]:
    return {"/robots.txt": reply(200, body="\n".join(["User-agent: *", *lines]))}


def test_what_robots_txt_forbids_is_not_asked_for() -> None:
    answers = {**rules("Disallow: /private/", "Disallow: /moved"), "/a": reply(200), "/b": to("/private/x")}
    with served(pages(answers)) as here:
        asked = ("/a", "/b", "/private/x", "/robots-none")
        expected = [Works(), Unclear("robots"), Unclear("robots"), Failed("no-page")]
        assert look_up(*map(here.url, asked)) == expected
        assert here.requests.count("GET /robots.txt") == 1
        assert not [asked for asked in here.requests if "private" in asked]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_robots_txt_is_read_on_the_host_that_is_led_to(host: str) -> None:
    with (
        served(pages({**rules("Disallow: /"), "/": reply(200)})) as there,
        served(pages({"/": to(there.url().replace("127.0.0.1", host))})) as here,
    ):
        assert outcome(here) == Unclear("robots")
        assert there.requests == ["GET /robots.txt"]


def test_robots_txt_may_be_elsewhere_on_the_site() -> None:
    with served(pages({"/robots.txt": to("/r"), "/r": rules("Disallow: /")["/robots.txt"]})) as here:
        assert outcome(here) == Unclear("robots")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (reply(404), Works()),
        (reply(403), Works()),
        (reply(500), Unclear("rules")),
        (reply(503), Unclear("rules")),
        (reply(429), Unclear("busy")),
        (b"", Works()),
        (b"rubbish", Works()),
        (to("/robots.txt"), Works()),
        (to("ftp://example.org/"), Works()),
        (reply(200, body="\xff\x00" * 1000), Works()),
    ],
)
def test_a_robots_txt_that_is_not_there(said: bytes, expected: Outcome) -> None:
    with served(pages({"/robots.txt": said, "/": reply(200)})) as here:
        assert outcome(here) == expected


def test_requests_to_one_host_do_not_overlap_and_are_spaced() -> None:
    def slow(link: socket.socket, asked: str) -> None:
        time.sleep(0.05)
        link.sendall(reply(405) if asked == "HEAD /1" else reply(200))

    with served(slow) as here, served(pages({"/": to(here.url("/from-elsewhere"))}), host="127.0.0.2") as other:
        manners = Manners("https://send.example.org/", pause=0.1)
        look_up(*(here.url(f"/{number}") for number in range(4)), other.url(), manners=manners)
        assert len(here.requests) == 7
        gaps = [after[0] - before[1] for before, after in itertools.pairwise(sorted(here.times))]
        assert min(gaps) >= 0.09


def test_a_longer_pause_is_kept_when_the_site_asks_for_it() -> None:
    with served(pages({**rules("Crawl-delay: 0.3"), "/a": reply(200), "/b": reply(200)})) as here:
        assert look_up(here.url("/a"), here.url("/b")) == [Works(), Works()]
        starts = sorted(start for start, _ in here.times)
        assert starts[2] - starts[1] >= 0.29


def test_a_pause_without_end_is_cut_short() -> None:
    with served(pages({**rules("Crawl-delay: 9999"), "/a": reply(200)})) as here:
        began = time.monotonic()
        assert outcome(here, "/a") == Works()
        assert time.monotonic() - began < 3


def test_hosts_are_asked_at_once_but_no_more_than_so_many() -> None:
    present, most, count = 0, 0, threading.Lock()

    def slow(link: socket.socket, _asked: str) -> None:
        nonlocal present, most
        with count:
            present += 1
            most = max(most, present)
        time.sleep(0.1)
        with count:
            present -= 1
        link.sendall(reply(200))

    with served(slow, host="0.0.0.0") as here:  # noqa: S104 - 127.0.0.0/8 is this computer alone
        addresses = [f"http://127.0.0.{number}:{here.port}/" for number in range(1, 7)]
        assert set(look_up(*addresses, manners=Manners("https://send.example.org/", pause=0.0, hosts=3))) == {Works()}
        assert most == 3


def in_turn(*answers: bytes) -> Callable[[socket.socket, str], None]:
    """What gives these answers one after the other, and the last of them for ever; nothing is forbidden."""
    waiting = list(answers)

    def say(link: socket.socket, asked: str) -> None:
        here = reply(404) if "robots" in asked else waiting.pop(0) if len(waiting) > 1 else waiting[0]
        link.sendall(here)

    return say


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        (429, ("Retry-After: 1",)),
        (503, ("Retry-After: Sat, 01 May 2027 09:00:01 GMT", "Date: Sat, 01 May 2027 09:00:00 GMT")),
    ],
)
def test_when_asked_to_come_back_in_a_moment_it_does(status: int, headers: tuple[str, ...]) -> None:
    with served(in_turn(reply(status, *headers), reply(200))) as here:
        assert outcome(here) == Works()
        starts = sorted(start for start, _ in here.times)
        assert starts[2] - starts[1] >= 0.99


@pytest.mark.parametrize(
    "busy",
    [
        reply(429),
        reply(429, "Retry-After: 3600"),
        reply(503, "Retry-After: 3600"),
        reply(429, "Retry-After: soon"),
        reply(429, "Retry-After: Sat, 01 May 2027 09:00:01 GMT"),
        reply(429, "Retry-After: 9999999999999"),
    ],
)
def test_when_asked_to_go_away_it_leaves_the_host_alone(busy: bytes) -> None:
    with served(in_turn(busy)) as here:
        assert look_up(here.url("/a"), here.url("/b"), here.url("/c")) == [
            Unclear("busy"),
            Unclear("later"),
            Unclear("later"),
        ]
        assert here.requests == ["GET /robots.txt", "HEAD /a"]


def test_it_does_not_come_back_for_ever() -> None:
    with served(in_turn(reply(429, "Retry-After: 0"))) as here:
        assert look_up(here.url("/a"), here.url("/b")) == [Unclear("busy"), Unclear("later")]
        assert here.requests == ["GET /robots.txt", "HEAD /a", "HEAD /a"]


def test_one_address_has_an_end_whatever_it_leads_through() -> None:
    """Five redirects, each of which takes nearly as long as a request may."""

    def slow(link: socket.socket, asked: str) -> None:
        if "robots" in asked:
            link.sendall(reply(404))
            return
        time.sleep(0.4)
        link.sendall(to(f"{asked.partition(' ')[2]}x"))

    with served(slow) as here:
        began = time.monotonic()
        assert outcome(here, "/a") == Failed("no-answer")
        assert time.monotonic() - began < 2.5


def test_a_dead_host_is_not_asked_for_every_page() -> None:
    def silent(_link: socket.socket, _asked: str) -> None:
        time.sleep(1)

    with served(silent) as here:
        manners = Manners("https://send.example.org/", pause=0.0, request_time=0.2)
        found = look_up(*(here.url(f"/{number}") for number in range(50)), manners=manners)
        assert set(found) == {Failed("no-answer")}
        assert len(here.requests) == 3


def test_a_host_that_falls_silent_on_us_is_not_called_dead() -> None:
    """It may have shut us out alone."""
    asked_for = itertools.count()

    def tiring(link: socket.socket, _asked: str) -> None:
        if next(asked_for) < 3:
            link.sendall(reply(200))

    with served(tiring) as here:
        found = look_up(*(here.url(f"/{number}") for number in range(6)))
        assert found[:2] == [Works(), Works()]
        assert found[2] == Failed("no-answer")
        assert found[4:] == [Unclear("silent"), Unclear("silent")]


def test_an_address_that_cannot_be_asked_for_has_an_outcome_too() -> None:
    assert look_up("https://a b/", "https://example.org:99999/") == [Failed("bad-address"), Failed("bad-address")]


def test_every_address_is_noted() -> None:
    noted: list[None] = []
    with served(pages({}, reply(200))) as here:
        addresses = [here.url("/a"), here.url("/b"), "https://a b/"]
        fetch.look_up(addresses, QUICK, lambda: noted.append(None))
    assert len(noted) == 3


def test_ctrl_c_ends_the_waiting() -> None:
    pressed = itertools.count()

    def press_once() -> None:
        if next(pressed) == 0:
            _thread.interrupt_main()

    with served(pages({}, reply(200))) as here:
        addresses = [here.url(f"/{number}") for number in range(50)]
        began = time.monotonic()
        with pytest.raises(KeyboardInterrupt):
            fetch.look_up(addresses, Manners("https://send.example.org/", pause=1.5), press_once)
        assert time.monotonic() - began < 4
        assert len(here.requests) < 4
