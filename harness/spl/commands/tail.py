"""`tail`: keeps the last results and turns their order round."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Context, Documentation, Example

if TYPE_CHECKING:
    from harness.data import Table
    from harness.spl.syntax.cursor import Cursor


@dataclass(frozen=True, slots=True)
class TailCommand(DeclaredCommand):
    """Keeps the last results and turns their order round."""

    keyword = "tail"
    type = CommandType.CENTRALIZED_STREAMING
    syntax = "tail [<int>]"
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("count", "integer", optional=True, default=10),)
    documentation = Documentation(
        summary="Keeps the last results and turns their order round.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Tail",
        examples=(
            Example("| makeresults count=9 | streamstats count as n | tail 2 | table n", rows=[{"n": "9"}, {"n": "8"}]),
        ),
    )

    count: int

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads the number of results, which is 0 or more."""
        command = super(TailCommand, cls).parse(cursor)
        if command.count < 0:
            message = f"tail keeps 0 or more results, not {command.count}"
            raise cursor.error("SPL205", message, cursor.command_span())
        return command

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """The last rows, the very last one first."""
        return rows.take(list(range(rows.height - 1, max(-1, rows.height - 1 - self.count), -1)))
