"""Guides: pages that are read in order, one after the other or all on one page."""

from __future__ import annotations

import pytest

from tests.content import CONSULTATIONS, consultation, page
from tests.markup import Markup
from tests.sites import built

LINK = "{% if X %}{{ X.title }}={{ X.href }}{% else %}none{% endif %}"
PARTS = (
    "{{ guide.title }}={{ guide.href }} "
    "{% for part in guide.parts %}{{ part.number }}:{{ part.title }}={{ part.href }}({{ part.summary }});{% endfor %} "
    "{{ guide.print }}"
)
BARE = {
    "layouts/guide.html": PARTS,
    "layouts/part.html": "{{ number }} of {{ guide.parts | length }}, before "
    + LINK.replace("X", "previous")
    + ", after "
    + LINK.replace("X", "next"),
    "layouts/consultation.html": "{% if guide %}" + PARTS + "{% else %}alone{% endif %}",
    "layouts/print.html": "{{ page.title }}: {% for each in chapters %}[{{ each.title }}]{{ each.html }}{% endfor %}",
}
GUIDE = {
    "content/help/index.md": page("Help"),
    "content/help/asking/index.md": page("Asking", parts="[then.md, before.md, after.md]"),
    "content/help/asking/before.md": page("Before", "## Who\n\n[next](after.md#when)\n", summary="What to do first."),
    "content/help/asking/after.md": page("After", "## When\n\n### Who\n\nText.\n"),
    "content/help/asking/then.md": page("Then", "## Who\n"),
}


def test_a_guide_lists_its_parts_in_the_order_of_the_editor() -> None:
    assert built({**GUIDE, **BARE}).text("help/asking/index.html") == (
        "Asking=/help/asking/ 1:Then=/help/asking/then/();2:Before=/help/asking/before/(What to do first.);"
        "3:After=/help/asking/after/(); /help/asking/print/"
    )


@pytest.mark.parametrize(
    ("part", "shown"),
    [
        ("then", "1 of 3, before none, after Before=/help/asking/before/"),
        ("before", "2 of 3, before Then=/help/asking/then/, after After=/help/asking/after/"),
        ("after", "3 of 3, before Before=/help/asking/before/, after none"),
    ],
)
def test_a_part_leads_to_the_ones_beside_it(part: str, shown: str) -> None:
    assert built({**GUIDE, **BARE}).text(f"help/asking/{part}/index.html") == shown


def test_the_whole_guide_is_on_one_page_to_print() -> None:
    found = Markup(built(GUIDE).text("help/asking/print/index.html"))
    assert found.words("h1") == ["Asking"]
    assert [(each.tag, each.words) for each in found.elements if each.tag in {"h2", "h3", "h4"}] == [
        ("h2", "Then"),
        ("h3", "Who"),
        ("h2", "Before"),
        ("h3", "Who"),
        ("h2", "After"),
        ("h3", "When"),
        ("h4", "Who"),
    ]
    assert len(found.ids) == len(set(found.ids))
    assert found.find("meta", name="robots", content="noindex")


YEARS = "".join(f"  - date: {year}-05\n    title: In {year}\n" for year in (2018, 2019, 2020))
AREAS = "".join(
    f"  - area: {area}\n    districts: [{area} Hill]\n    phone: 01632 960001\n" for area in ("North", "South")
)
TERMS = "".join(f"  - term: {term}\n    meaning: A thing.\n" for term in ("DCO", "EHC plan"))
BLOCKS = {
    "content/data/timeline.yaml": f"events:\n{YEARS}",
    "content/data/dcos.yaml": f"areas:\n{AREAS}",
    "content/data/glossary.yaml": f"terms:\n{TERMS}",
}


def test_blocks_in_the_parts_stay_whole_on_the_page_to_print() -> None:
    """Their anchors are made unique, and so is whatever leads to those or is named by them."""
    body = "::: timeline\n\n::: dcos\n\n::: glossary\n\n::: details More\n\nText.\n:::\n"
    parts = {f"content/help/asking/{name}.md": page(name, body) for name in ("then", "before")}
    site = built({**GUIDE, **BLOCKS, **parts})
    assert site.told == []
    found = Markup(site.text("help/asking/print/index.html"))
    assert len(found.ids) == len(set(found.ids))
    inner = {each.attributes["href"][1:] for each in found.find("a") if each.attributes["href"].startswith("#")}
    named = {each.attributes["aria-labelledby"] for each in found.elements if "aria-labelledby" in each.attributes}
    assert len(inner) > 10
    assert inner | named <= set(found.ids)
    assert all("open" in details.attributes for details in found.find("details"))


def test_a_guide_in_another_language_says_so_on_the_page_to_print() -> None:
    site = built({**GUIDE, "content/help/asking/index.md": page("Jak prosić", parts="[then.md]", lang="pl")})
    assert Markup(site.text("help/asking/print/index.html")).find("html")[0].attributes["lang"] == "pl"


def test_a_guide_without_faults_has_no_problem() -> None:
    assert built(GUIDE).told == []


