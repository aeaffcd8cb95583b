"""What a hint says to type removes the problem, wherever it can be typed without thinking."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from sendsite.catalogue import RULES
from sendsite.catalogue.rule import GROUND
from sendsite.memo import Memo
from sendsite.site.build import build
from tests.sites import snapshot

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sendsite.catalogue.rule import Rule
    from sendsite.model import Problem

GOLDEN: Final = Path(__file__).resolve().parents[1] / "golden/faults"
TODAY: Final = "2026-06-22T09:00"

# Codes whose example is mended by typing what the hint says. A hint that loses its form must not go unseen.
TYPED: Final = frozenset(
    {
        "asset-missing", "block", "field-missing", "field-unknown", "field-value", "file-name-long", "file-name-space",
        "file-name-windows", "front-matter", "heading-skipped", "heading-title", "link-anchor", "link-broken",
        "link-outside", "markdown-html", "markdown-link", "markdown-list", "page-name", "reference-unknown", "yaml",
    }
)  # fmt: skip

Files = dict[str, "str | bytes"]

_OFFER: Final = re.compile(
    r"(?:Did you mean|Write|Make this a smaller heading:) (?:“(?P<quoted>[^”]*)”|(?P<bare>.+?))"
    r"(?:\?|[.,;] [A-Z]\w+.*|[,;] or .*)?"
)
_TO_THINK_OF: Final = re.compile("(?:the|a|an|it|its|them|what|some|each|something) ")
_TAGS: Final = re.compile(r"<(\w+)[^<>]*>.*?</\1>|<\w+[^<>]*>")


def mended(files: Mapping[str, str | bytes], problem: Problem) -> Files | None:
    """``files`` with what the hint of ``problem`` says; None where an editor must think first."""
    written = files.get(problem.path)
    if not isinstance(written, str):
        return None
    lines = written.split("\n")
    number, start = problem.line - 1, problem.column - 1
    line = lines[number]
    if renamed := re.match("(?:Rename|Give) the file .*“([^”]+)”", problem.hint):
        return _renamed(files, problem.path, renamed[1])
    if problem.hint.startswith("Write a line of three dashes"):
        lines.insert(number, "---")
    elif problem.hint.startswith("Leave an empty line above"):
        lines.insert(number, "")
    elif begun := re.fullmatch("Add a line that begins with “(title:)”.", problem.hint):
        lines.insert(number, f"{begun[1]} Help")
    elif sample := re.fullmatch(r"Write it like this: (\S.*?)(?: or .*)?", problem.hint):
        lines[number] = (
            sample[1] if line.startswith(":::") else re.sub(r"(:\s+)\S.*", rf"\g<1>{sample[1]}", line, count=1)
        )
    elif (offer := _OFFER.fullmatch(problem.hint)) and (typed := _typed(line, start, offer, problem)) is not None:
        lines[number] = typed
    else:
        return None
    return {**files, problem.path: "\n".join(lines)}


def _renamed(files: Mapping[str, str | bytes], path: str, name: str) -> Files:
    rest = {each: data for each, data in files.items() if each != path}
    return {**rest, f"{path.rpartition('/')[0]}/{name}": files[path]}


def _typed(line: str, start: int, offer: re.Match[str], problem: Problem) -> str | None:
    """``line`` with the words of the offer in the place of those that they are meant for."""
    words = offer["quoted"] or offer["bare"] or ""
    if _TO_THINK_OF.match(words):
        return None
    if problem.code in {"heading-title", "heading-skipped"} or (line.startswith(":::") and words.startswith(":::")):
        return words
    if (field := re.match(r"[ -]*([\w-]+:)", line)) and words.startswith(f"{field[1]} "):
        return line[: field.start(1)] + words
    meant = _meant(line[start:], words, problem)
    return line[:start] + line[start:].replace(meant, words, 1) if meant else None


def _meant(rest: str, words: str, problem: Problem) -> str:
    """What ``words`` should stand in the place of, in the ``rest`` of a line from the place of the problem on."""
    if problem.code == "markdown-html":
        tags = _TAGS.match(rest)
        return tags[0] if tags else ""
    if problem.code == "markdown-link":
        address = re.search(r"\]\((.+)\)", words)
        return address[1] if address and rest.startswith(address[1]) else ""
    if words.startswith("#"):  # the name of a heading, in a link to it
        heading = re.search(r"#[\w-]+", rest)
        return heading[0] if heading else ""
    quoted = re.findall("“([^”]*)”", problem.message)
    return next((each for each in quoted if 0 <= rest.find(each) < _NEAR), "")


_FEW: Final = 50
_NEAR: Final = 40  # letters; a value or a name stands no farther behind its place


def told(rule: Rule) -> tuple[Problem, ...]:
    files = {**GROUND, **rule.wrong}
    return tuple(each for each in build(Memo(), snapshot(files)).problems if each.code == rule.code)


@pytest.mark.parametrize("code", sorted(TYPED))
def test_typing_the_hint_of_an_example_mends_it(code: str) -> None:
    rule = next(each for each in RULES.values() if each.code == code)
    (problem,) = told(rule)
    files = mended({**GROUND, **rule.wrong}, problem)
    assert files is not None
    assert code not in {each.code for each in build(Memo(), snapshot(files)).problems}


def golden() -> Files:
    """The site of faults; what is no text is left as it is."""
    files: Files = {}
    for file in sorted(GOLDEN.rglob("*")):
        if file.is_file() and "expected" not in file.parts:
            data = file.read_bytes()
            try:
                files[file.relative_to(GOLDEN).as_posix()] = data.decode()
            except UnicodeDecodeError:
                files[file.relative_to(GOLDEN).as_posix()] = data
    return files


def alike(problem: Problem, problems: tuple[Problem, ...]) -> int:
    """How many problems say the same of the same file: typing may move a line."""
    same = problem.path, problem.code, problem.message
    return sum((each.path, each.code, each.message) == same for each in problems)


def test_typing_a_hint_on_a_site_full_of_faults_removes_that_fault() -> None:
    memo, files = Memo(), golden()
    problems = build(memo, snapshot(files, TODAY)).problems
    tried, left = 0, []
    for problem in problems:
        if (site := mended(files, problem)) is None:
            continue
        tried += 1
        after = build(memo, snapshot(site, TODAY)).problems
        if alike(problem, after) >= alike(problem, problems):
            left.append(f"{problem.path}:{problem.line} {problem.code}: {problem.message} | {problem.hint}")
    assert left == []
    assert tried > _FEW, "the hints have lost their form"
