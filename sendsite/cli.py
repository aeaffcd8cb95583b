"""The command ``sendsite``: from the words typed to an exit code, with every ending told in a sentence."""

from __future__ import annotations

import sys
from itertools import pairwise
from typing import TYPE_CHECKING

from sendsite import arguments
from sendsite.commands import telling
from sendsite.commands.options import CRASHED, SETUP, STOPPED
from sendsite.edges.setup import SetupError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sendsite.commands.options import Options


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code.

    0 done, 1 problems in the content, 2 wrong usage or set-up, 70 a fault of sendsite's own, 130 stopped with Ctrl-C.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        if words[:1] == ["test"] and not {"-h", "--help"} & set(words[1:2]):
            from sendsite.commands.testing import test  # noqa: PLC0415 - see _run

            return test(words[1:])
        typed = arguments.parsed(words)
        return _run(typed.command, arguments.options(typed))
    except SetupError as fault:
        telling.refuse(_format_of(words), str(fault))
        return SETUP
    except KeyboardInterrupt:
        return STOPPED
    except Exception as fault:  # noqa: BLE001 - no editor should ever see a traceback
        from sendsite.edges import crash  # noqa: PLC0415 - hardly ever wanted

        telling.refuse(_format_of(words), crash.sentence(fault, crash.keep(fault)))
        return CRASHED


def _run(command: str, options: Options) -> int:
    """Run a command. Each is loaded when it is wanted: none needs what the others stand on."""
    if command == "links":
        from sendsite.commands.links import links  # noqa: PLC0415 - see above

        return links(options)
    if command == "why":
        from sendsite.commands.why import why  # noqa: PLC0415 - as above

        return why(options)
    if command in {"watch", "serve"}:
        from sendsite.commands import following  # noqa: PLC0415 - as above

        return following.watch(options) if command == "watch" else following.serve(options)
    from sendsite.commands import building  # noqa: PLC0415 - as above

    return building.build(options) if command == "build" else building.check(options)


def _format_of(words: list[str]) -> str:
    """The format asked for, also by words that mean nothing as a whole."""
    asked = [word.removeprefix("--format=") for word in words if word.startswith("--format=")]
    asked += [after for word, after in pairwise(words) if word == "--format"]
    return next((name for name in asked if name in telling.FORMATS), "text")
