"""`mcatalog`: what metric indexes hold, without their values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self

from harness.data import Column, Table, aggregate, distinct_values
from harness.spl.commands._metric_clauses import METRIC_NAME, STOP, MetricClauses, parse_clauses
from harness.spl.commands._metric_scans import query, say_nothing_found
from harness.spl.commands._refusals import unsupported
from harness.spl.contract import Command, CommandType, Context, Documentation, Example, Option
from harness.spl.syntax.ast import FieldName
from harness.spl.syntax.printer import print_options, print_stats_terms

if TYPE_CHECKING:
    from harness.spl.sources import MetricPoints
    from harness.spl.syntax.cursor import Cursor
    from harness.spl.syntax.stats_terms import StatsTerm

DIMENSIONS = "_dims"
_REFUSED = ("_value", "_values")


@dataclass(frozen=True, slots=True)
class McatalogCommand(Command):
    """`mcatalog values(<field>) [WHERE <filter>] [BY <dimensions>]`."""

    keyword = "mcatalog"
    type = CommandType.GENERATING
    syntax = "mcatalog [prestats=<bool>] [append=<bool>] values(<field>)... [WHERE <filter>] [(BY|GROUPBY) <field>...]"
    options = (
        Option("prestats", "boolean", default=False, says="Gives partial results for stats, chart or timechart."),
        Option("append", "boolean", default=False, says="Adds to the results before it; with prestats only."),
    )
    documentation = Documentation(
        summary=(
            "Lists the names of metrics (metric_name), the names of dimensions (_dims) or the values of a dimension in "
            "metric indexes, for each combination of the BY fields."
        ),
        source="https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/internal-commands/mcatalog",
        examples=(
            Example("| mcatalog values(metric_name) WHERE index=m", says="The metrics of an index."),
            Example("| mcatalog values(_dims) AS dimensions WHERE index=m BY metric_name"),
        ),
        undecided=("Whether _dims names host, source and sourcetype; it does here.",),
    )

    terms: tuple[StatsTerm, ...]
    clauses: MetricClauses
    given: tuple[tuple[str, Any], ...]
    """Every option and its value."""

    @property
    def is_generating(self) -> bool:
        """With `append` it may follow other commands."""
        return not dict(self.given)["append"]

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads options, aggregations and clauses."""
        values = cursor.options(cls.options)
        terms = cursor.stats_terms(STOP)
        clauses = parse_clauses(cursor, cls.options, values)
        for term in terms:
            _check_term(cursor, term)
        if values["append"] and not values["prestats"]:
            message = "append=true is possible with prestats=true only"
            cursor.report(cursor.error("SPL235", message, cursor.command_span()))
        return cls(cursor.command_span(), terms, clauses, tuple(values.items()))

    def render(self) -> str:
        """Options, aggregations, WHERE and BY."""
        options = print_options(self.options, dict(self.given))
        return f"mcatalog{options} {print_stats_terms(self.terms)}{self.clauses.render()}"

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """One row for each combination of the BY fields, or one for all; none where nothing is found.

        Raises: SplUnsupportedError for prestats and append.
        """
        for name, value in self.given:
            if value:
                raise unsupported(context, self.span, f"mcatalog with {name}=true")
        by = [field.name for field in self.clauses.by_fields]
        asked = query(self.clauses, context, self.keyword)
        names = dict.fromkeys([*by, *map(_argument, self.terms)])
        found = [_catalog(points, list(names)) for points in replace(asked, buckets=None).filtered()]
        if not found:
            say_nothing_found(self.clauses, context)
            return Table({}, 0)
        whole = found[0]
        for table in found[1:]:
            whole = whole.concat(table)
        outputs = {term.output_name: distinct_values(whole.column(_argument(term))) for term in self.terms}
        return aggregate(whole, by, outputs)


def _argument(term: StatsTerm) -> str:
    return term.argument.name if isinstance(term.argument, FieldName) else ""


def _catalog(points: MetricPoints, names: list[str]) -> Table:
    """One row for each time series that has a point, with the fields asked for."""
    series = aggregate(points.points, ["series"], {}).column("series").series
    table = points.series.take(series)
    columns = {name: _field(name, points.metric, table) for name in names}
    return Table(columns, table.height)


def _field(name: str, metric: str, series: Table) -> Column:
    if name == METRIC_NAME:
        return Column.constant(metric, series.height)
    return _dimension_names(series) if name == DIMENSIONS else series.column(name)


def _dimension_names(series: Table) -> Column:
    present = {name: column.is_not_null().values() for name, column in series.columns.items() if name != "index"}
    return Column.of([name for name, has in present.items() if has[row]] for row in range(series.height))


def _check_term(cursor: Cursor, term: StatsTerm) -> None:
    if term.function != "values" or not isinstance(term.argument, FieldName) or term.has_wildcard:
        message = "mcatalog has no aggregation but values(field)"
    elif term.argument.name in _REFUSED:
        message = f"mcatalog does not list {term.argument.name}"
    else:
        return
    cursor.report(cursor.error("SPL232", message, term.span, label="not in mcatalog", help="values(metric_name)"))
