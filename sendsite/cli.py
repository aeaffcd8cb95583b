"""The command line: what may be typed, and what it means."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from sendsite import __version__, commands
from sendsite.commands import OK, SETUP, STOPPED, Options
from sendsite.edges import disk
from sendsite.edges.setup import SetupError
from sendsite.model import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

_COMMANDS: Final = {
    "build": "build the site (this is what happens without a command)",
    "check": "find every problem, and write nothing",
    "watch": "build, and build again whenever something changes",
    "serve": "show the site in a browser on this machine, and reload it on every change",
    "test": "run sendsite's own tests (for developers)",
}
_EXAMPLES: Final = {
    "build": """\
examples:
  sendsite                                       build the site in this folder into output/
  sendsite build --site ../council --output /var/www/send
  sendsite build --base-url https://example.org/send/ --strict
  sendsite build --now 2021-06-20                build it as it was on 20 June 2021
""",
    "check": """\
examples:
  sendsite check                                 find every problem in this folder
  sendsite check --strict --format json          for programs: warnings fail too
  sendsite check --drafts                        look at drafts too
""",
    "watch": """\
examples:
  sendsite watch                                 rebuild output/ on every change; Ctrl-C stops
  sendsite watch --drafts --output /tmp/preview
""",
    "serve": """\
examples:
  sendsite serve                                 preview at http://127.0.0.1:8000/; Ctrl-C stops
  sendsite serve --drafts --port 8080
""",
    "test": """\
examples:
  sendsite test                                  run every test
  sendsite test tests/test_memo.py -k broken     run some: what follows goes to pytest
""",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0 done, 1 problems in the content, 2 wrong usage or set-up."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == ["test"] and not {"-h", "--help"} & set(words[1:2]):
        return commands.test(words[1:])
    arguments = _parser().parse_args(_with_command(words))
    try:
        return commands.RUN[arguments.command](_options(arguments))
    except SetupError as fault:
        print(f"sendsite: {fault}", file=sys.stderr)
        return SETUP
    except KeyboardInterrupt:
        return STOPPED
    except BrokenPipeError:  # whoever read our output has gone; nothing is left to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in a sentence before it shows the usage."""

    def error(self, message: str) -> NoReturn:
        self.exit(SETUP, f"sendsite: {message}\nType “sendsite --help” to see what there is.\n")


def _with_command(words: list[str]) -> list[str]:
    """``build`` is what is meant when no command is given."""
    asks_for_program = words[:1] in (["-h"], ["--help"], ["--version"])
    return words if asks_for_program or (words and not words[0].startswith("-")) else ["build", *words]


def _parser() -> argparse.ArgumentParser:
    epilog = "\n".join(_EXAMPLES.values()).replace("\nexamples:\n", "\n")
    shape = {"formatter_class": argparse.RawDescriptionHelpFormatter, "allow_abbrev": False}
    parser = _Parser(
        prog="sendsite", description="Builds a SEND local offer site from Markdown and YAML.", epilog=epilog, **shape
    )
    parser.add_argument("--version", action="version", version=f"sendsite {__version__}")
    known = parser.add_subparsers(dest="command", metavar="command", required=True)
    for name, help_text in _COMMANDS.items():
        command = known.add_parser(
            name,
            help=help_text,
            description=help_text[0].upper() + help_text[1:] + ".",
            epilog=_EXAMPLES[name],
            **shape,
        )
        if name != "test":
            _add_options(command, name)
    return parser


def _add_options(command: argparse.ArgumentParser, name: str) -> None:
    add = command.add_argument
    add(
        "--site",
        type=Path,
        default=Path(),
        metavar="DIR",
        help="the folder of the site, which has content/ in it (default: here)",
    )
    add("--output", type=Path, metavar="DIR", help="where the site goes (default: output/ in the folder of the site)")
    add("--base-url", metavar="URL", help="the address of the site, instead of the one in site.yaml")
    add(
        "--now",
        metavar="ISO-8601",
        help="the moment to build for, London time (default: SOURCE_DATE_EPOCH, or this moment)",
    )
    add("--drafts", action="store_true", help="build drafts and pages that are not due or have expired")
    add("--strict", action="store_true", help="let warnings stop the site from being published")
    add("--format", choices=("text", "json"), default="text", help="how problems are told (default: text)")
    add("--quiet", action="store_true", help="say nothing unless there is a problem")
    if name == "serve":
        add("--port", type=int, default=8000, help="the port of the preview (default: 8000)")


def _options(arguments: argparse.Namespace) -> Options:
    site = arguments.site.resolve()
    base_url = arguments.base_url
    if base_url is not None and not base_url.startswith(("https://", "http://")):
        msg = f"--base-url cannot be “{base_url}”. Write the whole address, such as https://example.org/send/"
        raise SetupError(msg)
    output = arguments.output.resolve() if arguments.output else site / "output"
    if (
        output == site
        or output in site.parents
        or any(output == site / name or site / name in output.parents for name in disk.FOLDERS)
    ):
        msg = f"--output cannot be {output}: the sources of the site are there."
        raise SetupError(msg)
    return Options(
        site=site,
        output=output,
        now=arguments.now,
        settings=Settings(base_url, arguments.drafts),
        strict=arguments.strict,
        json=arguments.format == "json",
        quiet=arguments.quiet,
        port=getattr(arguments, "port", 0),
    )
