"""Asks other sites whether their pages are there, as a polite guest.

One request at a time to each host with a pause after it, few hosts at once, as little as possible asked for, robots.txt
and Retry-After obeyed, no cookies, and our name and address on every request.
"""

from __future__ import annotations

import re
import ssl
import threading
import time
from collections import defaultdict
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final, cast
from urllib.parse import quote, urljoin

from sendsite import __version__
from sendsite.crafts.elsewhere import robots
from sendsite.crafts.elsewhere.linkverdicts import FAILURES, UNREACHED, Doubt, Failed, Outcome, Unclear, Works
from sendsite.edges.request import Answer, FaultError, Sender, Target, is_private, target

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_NAME: Final = "sendsite"
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD: Final = frozenset({301, 308})
_OK: Final = range(200, 300)
_SERVER_FAULTS: Final = frozenset({500, 502, 504, 507, 508, *range(520, 531)})  # from 520 on they are Cloudflare's
_BUSY: Final = frozenset({429, 503})
_LONGEST_ADDRESS: Final = 2000
_GIVE_UP: Final = 3
_STEP: Final = 0.5
_FRAGMENT: Final = "/%:=&?~!$,;'()*@"  # what may stand after # besides letters and digits


@dataclass(frozen=True, slots=True)
class Manners:
    """How to behave; times are in seconds. ``site`` is our own address, for those who wonder who asks."""

    site: str
    pause: float = 1.0
    longest_pause: float = 30.0
    request_time: float = 15.0
    address_time: float = 45.0
    hosts: int = 8
    redirects: int = 5


@dataclass(slots=True)
class _Lane:
    """The way to one host, for one request at a time."""

    pause: float
    free_at: float = 0.0
    has_waited: bool = False
    is_shut: bool = False
    has_answered: bool = False
    faults: int = 0
    fault: FaultError | None = None
    rules: dict[str, robots.Rules | None] = field(default_factory=dict)
    turn: threading.Lock = field(default_factory=threading.Lock)
    rules_turn: threading.Lock = field(default_factory=threading.Lock)


@dataclass(slots=True)
class _Visit:
    """One address on its way to an outcome: whether it may end in a private network, and the seconds it still has."""

    private: bool
    left: float


def look_up(addresses: Iterable[str], manners: Manners, note: Callable[[], None]) -> dict[str, Outcome]:
    """What became of each address. ``note`` is called after each of them, by one thread at a time."""
    by_host: defaultdict[str, list[str]] = defaultdict(list)
    found: dict[str, Outcome] = {}
    for address in sorted(set(addresses)):
        try:
            by_host[target(address).host].append(address)
        except FaultError as fault:
            found[address] = _outcome(fault)
            note()
    visitor = _Visitor(manners, note)
    with ThreadPoolExecutor(manners.hosts) as pool:
        try:
            # The longest first: they decide when all is done.
            waiting = {pool.submit(visitor.visit_all, each) for each in sorted(by_host.values(), key=len, reverse=True)}
            while waiting:  # in small steps, for on Windows nothing interrupts a long one
                done, waiting = wait(waiting, _STEP, FIRST_COMPLETED)
                for future in done:
                    found.update(future.result())
        finally:
            visitor.stop.set()
            pool.shutdown(cancel_futures=True)
    return found


def _outcome(fault: FaultError) -> Outcome:
    if fault.reason in FAILURES:
        return Failed(fault.reason)
    return Unclear(cast("Doubt", fault.reason))


class _StoppedError(Exception):
    """Somebody pressed Ctrl-C."""


