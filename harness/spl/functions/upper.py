"""`upper(text)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data.wording import upper_case
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import TEXT
from harness.spl.functions._shapes import example

if TYPE_CHECKING:
    from harness.data import Column


class UpperFunction(EvalFunction):
    """Writes a text in upper case."""

    name = "upper"
    arity = Arity(1, 1)
    signature = "upper(text)"
    literal_kinds = ("string",)
    documentation = Documentation(
        "The text in upper case; each member of a multivalue.",
        TEXT,
        (
            example('upper("MiXed Case")', "MIXED CASE"),
            example("upper(m)", ["A", "B"], given='m=split("a,b", ",")'),
        ),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Each member of a multivalue in upper case."""
        return upper_case(call.argument(0))
