"""`localop`: runs what follows on the search head."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Context, Documentation, Example

if TYPE_CHECKING:
    from harness.data import Table


@dataclass(frozen=True, slots=True)
class LocalopCommand(DeclaredCommand):
    """Runs what follows on the search head."""

    keyword = "localop"
    type = CommandType.ORCHESTRATING
    syntax = "localop"
    documentation = Documentation(
        summary="Runs what follows on the search head; here everything runs in one place.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Localop",
        examples=(Example("| makeresults | eval a=1 | localop | table a", rows=[{"a": "1"}]),),
    )

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """The rows as they are."""
        return rows
