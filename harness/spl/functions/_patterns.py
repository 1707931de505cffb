"""Functions that take a regular expression: how they compile it, apply it and fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.spl.functions._shapes import argument_error, runtime_error
from harness.spl.patterns import PatternError, PatternTimeout, compile_pattern
from harness.spl.syntax.ast import StringLiteral

if TYPE_CHECKING:
    from collections.abc import Callable

    from harness.data import Column
    from harness.spl.contract import FunctionCall
    from harness.spl.syntax.ast import Call


def pattern_complaint(node: Call, index: int) -> str | None:
    """Why the literal pattern at this argument does not compile, if it does not."""
    argument = node.arguments[index] if index < len(node.arguments) else None
    if not isinstance(argument, StringLiteral):
        return None
    try:
        compile_pattern(argument.value)
    except PatternError as error:
        return str(error)
    return None


def with_patterns(call: FunctionCall, compute: Callable[[], Column]) -> Column:
    """`compute()`, with errors of its patterns placed at the call.

    Raises: SplArgumentError for a pattern that does not compile, SearchRuntimeError for one that takes too long.
    """
    try:
        return compute()
    except PatternError as error:
        raise argument_error(call, "SPL220", str(error)) from None
    except PatternTimeout as error:
        message = f'the regular expression "{error}" takes too long on a value'
        raise runtime_error(call, "SPL520", message, "anchor it, or make its repetitions possessive") from None
