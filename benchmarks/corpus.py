"""A site of any size to measure with: every kind of page, data files, and the same bytes for the same size.

Run it with ``.venv/bin/python benchmarks/corpus.py FOLDER [PAGES]``. The words are our own and mean nothing; their
lengths, and the lists, tables, links and acronyms among them, are like those of a local offer.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import vocabulary

# Of each hundred pages, how many are of each kind; guidance takes the rest.
SHARES: Final = {"news": 15, "events": 10, "services": 15, "meetings": 10, "consultations": 10}
SHORTEST, USUAL, LONGEST = 200, 880, 900  # words, as random.triangular wants them
MEMBERS: Final = 40  # pages in a section of guidance or services
YEARS: Final = range(2016, 2026)
ADDRESS: Final = "https://send.example.org/"
LINE: Final = 110  # letters, after which an editor breaks the line
USUAL_SIZE: Final = 1000  # pages
NO_SEARCH: Final = "search: no\n"  # of our own, since the others have none

# How often: of sentences, those that end in words that come again; of paragraphs, those with a word in bold and those
# with a link; of lists, those with numbers. Of the parts of a page, headings, lists and tables; the rest is paragraphs.
ENDING, BOLD, LINKED, NUMBERED = 0.7, 0.2, 0.45, 0.25
HEADINGS, LISTS, TABLES = 0.16, 0.14, 0.03


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the corpus: its path below ``content/``, its fields as text, its body with links to ``.md`` files."""

    path: str
    fields: tuple[tuple[str, str], ...]
    body: str

    @property
    def text(self) -> str:
        """The page as an editor would have written it."""
        fields = "".join(f"{name}:{'' if value.startswith(chr(10)) else ' '}{value}\n" for name, value in self.fields)
        return f"---\n{fields}---\n\n{self.body}"


class _Writer:
    """Writes the words of pages, always the same for the same seed."""

    def __init__(self, seed: str) -> None:
        self.random = Random(seed)  # noqa: S311 - nobody is to be kept from guessing it

    def sentence(self) -> str:
        pick = self.random.choice
        end = (
            pick(vocabulary.ENDS)
            if self.random.random() < ENDING
            else f"in {pick(vocabulary.HEADS)}{pick(vocabulary.MIDDLES)}{pick(vocabulary.TAILS)}"
        )
        words = f"{pick(vocabulary.STARTS)}{pick(vocabulary.WHO)} {pick(vocabulary.DOES)} {pick(vocabulary.WHAT)} {end}"
        return f"{words[0].upper()}{words[1:]}."

    def paragraph(self, links: list[str]) -> str:
        sentences = [self.sentence() for _ in range(self.random.randint(2, 4))]
        if self.random.random() < BOLD:
            sentences[0] = sentences[0].replace(" a ", " a **good** ", 1)
        if links and self.random.random() < LINKED:
            target = links.pop()
            words = " ".join(re.findall(r"[a-z]+|\d+", target.removesuffix("/index.md").removesuffix(".md"))[-5:])
            sentences.insert(1, f"Read more in [{words}]({target}).")
        return _broken(" ".join(sentences))

    def points(self) -> str:
        pick, many = self.random.choice, self.random.randint(3, 6)
        if self.random.random() < NUMBERED:
            return "\n".join(
                f"{number}. {pick(vocabulary.DOES).split()[-1].capitalize()} {pick(vocabulary.WHAT)}"
                for number in range(1, many)
            )
        return "\n".join(f"- {pick(vocabulary.WHAT)} {pick(vocabulary.ENDS)}" for _ in range(many))

    def table(self) -> str:
        pick = self.random.choice
        rows = [
            f"| {pick(vocabulary.WHO)} | {pick(vocabulary.WHAT)} | {self.random.randint(1, 40)} weeks |"
            for _ in range(4)
        ]
        return "\n".join(["| who | what | how long |", "|---|---|---|", *rows])

    def body(self, links: list[str]) -> str:
        wanted = round(self.random.triangular(SHORTEST, LONGEST, USUAL))
        parts, words, heading = [self.paragraph(links)], 0, 0
        while words < wanted:
            chance = self.random.random()
            if chance < HEADINGS:
                heading += 1
                level = "###" if heading % 3 == 0 else "##"
                parts += [f"{level} {self.random.choice(vocabulary.SUBJECTS)}: part {heading}", self.paragraph(links)]
            elif chance < HEADINGS + LISTS:
                parts += [f"{self.sentence()[:-1]}. They look at:", self.points()]
            elif chance < HEADINGS + LISTS + TABLES:
                parts.append(self.table())
            else:
                parts.append(self.paragraph(links))
            words = sum(len(part.split()) for part in parts)
        return "\n\n".join(parts) + "\n"


def _broken(text: str) -> str:
    lines, line = [], ""
    for word in text.split():
        if len(line) + len(word) >= LINE:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


