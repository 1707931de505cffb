"""What a search reads: protocols that the engine defines and `harness.store` implements.

The engine is pure; everything it can see of the world is handed in as `Sources`.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Protocol

from harness.data import Column, Table
from harness.frozen import frozen
from harness.spl.objects import Knowledge
from harness.timerange import ALL_TIME

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from typing import Literal
    from zoneinfo import ZoneInfo

    from harness.data import Figure
    from harness.diagnostics import SourceText
    from harness.timerange import TimeRange, TimeSpan


@frozen
class TimeBuckets:
    """Buckets of time of one width; with `every`, only the first `span` of each stretch of that width counts."""

    span: TimeSpan
    zone: ZoneInfo
    every: TimeSpan | None = None


@frozen
class MetricScan:
    """One read of metric indexes: which points of which metrics in which time.

    `indexes` and `metrics` are names or patterns with `*`; bounds are `[earliest, latest)` in epoch seconds.
    `groups` has a number for each series of the source, null for a series whose points are not wanted; `buckets` asks
    for the bucket of time of each point; without `with_series` the points do not say which series they are of.
    `in_order` False: the points may come in any order.
    """

    indexes: Sequence[str]
    metrics: Sequence[str]
    time_range: TimeRange
    groups: Column | None = None
    buckets: TimeBuckets | None = None
    with_series: bool = True
    in_order: bool = True


@frozen
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


@frozen
class MetricSummary:
    """What a source knows of the points of one metric in one index, without giving them.

    `summary`: one row for each group and bucket that has a point, in ascending order: `group` and `bucket` where the
    scan asked for them, and the figures that were asked for (see `harness.data.summaries`).
    """

    index: str
    metric: str
    summary: Table


@frozen
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

    def summarize_metrics(self, scan: MetricScan, figures: Collection[Figure]) -> Sequence[MetricSummary] | None:
        """The figures of the points of a scan, by group and bucket; the items are those of `scan_metrics`.

        They are the same as those of the points; None where the points are needed for them, because their sums have
        too many digits to be exact.
        """
        ...


@frozen
class FieldTest:
    """A test of an indexed field: one of these texts matches it, as `search` compares (ignoring case, with `*`)."""

    field: str
    texts: Sequence[str]


@frozen
class EventScan:
    """One read of event indexes; `indexes` are names or patterns with `*`.

    `tests` (of host, source and sourcetype) and `terms` (words or phrases of `_raw`) are what every event that is
    wanted matches: a source may leave out those that do not, and need not.  `index_range` bounds the time of indexing
    of every event that is given; `with_index_time` asks for the field `_indextime`.
    """

    indexes: Sequence[str]
    time_range: TimeRange
    tests: Sequence[FieldTest] = ()
    terms: Sequence[str] = ()
    index_range: TimeRange = ALL_TIME
    with_index_time: bool = False


class EventSource(Protocol):
    """Event indexes."""

    def event_indexes(self) -> Sequence[str]:
        """The names of the event indexes, sorted."""
        ...

    def scan_events(self, scan: EventScan) -> Table:
        """The events, newest first: `_time`, `_raw`, `index`, `host`, `source`, `sourcetype`, their fields."""
        ...


@frozen
class LookupRules:
    """How the rows of a lookup are found, as its stanza in transforms.conf says.

    `match_types` by field of the table; a field that is not there matches exactly.  `max_matches` None: 100, and 1 for
    a lookup with a `time_field`.  `file` is the table's name where the lookup has another one.  Of a collection of
    the KV store, `field_types` are what collections.conf declares (number, bool, string, time, cidr); with
    `enforce_types` a value of another type fails the search, else it is left out.  `program` says what computes the
    values of a lookup that has no table.  A `time_field` makes
    it a lookup in time: a row counts for events up to `max_offset_s` and not less than `min_offset_s` after it.
    """

    case_sensitive: bool = True
    match_types: Mapping[str, Literal["EXACT", "WILDCARD", "CIDR"]] = field(default_factory=dict)
    max_matches: int | None = None
    min_matches: int = 0
    default_match: str = ""
    is_collection: bool = False
    field_types: Mapping[str, str] = field(default_factory=dict)
    enforce_types: bool = False
    program: str = ""
    file: str = ""
    time_field: str | None = None
    time_format: str = "%s.%Q"
    max_offset_s: float = 2_000_000_000
    min_offset_s: float = 0


class LookupTable(Table):
    """The table of a lookup that has rules of its own; any other `Table` matches exactly."""

    __slots__ = ("rules",)

    def __init__(self, table: Table, rules: LookupRules) -> None:
        super().__init__(table.columns, table.height)
        self.rules = rules


class PlaceSource(Protocol):
    """A database of the places of IP addresses, as `iplocation` asks it."""

    def find_place(self, address: str) -> Mapping[str, str] | None:
        """What is known of an address by Splunk's names (City, Country, Region, lat, lon, Continent, MetroCode,
        Timezone); None for an address that is not in the database, or is none.
        """
        ...


@frozen
class MacroDefinition:
    """A macro as macros.conf defines it; `source` is its definition with its place in a file, where it has one.

    `validation` is an eval expression that judges the arguments: a condition that must be true, or else `errormsg` is
    what is wrong; or a text that says what is wrong, null if nothing is.
    """

    name: str
    definition: str
    arguments: tuple[str, ...] = ()
    is_eval: bool = False
    path: str = ""
    source: SourceText | None = field(default=None, compare=False, repr=False)
    validation: str = ""
    errormsg: str = ""


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

    def summarize_metrics(self, scan: MetricScan, figures: Collection[Figure]) -> Sequence[MetricSummary]:  # noqa: ARG002
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


@frozen
class Sources:
    """Everything a search may read."""

    metrics: MetricSource = field(default_factory=NoMetrics)
    events: EventSource = field(default_factory=NoEvents)
    lookups: Mapping[str, Table] = field(default_factory=dict)
    places: PlaceSource | None = None
    knowledge: Knowledge = field(default_factory=Knowledge)
