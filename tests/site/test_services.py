"""Which services there are, and which of them each list shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsite.memo import Memo
from sendsite.site import services as questions
from tests.content import DIRECTORY, page, service, services
from tests.sites import built, snapshot

if TYPE_CHECKING:
    from sendsite.site.services import Facet

FILE = "content/data/services.yaml"
ENTRIES = services(
    service("adviser", needs="all", districts="all", age_from=0, age_to=25),
    service("bus", category="travel", needs="[sight]", districts="[Easton]", age_from=5),
    service("clinic", needs="[speech, sight]", districts="[Norton, Sutton Vale]", age_to=4),
    service("dentist"),
)
SITE = {**DIRECTORY, FILE: ENTRIES}


def listed(facet: Facet, value: str, files: dict[str, str] | None = None) -> tuple[list[str], list[str]]:
    """The services of a list: those that name the choice, and those for everybody."""
    found = Memo().evaluate(snapshot(files or SITE), questions.listed, facet, value).value
    return list(found.own), list(found.everybody)


@pytest.mark.parametrize(
    ("facet", "value", "own", "everybody"),
    [
        ("category", "health", ["adviser", "clinic", "dentist"], []),
        ("category", "travel", ["bus"], []),
        ("district", "easton", ["bus"], ["adviser"]),
        ("district", "norton", ["clinic"], ["adviser"]),
        ("district", "sutton-vale", ["clinic"], ["adviser"]),
        ("district", "not-stated", ["dentist"], []),
        ("need", "speech", ["clinic"], ["adviser"]),
        ("need", "sight", ["bus", "clinic"], ["adviser"]),
        ("need", "not-stated", ["dentist"], []),
        ("age", "small", ["clinic"], ["adviser"]),
        ("age", "large", ["bus"], ["adviser"]),
        ("age", "grown", ["bus"], ["adviser"]),
        ("age", "not-stated", ["dentist"], []),
    ],
)
def test_a_list_shows_who_names_the_choice_and_who_is_for_everybody(
    facet: Facet, value: str, own: list[str], everybody: list[str]
) -> None:
    assert listed(facet, value) == (own, everybody)


BANDS = {"small": (0, 4), "large": (5, 15), "grown": (16, 25)}


@given(first=st.none() | st.integers(0, 30), last=st.none() | st.integers(0, 30))
def test_a_service_is_in_each_age_band_that_its_ages_touch(first: int | None, last: int | None) -> None:
    if first is not None and last is not None and last < first:
        first, last = last, first
    files = {**DIRECTORY, FILE: services(service("a", age_from=first, age_to=last))}
    youngest, oldest = first or 0, 99 if last is None else last
    stated = (first, last) != (None, None)
    touched = {
        name for name, (low, high) in BANDS.items() if set(range(low, high + 1)) & set(range(youngest, oldest + 1))
    }
    is_whole = set(range(26)) <= set(range(youngest, oldest + 1))
    for band in BANDS:
        own, everybody = listed("age", band, files)
        assert everybody == (["a"] if stated and is_whole else [])
        assert own == (["a"] if stated and not is_whole and band in touched else [])
    assert listed("age", "not-stated", files)[0] == ([] if stated else ["a"])


def test_services_are_listed_a_to_z_by_their_names_and_not_by_their_files() -> None:
    files = {
        **DIRECTORY,
        "content/data/services-a.yaml": services(service("one", "Zebra"), service("two", "'Éclair'")),
        "content/data/services-b.yaml": services(service("three", "apple"), service("four", "Middle")),
    }
    assert listed("category", "health", files)[0] == ["three", "two", "four", "one"]


def test_every_choice_has_a_list_also_while_it_is_empty() -> None:
    site = built({**DIRECTORY, FILE: services(service("a", needs="all", districts="all", age_from=0))})
    assert site.told == []
    made = [path for path in site.paths if path.startswith("services/")]
    assert made == [
        "services/a/index.html",
        "services/age/grown/index.html",
        "services/age/large/index.html",
        "services/age/small/index.html",
        "services/all/index.html",
        "services/category/health/index.html",
        "services/category/travel/index.html",
        "services/district/easton/index.html",
        "services/district/norton/index.html",
        "services/district/sutton-vale/index.html",
        "services/index.html",
        "services/need/sight/index.html",
        "services/need/speech/index.html",
    ]


def test_two_services_with_one_id_are_told_and_the_first_stays() -> None:
    files = {
        **DIRECTORY,
        "content/data/services-a.yaml": services(service("same", "First")),
        "content/data/services-b.yaml": services(service("other"), service("same", "Second")),
    }
    site = built(files)
    assert site.told == ["content/data/services-b.yaml:8:9 name-twice"]
    assert "First" in site.text("services/same/index.html")


def test_a_service_cannot_have_the_address_of_a_page() -> None:
    site = built({**SITE, "content/services/bus.md": page("Buses")})
    assert site.told == [f"{FILE}:12:9 address-taken"]


@pytest.mark.parametrize("fields", [{"draft": "yes"}, {"publish": "2026-06-02"}, {"expires": "2026-05-30"}])
def test_while_the_front_page_is_not_there_no_service_is(fields: dict[str, str]) -> None:
    site = built({**SITE, questions.FRONT: page("Find a service", **fields)})
    assert not [path for path in site.paths if path.startswith("services/")]
    assert "error" not in {problem.severity for problem in site.build.problems}


def test_a_site_without_services_has_an_empty_directory() -> None:
    site = built(DIRECTORY)
    assert site.told == []
    assert [path for path in site.paths if path.startswith("services/")] == ["services/index.html"]
    assert "We have no services to show." in site.text("services/index.html")


@pytest.mark.parametrize("files", [DIRECTORY, SITE])
def test_pages_in_the_folder_of_the_directory_are_led_to(files: dict[str, str]) -> None:
    """A council may write of its services on pages, alone or beside the data file."""
    site = built({**files, "content/services/buses.md": page("Buses to school")})
    front = site.text("services/index.html")
    assert 'href="/services/buses/"' in front
    assert "We have no services to show." not in front


@pytest.mark.parametrize(
    ("target", "href"),
    [
        ("/services/bus/", "/services/bus/"),
        ("services/bus", "/services/bus/"),
        ("/services/bus/#_more", "/services/bus/#_more"),
        ("/services/district/easton/", "/services/district/easton/"),
        ("/services/all/", "/services/all/"),
        ("/about/dcos/sutton-vale/", "/about/dcos/sutton-vale/"),
    ],
)
def test_pages_can_link_to_what_is_made_from_data(target: str, href: str) -> None:
    site = built({**SITE, "content/a.md": page("A", f"[The words]({target})")})
    assert site.told == []
    assert f'<a href="{href}">The words</a>' in site.text("a/index.html")


def test_a_link_to_no_service_is_told_with_the_nearest() -> None:
    site = built({**SITE, "content/a.md": page("A", "[The words](/services/clinics/)")})
    assert site.told == ["content/a.md:4:13 link-broken"]
    assert site.build.problems[0].hint == "Did you mean /services/clinic/?"


def test_the_map_for_search_engines_has_all_of_them() -> None:
    site = built(SITE)
    made = {path.removesuffix("index.html") for path in site.paths if path.startswith(("services/", "about/dcos/"))}
    assert made
    assert [
        address for address in made if f"<loc>https://send.example.org/{address}</loc>" not in site.text("sitemap.xml")
    ] == []
