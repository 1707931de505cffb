"""`findkeywords`: finds words that tell groups of events apart."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option


@dataclass(frozen=True, slots=True)
class FindkeywordsCommand(DeclaredCommand):
    """Finds words that tell groups of events apart."""

    keyword = "findkeywords"
    type = CommandType.DATASET_PROCESSING
    syntax = "findkeywords labelfield=<field> [dedup=<bool>]"
    options = (
        Option("labelfield", "field", says="The field that names the groups."),
        Option("dedup", "boolean", default=False, says="Gives each word once."),
    )
    documentation = Documentation(
        summary="Finds words that tell groups of events apart.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Findkeywords",
    )
    refusal = "how it rates words is not documented; use cluster, and stats over the words"

    labelfield: str | None
    dedup: bool
