"""What the index of the search says of a site."""

from __future__ import annotations

import json
from typing import Any

from sendsite.crafts.search import stems
from sendsite.crafts.search.weights import GRADES
from tests.sites import SITE, Built, built

MONEY = "---\ntitle: Money\nsummary: Help with costs\n---\n## Benefits\nAsk the team.\n\n::: contact team\n"
CONTACTS = "contacts:\n  - id: team\n    name: Moonbeam team\n    phone: 01632 960001\n"
EVENT = "---\ntitle: Walk\nstart: {0} 10:00\nend: {0} 12:00\nplace: The park\n---\n"
FILES = {
    "content/money.md": MONEY,
    "content/data/contacts.yaml": CONTACTS,
    "content/news/index.md": "---\ntitle: News\n---\n",
    "content/news/a.md": "---\ntitle: A fair\ndate: 2026-05-01\n---\nUnicycles.\n",
    "content/events/index.md": "---\ntitle: Events\n---\n",
    "content/events/gone.md": EVENT.format("2026-05-01"),
    "content/events/soon.md": EVENT.format("2026-06-02"),
    "content/draft.md": "---\ntitle: Secret\ndraft: yes\n---\nZeppelins.\n",
    "content/urdu.md": "---\ntitle: مدد\nlang: ur\n---\nمدد\n",
}


def file(site: Built, name: str) -> Any:  # noqa: ANN401 - whatever JSON can hold
    return json.loads(site.text(f"search/{name}.json"))


def found(site: Built, word: str) -> dict[str, int]:
    """The pages that have a word, by address, with the grade of it."""
    (stem,) = stems.stems(word)
    pages = {}
    for shelf in range(file(site, "index")["shelves"]):
        for each in filter(None, file(site, f"words-{shelf}").get(stem, "").split(";")):
            group, codes = each.split(":")
            faces = file(site, f"pages-{group}")
            pages.update({faces[int(code) // GRADES][0]: int(code) % GRADES for code in codes.split()})
    return pages


def standing(site: Built, address: str) -> str:
    index = file(site, "index")
    return next(
        str(index["pages"][group][position])
        for group in range(len(index["pages"]))
        for position, face in enumerate(file(site, f"pages-{group}"))
        if face[0] == address
    )


def test_a_page_is_found_by_its_title_its_text_and_what_data_puts_into_it() -> None:
    site = built(FILES)
    assert site.told == []
    assert set(found(site, "money")) == {"money/"}
    assert found(site, "moonbeam") == {"money/": 0}
    assert found(site, "benefit")["money/"] == found(site, "costs")["money/"] > 0


def test_what_is_not_on_the_site_is_not_found() -> None:
    site = built(FILES)
    assert found(site, "zeppelins") == found(site, "secret") == {}


def test_a_result_says_what_a_page_is_and_from_when() -> None:
    site = built(FILES)
    faces = {face[0]: face for face in file(site, "pages-0")}
    assert faces["money/"] == ["money/", "Money", "Help with costs", "page", "", ""]
    assert faces["news/a/"][3:] == ["news", "1 May 2026", ""]
    assert faces["urdu/"][5] == "ur"


def test_what_helps_now_stands_before_what_was_said_and_what_is_over() -> None:
    site = built(FILES)
    now, said, over = (standing(site, address) for address in ("events/soon/", "news/a/", "events/gone/"))
    assert now > said > over
    assert standing(site, "money/") == now
    assert standing(built(FILES, "2026-06-02T12:00"), "events/soon/") == over


SERVICE = """\
services:
  - id: kite-club
    name: Kite Club
    summary: Flying on Saturdays.
    category: play
    note: Bring a windsock.
    sources: [https://example.org/]
"""
DIRECTORY = "categories:\n  - id: play\n    name: Play\n    summary: Things to do.\n"


def test_a_service_is_found_by_what_its_page_says_and_a_list_by_its_own_name_alone() -> None:
    data = {"content/data/services.yaml": SERVICE, "content/data/directory.yaml": DIRECTORY}
    site = built({**FILES, **data, "content/services/index.md": "---\ntitle: Services\n---\n"})
    assert site.told == []
    groups = range(len(file(site, "index")["pages"]))
    faces = {face[0]: face for group in groups for face in file(site, f"pages-{group}")}
    assert faces["services/kite-club/"][1:4] == ["Kite Club", "Flying on Saturdays.", "service"]
    assert faces["services/category/play/"][3] == "list"
    assert found(site, "windsock") == {"services/kite-club/": 0}
    assert set(found(site, "kite")) == {"services/kite-club/"}
    assert "services/category/play/" in found(site, "play")


def test_other_words_for_a_term_are_told_to_the_search() -> None:
    glossary = "terms:\n  - term: Short break\n    meaning: A rest.\n    also: [respite]\n"
    site = built({**FILES, "content/data/glossary.yaml": glossary})
    assert file(site, "index")["same"] == [[["short", "break"], ["respit"]]]


def test_all_words_there_are_can_be_looked_through_for_one_that_was_mistyped() -> None:
    site = built(FILES)
    words = " ".join(file(site, "spelling")).split()
    assert len(words) == len(set(words))
    assert {"unicycl", "moonbeam"} <= set(words)


def test_the_search_page_leads_to_the_a_to_z_if_there_is_one() -> None:
    assert "a-to-z" not in built(FILES).text("search/index.html")
    with_list = {**FILES, "content/a-to-z.md": "---\ntitle: All pages\n---\n::: pages\n"}
    assert 'href="/a-to-z/"' in built(with_list).text("search/index.html")


def test_a_list_of_all_pages_is_not_found_by_their_titles() -> None:
    site = built({**FILES, "content/a-to-z.md": "---\ntitle: All pages\n---\nGiraffes.\n\n::: pages\n"})
    assert "moonbeam" not in site.text("a-to-z/index.html").lower()
    assert ">Money<" in site.text("a-to-z/index.html")
    assert set(found(site, "money")) == {"money/"}
    assert set(found(site, "giraffes")) == {"a-to-z/"}


def test_a_page_stands_before_its_version_in_easy_read() -> None:
    easy = "---\ntitle: Cash\nsummary: Help to pay.\nreviewed: 2026-05-01\n---\nMoney.\n"
    site = built({**FILES, "content/money.easy.md": easy})
    assert standing(site, "money/") > standing(site, "money/easy-read/") > standing(site, "news/a/")


def test_an_address_that_the_search_needs_is_told() -> None:
    site = built({**FILES, "content/search.md": "---\ntitle: Lost and found\n---\nText.\n"})
    assert site.codes == ["address-taken"]


def test_a_site_may_do_without_it() -> None:
    site = built({**FILES, "content/site.yaml": f"{SITE}search: no\n"})
    assert site.told == []
    assert not [path for path in site.paths if path.startswith("search/")]
    assert not [path for path in site.paths if path.endswith(".html") and 'role="search"' in site.text(path)]
    assert 'role="search"' in built(FILES).text("money/index.html")
