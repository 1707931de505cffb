"""The table that `chart` and `timechart` make: rows along an axis, and a column for each series.

A series is one value of the split field, or one range of its values if it has bins.  Each has a score: with one
aggregation the sum of its cells (or what `agg` makes of them), with several the number of its results.  The best
`limit` of them stay, or those that WHERE names; the others become one series, computed anew over their results, and
results without the field another one.

Rules (Search Reference, chart and timechart; Spl 6.3)
- A cell that no result falls into holds what its aggregation gives for nothing: counts 0, everything else null.
- Series come in code-point order of their names, then the one of results without the field, then that of all others.
  Undecided: probe 39.
- A series whose name starts with `_` gets `VALUE` in front.
- With several aggregations a column is named `<aggregation>: <series>`.
- `WHERE count > 10` and the like count the results of a series, as example 6 of timechart has it.
Undecided: whether a cell without results counts for scores such as the average (it does not); whether averages and the
like of all others are computed over their results (here) or of their cells; results without the field do not count for
the limit.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from harness.data import Column, Table, aggregate, choose, coalesce, count_rows, explode, map_scalars, numbers
from harness.data.pairing import positions, taken
from harness.data.pivoting import cells
from harness.frozen import frozen
from harness.spl.commands._bins import BinOptions, binning_of
from harness.spl.commands._refusals import unsupported
from harness.spl.commands._statistics import distinct_members
from harness.spl.evaluation.aggregate_expressions import aggregated
from harness.spl.evaluation.aggregation import aggregate_of
from harness.spl.syntax.stats_terms import StatsTerm

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from harness.data import Aggregate, Value
    from harness.spl.commands._charts import SeriesCommand, SplitField
    from harness.spl.contract import Context

AXIS = "\0axis"
SERIES = "\0series"
_HELPERS = (AXIS, SERIES)
"""Helper columns; no field of a search can have such a name."""
_SCORES = frozenset(
    ("sum", "avg", "min", "max", "median", "perc", "exactperc", "range", "stdev", "stdevp", "sumsq", "var", "varp")
)
"""The functions that a series may be ranked by."""
_LIMIT = re.compile(r"(top|bottom)?\s*(\d+)", re.IGNORECASE)


@frozen
class Cell:
    """What one column of the table holds: the aggregation's result name, and the series (None without a split)."""

    term: str
    series: str | None = None


def columns_of(rows: Table, keys: Column, command: SeriesCommand, context: Context) -> dict[Cell, Column]:
    """The columns of the table, in their order; each has a value for every key of the axis.

    Input: rows whose helper column AXIS holds the key that each belongs to, null for none.
    """
    if command.column is None:
        return _unsplit(rows, keys, command, context)
    values = rows.column(command.column.field.name)
    parted = explode(rows.with_column(SERIES, distinct_members(values) if command.dedup_splitvals else values), SERIES)
    series = _Series(_binned(parted, command.column, context), command, context)
    return series.columns(keys)


def column_name(cell: Cell, command: SeriesCommand, terms: int) -> str:
    """The name of a column among those of so many aggregations."""
    if cell.series is None:
        return cell.term
    if terms == 1:
        return cell.series
    if command.format is not None:
        return command.format.replace("$AGG$", cell.term).replace("$VAL$", cell.series)
    return f"{cell.term}{command.sep}{cell.series}"


def _binned(rows: Table, split: SplitField, context: Context) -> Table:
    """The rows with the ranges that the numbers of the split field fall into, where it is given bins."""
    values = rows.column(SERIES)
    options = BinOptions(split.span).with_values(dict(split.bins))
    binning = binning_of(split.field.name, values, options, context) if split.bins else None
    if binning is None:
        return rows
    return rows.with_column(SERIES, coalesce([binning.values(binning.places(values)), values]))


def _unsplit(rows: Table, keys: Column, command: SeriesCommand, context: Context) -> dict[Cell, Column]:
    found = _aggregated(rows, [AXIS], command, context)
    nothing = _of_nothing(rows, command, context)
    place = positions(keys, found.column(AXIS))
    return {
        Cell(name): _filled(taken(found.column(name), place), value, place.is_null()) for name, value in nothing.items()
    }


def _aggregated(rows: Table, by: Sequence[str], command: SeriesCommand, context: Context) -> Table:
    """What is computed for each cell; only `chart` draws sparklines (Search Manual, "Add sparklines")."""
    draws = command.keyword == "chart"
    return aggregated(rows, by, command.terms, context, allnum=command.allnum, sparklines=draws)


def _of_nothing(rows: Table, command: SeriesCommand, context: Context) -> Mapping[str, Value]:
    """What each aggregation gives for no results, by name."""
    none = rows.slice(0, 0)
    found = _aggregated(none, [], command, context)
    return {name: column.values()[0] for name, column in found.columns.items()}


def _filled(column: Column, value: Value, empty: Column) -> Column:
    if value is None:
        return column
    return choose([empty], [Column.constant(value, len(column))], column)


