#!/usr/bin/env python3
"""Builds the site with nothing to install first: `python3 build.py` does what `sendsite` does.

The first run makes a Python environment in the folder .venv, with exactly the packages that requirements.txt names.
Later runs use it at once, also without a network. `python3 build.py test` adds what requirements-dev.txt names.

The whole file keeps to the words of Python 2.7, with types in comments, because a Python that is too old has to read
all of it before it can say so.
"""

import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import time

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

NEEDED = (3, 11)

HERE = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(HERE, ".venv")
OLD = os.path.join(HERE, ".venv.old")
FAILED = os.path.join(HERE, ".venv.failed")
LOCK = os.path.join(HERE, ".venv.lock")
STAMP = os.path.join(VENV, "sendsite-set-up.txt")
PYTHON = os.path.join(VENV, *(("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")))

# The Python behind any environment that build.py was itself started from: that environment may be about to go.
BASE = getattr(sys, "_base_executable", None) or sys.executable
NEW_VENV = [BASE, "-m", "venv", VENV]

REQUIREMENTS = {"runtime": ["requirements.txt"], "dev": ["requirements.txt", "requirements-dev.txt"]}

# What would lead Python, pip or uv away from .venv. The rest is the user's to decide: index, certificates, proxy.
MISLEADING = [
    "PYTHONHOME",
    "PYTHONPATH",
    "VIRTUAL_ENV",
    "__PYVENV_LAUNCHER__",
    "PIP_CONSTRAINT",
    "PIP_DRY_RUN",
    "PIP_NO_BINARY",
    "PIP_PREFIX",
    "PIP_PYTHON",
    "PIP_REQUIRE_VIRTUALENV",
    "PIP_ROOT",
    "PIP_TARGET",
    "PIP_USER",
    "UV_CONSTRAINT",
    "UV_NO_BINARY",
    "UV_OVERRIDE",
    "UV_PYTHON",
    "UV_SYSTEM_PYTHON",
    "UV_VENV_CLEAR",
]

# A network that is not there should be noticed in seconds. Whoever has set a longer time has a slow one, and keeps it.
HASTE = {"PIP_RETRIES": "1", "PIP_DEFAULT_TIMEOUT": "10", "UV_HTTP_RETRIES": "1"}

REASONS = {
    "folder": "the folder has moved",
    "computer": "this is another computer",
    "python": "Python has changed",
    "packages": "another program has changed its packages",
    "requirements.txt": "the list of packages has changed",
    "requirements-dev.txt": "the list of development tools has changed",
}

# Is there a pip that can install into another environment than its own?
HAS_PIP = "import pip, sys; sys.exit(tuple(map(int, pip.__version__.split('.')[:2])) < (22, 3))"

# Run by the environment's own Python: does it find this sendsite, and every package in the version asked for?
PROBE = """
import importlib.metadata, importlib.util, os, sys
here, pins = sys.argv[1], [pin.split("==") for pin in sys.argv[2:]]
found = importlib.util.find_spec("sendsite").submodule_search_locations[0]
same = os.path.samefile(os.path.dirname(found), here)
sys.exit(not same or any(importlib.metadata.version(name) != version for name, version in pins))
"""

TOO_OLD = """\
sendsite needs Python {needed} or newer. This is Python {found}.
{advice}"""

OTHER_PYTHON = """\
This computer has a newer Python too. Type:

    {command}"""

NO_PYTHON = """\
Install a newer Python from https://www.python.org/downloads/ (or ask your IT support team to), then run this again."""

NO_INSTALLER = """\
sendsite could not be set up: this Python has no pip, and could not make an environment that has. It said:

{said}

What to do next: on Debian or Ubuntu, run

    sudo apt install python3-venv

On Fedora, run `sudo dnf install python3-pip`. Elsewhere, install Python from https://www.python.org/downloads/.
Then run the same command again."""

NOT_INSTALLED = """\
sendsite could not be set up: its packages could not be installed. The last lines of what the installer said:

{said}

{advice}"""

