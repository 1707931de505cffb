"""`tobool(value)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import Kind, parse_number
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import CONVERSION
from harness.spl.functions._shapes import example, map_texts

if TYPE_CHECKING:
    from harness.data import Column


class ToboolFunction(EvalFunction):
    """Makes a truth value of a value."""

    name = "tobool"
    arity = Arity(1, 1)
    signature = "tobool(value)"
    gives_bool = True
    literal_kinds = ("any",)
    documentation = Documentation(
        "True for the text true and for numbers other than 0, false for the text false and for 0, null for the rest.",
        CONVERSION,
        (
            example('if(tobool("True"), "yes", "no")', "yes"),
            example('if(tobool(units), "in stock", "sold out")', "sold out", given="units=0"),
        ),
        undecided=("Other letter case than true, True, false and False (taken here).",),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """A truth value stays one."""
        value = call.argument(0)
        return value if value.kind is Kind.BOOL else map_texts(_truth, value)


def _truth(text: str) -> bool | None:
    number = parse_number(text)
    if number is not None:
        return number != 0
    return {"true": True, "false": False}.get(text.lower())
