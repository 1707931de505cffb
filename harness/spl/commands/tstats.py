"""`tstats`: aggregations over indexed fields and accelerated data models."""

from __future__ import annotations

from dataclasses import dataclass
from types import NoneType
from typing import TYPE_CHECKING, Self

from harness.data import aggregate
from harness.frozen import frozen
from harness.spl.commands._declared import option_values
from harness.spl.commands._partial_results import is_partial_of, needs_exact_time, partial_results
from harness.spl.commands._refusals import unsupported
from harness.spl.commands._tstats import binned_time, dataset_events, index_events, keyed
from harness.spl.contract import Command, CommandType, Context, Documentation, Example, Option
from harness.spl.evaluation import resolve_subsearches
from harness.spl.evaluation.aggregation import is_empty, outputs
from harness.spl.syntax.ast import FieldName, Node
from harness.spl.syntax.printer import (
    print_field,
    print_options,
    print_search_expression,
    print_stats_terms,
    print_word,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.data import Table
    from harness.spl.syntax.ast import SearchExpression
    from harness.spl.syntax.cursor import Cursor
    from harness.spl.syntax.stats_terms import StatsTerm

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
            "there is no acceleration: all events of a data model count as summarised, whatever the options say",
            "the indexed fields are those that the events were given; fields of search time are not among them",
            "partial results (prestats) are the events themselves with the fields that BY and the functions name",
            "append=t takes partial results of the same functions only",
            "PREFIX(), sid= and namespaces are refused",
        ),
        undecided=(
            "BY _time without span: bins as wide as those of timechart.",
            "A data model of several roots that is named without a dataset: the events of each root.",
            "Which indexes a data model reads without a restriction: the default ones.",
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

    def execute(self, rows: Table, context: Context) -> Table:
        """One row for each group of events; without BY one row, or none where nothing could be computed.

        Nulls: an event that lacks a BY field is in no group, unless `fillnull_value` stands in for it.
        Raises: SplNameError for an unknown data model or dataset; SplUnsupportedError for what is refused.
        """
        self._refuse(context)
        by = [group.field.name for group in self.groups]
        events = self._events(by, context)
        width = self._width
        columns = {
            name: binned_time(column, width, self.span, context) if name == "_time" else column
            for name, column in ((name, events.column(name)) for name in by)
        }
        grouped = events.with_columns({n: keyed(n, column, self.fillnull_value) for n, column in columns.items()})
        if self.prestats:
            return self._partial(rows, partial_results(events, grouped, by, self.terms), context)
        results = aggregate(grouped, by, outputs(self.terms, by, events, context))
        nothing = not by and all(is_empty(column) for column in results.columns.values())
        return results.slice(0, 0) if nothing else results

    def _events(self, by: list[str], context: Context) -> Table:
        where = self.where and resolve_subsearches(self.where, context)
        if self.dataset is None:
            return index_events(where, context)
        named = [*by, *(term.argument.name for term in self.terms if isinstance(term.argument, FieldName))]
        return dataset_events(self.dataset[1], named, where, self.span, context)

    def _partial(self, before: Table, found: Table, context: Context) -> Table:
        if not self.append:
            return found
        if not is_partial_of(before, self.terms):
            raise unsupported(context, self.span, "append=t behind partial results of other functions")
        return before.concat(found)

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

    @property
    def names_time(self) -> bool:
        """Whether the events are grouped by time."""
        return any(group.field.name == "_time" for group in self.groups)

    @property
    def _width(self) -> str | None:
        """The width of the bins of time; it may stand behind any of the fields."""
        return next((group.span_width for group in self.groups if group.span_width is not None), None)


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
    if command.dataset is not None and command.dataset[0] != "datamodel":
        yield f"FROM {'='.join(filter(None, command.dataset))}"
    if command.append and not command.prestats:
        yield "with append and without prestats"
    if command.prestats and command.names_time and needs_exact_time(command.terms):
        yield "with prestats, BY _time and a function that asks for the time of an event"
    widths = [group.span_width for group in command.groups if group.span_width is not None]
    if len(widths) > 1 or (widths and not command.names_time):
        yield "with a span of anything but _time"
