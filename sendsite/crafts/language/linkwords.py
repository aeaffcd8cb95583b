"""Links, pictures and headings as people hear them who cannot see the page: by their words alone, or by their level.

The rules are those of WCAG 2.2 (1.1.1, 1.3.1, 2.4.4, 2.4.9) and of the NHS digital service manual.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from sendsite.crafts import addresses
from sendsite.crafts.language.prose import Remark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONGEST_HEADING: Final = 65
LONGEST_DESCRIPTION: Final = 150
# Each pattern that is looked for everywhere begins with a letter that is rare, which makes the search much faster.
_LINK: Final = re.compile(
    r"\[(?<!\\\[)(?P<picture>(?<=(?<!\\)!\[))?(?P<words>(?:[^\[\]\n]"
    r"|\n(?!\s*\n)){1,400})\]\([ \t]*<?(?P<target>[^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)"
)
_BY_NAME: Final = re.compile(
    r"(?<![\\!\]])\[(?P<words>[^\[\]\n]{1,400})\](?: ?\[(?P<name>[^\[\]\n]{0,100})\])?(?![(:])"
)
_DEFINED: Final = re.compile(r"^ {0,3}\[(?P<name>[^\]\n]{1,100})\]:[ \t]*<?(?P<target>[^\s<>]+)", re.MULTILINE)
_BARE: Final = re.compile(r"<(?P<address>(?:https?:|www\.)[^\s<>]+)>")
_ADDRESS: Final = re.compile(
    r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)*\.(?:org|com|net|gov|nhs|uk)(?:\.uk)?(?:/\S*)?", re.IGNORECASE
)
_VAGUE: Final = frozenset({
    "article", "click", "click here", "continue", "details", "document", "download", "download here", "file",
    "find out", "find out more", "follow this link", "for more information", "further details", "further information",
    "go", "here", "info", "information", "learn more", "link", "more", "more details", "more here", "more info",
    "more information", "page", "pdf", "press here", "read", "read here", "read more", "read on", "read this",
    "see here", "see more", "site", "source", "tap here", "that", "that page", "the link", "the page", "the site",
    "the website", "this", "this article", "this document", "this link", "this page", "this site", "this website",
    "view", "view more", "visit", "web page", "website",
})  # fmt: skip
_CLICK: Final = re.compile(r"(?:click|press|tap)(?: on)?(?: the link)?(?: below)? (?:here|this|the link)\b.*")
_DO_HERE: Final = re.compile(
    r"(?:apply|ask|book|contact|download|email|find(?: out)?|get|join|look|read|register|see|sign up|view|visit|watch)"
    r"(?: \w{1,12}){0,3} here"
)
# A link with its words and its target, and the address of a list of links at the end of a page.
_LINKED: Final = re.compile(
    r"\[(?:[^\[\]\n]|\n(?!\s*\n)){1,400}\](?:\([^()\n]{0,400}(?:\([^()\n]{0,200}\)[^()\n]{0,200})?\)|\[[^\[\]\n]{0,100}\])"
    r"|^ {0,3}\[[^\]\n]{1,100}\]:[^\n]*|<[^<>\s]{1,400}>",
    re.MULTILINE,
)
_WWW: Final = re.compile(r"(?<![\w/@.:-])www\.[\w-]{1,60}(?:\.[\w-]{1,60}){1,8}(?:/[^\s<>()\[\]*]*[\w/])?")
_FILE_NAME: Final = re.compile(
    r"[\w() -]+\.(?:jpe?g|png|gif|webp|svg|avif|bmp|tiff?|heic)|(?:IMG|DSC|DSCF|image|photo|scan)[_ -]?\d+",
    re.IGNORECASE,
)
_ONLY_PICTURE: Final = re.compile(
    r"(?:an? |the )?(?:image|picture|photo|photograph|pic|graphic|icon|logo|screenshot|drawing|illustration)",
    re.IGNORECASE,
)
# A logo, drawing or screenshot says something by being one.
_PICTURE_OF: Final = re.compile(
    r"(?:an? |the )?(?:image|picture|photo|photograph|pic|graphic)(?: of| showing| that shows|:) ?", re.IGNORECASE
)
_FEWEST_WORDS: Final = 3  # fewer describe no picture
_HEADING: Final = re.compile(r"(?P<sign>#(?<=^#)#{0,5})[ \t]*(?P<words>[^\s#][^\n]*?)[ \t#]*$", re.MULTILINE)
_PERSONAL: Final = re.compile(r"mailto:(?P<first>[a-z]{2,20})\.(?P<last>[a-z-]{2,30})@", re.IGNORECASE)
_DOCUMENT_SOMEWHERE: Final = re.compile(r"\.(?:pdf|docx?|odt|rtf|pptx?|xlsx?|ods)", re.IGNORECASE)
_DOCUMENT: Final = re.compile(f"{_DOCUMENT_SOMEWHERE.pattern}$", re.IGNORECASE)
_MARKS: Final = str.maketrans("", "", "*_`\\")


class Spoken(NamedTuple):
    """A link as people hear it: where its words begin, the words, and where it leads."""

    at: int
    words: str
    target: str


def links(prose: str, body: str) -> tuple[Spoken, ...]:
    """The links in ``prose``, the text of ``body`` without its code; both are of one length."""
    return _heard(_LINK.finditer(prose), prose, body)


def _heard(found: Iterable[re.Match[str]], prose: str, body: str) -> tuple[Spoken, ...]:
    inline = [
        Spoken(match.start("words"), _plain(body[match.start("words") : match.end("words")]), match["target"])
        for match in found
        if match["picture"] is None
    ]
    listed = {match["name"].lower(): match["target"] for match in _DEFINED.finditer(prose)} if "]:" in prose else {}
    if not listed:
        return tuple(inline)
    named = [
        Spoken(match.start("words"), words, target)
        for match in _BY_NAME.finditer(prose)
        if (words := _plain(body[match.start("words") : match.end("words")]))
        and (target := listed.get((match["name"] or words).lower()))
    ]
    return tuple(sorted(inline + named, key=lambda link: link.at))


def _plain(words: str) -> str:
    return " ".join(words.translate(_MARKS).split())


def remarks(path: str, prose: str, body: str) -> Iterator[Remark]:
    """What is wrong with the links, pictures and headings of the page ``path`` in ``prose``, as ``links`` has it."""
    found = list(_LINK.finditer(prose))
    clear = []
    for link in _heard(found, prose, body):
        if said := _of_words(link):
            yield said
        else:
            clear.append(link)
    yield from _same_words(path, clear)
    for match in _BARE.finditer(prose):
        yield _address(match.start("address"), match["address"], match["address"])
    yield from _no_links(prose)
    for match in found:
        if match["picture"] is not None and (said := _of_picture(match)):
            yield said
    yield from _headings(prose)


def named_people(prose: str, body: str) -> Iterator[Remark]:
    """Addresses of one person, who may leave: “ada.fenwick@…” on a page that names Ada Fenwick."""
    if "@" not in prose:
        return
    for match in _LINK.finditer(prose):
        person = _PERSONAL.match(match["target"])
        if person and re.search(rf"\b{person['first']} {person['last']}\b", body, re.IGNORECASE):
            message = "This address belongs to one person, and nobody will answer when that person leaves."
            hint = "Give the address of the team, if it has one."
            yield Remark(match.start("words"), "info", "contact-person", message, hint)


def is_document(target: str) -> bool:
    """Whether a link leads to a file that is made for paper."""
    return _DOCUMENT.search(re.split("[#?]", target, maxsplit=1)[0]) is not None


def may_name_documents(text: str) -> bool:
    """Whether such a file can be among all that ``text`` speaks of."""
    return _DOCUMENT_SOMEWHERE.search(text) is not None


def _of_words(link: Spoken) -> Remark | None:
    said = link.words.lower().strip(" .,:;!?\u2026>\u00bb\u2192-\u2013\"'“”")
    if said in _VAGUE or _CLICK.fullmatch(said) or (said.endswith("here") and _DO_HERE.fullmatch(said)):
        message = f"“{link.words}” does not say where the link leads, and many people hear the words of links alone."
        hint = "Make the link of the words that name the page: its title is best."
        return Remark(link.at, "warning", "link-vague", message, hint)
    if (
        ("." in link.words or "://" in link.words)
        and _ADDRESS.fullmatch(link.words)
        and not link.target.startswith(("mailto:", "tel:"))
    ):
        return _address(link.at, link.words, link.target)
    return None


def _address(at: int, words: str, address: str) -> Remark:
    message = f"“{words}” would be read out letter by letter."
    hint = f"Write the name of the page instead: [the name of the page]({address})"
    return Remark(at, "warning", "link-bare", message, hint)


def _no_links(prose: str) -> Iterator[Remark]:
    """Addresses that only look like links; those with “https” are told by the dialect."""
    if "www." not in prose:
        return
    linked = {at for match in _LINKED.finditer(prose) for at in range(match.start(), match.end())}
    for match in _WWW.finditer(prose):
        if match.start() not in linked:
            message = f"“{match[0]}” is not a link, and would be read out letter by letter."
            hint = f"Write [the name of the page](https://{match[0]})"
            yield Remark(match.start(), "warning", "link-bare", message, hint)


def _same_words(path: str, found: list[Spoken]) -> Iterator[Remark]:
    first: dict[str, Spoken] = {}
    for link in found:
        earlier = first.setdefault(link.words.lower(), link)
        if link.target != earlier.target and _leads(path, link.target) != _leads(path, earlier.target):
            message = f"“{link.words}” leads to {link.target} here, and to {earlier.target} further up."
            yield Remark(link.at, "warning", "link-same-words", message, "Give each link words of its own.")


def _leads(path: str, target: str) -> object:
    """What two targets have in common that are written differently and lead to one place."""
    try:
        is_elsewhere = addresses.is_elsewhere(target)
        return target.rstrip("/") if is_elsewhere else addresses.linked_path(path, target)
    except ValueError:
        return target


def _of_picture(match: re.Match[str]) -> Remark | None:
    words = " ".join(match["words"].split())
    hint = "Say in a few words what somebody learns who sees it."
    if _FILE_NAME.fullmatch(words):
        message = f"“{words}” is the name of a file, and does not say what the picture shows."
    elif _ONLY_PICTURE.fullmatch(words):
        message = f"“{words}” says only that it is a picture, which people are told anyway."
    elif begin := _PICTURE_OF.match(words):
        message = f"“{begin[0].strip()}” says that it is a picture, which people are told anyway."
        rest = words[begin.end() :]
        is_enough = len(rest.split()) >= _FEWEST_WORDS
        hint = f"Write “{rest[:1].upper()}{rest[1:]}”." if is_enough else f"Leave “{begin[0].strip()}” out. {hint}"
    elif len(words) > LONGEST_DESCRIPTION:
        message = (
            f"This description has {len(words)} characters and is heard in one go: {LONGEST_DESCRIPTION} are the most."
        )
        hint = "Say the most important thing here, and the rest in the text of the page."
    else:
        return None
    return Remark(match.start("words"), "warning", "picture-words-poor", message, hint)


def _headings(prose: str) -> Iterator[Remark]:
    level = 1  # the title of the page
    for match in _HEADING.finditer(prose):
        here = len(match["sign"])
        if here > level + 1:
            above = f"the heading above it has {'#' * level}" if level > 1 else "the first heading of a page has ##"
            message = f"This heading has {match['sign']}, and {above}: a level is left out."
            hint = f"Write {'#' * (level + 1)} {match['words']}"
            yield Remark(match.start(), "error", "heading-skipped", message, hint)
        level = here
        if len(match["words"]) > LONGEST_HEADING:
            message = (
                f"This heading has {len(match['words'])} characters, and up to {LONGEST_HEADING} are easy to take in."
            )
            yield Remark(match.start("words"), "info", "heading-long", message, "Say it in fewer words.")
