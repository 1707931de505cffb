"""`inputcsv`: gives the rows of a CSV file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option


@dataclass(frozen=True, slots=True)
class InputcsvCommand(DeclaredCommand):
    """Gives the rows of a CSV file."""

    keyword = "inputcsv"
    type = CommandType.GENERATING
    syntax = (
        "inputcsv [append=<bool>] [dispatch=<bool>] [strict=<bool>] [start=<int>] [max=<int>] [events=<bool>] <name>"
    )
    options = (
        Option("append", "boolean", default=False, says="Puts the rows behind the current results."),
        Option("dispatch", "boolean", default=False, says="Looks in the folder of a job."),
        Option("strict", "boolean", default=False, says="Fails where there is no such file."),
        Option("start", "integer", default=0, minimum=0, says="The first row, counted from 0."),
        Option("max", "integer", default=1000000000, minimum=0, says="How many rows at most."),
        Option("events", "boolean", default=False, says="Gives events."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("filename", "word"),)
    documentation = Documentation(
        summary="Gives the rows of a CSV file.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Inputcsv",
    )
    refusal = "it reads a file of a search head"

    append: bool
    dispatch: bool
    strict: bool
    start: int
    max: int
    events: bool
    filename: str
