"""`streamstats`: aggregations over the results so far, added to every result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from harness.data import Column, Table, aggregate, numbers, running
from harness.data.running import kept_outside
from harness.errors import SearchRuntimeError
from harness.spl.commands._refusals import unsupported
from harness.spl.commands._statistics import StatisticsCommand
from harness.spl.contract import CommandType, Context, Documentation, Example, Option
from harness.spl.evaluation import condition
from harness.spl.evaluation.aggregation import is_empty, outputs
from harness.spl.evaluation.streaming import MOST_WINDOW_ROWS, TimeWindow, Windows, in_order, segments, windows
from harness.spl.syntax.ast import Expression, walk_fields
from harness.timerange import parse_span

if TYPE_CHECKING:
    from collections.abc import Sequence

_SEGMENT = "\0segment"
_OWNER = "\0owner"
"""Helper columns; no field of a search can have such a name."""
_STRETCH = 64
"""How many rows are computed at a time where a result decides where to start again."""


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

        Undecided: a `reset_before` that reads the command's own results; it is refused.
        """
        by = [field.name for field in self.by_fields]
        table = rows.with_column(_SEGMENT, self._segments(rows, by, context)) if self._resets else rows
        results, names = self._computed(table, by, context)
        return results.without([_SEGMENT, *(name for name in names if is_empty(results.column(name)))])

    def _computed(self, table: Table, by: Sequence[str], context: Context) -> tuple[Table, list[str]]:
        """The rows with the results, within the segments that they are marked with, and the names of the results."""
        keys = [_SEGMENT, *by] if _SEGMENT in table else list(by)
        if self.time_window is not None:
            return self._timed(table, keys, context)
        found = outputs(self.terms, by, table.without([_SEGMENT]), context, allnum=self.allnum)
        results = running(table, keys, found, current=self.current, window=self.window, global_=self.global_)
        return results, list(found)

    @property
    def _resets(self) -> bool:
        return self.reset_on_change or self.reset_before is not None or self.reset_after is not None

    def _segments(self, rows: Table, by: Sequence[str], context: Context) -> Column:
        changing = by if self.reset_on_change else ()
        if self.reset_before is not None and self._reads_results(self.reset_before):
            what = "a reset_before that reads streamstats' own results"
            raise unsupported(context, self.reset_before.span, what, "write reset_after")
        before = None if self.reset_before is None else condition(self.reset_before, rows, context)
        if self.reset_after is None or not self._reads_results(self.reset_after):
            after = None if self.reset_after is None else condition(self.reset_after, rows, context)
            return segments(rows, before, after, changing)
        known = segments(rows, before, None, changing)
        after = self._reached(rows.with_column(_SEGMENT, known), by, self.reset_after, context)
        return segments(rows, before, after, changing)

    def _reads_results(self, expression: Expression) -> bool:
        made = {term.output_name for term in self.terms}
        return any(field.name in made for field in walk_fields(expression))

    def _reached(self, table: Table, by: Sequence[str], expression: Expression, context: Context) -> Column:
        """BOOL: behind which rows everything starts again, where the condition reads the results themselves.

        Cost: the rows are computed stretch by stretch, each from the last such row on, twice as many as the last one
        took.
        """
        found = [False] * table.height
        first, size = 0, _STRETCH
        while first < table.height:
            context.check()
            results, _ = self._computed(table.slice(first, size), by, context)
            marks = condition(expression, results, context).values()
            place = next((place for place, mark in enumerate(marks) if mark is True), None)
            if place is not None:
                found[first + place] = True
                first, size = first + place + 1, max(_STRETCH, 2 * place)
            elif first + size >= table.height:
                break
            else:
                size *= 4
        return Column.of(found)

    def _timed(self, table: Table, keys: Sequence[str], context: Context) -> tuple[Table, list[str]]:
        times = numbers(table.column("_time")).values()
        known = [float(time) for time in times if isinstance(time, (int, float))]
        if len(known) < table.height or not in_order(known):
            raise self._disordered(context)
        span = parse_span(str(self.time_window))
        window = TimeWindow(
            span, ZoneInfo(context.settings.timezone), self.window, is_global=self.global_, current=self.current
        )
        return self._over_windows(table, windows(table, keys, known, window), context)

    def _over_windows(self, table: Table, found: Windows, context: Context) -> tuple[Table, list[str]]:
        if len(found.rows) > MOST_WINDOW_ROWS:
            raise unsupported(context, self.span, f"a time_window over {len(found.rows)} pairs of rows")
        by = [field.name for field in self.by_fields]
        seen = table.without([_SEGMENT]).take(found.rows)
        prepared = outputs(self.terms, by, seen, context, allnum=self.allnum)
        results = aggregate(seen.with_column(_OWNER, Column.of(found.owners)), [_OWNER], prepared)
        nothing = aggregate(seen.slice(0, 0), [], outputs(self.terms, by, seen.slice(0, 0), context))
        place = found.places(results.column(_OWNER).values())
        empty = Table({name: Column.nulls(1) for name in prepared}, 1)
        spread = results.select(list(prepared)).concat(nothing).concat(empty).take(place)
        made = {name: kept_outside(table, by, name, column) for name, column in spread.columns.items()}
        return table.with_columns(made), list(prepared)

    def _disordered(self, context: Context) -> Exception:
        return context.error(
            SearchRuntimeError,
            "SPL506",
            "time_window needs results in the order of _time, ascending or descending",
            self.span,
            help="sort by _time before: | sort 0 _time",
        )
