"""From a request to an answer: pure, for the whole site is at hand in memory and no name leads to a disk."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from http import HTTPStatus
from importlib import resources
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs, quote

from markupsafe import Markup

from sendsite.edges.preview import answers, seen, targets, visitors
from sendsite.edges.preview.dashboard import dashboard, page
from sendsite.edges.preview.dressing import State, dressed
from sendsite.edges.preview.panel import panel
from sendsite.edges.preview.policy import PLACE, SCRIPT, STYLES

if TYPE_CHECKING:
    from collections.abc import Collection

    from sendsite.edges.preview.answers import Answer
    from sendsite.edges.preview.edition import Edition
    from sendsite.edges.preview.requests import Request

CHANGES: Final = f"{PLACE}changes"


@dataclass(frozen=True, slots=True)
class Found:
    """What there is at a path: a file with its name, bytes and status, and what is to be said on it."""

    name: str
    data: bytes
    status: HTTPStatus
    panel: Markup

    def state(self, path: str, edition: Edition) -> State:
        """What changes about it when it must be shown anew."""
        whole, styles = seen.prints(seen.page(self.data), path, edition.files)
        return State(whole, styles, sha256(self.panel.encode()).hexdigest()[:16])


def find(edition: Edition, path: str) -> Found:
    """What the preview shows at ``path``, which always is something."""
    if path == PLACE:
        return Found("dashboard.html", dashboard(edition), HTTPStatus.OK, Markup())
    name = targets.name(path)
    said = panel(edition, name)
    if name in edition.files:
        return Found(name, edition.files[name], HTTPStatus.OK, said)
    if edition.concerning(name):
        stand_in = page(
            "This page cannot be shown yet", Markup("<p>Mend what is wrong with it, and it will be here.</p>")
        )
        return Found(name, stand_in, HTTPStatus.NOT_FOUND, said)
    missing = page("Page not found", Markup("<p>There is nothing at this address.</p>"))
    return Found("404.html", edition.files.get("404.html", missing), HTTPStatus.NOT_FOUND, said)


def news(edition: Edition, target: str) -> str:
    """What is told to a page that waits at a target for ``CHANGES``: its state, and the panel itself, in JSON.

    The panel comes along because a browser with many pages open has no connection left to ask for it. Raises
    TargetError.
    """
    path = _asked_about(target)
    found = find(edition, path)
    return json.dumps({**asdict(found.state(path, edition)), "told": found.panel})


def answer(request: Request, edition: Edition, names: Collection[str]) -> Answer:
    """The answer to a request that was sent to one of ``names``; to one for ``CHANGES``, only its beginning."""
    try:
        path = targets.path(request.target)
        inside = path.startswith(PLACE) or f"{path}/" == PLACE
        if refused := visitors.refusal(request.fields, names, inside=inside):
            return answers.words(HTTPStatus.FORBIDDEN, refused)
        given = _inside(path, request) if inside and path != PLACE else _page(path, request, edition)
    except targets.TargetError:
        return answers.words(HTTPStatus.BAD_REQUEST)
    return answers.part(given, request.fields.get("range", "")) if request.method == "GET" else given


def _inside(path: str, request: Request) -> Answer:
    match path:
        case _ if path in {SCRIPT, STYLES}:
            return answers.file(path, _own(path.removeprefix(PLACE)))
        case _ if path == CHANGES:
            _asked_about(request.target)
            return answers.stream()
        case _ if f"{path}/" == PLACE:
            return answers.words(HTTPStatus.MOVED_PERMANENTLY, Location=PLACE)
    return answers.words(HTTPStatus.NOT_FOUND)


def _page(path: str, request: Request, edition: Edition) -> Answer:
    if targets.wants_slash(path, edition.files):
        return answers.words(HTTPStatus.MOVED_PERMANENTLY, Location=quote(f"{path}/"))
    found = find(edition, path)
    if not found.name.endswith(".html"):
        return answers.file(found.name, found.data)
    state, origin = found.state(path, edition), visitors.origin(request.fields)
    return answers.file(found.name, dressed(seen.page(found.data), state, found.panel, origin), found.status)


def _asked_about(target: str) -> str:
    """The path of the page that shows itself; the first one where nothing is said."""
    return targets.path(parse_qs(targets.query(target)).get("page", ["/"])[0])


@cache
def _own(name: str) -> bytes:
    return resources.files(__package__).joinpath(name).read_bytes()
