"""The page of each district, and what the finder offers."""

from __future__ import annotations

from tests.content import DIRECTORY, page, service, services
from tests.markup import Markup
from tests.sites import SITE, built

CONTACT = {
    "content/site.yaml": f"{SITE}contact: us\n",
    "content/data/contacts.yaml": "contacts:\n  - id: us\n    name: Help desk\n    phone: 01632 960099\n",
}
SERVICES = {"content/data/services.yaml": services(service("a", districts="[Easton]"), service("b", districts="all"))}


def main(text: str) -> str:
    """The words between the menu and the footer."""
    return Markup(text).words("main")[0]


def test_each_district_has_a_page_with_its_officer() -> None:
    site = built({**DIRECTORY, **SERVICES, **CONTACT})
    assert site.told == []
    words = main(site.text("about/dcos/easton/index.html"))
    assert "An officer" in words
    assert "01632 960010" in words
    assert "We do not have an e-mail address for this officer." in words
    assert "Services in Easton: 1 for Easton, and 1 more for all districts." in words
    assert "Our list counts these places to Easton: Little Easton." in words
    assert "Help desk" not in words


def test_what_is_missing_is_shown_and_somebody_else_named() -> None:
    words = main(built({**DIRECTORY, **CONTACT}).text("about/dcos/sutton-vale/index.html"))
    assert "We do not have the name of this officer." in words
    assert "We do not have a phone number for this officer." in words
    assert "Nobody has the post." in words
    assert "The Help desk can help you find the right person: ring 01632 960099" in words
    assert "Services in" not in words


def test_a_district_leads_to_the_others_of_its_area() -> None:
    found = Markup(built(DIRECTORY).text("about/dcos/easton/index.html"))
    links = [each.attributes["href"] for each in found.find("a") if each.attributes["href"].startswith("/about/dcos/")]
    assert "/about/dcos/norton/" in links
    assert "/about/dcos/sutton-vale/" not in links
    assert "/about/dcos/" in links


def test_the_finder_knows_districts_places_and_neighbours() -> None:
    found = Markup(built(DIRECTORY).text("about/dcos/index.html"))
    assert [each.attributes["data-place"] for each in found.find("li") if "data-place" in each.attributes] == [
        "Easton|Little Easton", "Norton", "Sutton Vale",
    ]  # fmt: skip
    neighbours = [each for each in found.find("li") if "data-neighbour" in each.attributes]
    assert [each.words for each in neighbours] == ["Weston has its own council. Ring 01632 960020."]
    assert len([form for form in found.find("form", hidden="") if form.attributes.get("id") != "_reading"]) == 1


def test_without_a_page_of_their_own_districts_lead_to_their_area() -> None:
    dcos = DIRECTORY["content/data/dcos.yaml"].removeprefix("page: about/dcos.md\n")
    site = built({**DIRECTORY, "content/data/dcos.yaml": dcos})
    assert site.told == []
    assert not [path for path in site.paths if path.startswith("about/dcos/") and path != "about/dcos/index.html"]
    found = Markup(site.text("about/dcos/index.html"))
    hrefs = {each.attributes["href"] for each in found.find("a") if each.attributes["href"].startswith("#_dco")}
    assert hrefs == {"#_dco-area-north", "#_dco-area-south"}
    assert {href.removeprefix("#") for href in hrefs} <= set(found.ids)


def test_while_the_page_of_the_districts_is_a_draft_they_have_none() -> None:
    site = built({**DIRECTORY, "content/about/dcos.md": page("Your officer", draft="yes")})
    assert not [path for path in site.paths if path.startswith("about/dcos/")]
