"""Which districts there are."""

from __future__ import annotations

from sendsite.memo import Memo
from sendsite.site import districts
from tests.content import DIRECTORY
from tests.sites import built, snapshot

FILE = districts.FILE


def test_districts_are_known_a_to_z_with_their_areas_and_addresses() -> None:
    found = Memo().evaluate(snapshot(DIRECTORY), districts.districts).value
    assert [(each.name, each.slug, each.area, each.address) for each in found] == [
        ("Easton", "easton", "North", "about/dcos/easton/"),
        ("Norton", "norton", "North", "about/dcos/norton/"),
        ("Sutton Vale", "sutton-vale", "South", "about/dcos/sutton-vale/"),
    ]


def test_a_district_of_two_areas_is_told_and_belongs_to_the_first() -> None:
    files = {**DIRECTORY, FILE: DIRECTORY[FILE].replace("[Sutton Vale]", "[Sutton Vale, Norton]")}
    assert built(files).told == [f"{FILE}:8:30 name-twice"]
    found = Memo().evaluate(snapshot(files), districts.district, "norton").value
    assert found is not None
    assert found.area == "North"


def test_places_belong_to_their_districts() -> None:
    memo, now = Memo(), snapshot(DIRECTORY)
    assert memo.evaluate(now, districts.places, "easton").value == ("Little Easton",)
    assert memo.evaluate(now, districts.places, "norton").value == ()
