"""Two sites are the same to the benchmark only when they really are."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from benchmarks import corpus, equality, projects

if TYPE_CHECKING:
    from pathlib import Path

PAGES = corpus.pages(60)
PAGE = "guidance/part-1/page-7/index.html"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus as sendsite publishes it with the layouts of the comparison."""
    folder = tmp_path_factory.mktemp("equality")
    projects.SENDSITE.prepare(folder, PAGES)
    command = [sys.executable, "-m", "sendsite", "build", "--site", str(folder), "--now", "2026-11-23", "--quiet"]
    subprocess.run(command, check=True)
    return folder / "output"


def test_a_site_is_like_itself(site: Path) -> None:
    assert list(equality.unlike(site, site, PAGES)) == []


def test_every_part_of_a_page_is_read(site: Path) -> None:
    found = equality.parts((site / PAGE).read_text("utf-8"), "https://send.example.org/guidance/part-1/page-7/")
    page = next(page for page in PAGES if page.path == "guidance/part-1/page-7.md")
    fields = dict(page.fields)
    assert found.heading == fields["title"]
    assert found.lead == found.description == fields["summary"]
    assert found.canonical == "https://send.example.org/guidance/part-1/page-7/"
    assert len(found.menu) == 6
    assert found.trail == ["/", "/guidance/", "/guidance/part-1/"]
    assert len(found.links) == page.body.count("](")
    assert found.counts["h2"] == page.body.count("\n## ")
    assert found.counts["li"] == len(re.findall(r"(?m)^(?:-|\d\.) ", page.body))
    assert "Last reviewed 1 June 2025" in found.review
    assert len(page.body.split()) * 0.9 < found.words < len(page.body.split()) * 1.1 + 60


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ((PAGE, "<h1>", "<h1>Not "), "heading"),
        ((PAGE, '<p class="lead">', '<p class="lead">Not '), "lead"),
        ((PAGE, 'name="description" content="', 'name="description" content="Not '), "description"),
        ((PAGE, 'rel="canonical" href="', 'rel="canonical" href="https://www.example.org'), "canonical"),
        ((PAGE, '<li><a href="/events/">What is on</a></li>', ""), "menu"),
        ((PAGE, '<li><a href="/guidance/">Help and guidance</a></li>', ""), "trail"),
        ((PAGE, "Looked after by", "Seen to by"), "review"),
        ((PAGE, '<div class="prose">\n<p>', '<div class="prose">\n<p></p><p>'), "counts"),
        ((PAGE, "</main>", f"{'word ' * 60}</main>"), "words"),
        (("news/index.html", 'href="/news/page-3/"', 'href="/news/page-2/"'), "cards"),
        (("sitemap.xml", "https://send.example.org/news/page-3/", "https://www.example.org/"), "the sitemap lacks 1"),
        (("news/feed.xml", "https://send.example.org/news/page-3/", "https://www.example.org/"), "the feed has"),
    ],
)
def test_what_is_missing_or_other_is_told(site: Path, tmp_path: Path, change: tuple[str, str, str], told: str) -> None:
    path, old, new = change
    theirs = tmp_path / "theirs"
    shutil.copytree(site, theirs)
    text = (theirs / path).read_text("utf-8")
    assert old in text
    (theirs / path).write_text(text.replace(old, new), "utf-8")
    found = list(equality.unlike(site, theirs, PAGES))
    assert found
    assert all(told in each for each in found)


def test_a_link_that_was_not_resolved_is_told(site: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    shutil.copytree(site, theirs)
    text = (theirs / PAGE).read_text("utf-8")
    prose = text.index('<div class="prose">')
    (theirs / PAGE).write_text(text[:prose] + text[prose:].replace('/">', '.md">', 1), "utf-8")
    found = list(equality.unlike(site, theirs, PAGES))
    assert any("not the same links" in each for each in found)
    assert any("where there is nothing" in each for each in found)
