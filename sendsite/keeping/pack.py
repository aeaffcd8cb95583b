"""Entries of a memo as text, and put back into a memo: what they asked, what was wrong, and their answers.

Short answers stand in the text itself. Long ones, and the bytes of outputs, are put beside it by number, so that they
can stay where they are until somebody wants them.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from sendsite.keeping import codec
from sendsite.keeping.codec import CodecError, Json
from sendsite.memo import DERIVED, NAMES, PASSING, Passed, Stored
from sendsite.model import Output

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sendsite.memo import Entry, Memo
    from sendsite.model import Problem

_LONG: Final = 2000  # letters; an answer beyond this is not carried along with the text
# Where the answer of an entry is: made again, in the text, beside it, or an output whose bytes are beside it.
_AGAIN, _HERE, _BESIDE, _OUTPUT = range(4)


class Packed(Stored):
    """An answer as it lies in a pack."""

    __slots__ = ("get", "number", "written")

    def __init__(self, written: Json, number: int, get: Callable[[int], bytes]) -> None:
        self.written = written
        self.number = number
        self.get = get

    def load(self) -> Any:  # noqa: ANN401 - whatever the question answers
        """Read it. Raises CodecError when it is damaged."""
        where, *rest = self.written
        if where == _HERE:
            return codec.decode(*rest)
        if where == _BESIDE:
            return codec.loads(self.beside())
        return Output(rest[0], self.beside, rest[1])

    def beside(self) -> bytes:
        """The bytes beside the text. Raises CodecError when they are damaged."""
        found = self.get(self.number)
        if sha256(found).hexdigest() != self.written[-1]:
            msg = "an answer was damaged"
            raise CodecError(msg)
        return found

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Packed) and bool(self.written == other.written)

    __hash__ = None  # type: ignore[assignment] # what is written is a list


def write(entries: Iterable[Entry], put: Callable[[int, bytes], None], get: Callable[[int], bytes]) -> str:
    """The text of ``entries``, each after those that it asked.

    ``put`` is given the number of an entry and the bytes that go beside the text, but not those that ``get`` has.
    """
    questions: dict[str, int] = {}
    rows = [
        (
            entry.number,
            questions.setdefault(NAMES[entry.question], len(questions)),
            [codec.encode(arg) for arg in entry.args],
            list(dict.fromkeys(asked.number for asked in _asked(entry))),
            _answer(entry, put, get),
            *[codec.encode(problem) for problem in _problems(entry)],
        )
        for entry in entries
        if entry.question not in PASSING
    ]
    return codec.text([list(questions), rows])


# An answer that passes can stop no change, so an entry takes the place of those that it asked and that pass.


def _problems(entry: Entry) -> Iterator[Problem]:
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


def _answer(entry: Entry, put: Callable[[int, bytes], None], get: Callable[[int], bytes]) -> Json:
    value = entry.value
    if entry.question in DERIVED or isinstance(value, Passed):
        return [_AGAIN]
    if isinstance(value, Packed):  # it has not been wanted since it was read
        if value.written[0] != _HERE and value.get != get:
            put(entry.number, value.beside())
        return value.written
    if isinstance(value, Output):
        if value.is_at_hand:
            put(entry.number, value.data)
        return [_OUTPUT, value.path, value.digest]
    written = codec.encode(value)
    if isinstance(written, list | str):
        text = codec.text(written)
        if len(text) > _LONG:
            data = text.encode()
            put(entry.number, data)
            return [_BESIDE, sha256(data).hexdigest()]
    return [_HERE, written]


def lay_aside(entries: Iterable[Entry], put: Callable[[int, bytes], None], get: Callable[[int], bytes]) -> None:
    """Give up the answers of ``entries`` for their texts, with the long ones beside them: memory need not hold them."""
    for entry in entries:
        written = _answer(entry, put, get)
        if written[0] != _AGAIN and not isinstance(entry.value, Packed):
            entry.value = Packed(written, entry.number, get)


def read(memo: Memo, text: str | bytes, known: dict[int, Entry], get: Callable[[int], bytes]) -> None:
    """Put the entries of a text that ``write`` made into ``memo``.

    ``known`` has those that the text may speak of, by number, and is given its own; ``get`` brings the bytes that lie
    beside it. Raises CodecError when it is no such text.
    """
    try:
        names, rows = json.loads(text)
        questions = [codec.question(name) for name in names]
        for number, which, args, asked, written, *problems in rows:
            known[number] = memo.adopt(
                number,
                (questions[which], tuple([each if type(each) is str else codec.decode(each) for each in args])),
                tuple([known[each] for each in asked]),
                tuple([codec.decode(problem) for problem in problems]),
                Packed(written, number, get) if written[0] != _AGAIN else None,
            )
    except (ValueError, TypeError, LookupError, AttributeError, ImportError, RecursionError) as fault:
        raise CodecError(str(fault)) from fault
