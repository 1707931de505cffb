"""`join`: combines results with those of a subsearch that agree in some fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.data.pairing import join_rows, join_rows_in_time, with_single_rows
from harness.spl.commands._declared import attribute, option_values
from harness.spl.commands._joining import merged
from harness.spl.commands._refusals import unsupported
from harness.spl.commands._subsearches import first_rows
from harness.spl.contract import Command, CommandType, Context, Documentation, Example, Option
from harness.spl.syntax.printer import print_field, print_fields, print_options, print_subsearch

if TYPE_CHECKING:
    from harness.data import Table
    from harness.data.pairing import RowPairs
    from harness.spl.syntax.ast import FieldName, Pipeline
    from harness.spl.syntax.cursor import Cursor


@dataclass(frozen=True, slots=True)
class JoinCommand(Command):
    """`join [<options>] [<fields>] [ <subsearch> ]`, or `.. left=L right=R where L.a=R.b [ <subsearch> ]`.

    `conditions` are the pairs of fields of the second form, names with their prefixes.
    """

    keyword = "join"
    type = CommandType.CENTRALIZED_STREAMING
    syntax = (
        "join [type=inner|outer|left] [usetime=<bool>] [earlier=<bool>] [overwrite=<bool>] [max=<int>] "
        "[<field>...|left=<name> right=<name> where <left field>=<right field>...] [ <subsearch> ]"
    )
    options = (
        Option(
            "type", "choice", default="inner", choices=("inner", "outer", "left"), says="What happens without a match."
        ),
        Option("usetime", "boolean", default=False, says="Joins only with results that are earlier, or later."),
        Option("earlier", "boolean", default=True, says="With usetime: earlier ones."),
        Option(
            "overwrite", "boolean", default=True, says="Lets fields of the subsearch replace those of the same name."
        ),
        Option("max", "integer", default=1, minimum=0, says="With how many results each one is joined; 0: all."),
        Option("left", "string", says="The prefix of fields of the current results."),
        Option("right", "string", says="The prefix of fields of the subsearch."),
    )
    documentation = Documentation(
        summary="Combines each result with those of a subsearch that have the same values in some fields.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Join",
        examples=(
            Example(
                '| makeresults format=csv data="k,a\n1,x\n2,y" '
                '| join type=left k [| makeresults format=csv data="k,b\n2,z"]',
                rows=[{"k": "1", "a": "x"}, {"k": "2", "a": "y", "b": "z"}],
            ),
        ),
        differs=(
            "left=, right= and where are refused",
            "an error in the subsearch fails the search",
        ),
        undecided=(
            "internal fields: they do not count as common fields, and those of the subsearch replace the others",
            "multivalue fields match where all their members do, in order",
            "a field that the subsearch's row lacks: the value that is there stays, also with overwrite",
        ),
    )

    subsearch: Pipeline
    fields: tuple[FieldName, ...] = ()
    conditions: tuple[tuple[FieldName, FieldName], ...] = ()
    type_: str = "inner"
    usetime: bool = False
    earlier: bool = True
    overwrite: bool = True
    max: int = 1
    left: str | None = None
    right: str | None = None

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads options, fields or conditions, and the subsearch."""
        values = cursor.options(cls.options)
        fields = cursor.fields(stop=("where",), least=0, wildcards=False)
        cursor.options(cls.options, values)
        conditions = _conditions(cursor) if cursor.keyword("where") else ()
        cursor.options(cls.options, values)
        subsearch = cursor.subsearch()
        options = {attribute(name): value for name, value in values.items()}
        return cls(cursor.command_span(), subsearch, fields, conditions, **options)

    def render(self) -> str:
        """`join`, its options, fields or conditions, and the subsearch."""
        text = f"join{print_options(self.options, option_values(self))}"
        if self.fields:
            text += f" {print_fields(self.fields, ', ')}"
        if self.conditions:
            text += " where " + " ".join(f"{print_field(left)}={print_field(right)}" for left, right in self.conditions)
        return f"{text} {print_subsearch(self.subsearch)}"

    def execute(self, rows: Table, context: Context) -> Table:
        """Each row joined with rows of the subsearch that have the same values in the fields.

        Nulls: a row that lacks one of the fields matches nothing.
        Differs: an error in the subsearch fails the search, and no time limit ends it early.
        Undecided: internal fields, which do not count where no fields are named, and are replaced like others.
        """
        if self.left is not None or self.right is not None or self.conditions:
            raise unsupported(
                context, self.span, "join with left=, right= and where", "rename the fields and name them"
            )
        found = first_rows(context.run(self.subsearch), context.settings.limits.join_maxout, self.span, context)
        names = [field.name for field in self.fields] or _common(rows, found)
        if not names:
            return rows.slice(0, 0 if self.type_ == "inner" else None)
        left, right = self._pairs(rows, found, names)
        if self.type_ != "inner":
            left, right = with_single_rows(left, right, rows.height)
        return merged(rows.take(left), found.take(right), names, overwrite=self.overwrite)

    def _pairs(self, rows: Table, found: Table, names: list[str]) -> RowPairs:
        ours, theirs = ([table.column(name) for name in names] for table in (rows, found))
        if not self.usetime:
            return join_rows(ours, theirs, self.max)
        times = rows.column("_time"), found.column("_time")
        return join_rows_in_time(ours, theirs, times, self.max, earlier=self.earlier)


def _common(rows: Table, found: Table) -> list[str]:
    return [name for name in rows.names if name in found and not name.startswith("_")]


def _conditions(cursor: Cursor) -> tuple[tuple[FieldName, FieldName], ...]:
    found = []
    while not cursor.at_end() and cursor.peek_character() != "[":
        left = cursor.field(wildcards=False)
        cursor.expect("=")
        found.append((left, cursor.field(wildcards=False)))
        cursor.keyword("and")
    return tuple(found)
