"""Where a metric search reads: its window of time, its indexes and the metrics that its filter lets through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import Column, choose
from harness.diagnostics import suggest
from harness.errors import SplUnsupportedError
from harness.frozen import frozen
from harness.spl.commands._metric_clauses import MetricClauses, compared, mentions
from harness.spl.commands._metric_filters import Reduced, reduce_filter, series_mask
from harness.spl.commands._refusals import unsupported
from harness.spl.contract import Context, Message
from harness.spl.evaluation.bounds import has_bounds, possible_indexes, window_of
from harness.spl.sources import MetricPoints, MetricScan, MetricSource, MetricSummary, TimeBuckets
from harness.spl.syntax.ast import SearchExpression, SearchLogical, TimeBound

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from harness.data import Figure
    from harness.timerange import TimeRange

_SERVERS = ("splunk_server", "splunk_server_group")


@frozen
class MetricQuery:
    """A metric search over its source.

    `groups` has the number of the group of each series, null for series that no group has; None without BY.
    """

    source: MetricSource
    indexes: list[str]
    window: TimeRange
    where: SearchExpression | None
    groups: Column | None = None
    buckets: TimeBuckets | None = None
    with_series: bool = True
    in_order: bool = True

    def filtered(self) -> Iterator[MetricPoints]:
        """The points of every metric that the filter lets through."""
        return self.points_of(self.scans_filtered())

    def points_of(self, scans: Iterable[MetricScan]) -> Iterator[MetricPoints]:
        """The points of scans."""
        for scan in scans:
            yield from self.source.scan_metrics(scan)

    def summaries_of(self, scans: Iterable[MetricScan], figures: Collection[Figure]) -> list[MetricSummary] | None:
        """The figures of the points of scans; None where the points are needed for them."""
        found: list[MetricSummary] = []
        for scan in scans:
            summaries = self.source.summarize_metrics(scan, figures)
            if summaries is None:
                return None
            found += summaries
        return found

    def scans_named(self, metrics: list[str]) -> Iterator[MetricScan]:
        """The scan of metrics with these names or patterns."""
        yield self._scan(metrics, reduce_filter(self.where, None))

    def scans_filtered(self) -> Iterator[MetricScan]:
        """The scans of every metric that the filter lets through."""
        for metric in self.source.metric_names(self.indexes):
            reduced = reduce_filter(self.where, metric)
            if reduced is not False:
                yield self._scan([metric], reduced)

    def _scan(self, metrics: list[str], reduced: Reduced) -> MetricScan:
        groups = self._wanted(reduced)
        return MetricScan(self.indexes, metrics, self.window, groups, self.buckets, self.with_series, self.in_order)

    def _wanted(self, reduced: Reduced) -> Column | None:
        if reduced is True:
            return self.groups
        series = self.source.series()
        groups = Column.constant(0, series.height) if self.groups is None else self.groups
        return choose([series_mask(reduced, series)], [groups], Column.nulls(series.height))


def query(clauses: MetricClauses, context: Context, keyword: str) -> MetricQuery:
    """The indexes and the window that the clauses name.

    A search that names no index reads the default metric indexes, of which there are none unless a setting says so.

    Undecided: whether `index!=a` alone names indexes; it does here.
    Raises: SplUnsupportedError where the clauses ask which server has the points, and for a bound under OR or NOT.
    """
    _refuse_servers(clauses, context, keyword)
    source = context.sources.metrics
    where = clauses.where
    if mentions(where, "index"):
        indexes = possible_indexes(where, source.metric_indexes(), context)
    else:
        indexes = [name for name in source.metric_indexes() if name in context.settings.default_metric_indexes]
        context.say(_no_index(keyword, indexes))
    window = context.searched = _window(where, context)
    return MetricQuery(source, indexes, window, where)


def _refuse_servers(clauses: MetricClauses, context: Context, keyword: str) -> None:
    """Points here are on no server; comparing the name with a dimension would find none, or the wrong ones."""
    for field in (*compared(clauses.where), *clauses.by_fields):
        if field.name in _SERVERS:
            raise unsupported(context, field.span, f"{keyword} by {field.name}", f"leave {field.name} out")


def _no_index(keyword: str, indexes: list[str]) -> Message:
    found = ", ".join(indexes) or "none"
    return Message(
        "info",
        f"No metrics index is named in the {keyword} clause; it reads the default metrics indexes: {found}.",
        help="name one with WHERE index=..",
    )


def say_nothing_found(clauses: MetricClauses, context: Context) -> None:
    """The message of a search that found no points."""
    if clauses.where is not None:
        context.say(Message("warn", "The WHERE clause does not match any data points; there are no results."))


def say_unknown_names(asked: MetricQuery, metrics: Iterable[str], dimensions: Iterable[str], context: Context) -> None:
    """The messages about metrics and BY dimensions that no data point of the indexes has, misspelt most likely."""
    known = {"metric": asked.source.metric_names(asked.indexes), "dimension": asked.source.series().names}
    if not known["metric"]:
        return
    for kind, names in (("metric", metrics), ("dimension", dimensions)):
        for name in names:
            if "*" not in name and name not in known[kind]:
                near = suggest(name, known[kind])
                way_out = f'did you mean "{near}"?' if near else f"there are: {', '.join(sorted(known[kind])[:20])}"
                context.say(Message("info", f'No data point has the {kind} "{name}"; {way_out}'))


def _window(where: SearchExpression | None, context: Context) -> TimeRange:
    """The window that bounds in the clause set instead of the dispatch window, or else the dispatch window.

    Raises: SplUnsupportedError for a bound under OR or NOT.
    """
    bounds = list(_bounds(where, context))
    return window_of(bounds, context) if bounds else context.time_range


def _bounds(node: SearchExpression | None, context: Context) -> Iterator[TimeBound]:
    if isinstance(node, TimeBound):
        yield node
    elif isinstance(node, SearchLogical) and node.operator == "AND":
        for operand in node.operands:
            yield from _bounds(operand, context)
    elif has_bounds(node):
        assert node is not None
        raise context.error(
            SplUnsupportedError,
            "SPL900",
            "the embedded engine does not execute a time bound under OR or NOT in a metric search",
            node.span,
            label="the bound stands in here",
            help="write earliest and latest beside the other conditions, joined with AND",
        )
