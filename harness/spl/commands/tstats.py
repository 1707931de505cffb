"""`tstats`: aggregations over indexed fields and accelerated data models."""

from __future__ import annotations

from dataclasses import dataclass
from types import NoneType
from typing import TYPE_CHECKING, Self
from zoneinfo import ZoneInfo

from harness.data import Column, aggregate, coalesce
from harness.data.binning import time_bins
from harness.frozen import frozen
from harness.spl.commands._declared import option_values
from harness.spl.commands._event_scans import events_in
from harness.spl.commands._refusals import unsupported
from harness.spl.contract import Command, CommandType, Context, Documentation, Example, Option
from harness.spl.evaluation import resolve_subsearches, search_mask
from harness.spl.evaluation.aggregation import is_empty, outputs
from harness.spl.evaluation.bounds import possible_indexes, scan_window
from harness.spl.syntax.ast import FieldName, Node, SearchComparison, SearchIn, SearchLogical, SearchNot
from harness.spl.syntax.printer import (
    print_field,
    print_options,
    print_search_expression,
    print_stats_terms,
    print_word,
)
from harness.timerange import parse_span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.data import Table
    from harness.spl.syntax.ast import SearchExpression
    from harness.spl.syntax.cursor import Cursor
    from harness.spl.syntax.stats_terms import StatsTerm

INDEXED_FIELDS = frozenset({"_time", "_indextime", "index", "host", "source", "sourcetype"})
"""The fields that every event has in the index, whatever its source type."""
# fmt: off
_FUNCTIONS = frozenset((
    "avg", "count", "dc", "earliest", "earliest_time", "estdc", "estdc_error", "exactperc", "first", "last",
    "latest", "latest_time", "max", "median", "min", "mode", "perc", "range", "rate", "stdev", "stdevp", "sum",
    "sumsq", "upperperc", "values", "var", "varp",
))
# fmt: on
_CLAUSES = ("from", "where", "by", "groupby")


