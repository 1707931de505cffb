"""What a scan asks of points beyond their time: the group of their series, and their bucket of time."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import polars as pl

from harness.store.chunks import SERIES, TIME

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from harness.spl.sources import MetricScan, TimeBuckets
    from harness.timerange import TimeSpan

GROUP, BUCKET = "group", "bucket"


def asked_points(points: pl.DataFrame, scan: MetricScan) -> dict[str, pl.Series]:
    """The columns that the scan asks for, of the points that it wants.

    Cost: one gather for the groups; one pass over the times for the buckets.
    """
    if scan.groups is not None:
        points = _grouped(points, scan.groups.series)
    if scan.buckets is not None and points.height:
        points = _bucketed(points, scan.buckets)
    return {column.name: column for column in points.get_columns() if scan.with_series or column.name != SERIES}


def _grouped(points: pl.DataFrame, groups: pl.Series) -> pl.DataFrame:
    found = points.hstack([groups[points.get_column(SERIES)].alias(GROUP)])
    return found.drop_nulls(GROUP) if groups.null_count() else found


def _bucketed(points: pl.DataFrame, buckets: TimeBuckets) -> pl.DataFrame:
    if buckets.every is None:
        return _with_starts(points, buckets.span, buckets.zone).collect(engine="in-memory")
    found = _with_starts(points, buckets.every, buckets.zone)
    return found.filter(pl.col(TIME) - pl.col(BUCKET) < _width_s(buckets.span)).collect(engine="in-memory")


def _with_starts(points: pl.DataFrame, span: TimeSpan, zone: ZoneInfo) -> pl.LazyFrame:
    tiling = span.tiling(zone)
    if tiling is None:
        return points.hstack([bucket_starts(points.get_column(TIME), span, zone).alias(BUCKET)]).lazy()
    width, anchor = tiling
    starts = ((pl.col(TIME) - anchor) / width).floor() * width + anchor
    return points.lazy().with_columns(starts.alias(BUCKET))


def bucket_starts(times: pl.Series, span: TimeSpan, zone: ZoneInfo) -> pl.Series:
    """The start of the bucket of each of some times, of which there is one."""
    tiling = span.tiling(zone)
    if tiling is not None:
        width, anchor = tiling
        return ((times - anchor) / width).floor() * width + anchor
    least, most = times.min(), times.max()
    assert isinstance(least, float)
    assert isinstance(most, float)
    edges = _edges(least, most, span, zone)
    places = edges.search_sorted(times, side="right") - 1
    return edges.gather(places)


def _edges(first: float, last: float, span: TimeSpan, zone: ZoneInfo) -> pl.Series:
    """The starts of the buckets from that of the first time to that of the last."""
    starts = [span.floor(first, zone)]
    while (following := span.next_start(starts[-1], zone)) <= last:
        starts.append(following)
    return pl.Series(starts, dtype=pl.Float64)


def _width_s(span: TimeSpan) -> float:
    return math.inf if span.seconds is None else span.seconds
