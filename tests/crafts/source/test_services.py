"""The records of services: whom something is for, ages in order, and what must be there."""

from __future__ import annotations

import pytest

from sendsite.crafts.source import datafiles, nodes, schema
from sendsite.crafts.source.services import Directory, Service, Services
from tests.content import service, services


def read(written: str) -> tuple[Services | None, list[str]]:
    tree, problems = nodes.parse("content/data/services.yaml", written)
    assert tree is not None, problems
    record, faults = schema.read(Services, tree, "content/data/services.yaml")
    return record, [f"{each.line}:{each.column} {each.message}" for each in faults]


def one(written: str) -> Service:
    record, faults = read(services(written))
    assert faults == []
    assert record is not None
    return record.services[0]


def test_what_is_left_out_is_not_known() -> None:
    found = one(service("a", phone=None))
    assert (found.needs, found.districts, found.age_from, found.age_to) == ((), (), None, None)
    assert (found.phone, found.email, found.website, found.hours, found.how_to_get) == (None,) * 5


def test_all_is_not_a_list_with_that_name() -> None:
    assert one(service("a", needs="all")).needs == "all"
    assert one(service("a", needs="[all]")).needs == ("all",)
    assert one(service("a", districts="[Easton, 'Sutton  Vale']")).districts == ("Easton", "Sutton Vale")


def test_ages_may_be_one_year() -> None:
    found = one(service("a", age_from=5, age_to=5))
    assert (found.age_from, found.age_to) == (5, 5)


def test_a_phone_number_keeps_its_noughts() -> None:
    assert one(service("a", phone="0300 000 0000")).phone == "0300 000 0000"


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"needs": "some"}, "7:12 “needs” must be “all” or a list of names."),
        ({"districts": "[]"}, "7:16 “districts” must be “all” or a list of names."),
        ({"age_from": 5, "age_to": 4}, "8:13 “age_to” is less than “age_from”."),
        ({"age_from": "-1"}, "7:15 “age_from” cannot be “-1”: it must be a whole number."),
        (
            {"category": "Health care"},
            "4:15 “category” cannot be “Health care”: use small letters, digits and hyphens.",
        ),
        ({"sources": "[]"}, "6:14 “sources” is an empty list."),
        ({"sources": None}, "2:5 “sources” is missing in “services”."),
        ({"summary": None}, "2:5 “summary” is missing in “services”."),
        ({"phone": "1"}, "6:12 “phone” cannot be “1”: a phone number has only digits and spaces."),
        ({"website": "example.org"}, "7:14 “website” cannot be “example.org”: it is not a whole web address."),
        ({"colour": "red"}, "7:5 “colour” is not a field we know in “services”."),
    ],
    ids=str,
)
def test_a_fault_is_told_with_its_place(fields: dict[str, object], fault: str) -> None:
    last = {"sources": fields.get("sources", "[https://example.org/]")}
    record, faults = read(services(service("a", **{"phone": None, "sources": None, **fields, **last})))
    assert record is None
    assert faults == [fault]


def test_an_age_band_ends_after_it_begins() -> None:
    written = "ages:\n  - id: small\n    name: Small\n    youngest: 5\n    oldest: 4\n"
    tree, _ = nodes.parse("content/data/directory.yaml", written)
    assert tree is not None
    record, faults = schema.read(Directory, tree, "content/data/directory.yaml")
    assert record is None
    assert [(each.line, each.column, each.message) for each in faults] == [(5, 13, "“oldest” is less than “youngest”.")]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("services.yaml", Services),
        ("services-health.yaml", Services),
        ("directory.yaml", Directory),
        ("services", None),
        ("services.yml", None),
        ("serviceshealth.yaml", None),
        ("directory-north.yaml", None),
    ],
)
def test_services_may_be_shared_out_over_files(name: str, kind: type | None) -> None:
    assert datafiles.kind_of(name) is kind
