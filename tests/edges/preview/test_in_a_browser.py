"""The preview in a real browser: what an editor sees when they save."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from sendsite.edges.preview.listening import HOST
from sendsite.edges.preview.stage import Stage
from tests.barriers import barriers
from tests.browsing import DESK, PHONE, chromium
from tests.previewing import PATIENCE, edition, page, problem, running, until

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.sync_api import Browser, Locator, Page

    from sendsite.edges.preview.server import Server
    from sendsite.model import Problem

HOME, ABOUT = "content/index.md", "content/about us.md"
PARTS = "".join(f'<h2 id="part-{number}">Part {number}</h2><p>Words {number}.</p>' for number in range(40))
FORM = '<p><a href="/about%20us/">About us</a></p><details><summary>More</summary><p>Inside.</p></details>'
STYLES = b"body { margin: 0; } h2 { margin: 100px 0; } h1 { color: rgb(1, 2, 3); }"
RESTYLED = STYLES.replace(b"rgb(1, 2, 3)", b"rgb(4, 5, 6)")


def site(home: str = "", about: str = "") -> dict[str, bytes]:
    """The files of a site with these words more on its pages."""
    return {
        "index.html": page("Home", home + FORM + PARTS),
        "about us/index.html": page("About us", about),
        "assets/site.css": STYLES,
    }


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, once for all tests."""
    with chromium() as found:
        yield found


@dataclass
class Desk:
    """An editor's desk: a stage, a server for it, and a browser that has a page of it open."""

    stage: Stage
    server: Server
    page: Page
    said: list[str] = field(default_factory=list)

    @property
    def place(self) -> Locator:
        """Where the preview says something."""
        return self.page.locator("#_sendsite")

    def show(self, files: Mapping[str, bytes], *problems: Problem) -> None:
        """Save something."""
        self.stage.show(edition(files, *problems))

    def open(self, path: str = "/") -> None:
        """Go to a page and wait until it listens; mark it, so that a reload is seen."""
        with self.page.expect_response(lambda answer: "/changes" in answer.url):
            self.page.goto(f"{self.server.address.rstrip('/')}{path}")
        self.page.evaluate("window.untouched = true")

    @property
    def is_untouched(self) -> bool:
        """Whether the page has not been loaded again since it was opened."""
        return bool(self.page.evaluate("window.untouched === true"))

    def top(self, selector: str) -> float:
        """How far below the top of the window something is."""
        return float(self.page.evaluate("(each) => document.querySelector(each).getBoundingClientRect().top", selector))


@pytest.fixture
def desk(browser: Browser) -> Iterator[Desk]:
    """A desk with a small site; at the end, the browser has nothing to complain of."""
    stage = Stage()
    stage.show(edition(site()))
    context = browser.new_context(viewport=DESK, reduced_motion="reduce")
    with running(stage) as server:
        found = Desk(stage, server, context.new_page())
        found.page.set_default_timeout(PATIENCE * 1000)
        found.page.on("console", lambda message: found.said.append(message.text))
        found.page.on("pageerror", lambda fault: found.said.append(str(fault)))
        yield found
        context.close()
    assert found.said == []


def test_a_page_that_changes_is_loaded_again_and_keeps_its_place(desk: Desk) -> None:
    desk.open()
    desk.page.evaluate("document.querySelector('#part-20').scrollIntoView()")
    desk.page.evaluate("scrollBy(0, -30)")
    before = desk.top("#part-20")
    assert 0 < before < 40
    desk.show(site("<h2>New at the top</h2>" * 5))
    desk.page.get_by_text("New at the top").first.wait_for()
    until(lambda: abs(desk.top("#part-20") - before) < 1, "the place on the page")  # browsers scroll by whole pixels
    desk.page.wait_for_load_state()
    assert abs(desk.top("#part-20") - before) < 1
    assert not desk.is_untouched
    until(lambda: desk.page.evaluate("history.scrollRestoration") == "auto", "the browser's own memory to be back")


def test_the_place_is_found_when_the_very_words_there_have_changed(desk: Desk) -> None:
    desk.open()
    desk.page.evaluate("document.querySelector('#part-20').nextElementSibling.scrollIntoView()")
    before = desk.top("#part-21")
    desk.show(
        {
            **site("<p>Longer.</p>" * 9),
            "index.html": page("Home", f"{FORM}<p>Longer.</p>" * 9 + PARTS.replace("Words 20.", "Other words.")),
        }
    )
    desk.page.get_by_text("Other words.").wait_for()
    until(lambda: abs(desk.top("#part-21") - before) < 1, "the place on the page")


