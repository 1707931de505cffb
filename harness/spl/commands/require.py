"""`require`: fails the search where there are no results."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from harness.errors import SearchRuntimeError
from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Context, Documentation, Example

if TYPE_CHECKING:
    from harness.data import Table


@dataclass(frozen=True, slots=True)
class RequireCommand(DeclaredCommand):
    """Fails the search where there are no results."""

    keyword = "require"
    type = CommandType.ORCHESTRATING
    syntax = "require"
    documentation = Documentation(
        summary="Fails the search where there are no results.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Require",
        examples=(Example("| makeresults | eval a=1 | require | table a", rows=[{"a": "1"}]),),
    )

    def execute(self, rows: Table, context: Context) -> Table:
        """The rows as they are.

        Raises: SearchRuntimeError where there are none.
        """
        if rows.height:
            return rows
        message = "require: there are no results"
        raise context.error(SearchRuntimeError, "SPL604", message, self.span, label="at least one is required")
