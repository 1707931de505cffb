"""`findtypes`: suggests event types."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option


@dataclass(frozen=True, slots=True)
class FindtypesCommand(DeclaredCommand):
    """Suggests event types."""

    keyword = "findtypes"
    type = CommandType.DATASET_PROCESSING
    syntax = "findtypes [max=<int>] [notcovered=<bool>] [useraw=<bool>]"
    options = (
        Option("max", "integer", default=10, minimum=1, says="How many."),
        Option("notcovered", "boolean", default=False, says="Leaves out events that have a type."),
        Option("useraw", "boolean", default=False, says="Looks at the texts of events."),
    )
    documentation = Documentation(
        summary="Suggests event types.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Findtypes",
    )
    refusal = "how it rates searches is not documented; write event types by hand"

    max: int
    notcovered: bool
    useraw: bool
