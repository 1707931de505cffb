"""`gauge`: prepares a number for a gauge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.data import Column, Table, numbers, parse_number
from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Context, Documentation, Example

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class GaugeCommand(DeclaredCommand):
    """Prepares a number for a gauge."""

    keyword = "gauge"
    type = CommandType.TRANSFORMING
    syntax = "gauge <name> [<field>...]"
    arguments: ClassVar[tuple[Argument, ...]] = (
        Argument("field", "word"),
        Argument("bounds", "patterns", optional=True),
    )
    documentation = Documentation(
        summary="Prepares a number for a gauge.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Gauge",
        examples=(
            Example("| makeresults | eval n=7 | gauge n 5 10 20", rows=[{"x": "7", "y1": "5", "y2": "10", "y3": "20"}]),
        ),
        undecided=("whether the default range of 0 to 100 is given as y1 and y2; it is, here",),
    )

    field: str
    bounds: tuple[FieldName, ...]

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """One row: the value as `x` and the bounds of its ranges as `y1`, `y2` and so on.

        Nulls: a field stands for the first number in it; without any there is no row, or no such bound.
        """
        value = _figure(self.field, rows)
        if value is None:
            return Table({})
        named = [_figure(bound.name, rows) for bound in self.bounds]
        bounds = named if len(named) > 1 else [0, 100]
        figures = {"x": value, **{f"y{number}": bound for number, bound in enumerate(bounds, 1)}}
        return Table({name: Column.of([figure]) for name, figure in figures.items()}, 1)


def _figure(text: str, rows: Table) -> float | None:
    """A number, or the first number of a field."""
    number = parse_number(text)
    if number is not None:
        return number
    return next((value for value in numbers(rows.column(text)).values() if isinstance(value, (int, float))), None)
