"""`head`: the first results."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.spl.commands._declared import option_values
from harness.spl.contract import Command, CommandType, Context, Documentation, Example, Option
from harness.spl.evaluation import condition
from harness.spl.syntax.printer import print_expression, print_options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harness.data import Table, Value
    from harness.spl.syntax.ast import Expression
    from harness.spl.syntax.cursor import Cursor


@dataclass(frozen=True, slots=True)
class HeadCommand(Command):
    """`head [<limit>|(<condition>)]`: the first results, or those before the condition becomes false.

    `limit` None: 10 without a condition, no limit with one.
    """

    keyword = "head"
    type = CommandType.CENTRALIZED_STREAMING
    syntax = "head [<int>|limit=<int>] [(<condition>)] [null=<bool>] [keeplast=<bool>]"
    options = (
        Option("limit", "integer", minimum=0, says="How many results to keep."),
        Option("null", "boolean", default=False, says="Takes a condition that is null for true."),
        Option("keeplast", "boolean", default=False, says="Keeps the result that ends them too."),
    )
    documentation = Documentation(
        summary="Keeps the first results, or those before a condition becomes false.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Head",
        examples=(
            Example(
                "| makeresults count=9 | streamstats count as n | head (n<3) | table n", rows=[{"n": "1"}, {"n": "2"}]
            ),
        ),
    )

    condition: Expression | None = None
    limit: int | None = None
    null: bool = False
    keeplast: bool = False

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads options, a number or a condition, and options again."""
        values = cursor.options(cls.options)
        if cursor.peek_integer():
            values["limit"] = _count(cursor)
        condition = None if cursor.at_end() or cursor.peek_option() else cursor.condition()
        cursor.options(cls.options, values)
        return cls(cursor.command_span(), condition, **values)

    def render(self) -> str:
        """`head`, its options and its condition."""
        condition = f" ({print_expression(self.condition)})" if self.condition else ""
        return f"head{print_options(self.options, option_values(self))}{condition}"

    def execute(self, rows: Table, context: Context) -> Table:
        """The first rows."""
        if self.condition is None:
            return rows.slice(0, 10 if self.limit is None else self.limit)
        kept = self._length(condition(self.condition, rows, context).values())
        return rows.slice(0, kept if self.limit is None else min(kept, self.limit))

    def _length(self, holds: Sequence[Value]) -> int:
        """How many rows come before the condition fails, the failing one included if it is kept."""
        for row, value in enumerate(holds):
            if value is False or (value is None and not self.null):
                return row + 1 if self.keeplast else row
        return len(holds)


def _count(cursor: Cursor) -> int:
    start = cursor.mark()
    count = cursor.integer()
    if count < 0:
        raise cursor.error("SPL205", f"head keeps 0 or more results, not {count}", cursor.span_from(start))
    return count
