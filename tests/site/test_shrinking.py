"""A site that loses more than a third of its pages is asked about."""

from __future__ import annotations

import pytest

from sendsite.site.shrinking import pages_in, shrank


@pytest.mark.parametrize(
    ("before", "after"), [(0, 0), (0, 9), (3, 2), (9, 6), (100, 67), (1, 1), (1_000_000, 1_000_001)]
)
def test_a_third_may_go(before: int, after: int) -> None:
    assert shrank(before, after) is None


@pytest.mark.parametrize(("before", "after"), [(1, 0), (2, 1), (3, 1), (9, 5), (100, 66), (3_000, 0)])
def test_more_than_a_third_is_asked_about(before: int, after: int) -> None:
    problem = shrank(before, after)
    assert problem is not None
    assert (problem.path, problem.line, problem.column) == ("content", 1, 1)
    assert (problem.severity, problem.code) == ("error", "site-shrank")
    assert f"{before:,} page" in problem.message
    assert f"only {after:,}." in problem.message
    assert "--allow-shrink" in problem.hint


def test_the_question_reads_well() -> None:
    problem = shrank(1_200, 3)
    assert problem is not None
    assert problem.message == (
        "The published site has 1,200 pages, and the new one would have only 3. So large a fall is more often a slip "
        "than a wish."
    )


def test_only_pages_count() -> None:
    assert pages_in(("index.html", "a/index.html", "404.html", "robots.txt", "a.pdf")) == 3
