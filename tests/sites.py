"""Sites made from dictionaries, so that most tests need no disk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sendsite.edges import clock, reading
from sendsite.memo import Memo
from sendsite.model import Build, Settings, Snapshot, Source
from sendsite.site.build import build

if TYPE_CHECKING:
    from collections.abc import Mapping

NOW = "2026-06-01T09:00"

SITE = "name: Testshire SEND Partnership\nbase_url: https://send.example.org/\n"
HOME = "---\ntitle: Home\n---\nHello.\n"
_KEPT = Memo()


def default_layouts() -> dict[str, bytes]:
    """The layouts that come with sendsite, by path."""
    root = reading.default_layouts()
    return {
        f"layouts/{file.relative_to(root).as_posix()}": file.read_bytes() for file in root.rglob("*") if file.is_file()
    }


LAYOUTS = default_layouts()


def snapshot(files: Mapping[str, str | bytes], now: str = NOW, settings: Settings | None = None) -> Snapshot:
    """A snapshot of ``files``, by path, over the default layouts; a site.yaml and a home page come by themselves."""
    whole: dict[str, str | bytes] = {**LAYOUTS, "content/site.yaml": SITE, "content/index.md": HOME, **files}
    sources = {path: Source(path, data.encode() if isinstance(data, str) else data) for path, data in whole.items()}
    return Snapshot(sources, clock.now(now), settings or Settings())


@dataclass
class Built:
    """A build with handy looks into it."""

    build: Build

    def text(self, path: str) -> str:
        """The text of one output."""
        return next(output.data.decode() for output in self.build.outputs if output.path == path)

    @property
    def paths(self) -> list[str]:
        """The paths of all outputs that are not assets."""
        return [output.path for output in self.build.outputs if not output.path.startswith("assets/")]

    @property
    def codes(self) -> list[str]:
        """The codes of all problems."""
        return [problem.code for problem in self.build.problems]

    @property
    def told(self) -> list[str]:
        """Every problem as ``path:line:column code``."""
        return [f"{each.path}:{each.line}:{each.column} {each.code}" for each in self.build.problems]


def built(files: Mapping[str, str | bytes], now: str = NOW, settings: Settings | None = None) -> Built:
    """The site that ``files`` make. What was made before must not matter, so one memo makes them all, sooner."""
    return Built(build(_KEPT, snapshot(files, now, settings)))
