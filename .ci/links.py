"""Follows every link inside a built site, be it to a page, a picture or an anchor, and names those that lead nowhere.

    python3 .ci/links.py FOLDER [BASE_URL]

BASE_URL is the address that the site was built for. A link to the same host outside it is broken too.
"""

from __future__ import annotations

import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

# A host that cannot exist, for a site whose address does not matter.
ANYWHERE = "https://site.invalid/"

ADDRESSES = ("href", "src", "action", "formaction", "poster", "cite", "xlink:href", "data")


class Page(HTMLParser):
    """What matters of a page here: the places where it can be entered, and where its links lead, each with its line."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.anchors = {"", "top"}
        self.links: list[tuple[int, str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value.strip() for name, value in attrs if value is not None}
        self.anchors |= {given[name] for name in ("id", "name") if name in given and (name == "id" or tag == "a")}
        self.links += [(self.getpos()[0], link) for link in links_of(tag, given)]


def links_of(tag: str, given: dict[str, str]) -> list[str]:
    found = [given[name] for name in ADDRESSES if name in given]
    found += [part.split()[0] for part in given.get("srcset", "").split(",") if part.strip()]
    if tag == "meta" and given.get("http-equiv", "").lower() == "refresh":
        found += [given["content"].partition("=")[2].strip("'\" ")]
    return found


def fault(link: str, page_url: str, base_url: str, pages: dict[Path, Page], folder: Path) -> str | None:
    """What is wrong with a link, or None when it is right or leads to another site."""
    url, anchor = urldefrag(urljoin(page_url, link))
    if urlsplit(url)[:2] != urlsplit(base_url)[:2]:
        return None
    if not url.startswith(base_url):
        return f"it leaves the site, which is at {base_url}"
    path = unquote(urlsplit(url).path.removeprefix(urlsplit(base_url).path))
    target = folder / (f"{path}index.html" if path.endswith("/") or not path else path)
    if not target.is_file():
        return "there is no such file"
    if target in pages and unquote(anchor) not in pages[target].anchors:
        return f"that page has no place called {unquote(anchor)}"
    return None


def faults(folder: Path, base_url: str) -> tuple[list[str], int]:
    """The faults of a whole site, and how many links were followed."""
    pages = {file: Page(file.read_text("utf-8")) for file in sorted(folder.rglob("*.html"))}
    found, followed = [], 0
    for file, page in pages.items():
        place = file.relative_to(folder).as_posix()
        for line, link in page.links:
            followed += 1
            if wrong := fault(link, base_url + place, base_url, pages, folder):
                found.append(f"{place}:{line}: {link}: {wrong}")
    return found, followed


def main() -> int:
    folder, base_url = Path(sys.argv[1]), [*sys.argv[2:], ANYWHERE][0]
    found, followed = faults(folder, base_url if base_url.endswith("/") else f"{base_url}/")
    print("\n".join(found) or f"{followed} links, and all lead somewhere.")
    # A folder without a single link is no site, and must not pass for one without a fault.
    return 1 if found or not followed else 0


if __name__ == "__main__":
    sys.exit(main())
