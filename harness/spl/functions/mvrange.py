"""`mvrange(start, end, step)`."""

from __future__ import annotations

from itertools import count, takewhile
from typing import TYPE_CHECKING

from harness.data import numbers, parse_number, render_number, texts
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._clock import modifier, zone_of
from harness.spl.functions._pages import MULTIVALUE
from harness.spl.functions._shapes import collected, example, map_values, runtime_error

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

    from harness.data import Column, Value

_MOST = 1_000_000


class TooManyMembers(Exception):  # noqa: N818
    """The range would not end in reasonable time."""


class MvrangeFunction(EvalFunction):
    """Makes a multivalue of a range of numbers."""

    name = "mvrange"
    arity = Arity(2, 3)
    signature = "mvrange(start, end [, step])"
    literal_kinds = ("number", "number", "any")
    documentation = Documentation(
        "The numbers from the start to the end, the end left out, in steps of 1 or as said; a step such as 7d counts "
        "time from epoch seconds.",
        MULTIVALUE,
        (
            example("mvrange(1, 11, 2)", ["1", "3", "5", "7", "9"]),
            example('mvrange(1514834731, 1516000000, "7d")', ["1514834731", "1515439531"]),
        ),
        undecided=("A step below zero (it counts down here) and of zero (null here).",),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Null where there is no number in the range.

        Raises: SearchRuntimeError for a range of more than a million members.
        """
        start, end, *step = call.arguments()
        zone = zone_of(call)
        try:
            return map_values(
                lambda *values: _members(zone, *values), numbers(start), numbers(end), *(texts(each) for each in step)
            )
        except TooManyMembers:
            raise runtime_error(call, "SPL521", f"mvrange gives more than {_MOST:,} members") from None


def _members(zone: ZoneInfo, start: float, end: float, step: str = "1") -> Value:
    number = parse_number(step)
    steps = _times(start, step, zone) if number is None else _multiples(start, number)
    down = number is not None and number < 0
    members = []
    for value in takewhile(lambda value: value > end if down else value < end, steps):
        members.append(render_number(value))
        if len(members) > _MOST:
            raise TooManyMembers
    return collected(members)


def _multiples(start: float, step: float) -> Iterator[float]:
    return (start + place * step for place in count()) if step else iter(())


def _times(start: float, step: str, zone: ZoneInfo) -> Iterator[float]:
    forward = modifier(f"+{step.lstrip('+')}")
    while forward is not None:
        yield start
        later = forward.resolve(start, zone)
        if later <= start:
            return
        start = later
