"""A tree of typed text to a record, with each fault told in a sentence at the place where it stands."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final, TypeVar, get_args

from pydantic import ValidationError

from sendsite.crafts import spelling
from sendsite.crafts.source import kinds
from sendsite.crafts.source.fields import Record
from sendsite.crafts.source.nodes import Fields, Items, Node, Scalar, plain
from sendsite.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sendsite.codes import Code
    from sendsite.model import Severity

R = TypeVar("R", bound=Record)

Place = tuple[int | str, ...]

# Fields whose absence is an answer too: whether, when and where something is seen, or whether it still holds.
_DECISIVE: Final = frozenset(
    {"all_day", "cancelled", "draft", "end", "expires", "publish", "retired", "vacant", "where"}
)


def read(kind: type[R], tree: Node, path: str) -> tuple[R | None, tuple[Problem, ...]]:
    """Return the record that ``tree`` describes, and what is wrong with it; None in its place when that is an error."""
    written = plain(tree)
    left_empty: tuple[Problem, ...] = ()
    if _has_empty(written):
        left_empty = tuple(_left_empty(tree, path, place) for place in _empty_places(kind, written))
        written = _without_empty(kind, written)
    try:
        record = kind.model_validate(written)
        return None if any(each.severity == "error" for each in left_empty) else record, left_empty
    except ValidationError as faults:
        # A list all of whose things are faulty seems empty to pydantic; the faults themselves are enough to tell.
        told = [fault for fault in faults.errors() if fault["type"] != "too_short" or not fault["input"]]
        # A name misspelt is not also a name missing.
        meant = {
            (*fault["loc"][:-1], _meant(kind, fault["loc"])) for fault in told if fault["type"] == "extra_forbidden"
        }
        told = [fault for fault in told if fault["type"] != "missing" or fault["loc"] not in meant]
        return None, (*(_problem(kind, tree, path, fault) for fault in told), *left_empty)


def position(tree: Node, place: Place) -> tuple[int, int]:
    """Line and column of the value at ``place``, or of the nearest thing above it that exists."""
    return _find(tree, place)[0]


def _meant(kind: type[Record], place: Place) -> str:
    """The field that was probably meant by the last name of ``place``."""
    near = get_close_matches(str(place[-1]).strip().lower(), sorted(_fields_at(kind, place[:-1])), 1, 0.6)
    return near[0] if near else ""


def _has_empty(value: Any) -> bool:  # noqa: ANN401 - a tree of str, None, list and dict
    """Whether there is a value anywhere that holds nothing."""
    if isinstance(value, str):
        return False
    return value is None or any(map(_has_empty, value.values() if isinstance(value, dict) else value))


def _empty_places(kind: type[Record], value: Any, place: Place = ()) -> Iterator[Place]:  # noqa: ANN401 - as above
    """Where a field that may be left out is written without a value."""
    if isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _empty_places(kind, inner, (*place, number))
    elif isinstance(value, dict):
        for name, inner in value.items():
            field = kind.model_fields.get(name)
            if field is not None and inner is None and not field.is_required():
                yield (*place, name)
            elif field is not None and (within := _record_in(field.annotation)):
                yield from _empty_places(within, inner, (*place, name))


def _left_empty(tree: Node, path: str, place: Place) -> Problem:
    (line, column), name = _find(tree, place)
    if name is not None:
        line, column = name.line, name.column
    step = place[-1]
    severity: Severity = "error" if step in _DECISIVE else "warning"
    hint = f"Write something after “{step}:”, or delete the line."
    return Problem(path, line, column, severity, "field-empty", f"“{step}” is empty{_where(place)}.", hint)


def _without_empty(kind: type[Record], value: Any) -> Any:  # noqa: ANN401 - as above
    """``value`` without known fields that hold nothing. An unknown one stays, so that it is told."""
    if isinstance(value, dict):
        return {
            name: _without_empty(_within(kind, name), inner)
            for name, inner in value.items()
            if inner is not None or name not in kind.model_fields
        }
    if isinstance(value, list):
        return [_without_empty(kind, inner) for inner in value]
    return value


def _within(kind: type[Record], name: str) -> type[Record]:
    """The kind of the records in a field; for a field that holds none, one that knows no fields."""
    field = kind.model_fields.get(name)
    return (_record_in(field.annotation) if field else None) or Record


def _find(tree: Node, place: Place) -> tuple[tuple[int, int], Scalar | None]:
    """Where the value at ``place`` stands, and the name of its field if that was written."""
    node, name = tree, None
    for step in place:
        if isinstance(node, Fields):
            found = next(((key, value) for key, value in node.fields if key.text == step), None)
            if found is None:
                return (node.line, node.column), None
            name, node = found
        elif isinstance(node, Items) and isinstance(step, int) and step < len(node.items):
            node, name = node.items[step], None
        else:
            break
    return (node.line, node.column), name


def _problem(kind: type[Record], tree: Node, path: str, fault: Any) -> Problem:  # noqa: ANN401 - pydantic's dictionary
    context = fault.get("ctx", {})
    place: Place = (*fault["loc"], *filter(None, [context.get("field")]))
    (line, column), name = _find(tree, place)
    if name is not None and fault["type"] in {"missing", "extra_forbidden"}:
        line, column = name.line, name.column
    step = place[-1] if place else "this file"
    field = f"“{step}”" if place else "This file"
    told: tuple[Code, str, str]
    match fault["type"]:
        case "missing" if name is not None:
            told = "field-empty", f"{field} is empty.", f"Write something after “{step}:”."
        case "missing":
            told = "field-missing", f"{field} is missing{_where(place)}.", f"Add a line that begins with “{step}:”."
        case "extra_forbidden":
            hint = _at_home(kind, place) or spelling.nearest(str(step), sorted(_fields_at(kind, place[:-1])))
            told = "field-unknown", f"{field} is not a field we know{_where(place)}.", hint
        case "value":
            subject = "This" if isinstance(step, int) else field
            hint = _at_that_time(tree, place) or context["hint"]
            told = context["code"], f"{subject} {context['message']}.", hint
        case "tuple_type":
            told = "field-value", f"{field} should be a list.", _as_list(step, fault["input"])
        case "too_short":
            told = "field-empty", f"{field} is an empty list.", "Add at least one, or leave the field out."
        case "too_long":
            message = f"{field} has {context['actual_length']} things, and the most is {context['max_length']}."
            told = "field-value", message, "Take out those that matter least."
        case "model_type":
            subject = "Each of these" if isinstance(step, int) else field
            known = ", ".join(f"“{name}:”" for name in _fields_at(kind, place))
            hint = f"Write each on its own line: {known}."
            told = "field-value", f"{subject} should have fields of its own.", hint
        case other_type:
            msg = f"no words for the fault {other_type!r} at {place!r}"
            raise NotImplementedError(msg)
    code, message, hint = told
    return Problem(path, line, column, "error", code, message, hint)


def _at_home(kind: type[Record], place: Place) -> str:
    """The hint for a field that pages of another kind have."""
    if not issubclass(kind, kinds.Page) or len(place) > 1:
        return ""
    homes = [name for name, other in kinds.COLLECTIONS.items() if place[0] in other.model_fields]
    if not homes:
        return ""
    folders = " and ".join(f"content/{home}/" for home in homes)
    live = f"and {homes[0]} live" if len(homes) == 1 else "which live"
    return f"“{place[0]}” belongs to {' and '.join(homes)}, {live} in {folders}."


def _as_list(name: int | str, written: object) -> str:
    if isinstance(written, str) and re.fullmatch(r"[\w /.,-]+", written):
        return f"Write {name}: [{written}]"
    return "Put each thing on a line of its own that begins with a hyphen and a space."


def _at_that_time(tree: Node, place: Place) -> str:
    """The hint for an end that has only a time: the day on which it starts is known."""
    start = _scalar(tree, (*place[:-1], "start"))
    time = re.fullmatch(r"(\d{1,2})[:.](\d{2})", _scalar(tree, place))
    if place[-1:] != ("end",) or time is None or not re.match(r"\d{4}-\d{2}-\d{2}", start):
        return ""
    clock = "23:59" if time[1] == "24" else f"{int(time[1]):02}:{time[2]}"
    return f"Write {start[:10]} {clock}"


def _scalar(tree: Node, place: Place) -> str:
    """The text at ``place``, if it is there."""
    node: Any = plain(tree)
    for step in place:
        node = node.get(step) if isinstance(node, dict) else None
    return node.strip() if isinstance(node, str) else ""


def _where(place: Place) -> str:
    names = [str(step) for step in place[:-1] if isinstance(step, str)]
    return f" in “{names[-1]}”" if names else ""


def _fields_at(kind: type[Record], place: Place) -> list[str]:
    """The names of the fields that a record may have at ``place``."""
    for step in place:
        if isinstance(step, str):
            kind = _record_in(kind.model_fields[step].annotation) or kind
    return list(kind.model_fields)


def _record_in(annotation: Any) -> type[Record] | None:  # noqa: ANN401 - any type expression
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next((found for inner in get_args(annotation) if (found := _record_in(inner))), None)
