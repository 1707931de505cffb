"""`nomv`: makes one text of the members of a multivalue field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class NomvCommand(DeclaredCommand):
    """Makes one text of the members of a multivalue field."""

    keyword = "nomv"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "nomv <field>"
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("field", "field"),)
    documentation = Documentation(
        summary="Makes one text of the members of a multivalue field.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Nomv",
    )

    field: FieldName