class _Series:
    """The series of one table."""

    __slots__ = ("command", "context", "rows")

    def __init__(self, rows: Table, command: SeriesCommand, context: Context) -> None:
        self.rows = rows if command.usenull else rows.filter(rows.column(SERIES).is_not_null())
        self.command = command
        self.context = context

    def columns(self, keys: Column) -> dict[Cell, Column]:
        kept = self._kept()
        named = self.rows.with_column(SERIES, map_scalars(self._namer(kept), self.rows.column(SERIES), nulls=True))
        named = named.filter(named.column(SERIES).is_not_null())
        found = self._aggregated(named)
        names = self._ordered(found.column(SERIES), kept)
        row, column = positions(found.column(AXIS), keys), positions(found.column(SERIES), Column.of(names))
        places = cells(row, column, len(keys), len(names))
        nothing = _of_nothing(self.rows, self.command, self.context)
        present = Column.constant(True, found.height)
        empty = [places.column(number, present).is_null() for number in range(len(names))]
        return {
            Cell(term, series): _filled(places.column(number, found.column(term)), value, empty[number])
            for term, value in nothing.items()
            for number, series in enumerate(names)
        }

    def _aggregated(self, rows: Table) -> Table:
        return _aggregated(rows, _HELPERS, self.command, self.context)

    def _kept(self) -> frozenset[str] | None:
        """The values that have a series of their own; None for all of them."""
        command = self.command
        most = _limit(command.limit)
        if command.series_filter is None and most is None:
            return None
        scores = self._scores()
        if command.series_filter is not None:
            return frozenset(name for name, _ in self._filtered(scores))
        assert most is not None
        return frozenset(name for name, _ in _best(scores, *most))

    def _scores(self) -> list[tuple[str, float]]:
        command = self.command
        several = len(command.terms) > 1 or any(term.has_wildcard for term in command.terms)
        kept = command.series_filter
        how = (command.agg or "sum") if kept is None else kept.aggregate
        if how.lower() in ("count", "c") or (several and kept is None and command.agg is None):
            found = aggregate(self.rows, [SERIES], {"score": count_rows()})
        elif several:
            span = command.span if kept is None else kept.span
            raise unsupported(self.context, span, f"{command.keyword} of several aggregations with agg= or WHERE")
        else:
            parts = self._aggregated(self.rows)
            found = aggregate(parts, [SERIES], {"score": self._score(how, parts.column(command.terms[0].output_name))})
        pairs = zip(found.column(SERIES).values(), _score_values(found.column("score")), strict=True)
        return [(_text(name), score) for name, score in pairs]

    def _score(self, how: str, values: Column) -> Aggregate:
        """What makes one number of the cells of a series."""
        from harness.spl.parsing import GRAMMAR

        function = GRAMMAR.statistic(how.lower())
        if function is None or function.name not in _SCORES:
            span = self.command.span if self.command.series_filter is None else self.command.series_filter.span
            way_out = "write a function of numbers, such as sum, max or avg"
            raise unsupported(self.context, span, f"{self.command.keyword} that ranks its columns by {how}", way_out)
        term = StatsTerm(self.command.span, function.name, how.lower(), function.parameter)
        return aggregate_of(term, numbers(values), None, self.context)

    def _filtered(self, scores: Sequence[tuple[str, float]]) -> Sequence[tuple[str, float]]:
        kept = self.command.series_filter
        assert kept is not None
        if kept.operator in ("<", ">"):
            bound = float(kept.limit)
            return [(n, s) for n, s in scores if (s > bound if kept.operator == ">" else s < bound)]
        most = _limit(kept.limit)
        best = scores if most is None else _best(scores, *most)
        return best if kept.operator == "in" else [pair for pair in scores if pair not in best]

    def _namer(self, kept: frozenset[str] | None) -> Callable[[Value], Value]:
        command = self.command

        def name(value: Value) -> Value:
            if value is None:
                return command.nullstr
            text = _text(value)
            if kept is not None and text not in kept:
                return command.otherstr if command.useother else None
            return f"VALUE{text}" if text.startswith("_") else text

        return name

    def _ordered(self, found: Column, kept: frozenset[str] | None) -> list[str]:
        names = sorted({_text(value) for value in found.values()})
        last = [self.command.nullstr, *([] if kept is None else [self.command.otherstr])]
        own = {f"VALUE{n}" if n.startswith("_") else n for n in kept or ()}
        behind = [n for n in last if n in names and n not in own]
        return [n for n in names if n not in behind] + behind


def _score_values(scores: Column) -> list[float]:
    """The scores of series; 0 for one that has none because its cells hold no numbers."""
    return [float(value) if isinstance(value, (int, float)) else 0.0 for value in numbers(scores).values()]


def _text(value: Value) -> str:
    from harness.data import render_scalar

    assert value is not None
    assert not isinstance(value, list)
    return render_scalar(value)


def _limit(text: str) -> tuple[str, int] | None:
    """`top10`, `bottom3` or `10` as side and number; None where there is no limit."""
    match = _LIMIT.fullmatch(text.strip())
    if match is None or int(match[2]) == 0:
        return None
    return (match[1] or "top").lower(), int(match[2])


def _best(scores: Sequence[tuple[str, float]], side: str, most: int) -> list[tuple[str, float]]:
    sign = -1 if side == "top" else 1
    return sorted(scores, key=lambda pair: (sign * pair[1], pair[0]))[:most]
