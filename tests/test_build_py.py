"""Runs build.py as people do, in real processes, in copies of the checkout that ask for two packages of a few bytes."""

from __future__ import annotations

import ast
import hashlib
import json
import os
import re
import runpy
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import threading
import time
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

ROOT = Path(__file__).parent.parent
# The Python behind the environment that the tests run in.
BASE = runpy.run_path(str(ROOT / "build.py"))["BASE"]
STAMP = ".venv/sendsite-set-up.txt"
FIRST_RUN = ["Setting up sendsite (first run only, about half a minute) ...", "Ready."]

# Nothing listens on this port of the computer itself, so whoever asks there learns at once that there is no network.
NO_NETWORK = "http://127.0.0.1:9/simple"

SENDSITE = """
import json, os, signal, sys, time

import pebble


def wait():
    try:
        print("waiting", flush=True)
        time.sleep(60)
    except KeyboardInterrupt:
        # Long enough for a parent that does not wait to be caught.
        time.sleep(0.5)
        print("tidied up", flush=True)
        sys.exit(130)


command = sys.argv[1:2]
if command == ["exit"]:
    sys.exit(int(sys.argv[2]))
if command == ["die"]:
    os.kill(os.getpid(), signal.SIGKILL)
if command == ["wait"]:
    wait()
told = {"arguments": sys.argv[1:], "cwd": os.getcwd(), "prefix": sys.prefix, "pebble": pebble.VERSION}
print(json.dumps({**told, "misled": sorted(set(os.environ) & {"PYTHONHOME", "PYTHONPATH"})}))
"""


@dataclass
class Done:
    """What a run came to: its exit status, and what it said on its two channels."""

    status: int
    out: str
    err: str

    @property
    def told(self) -> dict[str, Any]:
        """What the stand-in for sendsite found out about its surroundings."""
        assert self.status == 0, self.err
        told: dict[str, Any] = json.loads(self.out)
        return told

    @property
    def said(self) -> list[str]:
        return self.err.splitlines()


@dataclass
class Checkout:
    """A copy of build.py with a stand-in for sendsite, a short list of packages, and none of the tester's settings."""

    folder: Path
    settings: dict[str, str]
    packages: dict[str, str] = field(default_factory=lambda: {"pebble": "1.0"})
    tools: dict[str, str] = field(default_factory=lambda: {"chisel": "2.0"})

    def write(self) -> None:
        (self.folder / "sendsite").mkdir(parents=True)
        (self.folder / "sendsite/__init__.py").touch()
        (self.folder / "sendsite/__main__.py").write_text(SENDSITE)
        shutil.copy(ROOT / "build.py", self.folder)
        self.lock()

    def lock(self) -> None:
        """Make the wheels and the two lists that name them."""
        lines = {name: wheel(self.wheels, name, version) for name, version in (self.packages | self.tools).items()}
        (self.folder / "requirements.txt").write_text("".join(lines[name] for name in self.packages))
        (self.folder / "requirements-dev.txt").write_text("".join(lines.values()))

    @property
    def wheels(self) -> Path:
        return self.folder / "wheels"

    @property
    def python(self) -> Path:
        return self.folder / ".venv/bin/python"

    def run(
        self,
        *arguments: str,
        cwd: Path | None = None,
        python: Sequence[str] = (sys.executable,),
        settings: Mapping[str, str] | None = None,
    ) -> Done:
        with self.start(*arguments, cwd=cwd, python=python, settings=settings) as process:
            out, err = process.communicate(timeout=60)
        return Done(process.returncode, out, err)

    def start(
        self,
        *arguments: str,
        cwd: Path | None = None,
        python: Sequence[str] = (sys.executable,),
        settings: Mapping[str, str] | None = None,
    ) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [*python, str(self.folder / "build.py"), *arguments],
            cwd=cwd or self.folder,
            env=self.settings | dict(settings or {}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="surrogateescape",
            start_new_session=True,
        )