ADVICE_NETWORK = """\
What to do next: check that this computer is online, then run the same command again. Behind a proxy, pip has to know
the proxy: ask your IT support team for the settings. For a computer that is never online, run this on one that is, with
the same system and the same version of Python, and copy the folder `wheels` that it makes beside build.py:

    python3 -m pip download --require-hashes --only-binary :all: --requirement {lock} --dest wheels"""

ADVICE_HASH = """\
What to do next: do not go on. A package is not the one that {lock} names. It was changed on its way here,
or the file is out of date. Tell whoever looks after this site."""

NOT_WHOLE = """\
sendsite could not be set up: the installer reported no fault, but the packages are not in the folder .venv.

What to do next: look for a setting such as `target` or `prefix` in the output of `python3 -m pip config list`, remove
it, and run the same command again."""

NOT_OURS = """\
The folder .venv beside build.py is not a Python environment, so it is left alone, but sendsite needs the name.

What to do next: rename the folder or move it away, and run the same command again."""

NO_ACCESS = """\
sendsite could not be set up: {error}.

What to do next: see that the folder {folder} may be written to, that the disk is not full, and that no other window is
running sendsite. Then run the same command again."""


class SetUpError(Exception):
    """Something that the reader can put right; the text says what and how."""


def main(arguments):  # type: (list[str]) -> int
    if sys.version_info < NEEDED:
        say(too_old(arguments))
        return 2
    try:
        set_up("dev" if arguments[:1] == ["test"] else "runtime")
        # -P: a file in the current folder that is called, say, yaml.py must not stand in for a package.
        return run([PYTHON, "-P", "-m", "sendsite"] + with_site(arguments))
    except SetUpError as error:
        say(str(error))
    except OSError as error:
        say(NO_ACCESS.format(error=error, folder=HERE))
    except KeyboardInterrupt:
        say("Stopped.")
        return 130
    return 2


def say(text):  # type: (str) -> None
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


# Too old a Python: this part runs in it.


def too_old(arguments):  # type: (list[str]) -> str
    newer = newer_python()
    command = subprocess.list2cmdline(newer + [sys.argv[0]] + arguments)
    return TOO_OLD.format(
        needed=".".join(map(str, NEEDED)),
        found=".".join(map(str, sys.version_info[:3])),
        advice=OTHER_PYTHON.format(command=command) if newer else NO_PYTHON,
    )


def newer_python():  # type: () -> list[str]
    """Looks for a Python that would do, and runs it: a name may be a stand-in that only reports an error."""
    question = "import sys; sys.exit(sys.version_info < {0})".format(NEEDED)
    names = [["python3.{0}".format(minor)] for minor in range(NEEDED[1], 30)] + [["python3"]]
    if os.name == "nt":
        names = [["py", "-3"]]
    with open(os.devnull, "w") as nowhere:
        for name in names:
            try:
                if subprocess.call(name + ["-c", question], stdout=nowhere, stderr=nowhere) == 0:
                    return name
            except OSError:
                continue
    return []


# Is the environment there?


def set_up(kind):  # type: (str) -> None
    if fits(kind):
        return
    with alone():
        # Another window may have made it while this one waited.
        if not fits(kind):
            make(kind)


def fits(kind):  # type: (str) -> bool
    stale = changed(kind)
    if not stale:
        return True
    # Nobody but build.py stamps an environment, so one made by `uv sync` or by hand is asked what it holds.
    return (stale == ["packages"] or not os.path.exists(STAMP)) and sound(kind)


def changed(kind):  # type: (str) -> list[str]
    """Names what no longer is as it was when the environment was made."""
    if not os.path.exists(PYTHON):
        return ["python"]
    made = read_stamp()
    return [name for name, value in facts(kind).items() if made.get(name) != value]


def facts(kind):  # type: (str) -> dict[str, str]
    """What an environment depends on. One for development has all that one for running has, and fits both."""
    version = "{0}.{1}".format(*sys.version_info)
    known = {
        "folder": HERE,
        "computer": sysconfig.get_platform(),
        "python": " ".join([version, str(sys.implementation.cache_tag), getattr(sys, "abiflags", ""), sys.base_prefix]),
        "packages": str(os.stat(site_packages()).st_mtime_ns if os.path.isdir(site_packages()) else None),
    }
    known.update((name, fingerprint(name)) for name in REQUIREMENTS[kind])
    return known


