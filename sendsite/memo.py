"""Remembers what each question answered and what it asked, so that a rebuild answers only what has changed.

A *question* is a pure function whose first argument is ``ask``; it learns everything else by asking further questions.
A *given* is a question that the snapshot itself answers. After each new snapshot an old answer is trusted only when
everything it asked still has the same answer (verifying traces, as in Salsa and "Build systems a la carte"), so a kept
memo and a fresh one always agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sendsite.model import Problem, Snapshot

P = ParamSpec("P")
T = TypeVar("T")


class _Given:
    """A question answered by looking at the snapshot."""

    def __init__(self, look: Callable[..., Any]) -> None:
        self.look = look
        self.__name__ = look.__name__


def given(look: Callable[Concatenate[Snapshot, P], T]) -> Callable[Concatenate[Ask, P], T]:
    """Make a question out of a function of the snapshot."""
    return cast("Callable[Concatenate[Ask, P], T]", _Given(look))


class CircularQuestionError(RuntimeError):
    """A question asked itself: a fault in sendsite, never in the content."""


@dataclass(frozen=True, slots=True)
class Key:
    """A question with its arguments, which must be hashable."""

    question: Callable[..., Any]
    args: tuple[Any, ...]

    def __str__(self) -> str:
        return f"{self.question.__name__}({', '.join(map(repr, self.args))})"


@dataclass(slots=True)
class _Entry:
    """A remembered answer, with the revisions in which it last ``changed`` and was last ``verified`` to hold."""

    value: Any
    asked: tuple[Key, ...]
    problems: tuple[Problem, ...]
    changed: int
    verified: int


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """What an evaluation gives: the value, the problems of every question behind it, and those answered anew."""

    value: T
    problems: frozenset[Problem]
    computed: tuple[Key, ...]


class Ask:
    """What a question asks with. It notes each question asked and each problem reported."""

    def __init__(self, memo: Memo) -> None:
        self._memo = memo
        self.asked: dict[Key, None] = {}
        self.problems: list[Problem] = []

    def __call__(self, question: Callable[Concatenate[Ask, P], T], *args: P.args, **_: P.kwargs) -> T:
        """Return the answer to ``question`` for ``args``."""
        key = Key(question, args)
        self.asked[key] = None
        return cast("T", self._memo.refresh(key).value)

    def report(self, *problems: Problem) -> None:
        """Let ``problems`` travel with the answer."""
        self.problems.extend(problems)


def _same(old: object, new: object) -> bool:
    """Equal, and printed alike: ``==`` alone would confuse 1 with True and one instant in two time zones."""
    return old is new or (old == new and repr(old) == repr(new))


class Memo:
    """The answers of one site, kept from snapshot to snapshot. Not for use by two threads at once."""

    def __init__(self, progress: Callable[[Key], None] = lambda _key: None) -> None:
        self._entries: dict[Key, _Entry] = {}
        self._active: dict[Key, None] = {}
        self._revision = 0
        self._computed: list[Key] = []
        self._snapshot: Snapshot | None = None
        self._progress = progress

    def evaluate(
        self, snapshot: Snapshot, question: Callable[Concatenate[Ask, P], T], *args: P.args, **_: P.kwargs
    ) -> Answer[T]:
        """Answer ``question`` for ``snapshot`` and forget what it no longer needs."""
        self._revision += 1
        self._computed = []
        self._active = {}
        self._snapshot = snapshot
        root = Key(question, args)
        value = self.refresh(root).value
        reached = dict(self._reach(root))
        self._entries = reached
        problems = frozenset(problem for entry in reached.values() for problem in entry.problems)
        return Answer(value, problems, tuple(self._computed))

    def behind(self, question: Callable[Concatenate[Ask, P], T], *args: P.args, **_: P.kwargs) -> frozenset[Key]:
        """Every question that the answer to this one hangs on, itself among them; it must have been answered."""
        return frozenset(key for key, _entry in self._reach(Key(question, args)))

    def refresh(self, key: Key) -> _Entry:
        """Return the entry for ``key``, true for the present snapshot."""
        entry = self._entries.get(key)
        if entry is not None and entry.verified == self._revision:
            return entry
        if key in self._active:
            chain = " asks ".join(str(k) for k in (*self._active, key))
            raise CircularQuestionError(chain)
        self._active[key] = None
        try:
            if entry is None or not self._holds(key, entry):
                entry = self._compute(key, entry)
                self._entries[key] = entry
            entry.verified = self._revision
        finally:
            del self._active[key]
        return entry

    def _holds(self, key: Key, entry: _Entry) -> bool:
        """Whether all that ``entry`` asked, in order, is unchanged since it was last verified."""
        if isinstance(key.question, _Given):
            return False
        return all(self.refresh(asked).changed <= entry.verified for asked in entry.asked)

    def _compute(self, key: Key, old: _Entry | None) -> _Entry:
        ask = Ask(self)
        if isinstance(key.question, _Given):
            value = key.question.look(self._snapshot, *key.args)
        else:
            value = key.question(ask, *key.args)
            self._computed.append(key)
            self._progress(key)
        alike = old is not None and _same(old.value, value)
        return _Entry(
            value=old.value if old is not None and alike else value,
            asked=tuple(ask.asked),
            problems=tuple(ask.problems),
            changed=old.changed if old is not None and alike else self._revision,
            verified=self._revision,
        )

    def _reach(self, root: Key) -> Iterator[tuple[Key, _Entry]]:
        seen = {root}
        waiting = [root]
        while waiting:
            key = waiting.pop()
            entry = self._entries[key]
            yield key, entry
            for asked in entry.asked:
                if asked not in seen:
                    seen.add(asked)
                    waiting.append(asked)
