"""`pivot`: a table over a dataset of a data model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.frozen import frozen
from harness.spl.contract import Command, CommandType, Documentation
from harness.spl.syntax.ast import Node
from harness.spl.syntax.printer import print_stats_terms, print_word

if TYPE_CHECKING:
    from harness.spl.syntax.cursor import Cursor
    from harness.spl.syntax.stats_terms import StatsTerm

CLAUSES = ("splitrow", "splitcol", "filter", "limit", "rowsummary", "colsummary", "showother", "numcols")


@frozen
class PivotClause(Node):
    """A clause such as SPLITROW or FILTER; `keyword` is in lower case, `text` what stands behind it."""

    keyword: str
    text: str


@dataclass(frozen=True, slots=True)
class PivotCommand(Command):
    """`pivot <model> <dataset> <aggregations> <clauses>`."""

    keyword = "pivot"
    type = CommandType.GENERATING
    syntax = (
        "pivot <model> <dataset> <aggregation>... [SPLITROW <field> ..] [SPLITCOL <field> ..] [FILTER <field> ..] "
        "[LIMIT <field> BY ..] [ROWSUMMARY <bool>] [COLSUMMARY <bool>] [SHOWOTHER <bool>] [NUMCOLS <int>]"
    )
    documentation = Documentation(
        summary="Makes a table over a dataset of a data model.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Pivot",
        differs=("what stands behind the keyword of a clause is not checked",),
    )
    refusal = "write the same with tstats FROM datamodel=.. BY .., or with from datamodel:.. and stats or chart"

    model: str
    dataset: str
    terms: tuple[StatsTerm, ...] = ()
    clauses: tuple[PivotClause, ...] = ()

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads model, dataset, aggregations and clauses."""
        model, dataset = cursor.word(), cursor.word()
        terms: tuple[StatsTerm, ...] = ()
        clauses: list[PivotClause] = []
        while not cursor.at_end():
            if cursor.peek_keyword(*CLAUSES):
                clauses.append(_clause(cursor))
            else:
                terms += cursor.stats_terms(stop=CLAUSES)
        if not terms and not clauses:
            raise cursor.missing("an aggregation such as count(field)")
        return cls(cursor.command_span(), model, dataset, terms, tuple(clauses))

    def render(self) -> str:
        """`pivot`, its dataset, aggregations and clauses."""
        parts = ["pivot", print_word(self.model), print_word(self.dataset)]
        parts += [print_stats_terms(self.terms)] if self.terms else []
        parts += [f"{clause.keyword.upper()} {clause.text}" for clause in self.clauses]
        return " ".join(parts)


def _clause(cursor: Cursor) -> PivotClause:
    start = cursor.mark()
    keyword = cursor.expect_keyword(*CLAUSES)
    text = cursor.rest(stop=CLAUSES)
    if not text:
        raise cursor.missing(f"what {keyword.upper()} is about")
    return PivotClause(cursor.span_from(start), keyword, text)
