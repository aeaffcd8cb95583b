"""Layouts and assets: a site may bring its own, and a fault in one is told at its line with the page that met it."""

from __future__ import annotations

import re

import pytest

from tests.content import NEWS, page
from tests.markup import Markup
from tests.sites import LAYOUTS, built

A = {"content/a.md": page("A", "Text.\n")}


def test_a_layout_of_the_site_takes_the_place_of_the_one_that_comes_with_sendsite() -> None:
    site = built({**A, "layouts/page.html": "<p>{{ page.title }}</p>"})
    assert site.text("a/index.html") == "<p>A</p>"
    assert "<!doctype html>" in site.text("index.html")


def test_a_part_of_the_site_is_taken_in_by_the_layouts_that_come_with_sendsite() -> None:
    site = built({**A, "layouts/parts/footer.html": "<footer>Our own</footer>"})
    assert "<footer>Our own</footer>" in site.text("a/index.html")
    assert '<header class="site-header"' in site.text("a/index.html")


def test_an_asset_of_the_site_takes_the_place_of_the_one_that_comes_with_sendsite() -> None:
    site = built({**A, "layouts/assets/site.css": "body { color: black }"})
    address = re.search(r'rel="stylesheet" href="/(assets/site\.[0-9a-f]{10}\.css)"', site.text("a/index.html"))
    assert address
    assert site.text(address[1]) == "body { color: black }"


FAULTS = {
    "an undefined name": ("<p>\n{{ page.titel }}</p>", "2:9 layout-undefined"),
    "an undefined variable": ("\n\n{{ pages }}", "3:4 layout-undefined"),
    "an undefined filter": ("{{ page.title | shout }}", "1:1 layout-syntax"),
    "broken syntax": ("a\n{% if %}", "2:1 layout-syntax"),
    "an open block": ("{% block main %}\n", "1:1 layout-syntax"),
    "a missing part": ('a\nb\n{% include "parts/none.html" %}', "3:1 layout-missing"),
    "a missing layout to extend": ('{% extends "none.html" %}', "1:1 layout-missing"),
    "a name that is only known later": ("a\n{% include page.title %}", "2:1 layout-dynamic"),
    "a missing asset": ('a\n{{ site.asset("none.css") }}', "2:1 layout-error"),
    "a sum that cannot be done": ("{{ page.title / 2 }}", "1:1 layout-error"),
    "a filter on the wrong thing": ("a\n\n{{ page.title | day }}", "3:1 layout-error"),
    "another encoding": (b"<p>Caf\xe9</p>", "1:7 text-encoding"),
}


@pytest.mark.parametrize(("text", "told"), FAULTS.values(), ids=FAULTS)
def test_a_faulty_layout_is_told_at_its_line_and_costs_its_own_pages_only(text: str | bytes, told: str) -> None:
    site = built({**A, "layouts/page.html": text})
    assert site.told == [f"layouts/page.html:{told}"]
    assert "a/index.html" not in site.paths
    assert "index.html" in site.paths
    assert site.build.fails()


@pytest.mark.parametrize("text", ["{{ page.titel }}", "{{ page.title | day }}"])
def test_a_fault_in_the_making_names_the_page(text: str) -> None:
    site = built({**A, "layouts/page.html": text})
    assert "content/a.md" in site.build.problems[0].message


def test_a_fault_in_a_part_is_told_in_the_part() -> None:
    site = built({**A, "layouts/parts/trail.html": "fine\n{{ page.nothing }}\n"})
    (problem,) = site.build.problems
    assert site.told == ["layouts/parts/trail.html:2:9 layout-undefined"]
    assert problem.message.endswith(", while making the page of 404.html and 2 more.")


def test_a_missing_part_of_a_part_is_told_where_it_is_taken_in() -> None:
    site = built({**A, "layouts/parts/trail.html": 'fine\n{% include "parts/crumb.html" %}\n'})
    assert site.told == ["layouts/parts/trail.html:2:1 layout-missing"]
    assert "layouts/parts/crumb.html" in site.build.problems[0].message


def test_a_fault_in_a_block_costs_the_block_and_names_the_page() -> None:
    contacts = "contacts:\n  - id: team\n    name: Team\n    phone: 01632 960001\n"
    files = {"content/a.md": page("A", "Before.\n\n::: contact team\n"), "content/data/contacts.yaml": contacts}
    site = built({**files, "layouts/blocks/contact.html": "{{ contact.nmae }}"})
    assert site.told == ["layouts/blocks/contact.html:1:12 layout-undefined"]
    assert "content/a.md" in site.build.problems[0].message
    assert "Before." in site.text("a/index.html")


def test_a_fault_in_a_layout_that_nothing_uses_is_not_told() -> None:
    assert built({**A, "layouts/spare.html": "{{ nothing }}{% if %}"}).told == []


