"""The numbers among the arguments of functions that take any number of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import parse_number
from harness.spl.functions._shapes import members_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harness.data import Value


def numeric_members(values: Sequence[Value]) -> list[int | float]:
    """The numbers that the members of these values are, in order; what is no number is passed over."""
    parsed = (parse_number(member) for value in values for member in members_of(value))
    return [number for number in parsed if number is not None]
