"""What is told of links to other sites: one bad day condemns none, and lasting death is always told."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsite.crafts.dates import LONDON
from sendsite.crafts.elsewhere import linkhistory, linkverdicts
from sendsite.crafts.elsewhere.limits import Limits
from sendsite.crafts.elsewhere.linkhistory import NOTHING, History
from sendsite.crafts.elsewhere.linkverdicts import (
    Counts,
    Doubt,
    ExternalLink,
    Failed,
    Failure,
    Outcome,
    Unclear,
    Verdict,
    Works,
    judge,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from sendsite.model import Problem

A = "https://a.example.org/x"
LINK = ExternalLink(A, "content/a.md", 4, 5)
START = datetime(2027, 5, 1, 9, tzinfo=LONDON)
NO_PAGE = Failed("no-page")


def run(*steps: tuple[float, Outcome], limits: Limits | None = None, link: ExternalLink = LINK) -> Verdict:
    """The last verdict on one link after these outcomes, each so many days after the start."""
    verdict = Verdict(NOTHING, (), Counts())
    for days, outcome in steps:
        asked = linkverdicts.asked_for(link.address)
        now = START + timedelta(days)
        verdict = judge(verdict.history, (link,), {asked: outcome}, now, limits or Limits())
    return verdict


def told(verdict: Verdict) -> list[str]:
    return [f"{each.severity} {each.code}" for each in verdict.problems]


def only(verdict: Verdict) -> Problem:
    assert len(verdict.problems) == 1
    return verdict.problems[0]


def test_a_link_that_works_is_neither_told_nor_remembered() -> None:
    assert run((0, Works())) == Verdict(NOTHING, (), Counts(working=1))


def test_a_dead_link_says_since_when_and_why() -> None:
    verdict = run((0, Failed("no-answer")), (2, NO_PAGE), (3, NO_PAGE))
    problem = only(verdict)
    assert (problem.path, problem.line, problem.column) == ("content/a.md", 4, 5)
    assert (problem.severity, problem.code) == ("error", "link-dead")
    assert problem.message == (
        "“https://a.example.org/x” has not worked since 1 May 2027, on 3 days that we looked: there is no such page."
    )
    assert problem.hint == "Open it in your browser. Write the new address of the page, or take the link out."
    assert verdict.counts == Counts(dead=1)


def test_a_failing_link_says_that_nothing_need_be_done() -> None:
    problem = only(run((0, Failed("no-answer"))))
    assert (problem.severity, problem.code) == ("info", "link-failing")
    assert problem.message == "“https://a.example.org/x” does not work at the moment: the server did not answer."
    assert problem.hint == (
        "You need do nothing yet. This is failure 1; after 3 failures over 3 days or more we call a link dead."
    )


@pytest.mark.parametrize(
    ("steps", "severity"),
    {
        "too few": ([0, 5], "info"),
        "too fast": ([0, 1, 2], "info"),
        "all on one day": ([0, 0.1, 0.2, 0.3], "info"),
        "enough": ([0, 1, 3], "error"),
        "weekly": ([0, 7, 14], "error"),
        "twice on each day": ([0, 0.1, 1, 1.1], "info"),
    }.values(),
)
def test_failures_count_by_the_day(steps: list[float], severity: str) -> None:
    assert only(run(*((day, NO_PAGE) for day in steps))).severity == severity


def test_other_limits() -> None:
    assert told(run((0, NO_PAGE), limits=Limits(1, 0))) == ["error link-dead"]
    steps = [(day, NO_PAGE) for day in (0, 1, 2, 3, 4)]
    assert told(run(*steps, limits=Limits(6, 1))) == ["info link-failing"]
    assert told(run(*steps, limits=Limits(5, 5))) == ["info link-failing"]
    assert told(run(*steps, limits=Limits(5, 4))) == ["error link-dead"]


def test_a_success_clears_the_failures() -> None:
    assert run((0, NO_PAGE), (1, NO_PAGE), (5, Works())).history == NOTHING
    assert told(run((0, NO_PAGE), (1, NO_PAGE), (5, Works()), (6, NO_PAGE))) == ["info link-failing"]


@pytest.mark.parametrize("doubt", get_args(Doubt))
def test_what_nobody_can_tell_never_counts_and_clears_nothing(doubt: Doubt) -> None:
    always = run(*((day, Unclear(doubt)) for day in range(100)))
    problem = only(always)
    assert (problem.severity, problem.code, always.history) == ("info", "link-unclear", NOTHING)
    assert problem.message.startswith("We could not tell whether “https://a.example.org/x” works: ")
    assert told(run((0, NO_PAGE), (1, Unclear(doubt)), (2, NO_PAGE), (3, Unclear(doubt)))) == ["info link-unclear"]
    assert told(run((0, NO_PAGE), (1, Unclear(doubt)), (2, NO_PAGE), (3, NO_PAGE))) == ["error link-dead"]


@pytest.mark.parametrize("reason", get_args(Failure))
def test_every_failure_has_words(reason: Failure) -> None:
    assert only(run((0, Failed(reason)))).message.endswith(f": {linkverdicts._FAILURES[reason]}.")  # noqa: SLF001 - all of them


NEW = "https://b.example.org/y"


def test_a_move_is_told_once_it_has_lasted() -> None:
    assert run((0, Works(NEW))).problems == ()
    assert run((0, Works(NEW))).counts == Counts(working=1)
    verdict = run((0, Works(NEW)), (3, Works(NEW)))
    problem = only(verdict)
    assert (problem.severity, problem.code, problem.hint) == ("warning", "link-moved", f"Write {NEW}")
    assert problem.message == "“https://a.example.org/x” has moved to another address for good."
    assert verdict.counts == Counts(moved=1)


def test_a_move_to_another_place_or_back_begins_anew() -> None:
    assert run((0, Works(NEW)), (3, Works("https://c.example.org/"))).problems == ()
    assert run((0, Works(NEW)), (3, Works())).history == NOTHING
    assert run((0, Works(NEW)), (2, NO_PAGE), (3, Works(NEW))).problems == ()


def test_a_page_that_now_leads_to_a_front_page_is_gone() -> None:
    problem = only(run((0, Works("https://b.example.org/")), (3, Works("https://b.example.org/"))))
    assert problem.message == "The page at “https://a.example.org/x” is gone: the link now leads to a front page."
    assert problem.hint == "Look for the page on https://b.example.org/ and write its address, or take the link out."


@pytest.mark.parametrize(("to", "hint"), [(NEW, f"Write {NEW}#part"), (f"{NEW}#other", f"Write {NEW}#other")])
def test_the_part_of_the_page_is_kept(to: str, hint: str) -> None:
    link = ExternalLink(f"{A}#part", "content/a.md", 4, 5)
    verdict = run((0, Works(to)), (3, Works(to)), link=link)
    assert only(verdict).hint == hint
    assert list(verdict.history.troubles) == [A]


def test_a_dead_link_is_told_at_every_place_and_a_failing_one_once() -> None:
    links = (LINK, ExternalLink(f"{A}#b", "content/b.md", 1, 2), ExternalLink(A, "content/c.md", 3, 4))
    first = judge(NOTHING, links, {A: NO_PAGE}, START, Limits(2, 1))
    assert [each.path for each in first.problems] == ["content/a.md"]
    second = judge(first.history, links, {A: NO_PAGE}, START + timedelta(1), Limits(2, 1))
    assert [each.path for each in second.problems] == ["content/a.md", "content/b.md", "content/c.md"]
    assert second.counts == Counts(dead=1)


def test_what_is_no_longer_on_the_site_is_forgotten() -> None:
    before = run((0, NO_PAGE)).history
    assert judge(before, (), {}, START, Limits()) == Verdict(NOTHING, (), Counts())


def test_a_history_from_a_day_to_come_begins_anew() -> None:
    """A wrong clock must not stop the counting for years."""
    verdict = run((5000, NO_PAGE), (0, NO_PAGE), (1, NO_PAGE), (3, NO_PAGE))
    assert told(verdict) == ["error link-dead"]
    assert verdict.history.troubles[A].first == START.date()


def test_two_looks_on_one_day_leave_the_same_bytes() -> None:
    once, twice = run((0, NO_PAGE)), run((0, NO_PAGE), (0.2, NO_PAGE))
    assert linkhistory.write(once.history) == linkhistory.write(twice.history)


def test_the_day_is_londons() -> None:
    """Half past eleven at night and half past midnight are two days, whatever day UTC has."""
    verdict = run((0.6, NO_PAGE), (0.65, NO_PAGE))
    assert verdict.history.troubles[A].days == 2


WEB = {
    "https://example.org": True,
    "HTTP://EXAMPLE.ORG/": True,
    "https://ex.example.org/a b": False,
    "https://": False,
    "https:///x": False,
    "//example.org": False,
    "mailto:a@example.org": False,
    "http://[::1": False,
    "": False,
}


@pytest.mark.parametrize(("target", "expected"), WEB.items())
def test_what_is_a_web_address(target: str, *, expected: bool) -> None:
    assert linkverdicts.is_web(target) is expected


FAILURES = st.sampled_from(get_args(Failure)).map(Failed)
DOUBTS = st.sampled_from(get_args(Doubt)).map(Unclear)
GOOD = st.sampled_from([Works(), Works(NEW)])


@given(FAILURES | DOUBTS, st.lists(st.tuples(st.floats(0, 400), GOOD | DOUBTS)))
def test_one_bad_answer_never_condemns(bad: Outcome, around: Sequence[tuple[float, Outcome]]) -> None:
    """Not between any number of answers that are good or say nothing."""
    days = sorted(around, key=lambda step: step[0])
    for at in range(len(days) + 1):
        day = days[at - 1][0] if at else 0.0
        verdict = run(*days[:at], (day, bad))
        assert "error link-dead" not in told(verdict)


@given(
    st.lists(st.integers(0, 400), min_size=1, unique=True),
    st.lists(FAILURES, min_size=1),
    st.integers(1, 6),
    st.integers(0, 30),
)
def test_enough_failures_always_condemn_and_fewer_never(
    days: list[int], reasons: list[Outcome], failures: int, span: int
) -> None:
    steps = [(day, reasons[at % len(reasons)]) for at, day in enumerate(sorted(days))]
    enough = len(days) >= failures and max(days) - min(days) >= span
    assert told(run(*steps, limits=Limits(failures, span))) == ["error link-dead" if enough else "info link-failing"]


@given(st.dictionaries(st.integers(0, 9), FAILURES | DOUBTS | GOOD, max_size=8), st.randoms())
def test_the_order_of_the_links_does_not_matter(outcomes: dict[int, Outcome], random: Random) -> None:
    links = [
        ExternalLink(f"https://{number}.example.org/#{place}", f"content/{place}.md", 1, 1)
        for number in outcomes
        for place in range(3)
    ]
    answers = {f"https://{number}.example.org/": outcome for number, outcome in outcomes.items()}
    first = judge(NOTHING, tuple(links), answers, START, Limits(1, 0))
    random.shuffle(links)
    shuffled = dict(random.sample(list(answers.items()), len(answers)))
    assert judge(History({}), tuple(links), shuffled, START, Limits(1, 0)) == first
    assert list(first.problems) == sorted(first.problems)
