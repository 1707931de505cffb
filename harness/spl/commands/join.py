"""`join`: combines results with those of a subsearch that agree in some fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.data.pairing import join_rows, join_rows_in_time, with_single_rows
from harness.spl.commands._declared import attribute, option_values
from harness.spl.commands._joining import merged
from harness.spl.commands._named_datasets import peek_named, read_dataset
from harness.spl.commands._subsearches import first_rows
from harness.spl.contract import Command, CommandType, Context, Documentation, Example, Option
from harness.spl.syntax.printer import print_field, print_fields, print_options, print_subsearch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

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
        "[<field>...|left=<name> right=<name> where <left field>=<right field>...] [ <subsearch> ]|<dataset>"
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
        differs=("an error in the subsearch fails the search",),
        undecided=(
            "internal fields: they do not count as common fields, and those of the subsearch replace the others",
            "multivalue fields match where all their members do, in order",
            "a field that the subsearch's row lacks: the value that is there stays, also with overwrite",
            "with aliases: internal fields of the current results keep their names, those of the subsearch are gone",
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
        fields = _fields(cursor)
        cursor.options(cls.options, values)
        conditions = _conditions(cursor) if cursor.keyword("where") else ()
        cursor.options(cls.options, values)
        subsearch = read_dataset(cursor)
        for condition in conditions:
            _check(condition, values, cursor)
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
        found = first_rows(context.run(self.subsearch), context.settings.limits.join_maxout, self.span, context)
        if self.conditions:
            return self._aliased(rows, found)
        names = [field.name for field in self.fields] or _common(rows, found)
        if not names:
            return rows.slice(0, 0 if self.type_ == "inner" else None)
        left, right = self._pairs(rows, found, names, names)
        return merged(rows.take(left), found.take(right), names, overwrite=self.overwrite)

    def _pairs(self, rows: Table, found: Table, ours: Sequence[str], theirs: Sequence[str]) -> RowPairs:
        """The rows that belong together, and with an outer join those that are alone."""
        keys = [rows.column(name) for name in ours], [found.column(name) for name in theirs]
        if self.usetime:
            times = rows.column("_time"), found.column("_time")
            pairs = join_rows_in_time(*keys, times, self.max, earlier=self.earlier)
        else:
            pairs = join_rows(*keys, self.max)
        return pairs if self.type_ == "inner" else with_single_rows(*pairs, rows.height)

    def _aliased(self, rows: Table, found: Table) -> Table:
        """Rows joined by fields of different names; every field has the alias of its side in front."""
        pairs = [_sides(condition, self.left, self.right) for condition in self.conditions]
        ours, theirs = [ours for ours, _ in pairs], [theirs for _, theirs in pairs]
        left, right = self._pairs(rows, found, ours, theirs)
        kept = found.without([name for name in found.names if name.startswith("_")])
        sides = ((rows.take(left), self.left), (kept.take(right), self.right))
        whole, other = (table.renamed(_prefixed(table, str(alias))) for table, alias in sides)
        return whole.with_columns(other.columns)


def _sides(condition: tuple[FieldName, FieldName], left: str | None, right: str | None) -> tuple[str, str]:
    """The fields of the current results and of the subsearch that a condition compares, in this order.

    Raises: ValueError where it does not compare a field of one alias with a field of the other.
    """
    for ours, theirs in (condition, condition[::-1]):
        if left and right and ours.name.startswith(f"{left}.") and theirs.name.startswith(f"{right}."):
            return ours.name[len(left) + 1 :], theirs.name[len(right) + 1 :]
    raise ValueError("a condition of join compares a field of one alias with a field of the other")


def _common(rows: Table, found: Table) -> list[str]:
    return [name for name in rows.names if name in found and not name.startswith("_")]


def _check(condition: tuple[FieldName, FieldName], values: Mapping[str, Any], cursor: Cursor) -> None:
    try:
        _sides(condition, values["left"], values["right"])
    except ValueError as problem:
        span, way_out = condition[0].span, "write left=L right=R where L.field=R.field"
        cursor.report(cursor.error("SPL210", str(problem), span, label="this condition", help=way_out))


def _prefixed(table: Table, alias: str) -> dict[str, str]:
    return {name: f"{alias}.{name}" for name in table.names if not name.startswith("_")}


def _at_dataset(cursor: Cursor) -> bool:
    return cursor.peek_character() == "[" or peek_named(cursor)


def _fields(cursor: Cursor) -> tuple[FieldName, ...]:
    """The fields in front of a clause, a subsearch or a named dataset."""
    found: list[FieldName] = []
    while not (cursor.at_end() or _at_dataset(cursor) or cursor.peek_option() or cursor.peek_keyword("where")):
        found.append(cursor.field(wildcards=False))
        cursor.punctuation(",")
    return tuple(found)


def _conditions(cursor: Cursor) -> tuple[tuple[FieldName, FieldName], ...]:
    found = []
    while not (cursor.at_end() or _at_dataset(cursor)):
        left = cursor.field(wildcards=False)
        cursor.expect("=")
        found.append((left, cursor.field(wildcards=False)))
        cursor.keyword("and")
    return tuple(found)
