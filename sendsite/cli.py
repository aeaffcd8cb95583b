"""The command line: what may be typed, and what it means."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

from sendsite import __version__, commands
from sendsite.commands import SETUP, STOPPED, Options
from sendsite.crafts.fields import SITE_ADDRESS
from sendsite.crafts.schema import nearest
from sendsite.edges import disk, report
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
  sendsite build --now 2021-06-20                build it as if today were 20 June 2021
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

_SEE_HELP: Final = "Type “sendsite --help” to see what there is."
_PLAINLY: Final = (
    (r"argument (\S+): expected one argument", r"“\1” needs something after it"),
    (r"argument (\S+): ignored explicit argument .*", r"“\1” has nothing after it"),
    (r"argument (\S+): invalid int value: '(.*)'", r"“\1” is a number, and cannot be “\2”"),
    (r"argument --port: invalid choice: '?(.*?)'? \(.*", r"“--port” cannot be “\1”; ports go from 1 to 65535"),
    (r"argument --format: invalid choice: '(.*?)' \(.*", r"“--format” is text or json, and cannot be “\1”"),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0 done, 1 problems in the content, 2 wrong usage or set-up."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        if words[:1] == ["test"] and not {"-h", "--help"} & set(words[1:2]):
            return commands.test(words[1:])
        arguments = _parsed(words)
        return commands.RUN[arguments.command](_options(arguments))
    except SetupError as fault:
        report.complain(str(fault))
        return SETUP
    except KeyboardInterrupt:
        return STOPPED


def _parsed(words: list[str]) -> argparse.Namespace:
    """What the words mean. ``build`` is meant when they name no command. Raises SetupError when they mean nothing."""
    if words[:1] not in (["-h"], ["--help"], ["--version"]) and (not words or words[0].startswith("-")):
        words = ["build", *words]
    if not words[0].startswith("-") and words[0] not in _COMMANDS:
        msg = f"there is no command “{words[0]}”. {nearest(words[0], tuple(_COMMANDS))}"
        raise SetupError(msg)
    arguments, unknown = _parser().parse_known_args(words)
    if unknown:
        kind = "option" if unknown[0].startswith("-") else "word"
        hint = "A command comes before its options." if unknown[0] in _COMMANDS else ""
        msg = f"“sendsite {arguments.command}” knows no {kind} “{unknown[0]}”. {hint or _SEE_HELP}"
        raise SetupError(msg)
    return arguments


class _Parser(argparse.ArgumentParser):
    """Leaves the examples as they are written, and says what is wrong in a sentence."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - argparse's own
        super().__init__(formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False, **settings)

    def error(self, message: str) -> NoReturn:
        for pattern, sentence in _PLAINLY:
            message = re.sub(pattern, sentence, message)
        msg = f"{message}. {_SEE_HELP}"
        raise SetupError(msg)


def _parser() -> argparse.ArgumentParser:
    epilog = "\n".join(_EXAMPLES.values()).replace("\nexamples:\n", "\n")
    about = "Builds a SEND local offer site from Markdown and YAML."
    parser = _Parser(prog="sendsite", description=about, epilog=epilog)
    parser.add_argument("--version", action="version", version=f"sendsite {__version__}")
    known = parser.add_subparsers(dest="command", metavar="command", required=True)
    for name, about in _COMMANDS.items():
        sentence = f"{about[0].upper()}{about[1:]}."
        command = known.add_parser(name, help=about, description=sentence, epilog=_EXAMPLES[name])
        if name != "test":
            _add_options(command, name)
    return parser


def _add_options(command: argparse.ArgumentParser, name: str) -> None:
    add = command.add_argument
    where = "the folder of the site, which has content/ in it (default: here)"
    add("--site", type=Path, default=Path(), metavar="DIR", help=where)
    add("--output", type=Path, metavar="DIR", help="where the site goes (default: output/ in the folder of the site)")
    add("--base-url", metavar="URL", help="the address of the site, instead of the one in site.yaml")
    when = "the moment to build for, London time (default: SOURCE_DATE_EPOCH, or this moment)"
    add("--now", metavar="ISO-8601", help=when)
    add("--drafts", action="store_true", help="build drafts and pages that are not due or have expired")
    add("--strict", action="store_true", help="let warnings stop the site from being published")
    add("--format", choices=("text", "json"), default="text", help="how problems are told (default: text)")
    add("--quiet", action="store_true", help="say nothing unless there is a problem")
    if name == "serve":
        port = "the port of the preview (default: 8000); 0 takes any that is free"
        add("--port", type=int, choices=range(65_536), default=8000, metavar="PORT", help=port)


def _options(arguments: argparse.Namespace) -> Options:
    site = arguments.site.resolve()
    base_url = arguments.base_url
    if base_url is not None and not SITE_ADDRESS.fullmatch(base_url):
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
