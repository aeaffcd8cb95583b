"""What is said on a page of the preview: its own problems, or in one line that there are others elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from sendsite.edges.preview.policy import PLACE
from sendsite.formats import as_html, as_text

if TYPE_CHECKING:
    from sendsite.edges.preview.edition import Edition
    from sendsite.model import Problem

_MOST: Final = 20


def panel(edition: Edition, name: str) -> Markup:
    """What to say on the page that is the file ``name``; empty when there is nothing wrong on the site."""
    own = edition.concerning(name)
    here = frozenset(own)
    elsewhere = tuple(problem for problem in edition.report.problems if problem not in here)
    rest = Markup()
    if elsewhere:
        rest = Markup('<p class="elsewhere">Elsewhere on the site: {}. <a href="{}">See all problems</a></p>').format(
            as_text.counted(elsewhere), PLACE
        )
    if not own:
        return rest
    more = Markup()
    if len(own) > _MOST:
        more = Markup('<p><a href="{}">… and {:,} more</a></p>').format(PLACE, len(own) - _MOST)
    return Markup(
        '<details{}><summary class="{}">{}</summary>'
        '<div class="problems" tabindex="0" role="group" aria-label="Problems of this page">{}{}</div></details>{}'
    ).format(
        Markup(" open") if _fatal(edition, own) else "",
        "error" if _fatal(edition, own) else "warning",
        _headline(edition, name, own),
        as_html.told(own[:_MOST], edition.report.sources),
        more,
        rest,
    )


def _fatal(edition: Edition, problems: tuple[Problem, ...]) -> bool:
    return any(problem.severity in edition.report.fatal for problem in problems)


def _headline(edition: Edition, name: str, own: tuple[Problem, ...]) -> str:
    counted = f"{as_text.counted(own)} on this page."
    if not _fatal(edition, own):
        return counted
    if name in edition.kept:
        return f"{counted} You see it as it was when it last had no errors."
    if name in edition.files:
        return f"{counted} Until that is mended, parts of it may be missing."
    return f"{counted} It can be shown when that is mended."
