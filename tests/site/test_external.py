"""Links to other sites are all found, each at its true place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sendsite.crafts.elsewhere.linkverdicts import ExternalLink
from sendsite.memo import Memo
from sendsite.site import external
from tests.content import CONSULTATIONS, EVENTS, consultation, page
from tests.sites import LAYOUTS, SITE, snapshot

if TYPE_CHECKING:
    from collections.abc import Mapping


def found(files: Mapping[str, str | bytes], now: str = "2026-06-01T09:00") -> list[str]:
    """Every external link as ``address path:line:column``."""
    links = Memo().evaluate(snapshot(files, now), external.links).value
    return [f"{each.address} {each.path}:{each.line}:{each.column}" for each in links]


def test_links_in_the_text_of_a_page() -> None:
    body = "See [a](https://a.example.org/x#y) and\n<http://b.example.org>, ![p](p.png) [c](index.md).\n\n[d][e]\n\n"
    body += (
        "[e]: HTTPS://E.example.org\n\n[m](mailto:a@example.org) [t](tel:01632960001) `[f](https://f.example.org)`\n"
    )
    assert found({"content/a.md": page("A", body)}) == [
        "HTTPS://E.example.org content/a.md:9:6",
        "http://b.example.org content/a.md:5:2",
        "https://a.example.org/x#y content/a.md:4:9",
    ]


def test_web_addresses_in_front_matter() -> None:
    files = {
        **EVENTS,
        **CONSULTATIONS,
        "content/events/x.md": page(
            "X",
            start="2026-07-01",
            all_day="yes",
            online="https://meet.example.org/1",
            book='"https://book.example.org"',
        ),
        "content/events/y.md": page("Y", start="2026-07-01", all_day="yes", online="Ask on https://meet.example.org/2"),
        "content/consultations/z.md": consultation(sources="\n  - title: S\n    address: https://s.example.org/?a=b"),
    }
    assert found(files) == [
        "https://book.example.org content/events/x.md:6:7",
        "https://meet.example.org/1 content/events/x.md:5:9",
        "https://s.example.org/?a=b content/consultations/z.md:10:14",
        "https://survey.example.org/ content/consultations/z.md:7:14",
    ]


def test_web_addresses_in_data_files_but_not_our_own() -> None:
    files = {
        "content/site.yaml": SITE + "links:\n  - title: F\n    address: https://f.example.org/\n",
        "content/data/contacts.yaml": "contacts:\n  - id: a\n    name: A\n    website: https://a.example.org/\n"
        "    address: 1 Example Street\n    source: >-\n      https://s.example.org/\n",
        "content/data/dcos.yaml": "areas:\n  - area: N\n    districts: [A]\n    later:\n      name: L\n"
        "      source: https://l.example.org/\nneighbours:\n  - name: B\n    text: C\n    address: https://n.example.org/\n",
        "content/data/unknown.yaml": "source: https://nobody-reads.example.org/\n",
    }
    assert found(files) == [
        "https://a.example.org/ content/data/contacts.yaml:4:14",
        "https://f.example.org/ content/site.yaml:5:14",
        "https://l.example.org/ content/data/dcos.yaml:6:15",
        "https://n.example.org/ content/data/dcos.yaml:10:14",
        "https://s.example.org/ content/data/contacts.yaml:6:13",
    ]


def test_only_published_pages_count() -> None:
    link = "[a](https://a.example.org/)\n"
    files = {
        "content/draft.md": page("D", link, draft="yes"),
        "content/later.md": page("L", link, publish="2026-07-01"),
        "content/over.md": page("O", link, expires="2026-05-01"),
    }
    assert found(files) == []
    assert found(files, "2026-07-01") == ["https://a.example.org/ content/later.md:5:5"]


def test_a_fault_in_one_field_hides_no_link_of_the_file() -> None:
    """Otherwise the history would forget all its links because of one slip."""
    files = {
        "content/a.md": "---\ntitel: A\nsources:\n  - address: https://a.example.org/\n---\n[b](https://b.example.org)\n"
    }
    assert found(files) == ["https://a.example.org/ content/a.md:4:14", "https://b.example.org content/a.md:6:5"]


def test_what_cannot_be_read_at_all_has_no_links() -> None:
    files: dict[str, str | bytes] = {
        "content/a.md": b"\xff\xfea",
        "content/b.md": "https://b.example.org/",
        "content/data/board.yaml": "a: [\n",
    }
    assert found(files) == []


def test_an_address_that_is_none_is_left_to_the_build() -> None:
    assert found({"content/a.md": page("A", "[a](https://) [b](http://[::1) [c](https:///x)\n")}) == []


def test_the_same_place_counts_once_and_every_place_counts() -> None:
    links = (
        Memo()
        .evaluate(
            snapshot(
                {
                    "content/a.md": page(
                        "A", "[x][r] [y][r]\n[z](https://a.example.org/)\n\n[r]: https://a.example.org/\n"
                    )
                }
            ),
            external.links,
        )
        .value
    )
    assert links == (
        ExternalLink("https://a.example.org/", "content/a.md", 5, 5),
        ExternalLink("https://a.example.org/", "content/a.md", 7, 6),
    )


def test_the_layouts_that_come_with_sendsite_are_not_our_matter() -> None:
    assert any(path.endswith(".html") for path in LAYOUTS)
    assert found({}) == []
