"""What a build has done to a published site and said about a fault, as a cell of the table. Pure functions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.faults import Fault

_FRAME: Final = re.compile(r'^\s*File "(?P<file>[^"]+)", line \d+')
_ANYWHERE: Final = (r"\bline[ :](\d+)(?:,? col(?:umn)?[ :](\d+))?", r"[\[(](\d+):(\d+)[\])]")


@dataclass(frozen=True, slots=True)
class Run:
    """One build: its exit code (None when it did not end in time), what it said, and what is published after it."""

    code: int | None
    said: str
    published: Mapping[str, bytes]

    def pages(self, part: str) -> str:
        """The text of every page with ``part`` in its path."""
        return "".join(self.published[path].decode("utf-8", "replace") for path in self.html() if part in path)

    def html(self) -> list[str]:
        """The paths of all pages."""
        return sorted(path for path in self.published if path.endswith(".html"))


def differing(one: Run, other: Run) -> list[str]:
    """The paths of the files that only one run published, or that differ."""
    paths = one.published.keys() | other.published.keys()
    return sorted(path for path in paths if one.published.get(path) != other.published.get(path))


def of_fault(fault: Fault, sound: Run, faulty: Run, usual: str) -> str:
    """What became of ``fault``; ``usual`` is what the tool says without one."""
    hurt = _damage(sound, faulty)
    known = set(usual.splitlines())
    said = "\n".join(line for line in faulty.said.splitlines() if line not in known)
    told = f"{_place(said, fault)}, {'mend told' if fault.mend and re.search(fault.mend, said) else 'no mend'}"
    if faulty.code is None:
        return "**did not end in time**"
    if faulty.code != 0:
        return f"exit {faulty.code}, {f'**{hurt}**' if hurt else 'site intact'}, {told}"
    if _copes(fault, sound, faulty):
        return "exit 0, copes"
    what = f"**published** ({hurt})" if hurt else "**old page stays**"
    warns = _names(said, fault) or re.search(r"(?i)\b(?:warn|error)", said)
    return f"exit 0, {what}, {f'warns: {told}' if warns else '**says nothing**'}"


def of_deletion(faulty: Run) -> str:
    """Whether the deleted page is gone from what is published."""
    return "**stale page stays**" if any("money" in path for path in faulty.published) else "page gone"


def of_twice(first: Run, second: Run) -> str:
    """Whether the same input gave the same bytes."""
    paths = differing(first, second)
    few = 3
    named = ", ".join(f"`{path}`" for path in paths[:few])
    return f"**{len(paths)} not the same**: {named}" if paths else "identical"


def _copes(fault: Fault, sound: Run, faulty: Run) -> bool:
    if fault.harmless:
        return not set(differing(sound, faulty)) & {*sound.html(), *faulty.html()}
    return bool(fault.coped and re.search(fault.coped, faulty.pages("money")))


def _damage(sound: Run, faulty: Run) -> str:
    """What happened to the published files, counted; nothing when nothing did."""
    lost = sum(path not in faulty.published for path in sound.published)
    changed = sum(faulty.published.get(path, data) != data for path, data in sound.published.items())
    added = sum(path not in sound.published for path in faulty.published)
    counts = (("lost", lost), ("changed", changed), ("added", added))
    told = ", ".join(f"{number} {what}" for what, number in counts if number)
    return f"{told} of {len(sound.published)} files" if told else ""


def _names(said: str, fault: Fault) -> bool:
    return re.search(rf"\b{re.escape(fault.path)}\b", said) is not None


def _place(said: str, fault: Fault) -> str:
    """``file:line:column`` as far as it is told. The lines of the tool's own code in a traceback tell nothing."""
    frames = ((line, _FRAME.match(line)) for line in said.splitlines())
    text = "\n".join(line for line, frame in frames if frame is None or frame["file"].endswith(f"/{fault.path}"))
    forms = (rf"\b{re.escape(fault.path)}[\"'`]?:(\d+)(?::(\d+))?", *_ANYWHERE)
    found = next(filter(None, (re.search(form, text) for form in forms)), None)
    told = ":".join(filter(None, found.groups())) if found else ""
    wrong = f" (it is line {fault.line})" if found and int(found[1]) != fault.line else ""
    if _names(said, fault):
        return f"`{fault.path}{':' * bool(told)}{told}`{wrong}"
    return f"no file named{f', line {told}{wrong}' if told else ''}"
