"""`mstats chart=true`: the data points as `timechart` shapes them, or `chart` where no span is given.

With a span at most one BY field, which makes the columns; without one the first BY field makes the rows and a second
one the columns (Search Reference, "mstats", chart and chart options).

Undecided: whether a point without the field of the columns makes the series NULL, as the page says of chart.usenull, or
is left out, as it says of BY; it makes the series, unless chart.usenull is false or fillnull_value stands in.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from harness.data import map_scalars
from harness.spl.commands._charts import SplitField
from harness.spl.commands.chart import ChartCommand
from harness.spl.commands.timechart import TimechartCommand

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from harness.data import Column, Table
    from harness.diagnostics import Span
    from harness.spl.contract import Context
    from harness.spl.syntax.ast import FieldName
    from harness.spl.syntax.stats_terms import StatsTerm

ABSENT = "\0absent"
"""Stands for a dimension that a data point lacks; no dimension has such a value."""
OF_SERIES = frozenset(("rate", "rate_avg", "rate_sum"))
"""The functions that look at time series, which neither chart nor timechart does."""


def chart_complaint(by: Sequence[FieldName], span: str | None) -> str | None:
    """Why these BY fields cannot be charted; None where they can."""
    if span is not None:
        return "chart=true with a span takes one BY field at most" if len(by) > 1 else None
    return None if len(by) in (1, 2) else "chart=true without a span takes one or two BY fields"


def charted(
    points: Table,
    terms: Sequence[StatsTerm],
    by: Sequence[FieldName],
    options: Mapping[str, Any],
    place: Span,
    context: Context,
) -> Table:
    """The data points, with ABSENT for a dimension they lack, as a table of rows and series.

    `options` are those of the chart by name, without `chart.`, and the span where there is one.
    """
    names = [field.name for field in by if field.name in points]
    points = points.with_columns({name: _with_nulls(points.column(name)) for name in names})
    splits = [SplitField(field.span, field) for field in by]
    span = options.get("span")
    given = {name: value for name, value in options.items() if value is not None and name != "span"}
    if span is None:
        row, column, *_ = [*splits, None]
        command = ChartCommand(place, tuple(terms), column, row=row)
        return replace(command, **given).execute(points, context)
    timed = TimechartCommand(place, tuple(terms), splits[0] if splits else None)
    return replace(timed, span_=None if span == "auto" else span, **given).execute(points, context)


def _with_nulls(values: Column) -> Column:
    return map_scalars(lambda value: None if value == ABSENT else value, values)
