"""`timewrap`: puts periods of a timechart beside each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option


@dataclass(frozen=True, slots=True)
class TimewrapCommand(DeclaredCommand):
    """Puts periods of a timechart beside each other."""

    keyword = "timewrap"
    type = CommandType.TRANSFORMING
    syntax = "timewrap [series=relative|short|exact] [align=now|end] [time_format=<string>] <name>"
    options = (
        Option(
            "series",
            "choice",
            default="relative",
            choices=("relative", "short", "exact"),
            says="How the periods are named.",
        ),
        Option("align", "choice", default="end", choices=("now", "end"), says="What the periods are aligned to."),
        Option("time_format", "string", default="%Y-%m-%d", says="How exact names are written."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("period", "word"),)
    documentation = Documentation(
        summary="Puts periods of a timechart beside each other.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Timewrap",
    )

    series: str
    align: str
    time_format: str
    period: str
