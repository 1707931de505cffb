"""From the data points of a query to the results of `mstats`.

Where every function can be answered by the figures that a source keeps of its points, the source is asked for those
and no point is touched; the same figures of the points are computed where it is asked for points.

Points are pooled: the same metric of several indexes is one pool, and so are all metrics of an aggregation of
`_value`; BY metric_name keeps the metrics apart.  Each pool is reduced in one pass over its points, by the number of
the group of their series and by bucket, never by texts.  Pools are then joined on those keys, and only the results get
the texts of their groups.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import (
    FIGURES_OF,
    Column,
    Figure,
    Table,
    aggregate,
    fill_null,
    first,
    maximum,
    mean,
    merge_summaries,
    minimum,
    rate,
    summary_of,
    summary_result,
    total,
)
from harness.data.pairing import taken
from harness.errors import SearchRuntimeError
from harness.frozen import frozen
from harness.spl.commands._metric_clauses import METRIC_NAME
from harness.spl.contract import Context, Message
from harness.spl.evaluation.aggregation import aggregate_of
from harness.spl.evaluation.fields import matching, replaced
from harness.spl.syntax.ast import FieldName

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from harness.spl.commands._metric_scans import MetricQuery
    from harness.spl.sources import MetricPoints, MetricScan, MetricSummary, SeriesGroups
    from harness.spl.syntax.stats_terms import StatsTerm
    from harness.timerange import TimeRange

VALUE_FIELD = "_value"
GROUP, BUCKET, TIME, VALUE, SERIES = "group", "bucket", "_time", "value", "series"
_OF_SERIES = {"rate_avg": mean, "rate_sum": total}
_RATE = "rate"
_OF_ANY_ORDER = frozenset(FIGURES_OF) - {"earliest", "latest"} | {"median", "perc", "exactperc", "upperperc", "dc"}


@frozen
class Shape:
    """What the results of one search are made of: its aggregations, its BY fields and whether it has buckets."""

    terms: Sequence[StatsTerm]
    by_fields: Sequence[str]
    has_span: bool

    @property
    def by_metric(self) -> bool:
        """Whether each metric has results of its own."""
        return METRIC_NAME in self.by_fields

    @property
    def dimensions(self) -> list[str]:
        """The BY fields that are dimensions."""
        return [name for name in self.by_fields if name != METRIC_NAME]

    @property
    def keys(self) -> list[str]:
        """The keys of the points of one pool."""
        return [*([GROUP] if self.dimensions else []), *([BUCKET] if self.has_span else [])]

    @property
    def needs_series(self) -> bool:
        """Whether an aggregation looks at each time series by itself."""
        return any(term.function == _RATE or term.function in _OF_SERIES for term in self.terms)

    @property
    def figures(self) -> frozenset[Figure] | None:
        """What must be known of points for the results; None where that is the points themselves."""
        functions = [term.function for term in self.terms]
        if not all(function in FIGURES_OF for function in functions):
            return None
        return figures_of(functions)

    @property
    def needs_order(self) -> bool:
        """Whether it counts which of several points at one time comes first."""
        return not all(term.function in _OF_ANY_ORDER for term in self.terms)

    @property
    def is_of_value(self) -> bool:
        """Whether the aggregations are of `_value`, and so of every metric that the filter lets through."""
        return any(argument_of(term) == VALUE_FIELD for term in self.terms)


def argument_of(term: StatsTerm) -> str:
    """The metric that a term names, `_value`, or nothing for a bare count."""
    return term.argument.name if isinstance(term.argument, FieldName) else VALUE_FIELD


def figures_of(functions: Iterable[str]) -> frozenset[Figure]:
    """The figures that some functions of `FIGURES_OF` need."""
    return frozenset(figure for function in functions for figure in FIGURES_OF[function])


@frozen
class Pool:
    """Points that are reduced together, or their `summary`; `metric` is empty where they are of several metrics."""

    metric: str
    points: Table
    summary: Table | None = None


def pools_of(asked: MetricQuery, shape: Shape, *, summarized: bool) -> list[Pool]:
    """What the aggregations are of, in the order of the names of metrics: summaries, where they will do."""
    figures = shape.figures if summarized else None
    if figures is not None:
        figures |= {"times"} if shape.has_span and is_open(asked.window) else set()
        found = asked.summaries_of(_scans(asked, shape), figures)
        if found is not None:
            return _pooled_summaries(found, shape, figures)
    return pooled(asked.points_of(_scans(asked, shape)), shape)


def _scans(asked: MetricQuery, shape: Shape) -> Iterator[MetricScan]:
    if shape.is_of_value:
        return asked.scans_filtered()
    return asked.scans_named(list(dict.fromkeys(argument_of(term) for term in shape.terms)))


def _pooled_summaries(found: Iterable[MetricSummary], shape: Shape, figures: frozenset[Figure]) -> list[Pool]:
    parts: dict[str, list[Table]] = {}
    for item in found:
        parts.setdefault(item.metric if _are_apart(shape) else "", []).append(item.summary)
    merged = {name: merge_summaries(summaries, shape.keys, figures) for name, summaries in sorted(parts.items())}
    return [Pool(name, Table({}), summary) for name, summary in merged.items()]


def _are_apart(shape: Shape) -> bool:
    """Whether points of different metrics are reduced separately."""
    return shape.by_metric or not shape.is_of_value


def is_open(window: TimeRange) -> bool:
    """Whether the points decide where a window begins or ends."""
    return window.earliest is None or window.latest is None


def ends(pool: Pool) -> tuple[float, float]:
    """The least and the greatest time of the points of a pool."""
    names = (TIME, TIME) if pool.summary is None else ("first_time", "last_time")
    table = pool.points if pool.summary is None else pool.summary
    first_times, last_times = (table.column(name) for name in names)
    found = aggregate(table, [], {"least": minimum(first_times), "most": maximum(last_times)})
    (least,), (most,) = found.column("least").values(), found.column("most").values()
    assert isinstance(least, float)
    assert isinstance(most, float)
    return least, most


def no_results(shape: Shape) -> Table:
    """No rows, with the fields that are known without data points."""
    names = [*([TIME] if shape.has_span else []), *shape.by_fields]
    names += [term.output_name for term in shape.terms if "*" not in argument_of(term)]
    return Table({name: Column.nulls(0) for name in names}, 0)


def pooled(found: Iterable[MetricPoints], shape: Shape) -> list[Pool]:
    """The points of a query, those of one pool together, in the order of the names of metrics."""
    pools: dict[str, Table] = {}
    for item in found:
        name = item.metric if _are_apart(shape) else ""
        known = pools.get(name)
        pools[name] = item.points if known is None else known.concat(item.points)
    return [Pool(name, points) for name, points in sorted(pools.items())]


def partial_points(pools: Sequence[Pool], shape: Shape, groups: SeriesGroups) -> Table:
    """One row for each data point: its time or that of its bucket, its BY fields, and its value under its name."""
    whole = Table({})
    for pool in pools:
        points = pool.points
        columns = {TIME: points.column(BUCKET if shape.has_span else TIME)}
        columns[VALUE_FIELD if shape.is_of_value else pool.metric] = points.column(VALUE)
        if shape.by_metric:
            columns[METRIC_NAME] = Column.constant(pool.metric, points.height)
        for name in shape.dimensions:
            columns[name] = taken(groups.keys.column(name), points.column(GROUP))
        whole = whole.concat(Table(columns, points.height))
    return whole


def results_of(pools: Sequence[Pool], shape: Shape, groups: SeriesGroups, context: Context) -> Table:
    """One row for each group and bucket that has a point, in the order of the BY fields and then of time."""
    columns = output_columns(pools, shape, context)
    parts = [part for pool in pools for part in _reduced(pool, columns, shape, context)]
    keys = [*([METRIC_NAME] if shape.by_metric else []), *shape.keys]
    joined = _joined(parts, keys)
    counts = [name for name, column in columns.items() if column.term.function == "count"]
    filled = _complete(joined, list(columns), counts)
    return _named(filled, list(columns), shape, groups)


@frozen
class OutputColumn:
    """One column of the results: an aggregation of one metric, or of `_value`."""

    term: StatsTerm
    metric: str


def output_columns(pools: Sequence[Pool], shape: Shape, context: Context) -> dict[str, OutputColumn]:
    """The columns of the results by name, in the order of the aggregations; a pattern stands for metrics found.

    Raises: SearchRuntimeError where two columns have one name.
    """
    names = [pool.metric for pool in pools]
    found: dict[str, OutputColumn] = {}
    for term in shape.terms:
        argument = argument_of(term)
        metrics = matching(argument, names) if "*" in argument else [argument]
        for metric in metrics:
            name = replaced(term.output_name, argument, metric) if "*" in argument else term.output_name
            if name in found or name in shape.by_fields:
                raise _repeated(name, term, context)
            found[name] = OutputColumn(term, metric)
    return found


def _reduced(pool: Pool, columns: Mapping[str, OutputColumn], shape: Shape, context: Context) -> Iterator[Table]:
    """The results of one pool, in tables with the same keys."""
    wanted = {name: c.term for name, c in columns.items() if c.metric in (pool.metric, VALUE_FIELD)}
    known = {name: term for name, term in wanted.items() if term.function in FIGURES_OF}
    summary = _summary(pool, known, shape)
    if summary is not None:
        yield _labelled(_answered(summary, known, shape), pool, shape)
        wanted = {name: term for name, term in wanted.items() if name not in known}
    if pool.summary is None:
        yield from _aggregated(pool, wanted, shape, context)


def _summary(pool: Pool, known: Mapping[str, StatsTerm], shape: Shape) -> Table | None:
    """The summary of a pool for some aggregations; None where there are none, or its sums have too many digits."""
    if pool.summary is not None or not known:
        return pool.summary
    return summary_of(pool.points, shape.keys, figures_of(term.function for term in known.values()))


def _answered(summary: Table, terms: Mapping[str, StatsTerm], shape: Shape) -> Table:
    results = {name: summary_result(term.function, summary) for name, term in terms.items()}
    return Table({**{key: summary.column(key) for key in shape.keys}, **results}, summary.height)


def _aggregated(pool: Pool, wanted: Mapping[str, StatsTerm], shape: Shape, context: Context) -> Iterator[Table]:
    """Aggregations of the points of a pool."""
    plain = {name: term for name, term in wanted.items() if term.function not in _OF_SERIES}
    points, values = pool.points, pool.points.column(VALUE)
    if plain:
        times = points.column(TIME)
        outputs = {name: aggregate_of(term, values, times, context) for name, term in plain.items()}
        yield _labelled(aggregate(points, shape.keys, outputs), pool, shape)
    _warn_of_mixed_rates(points, shape, plain.values(), context)
    of_series = {name: term for name, term in wanted.items() if term.function in _OF_SERIES}
    if of_series:
        yield _labelled(_of_each_series(points, of_series, shape), pool, shape)


def _of_each_series(points: Table, terms: Mapping[str, StatsTerm], shape: Shape) -> Table:
    """Aggregations of the rates that the time series of each group have."""
    grown = rate(points.column(VALUE), points.column(TIME), counter=True)
    rates = aggregate(points, [*shape.keys, SERIES], {_RATE: grown})
    column = rates.column(_RATE)
    return aggregate(rates, shape.keys, {name: _OF_SERIES[term.function](column) for name, term in terms.items()})


def _warn_of_mixed_rates(points: Table, shape: Shape, terms: Iterable[StatsTerm], context: Context) -> None:
    """A rate over the points of several time series takes the step from one counter to another for growth.

    Undecided: what Splunk computes there; the points are taken in the order of time, whichever series they are of.
    """
    rates = [term for term in terms if term.function == _RATE]
    if not rates:
        return
    series = points.column(SERIES)
    groups = aggregate(points, shape.keys, {"least": minimum(series), "most": maximum(series)})
    if groups.column("least").values() != groups.column("most").values():
        context.say(
            Message(
                "warn",
                "rate() is computed over several time series at once, which are not one counter",
                rates[0].span,
                help="use rate_avg or rate_sum, or group by every dimension (BY _timeseries)",
            )
        )


def _labelled(table: Table, pool: Pool, shape: Shape) -> Table:
    if not shape.by_metric:
        return table
    return table.with_column(METRIC_NAME, Column.constant(pool.metric, table.height))


def _joined(parts: Sequence[Table], keys: Sequence[str]) -> Table:
    """One row for each combination of keys, with the columns of all parts.

    Every part has the columns of other aggregations, so for each combination at most one part has a value.
    """
    whole, *others = parts
    if all(_same_keys(whole, part, keys) for part in others):
        return whole.with_columns({name: part.column(name) for part in others for name in part.names})
    for part in others:
        whole = whole.concat(part)
    values = [name for name in whole.names if name not in keys]
    return aggregate(whole, keys, {name: first(whole.column(name)) for name in values})


def _same_keys(one: Table, other: Table, keys: Sequence[str]) -> bool:
    return all(one.column(key).series.equals(other.column(key).series, check_names=False) for key in keys)


def _complete(table: Table, names: Sequence[str], counts: Sequence[str]) -> Table:
    """The table with a column for each name; a count of no points is 0.

    Undecided: a count of a metric that a group lacks while it has points of another one.
    """
    missing = {name: Column.nulls(table.height) for name in names if name not in table}
    return fill_null(table.with_columns(missing), counts, "0") if counts else table.with_columns(missing)


def _named(table: Table, outputs: Sequence[str], shape: Shape, groups: SeriesGroups) -> Table:
    """The results with their BY fields as texts; `_time` first, then BY fields, then aggregations."""
    columns: dict[str, Column] = {TIME: table.column(BUCKET)} if shape.has_span else {}
    rows = table.column(GROUP).series
    for name in shape.by_fields:
        columns[name] = table.column(METRIC_NAME) if name == METRIC_NAME else groups.keys.column(name).take(rows)
    named = Table({**columns, **{name: table.column(name) for name in outputs}}, table.height)
    return _in_order(named, shape) if shape.by_metric else named


def _in_order(table: Table, shape: Shape) -> Table:
    keys = [*shape.by_fields, *([TIME] if shape.has_span else [])]
    ordered = aggregate(
        table, keys, {name: first(column) for name, column in table.columns.items() if name not in keys}
    )
    return ordered.select(table.names)


def _repeated(name: str, term: StatsTerm, context: Context) -> Exception:
    return context.error(
        SearchRuntimeError,
        "SPL508",
        f'two results have the name "{name}"',
        term.span,
        label="the second one",
        help="give one of them another name with AS",
    )
