"""The import law: imports point down the layers, without circles, and only the edges touch the world."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "sendsite"
MODULES = sorted(PACKAGE.rglob("*.py"))

# The layers from the bottom up. A module may import from its own layer and from those below.
LAYERS = (
    ("sendsite", "sendsite.codes", "sendsite.model", "sendsite.memo", "sendsite.sameness"),
    ("sendsite.keeping",),
    ("sendsite.catalogue",),
    ("sendsite.crafts",),
    ("sendsite.site",),
    ("sendsite.formats",),
    ("sendsite.edges",),
    ("sendsite.commands", "sendsite.arguments", "sendsite.cli", "sendsite.__main__"),
)
BANNED_NAMES = {"utils", "helpers", "common", "misc", "base"}
WORLDLY_MODULES = {
    "os",
    "sys",
    "io",
    "pathlib",
    "socket",
    "subprocess",
    "time",
    "shutil",
    "tempfile",
    "threading",
    "random",
    "locale",
    "http",
    "urllib.request",
}
WORLDLY_CALLS = {"open", "print", "input", "exec", "eval", "breakpoint"}
WORLDLY_METHODS = {"now", "today", "utcnow", "fromtimestamp"}


def name_of(module: Path) -> str:
    parts = ["sendsite", *module.relative_to(PACKAGE).with_suffix("").parts]
    return ".".join(part for part in parts if part != "__init__")


def layer_of(name: str) -> int:
    known = [
        number
        for number, members in enumerate(LAYERS)
        for member in members
        if name == member or (member.count(".") == 1 and name.startswith(f"{member}."))
    ]
    assert known, f"{name} is in no layer: say in tests/test_imports.py where it belongs"
    return known[0]


def imports_of(module: Path) -> set[str]:
    """Every module that ``module`` names in an import, also inside functions and under TYPE_CHECKING."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} has a relative import"
            found.add(node.module or "")
            found |= {
                f"{node.module}.{alias.name}"
                for alias in node.names
                if (PACKAGE.parent / f"{node.module}.{alias.name}".replace(".", "/")).with_suffix(".py").exists()
            }
    return found


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_imports_point_down(module: Path) -> None:
    upward = {
        name
        for name in imports_of(module)
        if name.split(".")[0] == "sendsite" and layer_of(name) > layer_of(name_of(module))
    }
    assert not upward


def test_there_is_no_circle() -> None:
    graph = {
        name_of(module): {name for name in imports_of(module) if name.startswith("sendsite.")} for module in MODULES
    }
    done: set[str] = set()

    def visit(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, " imports ".join((*way, name))
        if name not in done:
            for imported in graph.get(name, set()) - {name}:
                visit(imported, (*way, name))
            done.add(name)

    for name in graph:
        visit(name, ())


@pytest.mark.parametrize("module", [module for module in MODULES if layer_of(name_of(module)) < 3], ids=name_of)
def test_only_the_edges_touch_the_world(module: Path) -> None:
    worldly = {
        name for name in imports_of(module) if name in WORLDLY_MODULES or name.split(".")[0] in WORLDLY_MODULES
    } - {"io"}
    assert not worldly
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                assert node.func.id not in WORLDLY_CALLS, f"line {node.lineno} calls {node.func.id}"
            if (
                isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id in {"datetime", "date"}
            ):
                assert node.func.attr not in WORLDLY_METHODS, f"line {node.lineno} reads the clock"


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_names_say_what_is_inside(module: Path) -> None:
    assert not BANNED_NAMES & set(name_of(module).split("."))


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_every_module_says_why_it_is_there(module: Path) -> None:
    docstring = ast.get_docstring(ast.parse(module.read_text("utf-8")))
    assert docstring or module.stat().st_size == 0


def test_no_pickle() -> None:
    """Law 6: a store that executes code when it is read is no store."""
    assert not [name_of(module) for module in MODULES if imports_of(module) & {"pickle", "shelve", "marshal", "dill"}]
