"""Whether two answers are the same in every way that a page could show, which ``==`` does not tell."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from operator import attrgetter, is_
from typing import TYPE_CHECKING, Any, Final, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping

_WHOLE: Final = frozenset({str, bytes, bool, int, type(None)})  # types whose equal values print alike


def alike(old: object, new: object) -> bool:
    """Equal, of one type, and printed alike, all the way down.

    ``==`` alone would take 1 for True, one instant in two time zones for one time, and two orders of a mapping for one.
    The order of a set says nothing: equal sets may have two, another one in each process.
    """
    if old is new or type(old) is not type(new):
        return old is new
    if type(old) in _WHOLE:
        return old == new
    if isinstance(old, frozenset):
        return old == new and sorted(map(repr, old)) == sorted(map(repr, cast("frozenset[object]", new)))
    whole = _taken_apart(old)
    if whole is not None:
        return _alike_in_turn(whole, cast("tuple[object, ...]", _taken_apart(new)))
    return old == new and repr(old) == repr(new)


def _taken_apart(value: object) -> tuple[object, ...] | None:
    """What a value is made of, in order; None where its words must tell."""
    if isinstance(value, tuple):
        return value
    if isinstance(value, dict):
        return tuple(value.items())
    parts = _parts(cast("Hashable", type(value)))  # which mypy doubts
    return parts(value) if parts is not None else None


def _alike_in_turn(old: tuple[object, ...], new: tuple[object, ...]) -> bool:
    if len(old) != len(new):
        return False
    # Long lists mostly hold the very same things, which C can see.
    return all(map(is_, old, new)) or all(map(alike, old, new))


@cache
def _parts(kind: type[Any]) -> Callable[[object], tuple[object, ...]] | None:
    """How to take a dataclass apart, in the order of its fields; None for any other type."""
    known: Mapping[str, object] | None = getattr(kind, "__dataclass_fields__", None)
    if known is None:
        return None
    names = [field.name for field in fields(kind) if field.compare]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)
