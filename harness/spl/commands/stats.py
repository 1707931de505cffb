"""`stats`: one result for each group."""

from __future__ import annotations

from dataclasses import dataclass

from harness.data import Column, Kind, Table, Value, aggregate, map_scalars
from harness.spl.commands._refusals import unsupported
from harness.spl.commands._statistics import StatisticsCommand
from harness.spl.contract import CommandType, Context, Documentation, Example, Option
from harness.spl.evaluation.aggregation import is_empty, outputs


@dataclass(frozen=True, slots=True)
class StatsCommand(StatisticsCommand):
    """`stats <aggregations> [BY <fields>]`."""

    keyword = "stats"
    type = CommandType.TRANSFORMING
    syntax = (
        "stats [partitions=<int>] [allnum=<bool>] [delim=<string>] <aggregation>... [BY <field>...] "
        "[dedup_splitvals=<bool>]"
    )
    options = (
        Option(
            "partitions",
            "integer",
            default=1,
            minimum=1,
            says="How many threads reduce the results; no effect on them.",
        ),
        Option("allnum", "boolean", default=False, says="Gives nothing for a field that holds anything but numbers."),
        Option("delim", "string", default=" ", says="Stands between the members of list() and values() in one text."),
        Option("dedup_splitvals", "boolean", default=False, says="Counts a repeated member of a BY field once."),
    )
    documentation = Documentation(
        summary="Computes aggregations over all results, or over each group that the BY fields make.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Stats",
        examples=(
            Example(
                "| makeresults count=3 | streamstats count as n | stats sum(n) as total, count(eval(n>1)) as big",
                rows=[{"total": "6", "big": "2"}],
            ),
            Example(
                "| makeresults count=4 | streamstats count as n | eval odd=n%2 | stats max(n) by odd",
                rows=[{"odd": "0", "max(n)": "4"}, {"odd": "1", "max(n)": "3"}],
                says="One result for each group.",
            ),
        ),
    )

    partitions: int = 1
    allnum: bool = False
    delim: str = " "
    dedup_splitvals: bool = False

    def execute(self, rows: Table, context: Context) -> Table:
        """One row for each group; without BY one row, or none where nothing could be computed."""
        self.refuse_options(context)
        if self.delim != " " and any(term.function in ("list", "values") for term in self.terms):
            raise unsupported(context, self.span, "stats with delim")
        by = [field.name for field in self.by_fields]
        if self.dedup_splitvals:
            rows = rows.with_columns({name: _distinct(rows.column(name)) for name in by})
        results = aggregate(rows, by, outputs(self.terms, by, rows, context))
        nothing = not by and all(is_empty(column) for column in results.columns.values())
        return results.slice(0, 0) if nothing else results


def _distinct(column: Column) -> Column:
    if column.kind is not Kind.MULTI:
        return column

    def distinct(value: Value) -> Value:
        return list(dict.fromkeys(value)) if isinstance(value, list) else value

    return map_scalars(distinct, column)
