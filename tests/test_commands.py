"""Commands that go on until they are stopped, and what a terminal shows, in real processes."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, contextmanager, suppress
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from sendsite.cli import main
from sendsite.commands.options import SETUP
from tests.content import page
from tests.hostile import limited
from tests.sites import HOME, SITE
from tests.watching import program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

ROOT = Path(__file__).resolve().parent.parent
SENDSITE = [sys.executable, "-P", "-m", "sendsite"]
PATIENCE = 60
BROKEN = "---\ntitel: Buses\n---\nA <b>bus</b>.\n"

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither these signals nor these terminals")


def environment(**more: str) -> dict[str, str]:
    """Ours, with sendsite in it, and without a wish for no colours."""
    ours = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    return {**ours, "PYTHONPATH": str(ROOT), **more}


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Save these files as an editor would."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small site in its folder."""
    write(tmp_path, {"content/site.yaml": SITE, "content/index.md": HOME, "content/buses.md": page("Buses", "Free.")})
    return tmp_path


def until(holds: Callable[[], bool], what: str) -> None:
    """Wait until something holds, or fail saying what never came."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        time.sleep(0.05)


class Running:
    """A command that goes on, and what it has said so far."""

    def __init__(self, process: subprocess.Popen[bytes], said: Path) -> None:
        self.process = process
        self._said = said

    @property
    def said(self) -> str:
        """Standard output and error stream, in order."""
        return self._said.read_text("utf-8")

    def until_said(self, pattern: str, times: int = 1) -> re.Match[str]:
        """Wait until it has said something as often as that; return the last."""

        def holds() -> bool:
            assert self.process.poll() is None, f"stopped: {self.said}"
            return len(re.findall(pattern, self.said)) >= times

        until(holds, f"“{pattern}” in {self.said}")
        return list(re.finditer(pattern, self.said))[-1]

    def interrupted(self, signal_: signal.Signals = signal.SIGINT, patience: float = PATIENCE) -> int:
        """Press Ctrl-C, or send another signal, and return the exit code as a shell gives it.

        Python ends itself by that signal, after all is done, where Ctrl-C came while it ran a text as a program, as it
        does to make a dataclass. A shell tells neither from the other.
        """
        self.process.send_signal(signal_)
        status = self.process.wait(patience)
        return status if status >= 0 else 128 - status


@contextmanager
def running(*words: str, said: Path, start: Sequence[str] = SENDSITE, **more: str) -> Iterator[Running]:
    """Run a command until the block is left."""
    with said.open("wb") as out:
        process = subprocess.Popen([*start, *words], env=environment(**more), stdout=out, stderr=subprocess.STDOUT)
    try:
        yield Running(process, said)
    finally:
        process.kill()
        process.wait()


@posix
def test_watch_goes_on_after_trouble_that_is_not_of_the_pages(site: Path, tmp_path: Path) -> None:
    stop_hint = r"Watching for changes\. Press Ctrl-C to stop\.\n"
    out = site / "output/buses/index.html"
    with running("watch", "--site", str(site), said=tmp_path / "said.txt") as command:
        command.until_said(stop_hint)
        write(site, {"output/letter.txt": "Dear Sir", "content/buses.md": page("Buses", "Half the price.")})
        command.until_said("holds files that sendsite did not write: letter.txt")
        assert "Free." in out.read_text("utf-8")

        (site / "output/letter.txt").unlink()
        write(site, {"content/buses.md": page("Buses", "A third of the price.")})
        until(lambda: "A third of the price." in out.read_text("utf-8"), "the site after the trouble")

        (site / "content").rename(site / "away")
        command.until_said("There is no folder “content”")
        (site / "away").rename(site / "content")
        write(site, {"content/buses.md": page("Buses", "Mended.")})
        until(lambda: "Mended." in out.read_text("utf-8"), "the site after its folder came back")
        assert command.interrupted() == 130


@posix
def test_watch_publishes_each_edit_and_keeps_the_old_site_while_a_page_is_broken(site: Path, tmp_path: Path) -> None:
    out = site / "output/buses/index.html"
    stop_hint = r"Watching for changes\. Press Ctrl-C to stop\.\n"
    with running("watch", "--site", str(site), said=tmp_path / "said.txt") as command:
        command.until_said(stop_hint)
        assert "Free." in out.read_text("utf-8")

        write(site, {"content/buses.md": page("Buses", "Half the price.")})
        command.until_said(stop_hint, 2)
        assert "Half the price." in out.read_text("utf-8")
        assert re.search(r"\n4 pages, 3 written, \d+ unchanged, no problems, .*\n", command.said)

        inode = (site / "output").stat().st_ino
        write(site, {"content/buses.md": BROKEN, "content/index.md": page("Home", "Other words.")})
        command.until_said(stop_hint, 3)
        assert "content/buses.md:2:1: error: “titel” is not a field we know." in command.said
        assert "Nothing was published: " in command.said
        assert (site / "output").stat().st_ino == inode
        assert "Half the price." in out.read_text("utf-8")
        assert "Hello." in (site / "output/index.html").read_text("utf-8")

        write(site, {"content/buses.md": page("Buses", "Mended.")})
        command.until_said(stop_hint, 4)
        assert "Mended." in out.read_text("utf-8")
        assert "Other words." in (site / "output/index.html").read_text("utf-8")

        write(site, {"content/new.md": page("New")})
        (site / "content/buses.md").unlink()
        until((site / "output/new/index.html").is_file, "the new page")
        until(lambda: not out.exists(), "the end of the old page")

        write(site, {"layouts/page.html": "A layout of our own"})
        until(lambda: (site / "output/new/index.html").read_text("utf-8") == "A layout of our own", "the new layout")
        assert command.interrupted() == 130
        assert "Traceback" not in command.said
        assert not [each for each in site.glob(".output*") if each.name != ".output.spare"]


def followed(command: Running, site: Path) -> None:
    """Edit a page, and wait until the published site shows that."""
    words = f"It is {time.time()} now."
    write(site, {"content/buses.md": page("Buses", words)})
    out = site / "output/buses/index.html"
    until(lambda: words in out.read_text("utf-8"), f"the edit: {command.said}")


@posix
def test_watch_builds_once_for_a_checkout_and_goes_on_after_its_folders_were_away(site: Path, tmp_path: Path) -> None:
    git = [program("git"), "-C", str(site), "-c", "user.name=Somebody", "-c", "user.email=somebody@example.org"]

    def branch(*words: str) -> None:
        subprocess.run([*git, *words], check=True, capture_output=True)

    branch("init", "-q", "-b", "main")
    branch("add", "content")
    branch("commit", "-qm", "Few pages")
    branch("checkout", "-qb", "many")
    write(site, {f"content/stops/{number}.md": page(f"Stop {number}") for number in range(50)})
    write(site, {"content/stops/index.md": page("Stops", summary="Where buses stop.")})
    branch("add", "content")
    branch("commit", "-qm", "Many pages")
    branch("checkout", "-q", "main")
    builds = r"Watching for changes\."
    with running("watch", "--allow-shrink", "--site", str(site), said=tmp_path / "said.txt") as command:
        command.until_said(builds)
        for name, pages in (("many", 50), ("main", 0)):
            before = len(re.findall(builds, command.said))
            branch("checkout", "-q", name)
            command.until_said(builds, before + 1)
            assert len(list((site / "output/stops").glob("*/index.html"))) == pages, command.said
            time.sleep(0.5)
            assert len(re.findall(builds, command.said)) == before + 1
        shutil.copytree(site / "content", tmp_path / "copy")
        shutil.rmtree(site / "content")
        command.until_said("There is no folder “content”")
        (tmp_path / "copy").rename(site / "content")
        followed(command, site)
        write(site, {"layouts/page.html": "{{ page.title }}, in a layout of our own"})
        until(lambda: "of our own" in (site / "output/buses/index.html").read_text("utf-8"), "the new layout")
        shutil.rmtree(site / "layouts")
        followed(command, site)


@posix
def test_watch_looks_for_changes_where_nobody_tells_of_them(site: Path, tmp_path: Path) -> None:
    with running("watch", "--poll", "0.2", "--site", str(site), said=tmp_path / "said.txt") as command:
        command.until_said("Watching for changes")
        followed(command, site)
        followed(command, site)
        assert command.interrupted() == 130


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other limits")
def test_watch_says_why_it_looks_by_itself_at_a_limit_of_the_system(site: Path, tmp_path: Path) -> None:
    start = [*limited("max_inotify_instances", 0), *SENDSITE]
    with running("watch", "--site", str(site), said=tmp_path / "said.txt", start=start) as command:
        command.until_said("Watching for changes")
        assert re.search(
            r"sendsite: The system does not tell .* “sudo sysctl fs\.inotify\.max_user_instances=\d+”", command.said
        )
        followed(command, site)
        assert command.said.count("The system does not tell") == 1
        assert command.interrupted() == 130


@posix
def test_ctrl_c_ends_watch_cleanly_at_any_moment(site: Path, tmp_path: Path) -> None:
    """While it is loaded, reads, builds, publishes, waits or gathers what has changed."""
    start = [sys.executable, "-P", "-X", "importtime", "-m", "sendsite"]  # says how far it has come
    with running("watch", "--site", str(site), said=tmp_path / "said.txt", start=start) as command:
        command.until_said(r"sendsite\.model\n")
        assert command.interrupted() == 130
        assert "Traceback" not in command.said

    chance = random.Random(1)  # noqa: S311 - no secret
    for number in range(6):
        with running("watch", "--site", str(site), said=tmp_path / "said.txt", start=start) as command:
            command.until_said(r"sendsite\.cli\n" if number % 2 else "Watching for changes")
            moment = time.monotonic() + chance.uniform(0, 1.2)
            while time.monotonic() < moment:
                write(site, {"content/buses.md": page("Buses", f"Bus {number} at {time.monotonic()}.")})
                time.sleep(chance.uniform(0, 0.1))
            assert command.interrupted() == 130
            assert "Traceback" not in command.said
        if (site / "output").exists():
            files = {file for file in (site / "output").rglob("*") if file.is_file()}
            listed = (site / "output/.sendsite-files").read_text("utf-8").split()
            assert {site / "output" / path for path in (*listed, ".sendsite-files")} == files
        assert not [each for each in site.glob(".output*") if each.name != ".output.spare"]
    assert (site / "output").exists()


@posix
def test_watch_for_programs_says_one_document_for_each_build(site: Path, tmp_path: Path) -> None:
    with running("watch", "--site", str(site), "--format", "json", said=tmp_path / "said.txt") as command:
        command.until_said(r"\n}\n")
        write(site, {"content/buses.md": BROKEN})
        command.until_said(r"\n}\n", 2)
        assert command.interrupted() == 130
        first, second = (json.loads(text) for text in re.findall(r"^\{.*?^\}$", command.said, re.DOTALL | re.MULTILINE))
        assert (first["problems"], first["summary"]["pages"]) == ([], 4)
        assert {problem["path"] for problem in second["problems"]} == {"content/buses.md"}
        assert re.sub(r"^\{.*?^\}\n", "", command.said, flags=re.DOTALL | re.MULTILINE) == ""


READY = r"stop the preview at (http://\S+/)\n"


def shown(address: str, path: str = "") -> str:
    """What the preview shows, also where that is no page."""
    with suppress(HTTPError), urlopen(address + path, timeout=PATIENCE) as answer:  # noqa: S310 - our own server
        text: str = answer.read().decode()
        return text
    return ""


@posix
def test_serve_shows_each_edit_and_writes_nothing(site: Path, tmp_path: Path) -> None:
    with running("serve", "--site", str(site), "--port", "0", said=tmp_path / "said.txt") as command:
        address = command.until_said(READY)[1]
        assert "Free." in shown(address, "buses/")
        assert f'<link rel="canonical" href="{address}buses/">' in shown(address, "buses/")

        with urlopen(f"{address}_sendsite/changes?page=/buses/", timeout=PATIENCE) as stream:  # noqa: S310 - ours
            first = stream.readline()
            assert json.loads(first.removeprefix(b"data: "))["told"] == ""
            write(site, {"content/buses.md": page("Buses", "Half the price.")})
            assert next(line for line in stream if line.startswith(b"data: ") and line != first)
        assert "Half the price." in shown(address, "buses/")

        write(site, {"content/buses.md": BROKEN, "content/trains.md": page("Trains", "Fast.")})
        until(lambda: "“titel” is not a field we know." in shown(address, "buses/"), "the problem on the page")
        broken = shown(address, "buses/")
        assert "Half the price." in broken
        assert "&lt;b&gt;" in broken
        assert "<b>" not in broken
        until(lambda: "Fast." in shown(address, "trains/"), "the new page beside the broken one")
        assert "Elsewhere on the site" in shown(address, "trains/")
        assert "titel" not in shown(address, "trains/")
        assert "“titel” is not a field we know." in shown(address, "_sendsite/")

        write(site, {"content/buses.md": page("Buses", "Mended.")})
        until(lambda: "Mended." in shown(address, "buses/"), "the mended page")
        assert "titel" not in shown(address, "buses/")
        assert command.interrupted() == 130
        assert "Traceback" not in command.said
    assert not (site / "output").exists()


@posix
def test_serve_shows_the_problems_of_a_site_that_never_was_good(site: Path, tmp_path: Path) -> None:
    write(site, {"content/buses.md": BROKEN})
    with running("serve", "--site", str(site), "--port", "0", said=tmp_path / "said.txt") as command:
        address = command.until_said(READY)[1]
        assert "Hello." in shown(address)
        assert "Elsewhere on the site: " in shown(address)
        with pytest.raises(HTTPError) as missing:
            urlopen(f"{address}buses/", timeout=PATIENCE)  # noqa: S310 - our own server
        text = missing.value.read().decode()
        assert "This page cannot be shown yet" in text
        assert "“titel” is not a field we know." in text
        missing.value.close()
        assert command.interrupted() == 130


@posix
def test_serve_says_of_a_layout_or_of_data_what_it_says_where_that_is_seen(site: Path, tmp_path: Path) -> None:
    contacts = "contacts:\n  - id: desk\n    name: The desk\n    phone: 01632 960001\n"
    block = "Ask.\n\n::: contact desk\n"
    write(site, {"content/data/contacts.yaml": contacts, "content/buses.md": page("Buses", block)})
    with running("serve", "--site", str(site), "--port", "0", said=tmp_path / "said.txt") as command:
        address = command.until_said(READY)[1]
        assert "960001" in shown(address, "buses/")
        write(
            site, {"content/data/contacts.yaml": contacts.replace("phone", "fone"), "content/index.md": HOME + "New."}
        )
        until(lambda: "“fone” is not a field we know" in shown(address, "buses/"), "the problem on the page")
        assert "960001" in shown(address, "buses/")
        assert command.interrupted() == 130


@posix
def test_serve_lists_what_it_leaves_out(site: Path, tmp_path: Path) -> None:
    write(site, {"content/plan.md": page("A plan", "Soon.", draft="yes")})
    for option, words, status in (
        ((), "Not shown here. “sendsite serve --drafts” shows it.", False),
        (("--drafts",), "Shown here, and not on the published site.", True),
    ):
        with running("serve", "--site", str(site), "--port", "0", *option, said=tmp_path / "said.txt") as command:
            address = command.until_said(READY)[1]
            text = shown(address, "_sendsite/")
            assert "content/plan.md" in text
            assert words in text
            assert ("Soon." in shown(address, "plan/")) == status
            assert command.interrupted() == 130


@posix
def test_serve_follows_no_link_off_the_site(site: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    write(secret, {"key.txt": "A secret."})
    (site / "content/way").symlink_to(secret, target_is_directory=True)
    (site / "content/key.txt").symlink_to(secret / "key.txt")
    (site / "content/root").symlink_to("/")
    with running("serve", "--site", str(site), "--port", "0", said=tmp_path / "said.txt") as command:
        address = command.until_said(READY)[1]
        for path in ("key.txt", "way/key.txt", "way/", "root/etc/passwd", f"root{secret}/key.txt"):
            with pytest.raises(HTTPError) as refused:
                urlopen(address + path, timeout=PATIENCE)  # noqa: S310 - our own server
            assert refused.value.code == 404
            assert b"A secret." not in refused.value.read()
            refused.value.close()
        (site / "content/index.md").unlink()
        (site / "content/index.md").symlink_to(secret / "key.txt")
        command.until_said("Nothing was published|error")
        assert "A secret." not in shown(address)
        assert command.interrupted() == 130


@posix
def test_serve_opens_a_browser_when_there_is_something_to_see(site: Path, tmp_path: Path) -> None:
    seen = tmp_path / "seen.txt"
    script = tmp_path / "browser"
    script.write_text(f'#!/bin/sh\necho "$1" > {seen}.new && mv {seen}.new {seen} && sleep 60\n', "utf-8")
    script.chmod(0o755)
    words = ("serve", "--site", str(site), "--port", "0", "--open")
    with running(*words, said=tmp_path / "said.txt", BROWSER=str(script)) as command:
        address = command.until_said(READY)[1]
        until(seen.exists, "the browser")
        assert seen.read_text("utf-8") == f"{address}\n"
        assert "Hello." in shown(address)
        assert command.interrupted() == 130
    nowhere = {"BROWSER": str(tmp_path / "no such browser"), "PATH": str(tmp_path), "DISPLAY": ""}
    with running(*words, said=tmp_path / "said.txt", **nowhere) as command:
        address = command.until_said(READY)[1]
        command.until_said(f"sendsite: No browser could be opened. Open {address} yourself")
        assert command.interrupted() == 130


@posix
def test_serve_warns_when_others_can_see_it(site: Path, tmp_path: Path) -> None:
    warning = "sendsite: Others on your network can see this preview"
    for host, is_open in (("0.0.0.0", True), ("127.0.0.1", False), ("localhost", False)):  # noqa: S104
        words = ("serve", "--site", str(site), "--host", host, "--port", "0")
        with running(*words, said=tmp_path / "said.txt") as command:
            command.until_said(READY)
            assert (warning in command.said) == is_open
            assert command.interrupted() == 130


def test_serve_says_when_its_port_is_taken(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert main(["serve", "--site", str(site), "--port", str(port)]) == SETUP
    told = capsys.readouterr()
    assert told.out == ""
    assert re.fullmatch(
        rf"sendsite: The preview cannot use port {port}: something else uses it already\. "
        r"(Port (\d+) is free: add --port \2|Add --port 0 to take any that is free\.)\n",
        told.err,
    )


def test_serve_says_when_an_address_is_not_ours(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--site", str(site), "--host", "192.0.2.1"]) == SETUP
    assert "The preview cannot be at “192.0.2.1”: it is no address of this computer." in capsys.readouterr().err


@posix
@pytest.mark.parametrize("signal_", [signal.SIGINT, signal.SIGTERM], ids=lambda each: each.name)
def test_serve_ends_cleanly_at_any_moment(site: Path, tmp_path: Path, signal_: signal.Signals) -> None:
    write(site, {f"content/page-{number}.md": page(f"Page {number}", "Words.") for number in range(60)})
    words = ("serve", "--site", str(site), "--port", "0")
    for number in range(6):
        with running(*words, said=tmp_path / "said.txt") as command:
            if number:  # from the moment when there is a command to stop; before that, Python is still starting
                until(lambda: _listens(command.process.pid), "the preview to listen")
                time.sleep((number - 1) * 0.3)
            else:
                command.until_said(READY)
            assert command.interrupted(signal_) == 128 + signal_
            assert "Traceback" not in command.said
            assert "fault" not in command.said


@posix
def test_any_command_can_be_stopped_before_it_has_begun(site: Path) -> None:
    """From the moment when Python gives over to us: a file that it loads first says when that is."""
    module = site / "late"
    write(module, {"argparse.py": "import os, time\nos.write(1, b'now')\ntime.sleep(60)\n"})
    code = f"import sys; sys.path.insert(0, {str(module)!r}); from sendsite.__main__ import run; sys.exit(run())"
    with subprocess.Popen(
        [sys.executable, "-P", "-c", code], env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.read(3) == b"now"
        process.send_signal(signal.SIGINT)
        _, complaint = process.communicate(timeout=PATIENCE)
    assert (process.returncode, complaint) == (130, b"")


def _listens(process: int) -> bool:
    """Whether a process has bound a socket, by the names of its open files."""
    folder = Path(f"/proc/{process}/fd")
    with suppress(OSError):
        return any(str(each.readlink()).startswith("socket:") for each in folder.iterdir())
    return False


@posix
@pytest.mark.parametrize("signal_", [signal.SIGINT, signal.SIGTERM], ids=lambda each: each.name)
def test_serve_ends_cleanly_whatever_it_is_asked_at_that_moment(
    site: Path, tmp_path: Path, signal_: signal.Signals
) -> None:
    with (
        running("serve", "--site", str(site), "--port", "0", said=tmp_path / "said.txt") as command,
        ExitStack() as stack,
    ):
        address = command.until_said(READY)[1]
        for _ in range(20):
            stack.enter_context(urlopen(f"{address}_sendsite/changes", timeout=PATIENCE))  # noqa: S310 - our own
        over = threading.Event()

        def ask() -> None:
            while not over.is_set():
                with suppress(OSError, HTTPException):
                    shown(address)

        askers = [threading.Thread(target=ask) for _ in range(4)]
        for asker in askers:
            asker.start()
        write(site, {"content/buses.md": page("Buses", "Half the price.")})
        time.sleep(0.3)
        status = command.interrupted(signal_, PATIENCE / 4)
        over.set()
        for asker in askers:
            asker.join()
        assert status == 128 + signal_
        assert "Traceback" not in command.said


def on_terminal(*words: str, **more: str) -> tuple[int, str]:
    """Run a command in a terminal; return its exit code and what the terminal showed."""
    import pty  # noqa: PLC0415 - Windows has none

    ours, its = pty.openpty()
    with subprocess.Popen([*SENDSITE, *words], env=environment(**more), stdout=its, stderr=its) as process:
        os.close(its)
        shown = b""
        try:
            while data := os.read(ours, 65_536):
                shown += data
        except OSError:  # how Linux says that the other side has gone
            pass
        os.close(ours)
    return process.returncode, shown.decode()


@posix
def test_colours_are_for_terminals_whose_owner_likes_them(site: Path) -> None:
    write(site, {"content/buses.md": BROKEN, "content/soon.md": page("Where we are", "We moved here recently.")})
    words = ("check", "--quiet", "--site", str(site))
    status, shown = on_terminal(*words)
    assert status == 1
    assert "\x1b[31merror\x1b[0m" in shown
    assert "\x1b[33mwarning\x1b[0m" in shown
    status, plain = on_terminal(*words, NO_COLOR="1")
    assert status == 1
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[\d+m", "", shown) == plain
    piped = subprocess.run([*SENDSITE, *words], env=environment(), capture_output=True, check=False)
    assert piped.returncode == 1
    assert b"\x1b" not in piped.stdout
    assert piped.stderr == b""


def test_nothing_that_an_editor_types_reaches_the_terminal_as_a_command(site: Path) -> None:
    write(site, {"content/buses.md": '---\ntitle: Buses\nslug: "\\e]0;gone\\a"\n"\\e[2J": x\n---\n[x](/\u009b2J.md)\n'})
    (site / "content/\x1b[2J.md").write_text(page(), "utf-8")
    done = subprocess.run(
        [*SENDSITE, "check", "--site", str(site)], env=environment(), capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", done.stdout)


def test_two_builds_at_once_leave_one_whole_site(site: Path) -> None:
    """As when a timer starts one while an editor runs another."""
    drafts = {f"content/draft-{number}.md": page(f"Draft {number}", draft="yes") for number in range(10)}
    write(site, drafts)
    commands = [
        [*SENDSITE, "--site", str(site), "--quiet", "--allow-shrink", *words] for words in ((), ("--drafts",)) * 2
    ]
    builds = [subprocess.Popen(command, env=environment(), stderr=subprocess.PIPE) for command in commands]
    told = [build.communicate(timeout=PATIENCE * 2)[1] for build in builds]
    assert [(build.returncode, err) for build, err in zip(builds, told, strict=True)] == [(0, b"")] * len(builds)
    found = {file.relative_to(site / "output").as_posix() for file in (site / "output").rglob("*") if file.is_file()}
    listed = set((site / "output/.sendsite-files").read_text("utf-8").split())
    assert found == {*listed, ".sendsite-files"}
    assert len([path for path in listed if path.startswith("draft-")]) in {0, len(drafts)}
    assert not [each for each in site.glob(".output*") if each.name != ".output.spare"]


def test_test_hands_its_words_to_pytest(tmp_path: Path) -> None:
    words = [*SENDSITE, "test", "--version"]
    done = subprocess.run(words, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert re.match(r"pytest \d", done.stdout + done.stderr)
    words = [*SENDSITE, "test", "--no-such-option"]
    assert subprocess.run(words, cwd=tmp_path, env=environment(), capture_output=True, check=False).returncode == 4


def test_an_installed_copy_has_no_tests_and_says_so(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "sendsite", tmp_path / "sendsite", ignore=shutil.ignore_patterns("__pycache__"))
    there = environment(PYTHONPATH=str(tmp_path))
    done = subprocess.run([*SENDSITE, "test"], cwd=tmp_path, env=there, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (SETUP, "")
    assert done.stderr == "sendsite: The tests are in sendsite's own repository, not in an installed copy.\n"
