"""`relevancy`: adds how well each event fits the search."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Documentation


@dataclass(frozen=True, slots=True)
class RelevancyCommand(DeclaredCommand):
    """Adds how well each event fits the search."""

    keyword = "relevancy"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "relevancy"
    documentation = Documentation(
        summary="Adds how well each event fits the search.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Relevancy",
    )
    refusal = "its score is not documented"
