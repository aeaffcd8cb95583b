"""Law 5: a kept memo and a fresh one agree to the byte, outputs and problems, under any history of edits."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from sendsite.memo import Memo
from sendsite.site.build import build
from tests.histories import EDITS, START, Author

HISTORIES = int(os.environ.get("SENDSITE_HISTORIES", "20"))
STEPS = 8


@settings(max_examples=HISTORIES, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
@given(st.lists(st.lists(EDITS, min_size=1, max_size=3), min_size=1, max_size=STEPS))
def test_a_kept_memo_equals_a_fresh_one(history: list[list[tuple[str, object]]]) -> None:
    author, kept = Author(), Memo()
    build(kept, author.snapshot())
    for edits in history:
        for what, value in edits:
            author.edit(what, value)
            note(f"{what}: {value!r:.60}")
        now = author.snapshot()
        assert build(kept, now) == build(Memo(), now)


def test_the_histories_begin_with_a_sound_site() -> None:
    """Otherwise the property would compare error messages only."""
    start = build(Memo(), Author().snapshot())
    assert start.problems == ()
    assert start.pages >= len(START) // 2
