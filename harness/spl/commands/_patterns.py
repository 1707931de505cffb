"""Commands that take a regular expression: how they compile it, and how they fail."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from harness.errors import SearchRuntimeError, SplArgumentError
from harness.spl.patterns import Pattern, PatternError, PatternTimeout, compile_pattern
from harness.spl.sed import Editor, SedError, parse_sed

if TYPE_CHECKING:
    from collections.abc import Callable

    from harness.spl.contract import Command, Context

ResultT = TypeVar("ResultT")


def compiled(pattern: str, command: Command, context: Context) -> Pattern:
    """The compiled form of a command's regular expression.

    Raises: SplArgumentError where it is none.
    """
    try:
        return compile_pattern(pattern)
    except PatternError as error:
        raise context.error(SplArgumentError, "SPL220", str(error), command.span) from None


def editor(expression: str, command: Command, context: Context) -> Editor:
    """What a command's sed expression does.

    Raises: SplArgumentError where it is none.
    """
    try:
        return parse_sed(expression)
    except SedError as error:
        raise context.error(SplArgumentError, "SPL260", str(error), command.span) from None
    except PatternError as error:
        raise context.error(SplArgumentError, "SPL220", str(error), command.span) from None


def timed(compute: Callable[[], ResultT], command: Command, context: Context) -> ResultT:
    """`compute()`, with a pattern that takes too long reported at the command.

    Raises: SearchRuntimeError.
    """
    try:
        return compute()
    except PatternTimeout as error:
        message = f'the regular expression "{error}" takes too long on a value'
        way_out = "anchor it, or make its repetitions possessive"
        raise context.error(SearchRuntimeError, "SPL520", message, command.span, help=way_out) from None
