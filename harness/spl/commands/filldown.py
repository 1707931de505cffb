"""`filldown`: takes a value that is missing from the row above."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class FilldownCommand(DeclaredCommand):
    """Takes a value that is missing from the row above."""

    keyword = "filldown"
    type = CommandType.CENTRALIZED_STREAMING
    syntax = "filldown [<field>...]"
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("fields", "patterns", optional=True),)
    documentation = Documentation(
        summary="Takes a value that is missing from the row above.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Filldown",
    )

    fields: tuple[FieldName, ...]
