"""`gauge`: prepares a number for a gauge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class GaugeCommand(DeclaredCommand):
    """Prepares a number for a gauge."""

    keyword = "gauge"
    type = CommandType.TRANSFORMING
    syntax = "gauge <name> [<field>...]"
    arguments: ClassVar[tuple[Argument, ...]] = (
        Argument("field", "word"),
        Argument("bounds", "patterns", optional=True),
    )
    documentation = Documentation(
        summary="Prepares a number for a gauge.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Gauge",
    )

    field: str
    bounds: tuple[FieldName, ...]
