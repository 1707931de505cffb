"""Statistics of chunks change the cost of a search and nothing else."""

from __future__ import annotations

import os
from collections import defaultdict
from fractions import Fraction
from itertools import pairwise
from math import sqrt
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harness.data.exact_sums import UNIT, carried, limbs, square_limbs, unit_sums
from harness.spl.session import run_search
from harness.spl.sources import MetricSource, Sources
from harness.store import MetricArchive, chunk_statistics, load_metrics, statistics
from harness.store.archive import parts, writing

NOW = 1_700_000_000.0
FUNCTIONS = (
    "count", "sum", "avg", "sumsq", "min", "max", "range", "var", "varp", "stdev", "stdevp",
    "earliest", "latest", "earliest_time", "latest_time",
)  # fmt: skip
whole = st.integers(-50, 50)
values = st.one_of(whole, whole.map(float), st.sampled_from([0.1, 0.2, -0.0, 1e15, 2.0**53 + 2, 1e-9, 1e30, 12.37]))
times = st.builds(lambda k, s: NOW + 1 - 600 * k - s, st.integers(0, 12), st.sampled_from([0, 0, 0, 1, 60]))
"""Many points at one time, and at the bounds of windows."""
points = st.lists(
    st.fixed_dictionaries(
        {
            "_time": times,
            "metrics": st.dictionaries(st.sampled_from(["a", "b"]), values, min_size=1),
            "dims": st.dictionaries(st.sampled_from(["h", "z"]), st.sampled_from("xyz")),
            "index": st.sampled_from(["m", "n"]),
        }
    ),
    min_size=1,
    max_size=60,
)
clauses = st.sampled_from(
    [
        "", " BY h", " BY h z", " BY index", " BY metric_name h", " BY _timeseries", " span=5m", " BY h span=1m",
        " BY z span=1mon", " span=7m", " BY h span=5m every=20m",
    ]
)  # fmt: skip
bounds = st.sampled_from(["", "earliest=-90m latest=-20m", "earliest=-1h", "latest=-1h@h", "earliest=-30m h=x", "z!=y"])


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Statistics of the fewest points, in small slots, reduced in small pieces."""
    monkeypatch.setattr(chunk_statistics, "WORTH_KEEPING", 1)
    monkeypatch.setattr(statistics, "_POINTS_OF_A_SLOT", 1)
    for module in (statistics, chunk_statistics):
        monkeypatch.setattr(module, "PIECE", 7)
    return monkeypatch


def rows_of(spl: str, store: MetricSource) -> list[dict[str, Any]]:
    return [dict(row) for row in run_search(spl, now=NOW + 1, sources=Sources(metrics=store)).rows]


def rows_of_points(spl: str, store: MetricSource) -> list[dict[str, Any]]:
    """The rows of a search that also asks for something that only the points can say."""
    argument = "_value" if "(_value)" in spl else "a"
    rows = rows_of(spl.replace("| mstats ", f"| mstats median({argument}) AS middle ", 1), store)
    return [{name: value for name, value in row.items() if name != "middle"} for row in rows]


def searches(clause: str, bound: str) -> list[str]:
    of_value = " ".join(f"{function}(_value) AS {function}" for function in FUNCTIONS)
    of_metrics = " ".join(f"{function}(a) AS {function} {function}(b) AS b_{function}" for function in FUNCTIONS)
    found = [f"| mstats {of_value} WHERE index=* metric_name=* {bound}{clause}"]
    if "metric_name" not in clause:
        found.append(f"| mstats {of_metrics} WHERE index=* {bound}{clause}")
    return found


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=points, clause=clauses, bound=bounds, extra=st.sampled_from([[], [1e300], [5e-324, 1e200]]))
def test_statistics_do_not_change_results(
    kept: pytest.MonkeyPatch, data: list[Any], clause: str, bound: str, extra: list[float]
) -> None:
    """Any points, also such whose sums are not exact; any window, filter, BY clause and span; all functions at once."""
    odd = [{"_time": NOW - 1800, "metrics": {"a": v}, "dims": {"h": "x"}, "index": "m"} for v in extra]
    for spl in searches(clause, bound):
        store = load_metrics([*data, *odd])
        with kept.context() as without:
            without.setattr(chunk_statistics, "WORTH_KEEPING", 10**9)
            plain = rows_of(spl, store)
        assert rows_of(spl, store) == plain  # the first search that is worth it only takes note
        assert rows_of(spl, store) == plain
        assert rows_of_points(spl, store) == plain


anything = st.floats(-1e35, 1e35, allow_subnormal=False).filter(lambda v: v == 0 or abs(v) > 1e-20)


@settings(max_examples=200, deadline=None)
@given(st.lists(anything, min_size=1, max_size=30), st.integers(1, 29))
def test_sums_lose_nothing(numbers: list[float], cut: int) -> None:
    """The sums of values and of squares, whole and of parts, are those of fractions; far or near, of either sign."""
    for cut_up, power in ((limbs, 1), (square_limbs, 2)):
        parts = [pl.Series(part, dtype=pl.Float64) for part in (numbers[:cut], numbers[cut:]) if part]
        totals = []
        for part in parts:
            found = cut_up(part, "s")
            assert found is not None
            totals.append(carried(pl.DataFrame(found).sum(), "s", 2**30))
        exact = sum((Fraction(number) ** power for number in numbers), Fraction(0))
        assert sum(Fraction(unit_sums(total, "s")[0], UNIT) for total in totals) == exact


@pytest.mark.parametrize("value", [1e300, 5e-324, 2.0**-257])
def test_what_has_too_many_digits_is_refused(value: float) -> None:
    """The caller then adds as Polars does, whichever way the points came to it."""
    assert limbs(pl.Series([1.0, value]), "s") is None
    assert square_limbs(pl.Series([1.0, value]), "s") is None


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=points)
def test_results_are_those_of_exact_arithmetic(kept: pytest.MonkeyPatch, data: list[Any]) -> None:
    """Sums, means and variances are the doubles next to the exact results."""
    store = load_metrics(data)
    terms = "count(a) AS n sum(a) AS s avg(a) AS m var(a) AS v stdevp(a) AS d min(a) AS lo max(a) AS hi"
    spl = f"| mstats {terms} WHERE index=* earliest=-100m BY index h"
    expected = _expected(data)
    for _ in range(3):
        found = {(row["index"], row["h"]): row for row in rows_of(spl, store)}
        assert found.keys() == expected.keys()
        for key, row in found.items():
            assert {name: float(row[name]) for name in expected[key]} == pytest.approx(expected[key], rel=1e-12)


def _expected(data: list[Any]) -> dict[tuple[str, str], dict[str, float]]:
    groups: dict[tuple[str, str], list[Fraction]] = defaultdict(list)
    for point in data:
        if "a" in point["metrics"] and "h" in point["dims"] and NOW + 1 - 6000 <= point["_time"] < NOW + 1:
            groups[(point["index"], point["dims"]["h"])].append(Fraction(point["metrics"]["a"]))
    return {key: _figures(found) for key, found in groups.items()}


def _figures(found: list[Fraction]) -> dict[str, float]:
    n, total = len(found), sum(found)
    spread = sum((v - total / n) ** 2 for v in found)
    return {
        "n": n, "s": float(total), "m": float(total / n), "v": float(spread / max(n - 1, 1)),
        "d": sqrt(float(spread / n)), "lo": float(min(found)), "hi": float(max(found)),
    }  # fmt: skip


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=points,
    cuts=st.lists(st.integers(0, 60), max_size=3),
    clause=clauses,
    bound=bounds,
    extra=st.sampled_from([[], [1e300], [5e-324, 1e200]]),
    compact=st.booleans(),
)
def test_an_archive_gives_what_its_points_give(
    kept: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory, data: list[Any], cuts: list[int], clause: str,
    bound: str, extra: list[float], compact: bool,
) -> None:  # fmt: skip
    """However the points came and were merged, with statistics and without them, and as from a store in memory."""
    for module, name, value in ((parts, "BLOCK", 5), (writing, "MOST_POINTS", 20), (parts, "PIECE", 10)):
        kept.setattr(module, name, value)
    kept.setattr(os, "fsync", lambda _: None)  # whether it lasts is not the question here
    odd = [{"_time": NOW - 1800, "metrics": {"a": v}, "dims": {"h": "x"}, "index": "m"} for v in extra]
    whole = [*data, *odd]
    archive = MetricArchive.create(tmp_path_factory.mktemp("archive"))
    for start, end in pairwise(sorted({0, *cuts, len(whole)})):
        archive.append(load_metrics(whole[start:end]))
    every = [rows_of(spl, archive) for spl in searches(clause, bound)]
    assert [rows_of_points(spl, archive) for spl in searches(clause, bound)] == every
    if compact:
        archive.compact()
        assert [rows_of(spl, archive) for spl in searches(clause, bound)] == every
    with kept.context() as without:
        without.setattr(statistics, "_are_whole", lambda slots, _: slots.get_column("first_time").is_null())
        assert [rows_of(spl, archive) for spl in searches(clause, bound)] == every
    # Which of several series at one time comes first is another question, and sums of such values are not exact.
    if not extra:
        in_memory = load_metrics(whole)
        found = [rows_of(spl, in_memory) for spl in searches(clause, bound)]
        assert [_without_ties(rows) for rows in found] == [_without_ties(rows) for rows in every]


def _without_ties(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{n: v for n, v in row.items() if n.removeprefix("b_") not in ("earliest", "latest")} for row in rows]


def test_points_at_the_edges_are_the_only_ones_that_are_read(kept: pytest.MonkeyPatch) -> None:
    """A slot whose points are gone still answers; only those at the edges of the window are looked at."""
    store = load_metrics(
        [{"_time": NOW - s, "metrics": {"a": s}, "dims": {"h": "x"}, "index": "m"} for s in range(3600)]
    )
    read: list[int] = []
    add_points = statistics.Reduction.add_points

    def counting(self: statistics.Reduction, found: Any) -> bool:
        read.append(found.height)
        return add_points(self, found)

    spl = "| mstats count(a) AS n sum(a) AS s WHERE index=m earliest=-3001s"
    once = rows_of(spl, store)
    kept.setattr(statistics.Reduction, "add_points", counting)
    assert rows_of(spl, store) == once == [{"n": "3001", "s": str(sum(range(3001)))}]
    assert 0 < sum(read) < 120
