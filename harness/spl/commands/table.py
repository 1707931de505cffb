"""`table`: exactly these fields, in this order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.data import Kind
from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Context, Documentation, Example, Message
from harness.spl.evaluation.aggregation import is_empty
from harness.spl.evaluation.fields import select

if TYPE_CHECKING:
    from harness.data import Table
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class TableCommand(DeclaredCommand):
    """`table <fields>`; names may have wildcards."""

    keyword = "table"
    type = CommandType.TRANSFORMING
    syntax = "table <field>..."
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("fields", "patterns"),)
    documentation = Documentation(
        summary="Keeps exactly the named fields, in the order in which they are named.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Table",
        examples=(Example("| makeresults | eval a=1, b=2 | table b a", rows=[{"b": "2", "a": "1"}]),),
    )

    fields: tuple[FieldName, ...]

    def execute(self, rows: Table, context: Context) -> Table:
        """The rows with exactly these fields; no rows where no row has any of them.

        A field that a command made without a value for any row counts as one that the rows have (measured on 10.4.2
        with `convert num(word) AS n`).
        """
        chosen = select(self.fields, rows.names)
        if rows.height and not any(_is_made(rows, name) or not is_empty(rows.column(name)) for name in chosen):
            context.say(Message("INFO", "none of the fields of table exists", self.span))
            return rows.slice(0, 0).select(chosen)
        return rows.select(chosen)


def _is_made(rows: Table, name: str) -> bool:
    return name in rows and rows.column(name).kind is Kind.NULL
