"""``python -m sendsite`` is the command ``sendsite``, which Ctrl-C ends in good order even while it is being loaded."""

import sys


def run() -> int:
    """Load the command and run it; return its exit code."""
    try:
        from sendsite.cli import main  # noqa: PLC0415 - it takes a moment, in which Ctrl-C may come

        return main()
    except KeyboardInterrupt:
        return 130  # sendsite.commands.options.STOPPED, which may not have been loaded


if __name__ == "__main__":
    sys.exit(run())
