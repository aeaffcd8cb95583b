"""Documents: what families see of a file before they get it, and a damaged one that stops nothing."""

from __future__ import annotations

import functools
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter

from sendsite.crafts.rendering import files


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("content/files/flyer.pdf", "PDF"),
        ("content/files/FLYER.PDF", "PDF"),
        ("content/files/plan.docx", "Word document"),
        ("content/files/plan.v2.odt", "OpenDocument text"),
        ("content/files/data.zip", "ZIP"),
        ("content/files.old/readme", "file"),
        ("content/files/.pdf", "file"),
    ],
)
def test_a_file_has_a_type_that_families_know(path: str, words: str) -> None:
    assert files.type_of(path) == words


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1000, "1 KB"),
        (1499, "1 KB"),
        (101_400, "101 KB"),
        (999_499, "999 KB"),
        (999_500, "1 MB"),
        (1_540_000, "1.5 MB"),
        (9_960_000, "10 MB"),
        (25_000_000, "25 MB"),
    ],
)
def test_a_size_is_said_in_words(size: int, words: str) -> None:
    assert files.size_words(size) == words


@functools.cache
def pdf(pages: int, password: str = "") -> bytes:
    """A PDF with this many empty pages."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


@pytest.mark.parametrize("pages", [1, 3, 12])
def test_the_pages_of_a_pdf_are_counted(pages: int) -> None:
    assert files.pages_of("content/a.PDF", pdf(pages)) == (pages, "")


def test_other_files_have_no_pages() -> None:
    assert files.pages_of("content/a.txt", b"%PDF-1.7") == (None, "")


@pytest.mark.parametrize("data", [b"", b"Not a PDF", b"%PDF-1.7\n", pdf(3)[:300], pdf(3).replace(b"/Pages", b"/Wages")])
def test_a_damaged_pdf_has_a_reason_and_no_pages(data: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    pages, reason = files.pages_of("content/a.pdf", data)
    assert pages is None
    assert reason
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("cipher", [b"/V 2", b"/V 5", b"/V 9"])
def test_a_locked_pdf_has_a_reason_and_no_pages(cipher: bytes) -> None:
    """Also one whose cipher needs a package that we do not have."""
    locked = pdf(2, "secret").replace(b"/V 2", cipher)
    pages, reason = files.pages_of("content/a.pdf", locked)
    assert pages is None
    assert reason


@given(st.integers(0, 700), st.integers(0, 60), st.binary(max_size=20))
def test_no_damage_makes_it_raise(at: int, cut: int, put: bytes) -> None:
    whole = pdf(3)
    pages, reason = files.pages_of("content/a.pdf", whole[:at] + put + whole[at + cut :])
    assert (pages is None) == bool(reason)
