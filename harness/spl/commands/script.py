"""`script`: runs a program on the results."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class ScriptCommand(DeclaredCommand):
    """Runs a program on the results."""

    keyword = "script"
    aliases = ("run",)
    type = CommandType.ORCHESTRATING
    syntax = "script [maxinputs=<int>] <field>..."
    options = (Option("maxinputs", "integer", default=50000, minimum=0, says="How many results."),)
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("words", "patterns"),)
    documentation = Documentation(
        summary="Runs a program on the results.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Script",
    )
    refusal = "it runs a program of a search head"

    maxinputs: int
    words: tuple[FieldName, ...]
