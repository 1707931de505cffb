"""`outputcsv`: writes the results into a CSV file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option


@dataclass(frozen=True, slots=True)
class OutputcsvCommand(DeclaredCommand):
    """Writes the results into a CSV file."""

    keyword = "outputcsv"
    type = CommandType.ORCHESTRATING
    syntax = (
        "outputcsv [append=<bool>] [create_empty=<bool>] [override_if_empty=<bool>] "
        "[dispatch=<bool>] [usexml=<bool>] [singlefile=<bool>] [<name>]"
    )
    options = (
        Option("append", "boolean", default=False, says="Adds to the file."),
        Option("create_empty", "boolean", default=False, says="Makes the file where there are no results."),
        Option("override_if_empty", "boolean", default=True, says="Empties the file where there are no results."),
        Option("dispatch", "boolean", default=False, says="Writes into the folder of a job."),
        Option("usexml", "boolean", says="Writes XML."),
        Option("singlefile", "boolean", default=True, says="Writes one file."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("filename", "word", optional=True),)
    documentation = Documentation(
        summary="Writes the results into a CSV file.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Outputcsv",
    )
    refusal = "it writes a file of a search head"

    append: bool
    create_empty: bool
    override_if_empty: bool
    dispatch: bool
    usexml: bool | None
    singlefile: bool
    filename: str | None
