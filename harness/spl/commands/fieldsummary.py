"""`fieldsummary`: describes each field: how many values it has and which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class FieldsummaryCommand(DeclaredCommand):
    """Describes each field: how many values it has and which."""

    keyword = "fieldsummary"
    type = CommandType.DATASET_PROCESSING
    syntax = "fieldsummary [maxvals=<int>] [<field>...]"
    options = (
        Option("maxvals", "integer", default=100, minimum=0, says="How many values are listed."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("fields", "patterns", optional=True),)
    documentation = Documentation(
        summary="Describes each field: how many values it has and which.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Fieldsummary",
    )

    maxvals: int
    fields: tuple[FieldName, ...]
