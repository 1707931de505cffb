"""What type a value has, as the informational functions tell it.

A value's type is what can be read from it: a field that holds the text of a number is a number.  Only a text literal is
a text whatever it says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from harness.data import map_scalars, parse_number
from harness.spl.contract import Arity, EvalFunction, FunctionCall
from harness.spl.syntax.ast import StringLiteral

if TYPE_CHECKING:
    from collections.abc import Callable

    from harness.data import Column, Value


def number_of(value: Value, *, literal: bool) -> int | float | None:
    """The number that a value is, or None."""
    if isinstance(value, bool | list) or value is None or (literal and isinstance(value, str)):
        return None
    return parse_number(value) if isinstance(value, str) else value


class TypeFunction(EvalFunction):
    """A function that tells something of its argument's type; `kernel` takes the value and whether it is a literal."""

    arity = Arity(1, 1)
    gives_bool = True
    literal_kinds: ClassVar[tuple[str, ...]] = ("any",)
    kernel: ClassVar[Callable[..., Value]]

    def evaluate(self, call: FunctionCall) -> Column:
        """Never null."""
        literal = isinstance(call.node.arguments[0], StringLiteral)
        kernel = type(self).kernel
        return map_scalars(lambda value: kernel(value, literal=literal), call.argument(0), nulls=True)
