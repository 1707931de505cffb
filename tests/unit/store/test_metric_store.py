"""The metric store: what goes in comes out by index, metric, time, series and group."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from harness.diagnostics import Diagnostic
from harness.errors import ConfigError, DatasetError
from harness.spl.sources import MetricScan, TimeBuckets
from harness.store import MetricStore, load_metrics
from harness.timerange import ALL_TIME, TimeRange, parse_span

if TYPE_CHECKING:
    from collections.abc import Sequence

UTC = ZoneInfo("UTC")


def point(time: float, value: float = 1.0, *, index: str = "m", metric: str = "cpu", **dims: str) -> dict[str, Any]:
    return {"_time": time, "metrics": {metric: value}, "dims": dims, "index": index}


def scanned(store: MetricStore, window: TimeRange = ALL_TIME, **asked: Any) -> list[dict[str, Any]]:
    scan = MetricScan(asked.pop("indexes", ["*"]), asked.pop("metrics", ["*"]), window, **asked)
    return [
        {"index": item.index, "metric": item.metric, **{n: c.values() for n, c in item.points.columns.items()}}
        for item in store.scan_metrics(scan)
    ]


def diagnostics(error: DatasetError) -> list[Diagnostic]:
    return [finding for finding in error.diagnostics if isinstance(finding, Diagnostic)]


def test_points_are_sorted_by_time_whenever_they_arrive() -> None:
    """Late points find their place, also after a search has read the chunk."""
    store = load_metrics([point(30), point(10)])
    assert scanned(store)[0]["_time"] == [10, 30]
    store.add_points([point(20), point(5)])
    assert scanned(store)[0]["_time"] == [5, 10, 20, 30]


def test_equal_points_are_kept_in_order_of_arrival() -> None:
    store = load_metrics([point(10, 1), point(5, 9), point(10, 2), point(10, 2)])
    assert scanned(store)[0]["value"] == [9, 1, 2, 2]


def test_earliest_is_inclusive_and_latest_exclusive() -> None:
    store = load_metrics([point(t) for t in (9, 10, 19, 20)])
    assert scanned(store, TimeRange(10, 20))[0]["_time"] == [10, 19]
    assert scanned(store, TimeRange(None, 10))[0]["_time"] == [9]
    assert scanned(store, TimeRange(20, None))[0]["_time"] == [20]
    assert scanned(store, TimeRange(21, 30)) == []
    assert scanned(store, TimeRange(20, 10)) == []


def test_indexes_and_metrics_are_kept_apart_and_matched_by_patterns() -> None:
    store = load_metrics(
        [
            point(1, metric="tcp.b"),
            point(1, metric="tcp.a"),
            point(1, metric="Tcp.a"),
            point(1, index="n", metric="udp"),
        ]
    )
    assert store.metric_indexes() == ["m", "n"]
    assert store.metric_names(["m"]) == ["Tcp.a", "tcp.a", "tcp.b"]
    assert [item["metric"] for item in scanned(store, indexes=["m"], metrics=["tcp.*"])] == ["tcp.a", "tcp.b"]
    assert [item["index"] for item in scanned(store, metrics=["ud*"])] == ["n"]


def test_a_star_does_not_reach_internal_indexes() -> None:
    store = load_metrics([point(1, index="_metrics"), point(1, index="web")])
    assert [item["index"] for item in scanned(store, indexes=["*"])] == ["web"]
    assert [item["index"] for item in scanned(store, indexes=["_*"])] == ["_metrics"]


def test_dimensions_make_the_series_whatever_their_order() -> None:
    store = MetricStore().add_points(
        [
            {"_time": 1, "metrics": {"x": 1}, "dims": {"a": "1", "b": "2"}, "index": "m"},
            {"_time": 2, "metrics": {"x": 1}, "dims": {"b": "2", "a": "1"}, "index": "m"},
            {"_time": 3, "metrics": {"x": 1}, "dims": {"a": "1"}, "index": "m"},
        ]
    )
    assert scanned(store)[0]["series"] == [0, 0, 1]
    assert store.series().rows() == [{"index": "m", "a": "1", "b": "2"}, {"index": "m", "a": "1"}]


def test_empty_and_null_dimensions_are_absent_and_others_become_text() -> None:
    dims = {"empty": "", "null": None, "number": 3, "part": 1.5, "yes": True}
    store = MetricStore().add_points([{"_time": 1, "metrics": {"x": 1}, "dims": dims, "index": "m"}])
    assert store.series().rows() == [{"index": "m", "number": "3", "part": "1.5", "yes": "true"}]


def test_true_one_and_one_point_zero_are_three_series() -> None:
    """Python takes them for equal keys; a dimension's text tells them apart."""
    rows = [{"_time": 1, "metrics": {"x": 1}, "dims": {"d": d}, "index": "m"} for d in (1, True, 1.0)]
    assert [row["d"] for row in MetricStore().add_points(rows).series().rows()] == ["1", "true", "1.0"]


