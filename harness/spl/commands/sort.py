"""`sort`: orders the results."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness import data
from harness.spl.contract import Command, CommandType, Context, Documentation, Example, Message, Option
from harness.spl.syntax.sort_keys import SortKey, print_sort_keys

if TYPE_CHECKING:
    from harness.data import Table
    from harness.spl.syntax.cursor import Cursor


@dataclass(frozen=True, slots=True)
class SortCommand(Command):
    """`sort [<limit>] <keys> [desc]`.

    `limit` None: Splunk's default of 10,000; 0: no limit.  `reverses`: `desc` at the end turns the whole order round.
    """

    keyword = "sort"
    type = CommandType.DATASET_PROCESSING
    syntax = "sort [<int>|limit=<int>] [+|-]<field>|auto(<field>)|str(<field>)|ip(<field>)|num(<field>)... [d|desc]"
    options = (Option("limit", "integer", minimum=0, says="How many results to keep; 0: all; 10,000 if not given."),)
    documentation = Documentation(
        summary="Orders the results and keeps the first 10,000 unless told otherwise.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Sort",
        examples=(
            Example(
                "| makeresults count=3 | streamstats count as n | sort -n | table n",
                rows=[{"n": "3"}, {"n": "2"}, {"n": "1"}],
            ),
        ),
    )

    keys: tuple[SortKey, ...]
    limit: int | None = None
    reverses: bool = False

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads the limit, the keys and `desc`."""
        limit = cursor.options(cls.options)["limit"]
        if limit is None and cursor.peek_integer() and cursor.peek_character() not in "+-":
            limit = cursor.integer()
        keys = cursor.sort_keys(ends_with=("d", "desc"))
        reverses = cursor.keyword("d", "desc") is not None
        return cls(cursor.command_span(), keys, limit, reverses)

    def render(self) -> str:
        """`sort`, its limit and its keys."""
        limit = "" if self.limit is None else f"{self.limit} "
        return f"sort {limit}{print_sort_keys(self.keys)}{' desc' if self.reverses else ''}"

    def execute(self, rows: Table, context: Context) -> Table:
        """The rows in order, the first `limit` of them."""
        keys = [data.SortKey(key.field.name, key.descending is not self.reverses, key.mode) for key in self.keys]
        default = context.settings.limits.sort_limit
        limit = default if self.limit is None else self.limit
        if self.limit is None and rows.height > limit:
            text = f"sort kept the first {limit} of {rows.height} results"
            context.say(Message("WARN", text, self.span, help="write sort 0 to keep all of them"))
        return data.sort_rows(rows, keys, limit or None)
