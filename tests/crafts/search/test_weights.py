"""What a page is about."""

from __future__ import annotations

from sendsite.crafts.search import weights
from sendsite.crafts.search.weights import ALONE, GRADES, OFTEN, ONCE, SAID, TITLE
from tests.sites import LAYOUTS

BODY = """<h2 id="fares">Fares &amp; passes</h2>
<p>A <a href="/bus">bus</a> goes there. <b>Trains</b> go; a train went; the train will go.</p>"""


def graded(title: str, said: tuple[str, ...], body: str) -> dict[str, int]:
    lines = weights.weighed(title, said, body).split("\n")
    assert len(lines) == GRADES
    return {word: grade for grade, line in enumerate(lines) for word in line.split()}


def test_each_word_has_the_best_of_its_places() -> None:
    found = graded("Ways to reach schools", ("By train or bus", "transport"), BODY)
    assert (found["reach"], found["school"], found["bus"], found["transport"]) == (TITLE, TITLE, SAID, SAID)
    assert (found["fare"], found["train"], found["went"]) == (SAID, SAID, ONCE)


def test_a_word_that_is_there_often_counts_more() -> None:
    found = graded("A page", (), BODY)
    assert (found["train"], found["bus"]) == (OFTEN, ONCE)


def test_a_title_that_has_hardly_another_word_counts_most() -> None:
    assert graded("Short breaks", (), "")["short"] == ALONE
    assert graded("Specialist short breaks", (), "")["short"] == TITLE


def test_addresses_in_tags_are_no_words() -> None:
    assert "href" not in graded("A page", (), BODY)


def test_what_explains_a_short_name_is_not_what_the_page_says() -> None:
    note = LAYOUTS["layouts/parts/word.html"].decode()
    assert '<span class="word-note"' in note
    assert note.rstrip().endswith("</button></span>")
    aside = '<button>EHC</button><span class="word-note" id="_x" popover><b>Education</b> <button>Close</button></span>'
    assert weights.plain(f"<p>An {aside} plan</p>").split() == ["An", "EHC", "plan"]


def test_a_finished_page_is_read_without_what_every_page_has() -> None:
    page = (
        '<head><meta name="description" content="Fares &amp; times"></head><nav>Menu</nav>'
        '<main id="_main"><h1 dir="auto">Buses <b>here</b></h1><p>Text</p></main><footer>Foot</footer>'
    )
    assert weights.head(page) == ("Buses here", "Fares & times")
    assert weights.plain(weights.main(page)).split() == ["Buses", "here", "Text"]
    assert weights.head("<p>Bare</p>") == ("", "")
    assert weights.main("<p>Bare</p>") == ""
