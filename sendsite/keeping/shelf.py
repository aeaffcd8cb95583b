"""Packs in a row, from which single entries are taken when somebody first has to do with them."""

from __future__ import annotations

import json
from array import array
from bisect import bisect_right
from collections import defaultdict
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Any

from sendsite.keeping import codec, pack
from sendsite.keeping.codec import CodecError, Json
from sendsite.memo import NAMES, Given, Row, Stored

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from sendsite.keeping.pack import Pack, Part

_Args = tuple[Any, ...]


class _Laid:
    """A pack on the shelf, where its entries have places from ``base`` on."""

    def __init__(self, pack: Pack, base: int) -> None:
        self.pack = pack
        self.base = base
        self.begins = list(accumulate((part.rows for part in pack.parts), initial=base))
        self.ends = list(accumulate(pack.counts, initial=0))
        self._args: dict[int, list[_Args]] = {}

    def args(self, which: int) -> list[_Args]:
        """The arguments of all entries of a part."""
        known = self._args.get(which)
        if known is None:
            known = self._args[which] = pack.args_of(self.pack.parts[which])
        return known

    def height(self, place: int) -> int:
        """How high an entry stands."""
        return self.pack.heights[place - self.base]

    def asked(self, place: int) -> array[int]:
        """The numbers of those that an entry asked."""
        row = place - self.base
        return self.pack.asked[self.ends[row] : self.ends[row + 1]]