def fingerprint(name):  # type: (str) -> str
    with open(os.path.join(HERE, name), "rb") as requirements:
        return hashlib.sha256(requirements.read()).hexdigest()


def site_packages():  # type: () -> str
    return sysconfig.get_path("purelib", "venv", {"base": VENV, "platbase": VENV})


def read_stamp():  # type: () -> dict[str, str]
    try:
        with open(STAMP, encoding="utf-8", errors="surrogateescape") as stamp:
            return dict(line.rstrip("\n").split(": ", 1) for line in stamp if ": " in line)
    except OSError:
        return {}


def write_stamp(known):  # type: (dict[str, str]) -> None
    """Replaces the stamp in one step: a reader finds the old one or the new one, never half of one."""
    with open(STAMP + ".new", "w", encoding="utf-8", errors="surrogateescape") as stamp:
        stamp.writelines("{0}: {1}\n".format(name, value) for name, value in known.items())
    os.replace(STAMP + ".new", STAMP)


def sound(kind):  # type: (str) -> bool
    return os.path.exists(PYTHON) and attempt([PYTHON, "-P", "-c", PROBE, HERE] + pins(kind))[0]


def pins(kind):  # type: (str) -> list[str]
    """The packages that every computer needs. A line with a condition after `;` is for some only, and is left out."""
    with open(os.path.join(HERE, REQUIREMENTS[kind][-1]), encoding="utf-8") as requirements:
        lines = [line.rstrip(" \\\n") for line in requirements if not line.startswith(("#", " ", "-"))]
    return [line for line in lines if "==" in line and ";" not in line]


# Making the environment.


def make(kind):  # type: (str) -> None
    stale = changed(kind)
    if stale == ["requirements-dev.txt"]:
        say("Adding the development tools (about a minute) ...")
        fill(kind)
    else:
        say(reason(stale))
        with renewed():
            fill(kind)
    say("Ready.")


def reason(stale):  # type: (list[str]) -> str
    if not os.path.lexists(VENV):
        return "Setting up sendsite (first run only, about half a minute) ..."
    if os.path.exists(STAMP):
        why = REASONS[stale[0]] if read_stamp() else "the last time was not finished"
        return "Setting up sendsite again, because {0} (about half a minute) ...".format(why)
    if os.path.exists(os.path.join(VENV, "pyvenv.cfg")) or not os.listdir(VENV):
        return "The folder .venv was not made by build.py and lacks what sendsite needs. Making it anew ..."
    raise SetUpError(NOT_OURS)


@contextlib.contextmanager
def alone():  # type: () -> Iterator[None]
    """Lets one set-up at a time into the folder. The system opens the lock itself when its holder ends or crashes."""
    with open(LOCK, "a") as lock:
        if not locked(lock):
            say("Another window is setting up sendsite. Waiting for it ...")
            while not locked(lock):
                time.sleep(0.2)
        yield


def locked(lock):  # type: (IO[str]) -> bool
    try:
        if sys.platform == "win32":
            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        # Some network drives know no locks. Two first runs at once are rarer than such drives.
        return True
    return True


@contextlib.contextmanager
def renewed():  # type: () -> Iterator[None]
    """Makes room for a new environment, and puts the old one back if that fails.

    Whole folders are renamed before they are deleted, so .venv never is the remains of something.
    """
    discard(OLD)
    discard(FAILED)
    if os.path.lexists(VENV):
        os.rename(VENV, OLD)
    try:
        os.mkdir(VENV)
        # A stamp without facts marks an unfinished environment as ours to clear away.
        write_stamp({})
        yield
    except BaseException:
        if os.path.lexists(VENV):
            os.rename(VENV, FAILED)
        if os.path.lexists(OLD):
            os.rename(OLD, VENV)
        discard(FAILED)
        raise
    discard(OLD)


