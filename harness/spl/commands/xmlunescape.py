"""`xmlunescape`: replaces XML entities by the characters that they stand for."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option


@dataclass(frozen=True, slots=True)
class XmlunescapeCommand(DeclaredCommand):
    """Replaces XML entities by the characters that they stand for."""

    keyword = "xmlunescape"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "xmlunescape [maxinputs=<int>]"
    options = (
        Option("maxinputs", "integer", default=50000, minimum=0, says="How many results are looked at."),
    )
    documentation = Documentation(
        summary="Replaces XML entities by the characters that they stand for.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Xmlunescape",
    )

    maxinputs: int
