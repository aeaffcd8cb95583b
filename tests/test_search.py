"""The search of the site in this repository, in a real browser."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_plus, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sendsite.crafts.search import stems
from tests.barriers import barriers
from tests.browsing import DESK, PHONE, chromium
from tests.visiting import Visit, files, host, visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

DONE = "[data-results][aria-busy=false]"
MOST_BYTES = 100_000  # gzip, of all that a first search loads, fonts and pictures apart


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, once for all."""
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the site is served."""
    with host("today") as found:
        yield found


def searched(seen: Visit, address: str, typed: str) -> Page:
    """The page of results for what somebody typed."""
    seen.page.goto(f"{address}search/?q={quote_plus(typed)}")
    seen.page.locator(DONE).wait_for(state="attached")
    return seen.page


def titles(page: Page) -> list[str]:
    return page.locator("[data-results] h2").all_inner_texts()


@pytest.mark.parametrize(
    ("typed", "title", "among"),
    [
        ("EHCP", "Education, health and care (EHC) plans", 3),
        ("education, health and care plan", "What an EHC plan is", 3),
        ("respite", "Short breaks", 3),
        ("short breaks", "Short breaks", 1),
        ("short break", "Short breaks", 1),
        ("shcool transport", "Travel to school", 1),
        ("speach therapy", "Speech and language therapy", 1),
        ("mediaton", "Mediation, appeals and complaints", 3),
        ("autistic", "Autism and ADHD", 1),
        ("excluded from school", "If your child may be excluded", 1),
        ("WHO IS THE DCO IN PRESTON?", "Your DCO in Preston", 1),
        ("exclud", "If your child may be excluded", 3),
        ("echp", "Education, health and care (EHC) plans", 3),
        ("portidge", "Portage", 3),
        ("complain about school", "Mediation, appeals and complaints", 3),
        ("disabilty living allowanse", "Money and benefits", 5),
    ],
)
def test_what_families_type_leads_to_the_page_they_mean(
    browser: Browser, address: str, typed: str, title: str, among: int
) -> None:
    with visit(browser, address) as seen:
        assert title in titles(searched(seen, address, typed))[:among]


def test_a_search_with_the_keyboard_alone(browser: Browser, address: str) -> None:
    with visit(browser, f"{address}guidance/money/") as seen:
        page = seen.page
        for _ in range(20):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.matches('.find input')"):
                break
        page.keyboard.type("short breaks")
        page.keyboard.press("Enter")
        page.locator(DONE).wait_for(state="attached")
        assert page.url == f"{address}search/?q=short+breaks"
        page.locator(".find button").focus()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Short breaks"
        page.keyboard.press("Enter")
        page.wait_for_url(f"{address}guidance/short-breaks/")
        page.go_back()
        page.locator(DONE).wait_for(state="attached")
        assert page.locator(".find input").input_value() == "short breaks"
        assert titles(page)[0] == "Short breaks"


def test_the_number_of_pages_is_said_and_the_rest_can_be_had(browser: Browser, address: str) -> None:
    with visit(browser, address) as seen:
        page = searched(seen, address, "school")
        status = page.get_by_role("status")
        many = int(status.inner_text().split()[0])
        assert status.inner_text() == f"{many} pages found for “school”"
        assert status.get_attribute("aria-live") == "polite"
        assert page.title().startswith(status.inner_text())
        assert (len(titles(page)), many > 20) == (10, True)
        more = page.get_by_role("button", name="Show more pages")
        more.click()
        page.locator("[data-results] > li").nth(10).wait_for()
        assert page.evaluate("document.activeElement.closest('li') === document.querySelectorAll('.results > li')[10]")
        while more.is_visible():
            before = len(titles(page))
            more.click()
            page.locator("[data-results] > li").nth(before).wait_for()
        assert len(titles(page)) == many == len(set(page.locator(".results a").evaluate_all("all => all.map(String)")))


def test_a_result_shows_where_the_words_stand(browser: Browser, address: str) -> None:
    with visit(browser, address) as seen:
        page = searched(seen, address, "pick-up point")
        first = page.locator("[data-results] > li").first
        assert {word.lower() for word in first.locator("mark").all_inner_texts()} >= {"pick", "up", "point"}


def test_help_is_offered_where_nothing_is_found(browser: Browser, address: str) -> None:
    with visit(browser, address) as seen:
        page = searched(seen, address, "zzqqxx")
        assert page.get_by_role("status").inner_text() == "Nothing found for “zzqqxx”"
        help_ = page.locator("[data-help]")
        assert help_.get_by_text("Check the spelling").is_visible()
        assert help_.locator("a[href='/a-to-z/']").is_visible()
        assert help_.locator("a[href^='mailto:'], a[href^='tel:']").first.is_visible()


def test_what_was_mistyped_is_said(browser: Browser, address: str) -> None:
    with visit(browser, address) as seen:
        page = searched(seen, address, "Shcool zzqqxx")
        note = page.locator("[data-note]").inner_text()
        assert "“Shcool”" in note
        assert "zzqqxx" not in note
        assert "No page has all these words." in note


def test_what_is_typed_is_text(browser: Browser, address: str) -> None:
    with visit(browser, f"{address}search/") as seen:
        typed = "<img src=x onerror=alert(1)> “%2” & school"
        page = searched(seen, address, typed)
        assert typed in page.get_by_role("status").inner_text()
        assert page.locator("main img").count() == 0
        assert seen.in_vain == seen.said == []


@pytest.mark.parametrize("typed", ["", "   ", "the of a", "?!"])
def test_nothing_to_look_for_is_no_fault(browser: Browser, address: str, typed: str) -> None:
    with visit(browser, f"{address}search/?q={quote_plus(typed)}") as seen:
        seen.page.wait_for_load_state("networkidle")
        assert titles(seen.page) == []
        assert "connection" not in seen.page.get_by_role("status").inner_text()
        assert seen.said == []


def test_a_word_that_means_something_to_the_script_is_a_word(browser: Browser, address: str) -> None:
    with visit(browser, address) as seen:
        page = searched(seen, address, "constructor __proto__ toString")
        assert "connection" not in page.get_by_role("status").inner_text()


def test_a_failure_is_said(browser: Browser, address: str) -> None:
    with visit(browser, address) as seen:
        seen.page.route("**/words-*.json", lambda route: route.abort())
        seen.page.goto(f"{address}search/?q=school")
        seen.page.get_by_text("The search did not load.").wait_for()


def test_without_script_the_search_leads_to_the_a_to_z(browser: Browser, address: str) -> None:
    with visit(browser, f"{address}guidance/money/", java_script_enabled=False) as seen:
        page = seen.page
        page.get_by_label("Search this site").fill("buses")
        page.get_by_role("button", name="Search").click()
        assert urlsplit(page.url).path == "/search/"
        assert page.locator("main noscript .callout").is_visible()
        page.locator("main a[href='/a-to-z/']").click()
        assert page.locator("h1").inner_text() == "All pages, A to Z"


@pytest.mark.parametrize("typed", ["shcool transport", "zzqqxx"])
def test_axe_finds_no_barrier_among_results(browser: Browser, address: str, typed: str) -> None:
    with visit(browser, address) as seen:
        assert barriers(searched(seen, address, typed)) == []


def test_results_fit_the_smallest_phone(browser: Browser, address: str) -> None:
    with visit(browser, address, viewport=PHONE) as seen:
        page = searched(seen, address, "education, health and care plan")
        assert page.evaluate("document.scrollingElement.scrollWidth") <= PHONE["width"]
        for control in page.locator(".find input, .find button, .results a, [data-more] button").all():
            box = control.bounding_box()
            assert box is not None
            assert box["height"] >= 44


@pytest.mark.parametrize("typed", ["EHCP", "shcool transport", "pick-up point", "short breaks in preston"])
def test_a_first_search_loads_little_and_asks_nobody_else(browser: Browser, address: str, typed: str) -> None:
    with visit(browser, "about:blank", viewport=DESK) as seen:
        searched(seen, address, typed)
        seen.page.wait_for_load_state("networkidle")
        assert {urlsplit(url).netloc for url in seen.asked} == {urlsplit(address).netloc}
        assert not any("q=" in url for url in seen.asked[1:])
        paths = {urlsplit(url).path for url in seen.asked}
        wanted = [path for path in paths if not path.endswith((".woff2", ".svg"))]
        known = files("today")
        loaded = {
            path: len(gzip.compress(known[f"{path}index.html" if path.endswith("/") else path])) for path in wanted
        }
        assert any("/search/words-" in path for path in loaded)
        assert sum(loaded.values()) < MOST_BYTES, loaded


@pytest.fixture(scope="module")
def stemming(browser: Browser, address: str) -> Iterator[Any]:
    """The stems of texts as the script of the search page makes them."""
    with visit(browser, f"{address}search/") as seen:
        script = seen.page.locator("script[type=module]").get_attribute("src")
        seen.page.evaluate("async script => { window.ours = await import(script); await window.ours.ready(); }", script)
        yield lambda texts: seen.page.evaluate("texts => texts.map(window.ours.stemsOf)", texts)


def test_the_script_finds_the_same_words_as_the_index_in_every_page(stemming: Any) -> None:  # noqa: ANN401
    texts = [data.decode() for path, data in files("today").items() if path.endswith(".html")]
    texts += ["School\u2019s co-production, e\u2011mail 16–25 cafe\u0301 İstanbul ŻÓŁW straße ½ مدد हिन्दी"]  # noqa: RUF001
    assert stemming(texts) == [list(stems.stems(text)) for text in texts]


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(max_codepoint=0x2FFF, exclude_categories=("Cs", "Cn"))))
def test_the_script_finds_the_same_words_as_the_index_in_any_text(stemming: Any, text: str) -> None:  # noqa: ANN401
    assert stemming([text]) == [list(stems.stems(text))]
