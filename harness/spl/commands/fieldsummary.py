"""`fieldsummary`: describes each field: how many values it has and which."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.data import Column, Table, aggregate, count_values, deviation, maximum, mean, minimum, numbers, texts
from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Context, Documentation, Example, Option
from harness.spl.evaluation.fields import select

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.data import Value
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class FieldsummaryCommand(DeclaredCommand):
    """Describes each field: how many values it has and which."""

    keyword = "fieldsummary"
    type = CommandType.DATASET_PROCESSING
    syntax = "fieldsummary [maxvals=<int>] [<field>...]"
    options = (Option("maxvals", "integer", default=100, minimum=0, says="How many values are listed."),)
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("fields", "patterns", optional=True),)
    documentation = Documentation(
        summary="Describes each field: how many values it has and which.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Fieldsummary",
        examples=(
            Example(
                '| makeresults format=csv data="a\n1\n3\n1" | fieldsummary '
                "| fields field count distinct_count max values",
                rows=[
                    {
                        "field": "a",
                        "count": "3",
                        "distinct_count": "2",
                        "max": "3",
                        "values": '[{"value":"1","count":2},{"value":"3","count":1}]',
                    }
                ],
            ),
        ),
        undecided=(
            "internal fields: they are left out unless they are named",
            "how many digits mean and stdev have",
            "the count of different values where it is not exact: here it is the true one",
            "the order of values with the same count: that of the values",
        ),
    )

    maxvals: int
    fields: tuple[FieldName, ...]

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """One row for each field, by name: how many rows have it, its numbers in short, and its values.

        Nulls: a field without numbers has no mean, least or greatest one; a field without values has no row.
        """
        names = select(self.fields, rows.names) if self.fields else [n for n in rows.names if not n.startswith("_")]
        return Table.from_rows(
            [self._summary(name, rows.column(name)) for name in sorted(names) if _is_used(rows, name)]
        )

    def _summary(self, name: str, column: Column) -> dict[str, Value]:
        frequencies = Counter(_members(column))
        ordered = sorted(frequencies.items(), key=lambda pair: (-pair[1], pair[0]))
        shown = [{"value": value, "count": count} for value, count in ordered[: self.maxvals or None]]
        figures = numbers(column)
        results = aggregate(
            Table({}, len(column)),
            [],
            {
                "max": maximum(figures),
                "mean": mean(figures),
                "min": minimum(figures),
                "numeric_count": count_values(figures),
                "stdev": deviation(figures),
            },
        )
        numeric: dict[str, Value] = {key: values.values()[0] for key, values in results.columns.items()}
        return {
            "field": name,
            "count": sum(1 for present in column.is_not_null().values() if present),
            "distinct_count": len(frequencies),
            "is_exact": int(not self.maxvals or len(frequencies) <= self.maxvals),
            **numeric,
            "values": json.dumps(shown, ensure_ascii=False, separators=(",", ":")),
        }


def _is_used(rows: Table, name: str) -> bool:
    return name in rows and any(rows.column(name).is_not_null().values())


def _members(column: Column) -> Iterator[str]:
    for value in texts(column).values():
        yield from [value] if isinstance(value, str) else value if isinstance(value, list) else ()
