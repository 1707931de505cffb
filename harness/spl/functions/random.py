"""`random()`."""

from __future__ import annotations

from random import Random

from harness.data import Column
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import STATISTICAL
from harness.spl.functions._shapes import example

_LARGEST = 2**31 - 1


class RandomFunction(EvalFunction):
    """Gives a number that looks random, another one in each row."""

    name = "random"
    arity = Arity(0, 0)
    signature = "random()"
    documentation = Documentation(
        "A pseudo-random whole number from 0 to 2147483647.",
        STATISTICAL,
        (example('if(random() >= 0 AND random() < 2147483648, "in range", "outside")', "in range"),),
        differs=("The numbers follow from the start of the search and the place of the call, so tests repeat.",),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Differs: the same search at the same `now` gives the same numbers."""
        numbers = Random(f"{call.context.now}:{call.node.span.start}")  # noqa: S311 - nobody keeps secrets with it
        return Column.of(numbers.randint(0, _LARGEST) for _ in range(call.height))
