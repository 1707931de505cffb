"""How fast the metric archive answers searches, as ratios to the best DuckDB query over the same points.

STORE_DAYS days (3) of STORE_EDGES edges (300) at ten seconds; STORE_DAYS=30 makes 77.8 million points.
DuckDB gets what is best for it: a table in memory in the order of time for what is warm, its own Parquet file for what
is cold, and queries that group by the number of the edge and join its names to the result.
"""

from __future__ import annotations

import os
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import polars as pl
import pytest
import yaml

from harness.spl.session import parse, run_search
from harness.spl.sources import Sources
from harness.store import MetricArchive, MetricStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DAYS = int(os.environ.get("STORE_DAYS", "3"))
EDGES = int(os.environ.get("STORE_EDGES", "300"))
STEP_S, DAY_S = 10, 86_400
NOW = 1_729_166_403
FIRST = (NOW - DAYS * DAY_S) // STEP_S * STEP_S
ROUNDS = 7
INDEX = "sim_metrics"
SERIES = [
    {"k8s.cluster.name": f"c{i % 3}", "source.workload.name": f"w{i % 20}", "dest.workload.name": f"d{i // 20}"}
    for i in range(EDGES)
]
DETECTION = Path(__file__).parents[2] / "detections" / "cloud" / "kubernetes_newly_seen_tcp_edge.yml"
MACROS = {"kubernetes_metrics": f"index={INDEX}", "kubernetes_newly_seen_tcp_edge_filter": "search *"}


def seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median time of one call."""
    taken = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return sorted(taken)[rounds // 2]


def points_of(day: int) -> pl.DataFrame:
    """The points of a day: each edge has a level, and noise of a fifth of it."""
    number = pl.col("i") % EDGES
    level = (number + 2) * 5
    noise = (pl.col("i") + day * DAY_S * EDGES).hash(7) % (number + 2).cast(pl.UInt64)
    return pl.select(pl.int_range(DAY_S // STEP_S * EDGES, dtype=pl.Int64).alias("i")).select(
        (pl.col("i") // EDGES * STEP_S + FIRST + day * DAY_S).cast(pl.Float64).alias("_time"),
        (level + noise).cast(pl.Float64).alias("value"),
        number.cast(pl.UInt32).alias("series"),
    )


def stores() -> Iterator[MetricStore]:
    """The points in stores of a few days."""
    for first in range(0, DAYS, 6):
        store = MetricStore()
        for day in range(first, min(first + 6, DAYS)):
            points = points_of(day)
            store.add_columns(INDEX, "tcp.packets", points["_time"], points["series"], points["value"], SERIES)
        yield store


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> MetricArchive:
    made = MetricArchive.create(tmp_path_factory.mktemp("store") / "archive")
    started = time.perf_counter()
    made.append(stores())
    taken = time.perf_counter() - started
    size = made.stored_bytes / len(made)
    print(f"\n{len(made):,} points of {EDGES} edges in {DAYS} days, written at {len(made) / taken / 1e6:.1f} million/s")
    print(f"on disk: {size:.2f} bytes a point (at most 3)")
    return made


@pytest.fixture(scope="module")
def duck(tmp_path_factory: pytest.TempPathFactory) -> tuple[duckdb.DuckDBPyConnection, str]:
    """DuckDB with the points in memory, in the order of time, and the path of its Parquet file of them."""
    connection = duckdb.connect()
    connection.execute("create table points (t integer, series usmallint, value double)")
    for day in range(DAYS):
        path = tmp_path_factory.mktemp("day") / "day.parquet"
        points_of(day).write_parquet(path)
        connection.execute(f"insert into points select _time::integer, series::usmallint, value from '{path}'")
        path.unlink()
    pl.DataFrame(SERIES).with_row_index("series").write_parquet(path)
    connection.execute(f"create table edges as select * from '{path}'")
    file = str(path.with_name("points.parquet"))
    connection.execute(f"copy points to '{file}' (format parquet, compression zstd)")
    return connection, file


NEW_EDGES = """
with counted as (
  select series, count(*) filter (t >= {now} - 3600) as current, count(*) filter (t < {now} - 3600) as before
  from {points} where t >= {now} - 2592000 and t < {now} group by series)
