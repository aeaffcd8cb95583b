"""Remembers what each question answered and what it asked, so that a rebuild answers only what has changed.

A *question* is a pure function whose first argument is ``ask``; it learns everything else by asking further questions.
A *given* is a question that the snapshot itself answers. Questions marked ``remembered`` are kept with what they asked;
any other belongs to whichever remembered question asks it, as if its lines stood there.

A new snapshot is compared with the old one, given by given. What asked about a change is answered anew, and only where
its answer has become different is whatever asked for that looked at in turn. Each entry stands higher than all that it
asked, and they are gone through from the lowest upwards, so none is answered before what it hangs on (the heights of
Jane Street's Incremental, the cut-off of Salsa and of "Build systems a la carte"). So a kept memo and a fresh one
always agree, and a rebuild costs what has changed, however large the site is.

What an earlier memo found may lie on a ``Shelf``. An entry is taken from there when somebody first has to do with it.
"""

from __future__ import annotations

import math
from contextlib import suppress
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Any, Concatenate, Final, Generic, ParamSpec, Protocol, TypeVar, cast

from sendsite.sameness import alike

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from sendsite.model import Problem, Snapshot

P = ParamSpec("P")
T = TypeVar("T")
# Every question that is remembered or given, with the name by which a store knows it.
NAMES: Final[dict[Callable[..., Any], str]] = {}
DERIVED: Final[set[Callable[..., Any]]] = set()
PASSING: Final[set[Callable[..., Any]]] = set()
_NOT_READY: Final = math.inf


def remembered(question: Callable[Concatenate[Ask, P], T]) -> Callable[Concatenate[Ask, P], T]:
    """Mark a question whose answers are kept. Its arguments must be hashable, and its answers frozen."""
    NAMES[question] = f"{question.__module__.removeprefix('sendsite.')}.{question.__qualname__}"
    return question


def derived(question: Callable[Concatenate[Ask, P], T]) -> Callable[Concatenate[Ask, P], T]:
    """Mark a remembered question whose answer a store need not hold: it is soon made again from what it asked."""
    DERIVED.add(question)
    return remembered(question)


def passing(question: Callable[Concatenate[Ask, P], T]) -> Callable[Concatenate[Ask, P], T]:
    """Mark a derived question that many ask while one page is made, and that memory need not hold after that."""
    PASSING.add(question)
    return derived(question)


class Given:
    """A question answered by looking at the snapshot."""

    def __init__(self, look: Callable[..., Any]) -> None:
        self.look = look
        self.__name__ = look.__name__
        self.__module__ = look.__module__
        self.__qualname__ = look.__qualname__


def given(look: Callable[Concatenate[Snapshot, P], T]) -> Callable[Concatenate[Ask, P], T]:
    """Make a question out of a function of the snapshot."""
    return remembered(cast("Callable[Concatenate[Ask, P], T]", Given(look)))


class CircularQuestionError(RuntimeError):
    """A question asked itself: a fault in sendsite, never in the content."""


@dataclass(frozen=True, slots=True)
class Key:
    """A question with its arguments."""

    question: Callable[..., Any]
    args: tuple[Any, ...]

    def __str__(self) -> str:
        return f"{self.question.__name__}({', '.join(map(repr, self.args))})"


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """What an evaluation gives: the value, the problems of every question behind it, and those answered anew."""

    value: T
    problems: frozenset[Problem]
    computed: tuple[Key, ...]


class Stored:
    """An answer that is not here until it is needed."""

    __slots__ = ()

    def load(self) -> Any:  # noqa: ANN401 - whatever the question answers
        """Bring it."""
        raise NotImplementedError


class Passed(Stored):
    """An answer that has been let go of, and is made again when it is needed."""

    __slots__ = ("entry",)

    def __init__(self, entry: Entry) -> None:
        self.entry = entry

    def load(self) -> Any:  # noqa: ANN401 - whatever the question answers
        """Make it again."""
        return self.entry.question(Ask(self.entry.memo), *self.entry.args)


class Raised(Stored):
    """What a question ran into in place of an answer: whoever asks it now runs into the same."""

    __slots__ = ("fault",)

    def __init__(self, fault: Exception) -> None:
        self.fault = fault

    def load(self) -> Any:  # noqa: ANN401 - as above
        """Run into it."""
        raise self.fault


@dataclass(frozen=True, slots=True)
class Row:
    """What a shelf holds of one entry, apart from what it asked. A value of None is one to be made again."""

    question: Callable[..., Any]
    args: tuple[Any, ...]
    height: int
    problems: tuple[Problem, ...]
    value: Stored | None


