"""A kind is an optimisation and never a meaning: numbers and the texts they print as behave alike everywhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import harness.data as d
from harness.data import Column, Kind, SortKey, Table

few = settings(max_examples=max(5, settings().max_examples // 10), deadline=None)
"""There is a test for each operation; together they may take as long as the profile gives a few."""

WHOLE = st.integers(-20, 20) | st.integers(-(2**53), 2**53) | st.integers(-(2**63), 2**63 - 1)
EDGES = st.sampled_from([-0.0, 0.0, 1.0, 0.5, 1e15, 1e16, 1e17, 1e20, 1e-4, 1e-5, 5e-324, 1e308, 0.1 + 0.2, 1 / 3])
FLOATS = EDGES | st.floats(-1e6, 1e6) | st.floats()
FEW = st.sampled_from([1.0, 2.0, 10.0, 9.0, -1.5])


def number_lists(size: int) -> st.SearchStrategy[list[Any]]:
    """Lists that `Column.of` stores as numbers."""
    choices = (WHOLE, FLOATS, FEW)
    return st.one_of(*[st.lists(st.none() | c, min_size=size, max_size=size) for c in choices])


@st.composite
def tables(draw: st.DrawFn) -> Table:
    size = draw(st.integers(0, 8))
    values = {name: draw(number_lists(size)) for name in ("x", "y", "k")}
    return Table({name: Column.of(column) for name, column in values.items()})


def as_text(table: Table) -> Table:
    """The same table with every number written out, as rows from an index have it."""
    return Table({name: Column(written(column)) for name, column in table.columns.items()}, table.height)


def written(column: Column) -> pl.Series:
    values: list[Any] = column.values()
    return pl.Series([None if v is None else d.render_number(v) for v in values], dtype=pl.String)


def shown(column: Column) -> list[dict[str, Any]]:
    return Table({"r": column}).rows()


def comparison(op: str) -> Callable[[Column, Column], Column]:
    return lambda x, y: d.compare(x, op, y)


BINARY: dict[str, Callable[[Column, Column], Column]] = {
    "add": d.add,
    "subtract": d.subtract,
    "multiply": d.multiply,
    "divide": d.divide,
    "modulo": d.modulo,
    "concatenate": d.concatenate,
    "like": d.like,
    "is_in": lambda x, y: d.is_in(x, [y, Column.constant("2", len(x))]),
    "coalesce": lambda x, y: d.coalesce([x, y]),
    "choose": lambda x, y: d.choose([d.compare(x, "<", y)], [x], y),
    "choose text": lambda x, y: d.choose([x.is_null()], [Column.constant("none", len(x))], y),
    "equal_values": d.equal_values,
    **{f"compare {op}": comparison(op) for op in ("=", "!=", "<", "<=", ">", ">=")},
}

UNARY: dict[str, Callable[[Column], Column]] = {
    "negate": d.negate,
    "numbers": d.numbers,
    "texts": d.texts,
    "is_numeric": d.is_numeric,
    "members": d.members,
    "member_counts": d.member_counts,
    "is_null": lambda x: x.is_null(),
    "map texts": lambda x: d.map_scalars(str, d.texts(x)),
    "constant <": lambda x: d.compare(x, "<", Column.constant("5", len(x))),
    "constant word": lambda x: d.compare(x, "!=", Column.constant("word", len(x))),
    "constant number": lambda x: d.compare(Column.constant(2, len(x)), ">=", x),
    "in": lambda x: d.is_in(x, [Column.constant(v, len(x)) for v in ("1.0", 2, "nan")]),
    "search 1": lambda x: d.search_equals(x, "1"),
    "search 1.0": lambda x: d.search_equals(x, "1.0"),
    "search NAN": lambda x: d.search_equals(x, "NAN"),
    "search exponent": lambda x: d.search_equals(x, "1E+17"),
    "search wildcard": lambda x: d.search_equals(x, "1*"),
    "search big": lambda x: d.search_equals(x, "9223372036854775807"),
    "search !=": lambda x: d.search_not_equals(x, "1"),
    "search <": lambda x: d.search_compare(x, "<", "10"),
    "search word": lambda x: d.search_word(x, "1"),
}

AGGREGATES: dict[str, Callable[[Column, Column], d.Aggregate]] = {
    "count": lambda x, _: d.count_values(x),
    "total": lambda x, _: d.total(x),
    "mean": lambda x, _: d.mean(x),
    "minimum": lambda x, _: d.minimum(x),
    "maximum": lambda x, _: d.maximum(x),
    "spread": lambda x, _: d.spread(x),
    "deviation": lambda x, _: d.deviation(x),
    "variance of all": lambda x, _: d.variance(x, sample=False),
    "percentile": lambda x, _: d.percentile(x, 95),
    "nearest rank": lambda x, _: d.percentile(x, 30, "nearest-rank"),
    "median": lambda x, _: d.median(x),
    "distinct count": lambda x, _: d.distinct_count(x),
    "distinct values": lambda x, _: d.distinct_values(x),
    "listed": lambda x, _: d.listed(x, 3),
    "first": lambda x, _: d.first(x),
    "last": lambda x, _: d.last(x),
    "earliest": d.earliest,
    "latest": d.latest,
    "earliest time": d.earliest_time,
    "latest time": d.latest_time,
    "mode": lambda x, _: d.mode(x),
    "sum of squares": lambda x, _: d.sum_of_squares(x),
    "rate": d.rate,
    "counter rate": lambda x, t: d.rate(x, t, counter=True),
}


@pytest.mark.parametrize("name", BINARY)
@few
@given(table=tables())
def test_binary_operators_do_not_see_the_storage(name: str, table: Table) -> None:
    """Either side, or both, as texts gives what numbers give."""
    operator = BINARY[name]
    other = as_text(table)
    expected = shown(operator(table.column("x"), table.column("y")))
    assert shown(operator(other.column("x"), other.column("y"))) == expected
    assert shown(operator(table.column("x"), other.column("y"))) == expected
    assert shown(operator(other.column("x"), table.column("y"))) == expected


@pytest.mark.parametrize("name", UNARY)
@few
@given(table=tables())
def test_unary_operators_do_not_see_the_storage(name: str, table: Table) -> None:
    """A text column gives what the number column gives."""
    assert shown(UNARY[name](as_text(table).column("x"))) == shown(UNARY[name](table.column("x")))


@pytest.mark.parametrize("name", BINARY)
@few
@given(table=tables())
def test_a_constant_is_a_column_of_equal_values(name: str, table: Table) -> None:
    """Keeping a constant once is not seen: spread out it gives the same."""
    x, operator = table.column("x"), BINARY[name]
    constant = Column.constant(next(iter(table.column("y").values()), 1), len(x))
    spread = Column(constant.series)
    assert shown(operator(x, constant)) == shown(operator(x, spread))
    assert shown(operator(constant, x)) == shown(operator(spread, x))
    assert shown(operator(constant, constant)) == shown(operator(spread, spread))


@pytest.mark.parametrize("name", AGGREGATES)
@few
@given(table=tables())
def test_aggregates_do_not_see_the_storage(name: str, table: Table) -> None:
    """Values, times and keys as texts give the groups that numbers give."""
    results = []
    for rows in (table, as_text(table)):
        aggregate = AGGREGATES[name](rows.column("x"), rows.column("y"))
        results.append(
            [
                d.aggregate(rows, [], {"r": aggregate}).rows(),
                d.aggregate(rows, ["k"], {"r": aggregate}).rows(),
                d.aggregate_onto(rows, ["k"], {"r": aggregate}).rows(),
                d.running(rows, ["k"], {"r": aggregate}).rows(),
                d.running(rows, [], {"r": aggregate}, current=False, window=3).rows(),
            ]
        )
    assert results[0] == results[1]


@pytest.mark.parametrize("mode", ["auto", "num", "str", "ip"])
@pytest.mark.parametrize("descending", [False, True])
@few
@given(table=tables())
def test_sorting_does_not_see_the_storage(mode: Any, descending: bool, table: Table) -> None:
    """Rows come in the same order from numbers and from texts."""
    keys = [SortKey("k", descending, mode), SortKey("x")]
    assert d.sort_rows(as_text(table), keys).rows() == d.sort_rows(table, keys).rows()


@few
@given(table=tables(), keep_empty=st.booleans(), consecutive=st.booleans(), keep_events=st.booleans())
def test_rows_do_not_see_the_storage(table: Table, keep_empty: bool, consecutive: bool, keep_events: bool) -> None:
    """Duplicates, filled nulls and appended rows are the same for numbers and texts."""
    other = as_text(table)
    options = {"keep_empty": keep_empty, "consecutive": consecutive, "keep_events": keep_events}
    assert d.dedup_rows(other, ["k"], 2, **options).rows() == d.dedup_rows(table, ["k"], 2, **options).rows()
    for value in ("0", "0.0", "none"):
        assert d.fill_null(other, None, value).rows() == d.fill_null(table, None, value).rows()
    assert other.concat(table).rows() == table.concat(other).rows() == table.rows() + other.rows()


@few
@given(table=tables())
def test_the_strategy_makes_number_columns(table: Table) -> None:
    """The properties above compare two storages, not one with itself."""
    assert all(column.kind in (Kind.NUMBER, Kind.NULL) for column in table.columns.values())
