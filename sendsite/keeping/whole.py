"""A whole build as text, which stands for another as long as everything is the same that a build may know."""

from __future__ import annotations

import json
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from sendsite.keeping import codec
from sendsite.keeping.codec import CodecError
from sendsite.model import Build, Output

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sendsite.model import Snapshot


def write(snapshot: Snapshot, since: datetime, until: datetime, build: Build) -> str:
    """``build``, which the files of ``snapshot`` make from ``since`` until just before ``until``."""
    outputs = [[output.path, output.digest] for output in build.outputs]
    rest = codec.encode((build.pages, build.problems, build.absent))
    return codec.text([_digest(snapshot), since.timestamp(), until.timestamp(), outputs, rest])


def read(written: str, snapshot: Snapshot, get: Callable[[str], bytes]) -> Build | None:
    """The build of ``snapshot``, if it is the one that was written; ``get`` brings the bytes of a file.

    Raises CodecError when ``written`` is no build.
    """
    try:
        digest, since, until, outputs, rest = json.loads(written)
        if digest != _digest(snapshot) or not since <= snapshot.now.timestamp() < until:
            return None
        made = tuple([Output(path, partial(get, digest), digest) for path, digest in outputs])
        return Build(made, *codec.decode(rest))
    except (ValueError, TypeError, LookupError) as fault:
        raise CodecError(str(fault)) from fault


def _digest(snapshot: Snapshot) -> str:
    """What the files are and the settings."""
    found = sha256(codec.dumps(snapshot.settings).encode())
    for path in sorted(snapshot.sources):
        found.update(f"\n{path}\0{snapshot.sources[path].digest}".encode())
    return found.hexdigest()
