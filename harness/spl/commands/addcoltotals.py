"""`addcoltotals`: adds a row with the sum of each numeric column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class AddcoltotalsCommand(DeclaredCommand):
    """Adds a row with the sum of each numeric column."""

    keyword = "addcoltotals"
    type = CommandType.TRANSFORMING
    syntax = "addcoltotals [labelfield=<field>] [label=<string>] [<field>...]"
    options = (
        Option("labelfield", "field", says="The field that names the row of sums."),
        Option("label", "string", default='Total', says="What it is named."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("fields", "patterns", optional=True),)
    documentation = Documentation(
        summary="Adds a row with the sum of each numeric column.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Addcoltotals",
    )

    labelfield: str | None
    label: str
    fields: tuple[FieldName, ...]
