"""`delta`: adds the difference to the value of an earlier row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class DeltaCommand(DeclaredCommand):
    """Adds the difference to the value of an earlier row."""

    keyword = "delta"
    type = CommandType.CENTRALIZED_STREAMING
    syntax = "delta [p=<int>] <field> [AS <field>]"
    options = (
        Option("p", "integer", default=1, minimum=1, says="How many rows earlier."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("field", "field"), Argument("new_field", "field", after="as"),)
    documentation = Documentation(
        summary="Adds the difference to the value of an earlier row.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Delta",
    )

    p: int
    field: FieldName
    new_field: FieldName | None
