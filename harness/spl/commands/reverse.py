"""`reverse`: turns the order of the results round."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Documentation


@dataclass(frozen=True, slots=True)
class ReverseCommand(DeclaredCommand):
    """Turns the order of the results round."""

    keyword = "reverse"
    type = CommandType.DATASET_PROCESSING
    syntax = "reverse"
    documentation = Documentation(
        summary="Turns the order of the results round.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Reverse",
    )
