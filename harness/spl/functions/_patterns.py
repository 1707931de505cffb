"""Functions that take a regular expression: how they compile it, apply it and fail."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from harness.spl.functions._shapes import argument_error, constant_text, runtime_error
from harness.spl.native_patterns import native_pattern
from harness.spl.patterns import PatternError, PatternTimeout, compile_pattern

if TYPE_CHECKING:
    from collections.abc import Callable

    from harness.data import Column
    from harness.spl.contract import FunctionCall


ResultT = TypeVar("ResultT")


def native_argument(call: FunctionCall, pattern: Column) -> str | None:
    """The pattern for whole columns, where it is the same in every row and means the same there.

    Raises: SplArgumentError for a pattern that does not compile.
    """
    written = constant_text(pattern)
    if written is None:
        return None
    with_patterns(call, lambda: compile_pattern(written))
    return native_pattern(written)


def with_patterns(call: FunctionCall, compute: Callable[[], ResultT]) -> ResultT:
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
