"""The pages of the directory: what is known is shown, what is not is said to be missing, and counts are honest."""

from __future__ import annotations

import re

import pytest

from tests.content import DIRECTORY, page, service, services
from tests.markup import Markup
from tests.sites import SITE, built

FILE = "content/data/services.yaml"
CONTACT = {
    "content/site.yaml": f"{SITE}contact: us\n",
    "content/data/contacts.yaml": "contacts:\n  - id: us\n    name: Help desk\n    phone: 01632 960099\n",
}
FULL = service(
    "full",
    "Full help",
    summary="It helps fully.",
    provider="A charity",
    what="It is a long story.",
    for_whom="Young people",
    needs="[speech]",
    age_from=5,
    age_to=15,
    age_note="until the birthday",
    districts="[Easton, Norton]",
    area_note="The north",
    how_to_get="Knock three times.",
    how_decided="By the weather.",
    cost="Free",
    email="help@example.org",
    website="https://www.example.org/help",
    hours="Monday to Friday",
    address="1 Example Street",
    access="No steps",
    note="Beware of the dog.",
    dated="2018-08",
    checked="2026-05-01",
    sources="[https://www.example.org/one, https://example.org/two, https://example.net/]",
)


def main(text: str) -> str:
    """The words between the menu and the footer."""
    return Markup(text).words("main")[0]


def facts(text: str) -> dict[str, str]:
    """What the lists of facts say, by name."""
    found = Markup(text)
    return dict(zip(found.words("dt"), found.words("dd"), strict=True))


def test_a_service_shows_all_that_is_known() -> None:
    site = built({**DIRECTORY, FILE: services(FULL)})
    assert site.told == []
    text = site.text("services/full/index.html")
    assert facts(text) == {
        "Who for": "Young people",
        "Ages": "5 to 15 (until the birthday)",
        "Where": "Easton, NortonThe north",
        "How to get it": "Knock three times.",
        "Cost": "Free",
        "Phone": "01632 960001",
        "E-mail": "help@example.org",
        "Website": "example.org, the website of Full help",
        "Address": "1 Example Street",
        "Opening hours": "Monday to Friday",
        "Needs": "Speech",
        "How it is decided": "By the weather.",
        "Access for disabled people": "No steps",
        "Run by": "A charity",
        "Topic": "Health",
    }
    words = main(text)
    assert "Not stated" not in words
    for part in ("It helps fully.", "It is a long story.", "Beware of the dog.", "from August 2018", "on 1 May 2026"):
        assert part in words


def test_what_it_is_who_for_how_to_get_it_and_contact_come_first_and_in_this_order() -> None:
    words = main(built({**DIRECTORY, FILE: services(FULL)}).text("services/full/index.html"))
    order = ["Full help", "It helps fully.", "Who for", "How to get it", "Contact", "01632 960001", "What it is",
             "More facts", "Where this comes from"]  # fmt: skip
    assert [words.index(each) for each in order] == sorted(words.index(each) for each in order)


def test_what_no_source_says_is_called_not_stated() -> None:
    text = built({**DIRECTORY, FILE: services(service("bare"))}).text("services/bare/index.html")
    known = facts(text)
    unknown = {"Who for", "Ages", "Where", "How to get it", "Cost", "Needs"}
    assert {name for name, words in known.items() if words == "Not stated"} == unknown
    missing = "how it is decided who gets it, e-mail, website, address, opening hours, access for disabled people"
    assert f"Not stated: {missing}." in main(text)
    assert "Not yet checked with the service." in main(text)


def test_what_is_for_all_says_so() -> None:
    entry = service("a", needs="all", districts="all", age_from=3)
    known = facts(built({**DIRECTORY, FILE: services(entry)}).text("services/a/index.html"))
    assert (known["Needs"], known["Where"], known["Ages"]) == ("Any need", "All districts", "from 3")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"age_from": 5, "age_to": 5}, "5"),
        ({"age_from": 0, "age_to": 25}, "0 to 25"),
        ({"age_to": 17}, "up to 17"),
        ({"age_from": 0}, "from 0"),
        ({"age_note": "school age"}, "school age"),
    ],
    ids=str,
)
def test_ages_are_told_in_words(fields: dict[str, object], words: str) -> None:
    assert (
        facts(built({**DIRECTORY, FILE: services(service("a", **fields))}).text("services/a/index.html"))["Ages"]
        == words
    )


