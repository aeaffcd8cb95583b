"""Links to files in the open HTML of a body, so that they can say what readers will get."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sendsite.crafts.markup.fragment import OPEN, SHUT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_LINK: Final = re.compile(f'(<p>)?<a href="{OPEN}(\\d+){SHUT}"[^>]*>(.*?)</a>(</p>)?', re.DOTALL)


def offered(html: str, links: Mapping[int, Callable[[str, bool], str]]) -> str:
    """The HTML with the links that have a number in ``links`` as they are made there, of their words and their place.

    A link gets to know whether it is alone, which is when there is nothing else in its paragraph.
    """

    def written(match: re.Match[str]) -> str:
        before, number, words, after = match.groups("")
        link = links.get(int(number))
        if link is None:
            return match[0]
        is_alone = bool(before and after)
        return link(words, is_alone) if is_alone else f"{before}{link(words, is_alone)}{after}"

    return _LINK.sub(written, html) if links else html
