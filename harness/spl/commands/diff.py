"""`diff`: compares the texts of two results."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option


@dataclass(frozen=True, slots=True)
class DiffCommand(DeclaredCommand):
    """Compares the texts of two results."""

    keyword = "diff"
    type = CommandType.DATASET_PROCESSING
    syntax = (
        "diff [position1=<int>] [position2=<int>] [attribute=<field>] [diffheader=<bool>] "
        "[context=<bool>] [maxlen=<int>]"
    )
    options = (
        Option("position1", "integer", default=1, minimum=1, says="The first result."),
        Option("position2", "integer", default=2, minimum=1, says="The second result."),
        Option("attribute", "field", default="_raw", says="The field that is compared."),
        Option("diffheader", "boolean", default=False, says="Adds a header."),
        Option("context", "boolean", default=False, says="Shows what surrounds differences."),
        Option("maxlen", "integer", default=100000, minimum=0, says="How many characters are compared."),
    )
    documentation = Documentation(
        summary="Compares the texts of two results.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Diff",
    )

    position1: int
    position2: int
    attribute: str
    diffheader: bool
    context: bool
    maxlen: int