class Shelf(Protocol):
    """What an earlier memo found, by the numbers of its entries."""

    edition: int  # grows with whatever is added

    def find(self, question: Callable[..., Any], args: tuple[Any, ...]) -> int:
        """The number of an entry; 0 where there is none."""

    def row(self, number: int) -> Row:
        """One entry."""

    def asked(self, number: int) -> Sequence[int]:
        """The entries that it asked, in that order."""

    def askers(self, number: int) -> Collection[int]:
        """The entries that asked it."""

    def remove(self, number: int) -> None:
        """Let go of an entry."""


class _Bare:
    """A shelf with nothing on it."""

    edition = 0

    def find(self, question: Callable[..., Any], args: tuple[Any, ...]) -> int:  # noqa: ARG002 - there is none
        return 0

    def row(self, number: int) -> Row:
        raise KeyError(number)

    def asked(self, number: int) -> Sequence[int]:
        raise KeyError(number)

    def askers(self, number: int) -> Collection[int]:  # noqa: ARG002 - there are none
        return ()

    def remove(self, number: int) -> None:
        pass


class Entry:
    """A remembered answer, in a web with the entries that it asked and its askers.

    It stands at a ``height`` above all that it asked. ``ready`` is that height too, unless it has to be answered anew.
    ``changed`` is the revision in which its answer last became different. ``number`` is its own for as long as the memo
    and its store live.
    """

    __slots__ = (
        "_asked", "_askers", "_edition", "args", "changed", "height", "memo", "number", "problems", "question", "ready",
        "value",
    )  # fmt: skip

    def __init__(self, memo: Memo, number: int, question: Callable[..., Any], args: tuple[Any, ...]) -> None:
        self.memo = memo
        self.number = number
        self.question = question
        self.args = args
        self.value: Any = None
        self.problems: tuple[Problem, ...] = ()
        self.height = 0
        self.ready: float = _NOT_READY
        self.changed = 0
        self._asked: tuple[Entry, ...] | None = ()  # None where it still lies on the shelf
        self._askers: dict[Entry, None] = {}  # without those that lie on the shelf, until somebody wants all
        self._edition = memo.shelf.edition  # of the shelf, when its askers were last taken from there

    @property
    def key(self) -> Key:
        """What was asked."""
        return Key(self.question, self.args)

    @property
    def answer(self) -> Any:  # noqa: ANN401 - whatever the question answers
        """The value, brought from where it lies."""
        if isinstance(self.value, Stored):
            self.value = self.value.load()
        return self.value

    @property
    def asked(self) -> tuple[Entry, ...]:
        """The entries that it asked, each once, in that order."""
        if self._asked is None:
            self._asked = tuple([self.memo.at(number) for number in self.memo.shelf.asked(self.number)])
            for each in self._asked:
                each._askers[self] = None  # noqa: SLF001 - of its own kind
        return self._asked

    @property
    def askers(self) -> Collection[Entry]:
        """The entries that asked it."""
        shelf = self.memo.shelf
        if self._edition != shelf.edition:
            for number in shelf.askers(self.number):
                asker = self.memo.at(number)
                if asker._asked is None:  # noqa: SLF001 - of its own kind; any other is among them if it should be
                    self._askers[asker] = None
            self._edition = shelf.edition
        return self._askers

    def link(self, asked: tuple[Entry, ...]) -> list[Entry]:
        """Note what it asked, in place of what it asked before; return what it no longer asks."""
        before = self.asked
        self._asked = asked
        for each in asked:
            each._askers[self] = None  # noqa: SLF001 - of its own kind
        dropped = list(set(before).difference(asked)) if before else []
        for each in dropped:
            each._askers.pop(self, None)  # noqa: SLF001 - of its own kind
        return dropped

    def leave(self) -> None:
        """Leave its asked and its askers to the shelf."""
        self._asked = None
        self._edition = -1


