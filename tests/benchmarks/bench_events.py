"""How fast events come in and are searched: ratios to a hand-written Polars query and to DuckDB, in one run.

Run with `HARNESS_BENCH_EVENTS=10000000` for the full size; the default is a tenth of it.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import polars as pl
import pytest

from harness.spl.session import run_search
from harness.spl.sources import Sources
from harness.store import EventStore

COUNT = int(os.environ.get("HARNESS_BENCH_EVENTS", "1000000"))
ROUNDS = 5
START = 1_700_000_000
SEARCH = "index=main sourcetype=web status=404 | stats count, sum(bytes) as bytes by host"
WINDOW = (
    f"index=main earliest={START + 600_000} latest={START + 700_000} host=h1* "
    "| stats count, dc(user) as users by action"
)


def seconds(work: Callable[[], object]) -> float:
    """The best time of some calls."""
    best = float("inf")
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - started)
    return best


@pytest.fixture(scope="module")
def frame() -> pl.DataFrame:
    """Events of 12 fields, newest first."""
    random = np.random.default_rng(4)

    def one_of(values: list[str], shares: list[float] | None = None) -> pl.Series:
        places = random.choice(len(values), COUNT, p=shares).astype(np.uint32)
        return pl.Series(values, dtype=pl.String)[pl.Series(places)]

    times = np.sort(random.integers(START, START + 2_592_000, COUNT).astype(np.float64))[::-1]
    return pl.DataFrame(
        {
            "_time": np.ascontiguousarray(times),
            "index": pl.Series(["main"]).new_from_index(0, COUNT),
            "host": one_of([f"h{number}" for number in range(200)]),
            "source": one_of([f"/var/log/{number}" for number in range(20)]),
            "sourcetype": one_of(["web", "auth", "dns", "proxy"]),
            "status": one_of(["200", "404", "500", "302"], [0.85, 0.08, 0.05, 0.02]),
            "user": one_of([f"user{number}" for number in range(5000)]),
            "action": one_of(["allowed", "blocked", "deferred"]),
            "src": one_of([f"10.0.{number // 256}.{number % 256}" for number in range(20_000)]),
            "dest": one_of([f"10.1.{number // 256}.{number % 256}" for number in range(20_000)]),
            "bytes": random.integers(0, 100_000, COUNT),
            "duration": random.random(COUNT).round(4),
        }
    )


@pytest.fixture(scope="module")
def store(frame: pl.DataFrame) -> EventStore:
    """The same events in a store, searched once."""
    started = time.perf_counter()
    found = EventStore().add_columns(dict(zip(frame.columns, frame.get_columns(), strict=True)))
    search(found, "index=main | stats count")
    taken = time.perf_counter() - started
    print(f"\nfrom columns: {COUNT / taken / 1e6:.1f} million events a second (at least 1)")
    return found


def search(store: EventStore, spl: str) -> list[Any]:
    """The rows of a search."""
    return run_search(spl, now=START + 2_592_000, sources=Sources(events=store)).rows


def test_search_and_stats(frame: pl.DataFrame, store: EventStore, tmp_path: Path) -> None:
    """`search` and `stats` over all events: at most 1.5 times either."""
    wanted = (pl.col("sourcetype") == "web") & (pl.col("status") == "404")
    query = frame.lazy().filter(wanted).group_by("host").agg(pl.len(), pl.col("bytes").sum()).sort("host")
    sql = "select host, count(*), sum(bytes) from events where sourcetype='web' and status='404' group by 1 order by 1"
    with duckdb.connect() as database:
        frame.write_parquet(tmp_path / "events.parquet")
        database.execute(f"create table events as select * from '{tmp_path / 'events.parquet'}'")
        expected = [{"host": h, "count": str(c), "bytes": str(b)} for h, c, b in database.execute(sql).fetchall()]
        assert search(store, SEARCH) == expected
        assert query.collect().rows() == database.execute(sql).fetchall()
        ours, polars = seconds(lambda: search(store, SEARCH)), seconds(query.collect)
        duck = seconds(lambda: database.execute(sql).fetchall())
    print(
        f"\nsearch and stats over {COUNT:,} events: {ours * 1000:.1f} ms, {ours / polars:.2f} times Polars, "
        f"{ours / duck:.2f} times DuckDB (at most 1.5)"
    )


def test_a_window(frame: pl.DataFrame, store: EventStore) -> None:
    """A window of time, a wildcard, distinct counts."""
    inside = pl.col("_time").is_between(START + 600_000, START + 700_000, closed="left")
    query = (
        frame.lazy()
        .filter(inside & pl.col("host").str.starts_with("h1"))
        .group_by("action")
        .agg(pl.len().alias("count"), pl.col("user").n_unique().alias("users"))
        .sort("action")
    )
    expected = [{name: str(value) for name, value in row.items()} for row in query.collect().rows(named=True)]
    assert search(store, WINDOW) == expected
    ours, polars = seconds(lambda: search(store, WINDOW)), seconds(query.collect)
    print(f"\na window of {COUNT:,} events: {ours * 1000:.1f} ms, {ours / polars:.2f} times Polars (at most 1.5)")


def test_json_lines(frame: pl.DataFrame) -> None:
    """JSON lines against the standard library's own reader."""
    lines = "\n".join(json.dumps(row) for row in frame.head(200_000).iter_rows(named=True))
    ours = seconds(lambda: EventStore().add_lines(lines))
    plain = seconds(lambda: [json.loads(line) for line in lines.split("\n")])
    rate = min(COUNT, 200_000) / ours / 1e6
    print(f"\nJSON lines: {rate:.2f} million events a second, {ours / plain:.2f} times json.loads of each line")
