"""Checks the links to other sites once: what was remembered, what the servers say now, what is remembered next."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from sendsite.crafts.elsewhere import linkhistory
from sendsite.crafts.elsewhere.linkverdicts import UNREACHED, Counts, Failed, Verdict, asked_for, judge
from sendsite.edges import fetch
from sendsite.edges.setup import SetupError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from sendsite.crafts.elsewhere.limits import Limits
    from sendsite.crafts.elsewhere.linkhistory import History
    from sendsite.crafts.elsewhere.linkverdicts import ExternalLink, Outcome
    from sendsite.model import Problem

HISTORY: Final = ".sendsite-links.json"


def check_links(  # noqa: PLR0913, PLR0917 - each is one thing that only the caller knows
    links: tuple[ExternalLink, ...],
    history_file: Path,
    now: datetime,
    limits: Limits,
    manners: fetch.Manners,
    note: Callable[[], None] = lambda: None,
) -> Verdict:
    """Ask for every link once and remember what came of it in ``history_file``; ``note`` is called for each address.

    A damaged history is a problem, and then nothing is asked and nothing written. Raises SetupError when the history
    cannot be read or written, or when nothing at all can be reached: that says something of this computer, and nothing
    of the links.
    """
    history, problems = _read(history_file)
    if history is None:
        return Verdict(linkhistory.NOTHING, problems, Counts())
    outcomes = fetch.look_up({asked_for(link.address) for link in links}, manners, note)
    _refuse_no_network(outcomes)
    verdict = judge(history, links, outcomes, now, limits)
    _write(history_file, linkhistory.write(verdict.history))
    return verdict


def _read(file: Path) -> tuple[History | None, tuple[Problem, ...]]:
    if not file.parent.is_dir():
        msg = f"There is no folder {file.parent} for the history of link checks. Choose another with --history."
        raise SetupError(msg)
    try:
        text = file.read_bytes().decode("utf-8", "replace")
    except FileNotFoundError:
        return linkhistory.NOTHING, ()
    except OSError as fault:
        msg = f"The history of link checks cannot be read: {fault.strerror} ({file}). Choose another with --history."
        raise SetupError(msg) from fault
    return linkhistory.read(file.name, text)


def _refuse_no_network(outcomes: Mapping[str, Outcome]) -> None:
    hosts = {urlsplit(address).hostname for address in outcomes}
    reached = [each for each in outcomes.values() if not (isinstance(each, Failed) and each.reason in UNREACHED)]
    if len(hosts) > 1 and not reached:
        msg = (
            f"Not one of {len(hosts)} sites could be reached, so the fault is probably not theirs. Is this computer on "
            "the internet, and without a proxy in between? Nothing was remembered of this check."
        )
        raise SetupError(msg)


def _write(file: Path, text: str) -> None:
    """Replace the file in one step: a check that is stopped half-way loses nothing."""
    try:
        handle, name = tempfile.mkstemp(prefix=f"{file.name}.", suffix=".tmp", dir=file.parent)
        beside = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(text.encode("ascii"))
                stream.flush()
                os.fsync(stream.fileno())
            beside.chmod(file.stat().st_mode & 0o777 if file.exists() else 0o644)
            beside.replace(file)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as fault:
        msg = f"The history of link checks could not be written: {fault.strerror} ({file})."
        raise SetupError(msg) from fault
