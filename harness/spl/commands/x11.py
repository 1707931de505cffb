"""`x11`: removes the seasons from a series."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class X11Command(DeclaredCommand):
    """Removes the seasons from a series."""

    keyword = "x11"
    type = CommandType.TRANSFORMING
    syntax = "x11 <name> [AS <field>]"
    arguments: ClassVar[tuple[Argument, ...]] = (
        Argument("period_and_field", "word"),
        Argument("new_field", "field", after="as"),
    )
    documentation = Documentation(
        summary="Removes the seasons from a series.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/X11",
    )
    refusal = "its figures cannot be had without its own implementation; use trendline, or predict with a period"

    period_and_field: str
    new_field: FieldName | None
