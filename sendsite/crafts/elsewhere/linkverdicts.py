"""What to tell of links to other sites, from what their servers answered today and on earlier days.

Failing once proves nothing: servers rest, networks break, and walls against robots turn programs away where people may
pass. So a link is dead only after failures on several days, and an answer that only a program would get never counts.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import urldefrag, urlsplit

from sendsite.crafts import dates
from sendsite.crafts.elsewhere.linkhistory import History, Trouble
from sendsite.model import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from sendsite.crafts.elsewhere.limits import Limits

Failure = Literal[
    "bad-address", "certificate-expired", "certificate-name", "certificate-unknown", "gone", "no-answer",
    "no-connection", "no-name", "no-page", "not-secure", "not-web", "nonsense", "redirect-nowhere", "server-fault",
]  # fmt: skip
Doubt = Literal[
    "busy", "chain", "circle", "forbidden", "later", "odd", "private", "robots", "rules", "sign-in", "silent"
]
_FAILURES: Final[Mapping[Failure, str]] = MappingProxyType({
    "bad-address": "it is not written as a web address must be",
    "certificate-expired": "the proof that it is the right site (its certificate) has expired",
    "certificate-name": "the proof that it is the right site (its certificate) belongs to another one",
    "certificate-unknown": "no browser trusts the proof that it is the right site (its certificate)",
    "gone": "the page has been taken away for good",
    "no-answer": "the server did not answer",
    "no-connection": "the server could not be reached",
    "no-name": "there is no site of this name",
    "no-page": "there is no such page",
    "not-secure": "no secure connection could be made",
    "not-web": "it leads on to something that is not a web page",
    "nonsense": "the answer of the server made no sense",
    "redirect-nowhere": "it leads on to an address that cannot be right",
    "server-fault": "the server says that it has a fault",
})  # fmt: skip
_DOUBTS: Final[Mapping[Doubt, str]] = MappingProxyType({
    "busy": "the server asked us to come back later",
    "chain": "this computer could not check that it is the right site (its certificate)",
    "circle": "it leads programs round in a circle",
    "forbidden": "the server turns programs away",
    "later": "the server asked us to come back later, so we did not ask",
    "odd": "the server gave an answer that only a program would get",
    "private": "from here, its name leads into a private network, where we do not look",
    "robots": "the site asks programs not to look there",
    "rules": "the site could not tell us where programs may look",
    "sign-in": "the server wants a name and a password",
    "silent": "the server answered us at first and then no more",
})  # fmt: skip
FAILURES: Final = frozenset(_FAILURES)
# What a network that is down looks like too.
UNREACHED: Final[frozenset[str]] = frozenset({"no-answer", "no-connection", "no-name"})


@dataclass(frozen=True, order=True, slots=True)
class ExternalLink:
    """A web address as written, and where."""

    address: str
    path: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Works:
    """The address answered well. ``to`` is where it has moved for good, if it has."""

    to: str = ""


@dataclass(frozen=True, slots=True)
class Failed:
    """The address did not answer, or not well."""

    reason: Failure


@dataclass(frozen=True, slots=True)
class Unclear:
    """Nobody can tell from the answer what a reader would get."""

    reason: Doubt


Outcome = Works | Failed | Unclear


@dataclass(frozen=True, slots=True)
class Counts:
    """How many addresses are what. ``moved`` ones work too, but have led elsewhere for long enough to be told."""

    working: int = 0
    moved: int = 0
    failing: int = 0
    dead: int = 0
    unclear: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be remembered, and what is to be told."""

    history: History
    problems: tuple[Problem, ...]
    counts: Counts


def is_web(target: str) -> bool:
    """Whether this is the whole address of something on the web."""
    try:
        parts = urlsplit(target)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and not any(map(str.isspace, target))
    except ValueError:
        return False


def asked_for(address: str) -> str:
    """What a server is asked for, for this address: it never learns of the part after ``#``."""
    return urldefrag(address).url