def test_without_a_number_the_contact_of_the_site_helps() -> None:
    bare = services(service("a", phone=None, note="Ask your school."))
    text = main(built({**DIRECTORY, **CONTACT, FILE: bare}).text("services/a/index.html"))
    assert "We have no phone number or e-mail address for this service. The Help desk can help you" in text
    reachable = main(built({**DIRECTORY, **CONTACT, FILE: services(service("a"))}).text("services/a/index.html"))
    assert "Help desk" not in reachable


def test_each_source_is_a_link_with_a_name_of_its_own() -> None:
    found = Markup(built({**DIRECTORY, FILE: services(FULL)}).text("services/full/index.html"))
    links = [
        (each.words, each.attributes["href"])
        for each in found.find("a")
        if "example.net" in each.words or "page" in each.words
    ]
    assert links == [
        ("example.org, page 1 of 2", "https://www.example.org/one"),
        ("example.org, page 2 of 2", "https://example.org/two"),
        ("example.net", "https://example.net/"),
    ]


SEVERAL = services(
    service("a", districts="all", needs="all"),
    service("b", districts="[Easton]", needs="[speech]"),
    service("c", districts="[Easton]", needs="[sight]"),
    service("d"),
)


def test_the_front_page_counts_who_names_a_choice_and_tells_the_others_once() -> None:
    words = main(built({**DIRECTORY, FILE: SEVERAL}).text("services/index.html"))
    assert "See all 4 services, and filter them" in words
    assert "1 service is for all districts. The numbers below do not count it." in words
    assert re.search(r"Easton 2 services", words)
    assert re.search(r"Norton 0 services", words)
    assert re.search(r"Speech 1 service\b", words)


def test_a_list_says_how_many_and_leads_to_those_that_do_not_say() -> None:
    text = built({**DIRECTORY, FILE: SEVERAL}).text("services/district/easton/index.html")
    assert Markup(text).words("h2")[:2] == ["2 services in Easton", "1 service for all districts"]
    assert "Services that do not say where they work: 1" in main(text)
    assert 'href="/services/all/?district=easton"' in text
    assert 'href="/about/dcos/easton/"' in text


def test_an_empty_list_does_not_say_that_there_is_nothing() -> None:
    text = main(built({**DIRECTORY, FILE: SEVERAL}).text("services/category/travel/index.html"))
    assert "We know of no service here. That does not mean that there is none." in text
    text = main(built({**DIRECTORY, FILE: SEVERAL}).text("services/district/norton/index.html"))
    assert "We know of no service that is only for this district. The one below is for all districts." in text


def test_the_whole_list_says_of_each_service_by_what_it_can_be_found() -> None:
    found = Markup(built({**DIRECTORY, FILE: SEVERAL}).text("services/all/index.html"))
    offers = [each.attributes for each in found.find("li") if "data-category" in each.attributes]
    assert [(each["data-district"], each["data-need"], each["data-age"]) for each in offers] == [
        ("all", "all", "not-stated"),
        ("easton", "speech", "not-stated"),
        ("easton", "sight", "not-stated"),
        ("not-stated", "not-stated", "not-stated"),
    ]
    assert len([form for form in found.find("form", hidden="") if form.attributes.get("id") != "_reading"]) == 1


def test_pages_made_from_data_are_reviewed_with_the_front_page() -> None:
    front = page("Find a service", reviewed="2026-01-01", review_by="2026-05-31", owner="A team")
    site = built({**DIRECTORY, FILE: SEVERAL, "content/services/index.md": front})
    for path in ("services/a", "services/all", "services/need/speech"):
        words = main(site.text(f"{path}/index.html"))
        assert "Last reviewed 1 January 2026" in words
        assert "is late" in words
        assert "Looked after by A team" in words
