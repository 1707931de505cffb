"""Numbers that lie far from the others: farther from the quartiles than so many times the range between these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from harness.data import Column, aggregate, choose, compare, concatenate, not_, numbers, or_, percentile, texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harness.data import Table


@dataclass(frozen=True, slots=True)
class OutlierRules:
    """What is done with outlying numbers, and which ones these are.

    `param`: how many ranges between the quartiles are far.  `uselower`: low numbers count too.  `mark`: a number that
    was put at the bound gets `000` in front.
    """

    removes: bool
    param: float
    uselower: bool
    mark: bool


def outlying_fields(named: Sequence[str], rows: Table) -> list[str]:
    """The fields to look at: those that are named, or all but internal ones."""
    return [name for name in named or rows.names if name in rows and (named or not name.startswith("_"))]


def without_outliers(rows: Table, names: Sequence[str], rules: OutlierRules) -> Table:
    """The rows without those that hold an outlying number in one of some fields, or with such numbers put at the bound.

    Nulls: what is no number is no outlier.
    """
    masks = {}
    for name in names:
        low, high = _bounds(rows.column(name), rules)
        column = rows.column(name)
        masks[name] = [(low, _beyond(column, "<", low)), (high, _beyond(column, ">", high))]
    if rules.removes:
        outside = [mask for found in masks.values() for _, mask in found]
        return rows.filter(not_(or_(*outside))) if outside else rows
    for name, found in masks.items():
        for bound, mask in found:
            rows = rows.with_column(name, choose([mask], [_clipped(bound, rows.height, rules)], rows.column(name)))
    return rows


def _bounds(column: Column, rules: OutlierRules) -> tuple[float | None, float | None]:
    from harness.data import Table

    figures = numbers(column)
    quartiles = {"q1": percentile(figures, 25), "q3": percentile(figures, 75)}
    found = aggregate(Table({}, len(column)), [], quartiles)
    q1, q3 = (value for (value,) in (numbers(found.column(name)).values() for name in ("q1", "q3")))
    if not isinstance(q1, (int, float)) or not isinstance(q3, (int, float)):
        return None, None
    reach = rules.param * (q3 - q1)
    return (q1 - reach if rules.uselower else None), q3 + reach


def _beyond(column: Column, operator: Literal["<", ">"], bound: float | None) -> Column:
    """BOOL, never null: whether a number lies beyond a bound."""
    if bound is None:
        return Column.constant(False, len(column))
    beyond = compare(numbers(column), operator, Column.constant(bound, len(column)))
    return choose([beyond], [Column.constant(True, len(column))], Column.constant(False, len(column)))


def _clipped(bound: float | None, height: int, rules: OutlierRules) -> Column:
    value = Column.constant(bound, height)
    return concatenate(Column.constant("000", height), texts(value)) if rules.mark else value
