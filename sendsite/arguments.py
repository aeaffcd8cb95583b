"""What may be typed after ``sendsite``, and what it means."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

from sendsite import __version__
from sendsite.commands.options import Options
from sendsite.commands.telling import FORMATS
from sendsite.crafts import addresses, spelling
from sendsite.crafts.elsewhere.limits import Limits
from sendsite.edges import reading
from sendsite.edges.hints import POLL
from sendsite.edges.setup import SetupError
from sendsite.model import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

_COMMANDS: Final = {
    "build": "build the site (this is what happens without a command)",
    "check": "find every problem, and write nothing",
    "watch": "build, and build again whenever something changes",
    "serve": "show the site in a browser on this machine, and reload it on every change",
    "links": "ask other sites whether the pages that ours links to are still there",
    "why": "say why a page is not on the site, or what a page was made from",
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
  sendsite check --format github                 mark the lines of a pull request
  sendsite check --notes                         long sentences and reading ages as well
  sendsite check --drafts                        look at drafts too
""",
    "watch": """\
examples:
  sendsite watch                                 rebuild output/ on every change; Ctrl-C stops
  sendsite watch --drafts --output /tmp/preview
  sendsite watch --poll                          for a folder on another computer, which does not tell of changes
""",
    "serve": """\
examples:
  sendsite serve                                 preview at http://127.0.0.1:8000/; Ctrl-C stops
  sendsite serve --open --drafts                 open it in your browser, drafts and all
  sendsite serve --now 2027-09-01 --port 8080    see the site as it will be on that day
  sendsite serve --poll 5                        look for changes every 5 seconds
""",
    "links": """\
examples:
  sendsite links                                 ask every site that ours links to, politely
  sendsite links --failures 5 --days 14          be more patient with bad days
  sendsite links --history /var/lib/send.json    remember the failures there
""",
    "why": """\
examples:
  sendsite why content/news/open-day.md          why is my page not on the site?
  sendsite why /news/open-day/                   what was this page made from?
""",
    "test": """\
examples:
  sendsite test                                  run every test
  sendsite test tests/test_memo.py -k broken     run some: what follows goes to pytest
""",
}

_BUILDERS: Final = ("build", "check", "watch", "serve")
_READERS: Final = (*_BUILDERS, "why")  # those that build the site, to whatever end
# Each option: the commands that know it, its name, and what argparse is to be told of it.
_OPTIONS: Final[tuple[tuple[Sequence[str], str, dict[str, Any]], ...]] = (
    (
        ("why",),
        "subject",
        {"metavar": "PATH", "help": "a file of the site, a file in output/, or an address on the site"},
    ),
    (
        (*_READERS, "links"),
        "--site",
        {
            "type": Path,
            "default": Path(),
            "metavar": "DIR",
            "help": "the folder of the site, which has content/ in it (default: here)",
        },
    ),
    (
        _READERS,
        "--output",
        {"type": Path, "metavar": "DIR", "help": "where the site goes (default: output/ in the folder of the site)"},
    ),
    (
        _READERS,
        "--base-url",
        {"metavar": "URL", "help": "the address of the site, instead of the one in site.yaml"},
    ),
    (
        ("links",),
        "--history",
        {
            "type": Path,
            "metavar": "FILE",
            "help": "where failures are remembered (default: .sendsite-links.json in the folder of the site)",
        },
    ),
    (
        ("links",),
        "--failures",
        {
            "type": int,
            "default": 3,
            "metavar": "N",
            "help": "how many days with a failure make a link dead (default: 3)",
        },
    ),
    (
        ("links",),
        "--days",
        {
            "type": int,
            "default": 3,
            "metavar": "N",
            "help": "how many days must lie between the first failure and the last (default: 3)",
        },
    ),
    (
        (*_READERS, "links"),
        "--now",
        {
            "metavar": "ISO-8601",
            "help": "the moment to build for, London time (default: SOURCE_DATE_EPOCH, or this moment)",
        },
    ),
    (
        _READERS,
        "--drafts",
        {"action": "store_true", "help": "build drafts and pages that are not due or have expired"},
    ),
    (
        (*_BUILDERS, "links"),
        "--strict",
        {"action": "store_true", "help": "let warnings count as errors"},
    ),
    (
        ("build",),
        "--verify",
        {"action": "store_true", "help": "build from nothing too, and publish only when both are the same to the byte"},
    ),
    (
        ("build",),
        "--why",
        {"action": "store_true", "help": "name, for each file written, the first thing that has changed"},
    ),
    (
        (*_BUILDERS, "links"),
        "--notes",
        {"action": "store_true", "help": "tell what is no fault, too, such as long sentences and reading ages"},
    ),
    (
        ("build", "watch"),
        "--allow-shrink",
        {"action": "store_true", "help": "publish even when more than a third of the pages are gone"},
    ),
    (
        (*_BUILDERS, "links"),
        "--format",
        {"choices": FORMATS, "default": "text", "help": "how the run is told (default: text)"},
    ),
    (
        ("why",),
        "--format",
        {"choices": ("text", "json"), "default": "text", "help": "how it is told (default: text)"},
    ),
    (
        (*_BUILDERS, "links"),
        "--quiet",
        {"action": "store_true", "help": "say nothing unless there is a problem"},
    ),
    (
        ("serve",),
        "--host",
        {
            "default": "127.0.0.1",
            "metavar": "ADDRESS",
            "help": "the address of this computer to show the preview at (default: 127.0.0.1, for this computer alone)",
        },
    ),
    (
        ("serve",),
        "--open",
        {"action": "store_true", "help": "open the preview in your browser"},
    ),
    (
        ("serve",),
        "--port",
        {
            "type": int,
            "choices": range(65_536),
            "default": 8000,
            "metavar": "PORT",
            "help": "the port of the preview (default: 8000); 0 takes any that is free",
        },
    ),
    (
        ("watch", "serve"),
        "--poll",
        {
            "type": float,
            "nargs": "?",
            "const": POLL,
            "metavar": "SECONDS",
            "help": "look at all files every second, or as often as you say, instead of waiting to be told: "
            "for network folders, containers and WSL, which do not tell",
        },
    ),
)
_SEE_HELP: Final = "Type “sendsite --help” to see what there is."
_PLAINLY: Final = (
    (r"argument (\S+): expected one argument", r"“\1” needs something after it"),
    (r"argument (\S+): ignored explicit argument .*", r"“\1” has nothing after it"),
    (r"argument (\S+): invalid int value: '(.*)'", r"“\1” is a number, and cannot be “\2”"),
    (r"argument (\S+): invalid float value: '(.*)'", r"“\1” is a number of seconds, and cannot be “\2”"),
    (r"argument --port: invalid choice: '?(.*?)'? \(.*", r"“--port” cannot be “\1”; ports go from 1 to 65535"),
    (
        r"argument --format: invalid choice: '(.*?)' \(.*",
        r"“--format” cannot be “\1”: see --help for what it can be",
    ),
    (r"the following arguments are required: PATH", "Name a file of the site, or an address on it"),
)


