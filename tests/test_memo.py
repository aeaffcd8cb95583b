"""The memo by itself, with small questions of numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from sendsite.edges import clock
from sendsite.memo import Ask, CircularQuestionError, Memo, given, remembered
from sendsite.model import Problem, Snapshot, Source

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass
class World:
    """Snapshots whose files hold numbers."""

    memo: Memo = field(default_factory=Memo)

    def ask(self, question: Callable[..., Any], *args: object, **files: str) -> tuple[object, list[str], set[str]]:
        snapshot = Snapshot(
            {name: Source(name, text.encode()) for name, text in files.items()}, clock.now("2026-06-01")
        )
        answer = self.memo.evaluate(snapshot, question, *args)
        return answer.value, [str(key) for key in answer.computed], {problem.message for problem in answer.problems}


@given
def file(snapshot: Snapshot, name: str) -> str | None:
    found = snapshot.sources.get(name)
    return found.data.decode() if found else None


@remembered
def number(ask: Ask, name: str) -> int:
    text = ask(file, name)
    if text is None or not text.strip().isdigit():
        ask.report(Problem(name, 1, 1, "error", "field-value", f"{name} is no number"))
        return 0
    return int(text)


@remembered
def total(ask: Ask) -> int:
    return ask(number, "a") + ask(number, "b")


@remembered
def is_big(ask: Ask) -> bool:
    return ask(total) > 10


@remembered
def sentence(ask: Ask) -> str:
    return "big" if ask(is_big) else "small"


@remembered
def chosen(ask: Ask) -> int:
    return ask(number, "b") if ask(file, "a") == "b" else ask(number, "c")


def test_an_answer_is_computed_once_and_kept() -> None:
    world = World()
    assert world.ask(total, a="1", b="2")[:2] == (3, ["number('a')", "number('b')", "total()"])
    assert world.ask(total, a="1", b="2")[:2] == (3, [])


def test_only_what_asked_about_a_change_is_computed_again() -> None:
    world = World()
    world.ask(sentence, a="1", b="2")
    assert world.ask(sentence, a="1", b="20")[:2] == ("big", ["number('b')", "total()", "is_big()", "sentence()"])


def test_a_like_answer_stops_the_change() -> None:
    world = World()
    world.ask(sentence, a="1", b="2")
    assert world.ask(sentence, a="1", b="3")[:2] == ("small", ["number('b')", "total()", "is_big()"])
    assert world.ask(sentence, a="1", b=" 3")[:2] == ("small", ["number('b')"])


def test_equal_sets_are_alike_whatever_their_order() -> None:
    @remembered
    def eighths(ask: Ask) -> frozenset[int]:
        return frozenset(8 * int(digit) for digit in ask(file, "a") or "")

    @remembered
    def told(ask: Ask) -> int:
        return len(ask(eighths))

    assert repr(frozenset((0, 8))) != repr(frozenset((8, 0)))
    world = World()
    world.ask(told, a="01")
    assert [key.split(".")[-1] for key in world.ask(told, a="10")[1]] == ["eighths()"]
    assert world.ask(told, a="1")[0] == 1


def test_equal_but_differently_printed_is_not_alike() -> None:
    @remembered
    def truth(ask: Ask) -> object:
        return 1 if ask(file, "a") == "1" else True

    @remembered
    def told(ask: Ask) -> str:
        return repr(ask(truth))

    world = World()
    assert world.ask(told, a="1")[0] == "1"
    assert world.ask(told, a="x")[0] == "True"


def test_a_file_that_was_not_there_when_asked_about_is_noticed_when_it_comes() -> None:
    world = World()
    assert world.ask(total, a="1") == (1, ["number('a')", "number('b')", "total()"], {"b is no number"})
    assert world.ask(total, a="1", b="2") == (3, ["number('b')", "total()"], set())
    assert world.ask(total, b="2") == (2, ["number('a')", "total()"], {"a is no number"})


def test_what_is_no_longer_asked_no_longer_matters() -> None:
    world = World()
    assert world.ask(chosen, a="b", b="1", c="x") == (1, ["number('b')", "chosen()"], set())
    assert world.ask(chosen, a="c", b="x", c="5") == (5, ["number('c')", "chosen()"], set())
    assert world.ask(chosen, a="c", b="7", c="5") == (5, [], set())


def test_problems_stay_while_their_answer_is_kept() -> None:
    world = World()
    for _ in range(3):
        assert world.ask(total, a="1", b="x")[2] == {"b is no number"}


def test_a_problem_behind_two_answers_is_told_once() -> None:
    @remembered
    def twice(ask: Ask) -> int:
        return ask(number, "a") + ask(total)

    snapshot = Snapshot({}, clock.now("2026-06-01"))
    assert len(Memo().evaluate(snapshot, twice).problems) == 2


def test_what_makes_no_sense_any_more_is_no_fault() -> None:
    """The length of the file b is asked only while a names it; without that, to ask would be a bug."""

    @remembered
    def length(ask: Ask, name: str) -> int:
        text = ask(file, name)
        assert text is not None
        return len(text)

    @remembered
    def is_named(ask: Ask) -> bool:
        return ask(number, "a") == 1

    @remembered
    def named(ask: Ask) -> int:
        return ask(length, "b") if ask(is_named) else 0

    world = World()
    assert world.ask(named, a="1", b="long")[0] == 4
    assert world.ask(named, a="0")[0] == 0
    with pytest.raises(AssertionError):
        world.ask(named, a="1")
    assert world.ask(named, a="1", b="longer")[0] == 6


def test_two_questions_may_change_places() -> None:
    """What was asked by another may ask that one instead after a change; nothing was in a circle at any time."""

    @remembered
    def one(ask: Ask) -> str:
        return "1" + (ask(other) if ask(file, "first") == "one" else "")

    @remembered
    def other(ask: Ask) -> str:
        return "2" + (ask(one) if ask(file, "first") == "other" else "")

    @remembered
    def both(ask: Ask) -> str:
        return ask(one) + " " + ask(other)

    world = World()
    for _ in range(2):
        assert world.ask(both, first="one")[0] == "12 2"
        assert world.ask(both, first="other")[0] == "1 21"
    assert world.ask(both, first="none")[0] == "1 2"


def test_a_bug_in_a_question_leaves_the_memo_sound() -> None:
    @remembered
    def careful(ask: Ask) -> float:
        return 10 / ask(number, "a") + ask(number, "b")

    world = World()
    assert world.ask(careful, a="5", b="1")[0] == 3
    with pytest.raises(ZeroDivisionError):
        world.ask(careful, a="0", b="2")
    assert world.ask(careful, a="5", b="2")[0] == 4
    assert world.ask(careful, a="5", b="1")[0] == 3


def test_a_question_that_asks_itself_is_named() -> None:
    @remembered
    def chicken(ask: Ask) -> int:
        return int(ask(egg))

    @remembered
    def egg(ask: Ask) -> int:
        return int(ask(chicken))

    with pytest.raises(CircularQuestionError, match=r"chicken\(\) asks egg\(\) asks chicken\(\)"):
        World().ask(chicken)


def test_answers_that_nothing_reaches_are_forgotten() -> None:
    world = World()
    world.ask(total, a="1", b="2")
    world.ask(number, "a", a="1", b="2")
    assert world.ask(total, a="1", b="2")[1] == ["number('b')", "total()"]
