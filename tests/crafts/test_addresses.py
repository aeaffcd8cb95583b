"""Addresses: where a page lives, and which file a link means, whatever was typed."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sendsite.crafts import addresses


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Short breaks", "short-breaks"),
        ("  What if the answer is “no”?  ", "what-if-the-answer-is-no"),
        ("EHC plans: 0 to 25", "ehc-plans-0-to-25"),
        ("Zażółć gęślą jaźń", "zazolc-gesla-jazn"),
        ("Straße, Ærø, Œuvre, Þór, Đorđe", "strasse-aero-oeuvre-thor-dorde"),
        ("Istanbul, ISPARTA, \N{LATIN SMALL LETTER DOTLESS I}l, İzmir", "istanbul-isparta-il-izmir"),
        ("cafe\u0301", "cafe"),
        ("ﬁrst №5 ½", "first-no5-1-2"),
        ("日本", ""),
        ("—", ""),
        ("", ""),
    ],
)
def test_a_slug_keeps_what_can_be_kept(text: str, slug: str) -> None:
    assert addresses.slug(text) == slug


@given(st.text())
@example("ǅ ß ŉ ﷺ")
def test_a_slug_is_safe_everywhere_and_stays_as_it_is(text: str) -> None:
    slug = addresses.slug(text)
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug)
    assert addresses.slug(slug) == slug


@pytest.mark.parametrize(
    ("path", "own_slug", "address"),
    [
        ("content/index.md", None, ""),
        ("content/index.md", "home", ""),
        ("content/accessibility.md", None, "accessibility/"),
        ("content/news/index.md", None, "news/"),
        ("content/news/index.md", "latest", "latest/"),
        ("content/news/2021/x.md", None, "news/2021/x/"),
        ("content/news/x.md", "y", "news/y/"),
        ("content/Help & Advice/Über uns.md", None, "help-advice/uber-uns/"),
        ("content/a/b/index.md", "c", "a/c/"),
        ("content/index/index.md", None, "index/"),
        ("content/content/x.md", None, "content/x/"),
    ],
)
def test_the_address_of_a_page_follows_its_file(path: str, own_slug: str | None, address: str) -> None:
    assert addresses.page_address(path, own_slug) == address


def test_a_name_without_letters_shows_as_an_empty_part() -> None:
    assert "//" in f"/{addresses.page_address('content/news/日本.md')}"


def test_a_file_keeps_its_path() -> None:
    assert addresses.file_address("content/files/My flyer.pdf") == "files/My flyer.pdf"


@pytest.mark.parametrize(
    ("path", "section"),
    [
        ("content/index.md", None),
        ("content/a.md", "content/index.md"),
        ("content/a/index.md", "content/index.md"),
        ("content/a/b.md", "content/a/index.md"),
        ("content/a/b/index.md", "content/a/index.md"),
    ],
)
def test_the_section_above_a_page(path: str, section: str | None) -> None:
    assert addresses.section_of(path) == section


@pytest.mark.parametrize(
    ("target", "path", "fragment"),
    [
        ("b.md", "content/a/b.md", ""),
        ("b.md#top", "content/a/b.md", "top"),
        ("../c/d.md", "content/c/d.md", ""),
        ("./b.md", "content/a/b.md", ""),
        ("/c/d.md", "content/c/d.md", ""),
        ("/", "content", ""),
        ("my%20file.pdf", "content/a/my file.pdf", ""),
        ("caf%C3%A9.md#%C3%BC", "content/a/café.md", "ü"),
        ("b.md?x=y#z", "content/a/b.md", "z"),
        ("#top", "content/a/x.md", "top"),
        ("", "content/a/x.md", ""),
        ("../../b.md", None, ""),
        ("../../content/b.md", "content/b.md", ""),
        ("../../contents/b.md", None, ""),
        ("/../b.md", None, ""),
        ("%2e%2e/%2e%2e/etc/passwd", None, ""),
        ("..%2f..%2f..%2fetc/passwd", None, ""),
    ],
)
def test_a_link_means_a_file_or_leads_out(target: str, path: str | None, fragment: str) -> None:
    assert addresses.linked_path("content/a/x.md", target) == (path, fragment)


def test_a_name_copied_from_a_mac_means_the_same_file() -> None:
    """Its file system takes letters apart, and the name in the link with them."""
    assert addresses.linked_path("content/a/x.md", "cafe\u0301.md") == ("content/a/café.md", "")


@given(st.text(st.sampled_from("./-_%aé:#?@[ \\\t")))
@example("//a/b.md")
@example("a//b.md")
@example("")
def test_a_plain_target_has_nothing_that_could_be_taken_apart(target: str) -> None:
    if addresses.is_plain(target):
        assert urlsplit(target) == ("", "", target, "", "")
        assert unquote(target) == unicodedata.normalize("NFC", target) == target
        assert not addresses.is_elsewhere(target)


@given(st.text(st.sampled_from("./%2eab:#?\\")))
def test_no_link_to_our_own_files_climbs_out_of_content(target: str) -> None:
    if addresses.is_elsewhere(target):
        return
    path, _ = addresses.linked_path("content/a/x.md", target)
    assert path is None or path == "content" or path.startswith("content/")
    assert ".." not in (path or "").split("/")


@pytest.mark.parametrize(
    ("target", "elsewhere", "scheme"),
    [
        ("https://example.org/", True, "https"),
        ("HTTPS://example.org/", True, "https"),
        ("mailto:a@example.org", True, "mailto"),
        ("javascript:alert(1)", True, "javascript"),
        ("JavaScript:alert(1)", True, "javascript"),
        ("java\tscript:alert(1)", True, "javascript"),
        (" javascript:alert(1)", True, "javascript"),
        ("data:text/html,x", True, "data"),
        ("//example.org/", True, ""),
        ("C:\\files\\a.pdf", True, "c"),
        ("a/b.md", False, ""),
        ("a/b:c.md", False, ""),
        ("#top", False, ""),
    ],
)
def test_where_a_link_leads_cannot_be_hidden(target: str, elsewhere: bool, scheme: str) -> None:  # noqa: FBT001 - a table
    assert addresses.is_elsewhere(target) == elsewhere
    assert addresses.scheme(target) == scheme


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("parts/reviews.html", "parts/review.html"),
        ("review.html", "parts/review.html"),
        ("parts/logos.html", ""),
        ("files/flier.pdf", "files/flyer.pdf"),
        ("files/bus.pdf", ""),
        ("file/FLYER.pdf", "files/flyer.pdf"),
        ("more/flyer.odt", "more/flyer.pdf"),
    ],
)
def test_only_a_name_much_like_it_is_offered(path: str, near: str) -> None:
    known = ["parts/footer.html", "parts/review.html", "files/damaged.pdf", "files/flyer.pdf", "more/flyer.pdf"]
    assert addresses.nearest(path, known) == near
