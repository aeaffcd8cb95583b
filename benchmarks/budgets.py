"""What a page of the site in this repository costs a family to read, measured in a browser and held against budgets.

Run it with ``.venv/bin/python benchmarks/budgets.py``; docs/benchmarks.md says what is measured. It builds the site
into a temporary folder, serves that compressed as a host does, and drives Debian's Chromium. It ends with 1 when a
budget is exceeded.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.hosting import host  # noqa: E402 - the line above makes it findable

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Response

PAGES: Final = (
    "",
    "guidance/",
    "guidance/ehc-plan/",
    "guidance/travel/",
    "services/",
    "services/all/",
    "services/portage/",
    "about/dcos/",
    "improvement/timeline/",
    "events/",
    "glossary/",
)
# A phone on a bad day: 400 kbit/s each way with 400 ms for each answer, and a processor four times slower than here.
BYTES_A_SECOND: Final = 400_000 / 8
LATENCY: Final = 400  # milliseconds
SLOWER: Final = 4
PHONE: Final = (360, 740)
HEAVY: Final = 30_000  # bytes over the wire without fonts and pictures
REQUESTS: Final = 3  # to read a page, without fonts, pictures and scripts that wait until it can be read
PAINT: Final = 1000  # milliseconds to the first paint
APART: Final = ("font/", "image/")  # also the icon of the site, which a browser calls neither
_WAITING: Final = "[...document.scripts].filter(each => each.defer || each.type === 'module').map(each => each.src)"
SHIFTS: Final = """
window.shifted = 0;
new PerformanceObserver(list => { for (const each of list.getEntries()) window.shifted += each.value; })
  .observe({type: "layout-shift", buffered: true});
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """The bytes over the wire, the requests and the times of one visit.

    ``size`` and ``requests`` leave out fonts and pictures, whose bytes are ``apart``, and ``requests`` also leaves out
    scripts that wait until the page can be read; ``elsewhere`` is the number of requests to other hosts, ``shift`` how
    far things moved (as the Layout Instability API counts), and ``paint`` the milliseconds to the first paint.
    """

    path: str
    size: int
    requests: int
    apart: int
    elsewhere: int
    shift: float
    paint: float

    @property
    def excess(self) -> list[str]:
        """The budgets that it exceeds, in words."""
        found = (
            (self.size > HEAVY, "size"),
            (self.requests > REQUESTS, "requests"),
            (self.elsewhere > 0, "other hosts"),
            (self.shift > 0, "shift"),
            (self.paint > PAINT, "first paint"),
        )
        return [what for is_more, what in found if is_more]


def measured(browser: Browser, address: str, path: str) -> Cost:
    """What a first visit to one page costs on a slow phone, with nothing kept from other pages."""
    width, height = PHONE
    context = browser.new_context(viewport={"width": width, "height": height}, device_scale_factor=2)
    context.add_init_script(SHIFTS)
    page = context.new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - Playwright marks what it is given
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": LATENCY,
            "downloadThroughput": BYTES_A_SECOND,
            "uploadThroughput": BYTES_A_SECOND,
        },
    )
    wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address + path, wait_until="networkidle")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_timeout(500)
    sizes = {answer: answer.request.sizes()["responseBodySize"] for answer in answers}
    apart = [answer for answer in answers if answer.headers["content-type"].startswith(APART)]
    waiting = page.evaluate(_WAITING)
    found = Cost(
        "/" + path,
        sum(sizes[answer] for answer in answers if answer not in apart),
        sum(answer not in apart and answer.url not in waiting for answer in answers),
        sum(sizes[answer] for answer in apart),
        sum(urlsplit(answer.url).netloc != urlsplit(address).netloc for answer in answers),
        page.evaluate("window.shifted"),
        page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"),
    )
    context.close()
    return found


def table(costs: list[Cost]) -> str:
    """All that was measured, in Markdown."""
    head = "page", "HTML, styles, script", "requests", "fonts, pictures", "other hosts", "shift", "paint ms", "exceeds"
    lines = [
        f"| {' | '.join(head)} |",
        "|---|--:|--:|--:|--:|--:|--:|---|",
        f"| *at most* | {HEAVY:,} | {REQUESTS} | | 0 | 0 | {PAINT:,} | |",
    ]
    lines += [
        f"| {each.path} | {each.size:,} | {each.requests} | {each.apart:,} | {each.elsewhere} | {each.shift:.3f} "
        f"| {each.paint:,.0f} | {', '.join(each.excess)} |"
        for each in costs
    ]
    return "\n".join(lines)


def main() -> int:
    """Build, measure and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "pages", nargs="*", default=PAGES, metavar="PATH", help="below the top, such as guidance/travel/"
    )
    parser.add_argument(
        "--chromium", default="/usr/bin/chromium", metavar="FILE", help="the browser (/usr/bin/chromium)"
    )
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        site = Path(name, "site")
        subprocess.run([sys.executable, "-m", "sendsite", "build", "--quiet", "--output", site], check=True, cwd=ROOT)
        browser = playwright.chromium.launch(executable_path=chosen.chromium, args=["--no-sandbox"])
        with host(site) as address:
            costs = [measured(browser, address, path) for path in chosen.pages]
        browser.close()
    print(table(costs))
    return int(any(each.excess for each in costs))


if __name__ == "__main__":
    sys.exit(main())
