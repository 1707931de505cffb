"""Rows as Splunk prints them: texts, lists of texts, nothing for null."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from harness.data.column import Column, Kind
from harness.data.numbers import texts

if TYPE_CHECKING:
    from harness.data.table import RenderedRow, Table


def render_rows(table: Table) -> list[RenderedRow]:
    """The rows of a table; a multivalue of one member is that member.

    Cost: one pass over each column and one dict for each row.
    """
    shown = {name: column for name, column in table.columns.items() if column.kind is not Kind.NULL}
    if not shown:
        return [{} for _ in range(table.height)]
    names = list(shown)
    lists = [rendered_values(column) for column in shown.values()]
    if any(column.operand.null_count() for column in shown.values()):
        return [
            {name: value for name, value in zip(names, values, strict=True) if value is not None}
            for values in zip(*lists, strict=True)
        ]
    return [dict(zip(names, values, strict=True)) for values in zip(*lists, strict=True)]


def rendered_values(column: Column) -> list[Any]:
    """The values of one column as texts, lists of texts, or None."""
    if column.unit is not None:
        return rendered_values(Column(column.unit)) * len(column)
    values = texts(column).series.to_list()
    if column.kind is Kind.MULTI:
        return [value[0] if value is not None and len(value) == 1 else value for value in values]
    return values
