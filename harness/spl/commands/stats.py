"""`stats`: one result for each group."""

from __future__ import annotations

from dataclasses import dataclass

from harness.data import Column, Table, aggregate
from harness.spl.commands._statistics import StatisticsCommand, distinct_members
from harness.spl.contract import CommandType, Context, Documentation, Example, Option
from harness.spl.evaluation.aggregation import is_empty, outputs
from harness.spl.evaluation.fields import matching


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
            default=0,
            minimum=0,
            says="How many threads reduce the results; no effect on them.",
        ),
        Option("allnum", "boolean", default=False, says="Gives nothing for a field that holds anything but numbers."),
        Option("delim", "string", says="Stands between the members of list() and values() in one text."),
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

    partitions: int = 0
    allnum: bool = False
    delim: str | None = None
    dedup_splitvals: bool = False

    def execute(self, rows: Table, context: Context) -> Table:
        """One row for each group; without BY one row, or none where nothing could be computed.

        `delim` counts where a later command makes one text of list() or values(), as nomv does.
        """
        by = [field.name for field in self.by_fields]
        if self.dedup_splitvals:
            rows = rows.with_columns({name: distinct_members(rows.column(name)) for name in by})
        results = aggregate(rows, by, outputs(self.terms, by, rows, context, sparklines=True, allnum=self.allnum))
        if self.delim is not None:
            made = [term.output_name for term in self.terms if term.function in ("list", "values")]
            names = [name for pattern in made for name in matching(pattern, results.names)]
            context.delimiters.update(dict.fromkeys(names, self.delim))
        nothing = not by and all(is_empty(column) for column in results.columns.values())
        if nothing:
            return results.slice(0, 0)
        # A column without a value is there all the same (measured on 10.4.2): `table` keeps its rows.
        none = [name for name, column in results.columns.items() if is_empty(column)]
        return results.with_columns(dict.fromkeys(none, Column.nulls(results.height))) if none else results
