"""The words of the glossary in the text of pages."""

from __future__ import annotations

from tests.content import page
from tests.markup import Markup
from tests.site.test_edits import rendered, warm
from tests.sites import built, snapshot

TERMS = """\
terms:
  - term: DCO
    expansion: designated clinical officer
    meaning: An officer of the NHS.
  - term: EHCP
    expansion: education, health and care plan
    meaning: A plan.
  - term: Tribunal
    meaning: A court.
"""
FILES = {
    "content/data/glossary.yaml": TERMS,
    "content/one.md": page("One", "The DCO and the Tribunal."),
    "content/two.md": page("Two", "An EHCP. Two EHCPs."),
    "content/three.md": page("Three", "Text."),
    "content/words.md": page("Words", "The DCO helps.\n\n::: glossary"),
    "content/urdu.md": page("Urdu", "The DCO.", lang="ur"),
}


def notes(site: dict[str, str], path: str) -> list[tuple[str, str]]:
    found = Markup(built(site).text(path))
    buttons = {each.attributes["popovertarget"]: each.words for each in found.find("button", **{"class": "word"})}
    return [(name, buttons[each.attributes["id"]]) for each in found.find("span", popover="") for name in [each.words]]


def test_a_page_explains_each_short_name_once() -> None:
    assert notes(FILES, "one/index.html") == [("(designated clinical officer. An officer of the NHS.) Close", "DCO")]
    assert notes(FILES, "two/index.html") == [("(education, health and care plan. A plan.) Close", "EHCP")]


def test_neither_the_glossary_nor_a_page_in_another_language_explains() -> None:
    for path in ("three", "words", "urdu"):
        assert notes(FILES, f"{path}/index.html") == []


def test_explanations_stay_apart_on_the_page_that_holds_a_whole_guide() -> None:
    parts = {f"content/guide/{name}.md": page(name, "The DCO.") for name in ("one", "two")}
    guide = {"content/guide/index.md": page("Guide", parts="[one.md, two.md]"), **parts}
    found = Markup(built({**FILES, **guide}).text("guide/print/index.html"))
    targets = [each.attributes["popovertarget"] for each in found.find("button", **{"class": "word"})]
    assert targets == ["part-1-_word-dco", "part-2-_word-dco"]
    assert set(targets) <= set(found.ids)


def test_an_edit_of_a_meaning_renders_the_pages_that_tell_it() -> None:
    other = {**FILES, "content/data/glossary.yaml": TERMS.replace("An officer of", "A nurse of")}
    assert rendered(warm(FILES), snapshot(other)) == {"one/index.html", "words/index.html"}
