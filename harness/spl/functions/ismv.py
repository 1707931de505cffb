"""`ismv(value)`."""

from __future__ import annotations

from harness.data import Column, and_, not_
from harness.data.figures import is_single
from harness.spl.contract import Documentation
from harness.spl.functions._pages import INFORMATIONAL
from harness.spl.functions._shapes import example
from harness.spl.functions._types import TypeFunction


def _has_members(column: Column) -> Column:
    return and_(column.is_not_null(), not_(is_single(column)))


class IsmvFunction(TypeFunction):
    """Tells whether a value has several members."""

    name = "ismv"
    signature = "ismv(value)"
    kernel = staticmethod(_has_members)
    documentation = Documentation(
        "True where the value has more than one member.",
        INFORMATIONAL,
        (
            example('if(ismv(m), "yes", "no")', "yes", given='m=split("p,q", ",")'),
            example('if(ismv("p"), "yes", "no")', "no"),
        ),
    )
