"""What type a value has, as the informational functions tell it.

A value's type is what can be read from it: a field that holds the text of a number is a number.  Only a text literal is
a text whatever it says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from harness.data import Column, Kind, and_, not_
from harness.data.figures import is_number, is_single
from harness.spl.contract import Arity, EvalFunction, FunctionCall
from harness.spl.syntax.ast import StringLiteral

if TYPE_CHECKING:
    from collections.abc import Callable


class TypeFunction(EvalFunction):
    """A function that tells whether its argument has a type; `kernel` does for a column that is no text literal."""

    arity = Arity(1, 1)
    gives_bool = True
    literal_kinds: ClassVar[tuple[str, ...]] = ("any",)
    kernel: ClassVar[Callable[..., Column]]
    literal: ClassVar[bool] = False
    """The answer for a text literal."""

    def evaluate(self, call: FunctionCall) -> Column:
        """Never null."""
        if isinstance(call.node.arguments[0], StringLiteral):
            return Column.constant(self.literal, call.height)
        return type(self).kernel(call.argument(0))


def is_word(column: Column) -> Column:
    """BOOL, never null: whether each value is a single text and not that of a number."""
    if column.kind in (Kind.BOOL, Kind.NULL):
        return Column.constant(value=False, height=len(column))
    return and_(is_single(column), not_(is_number(column)))
