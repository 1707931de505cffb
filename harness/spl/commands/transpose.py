"""`transpose`: makes rows of columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option


@dataclass(frozen=True, slots=True)
class TransposeCommand(DeclaredCommand):
    """Makes rows of columns."""

    keyword = "transpose"
    type = CommandType.DATASET_PROCESSING
    syntax = "transpose [column_name=<string>] [header_field=<field>] [include_empty=<bool>] [<int>]"
    options = (
        Option("column_name", "string", default='column', says="The name of the first column."),
        Option("header_field", "field", says="The field whose values name the columns."),
        Option("include_empty", "boolean", default=True, says="Keeps columns without a value."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("count", "integer", optional=True, default=5),)
    documentation = Documentation(
        summary="Makes rows of columns.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Transpose",
    )

    column_name: str
    header_field: str | None
    include_empty: bool
    count: int
