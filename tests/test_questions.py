"""What families ask, put to the search of the site in this repository: benchmarks/questions.yaml."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks import search
from tests.browsing import chromium
from tests.visiting import files, host, visit

if TYPE_CHECKING:
    from collections.abc import Iterator

QUESTIONS = search.questions()
LISTS = {name for name, _, _ in QUESTIONS}
# How many of each list must have their page among the first three: as many as had when this was written.
AT_LEAST = {"mended": 31, "fresh": 12}
_ASK = """
async ([script, first, questions]) => {
  const ours = await import(script);
  const found = [];
  for (const each of questions) found.push((await ours.search(each)).pages.slice(0, first));
  return found;
}
"""


@pytest.fixture(scope="module")
def asking() -> Iterator[Any]:
    """The first addresses that the script of the search page has for each of some questions."""
    with chromium() as browser, host("today") as top, visit(browser, f"{top}search/") as seen:
        script = seen.page.locator("script[type=module]").get_attribute("src")
        yield lambda questions: [
            [address(page) for page in pages]
            for pages in seen.page.evaluate(_ASK, [script, search.AMONG, list(questions)])
        ]


def address(page: str) -> str:
    group, position = page.split()
    return str(json.loads(files("today")[f"/search/pages-{group}.json"])[int(position)][0])


def test_every_list_has_a_number_to_reach() -> None:
    assert set(AT_LEAST) == LISTS


def test_every_page_that_answers_is_on_the_site() -> None:
    wanted = {each for _, _, pages in QUESTIONS for each in pages}
    assert {each for each in wanted if f"/{each}index.html" not in files("today")} == set()


@pytest.mark.parametrize("name", sorted(LISTS))
def test_the_page_that_answers_is_among_the_first_three(asking: Any, name: str) -> None:  # noqa: ANN401
    asked = {words: pages for each, words, pages in QUESTIONS if each == name}
    found = dict(zip(asked, asking(asked), strict=True))
    hits = [words for words, first in found.items() if not set(asked[words]).isdisjoint(first)]
    assert len(hits) >= AT_LEAST[name], found
