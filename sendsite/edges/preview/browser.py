"""Opens the preview in the browser of whoever started it."""

from __future__ import annotations

import threading
import webbrowser

from sendsite.edges import terminal


def open_at(address: str) -> None:
    """Open a page, without waiting for a browser that does not come back until it is closed."""
    threading.Thread(target=_open, args=(address,), name="browser", daemon=True).start()


def _open(address: str) -> None:
    if not webbrowser.open(address):
        terminal.complain(f"No browser could be opened. Open {address} yourself.")