class Ask:
    """What a question asks with. It notes each question asked and each problem reported."""

    __slots__ = ("_memo", "_within", "asked", "problems")

    def __init__(self, memo: Memo) -> None:
        self._memo = memo
        self._within: dict[tuple[Callable[..., Any], tuple[Any, ...]], Any] = {}  # what is not remembered longer
        self.asked: dict[Entry, None] = {}
        self.problems: list[Problem] = []

    def __call__(self, question: Callable[Concatenate[Ask, P], T], *args: P.args, **_: P.kwargs) -> T:
        """Return the answer to ``question`` for ``args``."""
        memo = self._memo
        key = question, args
        entry = memo.entries.get(key)
        if entry is None or entry.ready >= memo.level:
            if question not in NAMES:
                if key not in self._within:
                    self._within[key] = question(self, *args, **_)
                return cast("T", self._within[key])
            try:
                entry = memo.refresh(question, args)
            except Exception:
                self.asked.update(dict.fromkeys(filter(None, (memo.entries.get(key),))))
                raise
        self.asked[entry] = None
        value = entry.value
        return cast("T", entry.answer if isinstance(value, Stored) else value)

    def report(self, *problems: Problem) -> None:
        """Let ``problems`` travel with the answer."""
        self.problems.extend(problems)


