"""`overlap`: finds gaps and overlaps of summaries."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Documentation


@dataclass(frozen=True, slots=True)
class OverlapCommand(DeclaredCommand):
    """Finds gaps and overlaps of summaries."""

    keyword = "overlap"
    type = CommandType.DATASET_PROCESSING
    syntax = "overlap"
    documentation = Documentation(
        summary="Finds gaps and overlaps of summaries.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Overlap",
    )
    refusal = "it reads when summary searches ran, and there are none; compare times with streamstats"