class Shelf:
    """The entries of packs, of which a later one may bring an entry anew. Fulfils ``memo.Shelf``.

    Whatever is asked of it raises CodecError when it is damaged.
    """

    def __init__(self, get: Callable[[str], bytes]) -> None:
        """``get`` brings what lies beside the packs."""
        self.edition = 0
        self._get = get
        self._laid: list[_Laid] = []
        self._bases: list[int] = []
        self._places: dict[int, int] = {}
        self._size = 0
        self._rebrought: set[int] = set()
        self._found: dict[Callable[..., Any], dict[_Args, int]] = {}
        self._sought: dict[Callable[..., Any], int] = {}  # how many packs have been looked through for it
        self._askers: dict[int, list[int]] = defaultdict(list)
        self._reversed = 0  # how many packs have been gone through for askers
        self._leaves: dict[str, list[Any]] = {}

    def __len__(self) -> int:
        return len(self._places)

    @property
    def size(self) -> int:
        """How many entries have been laid here, among them those that were brought anew or are gone."""
        return self._size

    def add(self, added: Pack) -> None:
        """Lay a pack beside the others."""
        for number in added.gone:
            self._places.pop(number, None)
        if self._laid:
            self._rebrought.update(self._places.keys() & set(added.numbers))
        self._laid.append(_Laid(added, self._size))
        self._bases.append(self._size)
        self._places.update(zip(added.numbers, range(self._size, self._size + len(added.numbers)), strict=True))
        self._size += len(added.numbers)
        self.edition += 1

    def wanted(self, since: int = 0) -> Iterator[int]:
        """The numbers of all givens, and of all entries that have problems, of what came after edition ``since``."""
        for laid in self._laid[since:]:
            for part, begin, end in zip(laid.pack.parts, laid.begins, laid.begins[1:], strict=False):
                if isinstance(codec.question(part.name), Given):
                    for place in range(begin, end):
                        number = laid.pack.numbers[place - laid.base]
                        if self._places.get(number) == place:
                            yield number
            for number in laid.pack.problems:
                if laid.base <= self._places.get(number, -1) < laid.begins[-1]:
                    yield number

    def highest(self) -> int:
        """The highest number there is."""
        return max((max(laid.pack.numbers, default=0) for laid in self._laid), default=0)

    def find(self, question: Callable[..., Any], args: _Args) -> int:
        """The number of an entry; 0 where there is none."""
        if question not in NAMES:
            return 0
        number = self._all_of(question).get(args, 0)
        return number if number in self._places else 0

    def row(self, number: int) -> Row:
        """One entry."""
        place = self._place(number)
        laid = self._laid_at(place)
        which = bisect_right(laid.begins, place) - 1
        part, row = laid.pack.parts[which], place - laid.begins[which]
        problems = laid.pack.problems.get(number, ())
        return Row(
            codec.question(part.name),
            laid.args(which)[row],
            laid.height(place),
            tuple([codec.decode(problem) for problem in problems]),
            self._value(part, row),
        )

    def asked(self, number: int) -> Sequence[int]:
        """The entries that it asked, in that order."""
        place = self._place(number)
        return self._laid_at(place).asked(place)

    def askers(self, number: int) -> Collection[int]:
        """The entries that asked it."""
        for laid in self._laid[self._reversed :]:
            self._turn_round(laid)
        self._reversed = len(self._laid)
        found = self._askers.get(number, ())
        return [
            asker
            for asker in found
            if asker in self._places and (asker not in self._rebrought or number in self.asked(asker))
        ]

    def remove(self, number: int) -> None:
        """Let go of an entry."""
        self._places.pop(number, None)

    def joined(self, put: Callable[[bytes], str]) -> tuple[Pack, frozenset[str]]:
        """All that is here in one pack, and the names of whatever lies beside it."""
        rows: dict[str, list[tuple[int, Json]]] = defaultdict(list)
        for laid in self._laid:
            for which, part in enumerate(laid.pack.parts):
                for row in range(part.rows):
                    place = laid.begins[which] + row
                    number = laid.pack.numbers[place - laid.base]
                    if self._places.get(number) == place:
                        rows[part.name].append((number, self._written(part, row)))
        numbers = [number for group in rows.values() for number, _ in group]
        places = [self._places[number] for number in numbers]
        asked = [self._laid_at(place).asked(place) for place in places]
        problems = ((number, self._laid_at(self._places[number]).pack.problems.get(number)) for number in numbers)
        parts = []
        for name, group in rows.items():
            args = [self.row(number).args for number, _ in group]
            parts.append(pack.part(name, args, [written for _, written in group], put))
        joined = pack.Pack(
            tuple(parts),
            array(pack.NUMBER, numbers),
            array(pack.HEIGHT, [self._laid_at(place).height(place) for place in places]),
            array(pack.COUNT, map(len, asked)),
            array(pack.NUMBER, chain.from_iterable(asked)),
            {number: each for number, each in problems if each is not None},
        )
        beside = {name for group in rows.values() for _, written in group for name in pack.beside(written)}
        return joined, frozenset(beside.union(*(part.leaves for part in parts)))

    def _place(self, number: int) -> int:
        try:
            return self._places[number]
        except KeyError as fault:
            msg = "an entry is missing from the store"
            raise CodecError(msg) from fault

    def _laid_at(self, place: int) -> _Laid:
        return self._laid[bisect_right(self._bases, place) - 1]

    def _value(self, part: Part, row: int) -> Stored | None:
        written = self._written(part, row)
        return None if written == pack.AGAIN else pack.Packed(written, self._get)

    def _written(self, part: Part, row: int) -> Json:
        found = pack.leaf_of(part, row)
        if found is None:
            return pack.AGAIN
        leaf, place = found
        if leaf not in self._leaves:
            try:
                self._leaves[leaf] = json.loads(self._get(leaf))
            except ValueError as fault:
                raise CodecError(str(fault)) from fault
        return self._leaves[leaf][place]

    def _all_of(self, question: Callable[..., Any]) -> dict[_Args, int]:
        """The numbers of all entries of a question, by their arguments."""
        found = self._found.setdefault(question, {})
        for laid in self._laid[self._sought.get(question, 0) :]:
            for which, part in enumerate(laid.pack.parts):
                if part.name == NAMES[question]:
                    begin = laid.begins[which] - laid.base
                    numbers = laid.pack.numbers[begin : begin + part.rows]
                    pairs = zip(laid.args(which), numbers, strict=True)
                    found.update((args, number) for args, number in pairs if number in self._places)
        self._sought[question] = len(self._laid)
        return found

    def _turn_round(self, laid: _Laid) -> None:
        askers, asked = self._askers, laid.pack.asked
        for number, begin, end in zip(laid.pack.numbers, laid.ends, laid.ends[1:], strict=False):
            if number in self._places:
                for each in asked[begin:end]:
                    askers[each].append(number)
