"""Spans tile time, anchored as Splunk anchors its buckets."""

from __future__ import annotations

import math
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.timerange import parse_span, strftime

UTC = ZoneInfo("UTC")
NEW_YORK = ZoneInfo("America/New_York")
KOLKATA = ZoneInfo("Asia/Kolkata")
T = 1700055930.0  # Wednesday 2023-11-15 13:45:30 UTC


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ("10s", "2023-11-15 13:45:30"),
        ("7s", "2023-11-15 13:45:24"),
        ("1h", "2023-11-15 13:00:00"),
        ("4h", "2023-11-15 12:00:00"),
        ("60", "2023-11-15 13:45:00"),
        ("1d", "2023-11-15 00:00:00"),
        ("1d@d", "2023-11-15 00:00:00"),
        ("1w", "2023-11-09 00:00:00"),
        ("1w@w", "2023-11-12 00:00:00"),
        ("1w@w1", "2023-11-13 00:00:00"),
        ("1w@w3", "2023-11-15 00:00:00"),
        ("1mon", "2023-11-01 00:00:00"),
        ("1mon@mon", "2023-11-01 00:00:00"),
        ("1q", "2023-10-01 00:00:00"),
        ("1y", "2023-01-01 00:00:00"),
        ("5h@d", "2023-11-15 10:00:00"),
    ],
)
def test_floor(span: str, expected: str) -> None:
    assert strftime(parse_span(span).floor(T, UTC), "%F %T", UTC) == expected


def test_days_start_at_local_midnight_and_86400_seconds_at_the_epoch() -> None:
    assert strftime(parse_span("1d").floor(T, NEW_YORK), "%F %T", NEW_YORK) == "2023-11-15 00:00:00"
    assert parse_span("86400s").floor(T, NEW_YORK) == 1700006400.0


def test_hours_count_from_the_epoch_in_every_zone() -> None:
    assert parse_span("1h").floor(T, KOLKATA) == parse_span("1h").floor(T, UTC)


def test_seconds() -> None:
    """A span tells its width, and None where a calendar decides it."""
    widths = {text: parse_span(text).seconds for text in ("500ms", "10s", "2h", "1d", "1w@w1", "1mon", "1q", "1y")}
    assert widths == {
        "500ms": 0.5,
        "10s": 10.0,
        "2h": 7200.0,
        "1d": 86400.0,
        "1w@w1": 604800.0,
        "1mon": None,
        "1q": None,
        "1y": None,
    }


@pytest.mark.parametrize(
    "text", ["", "h", "0h", "-1h", "1.5h", "1fortnight", "1d@", "1w@w8", "1d@d3", "1mon@d", "2d@w1", "1h@x"]
)
def test_wrong_spans_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"span|unit"):
        parse_span(text)


def test_text_of_a_span_reads_back() -> None:
    for text in ("10s", "1w@w1", "5h@d", "1mon"):
        assert str(parse_span(text)) == text
        assert parse_span(str(parse_span(text))) == parse_span(text)


spans = st.sampled_from(
    ["250ms", "7s", "1h", "5h@d", "1h@h", "1d", "3d", "1w", "1w@w1", "2w@w", "1mon", "5mon", "1q", "1y"]
)
zones = st.sampled_from([UTC, NEW_YORK, KOLKATA])
instants = st.floats(min_value=1e8, max_value=3e9).map(lambda t: math.floor(t * 4) / 4)


@given(instants, spans.map(parse_span), zones)
def test_buckets_tile_time(instant: float, span: object, zone: ZoneInfo) -> None:
    """Each instant lies in exactly the bucket that starts at its floor and ends where the next one starts."""
    parsed = parse_span(str(span))
    start = parsed.floor(instant, zone)
    following = parsed.next_start(start, zone)
    assert start <= instant < following
    assert parsed.floor(start, zone) == start
    assert parsed.floor(following, zone) == following
    assert parsed.floor(following - 0.25, zone) == start


@given(instants, spans.map(parse_span), zones)
def test_tiling_says_what_floor_does(instant: float, span: object, zone: ZoneInfo) -> None:
    """Where a span gives a width and an anchor, plain arithmetic finds the same bucket."""
    parsed = parse_span(str(span))
    tiling = parsed.tiling(zone)
    if tiling is not None:
        width, anchor = tiling
        assert parsed.floor(instant, zone) == anchor + math.floor((instant - anchor) / width) * width


def test_tiling_is_given_where_it_exists() -> None:
    assert parse_span("10s").tiling(NEW_YORK) == (10.0, 0.0)
    assert parse_span("1w@w1").tiling(UTC) == (604800.0, 4 * 86400.0)
    assert parse_span("1d").tiling(NEW_YORK) is None
    assert parse_span("1mon").tiling(UTC) is None