class _Visitor:
    def __init__(self, manners: Manners, note: Callable[[], None]) -> None:
        self.manners = manners
        agent = f"{_NAME}/{__version__} (link check; +{quote(manners.site, ':/.-_~%[]')})"
        self.sender = Sender(agent, ssl.create_default_context())
        self.stop = threading.Event()
        self._note = note
        self._lanes: dict[str, _Lane] = {}
        self._alone = threading.Lock()

    def visit_all(self, addresses: list[str]) -> dict[str, Outcome]:
        """The outcomes of the addresses of one host."""
        found = {}
        for address in addresses:
            try:
                found[address] = self._visit(address)
            except FaultError as fault:
                found[address] = _outcome(fault)
            except _StoppedError:
                break
            with self._alone:
                self._note()
        return found

    def _lane(self, host: str) -> _Lane:
        with self._alone:
            return self._lanes.setdefault(host, _Lane(self.manners.pause))

    def _visit(self, address: str) -> Outcome:
        where = target(address)
        visit = _Visit(is_private(where.host), self.manners.address_time)
        moved, for_good = "", True
        for _ in range(self.manners.redirects + 1):
            self._obey(where, visit)
            answer = self._ask(where, visit)
            if answer.status not in _REDIRECTS:
                return Works(moved) if answer.status in _OK else _refusal(answer.status)
            led_to = _location(answer, where)
            where = target(led_to)
            for_good = for_good and answer.status in _FOR_GOOD
            if for_good:
                fragment = led_to.partition("#")[2]
                moved = where.address + (f"#{quote(fragment, _FRAGMENT)}" if fragment else "")
        return Unclear("circle")

    def _obey(self, where: Target, visit: _Visit) -> None:
        """Read the robots.txt of a site once. Raises FaultError when it does not want this address to be asked for."""
        lane = self._lane(where.host)
        with lane.rules_turn:
            if where.origin not in lane.rules:
                rules = lane.rules[where.origin] = self._rules(where, visit)
                if rules is not None:
                    lane.pause = max(lane.pause, min(rules.pause, self.manners.longest_pause))
        rules = lane.rules[where.origin]
        if rules is None:
            raise FaultError(reason="rules")
        if not rules.allow(where.path):
            raise FaultError(reason="robots")

    def _rules(self, where: Target, visit: _Visit) -> robots.Rules | None:
        """The rules of a site, or None when its server has a fault: RFC 9309 takes that for a no.

        It takes silence for a no as well. We do not: then no dead server would ever be found.
        """
        own = _Visit(visit.private, self.manners.request_time)
        here = f"{where.origin}/robots.txt"
        try:
            for _ in range(self.manners.redirects + 1):
                answer = self._send("GET", target(here), own, body=True)
                if answer.status not in _REDIRECTS:
                    break
                here = _location(answer, target(here))
        except FaultError as fault:
            if fault.reason in {"private", "busy", "later"}:
                raise
            return robots.Rules()
        if answer.status in _OK:
            text = answer.body.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
            return robots.read(text, _NAME)
        return None if answer.status >= 500 else robots.Rules()  # noqa: PLR2004 - where the faults of servers begin

    def _ask(self, where: Target, visit: _Visit) -> Answer:
        """Ask with HEAD, and with GET where that gives no clear yes: many servers know no HEAD, or get it wrong."""
        try:
            answer = self._send("HEAD", where, visit)
        except FaultError as fault:
            if not fault.connected:
                raise
        else:
            if answer.status in _OK or answer.status in _REDIRECTS:
                return answer
        return self._send("GET", where, visit)

    def _send(self, method: str, where: Target, visit: _Visit, *, body: bool = False) -> Answer:
        """Send one request when it is our turn, and once more when the server asks us to come back in a moment."""
        lane = self._lane(where.host)
        with lane.turn:
            while True:
                answer = self._send_now(lane, method, where, visit, body=body)
                if answer.status not in _BUSY:
                    return answer
                wait = _retry_after(answer)
                if wait is None and answer.status != 429:  # noqa: PLR2004 - "Too Many Requests", a plain request to stop
                    return answer
                if wait is None or wait > self.manners.longest_pause or lane.has_waited:
                    lane.is_shut = True
                    raise FaultError(reason="busy")
                lane.has_waited = True
                lane.free_at = time.monotonic() + max(wait, lane.pause)

    def _send_now(self, lane: _Lane, method: str, where: Target, visit: _Visit, *, body: bool) -> Answer:
        if lane.is_shut:
            raise FaultError(reason="later")
        if lane.fault is not None and lane.faults >= _GIVE_UP:  # the rest of a host that is silent would take all day
            raise FaultError(reason="silent") if lane.has_answered else FaultError(reason=lane.fault.reason)
        if visit.left <= 0:
            raise FaultError(reason="no-answer")
        if self.stop.wait(max(lane.free_at - time.monotonic(), 0)):
            raise _StoppedError
        started = time.monotonic()
        try:
            seconds = min(self.manners.request_time, visit.left)
            answer = self.sender.send(method, where, seconds, private=visit.private, body=body)
        except FaultError as fault:
            if fault.reason in UNREACHED:
                lane.faults, lane.fault = lane.faults + 1, fault
            raise
        finally:
            visit.left -= time.monotonic() - started
            lane.free_at = time.monotonic() + lane.pause
        lane.faults, lane.has_answered = 0, True
        return answer


def _refusal(status: int) -> Outcome:
    """What a status says that is neither good nor leads on. Only what a browser would be told too is a failure."""
    match status:
        case 404:
            return Failed("no-page")
        case 410:
            return Failed("gone")
        case 401 | 407:
            return Unclear("sign-in")
        case 403 | 405 | 406 | 451 | 999:  # the last is LinkedIn's
            return Unclear("forbidden")
        case 429 | 503:
            return Unclear("busy")
    return Failed("server-fault") if status in _SERVER_FAULTS else Unclear("odd")


def _location(answer: Answer, where: Target) -> str:
    """The address to which a redirect leads. Raises FaultError when it cannot be one."""
    written = str(answer.headers.get("Location", "")).strip()
    with suppress(UnicodeError):  # headers are read as Latin-1, but who writes such letters mostly means UTF-8
        written = written.encode("latin-1").decode("utf-8")
    try:
        led_to = urljoin(where.address, written)
    except ValueError:
        led_to = ""
    if not written or not led_to or len(led_to) > _LONGEST_ADDRESS:
        raise FaultError(reason="redirect-nowhere")
    try:
        target(led_to)
    except FaultError as fault:
        raise FaultError(reason="not-web" if fault.reason == "not-web" else "redirect-nowhere") from None
    return led_to


def _retry_after(answer: Answer) -> float | None:
    """The seconds that a server asks us to wait, by its own clock; None when it does not say, or not clearly."""
    written = str(answer.headers.get("Retry-After", "")).strip()
    if re.fullmatch("[0-9]{1,9}", written):
        return float(written)
    try:
        then, now = parsedate_to_datetime(written), parsedate_to_datetime(str(answer.headers.get("Date", "")))
        return max((then - now).total_seconds(), 0.0)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
