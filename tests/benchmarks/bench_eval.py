"""How fast expressions and aggregations are, as ratios against hand-written Polars in the same run.

Each pair gives the same answer, which is checked before anything is measured.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping
from functools import cache

import polars as pl

from harness.data import Column, Table
from harness.spl.contract import Command, Context
from harness.spl.session import parse
from harness.spl.settings import Settings
from harness.spl.sources import Sources
from harness.timerange import ALL_TIME

HEIGHT = 1_000_000
TALL = 10_000_000
ROUNDS = 5
EXPRESSIONS: Mapping[str, pl.Expr] = {
    "lower(user)": pl.col("user").str.to_lowercase(),
    "len(path)": pl.col("path").str.len_chars().cast(pl.Int64),
    "substr(user, 1, 5)": pl.col("user").str.slice(0, 5),
    'if(match(path, "proc[0-9]+7\\.exe"), "hit", "miss")': pl.when(pl.col("path").str.contains(r"proc[0-9]+7\.exe"))
    .then(pl.lit("hit"))
    .otherwise(pl.lit("miss")),
    'coalesce(maybe, user, "nobody")': pl.coalesce("maybe", "user", pl.lit("nobody")),
    "bytes / 1024": pl.col("bytes").cast(pl.Float64) / 1024.0,
    'case(bytes < 1000, "small", bytes < 100000, "middle", true(), "large")': pl.when(pl.col("bytes") < 1000)
    .then(pl.lit("small"))
    .when(pl.col("bytes") < 100000)
    .then(pl.lit("middle"))
    .otherwise(pl.lit("large")),
    'mvindex(split(list, ","), 1)': pl.col("list").str.split(",").list.get(1, null_on_oob=True),
    'strftime(when, "%Y-%m-%d %H:%M:%S")': pl.from_epoch("when", "s").dt.strftime("%Y-%m-%d %H:%M:%S"),
    "tonumber(code) + 1": pl.col("code").cast(pl.Float64, strict=False) + 1.0,
}


@cache
def frame() -> pl.DataFrame:
    """Fields as events have them: names, paths, lists, numbers and texts of numbers."""
    dice = random.Random(20)
    numbers = [dice.randrange(1_000_000) for _ in range(HEIGHT)]
    return pl.DataFrame(
        {
            "user": [f"User{i % 50_000:06d}" for i in numbers],
            "path": [f"C:\\Windows\\System32\\proc{i % 5000}.exe -a {i}" for i in numbers],
            "maybe": [None if i % 3 else f"m{i}" for i in numbers],
            "bytes": numbers,
            "list": [f"a{i % 100},b{i % 1000},c{i}" for i in numbers],
            "when": [1_700_000_000 + i for i in numbers],
            "code": [str(i % 600) for i in numbers],
        }
    )


def shortest_ms(work: Callable[[], object]) -> float:
    """The shortest of several runs."""
    taken = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return min(taken) * 1000


def runner(spl: str, data: pl.DataFrame) -> Callable[[], Table]:
    """One command over fresh columns, so that nothing is remembered from the run before."""
    pipeline = parse(f"| makeresults | {spl}")
    command = pipeline.commands[1]
    assert isinstance(command, Command)

    def refuse(*_: object) -> Table:
        raise AssertionError("nothing here runs a subsearch")

    context = Context(1.7e9, ALL_TIME, Settings.of(None), Sources(), pipeline.source, refuse, refuse)
    return lambda: command.execute(Table({name: Column(data[name]) for name in data.columns}), context)


def compare(name: str, spl: str, expressions: Mapping[str, pl.Expr], data: pl.DataFrame, most: float) -> None:
    """Prints how many times longer the engine takes for the same answer."""
    ours = runner(spl, data)
    made = [expression.alias(field) for field, expression in expressions.items()]
    expected, found = data.select(made), ours()
    for field in expressions:
        assert found.column(field).series.to_list() == expected[field].to_list(), f"{name}: {field}"
    mine, theirs = shortest_ms(ours), shortest_ms(lambda: data.select(made))
    print(f"{name}: {mine / theirs:.2f} times Polars (at most {most}); {mine:.0f} ms against {theirs:.0f} ms")


def test_ten_expressions() -> None:
    """`eval` with ten expressions over a million rows: at most twice hand-written Polars."""
    print()
    fields = {f"r{place}": text for place, text in enumerate(EXPRESSIONS)}
    spl = "eval " + ", ".join(f"{field}={text}" for field, text in fields.items())
    compare("eval, ten expressions", spl, {f: EXPRESSIONS[text] for f, text in fields.items()}, frame(), 2)
    for text, expression in EXPRESSIONS.items():
        compare(f"  {text}", f"eval r={text}", {"r": expression}, frame(), 2)


def test_rex() -> None:
    """`rex` with one and with two simple groups: at most 1.3 times what Polars takes to extract them."""
    print()
    one = {"id": pl.col("path").str.extract(r"proc([0-9]+)\.exe", 1)}
    compare("rex, one group", r'rex field=path "proc(?<id>\d+)\.exe"', one, frame(), 1.3)
    both = pl.col("path").str.extract_groups(r"proc(?P<id>[0-9]+)\.exe -a (?P<arg>[0-9]+)").struct
    two = {"id": both.field("id"), "arg": both.field("arg")}
    compare("rex, two groups", r'rex field=path "proc(?<id>\d+)\.exe -a (?<arg>\d+)"', two, frame(), 1.3)


def test_aggregates_over_everything() -> None:
    """Aggregations without BY over ten million rows."""
    print()
    dice = pl.select(pl.int_range(TALL).alias("n")).with_columns(
        f=(pl.col("n").hash(1) % 1_000_003).cast(pl.Float64) / 8, i=(pl.col("n").hash(2) % 1000).cast(pl.Int64)
    )
    f, i = pl.col("f"), pl.col("i")
    several = {"c": pl.len(), "s": f.sum(), "a": f.mean(), "x": f.max(), "n": f.min()}
    compare(
        "stats, five aggregations",
        "stats count AS c sum(f) AS s avg(f) AS a max(f) AS x min(f) AS n",
        several,
        dice,
        1.5,
    )
    alone = {"sum(f)": f.sum(), "sum(i)": i.sum(), "dc(i)": i.n_unique(), "max(i)": i.max()}
    for name, expression in alone.items():
        compare(f"  stats {name}", f"stats {name} AS r", {"r": expression}, dice, 3)
    middle = {"r": f.quantile(0.5, "higher")}
    compare("  stats median(f)", "stats median(f) AS r", middle, dice, 3)
    compare("  stats perc95(i)", "stats perc95(i) AS r", {"r": i.quantile(0.95, "linear")}, dice, 4)
