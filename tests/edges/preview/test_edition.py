"""What stays of an edition while there are errors."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sendsite.edges.preview.edition import Edition
from sendsite.formats.report import Report
from sendsite.model import Problem, Source, fatal
from tests.previewing import edition, problem

A, B, DATA = "content/a.md", "content/b.md", "content/data/contacts.yaml"
MAKES = {A: frozenset({"a/index.html"}), B: frozenset({"b/index.html"})}


def site(a: bytes | None, b: bytes | None, *problems: Problem, **more: bytes) -> Edition:
    """An edition with two pages, or what there is of them, and some assets."""
    pages = {"a/index.html": a, "b/index.html": b}
    files = {name: data for name, data in pages.items() if data is not None}
    return edition({**files, **{f"assets/{name}.css": data for name, data in more.items()}}, *problems, makes=MAKES)


GOOD = site(b"A1", b"B1", old=b"css")


def test_an_error_keeps_its_own_page_and_no_other() -> None:
    now = site(b"A2", b"B2", problem(A), new=b"css").after(GOOD)
    assert now.files["a/index.html"] == b"A1"
    assert now.files["b/index.html"] == b"B2"
    assert now.kept == {"a/index.html"}
    assert now.files.keys() >= {"assets/old.css", "assets/new.css"}


def test_a_page_that_could_not_be_made_stays_as_it_was() -> None:
    now = site(None, b"B2", problem("layouts/page.html")).after(GOOD)
    assert now.files["a/index.html"] == b"A1"
    assert now.kept == {"a/index.html"}


def test_a_mended_site_is_as_it_was_built() -> None:
    broken = site(b"A2", b"B2", problem(A), new=b"css").after(GOOD)
    mended = site(b"A3", b"B3", newest=b"css")
    assert mended.after(broken) is mended


def test_the_good_version_lasts_through_any_number_of_bad_ones() -> None:
    now = GOOD
    for number in range(5):
        now = site(b"A bad", b"B%d" % number, problem(A)).after(now)
        assert (now.files["a/index.html"], now.files["b/index.html"]) == (b"A1", b"B%d" % number)


def test_a_page_that_never_was_good_is_as_new_as_can_be() -> None:
    first = site(b"A gap 1", b"B", problem(A)).after(Edition())
    second = site(b"A gap 2", b"B", problem(A)).after(first)
    assert second.files["a/index.html"] == b"A gap 2"
    assert second.makeshift == {"a/index.html"}
    good = site(b"A", b"B").after(second)
    assert site(b"A gap 3", b"B", problem(A)).after(good).files["a/index.html"] == b"A"


def test_a_page_too_faulty_to_say_where_it_lives_stays_where_it_was() -> None:
    before = replace(GOOD, makes={**MAKES, A: frozenset({"a/index.html", "a/event.ics"})})
    before = replace(before, files={**before.files, "a/event.ics": b"ics"})
    moved = edition({"b/index.html": b"B2"}, problem(A), makes={A: frozenset({"other/index.html"}), B: MAKES[B]})
    now = moved.after(before)
    assert now.kept == {"a/index.html", "a/event.ics"}
    assert now.concerning("a/index.html") == now.concerning("other/index.html") == (problem(A),)


def test_a_page_that_was_deleted_goes_even_while_another_is_broken() -> None:
    left = Report((problem(A),), {A: Source(A, b"")})
    now = Edition(left, {"a/index.html": b"A2"}, {A: MAKES[A]}).after(GOOD)
    assert "b/index.html" not in now.files
    gone = Edition(Report((problem(B),), {}), {"a/index.html": b"A2"}, {A: MAKES[A]}).after(GOOD)
    assert "b/index.html" not in gone.files


def test_data_concerns_all_that_is_made_with_it() -> None:
    everything = frozenset({"a/index.html", "b/index.html"})
    now = replace(site(b"A2", b"B2", problem(DATA)), makes={**MAKES, DATA: everything}).after(GOOD)
    assert now.kept == everything
    assert now.concerning("a/index.html") == (problem(DATA),)


def test_a_warning_keeps_nothing_but_in_a_strict_preview() -> None:
    now = site(b"A2", b"B2", problem(A, "warning"))
    assert now.after(GOOD) is now
    strict = replace(now, report=replace(now.report, fatal=fatal(strict=True)))
    assert strict.after(GOOD).kept == {"a/index.html"}


STEP = st.tuples(st.sampled_from(["good", "faulty", "unmade"]), st.sampled_from(["good", "faulty", "unmade"]))


@given(st.lists(STEP, min_size=1))
def test_after_any_history_each_page_is_its_last_good_version(steps: list[tuple[str, str]]) -> None:
    now, last = Edition(), {"a/index.html": b"", "b/index.html": b""}
    for number, states in enumerate(steps):
        data = [None if state == "unmade" else b"%d" % number for state in states]
        faults = [problem(path) for path, state in zip((A, B), states, strict=True) if state != "good"]
        now = site(data[0], data[1], *faults).after(now)
        for name, state, new in zip(last, states, data, strict=True):
            if state == "good" and new is not None:
                last[name] = new
            assert now.files.get(name) == (last[name] or new)
            assert (name in now.kept) == (state != "good" and last[name] != b"")
