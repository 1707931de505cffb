"""`concurrency`: counts the events that are under way when each one starts."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option


@dataclass(frozen=True, slots=True)
class ConcurrencyCommand(DeclaredCommand):
    """Counts the events that are under way when each one starts."""

    keyword = "concurrency"
    type = CommandType.DATASET_PROCESSING
    syntax = "concurrency [duration=<field>] [start=<field>] [output=<field>]"
    options = (
        Option("duration", "field", says="The field of how long an event takes."),
        Option("start", "field", default="_time", says="The field of when it starts."),
        Option("output", "field", default="concurrency", says="The field of the count."),
    )
    documentation = Documentation(
        summary="Counts the events that are under way when each one starts.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Concurrency",
    )

    duration: str | None
    start: str
    output: str
