"""The data files: what contradicts itself is refused. The examples of the handbook are read in tests/test_docs.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sendsite.crafts.source import datafiles, nodes, schema

if TYPE_CHECKING:
    from sendsite.crafts.source.fields import Record


def faults(kind: type[Record], written: str) -> list[str]:
    tree, problems = nodes.parse("a.yaml", written)
    assert tree is not None, problems
    return [fault.message for fault in schema.read(kind, tree, "a.yaml")[1]]


@pytest.mark.parametrize(
    ("kind", "written", "message"),
    [
        (
            datafiles.Timeline,
            "events:\n  - date: 2021-06\n    end: 2021-05\n    title: X\n",
            "“end” comes before “date”.",
        ),
        (
            datafiles.Boards,
            "boards:\n  - id: a\n    name: A\n    posts:\n      - post: Chair\n        name: B\n        vacant: yes\n",
            "“vacant” says that nobody holds the post, but “name” names somebody.",
        ),
        (datafiles.Dcos, "areas:\n  - area: North\n    districts: []\n", "“districts” is an empty list."),
        (
            datafiles.Notices,
            "notices:\n  - level: minor\n    title: X\n    start: 2026-06-02\n    end: 2026-06-01\n",
            "“end” comes before “start”.",
        ),
        (
            datafiles.Notices,
            "notices:\n  - level: minor\n    title: X\n    start: 2026-06-02 10:00\n    end: 2026-06-02 10:00\n",
            "“end” comes before “start”.",
        ),
        (
            datafiles.Notices,
            "notices:\n  - level: minor\n    title: X\n    start: 2026-06-02\n    end: 2026-06-03\n    where: here\n",
            "“where” must be “all”, “home” or a list of paths to pages.",
        ),
        (
            datafiles.Notices,
            "notices:\n  - level: minor\n    title: X\n    start: 2026-06-02\n    end: 2026-06-03\n    where: [us]\n",
            "“where” must be “all”, “home” or a list of paths to pages.",
        ),
        (
            datafiles.Notices,
            "notices:\n  - level: minor\n    title: X\n    start: 2026-06-02\n",
            "“end” is missing in “notices”.",
        ),
        (
            datafiles.Documents,
            "documents:\n  - id: a\n    title: A\n    file: a.pdf\n    pages: 3\n",
            "“pages” is read from the file, so leave it out.",
        ),
        (
            datafiles.Documents,
            "documents:\n  - id: a\n    title: A\n    file: a.pdf\n    address: https://example.org/a.pdf\n",
            "“address” and “file” cannot both be there.",
        ),
        (
            datafiles.Contacts,
            "contacts:\n  - id: The team\n    name: X\n",
            "“id” cannot be “The team”: use small letters, digits and hyphens.",
        ),
        (
            datafiles.SiteFile,
            "name: X\nbase_url: example.org\n",
            "“base_url” cannot be “example.org”: it is not the address of a site.",
        ),
        (
            datafiles.SiteFile,
            "name: X\nbase_url: https://example.org/index.html\n",
            "“base_url” cannot be “https://example.org/index.html”: it is not the address of a site.",
        ),
    ],
)
def test_what_makes_no_sense_is_refused(kind: type[Record], written: str, message: str) -> None:
    assert faults(kind, written) == [message]


@pytest.mark.parametrize("where", ["all", "home", "[about/contact.md, index.md]"])
def test_a_notice_says_where_it_is_shown(where: str) -> None:
    notice = (
        f"notices:\n  - level: major\n    title: X\n    start: 2026-06-02\n    end: 2026-06-02\n    where: {where}\n"
    )
    assert faults(datafiles.Notices, notice) == []


@pytest.mark.parametrize("kind", datafiles.DATA_FILES.values())
def test_an_empty_data_file_is_no_fault(kind: type[Record]) -> None:
    assert faults(kind, "# nothing yet\n") == []
