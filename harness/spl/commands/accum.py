"""`accum`: adds the running total of a field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class AccumCommand(DeclaredCommand):
    """Adds the running total of a field."""

    keyword = "accum"
    type = CommandType.CENTRALIZED_STREAMING
    syntax = "accum <field> [AS <field>]"
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("field", "field"), Argument("new_field", "field", after="as"),)
    documentation = Documentation(
        summary="Adds the running total of a field.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Accum",
    )

    field: FieldName
    new_field: FieldName | None
