"""Answers to JSON and back, whatever they are made of, so that nothing read from a disk can run as a program.

JSON's own null, booleans, whole numbers and strings stand for themselves; everything else is a list that begins with
the letter of its kind. Classes and questions go by name and are looked for in sendsite alone.
"""

from __future__ import annotations

import base64
import json
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from functools import cache
from importlib import import_module
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, cast
from zoneinfo import ZoneInfo

from markupsafe import Markup

from sendsite.memo import NAMES, Given
from sendsite.model import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping

_PACKAGE: Final = "sendsite."
_PLAIN: Final = frozenset({str, int, bool, type(None)})
Json = Any


text: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class CodecError(ValueError):
    """A text that this version of sendsite did not write."""


def dumps(value: object) -> str:
    """The text of a value. Raises TypeError for what no answer should be made of."""
    return text(encode(value))


def loads(written: str | bytes) -> Any:  # noqa: ANN401 - whatever was written
    """The value of a text. Raises CodecError when it cannot be one of ours."""
    try:
        return decode(json.loads(written))
    except CodecError:
        raise
    except (ValueError, TypeError, LookupError, AttributeError, ImportError, RecursionError) as fault:
        raise CodecError(str(fault)) from fault


def encode(value: object) -> Json:
    """A value as JSON has it."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is tuple:
        return ["t", *map(encode, value)]  # type: ignore[call-overload] # a tuple, as its type says
    return _writer(cast("Hashable", kind))(value)  # which mypy doubts


def decode(written: Json) -> Any:  # noqa: ANN401 - whatever was written
    """The value that JSON stands for."""
    if type(written) is not list:
        if type(written) in _PLAIN:
            return written
        raise CodecError(type(written).__name__)
    if written[0] == "t":
        return tuple([decode(each) for each in written[1:]])
    return _READERS[written[0]](*written[1:])


@cache
def _writer(kind: Any) -> Callable[[Any], Json]:  # noqa: ANN401 - any class
    """How values of a class are written."""
    for base, writer in _WRITERS.items():
        if issubclass(kind, base):
            return writer
    if is_dataclass(kind):
        return _dataclass_writer(kind)
    if hasattr(kind, "model_fields"):
        return _record_writer(kind)
    if kind is type(encode):
        return lambda function: ["q", NAMES[function]]
    msg = f"answers cannot hold a {kind.__qualname__}"
    raise TypeError(msg)


def _dataclass_writer(kind: Any) -> Callable[[Any], Json]:  # noqa: ANN401 - a class of dataclasses
    name = _name(kind)
    names = [field.name for field in fields(kind)]
    take = attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)
    return lambda value: ["c", name, *map(encode, take(value))]


def _record_writer(kind: type[Any]) -> Callable[[Any], Json]:
    name = _name(kind)

    def write(value: Any) -> Json:  # noqa: ANN401 - a record of that kind
        return ["r", name, {field: encode(each) for field, each in value.__dict__.items()}]

    return write


def _name(kind: type[Any]) -> str:
    if not kind.__module__.startswith(_PACKAGE):
        msg = f"answers cannot hold a {kind.__module__}.{kind.__qualname__}"
        raise TypeError(msg)
    return f"{kind.__module__.removeprefix(_PACKAGE)}:{kind.__qualname__}"


@cache
def _class(name: str) -> type[Any]:
    module, _, found = name.partition(":")
    kind: object = getattr(import_module(_PACKAGE + module), found)
    if not isinstance(kind, type) or not (is_dataclass(kind) or hasattr(kind, "model_fields")):
        raise CodecError(name)
    return kind


def _record(name: str, written: Mapping[str, Json]) -> Any:  # noqa: ANN401 - a record of that name
    kind: Any = _class(name)
    # What has been validated once, and cannot have changed since, need not be again.
    return kind.model_construct(**{field: decode(each) for field, each in written.items()})


@cache
def question(name: str) -> Callable[..., Any]:
    """The question of a name. Raises CodecError when there is none."""
    import_module(_PACKAGE + name.rpartition(".")[0])
    for known, its_name in NAMES.items():
        if its_name == name:
            return known
    raise CodecError(name)


def _instant(iso: str, zone: str | None, fold: int) -> datetime:
    found = datetime.fromisoformat(iso).replace(fold=fold)
    return found.replace(tzinfo=ZoneInfo(zone)) if zone else found


def _write_instant(value: datetime) -> Json:
    zone = value.tzinfo
    if zone is None:
        return ["D", value.isoformat(), None, value.fold]
    if not isinstance(zone, ZoneInfo):
        msg = f"answers cannot hold a time in {zone!r}"
        raise TypeError(msg)
    return ["D", value.replace(tzinfo=None).isoformat(), zone.key, value.fold]


def _write_bytes(value: bytes) -> Json:
    try:
        return ["b", value.decode()]
    except UnicodeDecodeError:
        return ["B", base64.b85encode(value).decode()]


# In this order: a class comes before those that it inherits from.
_WRITERS: Final[dict[type[Any], Callable[[Any], Json]]] = {
    Markup: lambda value: ["m", str(value)],
    Source: lambda value: ["s", value.path, value.digest],
    Given: lambda value: ["q", NAMES[value]],
    type: lambda value: ["k", _name(value)],
    bytes: _write_bytes,
    datetime: _write_instant,
    date: lambda value: ["d", value.isoformat()],
    time: lambda value: ["T", value.isoformat(), value.fold],
    frozenset: lambda value: ["f", *sorted(map(encode, value), key=repr)],
    dict: lambda value: ["o", *([encode(key), encode(each)] for key, each in value.items())],
    MappingProxyType: lambda value: ["p", *([encode(key), encode(each)] for key, each in value.items())],
}
_READERS: Final[dict[str, Callable[..., Any]]] = {
    "c": lambda name, *parts: _class(name)(*map(decode, parts)),
    "r": _record,
    "q": question,
    "k": _class,
    "m": Markup,
    "s": lambda path, digest: Source(path, b"", digest),
    "b": str.encode,
    "B": base64.b85decode,
    "D": _instant,
    "d": date.fromisoformat,
    "T": lambda iso, fold: time.fromisoformat(iso).replace(fold=fold),
    "f": lambda *parts: frozenset(map(decode, parts)),
    "o": lambda *pairs: {decode(key): decode(each) for key, each in pairs},
    "p": lambda *pairs: MappingProxyType({decode(key): decode(each) for key, each in pairs}),
}