def wheel(folder: Path, name: str, version: str) -> str:
    """Make a package of one line, and return what names it in a list of requirements."""
    folder.mkdir(exist_ok=True)
    info = f"{name}-{version}.dist-info"
    contents = {
        f"{name}.py": f"VERSION = {version!r}\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: a test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    contents[f"{info}/RECORD"] = "".join(f"{path},,\n" for path in [*contents, f"{info}/RECORD"])
    file = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(file, "w") as archive:
        for path, text in contents.items():
            archive.writestr(path, text)
    return f"{name}=={version} \\\n    --hash=sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}\n    # a comment\n"


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, str]:
    """The environment of somebody with uv alone on PATH, no settings for it or for pip, and no network."""
    found = shutil.which("uv", path=os.pathsep.join([sysconfig.get_path("scripts"), os.environ["PATH"]]))
    assert found, "uv is one of the development tools: run the tests with `python3 build.py test`"
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/uv").symlink_to(found)
    return {
        "HOME": str(tmp_path),
        "LANG": "C.UTF-8",
        "PATH": str(tmp_path / "bin"),
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_CACHE_DIR": "1",
        "UV_CACHE_DIR": str(tmp_path / "cache"),
        "UV_NO_CONFIG": "1",
        **ask_at(NO_NETWORK),
    }


def ask_at(index: str) -> dict[str, str]:
    return {"PIP_INDEX_URL": index, "UV_DEFAULT_INDEX": index}


@pytest.fixture
def checkout(tmp_path: Path, settings: dict[str, str]) -> Checkout:
    """A fresh checkout, in a folder with a name that trips careless code."""
    fresh = Checkout(tmp_path / "Our Ünïted “site” #1", settings)
    fresh.write()
    return fresh


@pytest.fixture
def without_uv(settings: dict[str, str]) -> None:
    """Leaves the work to pip, which takes ten times as long."""
    Path(settings["PATH"], "uv").unlink()


@pytest.fixture(params=["uv", "pip"])
def installer(request: pytest.FixtureRequest) -> None:
    """Runs a test twice, with uv and with pip."""
    if request.param == "pip":
        request.getfixturevalue("without_uv")


@pytest.fixture
def ready(checkout: Checkout) -> Checkout:
    """A checkout after its first run."""
    assert checkout.run("exit", "0").status == 0
    return checkout


@contextmanager
def index(wheels: Path) -> Iterator[dict[str, str]]:
    """Serve wheels as a package index does, with a page of links for each package, and yield the settings for it."""
    for file in list(wheels.glob("*.whl")):
        place = wheels / "simple" / file.name.partition("-")[0]
        place.mkdir(parents=True, exist_ok=True)
        file.rename(place / file.name)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(wheels))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield ask_at(f"http://127.0.0.1:{server.server_port}/simple")
        server.shutdown()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the parent's
        """Say nothing: the requests are of no interest."""


