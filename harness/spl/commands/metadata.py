"""`metadata`: lists the hosts, sources or source types of indexes."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option


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
        Option("type", "choice", default='hosts', choices=('hosts', 'sources', 'sourcetypes'), says="What to list."),
        Option("index", "string", says="Of which index."),
        Option("datatype", "string", default='event', says="Of events or of metrics."),
        Option("splunk_server", "string", says="On which server."),
        Option("splunk_server_group", "string", says="On which group of servers."),
    )
    documentation = Documentation(
        summary="Lists the hosts, sources or source types of indexes.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Metadata",
    )

    type_: str
    index: str | None
    datatype: str
    splunk_server: str | None
    splunk_server_group: str | None
