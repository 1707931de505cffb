"""`associate`: finds fields whose values tell something about each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class AssociateCommand(DeclaredCommand):
    """Finds fields whose values tell something about each other."""

    keyword = "associate"
    type = CommandType.TRANSFORMING
    syntax = "associate [supcnt=<int>] [supfreq=<number>] [improv=<number>] [<field>...]"
    options = (
        Option("supcnt", "integer", default=100, minimum=0, says="How often a pair must occur."),
        Option("supfreq", "number", default=0.1, says="In which part of the results it must occur."),
        Option("improv", "number", default=0.5, says="How much must be learnt."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("fields", "fields", optional=True),)
    documentation = Documentation(
        summary="Finds fields whose values tell something about each other.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Associate",
    )

    supcnt: int
    supfreq: float
    improv: float
    fields: tuple[FieldName, ...]
