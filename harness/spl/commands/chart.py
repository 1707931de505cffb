"""`chart`: a table with one row for each value of a field and one column for each value of another."""

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
from harness.spl.contract import Command, CommandType, Documentation
from harness.spl.syntax.printer import print_options, print_stats_terms

if TYPE_CHECKING:
    from harness.spl.syntax.cursor import Cursor
    from harness.spl.syntax.stats_terms import StatsTerm


@dataclass(frozen=True, slots=True)
class ChartCommand(Command):
    """`chart <aggregations> [OVER <field>] [BY <field> [<field>]]`."""

    keyword = "chart"
    type = CommandType.TRANSFORMING
    syntax = "chart [<options>] <aggregation>... [OVER <field>] [BY <field> [<field>]] [WHERE <aggregate> in|notin|<|> <limit>]"
    options = (*SERIES_OPTIONS, *BIN_OPTIONS)
    documentation = Documentation(
        summary="Computes aggregations for each value of a field, or for each pair of values of two.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Chart",
    )

    terms: tuple[StatsTerm, ...]
    row: SplitField | None = None
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

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads options, aggregations, the split fields and the WHERE clause."""
        values = cursor.options(cls.options)
        terms = cursor.stats_terms(stop=("over", "by"))
        cursor.options(cls.options, values)
        over = read_split(cursor) if cursor.keyword("over") else None
        cursor.options(cls.options, values)
        splits = _splits(cursor, 1 if over else 2) if cursor.keyword("by") else []
        cursor.options(cls.options, values)
        kept = read_series_filter(cursor)
        cursor.options(cls.options, values)
        row, column, *_ = [*([over] if over else []), *splits, None, None]
        options = {attribute(name): value for name, value in values.items()}
        return cls(cursor.command_span(), terms, row, column, kept, **options)

    def render(self) -> str:
        """`chart`, its options, aggregations, split fields and WHERE clause."""
        text = f"chart{print_options(self.options, option_values(self))} {print_stats_terms(self.terms)}"
        if self.row:
            text += f" BY {print_split(self.row)}"
        if self.column:
            text += f" {print_split(self.column)}"
        return f"{text} {print_series_filter(self.series_filter)}" if self.series_filter else text


def _splits(cursor: Cursor, most: int) -> list[SplitField]:
    splits = [read_split(cursor)]
    while len(splits) < most and not (cursor.at_end() or cursor.peek_option() or cursor.peek_keyword("where")):
        cursor.punctuation(",")
        splits.append(read_split(cursor))
    return splits
