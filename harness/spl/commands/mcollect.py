"""`mcollect`: writes results into a metric index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class McollectCommand(DeclaredCommand):
    """Writes results into a metric index."""

    keyword = "mcollect"
    type = CommandType.ORCHESTRATING
    syntax = (
        "mcollect [index=<string>] [file=<string>] [split=<bool>] [spool=<bool>] "
        "[prefix_field=<string>] [host=<string>] [source=<string>] [sourcetype=<string>] "
        "[marker=<string>] [<field>...]"
    )
    options = (
        Option("index", "string", says="Into which index."),
        Option("file", "string", says="The name of the file that is written."),
        Option("split", "boolean", default=False, says="Makes a data point of each measurement."),
        Option("spool", "boolean", default=True, says="Has the file indexed."),
        Option("prefix_field", "string", says="The field that metric names start with."),
        Option("host", "string", says="The host of the data points."),
        Option("source", "string", says="The source of the data points."),
        Option("sourcetype", "string", says="The source type of the data points."),
        Option("marker", "string", says="Dimensions that are added."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("fields", "patterns", optional=True),)
    documentation = Documentation(
        summary="Writes results into a metric index.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Mcollect",
    )
    refusal = "it writes into an index"

    index: str | None
    file: str | None
    split: bool
    spool: bool
    prefix_field: str | None
    host: str | None
    source: str | None
    sourcetype: str | None
    marker: str | None
    fields: tuple[FieldName, ...]