def counts(size: int) -> dict[str, int]:
    """How many pages of each kind a corpus of ``size`` pages has."""
    found = {kind: size * share // 100 for kind, share in SHARES.items()}
    return found | {"guidance": size - sum(found.values())}


def pages(size: int) -> list[Page]:
    """About ``size`` pages, and besides them the front page of the site and of each section."""
    many = counts(size)
    paths = {kind: [_path(kind, number) for number in range(many[kind])] for kind in many}
    targets = [path for kind in ("guidance", "services", "news") for path in paths[kind]]
    found = [_front(kind, title) for kind, title in _FRONTS.items()]
    found.insert(0, Page("index.md", (("title", "Home"), ("summary", "Help and advice for families.")), "Welcome.\n"))
    for kind in ("guidance", "services"):
        found += [_section(kind, number) for number in range((many[kind] + MEMBERS - 1) // MEMBERS)]
    found += [_page(kind, number, path, targets) for kind in paths for number, path in enumerate(paths[kind])]
    return found


_FRONTS: Final = {
    "news": "News",
    "events": "What is on",
    "services": "Services",
    "meetings": "Meetings",
    "consultations": "Have your say",
    "guidance": "Help and guidance",
}


def _front(kind: str, title: str) -> Page:
    return Page(f"{kind}/index.md", (("title", title), ("summary", f"All about {title.lower()}.")), "Choose a page.\n")


def _section(kind: str, number: int) -> Page:
    title = f"{vocabulary.SUBJECTS[number % len(vocabulary.SUBJECTS)]} {kind} {number + 1}"
    fields = (("title", title), ("summary", "What there is, and how to get it."))
    return Page(f"{kind}/part-{number + 1}/index.md", fields, "Choose a page.\n")


def _path(kind: str, number: int) -> str:
    match kind:
        case "guidance" | "services":
            return f"{kind}/part-{number // MEMBERS + 1}/page-{number + 1}.md"
        case "consultations":
            return f"{kind}/plan-{number + 1}/index.md"
    return f"{kind}/page-{number + 1}.md"


def _page(kind: str, number: int, path: str, targets: list[str]) -> Page:
    writer = _Writer(f"{kind} {number}")
    pick = writer.random.choice
    up = "../" * path.count("/")
    links = [up + pick(targets) for _ in range(8)] if targets else []
    subject = pick(vocabulary.SUBJECTS)
    fields = [
        ("title", f"{subject} in {pick(vocabulary.PLACES)} {number + 1}"),
        ("summary", writer.sentence()),
        ("reviewed", "2025-06-01"),
        ("review_by", "2027-06-01"),
        ("owner", "SEND Partnership team"),
        *_own_fields(kind, number),
    ]
    return Page(path, tuple(fields), writer.body(links))


def _own_fields(kind: str, number: int) -> list[tuple[str, str]]:
    year = YEARS[number % len(YEARS)]
    day = f"{year}-{number // len(YEARS) % 12 + 1:02}-{number % 28 + 1:02}"
    match kind:
        case "news":
            return [("date", day)]
        case "events":
            year += 2
            day = f"{year}{day[4:]}"
            return [
                ("start", f"{day} 10:00"),
                ("end", f"{day} 12:00"),
                ("place", f"{vocabulary.PLACES[number % 9]} Library"),
            ]
        case "meetings":
            return [("date", day), ("board", "main")]
        case "consultations":
            ways = "\n  - title: Write to us\n    email: team@example.org"
            return [("opens", day), ("closes", f"{day[:4]}-12-30 17:00"), ("ways", ways)]
    return []


def data_files() -> dict[str, str]:
    """The files below ``content/`` that are no pages, by path."""
    fronts = "".join(f"  - title: {title}\n    page: {kind}/index.md\n" for kind, title in _FRONTS.items())
    terms = "".join(
        f"  - term: {term}\n    expansion: {words}\n    meaning: What this means, in plain words.\n"
        for term, words in vocabulary.ACRONYMS.items()
    )
    happenings = "".join(
        f"  - date: {year}-{month:02}\n    title: {vocabulary.SUBJECTS[month]} began\n"
        for year in YEARS
        for month in (2, 5, 9)
    )
    return {
        "site.yaml": (
            f"name: Testshire SEND Partnership\ntagline: the local offer\nbase_url: {ADDRESS}\n"
            f"contact: team\nnavigation:\n{fronts}{NO_SEARCH}"
        ),
        "data/contacts.yaml": "contacts:\n  - id: team\n    name: The SEND team\n    phone: 01632 960001\n",
        "data/board.yaml": "boards:\n  - id: main\n    name: The SEND board\n",
        "data/glossary.yaml": f"terms:\n{terms}",
        "data/timeline.yaml": f"events:\n{happenings}",
    }


def write(folder: Path, size: int) -> None:
    """Make the corpus of ``size`` pages in ``folder``/content."""
    whole = {**data_files(), **{page.path: page.text for page in pages(size)}}
    for path, text in whole.items():
        file = folder / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]) if sys.argv[2:] else USUAL_SIZE)