@frozen
class TstatsGroup(Node):
    """One field of the BY clause; `prefix` tells that it is `PREFIX(field)`, `span` is the width of its bins."""

    field: FieldName
    span_width: str | None = None
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class TstatsCommand(Command):
    """`tstats <options> <aggregations> [FROM ..] [WHERE ..] [BY ..]`.

    `dataset` is what stands behind FROM: `datamodel=Name.Dataset`, `sid=..` or a namespace, kept as kind and name.
    """

    keyword = "tstats"
    type = CommandType.GENERATING
    syntax = (
        "tstats [prestats=<bool>] [local=<bool>] [append=<bool>] [summariesonly=<bool>] [allow_old_summaries=<bool>] "
        "[include_reduced_buckets=<bool>] [use_summary_index_values=<bool>] [fillnull_value=<string>] "
        "[chunk_size=<int>] "
        "<aggregation>... [FROM datamodel=<name>|sid=<id>|<namespace>] [WHERE <search expression>] "
        "[BY <field> [span=<span>]...]"
    )
    options = (
        Option(
            "prestats", "boolean", default=False, says="Gives partial results for a later stats, chart or timechart."
        ),
        Option("local", "boolean", default=False, says="Runs on the search head only."),
        Option("append", "boolean", default=False, says="With prestats: adds to the results that are there."),
        Option("summariesonly", "boolean", default=False, says="Reads summaries only."),
        Option("allow_old_summaries", "boolean", default=False, says="Reads summaries of an older definition too."),
        Option("include_reduced_buckets", "boolean", default=False, says="Reads reduced buckets too."),
        Option("use_summary_index_values", "boolean", default=False, says="Reads the values of summary indexes."),
        Option("fillnull_value", "string", says="Stands for a BY field that is missing."),
        Option("chunk_size", "integer", default=10_000_000, minimum=1, says="How much is read at a time."),
    )
    documentation = Documentation(
        summary="Computes aggregations over indexed fields or the summaries of a data model.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Tstats",
        examples=(
            Example("| tstats count where index=main by sourcetype _time span=1h"),
            Example("| tstats count where index=main", rows=[{"count": "0"}]),
        ),
        differs=(
            "data models, PREFIX(), partial results and _time without a span are refused",
            "the indexed fields are _time, _indextime, index, host, source and sourcetype; any other one is refused",
            "options for summaries change nothing where no data model is read",
        ),
    )

    terms: tuple[StatsTerm, ...]
    dataset: tuple[str, str] | None = None
    where: SearchExpression | None = None
    groups: tuple[TstatsGroup, ...] = ()
    prestats: bool = False
    local: bool = False
    append: bool = False
    summariesonly: bool = False
    allow_old_summaries: bool = False
    include_reduced_buckets: bool = False
    use_summary_index_values: bool = False
    fillnull_value: str | None = None
    chunk_size: int = 10_000_000

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads options, aggregations and the clauses in their order."""
        values = cursor.options(cls.options)
        terms = cursor.stats_terms(stop=_CLAUSES)
        while cursor.peek_option():
            cursor.options(cls.options, values)
            terms += () if cursor.at_end() or cursor.peek_keyword(*_CLAUSES) else cursor.stats_terms(stop=_CLAUSES)
        dataset = _dataset(cursor) if cursor.keyword("from") else None
        cursor.options(cls.options, values)
        where = cursor.search_expression(stop=("by", "groupby")) if cursor.keyword("where") else None
        groups = _groups(cursor) if cursor.keyword("by", "groupby") else ()
        return cls(cursor.command_span(), terms, dataset, where, groups, **values)

    @property
    def is_generating(self) -> bool:
        """Unless it appends to partial results."""
        return not self.append

    def render(self) -> str:
        """The options that differ from their defaults, the aggregations and the clauses."""
        text = f"tstats{print_options(self.options, option_values(self))} {print_stats_terms(self.terms)}"
        if self.dataset:
            kind, name = self.dataset
            text += f" FROM {kind + '=' if kind else ''}{print_word(name)}"
        if self.where:
            text += f" WHERE {print_search_expression(self.where)}"
        return text + (" BY " + " ".join(map(_printed, self.groups)) if self.groups else "")

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """One row for each group of events; without BY one row, or none where nothing could be computed.

        Nulls: an event that lacks a BY field is in no group, unless `fillnull_value` stands in for it.
        Raises: SplUnsupportedError for data models, partial results, and fields that are not indexed.
        """
        self._refuse(context)
        where = self.where and resolve_subsearches(self.where, context)
        self._check_fields(where, context)
        events = self._events(where, context)
        by = [group.field.name for group in self.groups]
        grouped = events.with_columns({name: self._key(name, events.column(name), context) for name in by})
        results = aggregate(grouped, by, outputs(self.terms, by, events, context))
        nothing = not by and all(is_empty(column) for column in results.columns.values())
        return results.slice(0, 0) if nothing else results

    def _refuse(self, context: Context) -> None:
        for what in _refused(self):
            raise unsupported(context, self.span, f"tstats {what}")
        for term in self.terms:
            if (
                term.function not in _FUNCTIONS
                or term.has_wildcard
                or not isinstance(term.argument, (FieldName, NoneType))
            ):
                raise unsupported(context, term.span, f"{term.default_name} in tstats")
        for group in self.groups:
            if group.prefix:
                raise unsupported(context, group.span, "PREFIX() in tstats")
        if self._names_time and self._width is None:
            raise unsupported(context, self.span, "tstats BY _time without span", "write BY _time span=1h")

    @property
    def _names_time(self) -> bool:
        return any(group.field.name == "_time" for group in self.groups)

    @property
    def _width(self) -> str | None:
        """The width of the bins of time; it may stand behind any of the fields."""
        return next((group.span_width for group in self.groups if group.span_width is not None), None)

    def _check_fields(self, where: SearchExpression | None, context: Context) -> None:
        named = [*(group.field for group in self.groups), *_fields_of(where)]
        named += [term.argument for term in self.terms if isinstance(term.argument, FieldName)]
        for name in named:
            if name.name not in INDEXED_FIELDS:
                raise unsupported(
                    context,
                    name.span,
                    f'the field "{name.name}" in tstats, which reads indexed fields only',
                    f"use one of {', '.join(sorted(INDEXED_FIELDS))}, or search and stats",
                )

    def _events(self, where: SearchExpression | None, context: Context) -> Table:
        indexes = possible_indexes(where, context.sources.events.event_indexes(), context)
        window = context.searched = scan_window(where, context)
        events = events_in(indexes, window, context)
        return events.filter(search_mask(where, events, context)) if where else events

    def _key(self, name: str, column: Column, context: Context) -> Column:
        if name == "_time":
            return time_bins(column, parse_span(str(self._width)), ZoneInfo(context.settings.timezone))
        if self.fillnull_value is None:
            return column
        return coalesce([column, Column.constant(self.fillnull_value, len(column))])


def _dataset(cursor: Cursor) -> tuple[str, str]:
    kind = cursor.peek_option()
    if kind not in ("datamodel", "sid"):
        return "", cursor.word()
    cursor.keyword_before_equals()
    name = cursor.word()
    while cursor.punctuation("."):
        name = f"{name}.{cursor.word()}"
    return kind, name


def _groups(cursor: Cursor) -> tuple[TstatsGroup, ...]:
    groups = [_group(cursor)]
    while cursor.punctuation(",") or not cursor.at_end():
        groups.append(_group(cursor))
    return tuple(groups)


def _group(cursor: Cursor) -> TstatsGroup:
    start = cursor.mark()
    prefix = cursor.keyword("prefix") is not None and cursor.punctuation("(")
    field = cursor.field(wildcards=False, calls=False)
    if prefix:
        cursor.expect(")")
    width = None
    if cursor.peek_option() == "span":
        cursor.keyword_before_equals()
        width = cursor.timespan()
    return TstatsGroup(cursor.span_from(start), field, width, prefix)


def _printed(group: TstatsGroup) -> str:
    name = print_field(group.field)
    text = f"PREFIX({name})" if group.prefix else name
    return f"{text} span={group.span_width}" if group.span_width else text


def _refused(command: TstatsCommand) -> Iterator[str]:
    if command.dataset is not None:
        yield f"FROM {'='.join(filter(None, command.dataset))}"
    if command.prestats or command.append:
        yield "with prestats or append"
    widths = [group.span_width for group in command.groups if group.span_width is not None]
    if len(widths) > 1 or (widths and not any(group.field.name == "_time" for group in command.groups)):
        yield "with a span of anything but _time"


def _fields_of(node: SearchExpression | None) -> Iterator[FieldName]:
    """The fields that an expression tests."""
    match node:
        case SearchComparison(field=field) | SearchIn(field=field):
            yield field
        case SearchNot(operand=operand):
            yield from _fields_of(operand)
        case SearchLogical(operands=operands):
            for operand in operands:
                yield from _fields_of(operand)
