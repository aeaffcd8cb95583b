"""What leaves the repository: the wheel, the lists of packages, and words that must not leave it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from email import message_from_bytes
from io import BytesIO
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

from sendsite.edges import linkcheck

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

# In brackets, so that this line is not found by what it looks for.
REGISTRY = re.compile(r"\b(?:py[p]i|python[h]osted|npm[j]s)\.(?:org|com)\b|--(?:extra-)?inde[x]-url", re.IGNORECASE)


def build(source: Path, target: str, folder: Path) -> Path:
    """Run the build backend just as pip would, but without fetching it first."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(folder)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    return next(folder.iterdir())


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, "wheel", tmp_path_factory.mktemp("wheel"))


def members(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write(files: dict[str, bytes], folder: Path) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def test_the_wheel_carries_the_default_layouts(wheel: Path) -> None:
    ours = {path.relative_to(ROOT).as_posix() for path in (ROOT / "layouts").rglob("*") if path.is_file()}
    packed = {name.removeprefix("sendsite/") for name in members(wheel) if name.startswith("sendsite/layouts/")}
    assert packed == ours
    assert packed


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    tops = {name.partition("/")[0] for name in members(wheel)}
    assert tops == {"sendsite", wheel.name.rsplit("-", 3)[0] + ".dist-info"}
    ours = {path for ending in ("py", "css", "js") for path in (ROOT / "sendsite").rglob(f"*.{ending}")}
    assert {path.relative_to(ROOT).as_posix() for path in ours} <= set(members(wheel))
    assert "sendsite/edges/preview/reload.js" in members(wheel)


def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    info = {name.partition(".dist-info/")[2]: content for name, content in members(wheel).items()}
    assert "sendsite = sendsite.__main__:run" in info["entry_points.txt"].decode()
    assert "2026 the sendsite contributors" in info["licenses/LICENSE"].decode()
    about = message_from_bytes(info["METADATA"])
    assert about["Requires-Python"] == ">=3.11"
    assert about["License-Expression"] == "MIT"


def test_a_wheel_made_from_the_source_archive_is_the_same(wheel: Path, tmp_path: Path) -> None:
    archive = build(ROOT, "sdist", tmp_path / "sdist")
    with tarfile.open(archive) as sources:
        write({member.name: (sources.extractfile(member) or BytesIO()).read() for member in sources}, tmp_path)
    again = build(tmp_path / archive.name.removesuffix(".tar.gz"), "wheel", tmp_path / "again")
    assert members(again) == members(wheel)


def test_an_installed_copy_finds_its_own_layouts(wheel: Path, tmp_path: Path) -> None:
    write(members(wheel), tmp_path)
    ask = "from sendsite.edges import reading; print(reading.default_layouts())"
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    answer = subprocess.run(
        [sys.executable, "-P", "-c", ask], cwd=tmp_path, env=environment, check=True, capture_output=True, text=True
    )
    assert answer.stdout.strip() == str(tmp_path / "sendsite" / "layouts")


# The lists of packages.


def pins(name: str) -> dict[str, str]:
    """The versions that a list names, by package."""
    found = re.findall(r"^([\w.-]+)==([\w.]+)", (ROOT / name).read_text("utf-8"), re.MULTILINE)
    return {package.lower(): version for package, version in found}


@pytest.mark.parametrize(
    ("name", "wishes"),
    [
        ("requirements.txt", PROJECT["project"]["dependencies"]),
        ("requirements-dev.txt", PROJECT["dependency-groups"]["dev"]),
    ],
)
def test_the_lists_hold_what_the_project_asks_for(name: str, wishes: list[str]) -> None:
    pinned = pins(name)
    for wish in map(Requirement, wishes):
        assert wish.specifier.contains(pinned[wish.name.lower()]), f"{name} is older than pyproject.toml: {wish}"


def test_the_tools_come_with_the_very_packages_that_the_site_is_built_with() -> None:
    assert pins("requirements.txt").items() <= pins("requirements-dev.txt").items()


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_package_is_known_by_its_hash(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    entries = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    assert len(entries) == len(pins(name)) > 0
    for entry in entries:
        assert "--hash=sha256:" in entry, entry.splitlines()[0]


# Words that stay here.


def committed() -> list[Path]:
    """Every file that is in the repository or is about to be."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout.decode().split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="only a clone knows what is committed")
def test_no_file_names_a_registry_or_a_folder_of_this_computer() -> None:
    places = [re.escape(str(place)) for place in (ROOT, Path.home()) if len(place.parts) > 1]
    private = re.compile(rf"(?<![\w.~/-])(?:{'|'.join(places)})/")
    for file in committed():
        text = file.read_bytes().decode("utf-8", "ignore")
        for pattern in (REGISTRY, private):
            found = [match[0] for match in pattern.finditer(text)]
            assert found == [], file.relative_to(ROOT)


# What runs on other people's computers.


def test_the_workflow_pins_what_it_uses_and_asks_for_little() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/publish.yml").read_text("utf-8"))
    assert workflow["permissions"] == {}
    for name, job in workflow["jobs"].items():
        assert ("write" in job["permissions"].values()) == (name == "publish")
        for step in job["steps"]:
            assert re.fullmatch(r"actions/[\w-]+@v\d+", step.get("uses", "actions/none@v1"))
            # What a pull request brings along must not become part of a command.
            assert "${{" not in step.get("run", "")


def test_the_check_of_other_sites_asks_for_little_and_keeps_what_it_found_even_when_a_link_is_dead() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/links.yml").read_text("utf-8"))
    assert workflow["permissions"] == {}
    (job,) = workflow["jobs"].values()
    assert job["permissions"] == {"contents": "read"}
    uses = [step["uses"] for step in job["steps"] if "uses" in step]
    assert all(re.fullmatch(r"actions/[\w/-]+@v\d+", each) for each in uses)
    *_, restore, look, save = job["steps"]
    assert look["run"] == "python3 build.py links --format github"
    assert restore["with"]["path"] == save["with"]["path"] == linkcheck.HISTORY
    assert save["if"].startswith("always()")


def links(folder: Path, *base_url: str) -> tuple[int, list[str]]:
    command = [sys.executable, str(ROOT / ".ci/links.py"), str(folder), *base_url]
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()


def page(file: Path, body: str) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"<!doctype html>\n<title>A page</title>\n{body}\n", "utf-8")


def test_links_that_lead_somewhere(tmp_path: Path) -> None:
    page(
        tmp_path / "index.html",
        '<a href="/below/news/#caf%C3%A9">a</a><img src="a.png" srcset="a.png 1x, /below/a.png 2x">',
    )
    page(
        tmp_path / "news/index.html",
        '<h2 id="café">b</h2><a href="../">c</a><a href="#top">d</a><a href="tel:999">e</a>',
    )
    page(
        tmp_path / "moved.html",
        '<meta http-equiv="refresh" content="0; url=news/"><a href="https://example.com/x">f</a>',
    )
    (tmp_path / "a.png").touch()
    assert links(tmp_path, "https://example.org/below/") == (0, ["9 links, and all lead somewhere."])


def test_links_that_lead_nowhere(tmp_path: Path) -> None:
    page(
        tmp_path / "index.html",
        '<a href="gone/">a</a>\n<a href="/news/">b</a>\n<a href="#gone">c</a><img src="gone.png">',
    )
    assert links(tmp_path, "https://example.org/below") == (
        1,
        [
            "index.html:3: gone/: there is no such file",
            "index.html:4: /news/: it leaves the site, which is at https://example.org/below/",
            "index.html:5: #gone: that page has no place called gone",
            "index.html:5: gone.png: there is no such file",
        ],
    )


def test_a_folder_without_links_is_no_site(tmp_path: Path) -> None:
    assert links(tmp_path)[0] == 1