def test_groups_are_numbered_in_the_order_of_their_keys() -> None:
    store = load_metrics(
        [point(1, host="b", app="x"), point(1, host="a", app="y"), point(1, host="a"), point(1, app="x")]
    )
    groups = store.group_series(["host"])
    assert groups.keys.rows() == [{"host": "a"}, {"host": "b"}]
    assert groups.ids.values() == [1, 0, 0, None]
    filled = store.group_series(["app", "host"], "none")
    assert filled.keys.rows() == [
        {"app": "none", "host": "a"},
        {"app": "x", "host": "b"},
        {"app": "x", "host": "none"},
        {"app": "y", "host": "a"},
    ]


def test_groups_follow_a_growing_store() -> None:
    """What was computed for a smaller series table is not used for a larger one."""
    store = load_metrics([point(1, host="b")])
    assert store.group_series(["host"]).keys.height == 1
    store.add_points([point(1, host="a")])
    assert store.group_series(["host"]).ids.values() == [1, 0]


def test_a_grouping_by_a_dimension_that_nothing_has_is_empty() -> None:
    groups = load_metrics([point(1, host="a")]).group_series(["nosuch"])
    assert groups.keys.height == 0
    assert groups.ids.values() == [None]


def test_a_scan_with_groups_leaves_out_series_without_one() -> None:
    store = load_metrics([point(1, host="a"), point(2, app="x"), point(3, host="a")])
    (item,) = scanned(store, groups=store.group_series(["host"]).ids)
    assert (item["_time"], item["group"]) == ([1, 3], [0, 0])


@pytest.mark.parametrize(
    ("span", "zone", "starts"),
    [
        ("30s", "UTC", [1700000030, 1700000040 // 30 * 30, 1700086500]),
        ("1d", "Europe/Paris", [1699916400, 1699916400, 1700002800]),
        ("1mon", "UTC", [1698796800, 1698796800, 1698796800]),
    ],
)
def test_buckets_start_where_the_span_says(span: str, zone: str, starts: list[float]) -> None:
    times = [1700000045, 1700000055, 1700086500]
    expected = [parse_span(span).floor(t, ZoneInfo(zone)) for t in times]
    (item,) = scanned(load_metrics([point(t) for t in times]), buckets=TimeBuckets(parse_span(span), ZoneInfo(zone)))
    assert item["bucket"] == expected
    if span != "30s":
        assert expected == starts


def test_calendar_buckets_agree_with_the_span_across_a_clock_change() -> None:
    zone = ZoneInfo("Europe/Paris")
    times = [1698530000 + 1800 * step for step in range(150)]
    span = parse_span("4h@d")
    (item,) = scanned(load_metrics([point(t) for t in times]), buckets=TimeBuckets(span, zone))
    assert item["bucket"] == [span.floor(t, zone) for t in times]


def test_every_reads_the_first_span_of_each_stretch() -> None:
    store = load_metrics([point(t) for t in range(0, 120, 5)])
    buckets = TimeBuckets(parse_span("10s"), UTC, parse_span("1m"))
    (item,) = scanned(store, buckets=buckets)
    assert item["_time"] == [0, 5, 60, 65]
    assert item["bucket"] == [0, 0, 60, 60]


def test_times_are_cut_to_seconds_unless_the_index_keeps_milliseconds() -> None:
    points = [point(10.999), point(11.0006)]
    assert scanned(MetricStore().add_points(points))[0]["_time"] == [10, 11]
    assert scanned(MetricStore("ms").add_points(points))[0]["_time"] == [10.999, 11.0]


def test_a_resolution_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ConfigError, match='"s" or "ms"'):
        MetricStore("us")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"index": None}, "DS155"),
        ({"index": "a*"}, "DS155"),
        ({"metrics": {}}, "DS156"),
        ({"metrics": {"a b": 1}}, "DS156"),
        ({"metrics": {"": 1}}, "DS156"),
        ({"metrics": {"x": "much"}}, "DS153"),
        ({"metrics": {"x": None}}, "DS153"),
        ({"metrics": {"x": True}}, "DS153"),
        ({"metrics": {"x": float("nan")}}, "DS153"),
        ({"metrics": {"x": 10**400}}, "DS153"),
        ({"_time": "yesterday"}, "DS154"),
        ({"_time": None}, "DS154"),
        ({"_time": -1}, "DS154"),
        ({"_time": 1700000000000}, "DS154"),
        ({"dims": {"a": ["x"]}}, "DS157"),
        ({"dims": {"a": "\ud800"}}, "DS157"),
        ({"dims": {"index": "other"}}, "DS157"),
        ({"dims": "host=a"}, "DS157"),
        ({"value": 1}, "DS158"),
    ],
)
def test_a_wrong_point_is_named_by_its_place_and_nothing_is_added(wrong: dict[str, Any], code: str) -> None:
    store = MetricStore()
    bad = {k: v for k, v in {**point(1, host="a"), **wrong}.items() if k != "index" or v is not None}
    with pytest.raises(DatasetError) as caught:
        store.add_points([point(1), bad])
    (found,) = diagnostics(caught.value)
    assert (found.code, found.source.name) == (code, "metrics[1]")
    assert len(store) == 0


