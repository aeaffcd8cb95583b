"""Pictures of the main pages for people to look at: on a small phone and at a desk, by day and by night.

Run it with ``.venv/bin/python benchmarks/screens.py SITE FOLDER``: SITE is a published folder, and what FOLDER holds of
earlier pictures is written over. ``.ci/run`` keeps them from each run.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from playwright.sync_api import sync_playwright

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.hosting import host  # noqa: E402 - the line above makes it findable

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGES: Final = {
    "home": "",
    "section": "guidance/",
    "long-page": "guidance/travel/",
    "guide": "guidance/ehc-plan/",
    "services": "services/",
    "services-filter": "services/all/",
    "service": "services/portage/",
    "dcos": "about/dcos/",
    "timeline": "improvement/timeline/",
    "consultation": "consultations/send-plan/",
    "events": "events/",
    "news": "news/",
    "board": "about/board/",
    "glossary": "glossary/",
    "not-found": "404.html",
}
WIDTHS: Final = (320, 1280)
SCHEMES: Final[tuple[Literal["light", "dark"], ...]] = ("light", "dark")


def take(browser: Browser, address: str, folder: Path) -> int:
    """Take all pictures; how many there are. Raises RuntimeError when a page is not there, or scrolls sideways."""
    taken = 0
    for width in WIDTHS:
        for scheme in SCHEMES:
            context = browser.new_context(
                viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
            )
            page = context.new_page()
            for name, path in PAGES.items():
                answer = page.goto(address + path, wait_until="networkidle")
                if answer is None or not answer.ok:
                    msg = f"there is no page {path}"
                    raise RuntimeError(msg)
                if page.evaluate("document.documentElement.scrollWidth") > width:
                    msg = f"{path} scrolls sideways at {width} px"
                    raise RuntimeError(msg)
                page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=True)
                taken += 1
            context.close()
    return taken


def main() -> int:
    """Take the pictures and tell how many."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path, metavar="SITE")
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--chromium", default="/usr/bin/chromium", metavar="FILE", help="/usr/bin/chromium")
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, host(chosen.site) as address:
        browser = playwright.chromium.launch(executable_path=chosen.chromium, args=["--no-sandbox"])
        taken = take(browser, address, chosen.folder)
        browser.close()
    print(f"{taken} pictures are in {chosen.folder}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
