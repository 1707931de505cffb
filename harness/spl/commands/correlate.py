"""`correlate`: computes how often fields occur together."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Documentation


@dataclass(frozen=True, slots=True)
class CorrelateCommand(DeclaredCommand):
    """Computes how often fields occur together."""

    keyword = "correlate"
    type = CommandType.TRANSFORMING
    syntax = "correlate"
    documentation = Documentation(
        summary="Computes how often fields occur together.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Correlate",
    )
