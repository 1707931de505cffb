"""`meventcollect`: writes events into a metric index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class MeventcollectCommand(DeclaredCommand):
    """Writes events into a metric index."""

    keyword = "meventcollect"
    type = CommandType.ORCHESTRATING
    syntax = (
        "meventcollect [index=<string>] [split=<bool>] [spool=<bool>] [prefix_field=<string>] "
        "[host=<string>] [source=<string>] [sourcetype=<string>] [<field>...]"
    )
    options = (
        Option("index", "string", says="Into which index."),
        Option("split", "boolean", default=False, says="Makes a data point of each measurement."),
        Option("spool", "boolean", default=True, says="Has the file indexed."),
        Option("prefix_field", "string", says="The field that metric names start with."),
        Option("host", "string", says="The host of the data points."),
        Option("source", "string", says="The source of the data points."),
        Option("sourcetype", "string", says="The source type of the data points."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("fields", "patterns", optional=True),)
    documentation = Documentation(
        summary="Writes events into a metric index.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Meventcollect",
    )
    refusal = "it writes into an index"

    index: str | None
    split: bool
    spool: bool
    prefix_field: str | None
    host: str | None
    source: str | None
    sourcetype: str | None
    fields: tuple[FieldName, ...]
