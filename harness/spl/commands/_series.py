"""The table that `chart` and `timechart` make: rows along an axis, and a column for each series.

A series is one value of the split field.  Each has a score: with one aggregation the sum of its cells, with several the
number of its results.  The best `limit` of them stay; the others become one series, computed anew over their results,
and results without the field another one.

Rules (Search Reference, chart and timechart; Spl 6.3)
- A cell that no result falls into holds what its aggregation gives for nothing: counts 0, everything else null.
- Series come in code-point order of their names, then the one of results without the field, then that of all others.
  Undecided: probe 39.
- A series whose name starts with `_` gets `VALUE` in front.
- With several aggregations a column is named `<aggregation>: <series>`.
Undecided: whether averages and the like of all others are computed over their results (here) or of their cells; results
without the field do not count for the limit.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from harness.data import Column, Table, aggregate, choose, count_rows, explode, map_scalars, numbers, total
from harness.data import maximum as greatest
from harness.data.pairing import positions, taken
from harness.data.pivoting import cells
from harness.frozen import frozen
from harness.spl.commands._refusals import unsupported
from harness.spl.evaluation.aggregation import outputs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from harness.data import Value
    from harness.spl.commands._charts import SeriesCommand
    from harness.spl.contract import Context

AXIS = "\0axis"
SERIES = "\0series"
_HELPERS = (AXIS, SERIES)
"""Helper columns; no field of a search can have such a name."""
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
    split = command.column.field.name
    parted = explode(rows.with_column(SERIES, rows.column(split)), SERIES)
    series = _Series(parted, command, context)
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


def _unsplit(rows: Table, keys: Column, command: SeriesCommand, context: Context) -> dict[Cell, Column]:
    found = aggregate(rows, [AXIS], outputs(command.terms, _HELPERS, rows, context))
    nothing = _of_nothing(rows, command, context)
    place = positions(keys, found.column(AXIS))
    return {
        Cell(name): _filled(taken(found.column(name), place), value, place.is_null()) for name, value in nothing.items()
    }


def _of_nothing(rows: Table, command: SeriesCommand, context: Context) -> Mapping[str, Value]:
    """What each aggregation gives for no results, by name."""
    none = rows.slice(0, 0)
    found = aggregate(none, [], outputs(command.terms, _HELPERS, none, context))
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
        return aggregate(rows, list(_HELPERS), outputs(self.command.terms, _HELPERS, rows, self.context))

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
        several = len(self.command.terms) > 1 or any(term.has_wildcard for term in self.command.terms)
        kept = self.command.series_filter
        if kept is None and several:
            found = aggregate(self.rows, [SERIES], {"score": count_rows()})
        else:
            parts = self._aggregated(self.rows)
            values = parts.column(self.command.terms[0].output_name)
            how = greatest if kept is not None and kept.aggregate.lower() == "max" else total
            found = aggregate(parts, [SERIES], {"score": how(numbers(values))})
        pairs = zip(found.column(SERIES).values(), _score_values(found.column("score")), strict=True)
        return [(_text(name), score) for name, score in pairs]

    def _filtered(self, scores: Sequence[tuple[str, float]]) -> Sequence[tuple[str, float]]:
        kept = self.command.series_filter
        assert kept is not None
        if kept.aggregate.lower() not in ("sum", "max") or len(self.command.terms) > 1:
            raise unsupported(self.context, kept.span, f"WHERE {kept.aggregate} with {self.command.keyword}")
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
