"""What services and districts name must be there."""

from __future__ import annotations

import pytest

from tests.content import DIRECTORY, service, services
from tests.sites import built

FILE = "content/data/services.yaml"


@pytest.mark.parametrize(
    ("fields", "place", "hint"),
    [
        ({"category": "helth"}, "4:15", "Did you mean “health”?"),
        ({"needs": "[speech, sigth]"}, "8:21", "Did you mean “sight”?"),
        ({"districts": "[Eastern, Norton]"}, "8:17", "Did you mean “Easton”?"),
        ({"districts": "[easton]"}, "8:17", "Did you mean “Easton”?"),
        ({"needs": "[qqq]"}, "8:13", "We know “sight”, “speech”."),
    ],
    ids=str,
)
def test_what_a_service_names_and_is_not_there_is_told(fields: dict[str, object], place: str, hint: str) -> None:
    site = built({**DIRECTORY, FILE: services(service("a", **fields))})
    assert site.told == [f"{FILE}:{place} reference-unknown"]
    assert site.build.problems[0].hint == hint


def test_the_districts_of_places_must_be_there() -> None:
    dcos = DIRECTORY["content/data/dcos.yaml"].replace("district: Easton", "district: Estaon")
    site = built({**DIRECTORY, "content/data/dcos.yaml": dcos})
    assert site.told == ["content/data/dcos.yaml:12:15 reference-unknown"]
    assert site.build.problems[0].hint == "Did you mean “Easton”?"


def test_the_page_of_the_districts_must_be_there() -> None:
    dcos = DIRECTORY["content/data/dcos.yaml"].replace("about/dcos.md", "about/dco.md")
    site = built({**DIRECTORY, "content/data/dcos.yaml": dcos})
    assert site.told == ["content/data/dcos.yaml:1:7 link-broken"]


def test_words_that_stand_twice_are_told() -> None:
    words = DIRECTORY["content/data/directory.yaml"].replace("id: sight", "id: speech")
    site = built({**DIRECTORY, "content/data/directory.yaml": words})
    assert site.told == ["content/data/directory.yaml:23:9 name-twice"]


def test_services_to_which_nothing_leads_are_told() -> None:
    files = {**DIRECTORY, FILE: services(service("a"))}
    del files["content/services/index.md"]
    assert built(files).told == [f"{FILE}:1:1 section-missing"]


@pytest.mark.parametrize("broken", ["directory", "dcos"])
def test_while_a_file_is_faulty_nobody_says_what_is_not_in_it(broken: str) -> None:
    path = f"content/data/{broken}.yaml"
    site = built(
        {
            **DIRECTORY,
            path: "colour: red\n",
            FILE: services(
                service(
                    "a",
                    needs="[qqq]" if broken == "directory" else "[speech]",
                    districts="[Nowhere]" if broken == "dcos" else "[Easton]",
                )
            ),
        }
    )
    assert {problem.path for problem in site.build.problems} == {path}


def test_a_service_that_nobody_can_reach_is_told() -> None:
    site = built({**DIRECTORY, FILE: services(service("a", phone=None))})
    assert site.told == [f"{FILE}:2:9 contact-unreachable"]
    for field in ("note", "how_to_get", "email", "website", "address"):
        value = {"email": "a@example.org", "website": "https://example.org/"}.get(field, "Ask your school.")
        assert built({**DIRECTORY, FILE: services(service("a", phone=None, **{field: value}))}).told == []
