"""`tscollect`: writes results to index files for tstats."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option


@dataclass(frozen=True, slots=True)
class TscollectCommand(DeclaredCommand):
    """Writes results to index files for tstats."""

    keyword = "tscollect"
    type = CommandType.ORCHESTRATING
    syntax = "tscollect [namespace=<string>] [squashcase=<bool>] [keepresults=<bool>]"
    options = (
        Option("namespace", "string", says="Under which name."),
        Option("squashcase", "boolean", default=False, says="Writes values in lower case."),
        Option("keepresults", "boolean", default=False, says="Gives the results on."),
    )
    documentation = Documentation(
        summary="Writes results to index files for tstats.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Tscollect",
    )
    refusal = "there are no index files here"

    namespace: str | None
    squashcase: bool
    keepresults: bool
