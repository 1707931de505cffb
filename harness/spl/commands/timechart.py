"""`timechart`: a table with one row for each bin of time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.spl.commands._charts import (
    BIN_OPTIONS,
    SERIES_OPTIONS,
    SeriesFilter,
    SplitField,
    print_series_filter,
    print_split,
    read_series_filter,
    read_split,
)
from harness.spl.commands._declared import attribute, option_values
from harness.spl.contract import Command, CommandType, Documentation, Option
from harness.spl.syntax.printer import print_options, print_stats_terms

if TYPE_CHECKING:
    from harness.spl.syntax.cursor import Cursor
    from harness.spl.syntax.stats_terms import StatsTerm

_OPTIONS = (
    Option("partial", "boolean", default=True, says="Keeps bins that the time range covers in part."),
    Option("fixedrange", "boolean", default=True, says="Covers the whole time range, not only that of the results."),
)


@dataclass(frozen=True, slots=True)
class TimechartCommand(Command):
    """`timechart <aggregations> [BY <field>]`."""

    keyword = "timechart"
    type = CommandType.TRANSFORMING
    syntax = "timechart [<options>] <aggregation>... [BY <field>] [WHERE <aggregate> in|notin|<|> <limit>]"
    options = (*SERIES_OPTIONS, *BIN_OPTIONS, *_OPTIONS)
    documentation = Documentation(
        summary="Computes aggregations for each bin of time, and for each value of a field if there is one.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Timechart",
    )

    terms: tuple[StatsTerm, ...]
    column: SplitField | None = None
    series_filter: SeriesFilter | None = None
    limit: str = "top10"
    agg: str | None = None
    useother: bool = True
    usenull: bool = True
    nullstr: str = "NULL"
    otherstr: str = "OTHER"
    sep: str = ": "
    format: str | None = None
    cont: bool = True
    allnum: bool = False
    span_: str | None = None
    bins: int | None = None
    minspan: str | None = None
    start: float | None = None
    end: float | None = None
    aligntime: str | None = None
    partial: bool = True
    fixedrange: bool = True

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads options, aggregations, the split field and the WHERE clause."""
        values = cursor.options(cls.options)
        terms = cursor.stats_terms()
        cursor.options(cls.options, values)
        column = read_split(cursor) if cursor.keyword("by") else None
        cursor.options(cls.options, values)
        kept = read_series_filter(cursor)
        cursor.options(cls.options, values)
        options = {attribute(name): value for name, value in values.items()}
        return cls(cursor.command_span(), terms, column, kept, **options)

    def render(self) -> str:
        """`timechart`, its options, aggregations, split field and WHERE clause."""
        text = f"timechart{print_options(self.options, option_values(self))} {print_stats_terms(self.terms)}"
        if self.column:
            text += f" BY {print_split(self.column)}"
        return f"{text} {print_series_filter(self.series_filter)}" if self.series_filter else text
