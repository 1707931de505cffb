"""`addtotals`: adds the sum of the numeric fields of each row, of each column, or of both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class AddtotalsCommand(DeclaredCommand):
    """Adds the sum of the numeric fields of each row, of each column, or of both."""

    keyword = "addtotals"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = (
        "addtotals [row=<bool>] [col=<bool>] [labelfield=<field>] [label=<string>] "
        "[fieldname=<field>] [<field>...]"
    )
    options = (
        Option("row", "boolean", default=True, says="Adds the sum of each row."),
        Option("col", "boolean", default=False, says="Adds a row with the sum of each column."),
        Option("labelfield", "field", says="The field that names the row of sums."),
        Option("label", "string", default='Total', says="What it is named."),
        Option("fieldname", "field", default='Total', says="The field of the sums of rows."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("fields", "patterns", optional=True),)
    documentation = Documentation(
        summary="Adds the sum of the numeric fields of each row, of each column, or of both.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Addtotals",
    )

    row: bool
    col: bool
    labelfield: str | None
    label: str
    fieldname: str
    fields: tuple[FieldName, ...]
