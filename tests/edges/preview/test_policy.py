"""A policy made wider, and not more than it must be."""

from __future__ import annotations

import pytest

from sendsite.edges.preview.policy import widened

AT = "http://127.0.0.1:8000"
SCRIPT, PLACE, STYLES = f"{AT}/_sendsite/reload.js", f"{AT}/_sendsite/", f"{AT}/_sendsite/preview.css"
CASES = {
    "": "",
    ";;": "",
    "img-src 'self'": "img-src 'self'",
    "default-src 'none'": f"default-src 'none'; script-src {SCRIPT}; connect-src {PLACE}; style-src {STYLES}",
    "default-src 'self'; style-src 'none'": (
        f"default-src 'self'; style-src {STYLES}; script-src 'self' {SCRIPT}; connect-src 'self' {PLACE}"
    ),
    "SCRIPT-SRC 'None'; script-src *; style-src-elem 'self'": (
        f"script-src {SCRIPT}; style-src-elem 'self' {STYLES}"
    ),
    "default-src 'none'; script-src-elem 'self'": (
        f"default-src 'none'; script-src-elem 'self' {SCRIPT}; "
        f"script-src {SCRIPT}; connect-src {PLACE}; style-src {STYLES}"
    ),
}  # fmt: skip


@pytest.mark.parametrize("policy", CASES)
def test_only_our_own_two_files_are_let_in(policy: str) -> None:
    assert widened(policy, AT) == CASES[policy]
