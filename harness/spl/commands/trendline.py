"""`trendline`: moving averages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.spl.contract import Command, CommandType, Documentation
from harness.spl.syntax.ast import FieldName, Node
from harness.spl.syntax.printer import print_field

if TYPE_CHECKING:
    from harness.spl.syntax.cursor import Cursor

_TREND = re.compile(r"(sma|ema|wma)(\d+)\((.+)\)\Z")


@dataclass(frozen=True, slots=True)
class Trend(Node):
    """`sma5(field) AS name`: kind, number of rows, field, and the name of the result if one is given."""

    kind: str
    period: int
    field: str
    alias: FieldName | None = None


@dataclass(frozen=True, slots=True)
class TrendlineCommand(Command):
    """`trendline sma|ema|wma<period>(<field>) [AS <field>]...`."""

    keyword = "trendline"
    type = CommandType.CENTRALIZED_STREAMING
    syntax = "trendline (sma|ema|wma)<int>(<field>) [AS <field>]..."
    documentation = Documentation(
        summary="Adds the simple, exponential or weighted moving average of a field.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Trendline",
    )

    trends: tuple[Trend, ...]

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads the averages."""
        trends = [_trend(cursor)]
        while not cursor.at_end():
            cursor.punctuation(",")
            trends.append(_trend(cursor))
        return cls(cursor.command_span(), tuple(trends))

    def render(self) -> str:
        """`trendline` and its averages."""
        return "trendline " + " ".join(map(_printed, self.trends))


def _trend(cursor: Cursor) -> Trend:
    start = cursor.mark()
    call = cursor.field(wildcards=False)
    match = _TREND.match(call.name)
    if match is None:
        raise cursor.error("SPL204", f'"{call.name}" is no moving average', call.span, help="write sma5(field)")
    alias = cursor.field(wildcards=False) if cursor.keyword("as") else None
    return Trend(cursor.span_from(start), match[1], int(match[2][:9]), match[3].strip(), alias)


def _printed(trend: Trend) -> str:
    call = f"{trend.kind}{trend.period}({trend.field})"
    return f"{call} AS {print_field(trend.alias)}" if trend.alias else call
