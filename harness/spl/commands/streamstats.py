"""`streamstats`: aggregations over the results so far, added to every result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from harness.data import Column, Table, aggregate, numbers, running
from harness.errors import SearchRuntimeError
from harness.spl.commands._refusals import unsupported
from harness.spl.commands._statistics import StatisticsCommand
from harness.spl.contract import CommandType, Context, Documentation, Example, Option
from harness.spl.evaluation import condition
from harness.spl.evaluation.aggregation import is_empty, outputs
from harness.spl.evaluation.streaming import MOST_WINDOW_ROWS, Windows, in_order, segments, windows
from harness.spl.syntax.ast import Expression, walk_fields
from harness.timerange import parse_span

if TYPE_CHECKING:
    from collections.abc import Sequence

_SEGMENT = "\0segment"
_OWNER = "\0owner"
"""Helper columns; no field of a search can have such a name."""


@dataclass(frozen=True, slots=True)
class StreamstatsCommand(StatisticsCommand):
    """`streamstats <aggregations> [BY <fields>]`."""

    keyword = "streamstats"
    type = CommandType.CENTRALIZED_STREAMING
    syntax = (
        "streamstats [current=<bool>] [window=<int>] [time_window=<timespan>] [global=<bool>] [allnum=<bool>] "
        "[reset_on_change=<bool>] [reset_before=(<condition>)] [reset_after=(<condition>)] <aggregation>... "
        "[BY <field>...]"
    )
    options = (
        Option("current", "boolean", default=True, says="Counts the result itself in."),
        Option("window", "integer", default=0, minimum=0, maximum=10_000, says="How many results back; 0: all."),
        Option("time_window", "timespan", says="How much time back, by _time."),
        Option("global", "boolean", default=True, says="One window over all results instead of one for each group."),
        Option("allnum", "boolean", default=False, says="Gives nothing for a field that holds anything but numbers."),
        Option("reset_on_change", "boolean", default=False, says="Starts anew where the BY fields change."),
        Option("reset_before", "condition", says="Starts anew before a result for which it is true."),
        Option("reset_after", "condition", says="Starts anew after a result for which it is true."),
    )
    documentation = Documentation(
        summary="Adds to every result the aggregations over the results up to it.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Streamstats",
        examples=(
            Example(
                "| makeresults count=3 | streamstats count as n | streamstats window=2 sum(n) as s | table n s",
                rows=[{"n": "1", "s": "1"}, {"n": "2", "s": "3"}, {"n": "3", "s": "5"}],
                says="A moving sum.",
            ),
        ),
    )

    current: bool = True
    window: int = 0
    time_window: str | None = None
    global_: bool = True
    allnum: bool = False
    reset_on_change: bool = False
    reset_before: Expression | None = None
    reset_after: Expression | None = None

    def execute(self, rows: Table, context: Context) -> Table:
        """Every row with the aggregations over the rows so far.

        Undecided: conditions that read the command's own results; they are refused.
        """
        self.refuse_options(context)
        by = [field.name for field in self.by_fields]
        table = rows.with_column(_SEGMENT, self._segments(rows, by, context)) if self._resets else rows
        keys = [_SEGMENT, *by] if self._resets else by
        if self.time_window is not None:
            results, names = self._timed(table, keys, context)
        else:
            found = outputs(self.terms, by, rows, context)
            names = list(found)
            results = running(table, keys, found, current=self.current, window=self.window, global_=self.global_)
        return results.without([_SEGMENT, *(name for name in names if is_empty(results.column(name)))])

    @property
    def _resets(self) -> bool:
        return self.reset_on_change or self.reset_before is not None or self.reset_after is not None

    def _segments(self, rows: Table, by: Sequence[str], context: Context) -> Column:
        made = {term.output_name for term in self.terms}
        conditions = [self.reset_before, self.reset_after]
        for expression in conditions:
            if expression is not None and any(field.name in made for field in walk_fields(expression)):
                raise unsupported(context, expression.span, "a reset condition that reads streamstats' own results")
        before, after = (None if c is None else condition(c, rows, context) for c in conditions)
        return segments(rows, before, after, by if self.reset_on_change else ())

    def _timed(self, table: Table, keys: Sequence[str], context: Context) -> tuple[Table, list[str]]:
        span = parse_span(str(self.time_window))
        if span.seconds is None or self.window:
            what = "streamstats with window and time_window" if self.window else "a time_window in months"
            raise unsupported(context, self.span, what)
        times = numbers(table.column("_time")).values()
        known = [float(time) for time in times if isinstance(time, (int, float))]
        if len(known) < table.height or not in_order(known):
            raise self._disordered(context)
        return self._over_windows(table, windows(table, keys, known, span.seconds, current=self.current), context)

    def _over_windows(self, table: Table, found: Windows, context: Context) -> tuple[Table, list[str]]:
        if len(found.rows) > MOST_WINDOW_ROWS:
            raise unsupported(context, self.span, f"a time_window over {len(found.rows)} pairs of rows")
        by = [field.name for field in self.by_fields]
        seen = table.take(found.rows)
        prepared = outputs(self.terms, by, seen, context)
        results = aggregate(seen.with_column(_OWNER, Column.of(found.owners)), [_OWNER], prepared)
        nothing = aggregate(seen.slice(0, 0), [], outputs(self.terms, by, seen.slice(0, 0), context))
        place = found.places(results.column(_OWNER).values())
        empty = Table({name: Column.nulls(1) for name in prepared}, 1)
        spread = results.select(list(prepared)).concat(nothing).concat(empty).take(place)
        return table.with_columns(spread.columns), list(prepared)

    def _disordered(self, context: Context) -> Exception:
        return context.error(
            SearchRuntimeError,
            "SPL506",
            "time_window needs results in the order of _time, ascending or descending",
            self.span,
            help="sort by _time before: | sort 0 _time",
        )