select e."k8s.cluster.name", e."source.workload.name", e."dest.workload.name", sum(current)
from counted join edges e using (series) group by all having sum(current) > 0 and sum(before) = 0
"""
LAST_HOUR = """
select series, t // 10 * 10 as bucket, avg(value) from {points} where t >= {now} - 3600 and t < {now}
group by 1, 2 order by 1, 2
"""
MEDIANS = "select series, quantile_disc(value, 0.5) from {points} where t < {now} group by series order by series"
FINE = """
select series, t // 600 * 600 as bucket, avg(value), max(value) from {points} where t < {now} and t % 1200 < 600
group by 1, 2 order by 1, 2
"""
BY = "BY k8s.cluster.name source.workload.name dest.workload.name"
OURS = {
    LAST_HOUR: f"| mstats avg(tcp.packets) AS a WHERE index={INDEX} earliest=-1h {BY} span=10s",
    MEDIANS: f"| mstats median(tcp.packets) AS a WHERE index={INDEX} earliest=-40d {BY}",
    FINE: f"| mstats avg(tcp.packets) AS a max(tcp.packets) AS m WHERE index={INDEX} earliest=-40d {BY} "
    "span=10m every=20m",
}


def searched(source: MetricArchive, pipeline: Any) -> int:
    return run_search(pipeline, now=NOW, sources=Sources(metrics=source)).table.height


def queried(connection: duckdb.DuckDBPyConnection, query: str, points: str = "points") -> int:
    found = connection.execute(query.format(points=points, now=NOW)).fetchnumpy()
    return len(next(iter(found.values())))


def detection() -> Any:
    search = yaml.safe_load(DETECTION.read_text(encoding="utf-8"))["search"]
    return parse(search, macros=MACROS)


def report(what: str, ours: float, theirs: float, most: float) -> None:
    print(f"\n{what}: {ours * 1000:.1f} ms, DuckDB {theirs * 1000:.1f} ms: {ours / theirs:.2f} times (at most {most})")


def test_the_detection(archive: MetricArchive, duck: tuple[duckdb.DuckDBPyConnection, str]) -> None:
    """The edges of the last hour that the thirty days before do not have: warm 0.1 times, from cold files 0.5 times."""
    connection, file = duck
    pipeline = detection()
    assert searched(archive, pipeline) == queried(connection, NEW_EDGES) == 0
    theirs = seconds(partial(queried, connection, NEW_EDGES))
    report("the detection, warm", seconds(partial(searched, archive, pipeline)), theirs, 0.1)

    def opened() -> int:
        return searched(MetricArchive(archive.folder), pipeline)

    def read() -> int:
        with duckdb.connect() as fresh:
            fresh.execute(f"create view edges as select * from '{Path(file).with_name('day.parquet')}'")
            return queried(fresh, NEW_EDGES, f"'{file}'")

    assert opened() == read() == 0
    report("the detection, from files", seconds(opened), seconds(read), 0.5)


@pytest.mark.parametrize(
    ("query", "what", "rounds"),
    [
        (LAST_HOUR, "avg by span=10s over the last hour", ROUNDS),
        (MEDIANS, "medians, which statistics cannot answer", 3),
        (FINE, "means of every second ten minutes, which statistics cannot answer", 3),
    ],
)
def test_searches(
    archive: MetricArchive, duck: tuple[duckdb.DuckDBPyConnection, str], query: str, what: str, rounds: int
) -> None:
    """At most 1.2 times the time of DuckDB."""
    connection, _ = duck
    pipeline = parse(OURS[query])
    assert searched(archive, pipeline) == queried(connection, query) > 0
    ours = seconds(partial(searched, archive, pipeline), rounds)
    report(what, ours, seconds(partial(queried, connection, query), rounds), 1.2)


_PROGRAM = """
import sys
from pathlib import Path
from harness.spl.session import run_search
from harness.spl.sources import Sources
from harness.store import MetricArchive

def most_memory():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))

archive = MetricArchive(sys.argv[1])
found = [most_memory()]
for spl in sys.argv[3:]:
    run_search(spl, now=float(sys.argv[2]), sources=Sources(metrics=archive))
    found.append(most_memory())
print(*found)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux for the memory of a process")
def test_memory(archive: MetricArchive) -> None:
    """What a process of its own takes: statistics grow with the points, a piece of points does not.

    A billion points may have 2 GiB; their statistics are those of these points, as many times as there are more.
    """
    import subprocess

    spl = f"| mstats count(tcp.packets) AS n avg(tcp.packets) AS a WHERE index={INDEX} earliest=-40d {BY}"
    asked = [spl, f"{spl} span=1d", f"{spl} span=7m"]
    command = [sys.executable, "-c", _PROGRAM, str(archive.folder), str(NOW), *asked]
    ran = subprocess.run(command, check=True, capture_output=True, text=True)
    before, *after = (int(text) // 1024 for text in ran.stdout.split())
    print(f"\nmemory for {len(archive):,} points, MiB: {before} to start, then {after} after searches of all of them")
