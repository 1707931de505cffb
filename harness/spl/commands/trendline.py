"""`trendline`: moving averages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.data.sequences import moving_average
from harness.errors import SplArgumentError
from harness.frozen import frozen
from harness.spl.contract import Command, CommandType, Context, Documentation, Example
from harness.spl.syntax.ast import FieldName, Node
from harness.spl.syntax.printer import print_field

if TYPE_CHECKING:
    from harness.data import Table
    from harness.data.sequences import AverageKind
    from harness.spl.syntax.cursor import Cursor

_LEAST_PERIOD, _LONGEST_PERIOD = 2, 10_000
_KINDS: dict[str, AverageKind] = {"sma": "sma", "ema": "ema", "wma": "wma"}
_TREND = re.compile(r"(sma|ema|wma)(\d+)\((.+)\)\Z")


@frozen
class Trend(Node):
    """`sma5(field) AS name`: kind, number of rows, field, and the name of the result if one is given."""

    kind: AverageKind
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
        examples=(
            Example(
                "| makeresults count=3 | streamstats count as n | trendline sma2(n) as s wma2(n) as w "
                "| eval w=round(w, 2) | table n s w",
                rows=[{"n": "1"}, {"n": "2", "s": "1.5", "w": "1.67"}, {"n": "3", "s": "2.5", "w": "2.67"}],
            ),
        ),
        undecided=(
            "rows without a number among the last ones: the average is null",
            "from which row on an exponential average is shown: from row N, like the others",
        ),
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

    def execute(self, rows: Table, context: Context) -> Table:
        """Every row with the averages of the last rows.

        Raises: SplArgumentError for a number of rows that Splunk does not take.
        """
        for trend in self.trends:
            if not _LEAST_PERIOD <= trend.period <= _LONGEST_PERIOD:
                problem = f"the number of rows is from {_LEAST_PERIOD} to {_LONGEST_PERIOD}"
                raise context.error(SplArgumentError, "SPL205", problem, trend.span, label=f"{trend.period}")
            average = moving_average(rows.column(trend.field), trend.period, trend.kind)
            rows = rows.with_column(
                trend.alias.name if trend.alias else f"{trend.kind}{trend.period}({trend.field})", average
            )
        return rows


def _trend(cursor: Cursor) -> Trend:
    start = cursor.mark()
    call = cursor.field(wildcards=False)
    match = _TREND.match(call.name)
    if match is None:
        raise cursor.error("SPL204", f'"{call.name}" is no moving average', call.span, help="write sma5(field)")
    alias = cursor.field(wildcards=False) if cursor.keyword("as") else None
    return Trend(cursor.span_from(start), _KINDS[match[1]], int(match[2][:9]), match[3].strip(), alias)


def _printed(trend: Trend) -> str:
    call = f"{trend.kind}{trend.period}({trend.field})"
    return f"{call} AS {print_field(trend.alias)}" if trend.alias else call
