"""What a search reads: protocols that the engine defines and `harness.store` implements.

The engine is pure; everything it can see of the world is handed in as `Sources`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from harness.data import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from zoneinfo import ZoneInfo

    from harness.diagnostics import SourceText
    from harness.timerange import TimeRange, TimeSpan


@dataclass(frozen=True, slots=True)
class TimeBuckets:
    """Buckets of time of one width; with `every`, only the first `span` of each stretch of that width counts."""

    span: TimeSpan
    zone: ZoneInfo
    every: TimeSpan | None = None


@dataclass(frozen=True, slots=True)
class MetricScan:
    """One read of metric indexes: which points of which metrics in which time.

    `indexes` and `metrics` are names or patterns with `*`; bounds are `[earliest, latest)` in epoch seconds.
    `groups` has a number for each series of the source, null for a series whose points are not wanted; `buckets` asks
    for the bucket of time of each point; without `with_series` the points do not say which series they are of.
    """

    indexes: Sequence[str]
    metrics: Sequence[str]
    time_range: TimeRange
    groups: Column | None = None
    buckets: TimeBuckets | None = None
    with_series: bool = True


@dataclass(frozen=True, slots=True)
class MetricPoints:
    """The points of one metric in one index.

    `series`: the series table of the source (see `MetricSource.series`), the same for every item of a scan.
    `points`: one row for each data point, oldest first: `_time` (epoch seconds), `value` (a number), `series` (row
    number in `series`, 0-based), and where the scan asked for them `group` (that of its series) and `bucket` (the
    start of its bucket in epoch seconds).
    """

    index: str
    metric: str
    series: Table
    points: Table


@dataclass(frozen=True, slots=True)
class SeriesGroups:
    """The series of a source, grouped by some of their dimensions.

    `ids`: one number for each series, the row of its group in `keys`; null for a series that belongs to none, because
    it lacks one of the dimensions.  `keys`: one row for each group, sorted ascending by the dimensions in their order,
    so that ids in ascending order are groups in output order.
    """

    ids: Column
    keys: Table


class MetricSource(Protocol):
    """Metric indexes."""

    def metric_indexes(self) -> Sequence[str]:
        """The names of the metric indexes, sorted."""
        ...

    def metric_names(self, indexes: Sequence[str]) -> Sequence[str]:
        """The names of the metrics in the indexes that match these patterns, sorted."""
        ...

    def series(self) -> Table:
        """One row for each time series of every index: `index` and its dimensions as TEXT, null where it lacks one.

        What a search asks of dimensions is computed on this small table and then gathered to the points.
        """
        ...

    def group_series(self, by: Sequence[str], fill: str | None = None) -> SeriesGroups:
        """The rows of `series` grouped by dimensions; `fill` stands in for a dimension that a series lacks."""
        ...

    def scan_metrics(self, scan: MetricScan) -> Iterable[MetricPoints]:
        """The points that a scan asks for; one item for each index and metric that has any, in name order.

        A pattern that starts with `*` does not match an index whose name starts with `_`.
        """
        ...


@dataclass(frozen=True, slots=True)
class EventScan:
    """One read of event indexes; `indexes` are names or patterns with `*`."""

    indexes: Sequence[str]
    time_range: TimeRange


class EventSource(Protocol):
    """Event indexes."""

    def event_indexes(self) -> Sequence[str]:
        """The names of the event indexes, sorted."""
        ...

    def scan_events(self, scan: EventScan) -> Table:
        """The events of a scan, newest first: `_time`, `_raw`, `index`, `host`, `source`, `sourcetype`, their fields."""
        ...


@dataclass(frozen=True, slots=True)
class MacroDefinition:
    """A macro as macros.conf defines it; `source` is its definition with its place in a file, where it has one."""

    name: str
    definition: str
    arguments: tuple[str, ...] = ()
    is_eval: bool = False
    path: str = ""
    source: SourceText | None = field(default=None, compare=False, repr=False)


class NoMetrics:
    """A metric source without indexes."""

    def metric_indexes(self) -> Sequence[str]:
        """None."""
        return ()

    def metric_names(self, indexes: Sequence[str]) -> Sequence[str]:  # noqa: ARG002
        """None."""
        return ()

    def series(self) -> Table:
        """No rows."""
        return Table({})

    def group_series(self, by: Sequence[str], fill: str | None = None) -> SeriesGroups:  # noqa: ARG002
        """No groups."""
        return SeriesGroups(Column.nulls(0), Table({name: Column.nulls(0) for name in by}))

    def scan_metrics(self, scan: MetricScan) -> Iterable[MetricPoints]:  # noqa: ARG002
        """Nothing."""
        return ()


class NoEvents:
    """An event source without indexes."""

    def event_indexes(self) -> Sequence[str]:
        """None."""
        return ()

    def scan_events(self, scan: EventScan) -> Table:  # noqa: ARG002
        """Nothing."""
        return Table({})


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything a search may read."""

    metrics: MetricSource = field(default_factory=NoMetrics)
    events: EventSource = field(default_factory=NoEvents)
    lookups: Mapping[str, Table] = field(default_factory=dict)