def test_what_is_open_and_what_has_the_focus_stay_so(desk: Desk) -> None:
    desk.open()
    desk.page.locator("summary", has_text="More").click()
    desk.page.get_by_role("link", name="About us").focus()
    desk.show(site("<p>New.</p>"))
    desk.page.get_by_text("New.", exact=True).wait_for()
    until(lambda: desk.page.evaluate("document.activeElement.textContent") == "About us", "the focus")
    assert desk.page.evaluate("document.querySelector('details').open")


def test_a_new_stylesheet_takes_over_without_a_reload(desk: Desk) -> None:
    desk.open()
    colour = "getComputedStyle(document.querySelector('h1')).color"
    assert desk.page.evaluate(colour) == "rgb(1, 2, 3)"
    desk.page.evaluate(
        "window.bare = 0; new MutationObserver(() => {"
        f" if (!['rgb(1, 2, 3)', 'rgb(4, 5, 6)'].includes({colour})) window.bare += 1;"
        "}).observe(document.head, {childList: true})"
    )
    desk.show({**site(), "assets/site.css": RESTYLED})
    until(lambda: desk.page.evaluate(colour) == "rgb(4, 5, 6)", "the new style")
    until(lambda: desk.page.locator("head link[rel=stylesheet]").count() == 1, "the old one to go")
    assert desk.is_untouched
    assert desk.page.evaluate("window.bare") == 0


