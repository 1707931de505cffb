"""`uniq`: drops a row that equals the one before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from harness.data.pairing import changed_rows, row_texts
from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Context, Documentation, Example

if TYPE_CHECKING:
    from harness.data import Table


@dataclass(frozen=True, slots=True)
class UniqCommand(DeclaredCommand):
    """Drops a row that equals the one before it."""

    keyword = "uniq"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "uniq"
    documentation = Documentation(
        summary="Drops a row that equals the one before it.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Uniq",
        examples=(
            Example(
                '| makeresults count=3 | streamstats count as n | eval a=if(n<3, "x", "y") | fields - n, _time | uniq',
                rows=[{"a": "x"}, {"a": "y"}],
            ),
        ),
    )

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """The rows that differ in some field from the row before them; a missing field differs from a value."""
        return rows.filter(changed_rows(row_texts(rows, rows.names))) if rows.height else rows
