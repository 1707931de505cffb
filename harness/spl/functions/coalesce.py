"""`coalesce(value, ..)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import coalesce
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import CONDITIONAL
from harness.spl.functions._shapes import example

if TYPE_CHECKING:
    from harness.data import Column


class CoalesceFunction(EvalFunction):
    """Gives the first argument that is not null."""

    name = "coalesce"
    arity = Arity(1, None)
    signature = "coalesce(value, ...)"
    literal_kinds = ("any",)
    documentation = Documentation(
        "The first argument that is not null. An empty string is a value.",
        CONDITIONAL,
        (
            example('coalesce(missing, "kept", "late")', "kept"),
            example('coalesce(missing, split("a,b", ","))', ["a", "b"]),
        ),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Multivalues are kept whole."""
        return coalesce(call.arguments())
