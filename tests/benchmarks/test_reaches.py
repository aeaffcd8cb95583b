"""The table of aims says what the figures say, and nothing where there are none."""

from __future__ import annotations

import json

import pytest

from benchmarks.measuring import Cost
from benchmarks.reaches import Figures, costs_table, reaches, reaches_table

FIGURES = Figures(
    costs={
        ("cold", "sendsite"): [Cost(9, 16, 2**20, None), Cost(8, 15, 2**20, None), Cost(30, 15, 2**20, None)],
        ("cold", "Hugo"): [Cost(6, 9, 2**21, None)],
        ("cold", "MkDocs"): [Cost(30, 29, 2**21, None)],
        ("body", "sendsite"): [Cost(1.2, 1, 2**20, None)],
        ("memory", "sendsite"): [Cost(9, 16, 2**20, 3 * 2**20)],
        ("memory", "Hugo"): [Cost(6, 9, 2**21, 2**21)],
        ("large", "sendsite"): [Cost(108, 190, 2**20, 33 * 2**20)],
        ("own: cold", "sendsite"): [Cost(1.5, 2, 2**20, None)],
    },
    waits={("serve: body", "sendsite"): [0.1, 0.3, 0.12]},
)


def test_each_aim_stands_beside_the_median_of_the_same_run() -> None:
    found = {
        (each.what, each.unit): (each.found and round(each.found, 6), each.verdict) for each in reaches(FIGURES, 10)
    }
    assert found["cold build", "x Hugo"] == (1.5, "reached")
    assert found["cold build", "x MkDocs"] == (0.3, "**missed**")
    assert found["cold build", "x Pelican"] == (None, "not measured")
    assert found["one body edited, from the command line", "x Hugo's build"] == (0.2, "reached")
    assert found["peak memory, cold", "x Hugo"] == (1.5, "**missed**")
    assert found["one body edited in serve, to new bytes served", "s"] == (0.12, "reached")
    assert found["the large size: time", "x the smaller"] == (12, "**missed**")
    assert found["the large size: memory", "x the smaller"] == (11, "reached")
    assert found["the Partnership's own site, cold", "s"] == (1.5, "reached")
    assert found["the Partnership's own site, no change", "s"] == (None, "not measured")


def test_the_large_size_may_cost_as_many_times_as_it_has_pages_and_a_tenth() -> None:
    limits = [each.limit for each in reaches(FIGURES, 4) if each.unit == "x the smaller"]
    assert limits == pytest.approx([4.4, 4.4])


def test_the_tables_have_a_row_for_everything() -> None:
    costs = list(costs_table(FIGURES))
    assert costs[2] == "| cold | sendsite | 9.00 | 8.00 to 30.00 | 1.500 | 15.00 | 1 |  |"
    assert len(costs) == 2 + len(FIGURES.costs) + len(FIGURES.waits)
    assert len(list(reaches_table(FIGURES, 10))) == 2 + len(list(reaches(FIGURES, 10)))


def test_the_figures_can_be_kept() -> None:
    kept = json.loads(json.dumps(FIGURES.as_json()))
    assert kept["costs"][0]["runs"][0] == {"wall": 9, "processor": 16, "largest": 2**20, "tree": None}
    assert kept["waits"] == [{"what": "serve: body", "generator": "sendsite", "seconds": [0.1, 0.3, 0.12]}]
