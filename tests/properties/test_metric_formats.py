"""Each pair of metric formats: what one writes and reads, the other writes and reads as the same points."""

from __future__ import annotations

import gzip
import io
import math
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.store.flaws import Flaw
from harness.store.formats import MetricFormat, MetricPoint, detect_format, find_format, format_names, read_points

if TYPE_CHECKING:
    from collections.abc import Iterable

FORMATS = format_names()
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12) | st.sampled_from(
    [
        'say "hi"',
        "a,b",
        "two\nlines",
        "cr\r\nlf",
        "\r",
        "été 🚀",
        "\\",
        "#x:y|g",
        " outer ",
        "a\0b",
        "'",
        "1e5",
        "null",
        "=",
    ]
)
DIMENSION = TEXT.filter(
    lambda name: name not in ("index", "metric_name", "_value") and not name.startswith("metric_name:")
)
PLAIN = st.from_regex(r"[a-zA-Z_][a-zA-Z0-9_.]{0,8}", fullmatch=True).filter(
    lambda name: name not in ("index", "_value")
)
METRIC = st.from_regex(r"[a-z][a-z0-9_.]{0,8}", fullmatch=True) | st.sampled_from(
    ["é.µ", "metric_name:x", "_value", "a:b"]
)
NUMBER = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**53), 2**53).map(float)
SECONDS = st.integers(1, 4_000_000_000).map(float)
FINE = SECONDS | st.integers(1, 4_000_000_000_000).map(lambda ms: ms / 1000) | st.floats(0, 4e9)


def point(
    time: st.SearchStrategy[float], metric: st.SearchStrategy[str], name: st.SearchStrategy[str]
) -> st.SearchStrategy[MetricPoint]:
    """Points; a dimension may be missing from some of them, and there are names that the keys of HEC have."""
    names = name | st.sampled_from(["host", "source", "sourcetype", "k8s.pod.name"])
    measures = st.dictionaries(metric, NUMBER, min_size=1, max_size=3)
    return st.builds(MetricPoint, time, PLAIN, measures, st.dictionaries(names, TEXT, max_size=4))


POINTS = st.lists(point(FINE, METRIC, DIMENSION), min_size=1, max_size=5)
EVERYDAY = st.lists(point(SECONDS, METRIC.filter(str.isascii), PLAIN), min_size=1, max_size=5)


def carried(points: Iterable[MetricPoint], *formats: MetricFormat) -> list[MetricPoint]:
    """The points that every one of these formats can carry."""

    def fits(each: MetricPoint) -> bool:
        try:
            for form in formats:
                form.check(each)
        except Flaw:
            return False
        return True

    return [each for each in points if fits(each)]


def singles(points: Iterable[MetricPoint]) -> list[tuple[object, ...]]:
    """The measurements, in an order that does not depend on the format; the sign of a zero counts."""
    found = [
        (each.index, name, each.time, math.copysign(1, value), value, tuple(sorted(each.dimensions.items())))
        for each in points
        for name, value in each.measures.items()
    ]
    return sorted(found)


def through(points: list[MetricPoint], form: MetricFormat, folder: Path) -> list[MetricPoint]:
    """Points, written to a file and read back, the format found by name and content."""
    path = folder / f"points{form.endings[0]}"
    stream = io.BytesIO()
    form.write(points, stream)
    path.write_bytes(gzip.compress(stream.getvalue()) if form.is_text else stream.getvalue())
    detected = detect_format(path)
    assert detected.endings == form.endings
    return list(read_points(path))


@pytest.mark.parametrize(("one", "other"), list(combinations(FORMATS, 2)))
@settings(max_examples=8, deadline=None)
@given(strange=POINTS, everyday=EVERYDAY)
def test_each_pair_round_trips(one: str, other: str, strange: list[MetricPoint], everyday: list[MetricPoint]) -> None:
    """No time, value, name or text changes on the way through two formats."""
    formats = find_format(one), find_format(other)
    points = carried([*strange, *everyday], *formats)
    if not points:
        return
    with TemporaryDirectory() as folder:
        there = through(points, formats[0], Path(folder))
        back = through(there, formats[1], Path(folder))
    assert singles(there) == singles(points)
    assert singles(back) == singles(points)


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=20, deadline=None)
@given(points=POINTS)
def test_what_a_format_does_not_refuse_it_carries(name: str, points: list[MetricPoint]) -> None:
    """A point is refused before it is written, or it comes back as it was: nothing between."""
    form = find_format(name)
    kept = carried(points, form)
    if kept:
        with TemporaryDirectory() as folder:
            assert singles(through(kept, form, Path(folder))) == singles(kept)


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("statsd", "otlp")])
@given(points=POINTS)
@settings(max_examples=20, deadline=None)
def test_most_formats_carry_everything(name: str, points: list[MetricPoint]) -> None:
    """HEC's JSON, CSV and Parquet refuse names of columns only, no text, time or number."""
    named = {"metric_timestamp", "_time"}
    wanted = [each for each in points if not named & each.dimensions.keys()]
    assert carried(wanted, find_format(name)) == [
        each for each in wanted if name != "parquet" or not any(key.startswith("\0") for key in each.dimensions)
    ]


@pytest.mark.parametrize("name", FORMATS)
@given(points=EVERYDAY)
@settings(max_examples=10, deadline=None)
def test_every_format_carries_plain_points(name: str, points: list[MetricPoint]) -> None:
    """Whole seconds and names without separators are never refused."""
    plain = [
        MetricPoint(each.time, each.index, {"cpu.usr": 1.0}, dict.fromkeys(each.dimensions, "plain")) for each in points
    ]
    assert carried(plain, find_format(name)) == plain
