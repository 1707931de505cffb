"""Order among values of mixed type, as the eval functions `max` and `min` have it.

Numbers come before texts; numbers go by number, texts by code points.  A literal text is text even if it reads as a
number (measured: `min("10", "9")` is 10); a field is a number where it can be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import Kind, map_scalars, parse_number, texts
from harness.data.figures import greatest, least
from harness.spl.functions._shapes import members_of
from harness.spl.syntax.ast import StringLiteral

if TYPE_CHECKING:
    from collections.abc import Callable

    from harness.data import Column, Value
    from harness.spl.contract import FunctionCall

Rank = tuple[bool, float, str]


def extreme(call: FunctionCall, pick: Callable[[list[Rank]], Rank]) -> Column:
    """The member of all arguments that `pick` chooses, as it was written; null where there is none."""
    literal = [isinstance(argument, StringLiteral) for argument in call.node.arguments]

    def of_values(*values: Value) -> str | None:
        ranks = [
            _rank(member, is_text=is_text)
            for value, is_text in zip(values, literal, strict=True)
            for member in members_of(value)
        ]
        return pick(ranks)[2] if ranks else None

    columns = call.arguments()
    if not any(column.kind is Kind.MULTI for column in columns):
        return (greatest if pick is max else least)(columns, literal)
    return map_scalars(of_values, *(texts(column) for column in columns), nulls=True)


def _rank(member: str, *, is_text: bool) -> Rank:
    number = None if is_text else parse_number(member)
    return (True, 0.0, member) if number is None else (False, number, member)
