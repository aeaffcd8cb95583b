"""The one clock. It is read once for each build and is an input like any file."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from sendsite.crafts.dates import LONDON
from sendsite.edges.setup import SetupError


def now(given: str | None = None) -> datetime:
    """The London time of the build: ``given`` (ISO 8601), else SOURCE_DATE_EPOCH (seconds since 1970), else now.

    A time without an offset is a time on a London clock. Raises SetupError when it cannot be read.
    """
    if given is not None:
        try:
            moment = datetime.fromisoformat(given)
            return moment.replace(tzinfo=LONDON) if moment.tzinfo is None else moment.astimezone(LONDON)
        except (ValueError, OverflowError):
            msg = f"--now cannot be “{given}”. Write a date or a time like this: 2021-06-20 or 2021-06-20T09:00"
            raise SetupError(msg) from None
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        try:
            return datetime.fromtimestamp(int(epoch), UTC).astimezone(LONDON)
        except (ValueError, OverflowError, OSError):
            msg = f"SOURCE_DATE_EPOCH cannot be “{epoch}”: it is a whole number of seconds since 1970."
            raise SetupError(msg) from None
    return datetime.now(LONDON)