def test_a_stylesheet_with_a_new_name_takes_over_too(desk: Desk) -> None:
    def named(name: str, styles: bytes) -> dict[str, bytes]:
        return {
            path: data.replace(b"/assets/site.css", f"/assets/{name}".encode())
            for path, data in {**site(), f"assets/{name}": styles}.items()
        }

    desk.show(named("site.1.css", STYLES))
    desk.open()
    desk.show(named("site.2.css", RESTYLED))
    until(lambda: desk.page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(4, 5, 6)", "it")
    desk.show(named("site.3.css", STYLES))
    until(lambda: desk.page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(1, 2, 3)", "it")
    assert desk.is_untouched


def test_a_page_that_does_not_change_is_left_alone(desk: Desk) -> None:
    desk.open()
    desk.show(site(about="<p>Other.</p>"))
    desk.show(site(about="<p>Other.</p>"), problem(ABOUT))
    desk.place.locator(".elsewhere", has_text="Elsewhere on the site: 1 error.").wait_for()
    assert desk.is_untouched


def test_a_broken_page_says_so_over_its_last_good_version_and_mends_itself(desk: Desk) -> None:
    desk.open()
    desk.show(site("<p>Half done.</p>"), problem(HOME))
    desk.place.get_by_text("“titel” is not a field we know.").wait_for()
    assert desk.page.get_by_text("Half done.").count() == 0
    assert desk.is_untouched
    region = desk.page.get_by_role("region", name="Preview: problems")
    assert region.is_visible()
    assert desk.place.get_by_role("status").text_content() == (
        "1 error on this page. You see it as it was when it last had no errors."
    )
    desk.show(site("<p>Mended.</p>"))
    desk.page.get_by_text("Mended.").wait_for()
    until(lambda: not desk.place.locator("section").is_visible(), "the panel to go")


def test_mending_without_a_change_needs_no_reload(desk: Desk) -> None:
    desk.open()
    desk.show(site("<p>Half done.</p>"), problem(HOME))
    desk.place.locator("details").wait_for()
    desk.show(site())
    desk.place.locator("details").wait_for(state="detached")
    assert desk.is_untouched
    assert desk.place.get_by_role("status").text_content() == "Nothing is wrong."


def test_a_page_that_is_only_now_written_appears_where_it_was_missed(desk: Desk) -> None:
    desk.open("/news/")
    assert desk.page.get_by_role("heading").all_inner_texts() == ["Page not found"]
    desk.said.clear()  # the browser says that the page was not there
    desk.show({**site(), "news/index.html": page("News")})
    desk.page.get_by_role("heading", name="News").wait_for()


def test_the_panel_can_be_folded_with_the_keyboard_and_stays_so(desk: Desk) -> None:
    desk.show(site(), problem(HOME))
    desk.open()
    for _ in range(60):
        desk.page.keyboard.press("Tab")
        if desk.page.evaluate("document.activeElement.shadowRoot?.activeElement?.localName") == "summary":
            break
    desk.page.keyboard.press("Enter")
    until(lambda: not desk.place.get_by_text("“titel”").is_visible(), "the panel to fold")
    desk.page.reload()
    desk.place.locator("summary").wait_for()
    assert not desk.place.get_by_text("“titel”").is_visible()


def test_nothing_is_hidden_behind_the_panel_for_good(desk: Desk) -> None:
    desk.show(site(), problem(HOME))
    desk.page.set_viewport_size(PHONE)
    desk.open()
    desk.page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    last = desk.page.evaluate("document.querySelector('main').getBoundingClientRect().bottom")
    panel = desk.page.evaluate("document.querySelector('#_sendsite').getBoundingClientRect().top")
    assert last <= panel + 1


def test_it_goes_on_by_itself_when_the_preview_is_started_again(desk: Desk) -> None:
    desk.open()
    port = desk.server.port
    desk.server.close()
    desk.place.get_by_text("The preview has stopped.").wait_for()
    with running(desk.stage, HOST, port):
        desk.place.get_by_text("The preview has stopped.").wait_for(state="hidden")
        assert desk.is_untouched
        desk.show(site("<p>New.</p>"))
        desk.page.get_by_text("New.", exact=True).wait_for()
        desk.page.wait_for_load_state()
    desk.place.get_by_text("The preview has stopped.").wait_for()
    desk.stage.show(edition(site("<p>Newer.</p>")))
    with running(desk.stage, HOST, port):
        desk.page.get_by_text("Newer.", exact=True).wait_for()
        desk.page.wait_for_load_state()
        desk.page.goto("about:blank")
    assert all("ERR_" in each for each in desk.said)
    desk.said.clear()


def test_a_page_that_nobody_sees_leaves_its_place_to_others_and_catches_up(desk: Desk) -> None:
    desk.open()
    hide = """(hidden) => {
        Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
    }"""
    desk.page.evaluate(hide, True)  # noqa: FBT003 - an argument for the browser
    until(lambda: not desk.server._crowd._listeners, "the page to hang up")  # noqa: SLF001 - nothing else can tell
    desk.show(site("<p>New.</p>"))
    assert desk.is_untouched
    desk.page.evaluate(hide, False)  # noqa: FBT003
    desk.page.get_by_text("New.", exact=True).wait_for()


def test_many_open_pages_do_not_keep_each_other_waiting(desk: Desk) -> None:
    """Chromium gives one host six connections."""
    desk.open()
    others = [desk.page.context.new_page() for _ in range(5)]
    for each in others:
        each.goto(desk.server.address)
    desk.show(site("<p>New.</p>"))
    for each in (desk.page, *others):
        each.get_by_text("New.", exact=True).wait_for()


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("path", ["/", "/about%20us/", "/_sendsite/", "/nowhere/"])
def test_axe_finds_no_barrier(desk: Desk, path: str, viewport: dict[str, int]) -> None:
    desk.page.set_viewport_size(viewport)  # type: ignore[arg-type] # a size is a dictionary
    desk.show(site(), problem(HOME), problem(HOME, "warning"), problem("content/data/contacts.yaml"))
    desk.open(path)
    assert [each for each in desk.said if "404" not in each] == []
    assert barriers(desk.page) == []
    assert desk.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    desk.said.clear()  # axe tries styles of its own, which the policy forbids


def test_the_dashboard_follows(desk: Desk) -> None:
    desk.open("/_sendsite/")
    desk.page.get_by_text("Nothing is wrong.").wait_for()
    desk.show(site(), problem(HOME))
    desk.page.get_by_text("“titel” is not a field we know.").wait_for()
    desk.page.get_by_role("link", name="/", exact=True).click()
    desk.place.get_by_text("“titel” is not a field we know.").wait_for()


def test_what_the_policy_of_the_site_forbids_is_forbidden_here_too(desk: Desk) -> None:
    desk.show({**site('<script src="/own.js"></script><p style="color: red">x</p>'), "own.js": b"window.ran = true"})
    desk.open()
    assert desk.page.evaluate("window.ran") is None
    assert len(desk.said) == 2
    assert all("Content Security Policy" in each for each in desk.said)
    desk.said.clear()


def test_the_styles_of_the_site_do_not_reach_the_panel(desk: Desk) -> None:
    desk.show({**site(), "assets/site.css": b"* { display: none; color: red } div { position: static; margin: 9em }"})
    desk.show(
        {**site(), "assets/site.css": b"div, section, p, li { color: red; font-size: 5px; position: static }"},
        problem(HOME),
    )
    desk.open()
    words = desk.place.locator("li p", has_text="“titel”")
    assert words.is_visible()
    assert words.evaluate("(each) => getComputedStyle(each).fontSize") == "16px"
    assert desk.place.evaluate("(each) => getComputedStyle(each).position") == "sticky"
