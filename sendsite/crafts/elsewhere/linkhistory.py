"""What is remembered of links to other sites between two checks, so that one bad day of a server condemns no link.

Only trouble is remembered: an address that answered well is not in the file. The file is JSON with one address to
a line, sorted, so that what changed can be read in a comparison of two versions.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from sendsite.model import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

_MARK: Final = "sendsite-links"
_VERSION: Final = 1
_MOST_DAYS: Final = 10_000_000
_HINT: Final = "Put an earlier version of this file back. Or delete it: then all counting begins anew."


@dataclass(frozen=True, slots=True)
class Trouble:
    """What one address did on each of ``days`` days, the ``first`` and the ``last`` among them.

    It failed, or it led ``to`` another address for good.
    """

    to: str
    days: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class History:
    """The troubles by address; an address has no ``#`` part."""

    troubles: Mapping[str, Trouble]

    def __post_init__(self) -> None:
        object.__setattr__(self, "troubles", MappingProxyType(dict(sorted(self.troubles.items()))))


NOTHING: Final = History({})


def write(history: History) -> str:
    """The history as the text of a file: the same history gives the same text."""
    lines = [f"{json.dumps(address)}: {json.dumps(_fields(found))}" for address, found in history.troubles.items()]
    return "\n".join([f'{{"{_MARK}": {_VERSION}, "troubles": {{', ",\n".join(lines), "}}", ""])


def _fields(trouble: Trouble) -> dict[str, int | str]:
    seen: dict[str, int | str] = {"days": trouble.days, "first": str(trouble.first), "last": str(trouble.last)}
    return {**seen, "to": trouble.to} if trouble.to else seen


class _DamagedError(Exception):
    def __init__(self, message: str, address: str = "") -> None:
        super().__init__(message)
        self.message, self.address = message, address


def read(path: str, text: str) -> tuple[History | None, tuple[Problem, ...]]:
    """Return the history that the file ``path`` holds, or None and the problem: a damaged one is never guessed at."""
    try:
        return _history(json.loads(text, object_pairs_hook=_without_doubles)), ()
    except json.JSONDecodeError as fault:
        place, message = (fault.lineno, fault.colno), "This file of earlier link checks is damaged here."
    except _DamagedError as fault:
        place, message = _place(text, fault.address), fault.message
    except (RecursionError, ValueError):  # nested too deeply, or with a number too long to be read
        place, message = (1, 1), "This file of earlier link checks is damaged."
    return None, (Problem(path, *place, "error", "link-history", message, _HINT),)


def _place(text: str, address: str) -> tuple[int, int]:
    at = max(text.rfind(json.dumps(address)), 0) if "://" in address else 0
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Merging two versions by hand easily keeps both of them."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            msg = "This file of earlier link checks says something twice."
            raise _DamagedError(msg, name)
        found[name] = value
    return found


def _history(document: object) -> History:
    match document:
        case {"sendsite-links": version, "troubles": dict(troubles)} if _counts(version) and version == _VERSION:
            return History({address: _trouble(address, found) for address, found in troubles.items()})
        case {"sendsite-links": version} if _counts(version) and version > _VERSION:
            msg = "This file was written by a newer sendsite."
            raise _DamagedError(msg)
    msg = "This file does not hold earlier link checks."
    raise _DamagedError(msg)


def _trouble(address: str, found: object) -> Trouble:
    match found:
        case {"days": int(days), "first": str(first), "last": str(last), **rest} if _counts(days):
            try:
                trouble = Trouble(str(rest.get("to", "")), days, date.fromisoformat(first), date.fromisoformat(last))
            except ValueError:
                pass
            else:
                # Written anew it must be the same, so there is nothing in it that we should lose.
                if trouble.first <= trouble.last and _fields(trouble) == found:
                    return trouble
    msg = "What this file says of this address is damaged."
    raise _DamagedError(msg, address)


def _counts(value: object) -> bool:
    return type(value) is int and 0 < value <= _MOST_DAYS
