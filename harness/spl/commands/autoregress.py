"""`autoregress`: values of earlier rows beside the current one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.data.sequences import earlier_values
from harness.errors import SplArgumentError
from harness.spl.contract import Command, CommandType, Context, Documentation, Example
from harness.spl.syntax.printer import print_field

if TYPE_CHECKING:
    from harness.data import Table
    from harness.spl.syntax.ast import FieldName
    from harness.spl.syntax.cursor import Cursor

_MOST_ROWS = 10_000
_WIDEST_RANGE = 1_000
"""Splunk's limits (limits.conf, autoregress: maxp and maxrange)."""
_ROWS = re.compile(r"\d+(?:-\d+)?\Z")


@dataclass(frozen=True, slots=True)
class AutoregressCommand(Command):
    """`autoregress <field> [AS <field>] [p=<int>|p=<int>-<int>]`; `p` as written."""

    keyword = "autoregress"
    type = CommandType.CENTRALIZED_STREAMING
    syntax = "autoregress <field> [AS <field>] [p=<int>[-<int>]]"
    documentation = Documentation(
        summary="Adds the values of a field in earlier rows.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Autoregress",
        examples=(
            Example(
                "| makeresults count=3 | streamstats count as n | autoregress n p=1-2 | table n n_p1 n_p2",
                rows=[{"n": "1"}, {"n": "2", "n_p1": "1"}, {"n": "3", "n_p1": "2", "n_p2": "1"}],
            ),
        ),
    )

    field: FieldName
    new_field: FieldName | None = None
    p: str = "1"

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads the field, its new name and how many rows back."""
        field = cursor.field(wildcards=False)
        new_field = cursor.field(wildcards=False) if cursor.keyword("as") else None
        rows = "1"
        if cursor.peek_option() == "p":
            cursor.keyword_before_equals()
            rows = cursor.word()
        if not _ROWS.match(rows):
            raise cursor.error(
                "SPL202", f'"p" is a whole number or a range of them, not "{rows}"', cursor.command_span()
            )
        return cls(cursor.command_span(), field, new_field, rows)

    def render(self) -> str:
        """`autoregress`, the field, its new name and how many rows back."""
        alias = f" AS {print_field(self.new_field)}" if self.new_field else ""
        return f"autoregress {print_field(self.field)}{alias}{'' if self.p == '1' else f' p={self.p}'}"

    def execute(self, rows: Table, context: Context) -> Table:
        """Every row with the values of the field so many rows before.

        Nulls: null in rows that have no row so many rows before them.
        Raises: SplArgumentError for a range of rows that Splunk does not take.
        """
        first, _, last = self.p.partition("-")
        low, high = int(first), int(last or first)
        self._check(low, high, context)
        values = rows.column(self.field.name)
        names = {back: f"{self.field.name}_p{back}" for back in range(low, high + 1)}
        if self.new_field is not None:
            names[low] = self.new_field.name
        return rows.with_columns({name: earlier_values(values, back) for back, name in names.items()})

    def _check(self, low: int, high: int, context: Context) -> None:
        if self.new_field is not None and low != high:
            problem = "a new name goes with one number of rows, not with a range of them"
        elif not 1 <= low <= high <= _MOST_ROWS or high - low >= _WIDEST_RANGE:
            problem = f"p is from 1 to {_MOST_ROWS}, and a range of at most {_WIDEST_RANGE}"
        else:
            return
        raise context.error(SplArgumentError, "SPL205", problem, self.span, label=f"p={self.p}")
