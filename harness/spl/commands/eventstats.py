"""`eventstats`: aggregations over all results, added to every result."""

from __future__ import annotations

from dataclasses import dataclass

from harness.data import Table, aggregate_onto
from harness.spl.commands._statistics import StatisticsCommand
from harness.spl.contract import CommandType, Context, Documentation, Example, Option
from harness.spl.evaluation.aggregation import is_empty, outputs


@dataclass(frozen=True, slots=True)
class EventstatsCommand(StatisticsCommand):
    """`eventstats <aggregations> [BY <fields>]`."""

    keyword = "eventstats"
    type = CommandType.DATASET_PROCESSING
    syntax = "eventstats [allnum=<bool>] <aggregation>... [BY <field>...]"
    options = (
        Option("allnum", "boolean", default=False, says="Gives nothing for a field that holds anything but numbers."),
    )
    documentation = Documentation(
        summary="Adds to every result the aggregations over all results, or over those of its group.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Eventstats",
        examples=(
            Example(
                "| makeresults count=2 | streamstats count as n | eventstats sum(n) as total | table n total",
                rows=[{"n": "1", "total": "3"}, {"n": "2", "total": "3"}],
            ),
        ),
    )

    allnum: bool = False

    def execute(self, rows: Table, context: Context) -> Table:
        """Every row with the aggregations over its group; one that has no value in any row makes no field."""
        by = [field.name for field in self.by_fields]
        found = outputs(self.terms, by, rows, context, allnum=self.allnum, missing=True)
        results = aggregate_onto(rows, by, found)
        return results.without([name for name in found if is_empty(results.column(name))])
