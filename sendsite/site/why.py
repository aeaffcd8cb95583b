"""Answers "Why is my page not on the site?", and for anything on the site, what it was made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from sendsite.crafts import addresses, spelling
from sendsite.crafts.rendering import templates
from sendsite.site import audit, data, inputs
from sendsite.site.routes import Route, routes

if TYPE_CHECKING:
    from sendsite.memo import Memo
    from sendsite.model import Build, Problem, Snapshot

_OUTPUT: Final = "output/"


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is known of one path: a sentence, the problems in it, and other paths under headings."""

    path: str
    sentence: str
    is_published: bool
    problems: tuple[Problem, ...] = ()
    lists: tuple[tuple[str, tuple[str, ...]], ...] = ()


class Inquiry:
    """A site that was just built, with the memo that knows how."""

    def __init__(self, memo: Memo, snapshot: Snapshot, build: Build, excluded: tuple[tuple[str, str], ...]) -> None:
        """``excluded`` has a path and a sentence for each file that was not read; a path with a slash is a folder."""
        self._memo, self._sources, self._build, self._excluded = memo, snapshot.sources, build, excluded
        self._routes: tuple[Route, ...] = memo.answer(routes)
        self._base_path: str = memo.answer(data.base_path)
        self._base_url: str = memo.answer(data.base_url)

    def explain(self, written: str) -> Explanation | None:
        """What is to be said of a source, of an output or of an address on the site; None when it is none of them."""
        for path in (written, addresses.CONTENT + written, f"{written.rstrip('/')}/index.md"):
            if path in self._sources:
                return self._source(path)
            for left_out, reason in self._excluded:
                if path == left_out.rstrip("/") or (left_out.endswith("/") and path.startswith(left_out)):
                    return Explanation(path, f"{path} is not on the site: {reason}", is_published=False)
        route = self._route(written)
        return self._output(route) if route is not None else None

    def nearest(self, written: str) -> str:
        """A hint for a path that is nothing we know."""
        known = [*self._sources, *(f"{_OUTPUT}{route.path}" for route in self._routes)]
        return spelling.nearest(written, known) or "Give the path of a file of the site, or an address on it."

    def _route(self, written: str) -> Route | None:
        address = written.removeprefix(self._base_url).removeprefix(_OUTPUT).split("#")[0].split("?")[0]
        path = unquote(address).lstrip("/")
        wanted = {path, f"{path.rstrip('/')}/index.html".lstrip("/")}
        return next((route for route in self._routes if route.path in wanted), None)

    def _source(self, path: str) -> Explanation:
        found = (problem for problem in self._build.problems if problem.path == path)
        problems = tuple(problem for problem in found if problem.severity != "info")
        absence = next((each for each in self._build.absent if each.path == path), None)
        if absence is not None:
            sentence = f"{path} is not on the site (line {absence.line}): {absence.reason}"
            return Explanation(path, sentence, is_published=False, problems=problems)
        if any(problem.code == "address-taken" for problem in problems):
            sentence = f"{path} cannot be on the site while another file has its address."
            return Explanation(path, sentence, is_published=False, problems=problems)
        if self._build.fails():
            whose = "it has" if any(problem.severity == "error" for problem in problems) else "there are"
            sentence = f"{path} cannot be published while {whose} errors: until they are mended, the old site stays."
            return Explanation(path, sentence, is_published=False, problems=problems)
        own = tuple(route for route in self._routes if route.source == path)
        users = tuple(route.path for route in self._routes if route not in own and self._uses(route, path, own))
        if not own and not users:
            return Explanation(path, f"Nothing on the site uses {path}.", is_published=False, problems=problems)
        heading = "These pages lead to it:" if own else "These are made with it:"
        lists = (("It makes:", tuple(route.path for route in own)), (heading, users))
        sentence = f"{path} is on the site." if own else f"{path} is used for the site."
        return Explanation(path, sentence, is_published=True, problems=problems, lists=lists)

    def _uses(self, route: Route, path: str, made: tuple[Route, ...]) -> bool:
        """Whether what ``route`` makes leads to something ``made`` from ``path``; or, if nothing is, reads ``path``."""
        if not made:
            return path in self._read_for(route)
        page = self._memo.answer(audit.read, route)
        addresses_of = {self._base_path + each.path.removesuffix("index.html") for each in made}
        return page is not None and any(link.split("#")[0] in addresses_of for link in page.links)

    def _output(self, route: Route) -> Explanation:
        read = sorted(self._read_for(route))
        own = (route.source,) if route.source in self._sources else ()
        rest = [path for path in read if path not in own]
        lists = (
            ("It is made from:", own),
            ("with the data of:", tuple(path for path in rest if path.endswith(".yaml"))),
            ("with the layouts and assets:", tuple(path for path in rest if path.startswith(templates.FOLDER))),
            ("and what it says of other pages and files comes from:", tuple(path for path in rest if _is_other(path))),
        )
        sentence = f"{_OUTPUT}{route.path} is made for {route.source}."
        return Explanation(f"{_OUTPUT}{route.path}", sentence, is_published=not self._build.fails(), lists=lists)

    def _read_for(self, route: Route) -> frozenset[str]:
        """The sources that the output of ``route`` hangs on; the memo has noted them all."""
        behind = self._memo.behind(route.make, *route.args)
        return frozenset(
            key.args[0] for key in behind if key.question is inputs.source and key.args[0] in self._sources
        )


def _is_other(path: str) -> bool:
    return path.startswith(addresses.CONTENT) and not path.endswith(".yaml")
