"""What the law asks a local offer for is three clicks from the home page at most, on a page that speaks of it."""

from __future__ import annotations

from functools import cache

import pytest

from benchmarks.clicks import TOPICS, Topic, fault, table, walked
from tests.visiting import files


@cache
def pages() -> dict[str, str]:
    """The site of this repository by address."""
    made = files("today").items()
    return {path.removesuffix("index.html"): data.decode() for path, data in made if path.endswith("/index.html")}


@cache
def clicks() -> dict[str, int]:
    """How far each of them is from the home page."""
    return walked(pages())


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.name)
def test_each_topic_of_a_local_offer_is_three_clicks_from_home_at_most(topic: Topic) -> None:
    """Children and Families Act 2014, section 30; SEND Regulations 2014, part 4 and Schedule 2; code of practice, 4.

    Three clicks are our own measure; an audit of all offers in 2016 needed 5.4 on average to reach the schools.
    """
    assert fault(topic, pages(), clicks()) is None


SMALL = {
    "/": '<a href="/no/">No</a><nav class="menu"><a href="one/">One</a></nav><main><a href="/a-to-z/">A</a></main>',
    "/one/": '<main><p>Buses</p><a href="../two/?x=1#y">Two</a><a href="https://example.org/three/">Three</a></main>',
    "/two/": '<main>Trains</main><footer><a href="/three/">Three</a></footer>',
    "/three/": "<main>Boats</main>",
    "/a-to-z/": '<main><a href="/three/">Three</a></main>',
    "/no/": "<main>No</main>",
}


def test_the_menu_and_the_text_are_followed_and_no_list_of_all_pages() -> None:
    assert walked(SMALL) == {"/": 0, "/one/": 1, "/a-to-z/": 1, "/two/": 2}


@pytest.mark.parametrize(
    ("page", "words", "expected"),
    [
        ("/two/", "trains", None),
        ("/two/", "planes", "T: /two/ does not speak of it"),
        ("/three/", "boats", "T: /three/ cannot be reached"),
        ("/four/", "", "T: there is no page /four/"),
    ],
)
def test_a_topic_that_is_not_to_be_found_is_told(page: str, words: str, expected: str | None) -> None:
    assert fault(Topic("T", "", page, words), SMALL, walked(SMALL)) == expected


def test_a_topic_too_far_away_is_told_with_its_distance() -> None:
    assert fault(Topic("T", "", "/two/", "trains"), SMALL, {"/two/": 4}) == "T: /two/ is 4 clicks away"


def test_the_table_has_a_row_for_each_topic() -> None:
    assert len(table({}).splitlines()) == len(TOPICS) + 2
