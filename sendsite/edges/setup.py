"""The one exception that a person is meant to cause: a command or a folder that cannot work as it stands."""

from __future__ import annotations


class SetupError(Exception):
    """Wrong usage or set-up. The message says what is wrong and what to do, for the person who typed the command."""
