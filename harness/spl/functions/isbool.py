"""`isbool(value)`."""

from __future__ import annotations

from harness.data import Column, Kind
from harness.spl.contract import Documentation
from harness.spl.functions._pages import INFORMATIONAL
from harness.spl.functions._shapes import example
from harness.spl.functions._types import TypeFunction


def _is_truth(column: Column) -> Column:
    return column.is_not_null() if column.kind is Kind.BOOL else Column.constant(value=False, height=len(column))


class IsboolFunction(TypeFunction):
    """Tells whether a value is a truth value."""

    name = "isbool"
    signature = "isbool(value)"
    kernel = staticmethod(_is_truth)
    documentation = Documentation(
        "True where the value is true or false; a field never is.",
        INFORMATIONAL,
        (
            example('if(isbool(1==2), "yes", "no")', "yes"),
            example('if(isbool(a), "yes", "no")', "no", given='a="true"'),
        ),
    )
