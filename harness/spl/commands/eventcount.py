"""`eventcount`: counts the events of indexes."""

from __future__ import annotations

from dataclasses import dataclass

from harness.data import Column, Table
from harness.spl.commands._declared import DeclaredCommand
from harness.spl.commands._event_scans import events_in, indexes_of
from harness.spl.commands._refusals import unsupported
from harness.spl.contract import CommandType, Context, Documentation, Example, Option
from harness.timerange import ALL_TIME


@dataclass(frozen=True, slots=True)
class EventcountCommand(DeclaredCommand):
    """Counts the events of indexes."""

    keyword = "eventcount"
    type = CommandType.GENERATING
    syntax = "eventcount [index=<string>] [summarize=<bool>] [report_size=<bool>] [list_vix=<bool>]"
    options = (
        Option("index", "string", says="Of which index."),
        Option("summarize", "boolean", default=True, says="Gives one number for all."),
        Option("report_size", "boolean", default=False, says="Adds the size of the index."),
        Option("list_vix", "boolean", default=True, says="Lists virtual indexes too."),
    )
    documentation = Documentation(
        summary="Counts the events of indexes.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Eventcount",
        examples=(Example("| eventcount index=main", rows=[{"count": "0"}]),),
        differs=("report_size=true is refused; there are no virtual indexes to list",),
    )

    index: str | None
    summarize: bool
    report_size: bool
    list_vix: bool

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """How many events there are at any time, in all indexes together or in each of them."""
        if self.report_size:
            raise unsupported(context, self.span, "eventcount with report_size=true")
        names = indexes_of(self.index, context)
        counts = [events_in([name], ALL_TIME, context).height for name in names]
        if self.summarize:
            return Table({"count": Column.of([sum(counts)])})
        server = Column.constant("embedded", len(names))
        return Table({"count": Column.of(counts), "index": Column.of(names), "server": server}, len(names))
