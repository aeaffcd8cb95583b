"""The faults that editors make, on one small site, said once for the tests and for benchmarks/faults.py.

The site is nobody's own: three pages of Markdown, a picture, and a piece of a layout in the few marks that all template
languages share. Each tool gets it in its own arrangement.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

FOOTER: Final = "footer.html"
SITE: Final[dict[str, bytes]] = {
    "index.md": b"---\ntitle: Home\n---\n\nWe help with [buses](buses.md).\n",
    "buses.md": b"---\ntitle: Buses\n---\n\n## Fares\n\nChildren ride for half the price.\n",
    "money.md": (
        "---\ntitle: Help with money\n---\n\n"
        "You may get £50 for a bus pass.\n\n"
        "See [what buses cost](buses.md#fares).\n\n"
        "![A bus at its stop](bus.svg)\n"
    ).encode(),
    "bus.svg": b'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><path d="M0 0h8v8z"/></svg>\n',
    FOOTER: b'<footer>\n<p>Ring {{ "01632 960001" }}</p>\n</footer>\n',
}

_SUGGESTED: Final = r"(?i)(?:did you mean|perhaps|maybe|closest|nearest|suggest|instead)\W.*"


@dataclass(frozen=True, slots=True)
class Fault:
    """One edit that goes wrong: in the file ``path``, ``old`` becomes ``new``; without ``new`` the file is deleted.

    ``line`` is where the fault is, and a message that matches ``mend`` says what to do about it. A tool may get over a
    fault by itself, which shows when the page then matches ``coped``; a ``harmless`` one must not show on any page.
    """

    name: str
    path: str
    old: bytes = b""
    new: bytes | None = None
    line: int = 0
    mend: str = ""
    coped: str = ""
    harmless: bool = False

    def applied(self, files: Mapping[str, bytes]) -> dict[str, bytes]:
        """``files`` with the fault in them."""
        if self.new is None:
            return {path: data for path, data in files.items() if path != self.path}
        assert files[self.path].count(self.old) == 1, f"“{self.name}” no longer fits its site"
        return {**files, self.path: files[self.path].replace(self.old, self.new)}


COLON: Final = Fault(
    "colon in a title: `title: SEND: support`",
    "money.md",
    b"title: Help with money",
    b"title: SEND: support",
    line=2,
    mend=r"(?i)quot(?:e|ation)|[\"']SEND: support[\"']",
    coped=r"<title>\s*SEND: support",
)
DUPLICATE: Final = Fault(
    "a field written twice",
    "money.md",
    b"title: Help with money",
    b"title: Help with money\ntitle: Money",
    line=3,
    mend=r"(?i)\b(?:delete|remove|keep|take out)\b",
)
MARK: Final = Fault(
    "UTF-8 byte order mark",
    "money.md",
    b"---\ntitle: Help",
    b"\xef\xbb\xbf---\ntitle: Help",
    line=1,
    harmless=True,
)
ENCODING: Final = Fault(
    "Windows-1252 instead of UTF-8",
    "money.md",
    "£50".encode(),
    "£50".encode("cp1252"),
    line=5,
    mend=r"(?i)\b(?:save|convert|re-?encode)\b.*|\butf-?8\b.*\binstead\b",
)
LINK: Final = Fault(
    "link to a page that is not there",
    "money.md",
    b"buses.md#fares",
    b"busses.md",
    line=7,
    mend=_SUGGESTED + r"\bbuses",
)
ANCHOR: Final = Fault(
    "link to a heading that is not there",
    "money.md",
    b"buses.md#fares",
    b"buses.md#fees",
    line=7,
    mend=_SUGGESTED + r"\bfares",
)
LAYOUT: Final = Fault("a brace lost in a layout", FOOTER, b'" }}', b'" }', line=2, mend=r"\}\}")
PICTURE: Final = Fault(
    "picture without words",
    "money.md",
    b"![A bus at its stop]",
    b"![]",
    line=9,
    mend=r"(?i)\bdescribe|\bsay what|\badd (?:an? )?(?:alt|description)|square brackets",
)
DELETED: Final = Fault("page deleted, site built again", "money.md")

FAULTS: Final = (COLON, DUPLICATE, MARK, ENCODING, LINK, ANCHOR, LAYOUT, PICTURE)


def for_sendsite(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The site as sendsite wants it."""
    placed = {f"layouts/parts/{path}" if path == FOOTER else f"content/{path}": data for path, data in files.items()}
    return {"content/site.yaml": b"name: Testshire\nbase_url: https://send.example.org/\n", **placed}
