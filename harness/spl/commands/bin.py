"""`bin`: puts numbers and times into bins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class BinCommand(DeclaredCommand):
    """`bin [span=..] <field> [AS <field>]`; `span` is a time span, a number or a logarithm (`2log10`)."""

    keyword = "bin"
    aliases = ("bucket", "discretize")
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "bin [span=<span>] [bins=<int>] [minspan=<span>] [start=<number>] [end=<number>] [aligntime=<time>] <field> [AS <field>]"
    options = (
        Option("span", "span", says="The width of a bin."),
        Option("bins", "integer", minimum=2, says="How many bins at most; 100 if nothing else is given."),
        Option("minspan", "span", says="The least width of a bin."),
        Option("start", "number", says="Where the first bin starts at the latest."),
        Option("end", "number", says="Where the last bin ends at the earliest."),
        Option("aligntime", "string", says="A time that bins are aligned to: earliest, latest or a time."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (
        Argument("field", "field"),
        Argument("new_field", "field", after="as"),
    )
    documentation = Documentation(
        summary="Replaces numbers by the range and times by the start of the bin that they fall into.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Bin",
    )

    span_: str | None
    bins: int | None
    minspan: str | None
    start: float | None
    end: float | None
    aligntime: str | None
    field: FieldName
    new_field: FieldName | None
