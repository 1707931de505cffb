"""`localop`: runs what follows on the search head."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Documentation


@dataclass(frozen=True, slots=True)
class LocalopCommand(DeclaredCommand):
    """Runs what follows on the search head."""

    keyword = "localop"
    type = CommandType.ORCHESTRATING
    syntax = "localop"
    documentation = Documentation(
        summary="Runs what follows on the search head.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Localop",
    )
