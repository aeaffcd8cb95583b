"""Entries of a memo written down in columns, so that a few can be found again without reading the rest.

What entries asked, and where they stand, are plain numbers. Their answers lie beside them, many to a leaf, and long
ones by themselves; everything that lies beside goes by the SHA-256 of its bytes.
"""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from sendsite.keeping import codec
from sendsite.keeping.codec import CodecError, Json
from sendsite.memo import DERIVED, NAMES, PASSING, Passed, Stored
from sendsite.model import Output

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sendsite.memo import Entry

_LONG: Final = 2000  # letters; an answer beyond this is not carried along with its leaf
_ROWS: Final = 256  # on one leaf
# Where the answer of an entry is: made again, on the leaf, beside it, or one or several outputs with bytes beside it.
_AGAIN, _HERE, _BESIDE, _OUTPUT, _OUTPUTS = range(5)
AGAIN: Final[Json] = [_AGAIN]
# How large numbers, heights and counts may be; a pack is only ever read by a machine like the one that wrote it.
NUMBER, HEIGHT, COUNT = "Q", "H", "I"


class Packed(Stored):
    """An answer as it is written down."""

    __slots__ = ("get", "written")

    def __init__(self, written: Json, get: Callable[[str], bytes]) -> None:
        self.written = written
        self.get = get

    def load(self) -> Any:  # noqa: ANN401 - whatever the question answers
        """Read it. Raises CodecError when it is damaged."""
        where, *rest = self.written
        if where == _HERE:
            return codec.decode(*rest)
        if where == _BESIDE:
            return codec.loads(self.get(*rest))
        outputs = [Output(path, partial(self.get, digest), digest) for path, digest in rest]
        return outputs[0] if where == _OUTPUT else tuple(outputs)


@dataclass(frozen=True, slots=True)
class Part:
    """The entries of one question: its name, the arguments of each as JSON, and the leaves with their answers."""

    name: str
    rows: int
    args: str
    leaves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """Some entries: part after part, the number and height of each, how many it asked, and the numbers of those.

    ``problems`` has those of the entries that have any, by number, as JSON; ``gone`` are the numbers of entries in
    earlier packs that are no more.
    """

    parts: tuple[Part, ...]
    numbers: array[int]
    heights: array[int]
    counts: array[int]
    asked: array[int]
    problems: Mapping[int, Json]
    gone: tuple[int, ...] = ()

    def as_bytes(self) -> bytes:
        """The whole pack, without what lies beside it."""
        parts = [[part.name, part.rows, part.args, part.leaves] for part in self.parts]
        problems = [[number, each] for number, each in self.problems.items()]
        head = codec.text([parts, problems, self.gone, len(self.asked)]).encode()
        columns = (self.numbers, self.heights, self.counts, self.asked)
        return b"".join((b"%d\n" % len(head), head, *(column.tobytes() for column in columns)))


def from_bytes(data: bytes) -> Pack:
    """The pack of ``as_bytes``. Raises CodecError when it is none."""
    try:
        size, _, rest = data.partition(b"\n")
        parts, problems, gone, asked = json.loads(rest[: int(size)])
        rows = sum(part[1] for part in parts)
        left = memoryview(rest)[int(size) :]
        numbers, left = _column(NUMBER, rows, left)
        heights, left = _column(HEIGHT, rows, left)
        counts, left = _column(COUNT, rows, left)
        numbers_asked, left = _column(NUMBER, asked, left)
        return Pack(
            tuple(Part(name, rows, args, tuple(leaves)) for name, rows, args, leaves in parts),
            numbers,
            heights,
            counts,
            numbers_asked,
            dict(problems),
            tuple(gone),
        )
    except (ValueError, TypeError, LookupError) as fault:
        raise CodecError(str(fault)) from fault


def _column(kind: str, rows: int, data: memoryview) -> tuple[array[int], memoryview]:
    """The next column, and what is left behind it."""
    column: array[int] = array(kind)
    size = rows * column.itemsize
    column.frombytes(data[:size])
    return column, data[size:]


