"""The documentation keeps up with the code: what is not told there fails here."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest

from sendsite.codes import Code
from sendsite.crafts.markup import blocks
from sendsite.crafts.rendering import engine
from sendsite.crafts.source import datafiles, frontmatter, kinds, nodes, schema
from sendsite.crafts.source.fields import Record
from tests.sites import LAYOUTS

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
EDITING = (ROOT / "docs/editing.md").read_text("utf-8")
LAYOUTS_PAGE = (ROOT / "docs/layouts.md").read_text("utf-8")
ARCHITECTURE = (ROOT / "docs/architecture.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
PROBLEMS = (ROOT / "docs/problems.md").read_text("utf-8")

KINDS = (kinds.Page, kinds.News, kinds.Event, kinds.Meeting, kinds.Consultation, kinds.Guide, kinds.Home)


def records_in(annotation: object) -> Iterator[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for inner in get_args(annotation):
        yield from records_in(inner)


def fields_of(record: type[Record]) -> Iterator[str]:
    for name, field in record.model_fields.items():
        yield name
        for inner in records_in(field.annotation):
            yield from fields_of(inner)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_a_page_is_explained(kind: type[kinds.Page]) -> None:
    assert {name for name in fields_of(kind) if f"`{name}`" not in EDITING} == set()


@pytest.mark.parametrize(("name", "record"), [*datafiles.DATA_FILES.items(), ("site", datafiles.SiteFile)])
def test_every_field_of_a_data_file_is_shown(name: str, record: type[Record]) -> None:
    shown = EDITING.split(f"{name}.yaml`\n", 1)[1].split("\n## ", 1)[0].split("\n### ", 1)[0]
    assert {field for field in fields_of(record) if not re.search(rf"\b{field}\b", shown)} == set()


@pytest.mark.parametrize(("name", "record"), [*datafiles.DATA_FILES.items(), ("site", datafiles.SiteFile)])
def test_the_example_of_a_data_file_is_read_as_it_stands(name: str, record: type[Record]) -> None:
    example = EDITING.split(f"{name}.yaml`\n", 1)[1].split("```yaml\n", 1)[1].split("```", 1)[0]
    if name == "board":  # it shows both a name and a vacancy, which no post has at once
        example = example.replace("        vacant: yes\n", "")
    tree, problems = nodes.parse(f"content/data/{name}.yaml", example)
    assert tree is not None
    assert not problems
    assert schema.read(record, tree, name)[1] == ()


def test_the_example_of_a_page_is_read_as_it_stands() -> None:
    example = EDITING.split("```markdown\n", 1)[1].split("```", 1)[0]
    matter, problems = frontmatter.split("content/x.md", example)
    assert matter is not None
    assert not problems
    assert schema.read(kinds.Page, matter.fields, "content/x.md")[1] == ()


@pytest.mark.parametrize("name", sorted(blocks.HOLDERS | blocks.PLACED))
def test_every_block_is_explained(name: str) -> None:
    assert f"| `{name}` |" in EDITING


@pytest.mark.parametrize("path", sorted(path for path in LAYOUTS if path.endswith(".html") and "/parts/" not in path))
def test_every_layout_is_explained(path: str) -> None:
    name = path.removeprefix("layouts/")
    assert name == "base.html" or f"`{name}`" in LAYOUTS_PAGE


@pytest.mark.parametrize("name", sorted(engine.FILTERS))
def test_every_filter_is_explained(name: str) -> None:
    assert re.search(rf"`{name}[`(]", LAYOUTS_PAGE)


@pytest.mark.parametrize(
    "module", sorted({path.stem for path in (ROOT / "sendsite").rglob("*.py") if not path.stem.startswith("__")})
)
def test_every_module_is_on_the_map(module: str) -> None:
    tree = ARCHITECTURE.split("## The tree", 1)[1].split("## Questions", 1)[0]
    assert re.search(rf"\b{module}\b", tree)


@pytest.mark.parametrize(
    "page",
    ["README.md", "docs/architecture.md", "docs/editing.md", "docs/layouts.md", "docs/problems.md", "docs/search.md"],
)
def test_links_between_documents_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    prose = re.sub(r"^(`{3,}).*?^\1$", "", text, flags=re.DOTALL | re.MULTILINE)
    targets = re.findall(r"(?<!`)\[[^\]`]+\]\((?!https?:|mailto:|#)([^)#\s]+)", re.sub(r"`[^`]*`", "", prose))
    assert [target for target in targets if not ((ROOT / page).parent / target).exists()] == []


def test_the_page_of_problems_is_made_from_the_catalogue() -> None:
    """When this fails, run ``python .ci/problems.py`` and read what has changed."""
    made = runpy.run_path(str(ROOT / ".ci/problems.py"))["document"]()
    assert made == PROBLEMS


@pytest.mark.parametrize("code", get_args(Code))
def test_every_code_can_be_linked_to(code: Code) -> None:
    headings = [match[1].lower() for match in re.finditer(r"^#+ (.+)$", PROBLEMS, re.MULTILINE)]
    assert headings.count(code) == 1
