"""`untable`: makes one row of every cell: the inverse of xyseries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class UntableCommand(DeclaredCommand):
    """Makes one row of every cell: the inverse of xyseries."""

    keyword = "untable"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "untable <field> <field> <field>"
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("x_field", "field"), Argument("y_name_field", "field"), Argument("y_data_field", "field"),)
    documentation = Documentation(
        summary="Makes one row of every cell: the inverse of xyseries.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Untable",
    )

    x_field: FieldName
    y_name_field: FieldName
    y_data_field: FieldName
