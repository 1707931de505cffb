"""`set`: union, difference or intersection of two searches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.data import and_, concat_columns, not_
from harness.data.pairing import distinct_rows, is_member, row_texts
from harness.spl.commands._subsearches import MAXOUT, limited
from harness.spl.contract import Command, CommandType, Context, Documentation, Example
from harness.spl.syntax.printer import print_subsearch

if TYPE_CHECKING:
    from harness.data import Table
    from harness.spl.syntax.ast import Pipeline
    from harness.spl.syntax.cursor import Cursor


@dataclass(frozen=True, slots=True)
class SetCommand(Command):
    """`set union|diff|intersect [ <search> ] [ <search> ]`."""

    keyword = "set"
    type = CommandType.GENERATING
    syntax = "set union|diff|intersect [ <subsearch> ] [ <subsearch> ]"
    documentation = Documentation(
        summary="Gives the union, difference or intersection of two searches.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Set",
        examples=(
            Example('| set diff [| makeresults format=csv data="a\n1\n2"] [| makeresults format=csv data="a\n2\n3"]'),
        ),
        undecided=("the order of the rows",),
    )

    operation: str
    left: Pipeline
    right: Pipeline

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads the operation and the two subsearches."""
        operation = cursor.expect_keyword("union", "diff", "intersect")
        left, right = cursor.subsearch(), cursor.subsearch()
        return cls(cursor.command_span(), operation, left, right)

    def render(self) -> str:
        """`set`, the operation and the subsearches."""
        return f"set {self.operation} {print_subsearch(self.left)} {print_subsearch(self.right)}"

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """The different rows of both searches, of exactly one, or of both at once.

        Two rows are the same if all their fields are, internal ones too.
        Undecided: the order; here the rows of the first search come first, each where it first came.
        """
        left, right = (limited(context.run(p), MAXOUT, self.span, context) for p in (self.left, self.right))
        whole = left.concat(right)
        keys = row_texts(whole, whole.names)
        ours, theirs = keys.slice(0, left.height), keys.slice(left.height)
        if self.operation == "union":
            return whole.filter(distinct_rows(keys))
        if self.operation == "intersect":
            both = and_(is_member(ours, theirs), distinct_rows(ours))
            return whole.slice(0, left.height).filter(both)
        alone = concat_columns(not_(is_member(ours, theirs)), not_(is_member(theirs, ours)))
        return whole.filter(and_(alone, distinct_rows(keys)))
