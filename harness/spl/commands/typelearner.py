"""`typelearner`: suggests event types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class TypelearnerCommand(DeclaredCommand):
    """Suggests event types."""

    keyword = "typelearner"
    type = CommandType.DATASET_PROCESSING
    syntax = "typelearner [<field>] [maxlen=<int>]"
    options = (Option("maxlen", "integer", default=15, minimum=0, says="How many characters of the field count."),)
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("grouping_field", "field", optional=True),)
    documentation = Documentation(
        summary="Suggests event types; deprecated, findtypes took its place.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Typelearner",
    )
    refusal = "how it rates searches is not documented; write event types by hand"

    maxlen: int
    grouping_field: FieldName | None
