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


def remembered(question: Callable[Concatenate[Ask, P], T]) -> Callable[Concatenate[Ask, P], T]:
    """Mark a question whose answers are kept. Its arguments must be hashable, and its answers frozen."""
    NAMES[question] = f"{question.__module__.removeprefix('sendsite.')}.{question.__qualname__}"
    return question


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
    """An answer that lies somewhere else until it is needed. ``load`` brings it."""

    __slots__ = ("load",)

    def __init__(self, load: Callable[[], Any]) -> None:
        self.load = load


class Entry:
    """A remembered answer, in a web with the entries that it ``asked`` and its ``askers``.

    ``changed`` and ``verified`` are the revisions in which it last became different and was last known to hold.
    ``suspects`` are those it asked that may have changed since, None when it is known to hold, and empty as long as it
    has no answer; ``because`` is the first that had changed when it was last answered anew, or None.
    """

    __slots__ = (
        "args", "asked", "askers", "because", "changed", "problems", "question", "suspects", "value", "verified"
    )  # fmt: skip

    def __init__(self, question: Callable[..., Any], args: tuple[Any, ...]) -> None:
        self.question = question
        self.args = args
        self.value: Any = None
        self.asked: tuple[Entry, ...] = ()
        self.askers: dict[Entry, None] = {}
        self.problems: tuple[Problem, ...] = ()
        self.changed = 0
        self.verified = 0
        self.suspects: list[Entry] | None = []
        self.because: Entry | None = None

    @property
    def key(self) -> Key:
        """What was asked."""
        return Key(self.question, self.args)

    @property
    def answer(self) -> Any:  # noqa: ANN401 - whatever the question answers
        """The value, brought from where it lies."""
        if self.value.__class__ is Stored:
            self.value = self.value.load()
        return self.value


class Ask:
    """What a question asks with. It notes each question asked and each problem reported."""

    __slots__ = ("_memo", "asked", "problems")

    def __init__(self, memo: Memo) -> None:
        self._memo = memo
        self.asked: dict[Entry, None] = {}
        self.problems: list[Problem] = []

    def __call__(self, question: Callable[Concatenate[Ask, P], T], *args: P.args, **_: P.kwargs) -> T:
        """Return the answer to ``question`` for ``args``."""
        memo = self._memo
        entry = memo.entries.get((question, args))
        if entry is None or entry.suspects is not None:
            if question not in NAMES:
                return question(self, *args, **_)
            entry = memo.refresh(question, args)
        self.asked[entry] = None
        value = entry.value
        return cast("T", entry.answer if value.__class__ is Stored else value)

    def report(self, *problems: Problem) -> None:
        """Let ``problems`` travel with the answer."""
        self.problems.extend(problems)


class Memo:
    """The answers of one site, kept from snapshot to snapshot. Not for use by two threads at once."""

    def __init__(self, progress: Callable[[Key], None] = lambda _key: None) -> None:
        self.entries: dict[tuple[Callable[..., Any], tuple[Any, ...]], Entry] = {}
        self._givens: dict[Entry, None] = {}
        self._faulty: dict[Entry, None] = {}
        self._loose: list[Entry] = []
        self._active: dict[Entry, None] = {}
        self._root: Entry | None = None
        self._revision = 0
        self._computed: list[Entry] = []
        self._snapshot: Snapshot | None = None
        self._progress = progress

    def evaluate(
        self, snapshot: Snapshot, question: Callable[Concatenate[Ask, P], T], *args: P.args, **_: P.kwargs
    ) -> Answer[T]:
        """Answer ``question`` for ``snapshot`` and forget what it no longer needs."""
        self.turn(snapshot)
        root = self.refresh(question, args)
        if self._root is not None:
            self._loose.append(self._root)
        self._root = root
        self._forget()
        problems = frozenset(problem for entry in self._faulty for problem in entry.problems)
        return Answer(root.answer, problems, tuple(entry.key for entry in self._computed))

    def turn(self, snapshot: Snapshot) -> None:
        """Turn to another snapshot: whatever hangs on a given that has changed is suspected from now on."""
        self._revision += 1
        self._computed = []
        self._active = {}
        self._snapshot = snapshot
        changed = [entry for entry in self._givens if self._look(entry)]
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

    def refresh(self, question: Callable[..., Any], args: tuple[Any, ...]) -> Entry:
        """Return the entry of a question, true for the present snapshot."""
        entry = self.entries.get((question, args))
        if entry is None:
            entry = self.entries[question, args] = Entry(question, args)
        if entry.suspects is not None:
            if entry in self._active:
                raise CircularQuestionError(" asks ".join(str(each.key) for each in (*self._active, entry)))
            if entry.verified == 0 or not self._holds(entry):
                self._compute(entry)
            entry.suspects = None
            entry.verified = self._revision
        return entry

    def _look(self, entry: Entry) -> bool:
        """Ask the new snapshot for a given; whether it has changed."""
        value = cast("Given", entry.question).look(self._snapshot, *entry.args)
        if alike(entry.answer, value):
            return False
        entry.value = value
        entry.changed = self._revision
        return True

    def _holds(self, entry: Entry) -> bool:
        """Whether all that ``entry`` asked is unchanged since it was last known to hold. In the order of asking."""
        suspects: Iterable[Entry] = entry.suspects or ()
        if len(entry.suspects or ()) > 1:  # what was asked later may only make sense while what came before is the same
            wanted = set(suspects)
            suspects = (asked for asked in entry.asked if asked in wanted)
        self._active[entry] = None
        try:
            for asked in suspects:
                self.refresh(asked.question, asked.args)
                if asked.changed > entry.verified:
                    entry.because = asked
                    return False
        finally:
            del self._active[entry]
        return True

    def _compute(self, entry: Entry) -> None:
        if isinstance(entry.question, Given):
            self._givens[entry] = None
            entry.value = entry.question.look(self._snapshot, *entry.args)
            entry.changed = self._revision
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
        if is_new or not alike(entry.answer, value):
            entry.value = value
            entry.changed = self._revision
        self._computed.append(entry)
        self._progress(entry.key)

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

    def _forget(self) -> None:
        """Let go of what nobody asks any more."""
        while self._loose:
            entry = self._loose.pop()
            if entry.askers or entry is self._root or self.entries.get((entry.question, entry.args)) is not entry:
                continue
            del self.entries[entry.question, entry.args]
            self._givens.pop(entry, None)
            self._faulty.pop(entry, None)
            for each in entry.asked:
                del each.askers[entry]
                self._loose.append(each)


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