def write(entries: Iterable[Entry], gone: Iterable[int], put: Callable[[bytes], str]) -> Pack:
    """The pack of ``entries``; ``put`` is given what lies beside it, and returns its name."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.question not in PASSING:
            groups[NAMES[entry.question]].append(entry)
    ordered = list(chain.from_iterable(groups.values()))
    asked = [tuple(dict.fromkeys(each.number for each in _asked(entry))) for entry in ordered]
    faulty = ((entry.number, [codec.encode(problem) for problem in _problems(entry)]) for entry in ordered)
    return Pack(
        tuple(
            part(name, (entry.args for entry in group), [answer(entry, put) for entry in group], put)
            for name, group in groups.items()
        ),
        array(NUMBER, [entry.number for entry in ordered]),
        array(HEIGHT, [entry.height for entry in ordered]),
        array(COUNT, map(len, asked)),
        array(NUMBER, chain.from_iterable(asked)),
        {number: problems for number, problems in faulty if problems},
        tuple(gone),
    )


def part(name: str, args: Iterable[tuple[Any, ...]], answers: Sequence[Json], put: Callable[[bytes], str]) -> Part:
    """The part of one question: the arguments and the answer of each entry."""
    leaves = (answers[first : first + _ROWS] for first in range(0, len(answers), _ROWS))
    is_bare = all(each == AGAIN for each in answers)
    return Part(
        name,
        len(answers),
        codec.text([[codec.encode(arg) for arg in each] for each in args]),
        () if is_bare else tuple([put(codec.text(leaf).encode()) for leaf in leaves]),
    )


def keys(found: Pack) -> Iterator[tuple[int, tuple[Callable[..., Any], tuple[Any, ...]]]]:
    """The number of each entry of a pack, with its question and its arguments."""
    numbers = iter(found.numbers)
    for each in found.parts:
        question = codec.question(each.name)
        for args in args_of(each):
            yield next(numbers), (question, args)


def args_of(found: Part) -> list[tuple[Any, ...]]:
    """The arguments of all entries of a part."""
    rows = json.loads(found.args)
    return [tuple([each if type(each) is str else codec.decode(each) for each in row]) for row in rows]


def leaf_of(part: Part, row: int) -> tuple[str, int] | None:
    """The leaf with the answer of a row, and its place there; None where the answer is to be made again."""
    return (part.leaves[row // _ROWS], row % _ROWS) if part.leaves else None


# An answer that passes can stop no change, so an entry takes the place of those that it asked and that pass.


def _problems(entry: Entry) -> Iterator[Any]:
    yield from entry.problems
    for asked in entry.asked:
        if asked.question in PASSING:
            yield from _problems(asked)


def _asked(entry: Entry) -> Iterator[Entry]:
    for asked in entry.asked:
        if asked.question in PASSING:
            yield from _asked(asked)
        else:
            yield asked


def answer(entry: Entry, put: Callable[[bytes], str]) -> Json:
    """The answer of an entry, written down."""
    value = entry.value
    if entry.question in DERIVED or isinstance(value, Passed):
        return AGAIN
    if isinstance(value, Packed):  # it has not been wanted since it was read
        return value.written
    if isinstance(value, Output):
        if value.is_at_hand:
            put(value.data)
        return [_OUTPUT, [value.path, value.digest]]
    if isinstance(value, tuple) and value and all(isinstance(each, Output) for each in value):
        return [_OUTPUTS, *([each.path, each.digest] for each in value)]  # whose bytes belong to other entries
    written = codec.encode(value)
    if isinstance(written, list | str):
        text = codec.text(written)
        if len(text) > _LONG:
            return [_BESIDE, put(text.encode())]
    return [_HERE, written]


def beside(written: Json) -> tuple[str, ...]:
    """The names of what lies beside an answer."""
    where, *rest = written
    if where == _BESIDE:
        return tuple(rest)
    return tuple(digest for _, digest in rest) if where in {_OUTPUT, _OUTPUTS} else ()


def lay_aside(entries: Iterable[Entry], put: Callable[[bytes], str], get: Callable[[str], bytes]) -> None:
    """Give up the answers of ``entries`` for what is written of them: memory need not hold them."""
    for entry in entries:
        written = answer(entry, put)
        if written != AGAIN and not isinstance(entry.value, Packed):
            entry.value = Packed(written, get)


def name(data: bytes) -> str:
    """What bytes go by that lie beside a pack."""
    return sha256(data).hexdigest()