def parsed(words: list[str]) -> argparse.Namespace:
    """What the words mean. ``build`` is meant when they name no command. Raises SetupError when they mean nothing."""
    if words[:1] not in (["-h"], ["--help"], ["--version"]) and (not words or words[0].startswith("-")):
        words = ["build", *words]
    if not words[0].startswith("-") and words[0] not in _COMMANDS:
        msg = f"there is no command “{words[0]}”. {spelling.nearest(words[0], tuple(_COMMANDS))}"
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
        for commands, option, settings in _OPTIONS:
            if name in commands:
                command.add_argument(option, **settings)
    return parser


def options(arguments: argparse.Namespace) -> Options:
    """The options of a command. Raises SetupError when they cannot work together."""
    typed = {"output": None, "base_url": None, "history": None, "subject": "", "quiet": False, **vars(arguments)}
    site: Path = typed["site"].resolve()
    base_url: str | None = typed["base_url"]
    if base_url is not None and not addresses.SITE.fullmatch(base_url):
        msg = f"--base-url cannot be “{base_url}”. Write the whole address, such as https://example.org/send/"
        raise SetupError(msg)
    try:
        output = typed["output"].resolve() if typed["output"] else site / "output"
    except (OSError, RuntimeError) as fault:  # Python 3.11 has a RuntimeError for links that lead in a circle
        msg = f"--output cannot be {typed['output']}: its links lead in a circle. Choose another folder."
        raise SetupError(msg) from fault
    if (
        output == site
        or output in site.parents
        or any(output == site / name or site / name in output.parents for name in reading.FOLDERS)
    ):
        msg = f"--output cannot be {output}: the sources of the site are there."
        raise SetupError(msg)
    poll: float | None = typed.get("poll")
    if poll is not None and not 0 < poll < float("inf"):
        msg = "--poll is a number of seconds above 0."
        raise SetupError(msg)
    failures, days = typed.get("failures", 1), typed.get("days", 0)
    if failures < 1 or days < 0:
        msg = "--failures is a whole number from 1, and --days one from 0."
        raise SetupError(msg)
    return Options(
        site=site,
        output=output,
        now=typed["now"],
        settings=Settings(base_url, typed.get("drafts", False)),
        strict=typed.get("strict", False),
        format=typed["format"],
        notes=typed.get("notes", False),
        quiet=typed["quiet"],
        allow_shrink=typed.get("allow_shrink", False),
        host=typed.get("host", ""),
        port=typed.get("port", 0),
        poll=poll,
        open=typed.get("open", False),
        verify=typed.get("verify", False),
        why=typed.get("why", False),
        subject=typed["subject"],
        history=typed["history"].resolve() if typed["history"] else None,
        limits=Limits(failures, days),
    )
