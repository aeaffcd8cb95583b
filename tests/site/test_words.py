"""What layouts say by themselves, in the language of each page."""

# ruff: noqa: RUF001 - these letters are Urdu

from __future__ import annotations

import re

import pytest
from markupsafe import Markup as Markupsafe

from sendsite.crafts.rendering import engine
from tests.content import EVENTS, event, page
from tests.markup import Markup
from tests.sites import LAYOUTS, built

ENGLISH = "layouts/words/en.yaml"
URDU = "layouts/words/ur.yaml"
DATES = """\
months: [جنوری, فروری, مارچ, اپریل, مئی, جون, جولائی, اگست, ستمبر, اکتوبر, نومبر, دسمبر]
date_day: "{day} {month} {year}"
"""
WEEKDAYS = """\
weekdays: [پیر, منگل, بدھ, جمعرات, جمعہ, ہفتہ, اتوار]
date_weekday: "{weekday}، {day} {month} {year}"
"""
BREAKS = {
    "content/breaks.md": page("Short breaks", "Text.", reviewed="2026-05-01"),
    "content/breaks.ur.md": page("مختصر وقفے", "متن۔", reviewed="2026-05-01"),
}
HERE = "breaks/ur/index.html"
MARKED = '<span lang="en-GB" dir="ltr">{}</span>'
TEMPLATES = {path: text.decode() for path, text in LAYOUTS.items() if path.endswith(".html")}
JINJA = re.compile(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
NAMES = re.compile(r"\b(?:words|labels)\.(\w+)")
NEVER_READ = {"website", "Aa"}  # a kind of page for other programs, and two letters that show how large text is


def names() -> list[str]:
    """The names in the file of English words."""
    return re.findall(r"^(\w+):", LAYOUTS[ENGLISH].decode(), re.MULTILINE)


@pytest.mark.parametrize("path", sorted(TEMPLATES))
def test_no_layout_says_a_word_of_its_own(path: str) -> None:
    text = JINJA.sub("", TEMPLATES[path])
    assert set(re.findall(r"[^\W\d_][\w-]*", re.sub(r"<[^<>]*>", " ", text))) <= NEVER_READ
    spoken = r'(?:aria-label|title|alt|placeholder|data-(?!search)[\w-]+)="([^"]+)"'
    assert re.findall(spoken, text) == []
    for code in JINJA.findall(re.sub(r"\{#.*?#\}", "", TEMPLATES[path], flags=re.DOTALL)):
        sentences = [each for each in re.findall(r'"([^"]*)"', code) if re.search(r"[A-Z][a-z]|[a-z] [a-z]", each)]
        assert sentences == []


def test_every_word_is_said_by_a_layout_or_by_the_site_itself() -> None:
    said = {name for text in TEMPLATES.values() for name in NAMES.findall(text)}
    by_itself = {"months", "weekdays", "callout_note", "callout_important", "callout_warning", "events_in"}
    patterns = {name for name in names() if name.startswith("date_")}
    assert sorted(names()) == sorted(said | by_itself | patterns)


def test_a_page_says_the_words_of_its_language_and_english_is_marked() -> None:
    text = built({**BREAKS, URDU: f"skip: مواد\nyou_are_here: یہاں\nreviewed: جائزہ\n{DATES}"}).text(HERE)
    assert '<a class="skip" href="#_main">مواد</a>' in text
    assert 'aria-label="یہاں"' in text
    assert "<dt>جائزہ</dt> <dd>1 مئی 2026</dd>" in text
    assert MARKED.format("Search this site") in text
    assert MARKED.format("Testshire SEND Partnership") in text


def test_a_page_in_english_marks_nothing() -> None:
    assert built({**BREAKS, URDU: DATES}).text("breaks/index.html").count('dir="ltr"') == 1  # in the switch


def test_without_a_file_all_words_and_dates_are_marked_english() -> None:
    text = built(BREAKS).text(HERE)
    assert MARKED.format("Skip to the main content") in text
    assert MARKED.format("1 May 2026") in text
    built_on = f'<time datetime="2026-06-01">{MARKED.format("1 June 2026")}</time>'
    assert MARKED.format(f"Built on {built_on}.") in text


def test_what_fills_a_gap_is_escaped_and_html_is_not() -> None:
    word = engine.spoken(engine.Word("w", "{a} & {b}"))
    assert word.format(a="<i>", b=Markupsafe("<b>x</b>")) == "&lt;i&gt; &amp; <b>x</b>"
    with pytest.raises(engine.NothingError):
        word.format(a=None, b="")


def test_a_language_without_its_script_or_country_serves_for_one_with_it() -> None:
    files = {**BREAKS, "content/breaks.pa-Arab.md": page("x", "x", reviewed="2026-05-01")}
    assert ">مواد</a>" in built({**files, "layouts/words/pa.yaml": "skip: مواد\n"}).text("breaks/pa-arab/index.html")


def test_what_is_missing_is_told_once_and_as_a_note() -> None:
    site = built({**BREAKS, URDU: "skip: مواد\n"})
    assert site.told == [f"{URDU}:1:1 words-missing"]
    assert [each.severity for each in site.build.problems] == ["info"]


def test_no_page_with_a_file_of_words_that_nobody_reads_keeps_quiet() -> None:
    assert built({"layouts/words/urdu.yaml": "skip: x\n"}).codes == ["words"]


def test_the_facts_of_an_event_keep_the_language_of_its_page() -> None:
    files = {
        **EVENTS,
        "content/events/walk.md": event("Walk", "2026-06-02 10:00", "2026-06-02 12:00", reviewed="2026-05-01"),
        "content/events/walk.ur.md": page("سیر", "متن۔", reviewed="2026-05-01"),
        "content/events/own.md": event("سیر", "2026-06-02", lang="ur"),
        URDU: f"{WEEKDAYS}{DATES}",
    }
    made = built(files)
    assert f"<dd>{MARKED.format('The town hall')}</dd>" in made.text("events/walk/ur/index.html")
    assert "<dd>The town hall</dd>" in made.text("events/own/index.html")
    assert '<time datetime="2026-06-02">منگل، 2 جون 2026</time>' in made.text("events/own/index.html")
    assert MARKED.format("Tuesday 2 June 2026, 10am to midday") in made.text("events/walk/ur/index.html")


def test_a_call_out_is_called_what_its_language_calls_it() -> None:
    note = '::: callout important\nمتن۔\n:::\n\n    <p class="callout-kind">Important</p>\n'
    files = {**BREAKS, "content/breaks.ur.md": page("x", note, reviewed="2026-05-01")}
    text = built({**files, URDU: "callout_important: اہم\n"}).text(HERE)
    assert '<p class="callout-kind">اہم</p>' in text
    assert "&gt;Important&lt;" in text  # code is left alone
    assert f'<p class="callout-kind">{MARKED.format("Important")}</p>' in built(files).text(HERE)


def test_no_english_explanation_stands_in_another_language() -> None:
    glossary = "terms:\n  - term: EHC\n    meaning: A plan.\n"
    files = {
        "content/data/glossary.yaml": glossary,
        "content/breaks.md": page("Short breaks", "An EHC plan.", reviewed="2026-05-01"),
        "content/breaks.ur.md": page("مختصر وقفے", "EHC متن۔", reviewed="2026-05-01"),
    }
    made = built(files)
    assert 'class="word"' in made.text("breaks/index.html")
    assert 'class="word"' not in made.text(HERE)


def test_a_page_keeps_its_direction_whatever_its_text_begins_with() -> None:
    text = built({**BREAKS, "content/breaks.ur.md": page("EHC متن", "EHC متن۔", reviewed="2026-05-01")}).text(HERE)
    assert Markup(text).find("html")[0].attributes["dir"] == "rtl"
    for tag in ("h1", "div"):
        assert not [each for each in Markup(text).find(tag) if "dir" in each.attributes]


def test_pages_made_from_english_data_are_in_english() -> None:
    files = {
        "content/services/index.md": page("خدمات", lang="ur", reviewed="2026-05-01"),
        "content/data/directory.yaml": "categories:\n  - id: health\n    name: Health\n",
        "content/data/services.yaml": (
            "services:\n  - id: clinic\n    name: Clinic\n    category: health\n    summary: It helps.\n"
            "    sources: [https://example.org/]\n"
        ),
        URDU: DATES,
    }
    text = built(files).text("services/clinic/index.html")
    assert '<html lang="en-GB">' in text
    assert "<dd>1 May 2026</dd>" in text
