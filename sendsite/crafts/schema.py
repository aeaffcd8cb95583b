"""A tree of typed text to a record, with each fault told in a sentence at the place where it stands."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from pydantic import ValidationError

from sendsite.crafts.fields import Record
from sendsite.crafts.nodes import Fields, Items, Node, Scalar, plain
from sendsite.model import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

R = TypeVar("R", bound=Record)

Place = tuple[int | str, ...]


def read(kind: type[R], tree: Node, path: str) -> tuple[R | None, tuple[Problem, ...]]:
    """Return the record that ``tree`` describes, or None and every problem in it."""
    try:
        return kind.model_validate(_without_empty(plain(tree))), ()
    except ValidationError as faults:
        # A list all of whose things are faulty seems empty to pydantic; the faults themselves are enough to tell.
        told = (fault for fault in faults.errors() if fault["type"] != "too_short" or not fault["input"])
        return None, tuple(_problem(kind, tree, path, fault) for fault in told)


def position(tree: Node, place: Place) -> tuple[int, int]:
    """Line and column of the value at ``place``, or of the nearest thing above it that exists."""
    return _find(tree, place)[0]


def nearest(word: str, known: Sequence[str] | frozenset[str]) -> str:
    """A hint that offers the nearest of ``known``, or lists them when they are few."""
    if near := get_close_matches(word, sorted(known), 1, 0.6):
        return f"Did you mean “{near[0]}”?"
    few = 12
    return f"We know {', '.join(f'“{name}”' for name in sorted(known))}." if 0 < len(known) <= few else ""


def _without_empty(value: Any) -> Any:  # noqa: ANN401 - a tree of str, None, list and dict
    if isinstance(value, dict):
        return {name: _without_empty(inner) for name, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_without_empty(inner) for inner in value]
    return value


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
    match fault["type"]:
        case "missing" if name is not None:
            told = "field-empty", f"{field} is empty.", f"Write something after “{step}:”."
        case "missing":
            told = "field-missing", f"{field} is missing{_where(place)}.", f"Add a line that begins with “{step}:”."
        case "extra_forbidden":
            hint = nearest(str(step), sorted(_fields_at(kind, place[:-1])))
            told = "field-unknown", f"{field} is not a field we know{_where(place)}.", hint
        case "value":
            subject = "This" if isinstance(step, int) else field
            told = "field-value", f"{subject} {context['message']}.", context["hint"]
        case "tuple_type":
            hint = "Put each thing on a line of its own that begins with a hyphen and a space."
            told = "field-value", f"{field} should be a list.", hint
        case "too_short":
            told = "field-empty", f"{field} is an empty list.", "Add at least one, or leave the field out."
        case "too_long":
            message = f"{field} has {context['actual_length']} things, and the most is {context['max_length']}."
            told = "field-value", message, "Take out those that matter least."
        case "model_type":
            subject = "Each of these" if isinstance(step, int) else field
            known = ", ".join(f"“{name}”" for name in _fields_at(kind, place))
            told = "field-value", f"{subject} should have fields of its own.", f"They are {known}."
        case other_type:
            msg = f"no words for the fault {other_type!r} at {place!r}"
            raise NotImplementedError(msg)
    code, message, hint = told
    return Problem(path, line, column, "error", code, message, hint)


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