FAULTS = {
    "none.md": "link-broken",
    "befor.md": "link-broken",
    "../index.md": "part-elsewhere",
    "deep/page.md": "part-elsewhere",
    "/help/index.md": "part-elsewhere",
    "then.md": "part-twice",
    "./then.md": "part-twice",
    "/help/asking/then.md": "part-twice",
    "index.md": "part-twice",
    "hidden.md": "link-unpublished",
    "../../../secret.md": "link-outside",
}


@pytest.mark.parametrize(("part", "code"), FAULTS.items())
def test_a_part_that_cannot_be_one_is_told_at_its_line(part: str, code: str) -> None:
    files = {
        **GUIDE,
        "content/help/asking/index.md": page("Asking", parts=f"\n  - then.md\n  - {part}\n  - after.md"),
        "content/help/asking/hidden.md": page("Hidden", draft="yes"),
        "content/help/asking/deep/index.md": page("Deep"),
        "content/help/asking/deep/page.md": page("Deep page"),
    }
    site = built({**files, **BARE})
    assert site.told == [f"content/help/asking/index.md:5:5 {code}"]
    assert site.text("help/asking/after/index.html").startswith("2 of 2, before Then=")


@pytest.mark.parametrize("part", ["before.md", "./before.md", "/help/asking/before.md", "../asking/before.md"])
def test_a_part_may_be_written_like_any_link(part: str) -> None:
    parts = f"[{part}, after.md, then.md]"
    whole = {**GUIDE, **BARE, "layouts/part.html": "{{ page.html }}"}
    site = built({**whole, "content/help/asking/index.md": page("Asking", parts=parts)})
    assert site.told == []
    assert "1:Before=/help/asking/before/" in site.text("help/asking/index.html")


def test_a_faulty_part_is_left_out_and_told_once() -> None:
    site = built({**GUIDE, **BARE, "content/help/asking/before.md": "---\ntitel: Before\n---\n"})
    assert {problem.path for problem in site.build.problems} == {"content/help/asking/before.md"}
    assert site.text("help/asking/then/index.html") == "1 of 2, before none, after After=/help/asking/after/"


def test_a_guide_without_a_single_sound_part_is_told_only_that() -> None:
    site = built({**GUIDE, "content/help/asking/index.md": page("Asking", "Text.\n", parts="[none.md]")})
    assert site.told == ["content/help/asking/index.md:3:9 link-broken"]
    assert "Text." in site.text("help/asking/index.html")


def test_a_page_in_the_folder_that_is_no_part_is_a_page_like_any_other() -> None:
    site = built({**GUIDE, **BARE, "content/help/asking/index.md": page("Asking", parts="[then.md]")})
    assert site.text("help/asking/then/index.html") == "1 of 1, before none, after none"
    assert "<h1>Before</h1>" in site.text("help/asking/before/index.html")


def test_a_guide_whose_front_page_is_faulty_costs_only_the_front_page() -> None:
    site = built({**GUIDE, "content/help/asking/index.md": "---\ntitle: Asking\nparts: then.md\n---\n"})
    assert {problem.path for problem in site.build.problems} == {"content/help/asking/index.md"}
    assert "help/asking/then/index.html" in site.paths


def test_a_part_does_not_lead_to_a_guide_that_is_not_on_the_site() -> None:
    hidden = page("Asking", parts="[then.md, before.md, after.md]", draft="yes")
    site = built({**GUIDE, **BARE, "content/help/asking/index.md": hidden})
    assert site.codes == ["section-missing"]
    assert "<h1>Then</h1>" in site.text("help/asking/then/index.html")
    assert 'href="/help/asking/"' not in site.text("help/asking/then/index.html")


def test_a_consultation_may_have_parts() -> None:
    files = {
        **CONSULTATIONS,
        **BARE,
        "content/consultations/plan/index.md": consultation("Plan", parts="[why.md]"),
        "content/consultations/plan/why.md": page("Why", "## Reasons\n"),
        "content/consultations/short/index.md": consultation("Short"),
    }
    site = built(files)
    assert site.told == []
    assert site.text("consultations/plan/index.html") == (
        "Plan=/consultations/plan/ 1:Why=/consultations/plan/why/(); /consultations/plan/print/"
    )
    assert site.text("consultations/plan/why/index.html") == "1 of 1, before none, after none"
    assert 'id="part-1-reasons"' in site.text("consultations/plan/print/index.html")
    assert site.text("consultations/short/index.html") == "alone"
    assert "consultations/short/print/index.html" not in site.paths


def test_a_page_that_the_guide_does_not_list_is_told() -> None:
    spare = {"content/help/asking/spare.md": page("Spare")}
    site = built({**GUIDE, **spare})
    assert site.told == ["content/help/asking/spare.md:1:1 part-missing"]
    hint = "Move the page out of the folder, or add this line to “parts” there: - spare.md"
    assert site.build.problems[0].hint == hint


@pytest.mark.parametrize("field", [{"draft": "yes"}, {"expires": "2020-01-01"}])
def test_a_page_that_is_not_on_the_site_need_not_be_listed(field: dict[str, str]) -> None:
    assert built({**GUIDE, "content/help/asking/spare.md": page("Spare", **field)}).told == []


def test_a_section_is_no_guide() -> None:
    assert built({"content/help/index.md": page("Help"), "content/help/spare.md": page("Spare")}).told == []
