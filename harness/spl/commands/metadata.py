"""`metadata`: lists the hosts, sources or source types of indexes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from harness.data import Column, aggregate, count_rows, maximum, minimum
from harness.spl.commands._declared import DeclaredCommand
from harness.spl.commands._event_scans import events_of
from harness.spl.commands._refusals import unsupported
from harness.spl.contract import CommandType, Context, Documentation, Example, Option

if TYPE_CHECKING:
    from harness.data import Table


@dataclass(frozen=True, slots=True)
class MetadataCommand(DeclaredCommand):
    """Lists the hosts, sources or source types of indexes."""

    keyword = "metadata"
    type = CommandType.GENERATING
    syntax = (
        "metadata [type=hosts|sources|sourcetypes] [index=<string>] [datatype=<string>] "
        "[splunk_server=<string>] [splunk_server_group=<string>]"
    )
    options = (
        Option("type", "choice", default="hosts", choices=("hosts", "sources", "sourcetypes"), says="What to list."),
        Option("index", "string", says="Of which index."),
        Option("datatype", "string", default="event", says="Of events or of metrics."),
        Option("splunk_server", "string", says="On which server."),
        Option("splunk_server_group", "string", says="On which group of servers."),
    )
    documentation = Documentation(
        summary="Lists the hosts, sources or source types of indexes.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Metadata",
        examples=(Example("| metadata type=hosts index=main"),),
        differs=(
            "times and counts are those of the events in the time range, where Splunk goes by whole buckets",
            "datatype=metric and named servers are refused",
        ),
        undecided=("the order of the rows: that of the names",),
    )

    type_: str
    index: str | None
    datatype: str
    splunk_server: str | None
    splunk_server_group: str | None

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """One row for each host, source or source type: its first and last event, and how many there are.

        Units: times in epoch seconds; `recentTime` is the last time of indexing, where events have one.
        """
        if self.datatype != "event" or self.splunk_server not in (None, "local") or self.splunk_server_group:
            raise unsupported(context, self.span, "metadata of metrics or of a named server")
        name = self.type_.removesuffix("s")
        events = events_of(self.index, context.time_range, context)
        time = events.column("_time")
        recent = events.column("_indextime" if "_indextime" in events else "_time")
        found = aggregate(
            events,
            [name],
            {
                "firstTime": minimum(time),
                "lastTime": maximum(time),
                "recentTime": maximum(recent),
                "totalCount": count_rows(),
            },
        )
        return found.with_column("type", Column.constant(self.type_, found.height))