def judge(
    history: History,
    links: tuple[ExternalLink, ...],
    outcomes: Mapping[str, Outcome],
    now: datetime,
    limits: Limits,
) -> Verdict:
    """Put today's outcomes, by what was asked for, to the history. What is no longer on the site is forgotten."""
    places = defaultdict(list)
    for link in sorted(links):
        places[asked_for(link.address)].append(link)
    troubles: dict[str, Trouble] = {}
    problems: list[Problem] = []
    counts = dict.fromkeys(Counts.__slots__, 0)
    for asked, here in places.items():
        outcome, today = outcomes[asked], now.date()
        trouble = _followed(history.troubles.get(asked), outcome, today)
        if trouble is not None:
            troubles[asked] = trouble
        standing = _standing(trouble, outcome, limits)
        counts[standing] += 1
        # Where there is nothing to mend, one place is enough.
        told = here if standing in {"dead", "moved"} else here[:1]
        problems.extend(found for link in told if (found := _problem(link, standing, outcome, trouble, limits)))
    return Verdict(History(troubles), tuple(sorted(problems)), Counts(**counts))


def _followed(old: Trouble | None, outcome: Outcome, today: date) -> Trouble | None:
    """What is to be remembered of an address. A day counts once, however often somebody looks."""
    if isinstance(outcome, Unclear):
        return old
    if isinstance(outcome, Works) and not outcome.to:
        return None
    to = outcome.to if isinstance(outcome, Works) else ""
    if old is None or old.to != to or old.last > today:  # a day that is still to come was a wrong clock's
        return Trouble(to, 1, today, today)
    return old if old.last == today else Trouble(to, old.days + 1, old.first, today)


def _standing(
    trouble: Trouble | None, outcome: Outcome, limits: Limits
) -> Literal["working", "moved", "failing", "dead", "unclear"]:
    if isinstance(outcome, Unclear):
        return "unclear"
    if trouble is None:
        return "working"
    long_enough = (trouble.last - trouble.first).days >= limits.days
    if trouble.to:
        return "moved" if long_enough else "working"
    return "dead" if long_enough and trouble.days >= limits.failures else "failing"


def _problem(
    link: ExternalLink, standing: str, outcome: Outcome, trouble: Trouble | None, limits: Limits
) -> Problem | None:
    place = link.path, link.line, link.column
    shown = f"“{link.address}”"
    match standing, outcome, trouble:
        case "dead", Failed(reason=reason), Trouble(days=days, first=first):
            since = f"since {_words(first)}, on {_count(days, 'day')} that we looked"
            message = f"{shown} has not worked {since}: {_FAILURES[reason]}."
            hint = "Open it in your browser. Write the new address of the page, or take the link out."
            return Problem(*place, "error", "link-dead", message, hint)
        case "failing", Failed(reason=reason), Trouble(days=days):
            message = f"{shown} does not work at the moment: {_FAILURES[reason]}."
            hint = (
                f"You need do nothing yet. This is failure {days}; after {_count(limits.failures, 'failure')} "
                f"over {_count(limits.days, 'day')} or more we call a link dead."
            )
            return Problem(*place, "info", "link-failing", message, hint)
        case "moved", Works(to=to), _:
            return Problem(*place, "warning", "link-moved", *_moved(link, to))
        case "unclear", Unclear(reason=doubt), _:
            message = f"We could not tell whether {shown} works: {_DOUBTS[doubt]}."
            return Problem(*place, "info", "link-unclear", message, "Open it in your browser now and then.")
    return None


def _moved(link: ExternalLink, to: str) -> tuple[str, str]:
    old, new = urlsplit(link.address), urlsplit(to)
    if new.path in {"", "/"} and not new.query and old.path not in {"", "/"}:
        message = f"The page at “{link.address}” is gone: the link now leads to a front page."
        return message, f"Look for the page on {to} and write its address, or take the link out."
    fragment = f"#{old.fragment}" if old.fragment and not new.fragment else ""
    return f"“{link.address}” has moved to another address for good.", f"Write {to}{fragment}"


def _words(day: date) -> str:
    return dates.words(dates.parse(str(day)))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
