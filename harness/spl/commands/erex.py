"""`erex`: learns a regular expression from examples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class ErexCommand(DeclaredCommand):
    """Learns a regular expression from examples."""

    keyword = "erex"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "erex [fromfield=<field>] [examples=<string>] [counterexamples=<string>] [maxtrainers=<int>] <field>"
    options = (
        Option("fromfield", "field", default="_raw", says="The field that is read."),
        Option("examples", "string", says="What to find."),
        Option("counterexamples", "string", says="What not to find."),
        Option("maxtrainers", "integer", default=100, minimum=1, says="From how many results it learns."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("new_field", "field"),)
    documentation = Documentation(
        summary="Learns a regular expression from examples.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Erex",
    )
    refusal = "the regular expression that it learns is not documented; write that expression with rex"

    fromfield: str
    examples: str | None
    counterexamples: str | None
    maxtrainers: int
    new_field: FieldName
