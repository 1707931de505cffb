"""What `addtotals` and `addcoltotals` share: which fields are summed, and the row with the sum of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import Column, Table, aggregate, numbers, total
from harness.spl.evaluation.fields import select

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harness.spl.syntax.ast import FieldName


def summed_fields(fields: Sequence[FieldName], rows: Table) -> list[str]:
    """The fields that are named and there; without names all but internal ones."""
    if not fields:
        return [name for name in rows.names if not name.startswith("_")]
    return [name for name in select(fields, rows.names) if name in rows]


def with_column_totals(rows: Table, names: Sequence[str], labelfield: str | None, label: str) -> Table:
    """The rows, then one with the sums of the numbers of some fields, labelled where a field for that is named.

    Nulls: a field without numbers has no sum.  No rows get no sums.
    """
    if not rows.height:
        return rows
    sums = aggregate(rows, [], {name: total(numbers(rows.column(name))) for name in names})
    last = Table(sums.columns, 1)
    return rows.concat(last if labelfield is None else last.with_column(labelfield, Column.constant(label, 1)))
