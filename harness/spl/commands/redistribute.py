"""`redistribute`: spreads the work of what follows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class RedistributeCommand(DeclaredCommand):
    """Spreads the work of what follows."""

    keyword = "redistribute"
    type = CommandType.ORCHESTRATING
    syntax = "redistribute [num_of_reducers=<int>] [BY <field>...]"
    options = (Option("num_of_reducers", "integer", minimum=1, says="Over how many indexers."),)
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("by_fields", "fields", after="by"),)
    documentation = Documentation(
        summary="Spreads the work of what follows.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Redistribute",
    )

    num_of_reducers: int | None
    by_fields: tuple[FieldName, ...]
