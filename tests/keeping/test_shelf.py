"""Packs written, read and laid on a shelf: what is taken from there is what was put there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sendsite.keeping import pack
from sendsite.keeping.codec import CodecError
from sendsite.keeping.shelf import Shelf
from sendsite.memo import PASSING, Memo
from sendsite.site.build import build
from tests.histories import EDITS, Author

if TYPE_CHECKING:
    from sendsite.keeping.pack import Pack
    from sendsite.memo import Entry


class Beside:
    """What lies beside packs."""

    def __init__(self) -> None:
        self.found: dict[str, bytes] = {}

    def put(self, data: bytes) -> str:
        name = pack.name(data)
        self.found[name] = data
        return name

    def get(self, name: str) -> bytes:
        return self.found[name]


def written(memo: Memo, beside: Beside) -> Pack:
    """What is new in a memo, written and read again."""
    found = pack.from_bytes(pack.write(memo.news, memo.gone, beside.put).as_bytes())
    memo.news.clear()
    memo.gone.clear()
    return found


def kept(memo: Memo) -> dict[int, Entry]:
    """Every entry that a shelf is to hold, by its number."""
    return {entry.number: entry for entry in memo.entries.values() if entry.question not in PASSING}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(EDITS, min_size=1, max_size=3), max_size=5))
def test_a_shelf_holds_what_the_memo_does(history: list[list[tuple[str, object]]]) -> None:
    author, memo, beside = Author(), Memo(), Beside()
    shelf = Shelf(beside.get)
    build(memo, author.snapshot())
    shelf.add(written(memo, beside))
    for edits in history:
        for edit in edits:
            author.edit(*edit)
        build(memo, author.snapshot())
        shelf.add(written(memo, beside))
    tidy = Shelf(beside.get)
    joined, names = shelf.joined(beside.put)
    tidy.add(joined)
    assert tidy.size == len(tidy) == len(shelf) == len(kept(memo))
    assert names <= beside.found.keys()
    for each in (shelf, tidy):
        for number, entry in kept(memo).items():
            row = each.row(number)
            assert (row.question, row.args, row.height) == (entry.question, entry.args, entry.height)
            assert each.find(entry.question, entry.args) == number
            assert set(row.problems) >= set(entry.problems)
            for asked in each.asked(number):
                assert number in each.askers(asked)
                assert each.row(asked).height < row.height


def test_what_is_gone_is_not_found_any_more() -> None:
    author, memo, beside = Author(), Memo(), Beside()
    shelf = Shelf(beside.get)
    build(memo, author.snapshot())
    shelf.add(written(memo, beside))
    before = kept(memo)
    del author.files["content/help/buses.md"]
    build(memo, author.snapshot())
    shelf.add(written(memo, beside))
    gone = before.keys() - kept(memo).keys()
    assert gone
    for number in gone:
        assert shelf.find(before[number].question, before[number].args) == 0
        with pytest.raises(CodecError):
            shelf.row(number)


@given(st.binary(max_size=200))
def test_what_is_no_pack_is_refused(data: bytes) -> None:
    with pytest.raises(CodecError):
        pack.from_bytes(data)
