"""What `chart` and `timechart` share: how columns are limited and named, split fields, and the WHERE clause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from harness.frozen import frozen
from harness.spl.contract import Command, Option
from harness.spl.syntax.ast import FieldName, Node
from harness.spl.syntax.option_values import render
from harness.spl.syntax.printer import print_field

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from harness.spl.syntax.cursor import Cursor
    from harness.spl.syntax.stats_terms import StatsTerm

SERIES_OPTIONS = (
    Option("limit", "string", default="top10", says="How many columns: topN, bottomN or N; 0: all."),
    Option("agg", "string", says="How the cells of a column make its rank, such as max; sum unless given."),
    Option("useother", "boolean", default=True, says="Adds a column for all others."),
    Option("usenull", "boolean", default=True, says="Adds a column for results without the field."),
    Option("nullstr", "string", default="NULL", says="What that column is called."),
    Option("otherstr", "string", default="OTHER", says="What the column of all others is called."),
    Option("sep", "string", default=": ", says="Stands between aggregation and value in a column's name."),
    Option("format", "string", says="The name of a column, with $AGG$ and $VAL$."),
    Option("cont", "boolean", default=True, says="Fills gaps."),
    Option("allnum", "boolean", default=False, says="Gives nothing for a field that holds anything but numbers."),
    Option("dedup_splitvals", "boolean", default=False, says="Counts a repeated member of a split field once."),
)
BIN_OPTIONS = (
    Option("span", "span", says="The width of a bin."),
    Option("bins", "integer", minimum=2, says="How many bins at most."),
    Option("minspan", "span", says="The least width of a bin."),
    Option("start", "number", says="Where the first bin starts at the latest."),
    Option("end", "number", says="Where the last bin ends at the earliest."),
    Option("aligntime", "string", says="A time that bins are aligned to."),
)
_BIN_NAMES = frozenset(option.name for option in BIN_OPTIONS)


@frozen
class SplitField(Node):
    """A field that makes rows or columns, and how its numbers are put into bins: pairs of option and value."""

    field: FieldName
    bins: tuple[tuple[str, str | int | float], ...] = ()


@frozen
class SeriesFilter(Node):
    """`WHERE max in top5`, `WHERE sum > 100`: which columns stay.

    `operator` is `in`, `notin`, `<` or `>`; `limit` is `top5`, `bottom5` or a number.
    """

    aggregate: str
    operator: str
    limit: str


@dataclass(frozen=True, slots=True)
class SeriesCommand(Command):
    """What `chart` and `timechart` are told: aggregations, the field that makes the columns, which of them stay."""

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
    dedup_splitvals: bool = False
    span_: str | None = None
    bins: int | None = None
    minspan: str | None = None
    start: float | None = None
    end: float | None = None
    aligntime: str | None = None


def read_split(cursor: Cursor) -> SplitField:
    """A field and the options of its bins."""
    start = cursor.mark()
    field = cursor.field(wildcards=False)
    bins: dict[str, Any] = {}
    while cursor.peek_option() in _BIN_NAMES:
        cursor.next_option(BIN_OPTIONS, bins)
    return SplitField(cursor.span_from(start), field, tuple(bins.items()))


def check_roles(cursor: Cursor, terms: Sequence[StatsTerm], *splits: SplitField | None) -> None:
    """Reports a split field that an aggregation is over as well."""
    names = {split.field.name for split in splits if split is not None}
    for term in terms:
        if isinstance(term.argument, FieldName) and term.argument.name in names:
            name = term.argument.name
            problem = f'"{name}" makes rows or columns, so no aggregation can be over it'
            way_out = f"copy it first: | eval copy='{name}'"
            cursor.report(cursor.error("SPL211", problem, term.span, label="over a split field", help=way_out))


def print_split(split: SplitField) -> str:
    """A split field as `read_split` reads it back."""
    kinds = {option.name: option for option in BIN_OPTIONS}
    return print_field(split.field) + "".join(f" {render(kinds[name], value)}" for name, value in split.bins)


def read_series_filter(cursor: Cursor) -> SeriesFilter | None:
    """The WHERE clause, if there is one."""
    start = cursor.mark()
    if not cursor.keyword("where"):
        return None
    aggregate = cursor.field(wildcards=False).name
    operator = cursor.keyword("in", "notin") or next((mark for mark in "<>" if cursor.punctuation(mark)), None)
    if operator is None:
        raise cursor.expected("IN, NOTIN, `<` or `>`")
    limit = cursor.word() if operator in ("in", "notin") else str(cursor.number())
    return SeriesFilter(cursor.span_from(start), aggregate, operator, limit)


def print_series_filter(kept: SeriesFilter) -> str:
    """A WHERE clause as `read_series_filter` reads it back."""
    return f"WHERE {kept.aggregate} {kept.operator} {kept.limit}"
