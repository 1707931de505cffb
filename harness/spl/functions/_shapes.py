"""The shapes that most eval functions share: from a function of Python values to one of columns.

Invariants
- A null argument gives null, unless a function says otherwise.
- A multivalue of one member is that member; where a function does not take multivalues, several members give null.
- A number that is not finite is no result: `ln(0)`, `sqrt(-1)` and `pow(10, 400)` are null.
"""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, ClassVar, cast

from harness.data import Column, Kind, map_scalars, numbers, texts
from harness.data.figures import number_function
from harness.errors import SearchRuntimeError, SplArgumentError
from harness.spl.contract import Arity, EvalFunction, Example, FunctionCall
from harness.spl.syntax.ast import FieldReference

if TYPE_CHECKING:
    from collections.abc import Callable

    from harness.data import Value


def example(expression: str, result: str | list[str], *, given: str = "", says: str = "") -> Example:
    """An example of one expression: its value becomes the field `r` of a row that holds the fields of `given`."""
    fields = f" | eval {given}" if given else ""
    return Example(f"| makeresults{fields} | eval r={expression} | table r", [{"r": result}], says)


def members_of(value: Value) -> list[str]:
    """The members of a value whose scalars are texts."""
    if value is None:
        return []
    return value if isinstance(value, list) else [str(value)]


def collected(members: list[str]) -> Value:
    """Members as one value: null for none, the only one by itself."""
    if len(members) == 1:
        return members[0]
    return members or None


def map_values(function: Callable[..., Value], *columns: Column) -> Column:
    """`function` of the scalars of these columns; a value with several members gives null."""
    if any(column.kind is Kind.MULTI for column in columns):
        return map_scalars(_single(function), *columns)
    return map_scalars(function, *columns)


def map_texts(function: Callable[..., Value], *columns: Column) -> Column:
    """`function` of the texts of these columns."""
    return map_values(function, *(texts(column) for column in columns))


def map_members(function: Callable[..., Value], first: Column, *others: Column) -> Column:
    """`function` of the text of each member of the first column, and of the others' texts."""
    return map_scalars(function, texts(first), *(texts(column) for column in others), members=True)


def map_numbers(function: Callable[..., float | None], *columns: Column) -> Column:
    """`function` of the numbers of these columns; what it cannot compute, and what is not numeric, gives null."""
    return map_values(_guarded(function), *(numbers(column) for column in columns))


def _single(function: Callable[..., Value]) -> Callable[..., Value]:
    def of_only_members(*values: Value) -> Value:
        if any(isinstance(value, list) and len(value) != 1 for value in values):
            return None
        return function(*(value[0] if isinstance(value, list) else value for value in values))

    return of_only_members


def _guarded(function: Callable[..., float | None]) -> Callable[..., float | None]:
    def finite(*values: float) -> float | None:
        try:
            result = function(*values)
        except (ValueError, OverflowError, ZeroDivisionError):
            return None
        return result if result is not None and isfinite(result) else None

    return finite


def constant_text(column: Column) -> str | None:
    """The text that a column holds in every row, or None where it holds several, none or a multivalue."""
    if column.unit is None or not len(column) or column.kind in (Kind.NULL, Kind.MULTI):
        return None
    return cast("str | None", texts(column).operand.item())


def constant_number(column: Column) -> int | float | None:
    """The number that a column holds in every row, or None."""
    if column.unit is None or not len(column):
        return None
    return cast("int | float | None", numbers(column).operand.item())


class NumberFunction(EvalFunction):
    """A function of numbers: `kernel` takes one for each argument; without one the room of values knows the name."""

    arity = Arity(1, 1)
    literal_kinds: ClassVar[tuple[str, ...]] = ("number",)
    kernel: ClassVar[Callable[..., float | None] | None] = None

    def evaluate(self, call: FunctionCall) -> Column:
        """The function's result; null where it has none."""
        kernel = type(self).kernel
        if kernel is None:
            return number_function(self.name, *call.arguments())
        return map_numbers(kernel, *call.arguments())


class TextFunction(EvalFunction):
    """A function of one text, or of texts: `kernel` takes one for each argument."""

    arity = Arity(1, 1)
    literal_kinds: ClassVar[tuple[str, ...]] = ("string",)
    kernel: ClassVar[Callable[..., Value]]

    def evaluate(self, call: FunctionCall) -> Column:
        """The kernel's result for each text."""
        return map_texts(type(self).kernel, *call.arguments())


def condition(call: FunctionCall, index: int) -> Column:
    """The truth values of an argument that must be a condition.

    Raises: SplArgumentError where it is a field or gives another kind of value.
    """
    node, column = call.node.arguments[index], call.argument(index)
    if isinstance(node, FieldReference) or column.kind not in (Kind.BOOL, Kind.NULL):
        raise call.context.error(
            SplArgumentError,
            "SPL222",
            f'"{call.node.name}" takes a condition here, and this is a value',
            node.span,
            label="a value",
            help='compare it with something, such as field="value"',
        )
    return column


def argument_error(call: FunctionCall, code: str, message: str, help: str | None = None) -> Exception:  # noqa: A002
    """An error about the arguments of this call, for the caller to raise."""
    return call.context.error(SplArgumentError, code, message, call.node.span, label="not valid here", help=help)


def runtime_error(call: FunctionCall, code: str, message: str, help: str | None = None) -> Exception:  # noqa: A002
    """An error of the running search at this call, for the caller to raise."""
    return call.context.error(SearchRuntimeError, code, message, call.node.span, label="failed here", help=help)
