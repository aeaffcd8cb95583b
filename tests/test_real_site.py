"""The site in this repository, whole: what every one of its pages must be, whatever is written in it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest
from icalendar import Calendar

from sendsite.crafts.source import nodes
from sendsite.crafts.source.nodes import Fields, Items, Node, Scalar
from sendsite.edges import clock, reading
from sendsite.edges.manifest import MANIFEST
from sendsite.memo import Memo
from sendsite.model import Problem, Snapshot
from sendsite.site.build import build
from tests.markup import Element, Markup
from tests.sites import Built

ROOT = Path(__file__).resolve().parent.parent
NOW = "2026-11-23T12:00"
HOME = "https://example.org/"  # base_url in content/site.yaml
FEWEST_PAGES = 60
FEWEST_GUIDES = 30
FEWEST_SERVICES = 78
MOST_CLICKS = 4
MOST_CLICKS_TO_HELP = 3


@cache
def site() -> tuple[Built, tuple[Problem, ...]]:
    """The built site, and what could not be read."""
    found = reading.Reader(ROOT).read()
    return Built(build(Memo(), Snapshot(found.sources, clock.now(NOW)))), found.problems


@cache
def pages() -> dict[str, Markup]:
    """Every HTML page by its path."""
    made = site()[0].build.outputs
    return {output.path: Markup(output.data.decode()) for output in made if output.path.endswith(".html")}


def read_by_people() -> dict[str, Markup]:
    """The pages that are more than a signpost to another address."""
    return {path: found for path, found in pages().items() if not found.find("meta", **{"http-equiv": "refresh"})}


def test_it_builds_without_a_single_problem() -> None:
    built, refused = site()
    assert [each for each in built.build.problems + refused if each.severity != "info"] == []


def test_what_it_is_told_for_information_is_how_hard_its_pages_are() -> None:
    assert set(site()[0].codes) <= {"reading-age"}


def test_it_is_a_whole_site() -> None:
    assert site()[0].build.pages >= FEWEST_PAGES


def test_every_link_leads_to_a_page_a_file_or_an_anchor_of_this_site() -> None:
    made = {output.path for output in site()[0].build.outputs}
    broken = []
    for path, found in pages().items():
        for address in found.addresses:
            url = urlsplit(urljoin(HOME + path, address))
            if url.netloc != urlsplit(HOME).netloc:
                continue
            target = unquote(url.path.lstrip("/"))
            target = f"{target}index.html" if target.endswith("/") or not target else target
            if target not in made or (url.fragment and unquote(url.fragment) not in pages()[target].ids):
                broken.append(f"{path}: {address}")
    assert broken == []


def clicks_from_home() -> dict[str, int]:
    """How many clicks each page is away from the home page."""
    clicks = {"index.html": 0}
    for path in (waiting := ["index.html"]):
        for link in (*pages()[path].find("a"), *pages()[path].find("form", method="get")):
            url = urlsplit(urljoin(HOME + path, link.attributes.get("href") or link.attributes.get("action", "")))
            target = f"{url.path.lstrip('/')}index.html"
            if url.netloc == urlsplit(HOME).netloc and target in pages() and target not in clicks:
                clicks[target] = clicks[path] + 1
                waiting.append(target)
    return clicks


def test_every_page_can_be_reached_from_the_home_page_in_few_clicks() -> None:
    clicks = clicks_from_home()
    assert read_by_people().keys() - clicks.keys() == {"404.html"}
    assert {path: count for path, count in clicks.items() if count > MOST_CLICKS} == {}


def services_written() -> dict[str, dict[str, Node]]:
    """Every service in the data files by its id: its fields as they are written."""
    found = {}
    for file in sorted((ROOT / "content/data").glob("services*.yaml")):
        tree, problems = nodes.parse(file.name, file.read_text("utf-8"))
        assert isinstance(tree, Fields)
        assert problems == ()
        entries = next(value for key, value in tree.fields if key.text == "services")
        assert isinstance(entries, Items)
        for entry in entries.items:
            assert isinstance(entry, Fields)
            fields = {key.text or "": value for key, value in entry.fields}
            name = fields["id"]
            assert isinstance(name, Scalar)
            found[name.text or ""] = fields
    return found


def test_every_topic_of_guidance_and_every_service_is_three_clicks_from_home_at_most() -> None:
    guidance = {path for path in read_by_people() if path.startswith("guidance/")}
    services = {f"services/{name}/index.html" for name in services_written()}
    assert len(guidance) >= FEWEST_GUIDES
    assert len(services) >= FEWEST_SERVICES
    clicks = clicks_from_home()
    told = "\n".join(f"{clicks.get(path, 'never')}: {path}" for path in sorted(guidance | services))
    assert all(clicks.get(path, MOST_CLICKS + 1) <= MOST_CLICKS_TO_HELP for path in guidance | services), told


def test_every_service_is_on_the_site_with_its_sources_and_on_its_lists() -> None:
    whole = {link.attributes["href"] for link in pages()["services/all/index.html"].find("a")}
    for name, fields in services_written().items():
        found = pages()[f"services/{name}/index.html"]
        hrefs = {link.attributes["href"] for link in found.find("a")}
        sources = fields["sources"]
        assert isinstance(sources, Items)
        written = {each.text for each in sources.items if isinstance(each, Scalar)}
        assert len(written) == len(sources.items) > 0, name
        assert written <= hrefs, name
        category = fields["category"]
        assert isinstance(category, Scalar)
        listed = {
            link.attributes["href"] for link in pages()[f"services/category/{category.text}/index.html"].find("a")
        }
        assert f"/services/{name}/" in listed & whole, name


STAGES_AND_TOPICS = re.compile(r"services/(?:age|category)/(?!not-stated)[\w-]+/index\.html")


def test_every_stage_of_life_and_every_topic_lists_guidance_and_services() -> None:
    found = {path: page for path, page in pages().items() if STAGES_AND_TOPICS.fullmatch(path)}
    assert len(found) > len("some topics")
    for path, page in found.items():
        words = page.words("h2")
        assert "Guides to read" in words, path
        assert any(re.match(r"\d+ services?\b", each) for each in words), path


def loads(element: Element) -> list[str]:
    """What a browser fetches by itself on account of this element."""
    attributes = element.attributes
    if element.tag == "link" and attributes["rel"] in {"canonical", "alternate", "next", "prev"}:
        return []
    names = {"link": ("href",), "a": (), "base": ("href",), "form": ("action",)}
    found = [
        attributes[name] for name in names.get(element.tag, ("src", "data", "poster", "href")) if name in attributes
    ]
    return found + [part.split()[0] for part in attributes.get("srcset", "").split(",") if part.strip()]


def test_no_page_asks_another_host_for_anything() -> None:
    asked = [
        f"{path}: {address}"
        for path, found in pages().items()
        for element in found.elements
        for address in loads(element)
        if urlsplit(address).netloc or urlsplit(address).scheme
    ]
    assert asked == []
    css = [output.data.decode() for output in site()[0].build.outputs if output.path.endswith(".css")]
    assert css
    assert not [text for text in css if re.search(r"@import|//", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))]


def test_no_page_holds_a_script_or_a_style_of_its_own() -> None:
    """Its own policy would refuse them. A script is a file of the site, and of a page that is more than a signpost."""
    scripts = {f"/{output.path}" for output in site()[0].build.outputs if output.path.endswith(".js")}
    assert scripts
    for path, found in pages().items():
        for each in found.find("script"):
            assert each.attributes["src"] in scripts, path
            assert not each.words, path
        assert not found.find("style"), path
        bad = [name for each in found.elements for name in each.attributes if name == "style" or name.startswith("on")]
        assert not bad, path
        policy = found.find("meta", **{"http-equiv": "content-security-policy"})[0].attributes["content"]
        assert "default-src 'none'" in policy, path
        assert re.findall(r"script-src[^;]*", policy) in ([], ["script-src 'self'"]), path


RESIDUE = re.compile(
    r"\bNone\b|\bUndefined\b|\bNaN\b|\{\{|\{%|\{#|\[object|#REF|<bound method|datetime\.|"
    r"wzxhzdk|klzzwxh|\ue000|\ue001|\x02|\x03|�"
)


def test_nothing_is_left_over_from_the_making() -> None:
    for output in site()[0].build.outputs:
        if output.path.endswith((".html", ".xml", ".ics", ".txt")):
            assert not RESIDUE.search(output.data.decode()), output.path


def test_no_placeholder_waits_to_be_filled() -> None:
    found = {path: re.findall(r"\[[^\]]*\]|\bTODO\b|\bTBC\b|lorem ipsum", page.text) for path, page in pages().items()}
    assert {path: words for path, words in found.items() if words} == {}


def test_every_page_says_what_it_is() -> None:
    for path, found in read_by_people().items():
        canonical = found.find("link", rel="canonical")
        address = path.removesuffix("index.html")
        assert [each.attributes["href"] for each in canonical] == [HOME + address], path
        assert len(found.find("title")) == 1, path
        assert found.words("title")[0].strip(), path
        assert found.find("meta", name="description")[0].attributes["content"].strip(), path
        assert found.find("html")[0].attributes["lang"], path
        assert found.find("meta", name="viewport"), path


def test_no_two_pages_have_one_title() -> None:
    titles = Counter(found.words("title")[0] for found in read_by_people().values())
    assert [title for title, count in titles.items() if count > 1] == []


def test_every_page_has_one_title_and_skips_no_level_of_headings() -> None:
    for path, found in pages().items():
        levels = [int(each.tag[1]) for each in found.elements if re.fullmatch("h[1-6]", each.tag)]
        assert levels.count(1) == 1, path
        outline = levels[levels.index(1) :]
        assert [(one, two) for one, two in pairwise(outline) if two > one + 1] == [], path
        shown = (each for each in found.elements if "template" not in each.inside)
        assert all(each.words for each in shown if re.fullmatch("h[1-6]", each.tag)), path


def test_every_id_is_there_once_and_whatever_is_named_by_one_finds_it() -> None:
    for path, found in pages().items():
        assert [name for name, count in Counter(found.ids).items() if count > 1] == [], path
        named = (each.attributes.get("aria-labelledby", "").split() for each in found.elements)
        assert {name for names in named for name in names} <= set(found.ids), path


def test_every_page_has_the_landmarks_and_a_way_past_them() -> None:
    for path, found in read_by_people().items():
        assert (len(found.find("main")), len(found.find("header")), len(found.find("footer"))) == (1, 1, 1), path
        first = found.find("a")[0]
        assert first.attributes["href"] == f"#{found.find('main')[0].attributes['id']}", path
        labels = Counter(
            nav.attributes.get("aria-label") or nav.attributes.get("aria-labelledby") for nav in found.find("nav")
        )
        assert None not in labels, path


def test_every_picture_says_what_it_shows_or_that_it_is_decoration() -> None:
    for path, found in pages().items():
        assert all("alt" in picture.attributes for picture in found.find("img")), path
        drawn = found.find("svg")
        assert all(each.attributes.get("aria-hidden") == "true" for each in drawn), path


def test_every_link_has_words_that_make_sense_alone() -> None:
    vague = {"here", "click here", "this", "read more", "more", "link", "this page", "this link"}
    for path, found in pages().items():
        words = [link.words.lower().rstrip(".") for link in found.find("a")]
        logo = [link for link in found.find("a") if not link.words and "template" not in link.inside]
        assert not logo, path
        assert not vague & set(words), path


def test_the_feeds_can_be_read() -> None:
    built = site()[0]
    for path in built.paths:
        if path.endswith(".xml"):
            ET.fromstring(built.text(path))  # noqa: S314 - we wrote it ourselves
        if path.endswith(".ics"):
            calendar = Calendar.from_ical(built.text(path))
            assert isinstance(calendar, Calendar)
            assert calendar.events, path
    addresses = {HOME + path.removesuffix("index.html") for path in read_by_people()}
    listed = set(re.findall("<loc>(.*?)</loc>", built.text("sitemap.xml")))
    assert listed <= addresses
    assert len(listed) >= FEWEST_PAGES


def output_of(folder: Path, target: Path, cwd: Path, **environment: str) -> dict[str, bytes]:
    """Build ``folder`` in a process of its own, and read what it wrote."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    command = [
        sys.executable,
        "-m",
        "sendsite",
        "--site",
        str(folder),
        "--output",
        str(target),
        "--now",
        NOW,
        "--quiet",
    ]
    ran = subprocess.run(command, cwd=cwd, env=variables, capture_output=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, b"", b"")
    return {file.relative_to(target).as_posix(): file.read_bytes() for file in target.rglob("*") if file.is_file()}


SURROUNDINGS = {
    "another hash seed": {"PYTHONHASHSEED": "1"},
    "another time zone": {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "2"},
    "another language": {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
}


@pytest.mark.parametrize("surroundings", SURROUNDINGS.values(), ids=SURROUNDINGS)
def test_the_same_sources_make_the_same_bytes_anywhere(tmp_path: Path, surroundings: dict[str, str]) -> None:
    here = {output.path: output.data for output in site()[0].build.outputs}
    made = output_of(ROOT, tmp_path / "out", tmp_path, **surroundings)
    del made[MANIFEST]
    assert made == here


def test_the_order_in_which_files_were_made_and_their_dates_do_not_matter(tmp_path: Path) -> None:
    files = [file for name in reading.FOLDERS for file in (ROOT / name).rglob("*") if file.is_file()]
    for number, file in enumerate(sorted(files, reverse=True)):
        copy = tmp_path / "copy" / file.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)
        os.utime(copy, (number, number))
    made = output_of(tmp_path / "copy", tmp_path / "out", tmp_path)
    del made[MANIFEST]
    assert made == {output.path: output.data for output in site()[0].build.outputs}
