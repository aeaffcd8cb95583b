"""Who may look."""

from __future__ import annotations

import pytest

from sendsite.edges.preview import visitors
from sendsite.edges.preview.visitors import OURS, OUTSIDER, STRANGER

HERE = "127.0.0.1:8000"


@pytest.mark.parametrize(
    "host",
    ["localhost", "LOCALHOST:8000", "127.0.0.1", "127.0.0.1:9", "[::1]", "[::1]:8000", "[0:0:0:0:0:0:0:1]:8000"],
)
def test_this_machine_has_three_names(host: str) -> None:
    assert visitors.refusal({"host": host}, OURS, inside=True) == ""


@pytest.mark.parametrize(
    "host",
    [
        "", "send.example.org", "127.0.0.1.example.org", "localhost.example.org:80", "x.localhost", "localhost.",
        "0.0.0.0",  # noqa: S104 - no name of ours
        "10.0.0.1", "[::]", "[::2]", "127.0.0.2", "127.1", "2130706433", "0x7f000001", "localhost:", "localhost:port",
        "localhost:80:80", "localhost@example.org", "example.org#localhost", "localhost, example.org", "::1", "[::1",
        "localhost/", " localhost", "loca\u212ahost", "lo\u017fcalhost",
    ],
)  # fmt: skip
def test_no_other_name_leads_here(host: str) -> None:
    assert visitors.refusal({"host": host}, OURS, inside=False) == STRANGER


def test_no_name_at_all_is_no_name_of_ours() -> None:
    assert visitors.refusal({}, OURS, inside=False) == STRANGER


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"origin": f"http://{HERE}"},
        {"origin": f"HTTP://{HERE}", "sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "none"},
    ],
)
def test_our_own_pages_may_ask_for_what_is_inside(fields: dict[str, str]) -> None:
    assert visitors.refusal({"host": HERE, **fields}, OURS, inside=True) == ""


@pytest.mark.parametrize(
    "fields",
    [
        {"origin": "https://example.org"},
        {"origin": "null"},
        {"origin": ""},
        {"origin": "http://127.0.0.1:8001"},
        {"origin": "http://localhost:8000"},
        {"origin": f"https://{HERE}"},
        {"origin": f"http://{HERE}, https://example.org"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "same-origin, cross-site"},
    ],
)
def test_pages_elsewhere_may_not(fields: dict[str, str]) -> None:
    assert visitors.refusal({"host": HERE, **fields}, OURS, inside=True) == OUTSIDER
    assert visitors.refusal({"host": HERE, **fields}, OURS, inside=False) == ""  # a link to a page is a link


@pytest.mark.parametrize(
    ("address", "plain"),
    [
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("fe80::1%eth0", "fe80::1"),
        ("2001:DB8:0::7", "2001:db8::7"),
        ("Name", "name"),
    ],
)
def test_an_address_has_one_spelling(address: str, plain: str) -> None:
    assert visitors.plain(address) == plain
