"""Whatever slips from an editor's fingers, the build says what is wrong and where; it never falls over."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, example, given, note, settings
from hypothesis import strategies as st

from sendsite.edges import clock, reading
from sendsite.memo import Memo
from sendsite.model import Snapshot, Source
from sendsite.site.build import build
from tests.sites import LAYOUTS

if TYPE_CHECKING:
    from sendsite.model import Problem

KINDS = Path(__file__).resolve().parents[1] / "golden/kinds"
CONTENT = {path: source for path, source in reading.Reader(KINDS).read().sources.items() if path.startswith("content/")}
SOUND = {path: source.data.decode() for path, source in CONTENT.items() if path.endswith((".md", ".yaml"))}
REST = LAYOUTS | {path: source.data for path, source in CONTENT.items() if path not in SOUND}
SLIPS = [
    "", "---", "---\n", "::: ", ":::\n", "::: callout note\n", "::: details\n", "::: table A\n", "::: timeline 2018\n",
    "[x](", "](", ")", "[a]: b\n", "![](", "<", "<b>", ">", "|", "`", "```\n", "# ", "## ", "{{ page }}", "{% if %}",
    "\0", "\x1b", "\ue0000\ue001", "\u2028", "\ufeff", "\ufffd", "اردو", "https://[", "http://", "mailto:", "data:",
    "../", "/", "//", "?", "#x", "%zz", "&amp;", "**", "- ", "1. ", "\t", "    ", "\n", "\r", ": ", ":\n", "'", '"',
    "yes", "null", "~", "2026-06-25", "2026-02-30", "0000-01-01", "9999-12-31", "2026-13", "25:00", "-1", "[]", "{}",
    "2026-03-29 01:30", "index.md", "/about/index.md", "title: X\n", "draft: yes\n", "slug: x\n", "aliases: [/a/]\n",
    "parts: [a.md]\n", "  - id: plan\n", "&a", "*a", "!x", "\x02", "x" * 300,
]  # fmt: skip
EDITS = st.tuples(
    st.sampled_from(sorted(SOUND)),
    st.sampled_from(("type", "overtype", "delete a line", "repeat a line", "cut off", "rename", "remove", "set")),
    st.integers(0, 3000),
    st.sampled_from(SLIPS),
)
MEMO = Memo()


def slipped(files: dict[str, str], path: str, how: str, at: int, slip: str) -> None:
    """Do one thing to one file."""
    text = files.get(path, "")
    place = at % (len(text) + 1)
    lines = text.split("\n")
    line = at % len(lines)
    match how:
        case "type":
            files[path] = text[:place] + slip + text[place:]
        case "overtype":
            files[path] = text[:place] + slip + text[place + len(slip) :]
        case "delete a line":
            files[path] = "\n".join(lines[:line] + lines[line + 1 :])
        case "repeat a line":
            files[path] = "\n".join([*lines[:line], lines[line], *lines[line:]])
        case "cut off":
            files[path] = text[:place]
        case "rename":
            files[sorted(SOUND)[at % len(SOUND)]] = files.pop(path, "")
        case "remove":
            files.pop(path, None)
        case "set":
            lines[line] = f"{lines[line].partition(':')[0]}: {slip}"
            files[path] = "\n".join(lines)


def problems_of(files: dict[str, str]) -> tuple[Problem, ...]:
    """What is wrong with a site that has these texts; its outputs are looked at in passing."""
    data = {path: text.encode("utf-8", "surrogatepass") for path, text in files.items()} | REST
    sources = {path: Source(path, each) for path, each in data.items()}
    made = build(MEMO, Snapshot(sources, clock.now("2026-06-22T10:00")))
    paths = [output.path for output in made.outputs]
    assert len({path.casefold() for path in paths}) == len(paths)
    assert not [path for path in paths if path.startswith("/") or {"", ".", ".."} & set(path.split("/"))]
    return made.problems


def test_the_slips_begin_with_a_sound_site() -> None:
    assert [problem for problem in problems_of(SOUND) if problem.severity == "error"] == []


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
@given(st.lists(EDITS, min_size=1, max_size=4))
@example([("content/guidance/asking/index.md", "set", 3, "[none.md]"), ("content/site.yaml", "cut off", 9, "")])
def test_no_slip_is_too_much(edits: list[tuple[str, str, int, str]]) -> None:
    files = dict(SOUND)
    for edit in edits:
        note(f"{edit[1]} in {edit[0]} at {edit[2]}: {edit[3]!r:.60}")
        slipped(files, *edit)
    for problem in problems_of(files):
        assert problem.message
        assert problem.path in files or problem.code == "site-file-missing", problem
        lines = files.get(problem.path, "").replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert 1 <= problem.line <= len(lines), problem
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 2, problem
