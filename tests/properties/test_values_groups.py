"""Groups, running windows, order and duplicates against models that walk over the rows one by one."""

from __future__ import annotations

import itertools
import math
import statistics
from collections import Counter
from collections.abc import Callable
from typing import Any, TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import harness.data as d
from harness.data import SortKey, Table

few = settings(max_examples=max(5, settings().max_examples // 4), deadline=None)

Row: TypeAlias = dict[str, Any]
Values: TypeAlias = list[Any]

KEYS = st.sampled_from(["a", "b", "", "B", "10", "9"])
VALUES = st.sampled_from(["1", "2", "10", "-4", "2.5", "x", "y", "", "X"])
TIMES = st.sampled_from([None, 1.0, 2.0, 2.5, 3.0])


def cells(scalars: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    return st.none() | scalars | st.lists(scalars, min_size=2, max_size=3)


def rows_of(keys: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Row]]:
    row = {"k": keys, "j": st.none() | KEYS, "v": cells(VALUES), "t": TIMES}
    return st.lists(st.fixed_dictionaries(row), max_size=8)


def table_of(rows: list[Row]) -> Table:
    empty: list[Row] = [{"k": None, "j": None, "v": None, "t": None}]
    return Table.from_rows(rows or empty).slice(0, len(rows))


def each(cell: Any) -> Values:
    return [] if cell is None else cell if isinstance(cell, list) else [cell]


def printed(value: Any) -> Any:
    if isinstance(value, list):
        return printed(value[0]) if len(value) == 1 else value or None
    return d.render_number(value) if isinstance(value, int | float) else value


def figures(rows: list[Row]) -> list[float]:
    found = [d.parse_number(m) for row in rows for m in each(row["v"])]
    return [float(f) for f in found if f is not None]


def words(rows: list[Row]) -> list[str]:
    return [m for m in members(rows) if d.parse_number(m) is None]


def members(rows: list[Row]) -> Values:
    return [m for row in rows for m in each(row["v"])]


def least(rows: list[Row]) -> Any:
    return min(figures(rows)) if figures(rows) else min(words(rows), default=None)


def greatest(rows: list[Row]) -> Any:
    return max(words(rows)) if words(rows) else max(figures(rows), default=None)


def spread(rows: list[Row]) -> Any:
    return max(figures(rows)) - min(figures(rows)) if figures(rows) else None


def nearest_rank(rows: list[Row]) -> Any:
    ordered = sorted(figures(rows))
    return ordered[min(len(ordered) - 1, math.floor(0.7 * len(ordered)))] if ordered else None


def middle(rows: list[Row]) -> Any:
    if not figures(rows):
        return None
    return statistics.median_high(figures(rows))


def most_frequent(rows: list[Row]) -> Any:
    found = Counter(members(rows)).most_common(1)  # counts in order of first appearance
    return found[0][0] if found else None


def by_time(rows: list[Row], pick: Callable[..., Row], part: str) -> Any:
    timed = [row for row in rows if row["t"] is not None and row["v"] is not None]
    return pick(timed, key=lambda row: row["t"])[part] if timed else None


def outer(rows: list[Row], index: int) -> Any:
    found = [row["v"] for row in rows if row["v"] is not None]
    return found[index] if found else None


MODELS: dict[str, Callable[[list[Row]], Any]] = {
    "rows": len,
    "count": lambda rows: len(members(rows)),
    "sum": lambda rows: sum(figures(rows)) if figures(rows) else None,
    "mean": lambda rows: sum(figures(rows)) / len(figures(rows)) if figures(rows) else None,
    "min": least,
    "max": greatest,
    "range": spread,
    "median": middle,
    "rank": nearest_rank,
    "dc": lambda rows: len(set(members(rows))),
    "values": lambda rows: sorted(set(members(rows))),
    "list": lambda rows: members(rows)[:4],
    "first": lambda rows: outer(rows, 0),
    "last": lambda rows: outer(rows, -1),
    "mode": most_frequent,
    "earliest": lambda rows: by_time(rows, min, "v"),
    "latest": lambda rows: by_time(rows, max, "v"),
    "earliest_time": lambda rows: by_time(rows, min, "t"),
    "latest_time": lambda rows: by_time(rows, max, "t"),
}


def outputs(table: Table) -> dict[str, d.Aggregate]:
    v, t = table.column("v"), table.column("t")
    return {
        "rows": d.count_rows(),
        "count": d.count_values(v),
        "sum": d.total(v),
        "mean": d.mean(v),
        "min": d.minimum(v),
        "max": d.maximum(v),
        "range": d.spread(v),
        "median": d.median(v),
        "rank": d.percentile(v, 70, "nearest-rank"),
        "dc": d.distinct_count(v),
        "values": d.distinct_values(v),
        "list": d.listed(v, 4),
        "first": d.first(v),
        "last": d.last(v),
        "mode": d.mode(v),
        "earliest": d.earliest(v, t),
        "latest": d.latest(v, t),
        "earliest_time": d.earliest_time(v, t),
        "latest_time": d.latest_time(v, t),
    }


def reduced(rows: list[Row]) -> Row:
    results = {name: printed(model(rows)) for name, model in MODELS.items()}
    return {name: value for name, value in results.items() if value is not None}


def grouped(rows: list[Row], by: list[str]) -> dict[tuple[str, ...], list[Row]]:
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        for key in itertools.product(*[each(row[name]) for name in by]):
            groups.setdefault(key, []).append(row)
    return groups


SINGLE = st.none() | KEYS


@few
@given(rows=rows_of(cells(KEYS)))
def test_one_row_for_everything(rows: list[Row]) -> None:
    """Without BY there is one row, also over nothing (B5, G1 to G9)."""
    table = table_of(rows)
    assert d.aggregate(table, [], outputs(table)).rows() == [reduced(rows)]


@pytest.mark.parametrize("by", [["k"], ["j"], ["k", "j"]])
@few
@given(rows=rows_of(cells(KEYS)))
def test_one_row_for_each_group(by: list[str], rows: list[Row]) -> None:
    """Rows with a null key are in no group, rows with several members in several (B1 to B3)."""
    table = table_of(rows)
    found = {tuple(str(r.pop(name)) for name in by): r for r in d.aggregate(table, by, outputs(table)).rows()}
    assert found == {key: reduced(group) for key, group in grouped(rows, by).items()}


@few
@given(rows=rows_of(cells(KEYS)))
def test_groups_come_in_order_of_their_keys(rows: list[Row]) -> None:
    """By code points, or by number where every key is one (B4)."""
    table = table_of(rows)
    keys: list[Any] = [row["k"] for row in d.aggregate(table, ["k"], {"c": d.count_rows()}).rows()]
    parsed = [d.parse_number(key) for key in keys]
    assert keys == (sorted(keys) if None in parsed else sorted(keys, key=float))


@few
@given(rows=rows_of(SINGLE))
def test_groups_onto_their_rows(rows: list[Row]) -> None:
    """Every row keeps its place and gets its group; without a key it keeps what it had (B6)."""
    table = table_of(rows).with_column("sum", d.Column.constant("old", len(rows)))
    groups = grouped(rows, ["k"])
    for row, found in zip(rows, d.aggregate_onto(table, ["k"], outputs(table)).rows(), strict=True):
        results = {name: value for name, value in found.items() if name in MODELS}
        assert results == (reduced(groups[row["k"],]) if row["k"] is not None else {"sum": "old"})


@pytest.mark.parametrize("global_", [True, False])
@pytest.mark.parametrize("window", [0, 1, 3])
@pytest.mark.parametrize("current", [True, False])
@few
@given(rows=rows_of(SINGLE))
def test_running_over_the_rows_so_far(window: int, current: bool, global_: bool, rows: list[Row]) -> None:
    """Each row sees its group's rows in its window (R1 to R3)."""
    table = table_of(rows)
    results = d.running(table, ["k"], outputs(table), current=current, window=window, global_=global_).rows()
    for place, (row, found) in enumerate(zip(rows, results, strict=True)):
        if row["k"] is None:
            assert not MODELS.keys() & found.keys()
            continue
        seen = list(enumerate(rows))[: place + 1 if current else place]
        if window and global_:
            seen = [(i, r) for i, r in seen if i > place - window - (0 if current else 1)]
        mine = [r for _, r in seen if r["k"] == row["k"]]
        expected = reduced(mine[-window:] if window else mine)
        assert {name: value for name, value in found.items() if name in MODELS} == expected


@few
@given(rows=rows_of(cells(KEYS)), keep=st.integers(1, 2), options=st.tuples(*[st.booleans()] * 2))
def test_duplicates(rows: list[Row], keep: int, options: tuple[bool, bool]) -> None:
    """The first rows of each combination stay, nulls as asked, events with their fields removed (D1 to D3)."""
    keep_empty, keep_events = options
    seen: Counter[str] = Counter()
    expected = []
    for place, row in enumerate(rows):
        combination = repr([row["k"], row["j"]])
        empty = row["k"] is None or row["j"] is None
        seen[combination] += 1
        repeated = not empty and seen[combination] > keep
        if keep_events:
            expected.append((place, not repeated))
        elif (empty and keep_empty) or (not empty and not repeated):
            expected.append((place, True))
    table = table_of([{**row, "n": place} for place, row in enumerate(rows)]) if rows else table_of(rows)
    result = d.dedup_rows(table, ["k", "j"], keep, keep_empty=keep_empty, keep_events=keep_events)
    kept = [(int(str(row["n"])), {**row}) for row in result.rows()]
    full = table.rows()
    assert kept == [
        (p, full[p] if whole else {n: v for n, v in full[p].items() if n not in "kj"}) for p, whole in expected
    ]


@few
@given(rows=rows_of(cells(KEYS)), descending=st.booleans())
def test_sorting_is_stable_with_nulls_last(rows: list[Row], descending: bool) -> None:
    """Equal keys keep their order and nulls come last, in both directions (O3, O4)."""
    table = table_of([{**row, "n": place} for place, row in enumerate(rows)]) if rows else table_of(rows)
    full = [row for row in rows if row["j"] is not None]
    ordered = sorted(full, key=lambda row: row["j"], reverse=descending)
    ordered += [row for row in rows if row["j"] is None]
    places = [rows.index(row) for row in ordered]
    found = d.sort_rows(table, [SortKey("j", descending, "str")]).rows()
    assert [row.get("j") for row in found] == [row["j"] for row in ordered]
    assert [rows[int(str(row["n"]))] for row in found] == [rows[place] for place in places]