@contextmanager
def silent_index() -> Iterator[dict[str, str]]:
    """An index that takes a call and never answers, so that a first run can be met halfway."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield ask_at(f"http://127.0.0.1:{server.getsockname()[1]}/simple")


def eventually(happens: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not happens():
        assert time.monotonic() < deadline, "waited for half a minute"
        time.sleep(0.02)


def script(file: Path, *lines: str) -> Path:
    file.unlink(missing_ok=True)
    file.write_text("\n".join(["#!/bin/sh", *lines, ""]))
    file.chmod(0o755)
    return file


# The first run and the later ones.


@pytest.mark.usefixtures("installer")
def test_the_first_run_fetches_and_later_runs_need_no_network(checkout: Checkout) -> None:
    store = checkout.wheels.rename(checkout.folder.parent / "store")
    with index(store) as network:
        first = checkout.run("a", "b", settings=network)
    assert first.said == FIRST_RUN
    assert first.told == {
        "arguments": ["a", "b"],
        "cwd": str(checkout.folder),
        "prefix": str(checkout.folder / ".venv"),
        "pebble": "1.0",
        "misled": [],
    }
    later = checkout.run("a", "b")
    assert later.said == []
    assert later.told == first.told


def test_a_wheels_folder_makes_the_first_run_possible_offline(checkout: Checkout) -> None:
    first = checkout.run()
    assert first.said == FIRST_RUN
    assert first.told["pebble"] == "1.0"


def test_without_a_network_the_first_run_says_so_and_leaves_nothing_behind(checkout: Checkout) -> None:
    store = checkout.wheels.rename(checkout.folder.parent / "store")
    before = sorted(checkout.folder.iterdir())
    done = checkout.run()
    assert done.status == 2
    assert done.out == ""
    assert "its packages could not be installed" in done.err
    assert "No matching distribution found for pebble==1.0" in done.err
    assert "What to do next: check that this computer is online" in done.err
    assert "Traceback" not in done.err
    assert sorted(checkout.folder.iterdir()) == [checkout.folder / ".venv.lock", *before]

    store.rename(checkout.wheels)
    assert checkout.run().said == FIRST_RUN


def test_a_package_with_another_hash_is_refused(checkout: Checkout) -> None:
    wheel(checkout.wheels, "pebble", "1.0")
    with zipfile.ZipFile(next(checkout.wheels.glob("pebble*")), "a") as archive:
        archive.writestr("evil.py", "")
    done = checkout.run()
    assert done.status == 2
    assert "What to do next: do not go on." in done.err
    assert "the one that requirements.txt names" in done.err
    assert not (checkout.folder / ".venv").exists()


@pytest.mark.usefixtures("installer")
def test_a_list_without_hashes_is_refused(checkout: Checkout) -> None:
    (checkout.folder / "requirements.txt").write_text("pebble==1.0\n")
    assert checkout.run().status == 2


def test_two_first_runs_at_once_both_succeed(checkout: Checkout) -> None:
    with checkout.start() as one, checkout.start() as other:
        runs = [Done(process.returncode, out, err) for process in (one, other) for out, err in [process.communicate()]]
    assert [run.told["pebble"] for run in runs] == ["1.0", "1.0"]
    waited = ["Another window is setting up sendsite. Waiting for it ..."]
    assert sorted(run.said for run in runs) == [waited, FIRST_RUN]


@pytest.mark.usefixtures("installer")
def test_the_development_tools_come_on_top(ready: Checkout) -> None:
    done = ready.run("test", "-q")
    assert done.said == ["Adding the development tools (about a minute) ...", "Ready."]
    assert done.told["arguments"] == ["test", "-q"]
    assert (subprocess.check_output([ready.python, "-c", "import chisel; print(chisel.VERSION)"])) == b"2.0\n"
    assert ready.run("test").said == []
    assert ready.run().said == []


def test_development_tools_that_cannot_be_fetched_do_not_stop_the_site(ready: Checkout) -> None:
    shutil.rmtree(ready.wheels)
    done = ready.run("test")
    assert done.status == 2
    assert "No matching distribution found for chisel==2.0" in done.err
    assert ready.run().said == []


# What makes an environment unfit.


def unfinished(checkout: Checkout) -> None:
    (checkout.folder / STAMP).write_text("")


def without_its_python(checkout: Checkout) -> None:
    checkout.python.unlink()
    checkout.python.symlink_to("/nowhere/python")


def by_another_python(checkout: Checkout) -> None:
    change_stamp(checkout, "python: 3.", "python: 2.")


def from_another_computer(checkout: Checkout) -> None:
    change_stamp(checkout, "computer: ", "computer: vax-")


def from_another_folder(checkout: Checkout) -> None:
    change_stamp(checkout, "folder: ", "folder: /elsewhere")


def robbed_of_a_package(checkout: Checkout) -> None:
    for file in checkout.folder.glob(".venv/lib/*/site-packages/pebble*"):
        shutil.rmtree(file) if file.is_dir() else file.unlink()


def with_another_version(checkout: Checkout) -> None:
    robbed_of_a_package(checkout)
    with zipfile.ZipFile(checkout.wheels / "pebble-9.0-py3-none-any.whl") as archive:
        archive.extractall(next(checkout.folder.glob(".venv/lib/*/site-packages")))


def change_stamp(checkout: Checkout, old: str, new: str) -> None:
    stamp = checkout.folder / STAMP
    assert old in stamp.read_text("utf-8")
    stamp.write_text(stamp.read_text("utf-8").replace(old, new), "utf-8")


@pytest.mark.parametrize(
    ("spoil", "because"),
    [
        (unfinished, "the last time was not finished"),
        (without_its_python, "Python has changed"),
        (by_another_python, "Python has changed"),
        (from_another_computer, "this is another computer"),
        (from_another_folder, "the folder has moved"),
        (robbed_of_a_package, "another program has changed its packages"),
        (with_another_version, "another program has changed its packages"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_an_unfit_environment_is_made_again(ready: Checkout, spoil: Callable[[Checkout], None], because: str) -> None:
    wheel(ready.wheels, "pebble", "9.0")
    spoil(ready)
    done = ready.run()
    assert done.said == [f"Setting up sendsite again, because {because} (about half a minute) ...", "Ready."]
    assert done.told["pebble"] == "1.0"
    assert ready.run().said == []
    assert sorted(file.name for file in ready.folder.glob(".venv*")) == [".venv", ".venv.lock"]


def test_a_moved_folder_is_set_up_again(ready: Checkout) -> None:
    ready.folder = ready.folder.rename(ready.folder.with_name("moved"))
    done = ready.run()
    assert "because the folder has moved" in done.said[0]
    assert done.told["prefix"] == str(ready.folder / ".venv")


def test_a_write_protected_environment_serves_and_can_be_replaced(ready: Checkout) -> None:
    for folder, _, _ in os.walk(ready.folder / ".venv"):
        Path(folder).chmod(0o500)
    assert ready.run().said == []
    ready.packages["pebble"] = "1.1"
    ready.lock()
    assert ready.run().told["pebble"] == "1.1"


def test_new_packages_are_fetched_and_the_old_ones_stay_until_then(ready: Checkout) -> None:
    before = (ready.folder / "requirements.txt").read_text()
    ready.packages["pebble"] = "1.1"
    ready.lock()
    file = next(ready.wheels.glob("pebble-1.1*"))
    file.rename(file.with_suffix(".away"))
    assert ready.run().status == 2
    after = (ready.folder / "requirements.txt").read_text()
    (ready.folder / "requirements.txt").write_text(before)
    assert ready.run().said == []

    (ready.folder / "requirements.txt").write_text(after)
    file.with_suffix(".away").rename(file)
    done = ready.run()
    assert "because the list of packages has changed" in done.said[0]
    assert done.told["pebble"] == "1.1"


@pytest.mark.usefixtures("installer")
def test_a_first_run_that_was_killed_is_no_obstacle(checkout: Checkout) -> None:
    store = checkout.wheels.rename(checkout.folder.parent / "store")
    with silent_index() as network, checkout.start(settings=network) as process:
        eventually(checkout.python.exists)
        os.killpg(process.pid, signal.SIGKILL)
    assert checkout.python.exists()
    store.rename(checkout.wheels)
    done = checkout.run()
    assert "because the last time was not finished" in done.said[0]
    assert done.told["pebble"] == "1.0"


def test_a_folder_that_cannot_be_written_to_is_told_plainly(checkout: Checkout) -> None:
    # Root may write anywhere, so the place of the lock file is taken instead.
    (checkout.folder / ".venv.lock").mkdir()
    done = checkout.run()
    assert done.status == 2
    assert "may be written to" in done.err
    assert str(checkout.folder) in done.err
    assert "Traceback" not in done.err


# Environments that somebody else made.


def make_by_hand(checkout: Checkout, *, whole: bool) -> Path:
    venv = checkout.folder / ".venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True)
    packages = next(venv.glob("lib/*/site-packages"))
    (packages / "mine.py").touch()
    if whole:
        (packages / "sendsite.pth").write_text("../../../..\n")
        with zipfile.ZipFile(next(checkout.wheels.glob("pebble*"))) as archive:
            archive.extractall(packages)
    return packages / "mine.py"


def test_an_environment_made_by_hand_is_used_as_it_is(checkout: Checkout) -> None:
    mine = make_by_hand(checkout, whole=True)
    for _ in range(2):
        done = checkout.run()
        assert done.said == []
        assert done.told["pebble"] == "1.0"
    assert mine.exists()
    assert not (checkout.folder / STAMP).exists()


def test_an_environment_made_by_hand_that_lacks_something_is_replaced_with_a_word(checkout: Checkout) -> None:
    mine = make_by_hand(checkout, whole=False)
    done = checkout.run()
    assert done.said[0] == (
        "The folder .venv was not made by build.py and lacks what sendsite needs. Making it anew ..."
    )
    assert done.told["pebble"] == "1.0"
    assert not mine.exists()


def test_an_environment_made_by_hand_stays_when_it_cannot_be_replaced(checkout: Checkout) -> None:
    mine = make_by_hand(checkout, whole=False)
    shutil.rmtree(checkout.wheels)
    assert checkout.run().status == 2
    assert mine.exists()


def test_a_folder_that_is_no_environment_is_left_alone(checkout: Checkout) -> None:
    (checkout.folder / ".venv").mkdir()
    (checkout.folder / ".venv/diary.txt").write_text("Dear diary")
    done = checkout.run()
    assert done.status == 2
    assert "is not a Python environment, so it is left alone" in done.err
    assert (checkout.folder / ".venv/diary.txt").read_text() == "Dear diary"


# Where it is run from, and with which settings.


def test_from_another_folder_it_builds_the_site_that_it_lies_beside(ready: Checkout, tmp_path: Path) -> None:
    here = str(ready.folder)
    run = partial(ready.run, cwd=tmp_path)
    assert run().told["arguments"] == ["--site", here]
    assert run("check", "--output", "out").told["arguments"] == ["check", "--output", "out", "--site", here]
    assert run("new", "--", "-odd").told["arguments"] == ["new", "--site", here, "--", "-odd"]
    assert run("--site", ".").told["arguments"] == ["--site", "."]
    assert run("check", "--site=x").told["arguments"] == ["check", "--site=x"]
    assert run("test").told["arguments"] == ["test"]
    assert run().told["cwd"] == str(tmp_path)
    assert ready.run().told["arguments"] == []


def test_a_file_in_the_current_folder_does_not_stand_in_for_a_package(ready: Checkout, tmp_path: Path) -> None:
    (tmp_path / "pebble.py").write_text("VERSION = 'an impostor'\n")
    (tmp_path / "json.py").write_text("raise SystemExit('an impostor')\n")
    assert ready.run(cwd=tmp_path).told["pebble"] == "1.0"


@pytest.mark.usefixtures("installer")
def test_settings_that_lead_elsewhere_are_put_aside(checkout: Checkout, tmp_path: Path) -> None:
    (tmp_path / "pebble.py").write_text("VERSION = 'an impostor'\n")
    misleading = {
        "PYTHONHOME": sys.base_prefix,
        "PYTHONPATH": str(tmp_path),
        "PIP_REQUIRE_VIRTUALENV": "1",
        "PIP_TARGET": str(tmp_path / "target"),
        "PIP_USER": "1",
        "UV_PYTHON": "3.8",
        "UV_SYSTEM_PYTHON": "1",
        "VIRTUAL_ENV": str(tmp_path / "other"),
    }
    done = checkout.run(python=[BASE], settings=misleading)
    assert done.said == FIRST_RUN
    assert done.told["pebble"] == "1.0"
    assert done.told["misled"] == []


@pytest.mark.usefixtures("without_uv")
def test_packages_that_went_elsewhere_are_noticed(checkout: Checkout, tmp_path: Path) -> None:
    (tmp_path / "pip.conf").write_text(f"[install]\ntarget = {tmp_path / 'target'}\n")
    done = checkout.run(settings={"PIP_CONFIG_FILE": str(tmp_path / "pip.conf")})
    assert done.status == 2
    assert "look for a setting such as `target`" in done.err
    assert not (checkout.folder / ".venv").exists()


def test_a_locale_of_plain_ascii_does_no_harm(checkout: Checkout) -> None:
    assert checkout.run(settings={"LC_ALL": "C"}).said == FIRST_RUN
    assert checkout.run(settings={"LC_ALL": "C"}).said == []
    assert checkout.run().said == []


def test_it_may_be_started_with_the_python_of_its_own_environment(ready: Checkout) -> None:
    ready.packages["pebble"] = "1.1"
    ready.lock()
    assert ready.run(python=[str(ready.python)]).told["pebble"] == "1.1"


# Ends.


@pytest.mark.parametrize("status", [0, 1, 7])
def test_the_exit_status_is_passed_on(ready: Checkout, status: int) -> None:
    assert ready.run("exit", str(status)).status == status


def test_a_violent_end_gets_the_status_that_a_shell_would_give(ready: Checkout) -> None:
    assert ready.run("die").status == 128 + signal.SIGKILL


def test_ctrl_c_lets_sendsite_tidy_up(ready: Checkout) -> None:
    with ready.start("wait") as process:
        assert process.stdout
        assert process.stdout.readline() == "waiting\n"
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, "tidied up\n", "")


@pytest.mark.usefixtures("installer")
def test_ctrl_c_during_the_first_run_leaves_nothing_behind(checkout: Checkout) -> None:
    checkout.wheels.rename(checkout.folder.parent / "store")
    with silent_index() as network, checkout.start(settings=network) as process:
        eventually(checkout.python.exists)
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert err.splitlines() == [FIRST_RUN[0], "Stopped."]
    assert not (checkout.folder / ".venv").exists()


def test_a_request_to_end_reaches_sendsite(ready: Checkout) -> None:
    with ready.start("wait") as process:
        assert process.stdout
        assert process.stdout.readline() == "waiting\n"
        process.terminate()
        process.communicate(timeout=30)
    assert process.returncode == 128 + signal.SIGTERM


# Ways to install: uv, the system's pip, ensurepip.

WITHOUT_PIP = 'case "$*" in *"import pip"*) echo "No module named pip" >&2; exit 1;; esac'
WITHOUT_ENSUREPIP = 'case "$*" in *--without-pip*);; *"-m venv"*) echo "ensurepip is not available"; exit 1;; esac'


def based_on(python: Path) -> list[str]:
    """A Python whose venv and pip are those of another: on Debian, they come in packages of their own."""
    code = "import runpy, sys; sys._base_executable, *sys.argv = sys.argv[1:]; "
    return [sys.executable, "-c", code + "runpy.run_path(sys.argv[0], run_name='__main__')", str(python)]


def config(checkout: Checkout) -> str:
    return (checkout.folder / ".venv/pyvenv.cfg").read_text("utf-8")


def test_uv_is_used_when_it_is_there(checkout: Checkout) -> None:
    done = checkout.run()
    assert done.said == FIRST_RUN
    assert done.told["pebble"] == "1.0"
    assert "\nuv = " in config(checkout)
    assert checkout.run("test").status == 0
    assert checkout.run().said == []


def test_uv_refuses_another_hash_too(checkout: Checkout, tmp_path: Path) -> None:
    script(tmp_path / "no-pip", WITHOUT_PIP, WITHOUT_ENSUREPIP, f'exec {BASE} "$@"')
    with zipfile.ZipFile(next(checkout.wheels.glob("pebble*")), "a") as archive:
        archive.writestr("evil.py", "")
    done = checkout.run(python=based_on(tmp_path / "no-pip"))
    assert done.status == 2
    assert "What to do next: do not go on." in done.err


def test_pip_steps_in_when_uv_fails(checkout: Checkout, tmp_path: Path) -> None:
    script(tmp_path / "bin/uv", 'case "$1" in venv) exit 0;; esac', "exit 1")
    done = checkout.run()
    assert done.said == FIRST_RUN
    assert done.told["pebble"] == "1.0"
    assert "\nuv = " not in config(checkout)


@pytest.mark.usefixtures("without_uv")
def test_without_pip_and_ensurepip_it_names_the_package_to_install(checkout: Checkout, tmp_path: Path) -> None:
    script(tmp_path / "bare", WITHOUT_PIP, WITHOUT_ENSUREPIP, f'exec {BASE} "$@"')
    done = checkout.run(python=based_on(tmp_path / "bare"))
    assert done.status == 2
    assert "It said:\n\n    ensurepip is not available\n" in done.err
    assert "\n    sudo apt install python3-venv\n" in done.err
    assert not (checkout.folder / ".venv").exists()


@pytest.mark.usefixtures("without_uv")
def test_the_pip_of_the_system_will_do(checkout: Checkout, tmp_path: Path) -> None:
    script(tmp_path / "half", WITHOUT_ENSUREPIP, f'exec {BASE} "$@"')
    done = checkout.run(python=based_on(tmp_path / "half"))
    assert done.said == FIRST_RUN
    assert done.told["pebble"] == "1.0"


@pytest.mark.usefixtures("without_uv")
def test_ensurepip_alone_will_do(checkout: Checkout, tmp_path: Path) -> None:
    script(tmp_path / "half", WITHOUT_PIP, f'exec {BASE} "$@"')
    done = checkout.run(python=based_on(tmp_path / "half"))
    assert done.said == FIRST_RUN
    assert done.told["pebble"] == "1.0"
    assert list(checkout.folder.glob(".venv/bin/pip*"))


@pytest.mark.skipif("CI" not in os.environ, reason="fetches every package; .ci/run does it")
def test_the_real_list_of_packages_installs(tmp_path: Path) -> None:
    real = Checkout(tmp_path / "real", dict(os.environ))
    real.write()
    shutil.rmtree(real.wheels)
    shutil.copy(ROOT / "requirements.txt", real.folder)
    (real.folder / "sendsite/__main__.py").write_text("import jinja2, pydantic_core, yaml.cyaml\n")
    done = real.run()
    assert (done.status, done.said) == (0, FIRST_RUN)


# Pythons that are too old.


def old_pythons() -> list[list[str]]:
    names = [shutil.which(f"python{version}") for version in ("2.7", *(f"3.{minor}" for minor in range(11)))]
    found = [name for name in names if name] + [str(path) for path in Path.home().glob(".pyenv/versions/*/bin/python")]
    question = "import sys; sys.exit(sys.version_info >= (3, 11))"
    return [[name] for name in found if subprocess.run([name, "-c", question], check=False).returncode == 0]


# Shows what an old Python is told where there is none.
PRETENDING = "import runpy, sys; sys.version_info = (3, 8, 18, 'final', 0); sys.argv = sys.argv[1:]; "
PRETENDER = [sys.executable, "-c", PRETENDING + "runpy.run_path(sys.argv[0], run_name='__main__')"]


def test_a_python_that_is_too_old_says_so(checkout: Checkout) -> None:
    for python in [*old_pythons(), PRETENDER]:
        done = checkout.run("serve", python=python)
        assert (done.status, done.out) == (2, "")
        assert re.match(r"sendsite needs Python 3\.11 or newer\. This is Python \d+\.\d+\.\d+\.\n", done.err)
        assert "Install a newer Python" in done.err
    assert not (checkout.folder / ".venv").exists()


def test_a_newer_python_on_the_path_is_named(checkout: Checkout, tmp_path: Path) -> None:
    script(tmp_path / "bin/python3.11", "exit 1")
    script(tmp_path / "bin/python3.13", "exit 0")
    for python in [*old_pythons(), PRETENDER]:
        done = checkout.run("check", "--strict", python=python)
        assert done.status == 2
        assert done.said[-1] == f'    python3.13 "{checkout.folder / "build.py"}" check --strict'


def test_python_2_can_read_the_whole_file() -> None:
    text = (ROOT / "build.py").read_text("ascii")
    tree = ast.parse(text, feature_version=(3, 0))
    newer = (
        ast.AnnAssign,
        ast.AsyncFunctionDef,
        ast.JoinedStr,
        ast.NamedExpr,
        ast.Nonlocal,
        ast.Starred,
        ast.YieldFrom,
    )
    for node in ast.walk(tree):
        place = f"build.py:{getattr(node, 'lineno', '?')}"
        assert not isinstance(node, newer) or is_argument(node, tree), place
        assert not (isinstance(node, ast.Raise) and node.cause), place
        assert not (isinstance(node, ast.arg) and node.annotation), place
        assert not (isinstance(node, ast.FunctionDef) and (node.returns or node.args.kwonlyargs)), place


def is_argument(node: ast.AST, tree: ast.AST) -> bool:
    """Tell f(*x), which is as old as Python 2, from [*x]."""
    return any(isinstance(call, ast.Call) and node in call.args for call in ast.walk(tree))


def test_the_version_it_asks_for_is_that_of_the_package() -> None:
    needed = ".".join(map(str, runpy.run_path(str(ROOT / "build.py"))["NEEDED"]))
    assert f'requires-python = ">={needed}"' in (ROOT / "pyproject.toml").read_text("utf-8")
