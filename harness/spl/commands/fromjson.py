"""`fromjson`: makes fields of the keys of a JSON object."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class FromjsonCommand(DeclaredCommand):
    """Makes fields of the keys of a JSON object."""

    keyword = "fromjson"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "fromjson [prefix=<string>] <field>"
    options = (
        Option("prefix", "string", default='', says="Stands before the names of the new fields."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("field", "field"),)
    documentation = Documentation(
        summary="Makes fields of the keys of a JSON object.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Fromjson",
    )

    prefix: str
    field: FieldName
