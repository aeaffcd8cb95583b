"""The edition that is shown at this moment, and a way to wait for the next."""

from __future__ import annotations

import asyncio

from sendsite.edges.preview.edition import Edition


class Stage:
    """Any thread may show an edition; the one thread that runs the loop given to ``attend`` may wait for the next."""

    def __init__(self) -> None:
        self.edition = Edition()
        self._bell = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    def show(self, edition: Edition) -> None:
        """Put an edition in the place of the one before, in one step. Not for two threads at once."""
        self.edition = edition.after(self.edition)
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._ring)

    def attend(self, loop: asyncio.AbstractEventLoop | None) -> None:
        """Tell ``loop`` of each edition from now on."""
        self._loop = loop

    async def beyond(self, edition: Edition) -> None:
        """Return as soon as another edition is shown than this one."""
        while self.edition is edition:
            await self._bell.wait()

    def _ring(self) -> None:
        bell, self._bell = self._bell, asyncio.Event()
        bell.set()
