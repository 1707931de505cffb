"""Rules that associate values of fields: where these values are, that one is too.

A rule is found in every set of values, of different fields, that occurs together often enough: one of them is implied
by all others.  Its strength is the part of the results with the others that have that one too.

Source: Search Reference, "arules", which names the R package arules; its rules imply one item.
Undecided: how sets of values are written (here: `field=value`, with blanks between them); the order of the rules.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from harness.data import Table, aggregate, count_rows, render_scalar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from harness.data import Value

_COUNT = "\0count"
Counts = dict[tuple[str, ...], int]


def rules(
    rows: Table, names: Sequence[str], support: int, confidence: float, check: Callable[[], None]
) -> Iterator[dict[str, Value]]:
    """A row for each rule that is frequent and strong enough.

    Cost: one grouping of the rows for each set of fields.
    """
    known: dict[tuple[str, ...], Counts] = {}
    for size in range(1, len(names) + 1):
        for fields in combinations(names, size):
            check()
            known[fields] = _counts(rows, fields, support)
            if size > 1:
                yield from _of(fields, known, confidence)


def _of(fields: tuple[str, ...], known: dict[tuple[str, ...], Counts], confidence: float) -> Iterator[dict[str, Value]]:
    """The rules over the values of some fields."""
    for values, count in known[fields].items():
        for place in reversed(range(len(fields))):
            others = (*fields[:place], *fields[place + 1 :])
            given = (*values[:place], *values[place + 1 :])
            strength = count / known[others][given]
            if strength >= confidence:
                yield {
                    "Given fields": _written(others, given),
                    "Implied fields": _written((fields[place],), (values[place],)),
                    "Strength": strength,
                    "Given fields support": known[others][given],
                    "Implied fields support": known[(fields[place],)][(values[place],)],
                }


def _counts(rows: Table, fields: tuple[str, ...], support: int) -> Counts:
    """How often values of these fields occur together, those that do so often enough."""
    found = aggregate(rows, fields, {_COUNT: count_rows()})
    columns = [found.column(name).values() for name in (*fields, _COUNT)]
    counted = ((tuple(map(_text, values)), int(str(count))) for *values, count in zip(*columns, strict=True))
    return {values: count for values, count in counted if count >= support}


def _written(fields: Sequence[str], values: Sequence[str]) -> str:
    return " ".join(f"{field}={value}" for field, value in zip(fields, values, strict=True))


def _text(value: Value) -> str:
    return render_scalar(value) if value is not None and not isinstance(value, list) else ""
