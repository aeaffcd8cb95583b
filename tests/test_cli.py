"""What may be typed, in real processes where a process matters: exit codes, options, help, and sentences for slips."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sendsite import __version__
from sendsite.cli import main
from tests.content import NEWS, event, page
from tests.sites import HOME, NOW, SITE

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = ("build", "check", "watch", "serve", "links", "why", "test")
OPTIONS = ("--site", "--output", "--base-url", "--now", "--drafts", "--strict", "--notes", "--format", "--quiet")
OK, PROBLEMS, SETUP, CRASHED = 0, 1, 2, 70


def written(folder: Path, files: Mapping[str, str] | None = None) -> Path:
    """The folder of a small site with these files."""
    for path, text in {"content/site.yaml": SITE, "content/index.md": HOME, **(files or {})}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder


def run(*words: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Type ``sendsite`` with these words in the folder ``cwd``."""
    return subprocess.run(
        [sys.executable, "-P", "-m", "sendsite", *words],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "200", **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def everything(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder`` by its path, but for what sendsite remembers."""
    files = (file for file in folder.rglob("*") if file.is_file() and ".sendsite" not in file.parts)
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small site, and we are in its folder."""
    monkeypatch.chdir(tmp_path)
    return written(tmp_path)


def test_without_a_command_the_site_here_is_built_and_one_line_says_so(tmp_path: Path) -> None:
    site = written(tmp_path)
    done = run(cwd=site)
    assert (done.returncode, done.stderr) == (OK, "")
    place = re.escape(str(site / "output/index.html"))
    line = rf"3 pages, (\d+) written, 0 unchanged, no problems, \d+\.\d seconds\. Look at {place}\n"
    first = re.fullmatch(line, done.stdout)
    assert first
    assert "Hello." in (site / "output/index.html").read_text("utf-8")
    again = run("build", cwd=site)
    assert again.returncode == OK
    assert again.stdout.startswith(f"3 pages, 0 written, {first[1]} unchanged, no problems, ")


def test_a_site_elsewhere_is_built_where_it_is_told_to(tmp_path: Path) -> None:
    site = written(tmp_path / "council")
    place = tmp_path / "from here"
    place.mkdir()
    done = run("--site", "../council", "--output", "../www/send", cwd=place)
    assert (done.returncode, done.stderr) == (OK, "")
    assert done.stdout.endswith(f" Look at {tmp_path / 'www/send/index.html'}\n")
    assert (tmp_path / "www/send/index.html").is_file()
    assert sorted(each.name for each in site.iterdir()) == [".sendsite", "content"]
    assert list(place.iterdir()) == []
    assert main(["--site", str(site), "--quiet"]) == OK
    assert (site / "output/index.html").is_file()


def test_errors_stop_the_build_and_every_byte_of_the_old_site_stays(tmp_path: Path) -> None:
    site = written(tmp_path, {"content/buses.md": page("Buses", "A bus pass is free.")})
    assert run(cwd=site).returncode == OK
    before = everything(site / "output")
    inode = (site / "output").stat().st_ino
    written(site, {"content/index.md": page("Home", "New words."), "content/buses.md": "---\ntitel: Buses\n---\n"})
    done = run(cwd=site)
    assert (done.returncode, done.stderr) == (PROBLEMS, "")
    assert "content/buses.md:2:1: error: “titel” is not a field we know." in done.stdout
    assert "Did you mean “title”?" in done.stdout
    assert re.search(r"\nNothing was published: 1 error in 1 file, \d+\.\d seconds\.\n\Z", done.stdout)
    assert everything(site / "output") == before
    assert (site / "output").stat().st_ino == inode
    assert not list(site.glob(".output*"))


def test_check_tells_the_same_and_writes_nothing(tmp_path: Path) -> None:
    site = written(tmp_path)
    before = everything(site)
    good = run("check", cwd=site)
    assert (good.returncode, good.stderr) == (OK, "")
    assert re.fullmatch(r"3 pages, no problems, \d+\.\d seconds\.\n", good.stdout)
    assert everything(site) == before
    written(site, {"content/bad.md": page("Bad", "[Buses](/lost.md)")})
    before = everything(site)
    bad, build = run("check", cwd=site), run(cwd=site)
    assert (bad.returncode, build.returncode) == (PROBLEMS, PROBLEMS)
    seconds = re.compile(r"\d+\.\d seconds")
    assert seconds.sub("", bad.stdout) == seconds.sub("", build.stdout)
    assert everything(site) == before


SOON = {"content/soon.md": page("Where we are", "We moved here recently.")}


def test_a_warning_is_told_and_stops_the_site_only_with_strict(tmp_path: Path) -> None:
    site = written(tmp_path, SOON)
    strict = run("--strict", cwd=site)
    assert strict.returncode == PROBLEMS
    assert strict.stdout.startswith("content/soon.md:4:15: warning: ")
    assert "Nothing was published: 1 warning in 1 file" in strict.stdout
    assert not (site / "output").exists()
    done = run(cwd=site)
    assert done.returncode == OK
    assert "content/soon.md:4:15: warning: " in done.stdout
    assert re.search(r"4 pages, \d+ written, 0 unchanged, 1 warning, ", done.stdout)
    assert (site / "output/soon/index.html").is_file()


def test_a_program_gets_one_json_document_and_nothing_else(tmp_path: Path) -> None:
    site = written(tmp_path, {"content/soon.md": page("Where we are", "We moved here recently.\n\n[Buses](/lost.md)")})
    for words in (("--format", "json"), ("check", "--format", "json", "--quiet")):
        done = run(*words, cwd=site)
        assert (done.returncode, done.stderr) == (PROBLEMS, "")
        document = json.loads(done.stdout)
        assert list(document) == ["problems", "absent", "summary", "refusal"]
        keys = ["path", "line", "column", "severity", "code", "message", "hint"]
        assert [list(problem) for problem in document["problems"]] == [keys, keys]
        told = [tuple(problem.values())[:5] for problem in document["problems"]]
        assert told == [
            ("content/soon.md", 4, 15, "warning", "perishable"),
            ("content/soon.md", 6, 9, "error", "link-broken"),
        ]
        assert all(problem["message"] and problem["hint"] for problem in document["problems"])
        assert list(document["summary"]) == ["pages", "written", "unchanged", "seconds"]
        assert (document["summary"]["pages"], document["summary"]["written"]) == (4, 0)
    written(site, SOON)
    done = run("--format", "json", cwd=site)
    assert (done.returncode, done.stderr) == (OK, "")
    document = json.loads(done.stdout)
    assert [problem["severity"] for problem in document["problems"]] == ["warning"]
    assert document["summary"]["written"] == len(everything(site / "output")) - 1  # all but the list of them
    assert 0 < document["summary"]["seconds"] < 120


def test_quiet_says_nothing_unless_there_is_a_problem(tmp_path: Path) -> None:
    site = written(tmp_path)
    done = run("--quiet", cwd=site)
    assert (done.returncode, done.stdout, done.stderr) == (OK, "", "")
    assert (site / "output/index.html").is_file()
    written(site, SOON)
    done = run("check", "--quiet", cwd=site)
    assert done.returncode == OK
    assert done.stdout.startswith("content/soon.md:4:15: warning: ")
    assert "seconds" not in done.stdout


def test_drafts_and_pages_that_are_not_due_are_built_only_when_asked_for(here: Path) -> None:
    pages = {
        "content/draft.md": page("A draft", draft="yes"),
        "content/due.md": page("Later", publish="2026-07-01"),
        "content/over.md": page("Over", expires="2026-05-01"),
    }
    written(here, pages)
    assert main(["--now", NOW, "--quiet"]) == OK
    assert [(here / f"output/{name}").exists() for name in ("draft", "due", "over")] == [False, False, False]
    assert main(["--now", NOW, "--quiet", "--drafts"]) == OK
    assert [(here / f"output/{name}").exists() for name in ("draft", "due", "over")] == [True, True, True]
    assert main(["--now", NOW, "--quiet", "--allow-shrink"]) == OK
    assert not (here / "output/draft").exists()


# Seconds since 1970: 1 June and 1 July 2026, midday in London.
JUNE, JULY = "1780311600", "1782903600"


@pytest.mark.parametrize(
    ("words", "epoch", "is_due"),
    [
        (["--now", "2026-06-30"], None, False),
        (["--now", "2026-07-01"], None, True),
        (["--now", "2026-06-30T22:59:59Z"], None, False),
        (["--now", "2026-06-30T23:00:00Z"], None, True),
        ([], JUNE, False),
        ([], JULY, True),
        (["--now", "2026-06-30"], JULY, False),
        (["--now", "2026-07-01"], JUNE, True),
    ],
)
def test_the_moment_of_the_build_can_be_chosen(
    here: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], epoch: str | None, *, is_due: bool
) -> None:
    written(here, {"content/due.md": page("Later", publish="2026-07-01")})
    if epoch:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert main([*words, "--quiet"]) == OK
    assert (here / "output/due/index.html").exists() is is_due


def test_a_site_can_be_built_for_the_first_and_the_last_day_there_is(here: Path) -> None:
    files = {
        **NEWS,
        "content/news/old.md": page("Old", date="2021-06-20"),
        "content/events/index.md": page("Events"),
        "content/events/fair.md": event("A fair", "2021-06-20"),
        "content/buses.md": page("Buses", reviewed="2021-06-20", review_by="2022-06-20"),
    }
    written(here, files)
    for now in ("0001-01-01", "9999-12-31T23:59"):
        assert main(["--now", now, "--quiet"]) == OK, now


def test_a_site_below_a_path_leads_nowhere_else(here: Path) -> None:
    written(here, {"content/buses.md": page("Buses", "[Home](index.md)")})
    assert main(["--base-url", "https://example.org/send/", "--quiet"]) == OK
    text = (here / "output/buses/index.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://example.org/send/buses/">' in text
    assert '<a href="/send/">Home</a>' in text
    roots = re.findall(r'(?:href|src)="(/[^"]*)"', text)
    assert [address for address in roots if not address.startswith("/send/")] == []
    assert "https://example.org/send/buses/" in (here / "output/sitemap.xml").read_text("utf-8")
    assert "send.example.org" not in text


def test_a_program_gets_its_document_also_when_the_run_cannot_begin(tmp_path: Path) -> None:
    for words in (("check", "--format", "json"), ("--format=json", "--nope"), ("bild", "--format", "json")):
        done = run(*words, cwd=tmp_path)
        assert done.returncode == SETUP
        document = json.loads(done.stdout)
        assert document["problems"] == []
        assert done.stderr == f"sendsite: {document['refusal']}\n"


@pytest.mark.parametrize(
    ("format_name", "line"),
    [
        ("github", "::error file=content/bad.md,line=4,col=9,title=link-broken::"),
        ("sarif", '          "ruleId": "link-broken",'),
        (
            "junit",
            '    <testcase name="content/bad.md:4:9 link-broken" classname="sendsite" file="content/bad.md" line="4">',
        ),
    ],
)
def test_ci_gets_the_form_that_it_reads(tmp_path: Path, format_name: str, line: str) -> None:
    site = written(tmp_path, {"content/bad.md": page("Bad", "[Buses](/lost.md)")})
    done = run("check", "--format", format_name, cwd=site)
    assert (done.returncode, done.stderr) == (PROBLEMS, "")
    assert any(each.startswith(line) for each in done.stdout.split("\n"))


def test_places_count_from_the_top_of_the_repository(tmp_path: Path) -> None:
    site = written(tmp_path / "sites/send", {"content/bad.md": page("Bad", "[Buses](/lost.md)")})
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    done = run("check", "--format", "github", cwd=site)
    assert done.stdout.startswith("::error file=sites/send/content/bad.md,line=4,")


def test_github_gets_a_summary_with_every_problem(tmp_path: Path) -> None:
    body = "".join(f"[Buses](/lost-{number}.md)\n\n" for number in range(30))
    site = written(tmp_path / "site", {"content/bad.md": page("Bad", body)})
    summary = tmp_path / "summary.md"
    run("check", "--format", "github", cwd=site, GITHUB_STEP_SUMMARY=str(summary))
    text = summary.read_text("utf-8")
    assert text.startswith("## sendsite\n")
    assert all(f"“/lost-{number}.md” does not lead to a page." in text for number in range(30))
    done = run("check", "--format", "github", cwd=site, GITHUB_STEP_SUMMARY=str(tmp_path))
    assert done.returncode == PROBLEMS


DRAFT = {"content/draft.md": page("Draft", "Not yet.", draft="yes")}


def test_the_build_says_which_pages_are_not_on_the_site(tmp_path: Path) -> None:
    site = written(tmp_path, DRAFT)
    done = run(cwd=site)
    assert done.returncode == OK
    assert done.stdout.startswith(
        "Not on the site at this moment: 1 page.\n  content/draft.md:3: It is a draft.\n3 pages, "
    )
    assert run("--quiet", cwd=site).stdout == ""
    assert json.loads(run("--format", "json", cwd=site).stdout)["absent"] == [
        {"path": "content/draft.md", "line": 3, "column": 8, "reason": "It is a draft."}
    ]


def test_why_explains_a_page_that_is_not_there(tmp_path: Path) -> None:
    site = written(tmp_path, DRAFT)
    done = run("why", "content/draft.md", cwd=site)
    assert (done.returncode, done.stderr) == (OK, "")
    assert done.stdout == "content/draft.md is not on the site (line 3): It is a draft.\n"
    assert not (site / "output").exists()


def test_why_tells_programs_the_whole_list(tmp_path: Path) -> None:
    site = written(tmp_path)
    document = json.loads(run("why", "/", "--format", "json", cwd=site).stdout)
    assert document["path"] == "output/index.html"
    assert document["is_published"]
    assert document["lists"][0] == ["It is made from:", ["content/index.md"]]


def test_why_knows_no_such_file(tmp_path: Path) -> None:
    done = run("why", "content/indx.md", cwd=written(tmp_path))
    assert (done.returncode, done.stdout) == (SETUP, "")
    assert done.stderr == "sendsite: There is no file and no page “content/indx.md”. Did you mean “content/index.md”?\n"


BUGGY = """
import sendsite.commands.making as making
from sendsite.cli import main

def broken(memo, snapshot, share):
    raise RuntimeError("a wheel came off")

making.build = broken
raise SystemExit(main())
"""


@pytest.mark.parametrize("format_name", ["text", "json"])
def test_a_fault_of_our_own_is_a_sentence_and_the_trace_is_kept(tmp_path: Path, format_name: str) -> None:
    site, kept = written(tmp_path / "site"), tmp_path / "kept"
    kept.mkdir()
    done = subprocess.run(
        [sys.executable, "-P", "-c", BUGGY, "build", "--format", format_name],
        cwd=site,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(kept)},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert done.returncode == CRASHED
    (trace,) = kept.iterdir()
    assert done.stderr.startswith("sendsite: This is a fault of sendsite itself and not of your files.")
    assert done.stderr.endswith(f"{trace}\n")
    assert "Traceback" not in done.stderr + done.stdout
    assert "RuntimeError: a wheel came off" in trace.read_text("utf-8")
    if format_name == "json":
        assert json.loads(done.stdout)["refusal"] == done.stderr.removeprefix("sendsite: ").rstrip()


SLIPS = {
    "links --failures 0": "--failures is a whole number from 1, and --days one from 0.",
    "links --days -1": "--failures is a whole number from 1, and --days one from 0.",
    "links --drafts": "“sendsite links” knows no option “--drafts”.",
    "check --allow-shrink": "“sendsite check” knows no option “--allow-shrink”.",
    "why": "Name a file of the site, or an address on it.",
    "bild": "there is no command “bild”. Did you mean “build”?",
    "--nope": "“sendsite build” knows no option “--nope”.",
    "check --port 8080": "“sendsite check” knows no option “--port”.",
    "build content": "“sendsite build” knows no word “content”.",
    "--strict check": "“sendsite build” knows no word “check”. A command comes before its options.",
    "--str": "“sendsite build” knows no option “--str”.",
    "--format xml": "“--format” cannot be “xml”: see --help for what it can be.",
    "--now": "“--now” needs something after it.",
    "--site": "“--site” needs something after it.",
    "--drafts=yes": "“--drafts” has nothing after it.",
    "serve --port web": "“--port” is a number, and cannot be “web”.",
    "serve --port 65536": "“--port” cannot be “65536”; ports go from 1 to 65535.",
    "serve --port -1": "“--port” cannot be “-1”; ports go from 1 to 65535.",
    "serve --poll often": "“--poll” is a number of seconds, and cannot be “often”.",
    "serve --poll nan": "--poll is a number of seconds above 0.",
    "watch --poll inf": "--poll is a number of seconds above 0.",
    "watch --poll 0": "--poll is a number of seconds above 0.",
    "build --poll": "“sendsite build” knows no option “--poll”.",
    "--now tomorrow": "--now cannot be “tomorrow”. Write a date or a time like this: ",
    "--now 2026-02-30": "--now cannot be “2026-02-30”.",
    "--now 2026-06-01T25:00": "--now cannot be “2026-06-01T25:00”.",
    "--now 9999-12-31T23:59-20:00": "--now cannot be “9999-12-31T23:59-20:00”.",
    "--base-url example.org": "--base-url cannot be “example.org”. Write the whole address, such as ",
    "--base-url ftp://example.org/": "--base-url cannot be “ftp://example.org/”.",
    "--base-url https://example.org/?a=b": "--base-url cannot be “https://example.org/?a=b”.",
    "--site nowhere": "There is no folder “content” in ",
    "check --site content": "There is no folder “content” in ",
}


@pytest.mark.parametrize("line", SLIPS)
def test_a_slip_of_the_pen_is_told_in_a_sentence(here: Path, capsys: pytest.CaptureFixture[str], line: str) -> None:
    before = everything(here)
    assert main(line.split()) == SETUP
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"sendsite: {SLIPS[line]}")
    assert re.fullmatch(r"[^\n]*[.?\w/]\n", err)
    assert everything(here) == before


@pytest.mark.parametrize("epoch", ["today", "1.5", "1e9", "99999999999999999999"])
def test_an_epoch_that_is_none_is_told(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], epoch: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert main([]) == SETUP
    assert capsys.readouterr().err.startswith(f"sendsite: SOURCE_DATE_EPOCH cannot be “{epoch}”: ")
    assert not (here / "output").exists()


def test_a_slip_in_a_real_process_ends_with_2_and_no_traceback(tmp_path: Path) -> None:
    for words in (["bild"], ["--nope"], ["--site", "nowhere"]):
        done = run(*words, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (SETUP, "")
        assert re.fullmatch(r"sendsite: [^\n]+\n", done.stderr)


@pytest.mark.parametrize("place", [".", "..", "content", "content/site", "layouts", "layouts/new", "content/.."])
def test_the_site_never_goes_where_its_sources_are(here: Path, capsys: pytest.CaptureFixture[str], place: str) -> None:
    written(here, {"layouts/notes.txt": "Ours."})
    before = everything(here)
    assert main(["--output", place]) == SETUP
    assert re.fullmatch(
        r"sendsite: --output cannot be .+: the sources of the site are there\.\n", capsys.readouterr().err
    )
    assert everything(here) == before


def test_the_site_never_goes_among_the_files_of_others(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(here, {"papers/letter.txt": "Dear Sir", "letter.txt": "Dear Madam"})
    before = everything(here)
    assert main(["--output", "papers"]) == SETUP
    err = capsys.readouterr().err
    assert "holds files that sendsite did not write: letter.txt. Nothing was changed." in err
    assert main(["--output", "letter.txt"]) == SETUP
    assert "letter.txt is a file, and the site needs a folder." in capsys.readouterr().err
    assert main(["--output", "letter.txt/site"]) == SETUP
    assert "Traceback" not in capsys.readouterr().err
    assert everything(here) == before


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_examples_and_every_option(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    with pytest.raises(SystemExit) as stopped:
        main([command, "--help"])
    assert stopped.value.code == OK
    text = capsys.readouterr().out
    assert f"\nexamples:\n  sendsite{'' if command == 'build' else ' ' + command} " in text
    expected = {"-h", "--help"} if command == "test" else {"-h", "--help", *OPTIONS}
    expected |= {
        "serve": {"--host", "--open", "--port", "--poll"},
        "build": {"--allow-shrink", "--verify", "--why"},
        "watch": {"--allow-shrink", "--poll"},
    }.get(command, set())
    if command == "why":
        expected -= {"--strict", "--notes", "--quiet"}
    if command == "links":
        expected = expected - {"--output", "--base-url", "--drafts"} | {"--history", "--failures", "--days"}
    listed = text.split("\noptions:\n")[1].split("\nexamples:\n")[0]
    assert set(re.findall(r"^  (--?[\w-]+)(?:, (--[\w-]+))?", listed, re.MULTILINE)) == {
        ("-h", "--help"),
        *((name, "") for name in expected if name not in {"-h", "--help"}),
    }
    for line in re.findall(r"^  sendsite *(.*?)(?: {2,}.*)?$", text, re.MULTILINE):  # the examples hold
        used = set(re.findall(r"--[\w-]+", line))
        assert used <= expected | ({"-k"} if command == "test" else set())


def test_help_shows_every_command(tmp_path: Path) -> None:
    done = run("--help", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (OK, "")
    assert re.findall(r"^    (\w+)  ", done.stdout, re.MULTILINE) == list(COMMANDS)
    assert all(f"sendsite {command} " in done.stdout for command in COMMANDS)
    assert run("--version", cwd=tmp_path).stdout == f"sendsite {__version__}\n"


def test_a_name_of_letters_that_the_terminal_has_not_is_still_told(tmp_path: Path) -> None:
    """A terminal set to plain English letters is no reason for a traceback."""
    site = written(tmp_path, {"content/bad.md": page("Bad", "[Übung](/über.md)")})
    done = run("check", cwd=site, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (PROBLEMS, "")
    assert "“/über.md” does not lead to a page." in done.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only some systems have a disk that is always full")
def test_a_report_that_cannot_be_written_changes_no_ending(tmp_path: Path) -> None:
    site = written(tmp_path)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-P", "-m", "sendsite", "--site", str(site)]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, env=environment, stdout=full, stderr=subprocess.PIPE, check=False, timeout=120)
    assert done.returncode == OK
    assert done.stderr.startswith(b"sendsite: This could not be written down: ")
    assert (site / "output/index.html").is_file()
    shell = " ".join(map(shlex.quote, command)) + " >&- 2>&-"
    assert subprocess.run(["sh", "-c", shell], env=environment, check=False, timeout=120).returncode == OK


def test_a_circle_of_links_is_no_place_for_the_site(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "loop").symlink_to(here / "loop")
    assert main(["--output", "loop"]) == SETUP
    assert "its links lead in a circle" in capsys.readouterr().err


def test_only_the_word_behind_format_is_a_format(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["why", "sarif"]) == SETUP
    assert capsys.readouterr().out == ""
    assert main(["--site", "junit"]) == SETUP
    assert capsys.readouterr().out == ""
    assert (here / "content").is_dir()


@pytest.mark.parametrize(
    "typed", ["./content/index.md", "content\\index.md", " content/index.md ", "{here}/content/index.md"]
)
def test_a_path_may_be_typed_in_many_ways(here: Path, capsys: pytest.CaptureFixture[str], typed: str) -> None:
    assert main(["why", typed.format(here=here)]) == OK
    assert capsys.readouterr().out.startswith("content/index.md is on the site.\n")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells of a closed pipe in its own way")
def test_a_reader_who_walks_off_sees_no_traceback(tmp_path: Path) -> None:
    site = written(tmp_path, SOON)
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-P", "-m", "sendsite", "--site", str(site)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with os.fdopen(writing, "wb") as gone:
        done = subprocess.run(command, env=environment, stdout=gone, stderr=subprocess.PIPE, check=False, timeout=120)
    assert (done.returncode, done.stderr) == (OK, b"")
    assert (site / "output/index.html").is_file()


def test_a_reader_who_hangs_up_does_not_turn_a_failure_into_a_success(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/index.md").write_text("No front matter.\n", "utf-8")
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-P", "-m", "sendsite", "--site", str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent.parent)}
    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, check=False, env=environment)
    os.close(write)
    assert done.returncode == 1
    assert done.stderr == b""