def test_what_an_editor_types_is_text_and_never_a_template() -> None:
    site = built({"content/a.md": page("A", "{{ page.nothing }} and {% if %}\n")})
    assert site.told == ["content/a.md:4:1 template-code", "content/a.md:4:24 template-code"]
    assert "{{ page.nothing }} and {% if %}" in site.text("a/index.html")
    title = built({"content/a.md": page("'{{ site.name }}'", "Text.\n")})
    assert title.told == ["content/a.md:2:8 template-code"]
    assert not [output.path for output in title.build.outputs if b"Testshire SEND Partnership</h1>" in output.data]


def test_what_an_editor_shows_as_code_is_text_and_never_a_template() -> None:
    site = built({"content/a.md": page("A", "Write `{{ site.name }}` there, and `{% if %}`.\n")})
    assert site.told == []
    assert "<code>{{ site.name }}</code>" in site.text("a/index.html")
    assert "<code>{% if %}</code>" in site.text("a/index.html")


HOSTILE = """<at "x" & 'y'>"""


def test_what_an_editor_types_is_escaped_wherever_it_stands() -> None:
    title = "'" + HOSTILE.replace("'", "''") + "'"
    site = built(
        {
            **NEWS,
            "content/site.yaml": f"name: {title}\nbase_url: https://e.example.org/\ntagline: {title}\n",
            "content/news/a.md": page(title, date="2026-01-01", summary=title, owner=title, aliases="[/old/]"),
            "content/list.md": page(title, "::: pages\n", tags=f"[{title}]"),
        }
    )
    assert set(site.codes) == {"style-ampersand"}  # the hostile words have one
    made = [output.data.decode() for output in site.build.outputs if output.path.endswith((".html", ".xml"))]
    assert made
    assert not [text for text in made if "<at" in text]
    assert "&lt;at " in site.text("old/index.html")


CSS = "a { background: url(pictures/dot.svg) }\nb { background: url('none.svg') }\n"


def test_a_stylesheet_leads_to_the_published_names_of_what_it_uses() -> None:
    own = {"layouts/assets/site.css": CSS.splitlines()[0], "layouts/assets/pictures/dot.svg": "<svg/>"}
    site = built({**A, **own})
    assert site.told == []
    outputs = {output.path: output.data.decode("utf-8", "replace") for output in site.build.outputs}
    css = next(path for path in outputs if path.startswith("assets/site.") and path.endswith(".css"))
    used = re.findall(r'url\("([^"]+)"\)', outputs[css])
    assert [f"assets/{name}" in outputs for name in used] == [True]


def test_what_a_stylesheet_does_not_find_is_told_at_its_line() -> None:
    site = built({**A, "layouts/assets/site.css": CSS, "layouts/assets/pictures/dot.svg": "<svg/>"})
    assert site.told == ["layouts/assets/site.css:2:1 asset-missing"]
    assert "none.svg" in site.build.problems[0].message


@pytest.mark.parametrize("target", ["../../content/a.md", "../base.html", "site.css"])
def test_a_stylesheet_cannot_reach_out_of_the_assets(target: str) -> None:
    assert built({**A, "layouts/assets/site.css": f"a {{ background: url({target}) }}"}).codes == ["asset-missing"]


def test_the_name_of_an_asset_changes_with_its_content_only() -> None:
    def names(css: str) -> set[str]:
        outputs = built({**A, "layouts/assets/site.css": css}).build.outputs
        return {output.path for output in outputs if output.path.startswith("assets/")}

    assert names("a {}") == names("a {}")
    assert len(names("a {}") ^ names("b {}")) == 2


def test_the_layouts_that_come_with_sendsite_can_all_be_read() -> None:
    """One that no test site happens to use would otherwise hide a fault."""
    names = [path.removeprefix("layouts/") for path in LAYOUTS if path.endswith(".html")]
    all_of_them = "".join(f'{{% include "{name}" %}}\n' for name in names if name != "page.html")
    assert built({**A, "layouts/page.html": f"{{% if false %}}\n{all_of_them}{{% endif %}}"}).told == []


def test_no_heading_can_take_the_id_of_something_in_a_layout() -> None:
    ids = {each for path in LAYOUTS for each in re.findall(r' id="([^"]*)"', LAYOUTS[path].decode("utf-8", "replace"))}
    assert ids
    written = ("change", "each", "section", "word")  # whose anchors begin in the same way
    given = {f"{{{{ {name}.anchor }}}}" for name in written}
    assert all(each.startswith("_") for each in ids - given)
    body = "## Main\n\n## _main\n\n## Main\n\n::: glossary\n"
    terms = {"content/data/glossary.yaml": "terms:\n  - term: A\n    meaning: B.\n"}
    found = Markup(built({"content/a.md": page("A", body), **terms}).text("a/index.html"))
    assert len(found.ids) == len(set(found.ids)) > len("abc")
