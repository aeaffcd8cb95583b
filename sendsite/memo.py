"""Remembers what each question answered and what it asked, so that a rebuild answers only what has changed.

A *question* is a pure function whose first argument is ``ask``; it learns everything else by asking further questions.
A *given* is a question that the snapshot itself answers. Questions marked ``remembered`` are kept with what they asked;
any other belongs to whichever remembered question asks it, as if its lines stood there.

A new snapshot is compared with the old one, given by given. What hangs on a change is suspected, and a suspected answer
is trusted again only when everything it asked has the same answer (the red and green of Salsa, the verifying traces of
"Build systems a la carte"). So a kept memo and a fresh one always agree, and a rebuild costs what has changed, however
large the site is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Concatenate, Final, Generic, ParamSpec, TypeVar, cast

from sendsite.sameness import alike

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sendsite.model import Problem, Snapshot

P = ParamSpec("P")
T = TypeVar("T")
# Every question that is remembered or given, with the name by which a store knows it.
NAMES: Final[dict[Callable[..., Any], str]] = {}
DERIVED: Final[set[Callable[..., Any]]] = set()
PASSING: Final[set[Callable[..., Any]]] = set()


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

    __slots__ = ("entry", "memo")

    def __init__(self, memo: Memo, entry: Entry) -> None:
        self.memo = memo
        self.entry = entry

    def load(self) -> Any:  # noqa: ANN401 - whatever the question answers
        """Make it again."""
        return self.entry.question(Ask(self.memo), *self.entry.args)


class Entry:
    """A remembered answer, in a web with the entries that it ``asked`` and its ``askers``.

    ``changed`` and ``verified`` are the revisions in which it last became different and was last known to hold.
    ``suspects`` are those it asked that may have changed since, None when it is known to hold, and empty as long as it
    has no answer. ``number`` is its own for as long as the memo and its store live.
    """

    __slots__ = (
        "args", "asked", "askers", "changed", "number", "problems", "question", "suspects", "value", "verified",
    )  # fmt: skip

    def __init__(self, number: int, question: Callable[..., Any], args: tuple[Any, ...]) -> None:
        self.number = number
        self.question = question
        self.args = args
        self.value: Any = None
        self.asked: tuple[Entry, ...] = ()
        self.askers: dict[Entry, None] = {}
        self.problems: tuple[Problem, ...] = ()
        self.changed = 0
        self.verified = 0
        self.suspects: list[Entry] | None = []

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
        if entry is None or entry.suspects is not None:
            if question not in NAMES:
                if key not in self._within:
                    self._within[key] = question(self, *args, **_)
                return cast("T", self._within[key])
            entry = memo.refresh(question, args)
        self.asked[entry] = None
        value = entry.value
        return cast("T", entry.answer if isinstance(value, Stored) else value)

    def report(self, *problems: Problem) -> None:
        """Let ``problems`` travel with the answer."""
        self.problems.extend(problems)


class Memo:
    """The answers of one site, kept from snapshot to snapshot. Not for use by two threads at once."""

    def __init__(self) -> None:
        self.entries: dict[tuple[Callable[..., Any], tuple[Any, ...]], Entry] = {}
        self.news: dict[Entry, None] = {}  # answered or found changed since somebody last took note of it
        self.gone: list[int] = []  # the numbers of those forgotten since then
        self.highest = 0  # the highest number given to an entry here
        self.givens: dict[Entry, None] = {}
        self._faulty: dict[Entry, None] = {}
        self._loose: list[Entry] = []
        self._active: dict[Entry, None] = {}
        self._root: Entry | None = None
        self.revision = 1
        self.before: dict[Entry, Any] = {}  # what the givens that have changed with the present snapshot were
        self.computed: list[Entry] = []  # for the present snapshot, each after those that it asked
        self._snapshot: Snapshot | None = None

    def evaluate(
        self, snapshot: Snapshot, question: Callable[Concatenate[Ask, P], T], *args: P.args, **_: P.kwargs
    ) -> Answer[T]:
        """Turn to ``snapshot`` and conclude with ``question``."""
        self.turn(snapshot)
        return self.conclude(question, *args, **_)

    def conclude(self, question: Callable[Concatenate[Ask, P], T], *args: P.args, **_: P.kwargs) -> Answer[T]:
        """Answer the one question that all others are asked for, and forget what it does not need."""
        root = self.refresh(question, args)
        if self._root is not None:
            self._loose.append(self._root)
        self._root = root
        self._forget()
        value = root.answer
        self.let_pass()
        problems = frozenset(problem for entry in self._faulty for problem in entry.problems)
        return Answer(value, problems, tuple(entry.key for entry in self.computed))

    def turn(self, snapshot: Snapshot) -> None:
        """Turn to another snapshot: whatever hangs on a given that has changed is suspected from now on."""
        self.revision += 1
        self.computed = []
        self.before = {}
        self._active = {}
        self._snapshot = snapshot
        changed = [entry for entry in self.givens if self._look(entry)]
        while changed:
            entry = changed.pop()
            for asker in entry.askers:
                if asker.suspects is None:
                    asker.suspects = []
                    changed.append(asker)
                asker.suspects.append(entry)

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

    def refresh(self, question: Callable[..., Any], args: tuple[Any, ...]) -> Entry:
        """Return the entry of a question, true for the present snapshot."""
        entry = self.entries.get((question, args))
        if entry is None:
            entry = self.new(question, args)
        if entry.suspects is not None:
            if entry in self._active:
                raise CircularQuestionError(" asks ".join(str(each.key) for each in (*self._active, entry)))
            if entry.verified == 0 or not self._holds(entry):
                self._compute(entry)
            entry.suspects = None
            entry.verified = self.revision
        return entry

    def is_settled(self, key: Key) -> bool:
        """Whether nothing has changed that the answer to a question hangs on."""
        entry = self.entries.get((key.question, key.args))
        return entry is not None and entry.suspects is None

    def is_stale(self, key: Key, apart: frozenset[Callable[..., Any]]) -> bool:
        """Whether a question must be answered anew, found out without answering those to be answered ``apart``."""
        entry = self.entries.get((key.question, key.args))
        if entry is None or entry.suspects is None:
            return entry is None
        for asked in _in_turn(entry):
            if asked.question in apart:
                if self.is_stale(asked.key, apart):
                    return True
            else:
                self.refresh(asked.question, asked.args)
                if asked.changed > entry.verified:
                    return True
        entry.suspects = None
        entry.verified = self.revision
        return False

    def count_beyond(self, number: int) -> None:
        """Give no entry a number up to ``number`` from now on."""
        self.highest = max(self.highest, number)

    def new(self, question: Callable[..., Any], args: tuple[Any, ...], number: int = 0) -> Entry:
        """An entry without an answer, with the ``number`` that it has elsewhere, or the next."""
        if not number:
            number = self.highest = self.highest + 1
        entry = self.entries[question, args] = Entry(number, question, args)
        return entry

    def adopt(
        self,
        number: int,
        key: tuple[Callable[..., Any], tuple[Any, ...]],
        asked: tuple[Entry, ...],
        problems: tuple[Problem, ...],
        value: Stored | None,
    ) -> Entry:
        """Take over an answer that was found elsewhere for the present snapshot; None is one to be made again.

        One that was found here in the meantime is left as it is.
        """
        entry = self.entries.get(key)
        if entry is None:
            entry = self.new(*key, number)
        elif entry.suspects is None and entry.number != number:
            return entry
        self.link(entry, asked)
        self.blame(entry, problems)
        if value is None or entry.value != value:
            entry.value = value or Passed(self, entry)
            entry.changed = self.revision
        entry.suspects = None
        entry.verified = self.revision
        if isinstance(entry.question, Given):
            self.givens[entry] = None
            if self._snapshot is not None:  # which has the bytes of a file, where a text has no more than their digest
                entry.value = entry.question.look(self._snapshot, *entry.args)
        self.news[entry] = None
        return entry

    def in_order(self) -> list[Entry]:
        """Every entry, each after those that it asked."""
        found: dict[Entry, None] = {}
        waiting = [entry for entry in self.entries.values() if not entry.askers]
        while waiting:
            entry = waiting[-1]
            below = [] if entry in found else [asked for asked in entry.asked if asked not in found]
            if below:
                waiting += below
            else:
                found[waiting.pop()] = None
        return list(found)

    def drop(self, entry: Entry) -> None:
        """Let go of an entry that nobody asks."""
        del self.entries[entry.question, entry.args]
        self.givens.pop(entry, None)
        self._faulty.pop(entry, None)
        for each in entry.asked:
            del each.askers[entry]

    def _look(self, entry: Entry) -> bool:
        """Ask the new snapshot for a given; whether it has changed."""
        value = cast("Given", entry.question).look(self._snapshot, *entry.args)
        before = entry.answer
        is_alike = alike(before, value)
        entry.value = value  # also where it is alike: what a store knows of a file is only its digest
        if not is_alike:
            self.before[entry] = before
            entry.changed = self.revision
            self.news[entry] = None
        return not is_alike

    def _holds(self, entry: Entry) -> bool:
        """Whether all that ``entry`` asked is unchanged since it was last known to hold."""
        self._active[entry] = None
        try:
            for asked in _in_turn(entry):
                self.refresh(asked.question, asked.args)
                if asked.changed > entry.verified:
                    return False
        finally:
            del self._active[entry]
        return True

    def _compute(self, entry: Entry) -> None:
        if isinstance(entry.question, Given):
            self.givens[entry] = None
            entry.value = entry.question.look(self._snapshot, *entry.args)
            entry.changed = self.revision
            self.news[entry] = None
            return
        ask = Ask(self)
        is_new = entry.verified == 0
        self._active[entry] = None
        try:
            value = entry.question(ask, *entry.args)
        except BaseException:
            if is_new:
                del self.entries[entry.question, entry.args]
            raise
        finally:
            del self._active[entry]
        self.link(entry, tuple(ask.asked))
        self.blame(entry, tuple(ask.problems))
        if is_new or isinstance(entry.value, Passed) or not alike(entry.answer, value):
            entry.value = value
            entry.changed = self.revision
        self.news.pop(entry, None)  # to stand after all that it asked
        self.news[entry] = None
        self.computed.append(entry)

    def link(self, entry: Entry, asked: tuple[Entry, ...]) -> None:
        """Note what ``entry`` asked, in place of what it asked before."""
        before = entry.asked
        entry.asked = asked
        for each in asked:
            each.askers[entry] = None
        if before:
            for each in set(before).difference(asked):
                del each.askers[entry]
                self._loose.append(each)

    def blame(self, entry: Entry, problems: tuple[Problem, ...]) -> None:
        """Note the problems of ``entry``, in place of those it had before."""
        entry.problems = problems
        if problems:
            self._faulty[entry] = None
        else:
            self._faulty.pop(entry, None)

    def let_pass(self) -> None:
        """Let go of large answers that have served; should one be wanted again, it is made again."""
        for entry in self.computed:
            if entry.question in PASSING:
                entry.value = Passed(self, entry)

    def _forget(self) -> None:
        """Let go of what nobody asks any more."""
        while self._loose:
            entry = self._loose.pop()
            if entry.askers or entry is self._root or self.entries.get((entry.question, entry.args)) is not entry:
                continue
            self.drop(entry)
            self.news.pop(entry, None)
            self.gone.append(entry.number)
            self._loose += entry.asked


def _in_turn(entry: Entry) -> Iterable[Entry]:
    """The suspects of an entry in the order in which it asked them.

    What was asked later may only make sense while what came before is the same.
    """
    suspects = entry.suspects or ()
    if len(suspects) <= 1:
        return suspects
    wanted = set(suspects)
    return [asked for asked in entry.asked if asked in wanted]


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
