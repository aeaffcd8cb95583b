"""One state of the previewed site, and what of the state before stays while there are errors."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sendsite.formats.report import Report

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sendsite.model import Problem


@dataclass(frozen=True, slots=True)
class Edition:
    """The files of the site by their paths, and all that is to be told of them.

    ``makes`` names for each source the files that are made from it, also those that could not be made; that of a page
    has only its own files, and that of data or of a layout all files made with it. ``drafts`` are paths of sources,
    ``rebuilt`` has each file that was made anew with a sentence that says why, and ``upcoming`` what the clock will
    change. ``kept`` and ``makeshift`` are found by ``after``: the files that are of an earlier edition, for they have
    errors now, and the files with errors of which there never was a good version.
    """

    report: Report = field(default_factory=Report)
    files: Mapping[str, bytes] = field(default_factory=dict)
    makes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    drafts: tuple[str, ...] = ()
    rebuilt: tuple[tuple[str, str], ...] = ()
    upcoming: tuple[tuple[datetime, str], ...] = ()
    kept: frozenset[str] = frozenset()
    makeshift: frozenset[str] = frozenset()

    def concerning(self, name: str) -> tuple[Problem, ...]:
        """The problems in the sources of the file ``name``."""
        return tuple(problem for problem in self.report.problems if name in self.makes.get(problem.path, ()))

    def after(self, before: Edition) -> Edition:
        """The same edition, with the last good version of each file that has an error now or could not be made.

        Whatever has no error is as new as this edition, so that one broken page does not hold up the others.
        """
        faulty = {problem.path for problem in self.report.problems if problem.severity in self.report.fatal}
        if not faulty:
            return self
        makes = dict(self.makes)
        for path in faulty & before.makes.keys() & self.report.sources.keys():
            if path.endswith(".md"):  # a page that is too faulty to say where it lives stays where it was
                makes[path] = makes.get(path, frozenset()) | before.makes[path]
        wanted = frozenset().union(*makes.values())
        troubled = frozenset().union(*(makes.get(path, ()) for path in faulty)) | (wanted - self.files.keys())
        kept = (troubled & before.files.keys()) - before.makeshift
        files = {**self.files, **{name: before.files[name] for name in kept}}
        if kept:  # an old page needs the stylesheets and pictures that it was made with
            files = {name: data for name, data in before.files.items() if not name.endswith(".html")} | files
        return replace(self, files=files, makes=makes, kept=kept, makeshift=(troubled & self.files.keys()) - kept)
