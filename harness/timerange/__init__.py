"""Time: modifiers, ranges, spans and the clock; the only room that may ask what time it is."""

from harness.timerange.clock import Clock, FixedClock, SystemClock, parse_instant, parse_zone, render_instant
from harness.timerange.modifier import ABSOLUTE_FORMAT, TimeModifier, parse_time_modifier
from harness.timerange.ranges import ALL_TIME, TimeRange, resolve_bound, resolve_range
from harness.timerange.span import TimeSpan, parse_span
from harness.timerange.strftime import strftime
from harness.timerange.strptime import strptime

__all__ = [
    "ABSOLUTE_FORMAT",
    "ALL_TIME",
    "Clock",
    "FixedClock",
    "SystemClock",
    "TimeModifier",
    "TimeRange",
    "TimeSpan",
    "parse_instant",
    "parse_span",
    "parse_time_modifier",
    "parse_zone",
    "render_instant",
    "resolve_bound",
    "resolve_range",
    "strftime",
    "strptime",
]
