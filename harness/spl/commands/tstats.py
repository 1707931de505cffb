"""`tstats`: aggregations over indexed fields and accelerated data models."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.spl.commands._declared import option_values
from harness.spl.contract import Command, CommandType, Documentation, Option
from harness.spl.syntax.ast import FieldName, Node
from harness.spl.syntax.printer import (
    print_field,
    print_options,
    print_search_expression,
    print_stats_terms,
    print_word,
)

if TYPE_CHECKING:
    from harness.spl.syntax.ast import SearchExpression
    from harness.spl.syntax.cursor import Cursor
    from harness.spl.syntax.stats_terms import StatsTerm

_CLAUSES = ("from", "where", "by", "groupby")


@dataclass(frozen=True, slots=True)
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
        "[include_reduced_buckets=<bool>] [use_summary_index_values=<bool>] [fillnull_value=<string>] [chunk_size=<int>] "
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
    )
    refusal = "it needs the definitions of data models, or indexed fields"

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
