"""The one clock: what the build takes for now."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sendsite.crafts.dates import LONDON
from sendsite.edges import clock
from sendsite.edges.setup import SetupError


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2021-06-20", "2021-06-20T00:00:00+01:00"),
        ("2021-06-20T09:00", "2021-06-20T09:00:00+01:00"),
        ("2021-06-20 09:00:30", "2021-06-20T09:00:30+01:00"),
        ("2021-12-20T09:00", "2021-12-20T09:00:00+00:00"),
        ("2021-06-20T09:00Z", "2021-06-20T10:00:00+01:00"),
        ("2021-06-20T23:30-05:00", "2021-06-21T05:30:00+01:00"),
        ("2021-10-31T00:30Z", "2021-10-31T01:30:00+01:00"),
        ("2021-10-31T01:30Z", "2021-10-31T01:30:00+00:00"),
        ("0001-01-01", "0001-01-01T00:00:00-00:01:15"),
        ("9999-12-31T23:59", "9999-12-31T23:59:00+00:00"),
    ],
)
def test_a_time_is_told_on_a_london_clock(monkeypatch: pytest.MonkeyPatch, given: str, expected: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    moment = clock.now(given)
    assert (moment.isoformat(), moment.tzinfo) == (expected, LONDON)


@pytest.mark.parametrize(
    ("epoch", "expected"),
    [
        ("0", "1970-01-01T01:00:00+01:00"),  # London kept summer time all that winter
        ("1624176000", "2021-06-20T09:00:00+01:00"),
        ("-1", "1970-01-01T00:59:59+01:00"),
        ("253402300799", "9999-12-31T23:59:59+00:00"),
    ],
)
def test_packagers_may_set_the_moment(monkeypatch: pytest.MonkeyPatch, epoch: str, expected: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert clock.now().isoformat() == expected


@pytest.mark.parametrize("epoch", [None, ""])
def test_otherwise_it_is_now(monkeypatch: pytest.MonkeyPatch, epoch: str | None) -> None:
    if epoch is not None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    before = datetime.now(UTC)
    moment = clock.now()
    assert before <= moment <= datetime.now(UTC)
    assert moment.tzinfo is LONDON


@pytest.mark.parametrize(
    "given", ["", "today", "20 June 2021", "2021-02-29", "2021-06-20T24:30", "0001-01-01T00:00+05:00", "10000-01-01"]
)
def test_a_time_that_is_none_is_told(given: str) -> None:
    with pytest.raises(SetupError, match=rf"--now cannot be “{given.replace('+', '.')}”\. Write a date or a time like"):
        clock.now(given)


@pytest.mark.parametrize("epoch", ["soon", "1.5", "0x10", "-99999999999999", "9" * 40, "9" * 5000])
def test_an_epoch_that_is_none_is_told(monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(SetupError, match="it is a whole number of seconds since 1970"):
        clock.now()
