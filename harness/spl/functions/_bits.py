"""Bitwise operations on whole numbers of 53 bits."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, ClassVar

from harness.spl.contract import Arity, EvalFunction, FunctionCall
from harness.spl.functions._shapes import map_numbers

if TYPE_CHECKING:
    from collections.abc import Callable

    from harness.data import Column

ALL_BITS = 2**53 - 1


class BitFunction(EvalFunction):
    """A function of whole numbers from 0 to 2^53 - 1; anything else among its arguments gives null."""

    arity = Arity(2, None)
    literal_kinds: ClassVar[tuple[str, ...]] = ("number",)
    kernel: ClassVar[Callable[..., int]]

    def evaluate(self, call: FunctionCall) -> Column:
        """The kernel's result, cut to 53 bits."""
        kernel = type(self).kernel

        def of_bits(*numbers: float) -> int | None:
            if any(number != int(number) or not 0 <= number <= ALL_BITS for number in numbers):
                return None
            return kernel(*(int(number) for number in numbers)) & ALL_BITS

        return map_numbers(of_bits, *call.arguments())


def folded(operation: Callable[[int, int], int]) -> Callable[..., int]:
    """An operation on two numbers as one on any number of them."""
    return lambda *numbers: reduce(operation, numbers)
