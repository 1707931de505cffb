"""mstats over stores that a plain Python model can follow."""

from __future__ import annotations

import random
from collections import defaultdict
from typing import Any

import pytest

from harness.errors import SplUnsupportedError
from harness.spl.session import Results, run_search
from harness.spl.sources import Sources
from harness.store import MetricStore, load_metrics

NOW = 1700000000.0


def searched(spl: str, store: MetricStore, **options: Any) -> Results:
    return run_search(spl, now=NOW, sources=Sources(metrics=store), **options)


def points(seed: int, count: int = 300) -> list[dict[str, Any]]:
    """Points with some dimensions missing, some times late and some equal."""
    randomly = random.Random(seed)
    return [
        {
            "_time": NOW - randomly.randrange(1, 3600),
            "metrics": {m: randomly.randrange(20) for m in randomly.sample(["tcp.a", "tcp.b", "udp.a"], 2)},
            "dims": {k: v for k in ("host", "app", "zone") if (v := randomly.choice(["", "a", "B", "10", "9"]))},
            "index": randomly.choice(["m", "m", "n"]),
        }
        for _ in range(count)
    ]


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("by", [[], ["host"], ["app", "host"], ["index", "zone"]])
@pytest.mark.parametrize("span", [None, 300])
def test_sums_and_counts_are_those_of_a_plain_loop(seed: int, by: list[str], span: int | None) -> None:
    """For any points, BY fields, span, filter and window, in any number of indexes."""
    data = points(seed)
    clause = f" BY {' '.join(by)}" if by else ""
    spl = f"| mstats sum(tcp.a) AS s count(tcp.a) AS n WHERE index=* NOT app=B zone!=9 earliest=-50m latest=-5m{clause}"
    found = searched(f"{spl} span={span}s" if span else spl, load_metrics(data))
    assert _by_key(found.rows, by) == _expected(data, by, span)


def _by_key(rows: list[Any], by: list[str]) -> dict[tuple[str, ...], tuple[str, str]]:
    return {(row.get("_time", ""), *(row[name] for name in by)): (row["s"], row["n"]) for row in rows}


def _expected(data: list[dict[str, Any]], by: list[str], span: int | None) -> dict[tuple[str, ...], tuple[str, str]]:
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for point in data:
        dims, time = {**point["dims"], "index": point["index"]}, point["_time"]
        chosen = dims.get("app") != "B" and dims.get("zone", "9") != "9" and NOW - 3000 <= time < NOW - 300
        if chosen and "tcp.a" in point["metrics"] and all(name in dims for name in by):
            bucket = f"{time // span * span:.0f}" if span else ""
            groups[(bucket, *(dims[name] for name in by))].append(point["metrics"]["tcp.a"])
    return {key: (str(sum(values)), str(len(values))) for key, values in groups.items()}


def test_rows_are_ordered_by_their_keys_and_then_by_time() -> None:
    found = searched("| mstats count(tcp.a) AS n WHERE index=* BY host app span=10m", load_metrics(points(1)))
    keys = [(row["host"], row["app"], float(str(row["_time"]))) for row in found.rows]
    assert keys == sorted(keys)
    assert found.fields == ["_time", "host", "app", "n"]


def test_many_metrics_join_on_their_groups() -> None:
    """Metrics that some groups lack, in several indexes, meet in one row for each group."""
    data = points(2)
    found = searched("| mstats sum(*) AS * WHERE index=* BY host", load_metrics(data))
    expected: dict[str, dict[str, str]] = {}
    for host in sorted({p["dims"]["host"] for p in data if "host" in p["dims"]}):
        own = [p["metrics"] for p in data if p["dims"].get("host") == host]
        totals = {m: sum(metrics.get(m, 0) for metrics in own) for m in ("tcp.a", "tcp.b", "udp.a")}
        expected[host] = {"host": host, **{m: str(total) for m, total in totals.items()}}
    assert {str(row["host"]): row for row in found.rows} == expected


def test_pooled_metrics_are_one_population() -> None:
    data = points(3)
    found = searched("| mstats count(_value) AS n sum(_value) AS s WHERE index=* metric_name=tcp.*", load_metrics(data))
    values = [v for p in data for m, v in p["metrics"].items() if m.startswith("tcp.")]
    assert found.rows == [{"n": str(len(values)), "s": str(sum(values))}]


def test_late_points_change_what_a_search_finds() -> None:
    store = load_metrics([{"_time": 10, "metrics": {"x": 1}, "dims": {"h": "a"}, "index": "m"}])
    spl = "| mstats latest(x) AS l count(x) AS n WHERE index=m BY h"
    assert searched(spl, store).rows == [{"h": "a", "l": "1", "n": "1"}]
    store.add_points([{"_time": 5, "metrics": {"x": 9}, "dims": {"h": "a"}, "index": "m"}])
    store.add_points([{"_time": 7, "metrics": {"x": 9}, "dims": {"h": "b"}, "index": "m"}])
    assert searched(spl, store).rows == [{"h": "a", "l": "1", "n": "2"}, {"h": "b", "l": "9", "n": "1"}]


def test_a_search_without_an_index_says_what_it_reads() -> None:
    found = searched("| mstats count(x)", MetricStore())
    assert [message.severity for message in found.messages] == ["info"]
    assert "index" in found.messages[0].text
    assert found.rows == []


def test_a_search_that_finds_nothing_says_so() -> None:
    found = searched("| mstats count(x) AS n WHERE index=m BY host", MetricStore())
    assert [message.severity for message in found.messages] == ["warn"]
    assert (found.rows, found.fields) == ([], ["host", "n"])


def test_names_that_no_point_has_are_pointed_out() -> None:
    """A misspelt metric or BY dimension is named together with the one that is there."""
    point = {"_time": NOW - 5, "metrics": {"tcp.packets": 1}, "dims": {"host": "a"}, "index": "m"}
    found = searched("| mstats count(tcp.packet) WHERE index=m BY hots", load_metrics([point]))
    texts = " ".join(message.text for message in found.messages)
    assert 'metric "tcp.packet"; did you mean "tcp.packets"?' in texts
    assert 'dimension "hots"; did you mean "host"?' in texts


def test_a_rate_over_several_series_says_so() -> None:
    rows = [{"_time": t, "metrics": {"x": t}, "dims": {"h": h}, "index": "m"} for t in (1, 2) for h in "ab"]
    mixed = searched("| mstats rate(x) WHERE index=m", load_metrics(rows))
    assert "several time series" in mixed.messages[0].text
    assert searched("| mstats rate(x) WHERE index=m BY h", load_metrics(rows)).messages == []


@pytest.mark.parametrize(
    ("spl", "names"),
    [
        ("| mstats prestats=t latest(x) WHERE index=m span=1m", "prestats"),
        ("| mstats chart=t rate(x) WHERE index=m BY h", "chart"),
        ("| mstats count(x) WHERE index=m span=auto", "span=auto"),
        ("| mstats count(x) WHERE index=m NOT earliest=-1h", "time bound"),
        ("| mcatalog prestats=t values(h) WHERE index=m", "prestats"),
    ],
)
def test_what_is_not_executed_is_refused(spl: str, names: str) -> None:
    with pytest.raises(SplUnsupportedError, match=names):
        searched(spl, MetricStore())