def discard(folder):  # type: (str) -> None
    """Deletes a folder, write-protected or not, and whatever else bears its name. What links lead to stays."""
    if os.path.isdir(folder) and not os.path.islink(folder):
        for inner, _, _ in os.walk(folder):
            os.chmod(inner, 0o700)
        shutil.rmtree(folder)
    elif os.path.lexists(folder):
        os.unlink(folder)


def fill(kind):  # type: (str) -> None
    """Installs the packages; the stamp, which makes the environment count, comes last."""
    install(REQUIREMENTS[kind][-1])
    # From here to the folder of build.py, so that the folder's name, whatever its letters, never has to be written.
    with open(os.path.join(site_packages(), "sendsite.pth"), "w", encoding="ascii") as path:
        path.write(os.path.relpath(HERE, site_packages()) + "\n")
    if not sound(kind):
        raise SetUpError(NOT_WHOLE)
    write_stamp(facts(kind))


def install(requirements):  # type: (str) -> None
    """Tries what is there, best first. What uv cannot fetch, pip may: each has its own settings."""
    options = ["--require-hashes", "--only-binary", ":all:", "--requirement", requirements]
    if os.path.isdir(os.path.join(HERE, "wheels")):
        options += ["--no-index", "--find-links", "wheels"]
    said = None
    for installer in installers():
        done, said = attempt(installer + options)
        if done:
            return
    if said is None:
        said = attempt(NEW_VENV)[1]
        raise SetUpError(NO_INSTALLER.format(said=end_of(said)))
    advice = ADVICE_HASH if "HASHES" in said.upper() or "HASH MISMATCH" in said.upper() else ADVICE_NETWORK
    raise SetUpError(NOT_INSTALLED.format(said=end_of(said), advice=advice.format(lock=requirements)))


def installers():  # type: () -> Iterator[list[str]]
    """Makes an environment in each way that works here, and yields the command that installs into it."""
    uv = shutil.which("uv")
    if uv and works([uv, "venv", "--allow-existing", "--no-project", "--python", BASE, VENV]):
        yield [uv, "pip", "install", "--compile-bytecode", "--python", PYTHON]
    # Debian has Python without the means to put pip into an environment; the system's own pip can reach in.
    if works([BASE, "-c", HAS_PIP]) and works(NEW_VENV + ["--without-pip"]):
        yield [BASE, "-m", "pip", "--python", PYTHON, "install", "--quiet", "--no-input"]
    elif works(NEW_VENV):
        yield [PYTHON, "-m", "pip", "install", "--quiet", "--no-input"]


def end_of(said):  # type: (str) -> str
    return "\n".join(["    " + line for line in said.splitlines() if line.strip()][-8:])


# Running things.


def works(command):  # type: (list[str]) -> bool
    return attempt(command)[0]


def attempt(command):  # type: (list[str]) -> tuple[bool, str]
    """Runs a command out of sight, beside build.py. Its exit status says if it worked; its words are for people."""
    try:
        done = subprocess.run(
            command,
            cwd=HERE,
            check=False,
            env=dict(HASTE, **clean_environment()),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        return False, str(error)
    return done.returncode == 0, done.stdout


def clean_environment():  # type: () -> dict[str, str]
    return {name: value for name, value in os.environ.items() if name.upper() not in MISLEADING}


def with_site(arguments):  # type: (list[str]) -> list[str]
    """Names the site for a run from another folder: build.py builds the site that it lies beside.

    Going to that folder instead would change what the user's other relative paths mean.
    """
    named = any(argument == "--site" or argument.startswith("--site=") for argument in arguments)
    if named or arguments[:1] == ["test"] or os.path.samefile(os.curdir, HERE):
        return arguments
    end = arguments.index("--") if "--" in arguments else len(arguments)
    return arguments[:end] + ["--site", HERE] + arguments[end:]


def run(command):  # type: (list[str]) -> int
    """Runs a command in this one's place, and returns its exit status as a shell would give it.

    It is not exec, because on Windows that returns to the prompt at once. Ctrl-C reaches both, and is the command's to
    deal with. A request to end reaches only this one, and is passed on.
    """
    signal.signal(signal.SIGINT, lambda *_: None)
    child = subprocess.Popen(command, env=clean_environment())
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    status = child.wait()
    return status if status >= 0 else 128 - status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
