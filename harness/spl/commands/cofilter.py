"""`cofilter`: counts how often two values occur together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class CofilterCommand(DeclaredCommand):
    """Counts how often two values occur together."""

    keyword = "cofilter"
    type = CommandType.TRANSFORMING
    syntax = "cofilter <field> <field>"
    arguments: ClassVar[tuple[Argument, ...]] = (
        Argument("first_field", "field"),
        Argument("second_field", "field"),
    )
    documentation = Documentation(
        summary="Counts how often two values occur together.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Cofilter",
    )

    first_field: FieldName
    second_field: FieldName
