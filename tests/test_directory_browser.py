"""The filter of services and the finder of officers in a real browser, with the keyboard alone and without script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browsing import DESK, PHONE, chromium
from tests.markup import Markup
from tests.visiting import files, host, visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, ViewportSize


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, once for all tests."""
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def home() -> Iterator[str]:
    """Where the site is served."""
    with host("today") as found:
        yield found


def shown(page: Page) -> int:
    """How many services can be seen."""
    return page.locator(".offers > li:visible").count()


def told(page: Page) -> str:
    """What the filter says aloud."""
    return page.locator("main [role=status]").inner_text()


def tab_to(page: Page, selector: str) -> None:
    """Press the tab key until the focus is there."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"the keyboard does not reach {selector}")


def choose(page: Page, name: str, words: str) -> None:
    """Choose in a list by typing, as the keyboard does."""
    tab_to(page, f"select[name={name}]")
    page.keyboard.type(words)


def query(page: Page) -> str:
    """What of the address says what is chosen."""
    return page.evaluate("location.search")  # type: ignore[no-any-return]


def test_the_filter_works_with_the_keyboard_alone(browser: Browser, home: str) -> None:
    with visit(browser, f"{home}services/all/") as visited:
        page = visited.page
        whole = shown(page)
        assert told(page) == f"Showing {whole} of {whole} services."
        choose(page, "category", "Hea")
        choose(page, "district", "Burn")
        assert shown(page) == whole, "nothing changes before somebody asks for it"
        tab_to(page, "button[type=submit]")
        page.keyboard.press("Enter")
        assert query(page) == "?category=health&district=burnley"
        assert 0 < shown(page) < whole
        assert told(page) == f"Showing {shown(page)} of {whole} services."
        assert page.evaluate("document.activeElement.matches('button[type=submit]')")
        tab_to(page, "button[type=reset]")
        page.keyboard.press("Enter")
        assert query(page) == ""
        assert shown(page) == whole


def test_the_address_keeps_what_is_chosen_and_one_can_go_back(browser: Browser, home: str) -> None:
    with visit(browser, f"{home}services/all/?category=short-breaks") as visited:
        page = visited.page
        first = shown(page)
        assert page.locator("select[name=category]").input_value() == "short-breaks"
        page.locator("select[name=district]").select_option("preston")
        page.get_by_role("button", name="Show services").click()
        second = shown(page)
        assert 0 < second < first
        page.locator(".offers > li:visible a").first.click()
        page.wait_for_url("**/services/*/")
        page.go_back()
        page.wait_for_url("**/services/all/**")
        assert query(page) == "?category=short-breaks&district=preston"
        assert shown(page) == second
        page.go_back()
        assert query(page) == "?category=short-breaks"
        assert shown(page) == first
        assert page.locator("select[name=district]").input_value() == ""
        page.go_forward()
        assert shown(page) == second


def test_each_choice_shows_what_its_own_list_shows(browser: Browser, home: str) -> None:
    with visit(browser, f"{home}services/all/") as visited:
        page = visited.page
        choices = page.evaluate("""() => [...document.querySelectorAll('select')]
            .flatMap(each => [...each.options].filter(one => one.value).map(one => [each.name, one.value]))""")
        assert len(choices) > len("some twenty choices")
        for name, value in choices:
            page.goto(f"{home}services/all/?{name}={value}", wait_until="domcontentloaded")
            found = page.evaluate("""() => [...document.querySelectorAll('.offers > li')]
                .filter(each => each.checkVisibility()).map(each => each.querySelector('a').getAttribute('href'))""")
            listed = Markup(files("today")[f"/services/{name}/{value}/index.html"].decode())
            links = [each.attributes["href"] for each in listed.find("a") if each.inside[-3:] == ("ul", "li", "p")]
            services = [href for href in links if href.startswith("/services/")]  # and not the guidance below them
            assert sorted(found) == sorted(services), (name, value)


def test_what_fits_nothing_is_told_and_what_is_unknown_is_left_alone(browser: Browser, home: str) -> None:
    with visit(
        browser, f"{home}services/all/?category=money&district=burnley&need=speech&age=adulthood&x=1"
    ) as visited:
        page = visited.page
        if shown(page) == 0:
            assert told(page).startswith("No service fits all of this.")
        page.goto(f"{home}services/all/?category=nonsense")
        assert told(page) == f"Showing {shown(page)} of {shown(page)} services."
        page.goto(f"{home}services/all/?category=adulthood&need=sight-hearing&age=not-stated&district=not-stated")
        assert shown(page) == 0
        assert told(page).startswith("No service fits all of this.")


def test_without_script_all_services_are_there_and_no_form_that_does_nothing(browser: Browser, home: str) -> None:
    with visit(browser, f"{home}services/all/", java_script_enabled=False) as visited:
        page = visited.page
        assert shown(page) >= len("a good many services")
        assert not page.locator("[data-filter]").is_visible()
        page.get_by_role("link", name="choose by topic").click()
        page.locator("main").get_by_role("link", name="Health 17 services").click()
        assert page.locator("h1").inner_text() == "Health: help and services"


def find(page: Page, place: str) -> None:
    """Ask the finder for a place, with the keyboard."""
    field = page.locator("[name=place]")
    field.focus()
    field.fill("")
    page.keyboard.type(place)
    page.keyboard.press("Enter")


@pytest.mark.parametrize(
    ("place", "address"),
    [
        ("Burnley", "burnley/"),
        ("west lancs", None),
        ("west lanc", "west-lancashire/"),
        ("  RIBBLE   valley ", "ribble-valley/"),
        ("Ashton on Ribble", "preston/"),
        ("Clithero", "ribble-valley/"),
        ("vale", None),
    ],
)
def test_the_finder_leads_to_the_page_of_a_district(
    browser: Browser, home: str, place: str, address: str | None
) -> None:
    with visit(browser, f"{home}about/dcos/") as visited:
        page = visited.page
        tab_to(page, "[name=place]")
        page.keyboard.type(place)
        page.keyboard.press("Enter")
        if address is None:
            assert told(page) == "We do not know this place. Choose your district from the list."
            assert page.url == f"{home}about/dcos/"
        else:
            page.wait_for_url(f"{home}about/dcos/{address}")
            page.go_back()
            assert page.locator("[name=place]").is_visible()


def test_the_finder_asks_back_and_tells_neighbours_where_to_go(browser: Browser, home: str) -> None:
    with visit(browser, f"{home}about/dcos/") as visited:
        page = visited.page
        find(page, "ribble")
        assert "Which of these do you mean?" in told(page)
        assert page.locator("main [role=status] a").all_inner_texts()
        find(page, "blackpool")
        assert told(page).startswith("This is not in our area.")
        assert "01253 956168" in told(page)
        find(page, "   ")
        assert told(page) == "Write the name of a town or district."
        assert page.evaluate("document.activeElement.name") == "place"


def test_without_script_the_districts_are_links(browser: Browser, home: str) -> None:
    with visit(browser, f"{home}about/dcos/", java_script_enabled=False) as visited:
        page = visited.page
        assert not page.locator("[data-finder]").is_visible()
        page.locator("main").get_by_role("link", name="Burnley").first.click()
        assert page.locator("h1").inner_text() == "Your DCO in Burnley"


PLACES = ["services/", "services/sendias/", "services/category/health/", "services/age/school/", "services/all/",
          "about/dcos/burnley/", "about/dcos/"]  # fmt: skip


@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_nothing_is_too_wide_or_too_small_to_press(browser: Browser, home: str, path: str, size: ViewportSize) -> None:
    with visit(browser, home + path, viewport=size) as visited:
        assert visited.said == []
        assert visited.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        small = visited.page.evaluate("""() => {
            const least = each => each.matches('.phone') ? 24 : 44
            const found = document.querySelectorAll(
                'main select, main input, main button, .districts a, .service-contact .phone'
            )
            return [...found]
                .filter(each => each.checkVisibility() && each.getBoundingClientRect().height < least(each))
                .map(each => each.outerHTML)
        }""")
        assert small == []
