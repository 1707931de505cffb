"""`highlight`: marks words in the events that are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class HighlightCommand(DeclaredCommand):
    """Marks words in the events that are shown."""

    keyword = "highlight"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "highlight <field>..."
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("words", "patterns"),)
    documentation = Documentation(
        summary="Marks words in the events that are shown.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Highlight",
    )

    words: tuple[FieldName, ...]
