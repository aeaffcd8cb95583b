"""A whole check: history in, servers asked, history out in one step."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from sendsite.crafts.dates import LONDON
from sendsite.crafts.elsewhere.limits import Limits
from sendsite.crafts.elsewhere.linkverdicts import Counts, ExternalLink, Verdict
from sendsite.edges import linkcheck
from sendsite.edges.fetch import Manners
from sendsite.edges.setup import SetupError
from tests.servers import pages, reply, served

if TYPE_CHECKING:
    from pathlib import Path

MANNERS = Manners("https://send.example.org/", pause=0.0, request_time=1.0)
START = datetime(2027, 5, 1, 9, tzinfo=LONDON)
EMPTY = '{"sendsite-links": 1, "troubles": {\n\n}}\n'


def check(file: Path, *addresses: str, day: int = 0) -> Verdict:
    links = tuple(ExternalLink(address, "content/a.md", line, 1) for line, address in enumerate(addresses, 1))
    return linkcheck.check_links(links, file, START + timedelta(day), Limits(), MANNERS)


def codes(verdict: Verdict) -> list[str]:
    return [f"{problem.line} {problem.code}" for problem in verdict.problems]


def test_a_link_dies_over_days(tmp_path: Path) -> None:
    file = tmp_path / "links.json"
    answers = {"/a": reply(200), "/b": reply(404)}
    with served(pages(answers)) as here:
        told = [codes(check(file, here.url("/a"), here.url("/b#c"), day=day)) for day in (0, 1, 3)]
        assert told == [["2 link-failing"], ["2 link-failing"], ["2 link-dead"]]
        entry = f'"{here.url("/b")}": {{"days": 3, "first": "2027-05-01", "last": "2027-05-04"}}'
        assert file.read_text() == f'{{"sendsite-links": 1, "troubles": {{\n{entry}\n}}}}\n'
        answers["/b"] = reply(200)
        mended = check(file, here.url("/a"), here.url("/b#c"), day=4)
        assert (mended.problems, mended.counts) == ((), Counts(working=2))
        assert file.read_text() == EMPTY
    assert [each.name for each in tmp_path.iterdir()] == ["links.json"]


def test_a_site_without_links_asks_nobody(tmp_path: Path) -> None:
    file = tmp_path / "links.json"
    assert check(file).problems == ()
    assert file.read_text() == EMPTY


@pytest.mark.parametrize("damaged", [b"{", b"\xff\xfe", b"", b"[]"])
def test_a_damaged_history_is_kept_and_nobody_is_asked(tmp_path: Path, damaged: bytes) -> None:
    file = tmp_path / "links.json"
    file.write_bytes(damaged)
    with served(pages({})) as here:
        verdict = check(file, here.url())
        assert here.requests == []
    (problem,) = verdict.problems
    assert (problem.path, problem.severity, problem.code) == ("links.json", "error", "link-history")
    assert file.read_bytes() == damaged


def test_when_nothing_at_all_answers_the_fault_is_ours(tmp_path: Path) -> None:
    file = tmp_path / "links.json"
    file.write_text(EMPTY)
    with served(pages({})) as here:
        port = here.port
    with pytest.raises(SetupError, match=r"Not one of 2 sites could be reached.*Nothing was remembered"):
        check(file, f"http://127.0.0.1:{port}/", f"http://127.0.0.2:{port}/")
    assert file.read_text() == EMPTY
    assert codes(check(file, f"http://127.0.0.1:{port}/")) == ["1 link-failing"]


def test_a_folder_that_is_not_there_is_told_before_anybody_is_asked(tmp_path: Path) -> None:
    with served(pages({})) as here:
        with pytest.raises(SetupError, match="Choose another with --history"):
            check(tmp_path / "none" / "links.json", here.url())
        assert here.requests == []


def test_a_history_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "links.json").mkdir()
    with pytest.raises(SetupError, match="cannot be read"):
        check(tmp_path / "links.json")


def test_a_history_that_cannot_be_written_is_left_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "links.json"
    file.write_text(EMPTY)

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with served(pages({})) as here, pytest.raises(SetupError, match="No space left on device"):
        check(file, here.url())
    assert file.read_text() == EMPTY
    assert [each.name for each in tmp_path.iterdir()] == ["links.json"]


def test_the_file_keeps_who_may_read_it(tmp_path: Path) -> None:
    file = tmp_path / "links.json"
    check(file)
    assert file.stat().st_mode & 0o777 == 0o644
    file.chmod(0o600)
    check(file)
    assert file.stat().st_mode & 0o777 == 0o600


def test_the_file_is_replaced_and_not_written_over(tmp_path: Path) -> None:
    """Whoever has the old one open, or a link to it, keeps it whole."""
    file, old = tmp_path / "links.json", tmp_path / "old.json"
    file.write_text(EMPTY)
    old.hardlink_to(file)
    with served(pages({})) as here:
        check(file, here.url())
    assert old.read_text() == EMPTY
    assert "/" in file.read_text().split("\n")[1]
