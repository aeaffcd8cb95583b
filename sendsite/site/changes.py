"""Questions about what has changed on the site, from the records that editors keep in front matter."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Final

from sendsite.crafts import dates
from sendsite.crafts.source import languages
from sendsite.memo import derived, remembered
from sendsite.site import data, pages, views, words

if TYPE_CHECKING:
    from sendsite.crafts.source.kinds import Change
    from sendsite.memo import Ask
    from sendsite.site.pages import Card

ADDRESS: Final = "whats-changed/"
FEED: Final = f"{ADDRESS}feed.xml"


@remembered
def _written(ask: Ask, path: str) -> tuple[tuple[Change, str], ...]:
    """The changes of a page, the latest first, each with the anchor that it always has there.

    Of two on one day, the one further up in the file is taken to be the later; a new one leaves the anchors of the
    others alone, because they are numbered from the last.
    """
    record = ask(pages.record, path)
    if record is None:
        return ()
    numbers: Counter[str] = Counter()
    found = []
    upwards = record.changes[::-1]
    for change in sorted(upwards, key=lambda change: change.date):
        day = str(change.date)
        numbers[day] += 1
        found.append((change, f"_change-{day}" if numbers[day] == 1 else f"_change-{day}-{numbers[day]}"))
    return tuple(reversed(found))


@remembered
def of_page(ask: Ask, path: str) -> tuple[views.Change, ...]:
    """The history that the page at ``path`` shows of itself, the latest first."""
    lang = pages.language(ask, path)
    return tuple(_view(ask, lang, change, anchor) for change, anchor in ask(_written, path))


@remembered
def _changed(ask: Ask) -> tuple[str, ...]:
    """The paths of the pages that have a history."""
    return tuple(path for path in ask(pages.listed) if ask(_written, path))


@remembered
def are_there(ask: Ask) -> bool:
    """Whether any page has a history."""
    return bool(ask(_changed))


@derived
def everything(ask: Ask) -> tuple[tuple[Card, Change, str], ...]:
    """Every change with the page that it is of and its anchor there: the latest first, those of one day by title."""
    cards = ((path, ask(pages.card, path)) for path in ask(_changed))
    found = [(card, *each) for path, card in cards if card is not None for each in ask(_written, path)]
    found.sort(key=lambda each: (each[0].title, each[0].path))
    found.sort(key=lambda each: each[1].date, reverse=True)
    return tuple(found)


@derived
def by_month(ask: Ask) -> tuple[views.ChangedMonth, ...]:
    """Every change under its month."""
    base = ask(data.base_path)
    months = []
    for iso, members in groupby(ask(everything), key=lambda each: str(each[1].date)[:7]):
        changes = tuple(
            views.ChangedPage(
                card.title,
                base + card.address,
                card.lang or languages.ENGLISH,
                _view(ask, languages.ENGLISH, change, anchor),
            )
            for card, change, anchor in members
        )
        months.append(views.ChangedMonth(dates.words(dates.parse(iso)), iso, changes))
    return tuple(months)


def _view(ask: Ask, lang: str, change: Change, anchor: str) -> views.Change:
    return views.Change(words.date(ask, lang, change.date), str(change.date), change.what, anchor)
