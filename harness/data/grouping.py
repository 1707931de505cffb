"""Groups: one pass over the rows, one row for each group or one value for each row.

Rules (Search Reference, stats and eventstats; Spl 6.2)
- B1  A row in which a BY field is null is in no group.  The empty text is a key.  Undecided: probe 7.
- B2  A row with a multivalue BY field is in the group of each member, and for several such fields in that of each
  combination; a repeated member counts each time.  Undecided: probe 8.
- B3  Keys are the same if their texts are: 1 and 1.0 as texts are two groups.
- B4  Groups come in ascending order of their keys (O6).
- B5  Without BY there is one row for all, also when there are no rows: counts are 0 then, everything else null.
- B6  `aggregate_onto` keeps rows and their order.  A row in no group gets null, or keeps the value of a field that was
  there before.  A row in several groups takes the first member's.  Undecided: probe 10.
- B7  Results do not depend on the number of threads: each group is reduced in the order of its rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

import polars as pl

from harness.data.aggregates import Aggregate, Finish
from harness.data.building import unified
from harness.data.column import Column, Kind
from harness.data.numbers import numbers
from harness.data.ordering import group_order
from harness.frozen import frozen

if TYPE_CHECKING:
    from harness.data.table import Table


@frozen
class Plan:
    """The prepared columns of some aggregates in one frame, and their expressions."""

    frame: pl.DataFrame
    expressions: list[pl.Expr]
    finishers: list[tuple[Finish, int]]

    def finished(self, results: pl.DataFrame) -> list[Column]:
        """The columns of the aggregates from the results of `expressions`, which are the last columns."""
        columns = iter(results.get_columns()[results.width - len(self.expressions) :])
        return [finish(list(islice(columns, width))) for finish, width in self.finishers]


def plan(aggregates: Sequence[Aggregate], height: int, *, cumulative: bool = False) -> Plan:
    """Prepares aggregates: every column that several of them read is in the frame once."""
    names: dict[int, str] = {}
    columns = [pl.Series("#", [None], dtype=pl.Null).new_from_index(0, height)]
    expressions: list[pl.Expr] = []
    finishers: list[tuple[Finish, int]] = []
    for aggregate in aggregates:
        for series in aggregate.inputs:
            if id(series) not in names:
                names[id(series)] = f"x{len(names)}"
                columns.append(series.alias(names[id(series)]))
        how = aggregate.cumulative if cumulative and aggregate.cumulative else aggregate
        made = how.expressions([pl.col(names[id(series)]) for series in aggregate.inputs])
        finishers.append((how.finish, len(made)))
        expressions.extend(made)
    expressions = [expression.alias(f"y{i}") for i, expression in enumerate(expressions)]
    return Plan(pl.DataFrame(columns), expressions, finishers)


def aggregate(table: Table, by: Sequence[str], outputs: Mapping[str, Aggregate]) -> Table:
    """One row for each group: the BY fields and the outputs (B1 to B5)."""
    from harness.data.table import Table

    prepared = plan(list(outputs.values()), table.height)
    if not by:
        results = prepared.frame.select(prepared.expressions)
        return Table(dict(zip(outputs, prepared.finished(results), strict=True)), 1)
    keys = _keys(table, by)
    by_number = all(k.kind is Kind.NUMBER and numbers(k).series is k.series for k in keys)  # else texts decide (O6)
    results = _grouped(prepared, keys, in_order=by_number)
    found = [Column(results[str(i)]) for i in range(len(by))]
    columns = dict(zip(outputs, prepared.finished(results), strict=True))
    groups = Table({**dict(zip(by, found, strict=True)), **columns}, results.height)
    return groups if by_number or results.height < 2 else groups.take(group_order(found))


def _keys(table: Table, by: Sequence[str]) -> list[Column]:
    return [table.column(name) for name in by]


def _grouped(prepared: Plan, keys: Sequence[Column], *, in_order: bool = False) -> pl.DataFrame:
    """The results of each group, the keys first; groups in the order of their keys as they are, or of their rows."""
    names = [str(i) for i in range(len(keys))]
    stored = [key.series if key.dictionary is None else key.codes for key in keys]
    frame = prepared.frame.hstack([series.alias(n) for n, series in zip(names, stored, strict=True)])
    if any(key.has_nulls for key in keys):
        frame = frame.drop_nulls(names)
    for name, key in zip(names, keys, strict=True):
        if key.kind is Kind.MULTI:
            frame = frame.explode(name)
    groups = frame.lazy().group_by(names, maintain_order=True).agg(prepared.expressions)
    # The streaming engine, which Polars may choose by itself, adds in an order of its own (B7).
    found = (groups.sort(names) if in_order else groups).collect(engine="in-memory")
    decoded = {n: key.dictionary.decoded(found[n]) for n, key in zip(names, keys, strict=True) if key.dictionary}
    return found.with_columns(series.alias(name) for name, series in decoded.items()) if decoded else found


def aggregate_onto(table: Table, by: Sequence[str], outputs: Mapping[str, Aggregate]) -> Table:
    """Every row with the outputs of its group (B6)."""
    prepared = plan(list(outputs.values()), table.height)
    if not by:
        results = prepared.frame.select(prepared.expressions)
        totals = prepared.finished(results)
        return table.with_columns(
            {name: Column.spread(c.series, table.height) for name, c in zip(outputs, totals, strict=True)}
        )
    keys = _keys(table, by)
    results = _grouped(prepared, keys)
    place = _places(keys, results)
    columns = zip(outputs, prepared.finished(results), strict=True)
    return table.with_columns({name: _onto(table, name, column, place) for name, column in columns})


def _places(keys: Sequence[Column], groups: pl.DataFrame) -> pl.Series:
    """For each row the number of its group, null for none."""
    names = [str(i) for i in range(len(keys))]
    singles = [k.series.list.first() if k.kind is Kind.MULTI else k.series for k in keys]
    rows = pl.DataFrame([s.alias(n) for n, s in zip(names, singles, strict=True)])
    numbered = pl.DataFrame([groups.get_column(name) for name in names]).with_row_index("group")
    return rows.join(numbered, on=names, how="left", maintain_order="left")["group"]


def _onto(table: Table, name: str, groups: Column, place: pl.Series) -> Column:
    if len(groups) == 0:
        return table.column(name)
    values = groups.take(place)
    if place.null_count() == 0 or name not in table:
        return values
    new, old = unified([values, table.column(name)])
    return new if new.kind is Kind.NULL else Column(new.series.zip_with(place.is_not_null(), old.series))
