"""`arules`: finds rules that associate values of fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class ArulesCommand(DeclaredCommand):
    """Finds rules that associate values of fields."""

    keyword = "arules"
    type = CommandType.TRANSFORMING
    syntax = "arules [sup=<int>] [conf=<number>] <field>..."
    options = (
        Option("sup", "integer", default=3, minimum=1, says="How often a rule must hold."),
        Option("conf", "number", default=0.5, says="How sure it must be."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("fields", "fields"),)
    documentation = Documentation(
        summary="Finds rules that associate values of fields.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Arules",
    )

    sup: int
    conf: float
    fields: tuple[FieldName, ...]
