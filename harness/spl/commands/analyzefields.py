"""`analyzefields`: measures how well numeric fields predict another field."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option


@dataclass(frozen=True, slots=True)
class AnalyzefieldsCommand(DeclaredCommand):
    """Measures how well numeric fields predict another field."""

    keyword = "analyzefields"
    aliases = ("af",)
    type = CommandType.DATASET_PROCESSING
    syntax = "analyzefields [classfield=<field>]"
    options = (Option("classfield", "field", says="The field to predict."),)
    documentation = Documentation(
        summary="Measures how well numeric fields predict another field.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Analyzefields",
    )

    classfield: str | None