def test_an_index_for_all_points_is_for_those_that_name_none() -> None:
    unnamed = {"_time": 1, "metrics": {"x": 1}, "dims": {}}
    store = load_metrics([unnamed, point(2, index="n")], index="m")
    assert store.metric_indexes() == ["m", "n"]


def test_numbers_may_come_as_text_and_from_numpy() -> None:
    rows = [{"_time": "10", "metrics": {"x": "2.5", "y": np.int64(3)}, "dims": {}, "index": "m"}]
    assert [item["value"] for item in scanned(load_metrics(rows))] == [[2.5], [3.0]]


@pytest.mark.parametrize("form", [list, np.asarray])
def test_columns_make_the_same_store_as_points(form: Any) -> None:
    series = [{"host": "a", "empty": ""}, {"host": "b"}]
    store = MetricStore()
    store.add_columns("m", "cpu", form([20, 10, 20]), form([0, 1, 1]), form([1.0, 2.0, 3.0]), series)
    same = load_metrics([point(20, 1, host="a"), point(10, 2, host="b"), point(20, 3, host="b")])
    assert scanned(store) == scanned(same)
    assert store.series().rows() == same.series().rows()


@pytest.mark.parametrize(
    ("times", "ids", "values", "code"),
    [
        ([1, 2], [0], [1.0], "DS160"),
        ([1], [1], [1.0], "DS160"),
        ([1], [-1], [1.0], "DS160"),
        (["x"], [0], [1.0], "DS160"),
        ([1], [0], [None], "DS160"),
        ([-1], [0], [1.0], "DS154"),
        ([1], [0], [float("inf")], "DS153"),
    ],
)
def test_columns_that_do_not_fit_are_refused(times: Any, ids: Any, values: Any, code: str) -> None:
    store = MetricStore()
    with pytest.raises(DatasetError) as caught:
        store.add_columns("m", "cpu", times, ids, values, [{"host": "a"}])
    assert caught.value.diagnostics[0].code == code
    assert len(store) == 0


def test_columns_without_points_add_nothing() -> None:
    store = MetricStore().add_columns("m", "cpu", [], [], [], [])
    assert scanned(store) == []


def test_a_store_answers_like_a_list_of_points() -> None:
    """For random points, windows and groups, the store gives what a plain filter over the points gives."""
    randomly = random.Random(7)
    rows = [
        (randomly.randrange(100), float(randomly.randrange(9)), randomly.choice("abc"), randomly.choice(["", "x", "y"]))
        for _ in range(400)
    ]
    store = MetricStore()
    for start in range(0, len(rows), 90):
        store.add_points([point(t, v, host=h, app=a) for t, v, h, a in rows[start : start + 90]])
    for _ in range(20):
        low, high = sorted((randomly.randrange(110), randomly.randrange(110)))
        groups = store.group_series(["app", "host"])
        found = scanned(store, TimeRange(low, high), groups=groups.ids)
        assert _plain(rows, low, high) == _of(found, groups.keys.rows())


def _plain(rows: Sequence[tuple[int, float, str, str]], low: int, high: int) -> list[tuple[float, float, str, str]]:
    return sorted((float(t), v, a, h) for t, v, h, a in rows if low <= t < high and a)


def _of(found: list[dict[str, Any]], keys: Sequence[Any]) -> list[tuple[float, float, str, str]]:
    rows = []
    for item in found:
        for time, value, group in zip(item["_time"], item["value"], item["group"], strict=True):
            rows.append((time, value, keys[group]["app"], keys[group]["host"]))
    return sorted(rows)
