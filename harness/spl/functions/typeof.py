"""`typeof(value)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.spl.contract import Documentation
from harness.spl.functions._pages import INFORMATIONAL
from harness.spl.functions._shapes import example
from harness.spl.functions._types import TypeFunction, number_of

if TYPE_CHECKING:
    from harness.data import Value


def _type(value: Value, *, literal: bool) -> str:
    if value is None:
        return "Invalid"
    if isinstance(value, bool):
        return "Bool"
    if isinstance(value, list):
        return "Multivalue"
    return "String" if number_of(value, literal=literal) is None else "Number"


class TypeofFunction(TypeFunction):
    """Names the type of a value."""

    name = "typeof"
    signature = "typeof(value)"
    gives_bool = False
    kernel = staticmethod(_type)
    documentation = Documentation(
        "Number, String, Bool, Multivalue, or Invalid for null.",
        INFORMATIONAL,
        (
            example('typeof(3.5)."/".typeof("x")."/".typeof(1==2)."/".typeof(missing)', "Number/String/Bool/Invalid"),
            example("typeof(m)", "Multivalue", given='m=split("a,b", ",")'),
        ),
    )
