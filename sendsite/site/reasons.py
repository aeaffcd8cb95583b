"""Why a file was made anew: the first thing behind it that has changed, and what the clock will change next."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from heapq import nsmallest
from typing import TYPE_CHECKING, Any, Final

from sendsite.crafts import dates
from sendsite.memo import Given
from sendsite.site import inputs
from sendsite.site.routes import routes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sendsite.memo import Entry, Memo
    from sendsite.site.routes import Route

_MOST: Final = 20


def rebuilt(memo: Memo, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """For each of the files ``paths`` that the site has, by path, a sentence that says why it had to be made."""
    table = {route.path: route for route in memo.answer(routes)}
    for path in sorted(table.keys() & set(paths)):
        yield path, _reason(memo, table[path])


def _reason(memo: Memo, route: Route) -> str:
    entry = memo.known(route.make, route.args)
    if entry is None or entry.changed != memo.revision:
        return "It was not there, or not as it was left."
    found = _behind(entry, memo.revision, set())
    if found is None:  # it hangs on nothing that changes, and has not been asked before
        return "It is new."
    return _changed(found, memo.before[found]) if found in memo.before else _first(found)


def _behind(entry: Entry, revision: int, seen: set[Entry]) -> Entry | None:
    """The first given behind an entry that has changed, if any has."""
    if isinstance(entry.question, Given):
        return entry
    for each in entry.asked:
        if each.changed == revision and each not in seen:
            seen.add(each)
            if (found := _behind(each, revision, seen)) is not None:
                return found
    return None


def _first(entry: Entry) -> str:
    if entry.question is inputs.source and entry.value is not None:
        return f"{entry.args[0]} is new."
    return "It is new."


def _changed(entry: Entry, before: Any) -> str:  # noqa: ANN401 - whatever the given was
    given: Any = entry.question
    if given is inputs.source:
        what = "is new" if before is None else "is gone" if entry.value is None else "has changed"
        return f"{entry.args[0]} {what}."
    if given is inputs.names:
        came = sorted(set(entry.value) - set(before))
        return f"{came[0]} is new." if came else f"{min(set(before) - set(entry.value))} is gone."
    if given is inputs.passed:
        return f"It is {'past' if entry.value else 'before'} {_spoken(entry.args[0])} now."
    if given is inputs.today:
        return f"The day is {_day(entry.value)} now, and not {_day(before)}."
    return "The command was told other things than before."


def _day(day: date) -> str:
    return dates.words(dates.parse(day.isoformat()))


def _spoken(instant: datetime) -> str:
    return dates.words(dates.parse(f"{instant.astimezone(dates.LONDON):%Y-%m-%d %H:%M}"))


def upcoming(memo: Memo, now: datetime) -> tuple[tuple[datetime, str], ...]:
    """The next moments at which the clock changes the site, and where each is written; the next midnight among them."""
    midnight = _midnight(_next(now.date()))
    waiting = {entry.args[0]: entry for entry in _to_come(memo)}
    found = [(midnight, "Every page says on which day it was made.")]
    found += [(instant, _written(waiting[instant])) for instant in nsmallest(_MOST, waiting, key=datetime.timestamp)]
    return tuple(sorted(found, key=lambda each: each[0].timestamp()))


def _written(entry: Entry) -> str:
    """Where the moment is written that ``entry`` waits for."""
    pages = sorted({path for asker in entry.askers for path in asker.args if str(path).endswith(".md")})
    few = 3
    if not 0 < len(pages) <= _MOST:  # the date of a notice is asked for by every page that may show it
        return "A date in the data files is reached."
    more = f" and {len(pages) - few} more" if len(pages) > few else ""
    return f"A date in {', '.join(pages[:few])}{more} is reached."


def span(memo: Memo, now: datetime) -> tuple[datetime, datetime]:
    """From when, and until just before when, the clock leaves the site as it is."""
    been = (entry.args[0] for entry in memo.givens if entry.question is inputs.passed and entry.value)
    coming = (entry.args[0] for entry in _to_come(memo))
    since = max((_midnight(now.date()), *been), key=datetime.timestamp)
    return since, min((_midnight(_next(now.date())), *coming), key=datetime.timestamp)


def _next(day: date) -> date:
    """The day after, as long as there is one."""
    return min(day, date.max - timedelta(days=1)) + timedelta(days=1)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), dates.LONDON)


def _to_come(memo: Memo) -> Iterator[Entry]:
    return (entry for entry in memo.givens if entry.question is inputs.passed and not entry.value)
