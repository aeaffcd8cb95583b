"""What a document's own file says of itself: its type, its size in words and its pages."""

from __future__ import annotations

import logging
import posixpath
from io import BytesIO
from typing import Final

TYPES: Final = {
    "csv": "CSV",
    "doc": "Word document",
    "docx": "Word document",
    "ics": "calendar file",
    "jpg": "picture",
    "mp3": "sound recording",
    "mp4": "video",
    "odt": "OpenDocument text",
    "pdf": "PDF",
    "png": "picture",
    "pptx": "slides",
    "txt": "plain text",
    "xlsx": "spreadsheet",
}
_KILO: Final = 1000


def type_of(path: str) -> str:
    """The type of a file in words families know, or its suffix in capitals."""
    suffix = posixpath.splitext(path)[1].removeprefix(".").lower()
    return TYPES.get(suffix, suffix.upper() or "file")


def size_words(size: int) -> str:
    """``size`` bytes as ``12 bytes``, ``101 KB`` or ``1.5 MB`` (1 KB is 1,000 bytes)."""
    if size < _KILO:
        return "1 byte" if size == 1 else f"{size} bytes"
    if round(size / _KILO) < _KILO:
        return f"{round(size / _KILO)} KB"
    return f"{size / _KILO**2:.1f} MB".replace(".0 MB", " MB")


def pages_of(path: str, data: bytes) -> tuple[int | None, str]:
    """The number of pages of a PDF (None for any other file), and why it could not be read, if it could not."""
    if not path.lower().endswith(".pdf"):
        return None, ""
    from pypdf import PdfReader  # noqa: PLC0415 - slow to import, and most sites have few PDFs

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it would print what we report
    try:
        return len(PdfReader(BytesIO(data)).pages), ""
    except Exception as fault:  # noqa: BLE001 - pypdf warns that a broken file may make it raise anything
        return None, str(fault) or type(fault).__name__
