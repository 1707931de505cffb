"""`outputtext`: writes the raw text of the results into one field."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option


@dataclass(frozen=True, slots=True)
class OutputtextCommand(DeclaredCommand):
    """Writes the raw text of the results into one field."""

    keyword = "outputtext"
    type = CommandType.ORCHESTRATING
    syntax = "outputtext [usexml=<bool>]"
    options = (Option("usexml", "boolean", default=True, says="Escapes it for XML."),)
    documentation = Documentation(
        summary="Writes the raw text of the results into one field.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Outputtext",
    )

    usexml: bool
