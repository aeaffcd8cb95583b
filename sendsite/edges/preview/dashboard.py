"""The page at /_sendsite/: everything there is to tell of the site, for whoever looks after all of it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from markupsafe import Markup

from sendsite.crafts import dates
from sendsite.edges.preview.policy import STYLES
from sendsite.formats import as_html, as_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sendsite.edges.preview.edition import Edition
    from sendsite.model import Problem

_MOST: Final = 1000
_POLICY: Final = "default-src 'none'; base-uri 'none'; form-action 'none'"
_PAGE: Final = Markup(
    '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
    '<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
    '<link rel="stylesheet" href="{styles}">\n</head>\n<body class="own">\n'
    '<header><a href="/">Back to the site</a></header>\n<main>\n<h1>{title}</h1>\n{main}\n</main>\n</body>\n</html>\n'
)


def page(title: str, main: Markup) -> bytes:
    """A page of the preview's own."""
    return _PAGE.format(title=title, policy=_POLICY, styles=STYLES, main=main).encode()


def dashboard(edition: Edition) -> bytes:
    """All problems, what was rebuilt and why, drafts, what is not published and why, what the clock will change."""
    drafts = frozenset(edition.drafts)
    report = edition.report
    absent = (each for each in report.absent if each.path not in drafts)
    hidden = {each.path for each in report.absent}
    files = groupby(report.problems, key=lambda problem: problem.path)
    sections = (
        _section("Problems", "There are none.", [_file(edition, path, tuple(found)) for path, found in files]),
        _section("Rebuilt last, and why", "Nothing yet.", _rows((_link(name), why) for name, why in edition.rebuilt)),
        _section(
            "Drafts", "There are none.", _rows((path, _draft(is_hidden=path in hidden)) for path in edition.drafts)
        ),
        _section(
            "Not on the site, and why",
            "Every page that is no draft is on the site.",
            _rows((f"{each.path}, line {each.line}", each.reason) for each in absent),
        ),
        _section(
            "What time will change",
            "Nothing that is known.",
            _rows((_moment(when), to) for when, to in edition.upcoming),
        ),
    )
    return page("What sendsite says", _verdict(edition) + Markup("\n").join(sections))


def _verdict(edition: Edition) -> Markup:
    problems = edition.report.problems
    if not problems:
        words = "Nothing is wrong."
    elif any(problem.severity in edition.report.fatal for problem in problems):
        words = f"{as_text.counted(problems)}. The site cannot be published until the errors are mended."
    else:
        words = f"{as_text.counted(problems)}. The site can be published."
    return Markup('<p class="verdict">{}</p>\n').format(words)


def _section(heading: str, nothing: str, parts: list[Markup]) -> Markup:
    shown = parts[:_MOST] or [Markup("<p>{}</p>").format(nothing)]
    if len(parts) > _MOST:
        shown.append(Markup("<p>… and {:,} more.</p>").format(len(parts) - _MOST))
    return Markup("<section>\n<h2>{}</h2>\n{}\n</section>").format(heading, Markup("\n").join(shown))


def _file(edition: Edition, path: str, found: tuple[Problem, ...]) -> Markup:
    pages = sorted(name for name in edition.makes.get(path, ()) if name.endswith(".html"))
    see = Markup('<p class="see">See {}</p>').format(_link(pages[0])) if len(pages) == 1 else ""
    return Markup("<h3>{}</h3>{}{}").format(path, see, as_html.told(found, edition.report.sources))


def _link(name: str) -> Markup:
    address = f"/{name.removesuffix('index.html')}"
    return Markup('<a href="{}">{}</a>').format(quote(address), address)


def _rows(rows: Iterable[tuple[str, str]]) -> list[Markup]:
    return [Markup('<p class="row"><b>{}</b> {}</p>').format(*row) for row in rows]


def _draft(*, is_hidden: bool) -> str:
    if is_hidden:
        return "Not shown here. “sendsite serve --drafts” shows it."
    return "Shown here, and not on the published site."


def _moment(when: datetime) -> Markup:
    shown = f"{dates.weekday_words(when.date())}, {dates.clock_words(when.time())}"
    return Markup('<time datetime="{}">{}</time>').format(when.isoformat(), shown)
