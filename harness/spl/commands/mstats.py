"""`mstats`: aggregations of the data points of metrics."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self
from zoneinfo import ZoneInfo

from harness.errors import SearchRuntimeError
from harness.spl.commands._metric_clauses import STOP, MetricClauses, parse_clauses
from harness.spl.commands._metric_scans import MetricQuery, query, say_nothing_found, say_unknown_names
from harness.spl.commands._mstats_charts import ABSENT, OF_SERIES, chart_complaint, charted
from harness.spl.commands._mstats_checks import AUTO, check_options, check_terms, stretch
from harness.spl.commands._mstats_results import (
    TIME,
    Pool,
    Shape,
    ends,
    is_open,
    no_results,
    partial_points,
    pools_of,
    results_of,
)
from harness.spl.commands._partial_results import is_partial_of, needs_exact_time, partial_results
from harness.spl.commands._refusals import unsupported
from harness.spl.contract import Command, CommandType, Context, Documentation, Example, Option
from harness.spl.sources import TimeBuckets
from harness.spl.syntax.ast import FieldName
from harness.spl.syntax.printer import print_options, print_stats_terms
from harness.timerange import parse_span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harness.data import Table
    from harness.spl.syntax.cursor import Cursor
    from harness.spl.syntax.stats_terms import StatsTerm

_SPAN_OPTIONS = ("span", "every")


@dataclass(frozen=True, slots=True)
class MstatsCommand(Command):
    """`mstats <aggregations of metrics> [WHERE <filter>] [BY <dimensions>] [span=<timespan>]`."""

    keyword = "mstats"
    type = CommandType.GENERATING
    syntax = (
        "mstats [prestats=<bool>] [append=<bool>] [chart=<bool>] [<chart options>] [fillnull_value=<string>] "
        "[backfill=<bool>] [update_period=<int>] [chunk_size=<int>] <aggregation>... [WHERE <filter>] "
        "[(BY|GROUPBY) <dimension>...] [span=<timespan> [every=<timespan>]]"
    )
    options = (
        Option("prestats", "boolean", default=False, says="Gives partial results for stats, chart or timechart."),
        Option("append", "boolean", default=False, says="Adds to the results before it; with prestats only."),
        Option("chart", "boolean", default=False, says="Shapes the results as chart and timechart do."),
        Option("chart.limit", "string", says="How many series a chart has, such as top10."),
        Option("chart.agg", "string", says="The aggregation that ranks the series of a chart."),
        Option("chart.usenull", "boolean", says="Whether a chart has a series of points without the split field."),
        Option("chart.useother", "boolean", says="Whether a chart has a series of all that the limit left out."),
        Option("chart.nullstr", "string", says="The name of the series without the split field."),
        Option("chart.otherstr", "string", says="The name of the series of all others."),
        Option("fillnull_value", "string", says="Stands for a BY dimension that a time series lacks."),
        Option("backfill", "boolean", default=True, says="For real-time searches; no effect on others."),
        Option(
            "update_period", "integer", default=1000, minimum=0, says="For real-time searches; no effect on others."
        ),
        Option(
            "chunk_size", "integer", default=10_000_000, minimum=10_000, says="Bounds memory; no effect on results."
        ),
        Option("span", "string", says="The width of buckets of time, which adds _time to the results."),
        Option("every", "timespan", says="Reads only the first span of each stretch of this width."),
    )
    documentation = Documentation(
        summary=(
            "Computes aggregations over the data points of metric indexes, for each combination of the BY dimensions "
            "and each bucket of time. Data points that lack a BY dimension are left out unless fillnull_value is "
            "given. Bounds of time in the WHERE clause replace the time range of the search."
        ),
        source="https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/mstats",
        examples=(
            Example("| mstats avg(cpu.util) AS load WHERE index=m BY host", says="The mean of a metric for each host."),
            Example("| mstats count(tcp.packets) WHERE index=m AND earliest=-1h BY source.workload.name"),
            Example("| mstats max(_value) WHERE index=m AND metric_name=cpu.* BY metric_name span=5m"),
        ),
        differs=(
            "A bound of time under OR or NOT is refused.",
            "Partial results (prestats) are the data points; with span=auto the command that follows makes the bins.",
            "append=t takes partial results of the same functions only.",
        ),
        undecided=(
            "Whether a search that finds no points has a row; it has none here.",
            "A count of a metric that a group lacks while it has points of another one; it is 0 here.",
            "Where the stretches of every= begin; at multiples of their width here.",
            "Whether wildcards may stand in AS, as Splunk's own detections write them; they may here.",
            "rate() over the points of several time series; a message says so.",
            "Whether chart=true has a series of points without the field of its columns; it has.",
        ),
    )

    terms: tuple[StatsTerm, ...]
    clauses: MetricClauses
    given: tuple[tuple[str, Any], ...]
    """Every option and its value."""

    @property
    def is_generating(self) -> bool:
        """With `append` it may follow other commands."""
        return not self.option("append")

    def option(self, name: str) -> Any:
        """The value of an option."""
        return dict(self.given)[name]

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads options, aggregations and clauses; options may stand between them and behind."""
        values = cursor.options(cls.options)
        terms = cursor.stats_terms(STOP)
        clauses = parse_clauses(cursor, cls.options, values)
        check_terms(cursor, terms, clauses.where, prestats=values["prestats"])
        check_options(cursor, terms, values)
        is_chart = values["chart"] and not values["prestats"]
        complaint = chart_complaint(clauses.by_fields, values["span"]) if is_chart else None
        if complaint:
            cursor.report(cursor.error("SPL235", complaint, cursor.command_span()))
        return cls(cursor.command_span(), terms, clauses, tuple(values.items()))

    def render(self) -> str:
        """Options, aggregations, WHERE, BY, and the span last."""
        values = dict(self.given)
        front = [option for option in self.options if option.name not in _SPAN_OPTIONS]
        behind = [option for option in self.options if option.name in _SPAN_OPTIONS]
        text = f"mstats{print_options(front, values)} {print_stats_terms(self.terms)}{self.clauses.render()}"
        return text + print_options(behind, values)

    def execute(self, rows: Table, context: Context) -> Table:
        """One row for each group and bucket that has data points.

        Nulls: an aggregation of a metric that a group lacks is null, a count 0.
        Cost: one pass over the points in the window, or over the figures that the source keeps of them where the
        functions need no more; filters and BY are computed on time series.
        Raises: SplUnsupportedError for span=auto without prestats, for prestats with a span and a function that asks
        for the time of a point, and for charts of wildcards and of rates.
        """
        self._refuse(context)
        buckets = None if self.option("chart") else self._buckets(context)
        shape = Shape(self.terms, [field.name for field in self.clauses.by_fields], buckets is not None)
        groups = context.sources.metrics.group_series(shape.dimensions, self._stand_in)
        ids = groups.ids if shape.dimensions else None
        asked = query(self.clauses, context, self.keyword)
        as_points = self.option("prestats") or self.option("chart")
        in_order = as_points or shape.needs_order
        asked = replace(asked, groups=ids, buckets=buckets, with_series=shape.needs_series, in_order=in_order)
        pools = pools_of(asked, shape, summarized=not as_points)
        if not pools:
            say_nothing_found(self.clauses, context)
            say_unknown_names(asked, _metrics(self.terms), shape.dimensions, context)
        if self.option("prestats"):
            return self._partial(rows, partial_points(pools, shape, groups), context)
        if not pools:
            return no_results(shape)
        if self.option("chart"):
            return self._charted(partial_points(pools, shape, groups), context)
        self._check_bins(pools, asked, context)
        return results_of(pools, shape, groups, context)

    @property
    def _stand_in(self) -> str | None:
        """What stands for a BY dimension that a point lacks; None leaves the point out."""
        given: str | None = self.option("fillnull_value")
        return ABSENT if given is None and self.option("chart") else given

    def _charted(self, points: Table, context: Context) -> Table:
        options = {name.removeprefix("chart."): value for name, value in self.given if name.startswith("chart.")}
        by = self.clauses.by_fields
        return charted(points, self.terms, by, {**options, "span": self.option("span")}, self.span, context)

    def _refuse(self, context: Context) -> None:
        """Refuses what Splunk does and this engine does not."""
        span, prestats, chart = self.option("span"), self.option("prestats"), self.option("chart")
        if chart and (self.option("every") or any(t.has_wildcard or t.function in OF_SERIES for t in self.terms)):
            raise self._refusal("chart=true and every=, a wildcard or a rate", context)
        if span == AUTO and not (prestats or chart):
            raise self._refusal("span=auto", context)
        if prestats and span not in (None, AUTO) and needs_exact_time(self.terms):
            raise self._refusal("prestats=true, a span and a function that asks for the time of a point", context)

    def _partial(self, before: Table, points: Table, context: Context) -> Table:
        """The data points themselves, which stats, chart and timechart aggregate as if they were events."""
        by = [TIME, *(field.name for field in self.clauses.by_fields)]
        found = partial_results(points, points, by, self.terms)
        if not self.option("append"):
            return found
        if not is_partial_of(before, self.terms):
            raise self._refusal("append=true behind partial results of other functions", context)
        return before.concat(found)

    def _refusal(self, what: str, context: Context) -> Exception:
        way_out = "write the width of buckets, or aggregate with a command behind mstats"
        return unsupported(context, self.span, f"mstats with {what}", way_out)

    def _buckets(self, context: Context) -> TimeBuckets | None:
        span, every = self.option("span"), self.option("every")
        if span is None or span == AUTO:
            return None
        zone = ZoneInfo(context.settings.timezone)
        return TimeBuckets(parse_span(span), zone, None if every is None else stretch(every))

    def _check_bins(self, pools: Sequence[Pool], asked: MetricQuery, context: Context) -> None:
        limit = context.settings.limits.mstats_time_bins
        width = asked.buckets.span.seconds if asked.buckets else None
        if width is None or not limit:
            return
        times = [time for pool in pools for time in ends(pool)] if is_open(asked.window) else []
        earliest = min(times) if asked.window.earliest is None else asked.window.earliest
        latest = max(times) if asked.window.latest is None else asked.window.latest
        if (latest - earliest) / width > limit:
            raise context.error(
                SearchRuntimeError,
                "SPL531",
                f"the range of the search has more than {limit:,} buckets of {self.option('span')}",
                self.span,
                label="too many buckets",
                help="widen the span or narrow the range",
            )


def _metrics(terms: Sequence[StatsTerm]) -> list[str]:
    """The metrics that the aggregations name."""
    named = [term.argument.name for term in terms if isinstance(term.argument, FieldName)]
    return [name for name in named if name != "_value"]
