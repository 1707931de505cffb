"""`xmlkv`: makes fields of XML elements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class XmlkvCommand(DeclaredCommand):
    """Makes fields of XML elements."""

    keyword = "xmlkv"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "xmlkv [<field>]"
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("field", "field", optional=True),)
    documentation = Documentation(
        summary="Makes fields of XML elements.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Xmlkv",
    )

    field: FieldName | None
