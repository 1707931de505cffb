"""`lower(text)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data.wording import lower_case
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import TEXT
from harness.spl.functions._shapes import example

if TYPE_CHECKING:
    from harness.data import Column


class LowerFunction(EvalFunction):
    """Writes a text in lower case."""

    name = "lower"
    arity = Arity(1, 1)
    signature = "lower(text)"
    literal_kinds = ("string",)
    documentation = Documentation(
        "The text in lower case; each member of a multivalue.",
        TEXT,
        (
            example('lower("MiXed Case")', "mixed case"),
            example("lower(m)", ["a", "b"], given='m=split("A,B", ",")'),
        ),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Each member of a multivalue in lower case."""
        return lower_case(call.argument(0))