class Memo:
    """The answers of one site, kept from snapshot to snapshot. Not for use by two threads at once."""

    def __init__(self) -> None:
        self.shelf: Shelf = _Bare()
        self.entries: dict[tuple[Callable[..., Any], tuple[Any, ...]], Entry] = {}
        self.news: dict[Entry, None] = {}  # answered or found changed since somebody last took note of it
        self.gone: list[int] = []  # the numbers of those forgotten since then
        self.highest = 0  # the highest number given to an entry here
        self.givens: dict[Entry, None] = {}
        self.revision = 1
        self.before: dict[Entry, Any] = {}  # what the givens that have changed with the present snapshot were
        self.computed: list[Entry] = []  # for the present snapshot, each after those that it asked
        self.level: float = _NOT_READY  # what stands lower is true for the present snapshot, if it is ready
        self._numbered: dict[int, Entry] = {}
        self._eldest = 0  # the highest number there was before the present snapshot
        self._waiting: dict[Entry, None] = {}  # to be answered anew
        self._heap: list[tuple[int, int, Entry]] = []  # those of them that are looked at next, the lowest first
        self._is_settling = False
        self._sure: set[Entry] = set()  # true for the present snapshot, however high they stand
        self._faulty: dict[Entry, None] = {}
        self._loose: list[Entry] = []
        self._active: dict[tuple[Callable[..., Any], tuple[Any, ...]], None] = {}
        self._root: Entry | None = None
        self._snapshot: Snapshot | None = None

    def evaluate(
        self, snapshot: Snapshot, question: Callable[Concatenate[Ask, P], T], *args: P.args, **_: P.kwargs
    ) -> Answer[T]:
        """Turn to ``snapshot`` and conclude with ``question``."""
        self.turn(snapshot)
        return self.conclude(question, *args, **_)

    def turn(self, snapshot: Snapshot) -> None:
        """Turn to another snapshot: whatever asked about a given that has changed has to be answered anew."""
        self.revision += 1
        self.computed = []
        self.before = {}
        self._active = {}
        self._eldest = self.highest
        self._snapshot = snapshot
        for entry in self.givens:
            value = cast("Given", entry.question).look(snapshot, *entry.args)
            if value is not entry.value and self._differs(entry, value):
                self._alarm(entry)

    def settle(self, apart: Collection[Callable[..., Any]] = (), entries: Iterable[Entry] | None = None) -> None:
        """Answer anew what has to be, of all there is or only of ``entries`` and what hangs on them.

        What answers a question in ``apart`` is left waiting, and so is what hangs on that alone.
        """
        chosen = self._waiting if entries is None else entries
        self._heap = sorted((entry.height, entry.number, entry) for entry in chosen)
        self._is_settling = True
        try:
            while self._heap:
                height, number, entry = heappop(self._heap)
                if entry.height != height:  # it has been lifted since
                    heappush(self._heap, (entry.height, number, entry))
                elif entry in self._waiting and entry.question not in apart and not self._is_doomed(entry):
                    self.level = height
                    with suppress(Exception):  # whoever still asks for it runs into that too
                        self._answer(entry)
        finally:
            self._is_settling = False
            self._heap.clear()
            self._sure.clear()
            self.level = _NOT_READY

    def conclude(self, question: Callable[Concatenate[Ask, P], T], *args: P.args, **_: P.kwargs) -> Answer[T]:
        """Answer the one question that all others are asked for, and forget what it does not need."""
        self.settle()
        root = self.refresh(question, args)
        if self._root is not None:
            self._loose.append(self._root)
        self._root = root
        value = root.answer
        self._forget()
        self.computed = [entry for entry in self.computed if entry.number in self._numbered]
        self.let_pass()
        problems = frozenset(problem for entry in self._faulty for problem in entry.problems)
        return Answer(value, problems, tuple(entry.key for entry in self.computed))

    def answer(self, question: Callable[Concatenate[Ask, P], T], *args: P.args, **_: P.kwargs) -> T:
        """The answer to a further question about the present snapshot."""
        return cast("T", self.refresh(question, args).answer)

    def behind(self, question: Callable[Concatenate[Ask, P], T], *args: P.args, **_: P.kwargs) -> frozenset[Key]:
        """Every question that the answer to this one hangs on, itself among them; it must have been answered."""
        return frozenset(entry.key for entry in _reach(self.refresh(question, args)))

    def ahead(self, entry: Entry) -> Iterator[Entry]:
        """Everything whose answer hangs on that of ``entry``."""
        seen = {entry}
        waiting = [entry]
        while waiting:
            for asker in waiting.pop().askers:
                if asker not in seen:
                    seen.add(asker)
                    waiting.append(asker)
                    yield asker

    def known(self, question: Callable[..., Any], args: tuple[Any, ...]) -> Entry | None:
        """The entry of a question, if it has one."""
        entry = self.entries.get((question, args))
        if entry is None and (number := self.shelf.find(question, args)):
            entry = self.at(number)
        return entry

    def is_open(self, question: Callable[..., Any], args: tuple[Any, ...]) -> bool:
        """Whether a question has to be answered, as far as ``settle`` has gone."""
        entry = self.entries.get((question, args))
        return entry.ready == _NOT_READY if entry is not None else not self.shelf.find(question, args)

    def is_new(self, question: Callable[..., Any], args: tuple[Any, ...]) -> bool:
        """Whether the answer to a question is other than it was for the snapshot before."""
        entry = self.known(question, args)
        return entry is None or entry.changed == self.revision

    @property
    def waiting(self) -> int:
        """How many questions are still to be answered anew."""
        return len(self._waiting)

    def refresh(self, question: Callable[..., Any], args: tuple[Any, ...]) -> Entry:
        """Return the entry of a question, true for the present snapshot."""
        entry = self.known(question, args)
        if entry is None:
            self.highest += 1
            entry = Entry(self, self.highest, question, args)
            self._answer(entry)
        elif entry.ready >= self.level:
            self._make_sure(entry)
        return entry

    def catch_up(self, keys: Iterable[Key], apart: Collection[Callable[..., Any]]) -> None:
        """Answer ``keys``, and what hangs on them as far as it is not ``apart``."""
        entries = [(key, self.known(key.question, key.args)) for key in keys]
        self.settle(apart, [entry for _, entry in entries if entry is not None])
        for key, _ in entries:
            self.refresh(key.question, key.args)

    def at(self, number: int) -> Entry:
        """The entry with a number, here or on the shelf."""
        return self._numbered.get(number) or self._take(number, self.shelf.row(number))

    def stand_before(self, shelf: Shelf, highest: int, wanted: Iterable[int]) -> None:
        """Begin with what is on ``shelf``, where no number is beyond ``highest``.

        ``wanted`` are the numbers of all givens, and of all that has problems.
        """
        self.shelf = shelf
        self.highest = highest
        for number in wanted:
            self.at(number)

    def take_over(self, numbers: Iterable[int], wanted: Collection[int]) -> None:
        """Take note of what has been laid on the shelf for the present snapshot, ``wanted`` as above."""
        for number in numbers:
            if (entry := self._numbered.get(number)) is not None:
                self._loose += entry.link(tuple([self.at(each) for each in self.shelf.asked(number)]))
                self._fill(entry, self.shelf.row(number))
                entry.changed = self.revision
                self._waiting.pop(entry, None)
                self._alarm(entry)
            elif number in wanted:
                self.at(number)

    def let_pass(self) -> None:
        """Let go of large answers that have served; should one be wanted again, it is made again."""
        for entry in self.computed:
            if entry.question in PASSING and not isinstance(entry.value, Raised):
                entry.value = Passed(entry)

    def _take(self, number: int, row: Row) -> Entry:
        entry = Entry(self, number, row.question, row.args)
        entry.leave()
        self._keep(entry)
        if number > self._eldest:
            entry.changed = self.revision
        self._fill(entry, row)
        return entry

    def _fill(self, entry: Entry, row: Row) -> None:
        entry.ready = entry.height = row.height
        entry.value = row.value or Passed(entry)
        self._blame(entry, row.problems)
        if isinstance(entry.question, Given):
            self.givens[entry] = None
            if self._snapshot is not None:  # which has the bytes of a file, where a shelf has no more than their digest
                entry.value = entry.question.look(self._snapshot, *entry.args)

    def _keep(self, entry: Entry) -> None:
        self.entries[entry.question, entry.args] = entry
        self._numbered[entry.number] = entry

    def _differs(self, entry: Entry, value: Any) -> bool:  # noqa: ANN401 - whatever the given is
        """Put what a given is now in the place of what it was; whether that has changed."""
        before = entry.answer
        entry.value = value  # also where it is alike: what a store knows of a file is only its digest
        if alike(before, value):
            return False
        self.before[entry] = before
        entry.changed = self.revision
        self.news[entry] = None
        return True

    def _alarm(self, entry: Entry) -> None:
        """Let whatever asked for ``entry`` be answered anew."""
        for asker in entry.askers:
            if asker.ready != _NOT_READY:
                self._wait(asker)

    def _wait(self, entry: Entry) -> None:
        entry.ready = _NOT_READY
        self._waiting[entry] = None
        if self._is_settling:
            heappush(self._heap, (entry.height, entry.number, entry))

    def _is_doomed(self, entry: Entry) -> bool:
        """Whether all that asked for an entry is to be answered anew anyway, and may then ask for other things."""
        return bool(entry.askers) and all(asker.ready == _NOT_READY for asker in entry.askers)

    def _make_sure(self, entry: Entry) -> None:
        """Make an entry true that stands as high as what asks for it, or has to be answered anew."""
        if entry.ready != _NOT_READY and entry not in self._sure:
            for asked in entry.asked:
                if asked.ready >= self.level:
                    if (asked.question, asked.args) in self._active:  # which may hang on it no longer
                        self._wait(entry)
                    else:
                        self._make_sure(asked)
                if entry.ready == _NOT_READY:  # what it asked later may make no sense any more
                    break
        if entry.ready == _NOT_READY:
            self._answer(entry)
        self._sure.add(entry)

    def _answer(self, entry: Entry) -> None:
        if isinstance(entry.question, Given):
            entry.value = entry.question.look(self._snapshot, *entry.args)
            entry.ready = 0
            entry.changed = self.revision
            self.givens[entry] = self.news[entry] = None
            self._keep(entry)
            return
        key = entry.question, entry.args
        if key in self._active:
            names = (str(Key(*each)) for each in (*self._active, key))
            raise CircularQuestionError(" asks ".join(names))
        ask = Ask(self)
        fault = None
        self._active[key] = None
        try:
            value = entry.question(ask, *entry.args)
        except Exception as raised:  # noqa: BLE001 - it is raised again below
            fault, value = raised, Raised(raised)
        finally:
            del self._active[key]
        self._loose += entry.link(tuple(ask.asked))
        self._blame(entry, tuple(ask.problems))
        is_new = entry.number not in self._numbered
        if is_new or fault or isinstance(entry.value, Passed | Raised) or not alike(entry.answer, value):
            entry.value = value
            entry.changed = self.revision
            self._alarm(entry)
        self._keep(entry)
        self._stand(entry, max([asked.height for asked in ask.asked], default=0) + 1)
        entry.ready = entry.height
        self._waiting.pop(entry, None)
        self.news[entry] = None
        self.computed.append(entry)
        if fault:
            raise fault

    def _stand(self, entry: Entry, height: int) -> None:
        """Let an entry stand at ``height``, and whatever asked for it above that."""
        is_higher = height > entry.height
        entry.height = height
        for asker in entry.askers if is_higher else ():
            if asker.height <= height:
                self._stand(asker, height + 1)
                asker.ready = max(asker.ready, asker.height)
                self.news[asker] = None

    def _blame(self, entry: Entry, problems: tuple[Problem, ...]) -> None:
        """Note the problems of ``entry``, in place of those it had before."""
        entry.problems = problems
        if problems:
            self._faulty[entry] = None
        else:
            self._faulty.pop(entry, None)

    def _forget(self) -> None:
        """Let go of what nobody asks any more."""
        while self._loose:
            entry = self._loose.pop()
            if entry.askers or entry is self._root or self._numbered.get(entry.number) is not entry:
                continue
            self._loose += entry.link(())
            del self.entries[entry.question, entry.args], self._numbered[entry.number]
            self.shelf.remove(entry.number)
            for group in (self.givens, self.news, self._faulty, self._waiting):
                group.pop(entry, None)
            self.gone.append(entry.number)


def _reach(root: Entry) -> Iterator[Entry]:
    seen = {root}
    waiting = [root]
    while waiting:
        entry = waiting.pop()
        yield entry
        for asked in entry.asked:
            if asked not in seen:
                seen.add(asked)
                waiting.append(asked)
