"""`dedup`: the first results of each combination of values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness import data
from harness.spl.commands._declared import option_values
from harness.spl.contract import Command, CommandType, Context, Documentation, Example, Option
from harness.spl.syntax.printer import print_fields, print_options
from harness.spl.syntax.sort_keys import SortKey, print_sort_keys

if TYPE_CHECKING:
    from harness.data import Table
    from harness.spl.syntax.ast import FieldName
    from harness.spl.syntax.cursor import Cursor


@dataclass(frozen=True, slots=True)
class DedupCommand(Command):
    """`dedup [<count>] <fields> [sortby <keys>]`."""

    keyword = "dedup"
    type = CommandType.CENTRALIZED_STREAMING
    syntax = (
        "dedup [<int>] <field>... [keepevents=<bool>] [keepempty=<bool>] [consecutive=<bool>] [sortby <sort key>...]"
    )
    options = (
        Option(
            "keepevents", "boolean", default=False, says="Keeps every result and empties the fields of repeated ones."
        ),
        Option("keepempty", "boolean", default=False, says="Keeps the results that lack one of the fields."),
        Option("consecutive", "boolean", default=False, says="Drops only results that repeat the one before."),
    )
    documentation = Documentation(
        summary="Keeps the first results of each combination of the fields' values.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Dedup",
        examples=(
            Example(
                "| makeresults count=4 | streamstats count as n | eval odd=n%2 | dedup odd | table n",
                rows=[{"n": "1"}, {"n": "2"}],
            ),
        ),
    )

    fields: tuple[FieldName, ...]
    count: int = 1
    sort_by: tuple[SortKey, ...] = ()
    keepevents: bool = False
    keepempty: bool = False
    consecutive: bool = False

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads the count, the fields, the options and `sortby`."""
        values = cursor.options(cls.options)
        count = _count(cursor) if cursor.peek_integer() else 1
        cursor.options(cls.options, values)
        fields = cursor.fields(stop=("sortby",), wildcards=False)
        cursor.options(cls.options, values)
        sort_by = cursor.sort_keys() if cursor.keyword("sortby") else ()
        cursor.options(cls.options, values)
        return cls(cursor.command_span(), fields, count, sort_by, **values)

    def render(self) -> str:
        """`dedup`, its count, fields, options and order."""
        count = "" if self.count == 1 else f" {self.count}"
        text = f"dedup{count} {print_fields(self.fields)}{print_options(self.options, option_values(self))}"
        return f"{text} sortby {print_sort_keys(self.sort_by)}" if self.sort_by else text

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """The first rows of each combination of values; `sortby` decides which come first."""
        keys = [data.SortKey(key.field.name, key.descending, key.mode) for key in self.sort_by]
        return data.dedup_rows(
            data.sort_rows(rows, keys) if keys else rows,
            [field.name for field in self.fields],
            self.count,
            keep_empty=self.keepempty,
            keep_events=self.keepevents,
            consecutive=self.consecutive,
        )


def _count(cursor: Cursor) -> int:
    start = cursor.mark()
    count = cursor.integer()
    if count < 1:
        raise cursor.error("SPL205", f"dedup keeps 1 or more results, not {count}", cursor.span_from(start))
    return count
