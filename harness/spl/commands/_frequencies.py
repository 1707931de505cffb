"""What `top` and `rare` share: a limit, options, fields and a BY clause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self

from harness.data import Column, Table, aggregate, count_rows, texts
from harness.data.pairing import row_texts
from harness.spl.commands._declared import option_values
from harness.spl.commands._refusals import unsupported
from harness.spl.contract import Command, Context, Option
from harness.spl.syntax.printer import print_fields, print_options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harness.data import Value
    from harness.spl.syntax.ast import FieldName
    from harness.spl.syntax.cursor import Cursor

_COUNT = "\0count"
OPTIONS = (
    Option("limit", "integer", default=10, minimum=0, says="How many values; 0: all."),
    Option("countfield", "field", default="count", says="The field of the count."),
    Option("percentfield", "field", default="percent", says="The field of the percentage."),
    Option("showcount", "boolean", default=True, says="Gives the count."),
    Option("showperc", "boolean", default=True, says="Gives the percentage."),
    Option("useother", "boolean", default=False, says="Adds a row for all other values."),
    Option("otherstr", "string", default="OTHER", says="What that row is called."),
)


@dataclass(frozen=True, slots=True)
class FrequenciesCommand(Command):
    """`[<limit>] <options> <fields> [BY <fields>]`."""

    most_first: ClassVar[bool] = True
    """Whether the most frequent values come first, or the least frequent ones."""

    fields: tuple[FieldName, ...]
    by_fields: tuple[FieldName, ...] = ()
    limit: int = 10
    countfield: str = "count"
    percentfield: str = "percent"
    showcount: bool = True
    showperc: bool = True
    useother: bool = False
    otherstr: str = "OTHER"

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads the limit, the options, the fields and the BY clause."""
        values = cursor.options(cls.options)
        if cursor.peek_integer():
            values["limit"] = cursor.integer()
            cursor.options(cls.options, values)
        fields = cursor.fields(stop=("by",), wildcards=False)
        cursor.options(cls.options, values)
        by_fields = cursor.by_fields()
        cursor.options(cls.options, values)
        return cls(cursor.command_span(), fields, by_fields, **values)

    def render(self) -> str:
        """The options that differ from their defaults, the fields and the BY clause."""
        values = dict(option_values(self))
        text = self.keyword
        if self.fields[0].name.isdigit():  # without a number before it, it would be taken for the limit
            text += f" {values['limit']}"
            values["limit"] = OPTIONS[0].default
        text += f"{print_options(self.options, values)} {print_fields(self.fields, ', ')}"
        return f"{text} BY {print_fields(self.by_fields, ', ')}" if self.by_fields else text

    def execute(self, rows: Table, context: Context) -> Table:
        """The first values of each group by their count, with their part of the group's results in percent.

        Nulls: a row that lacks one of the fields is not counted; each member of a multivalue is.
        """
        by, names = ([field.name for field in fields] for fields in (self.by_fields, self.fields))
        added = [self.countfield, self.percentfield, *by, *names]
        if len(set(added)) < len(added):
            raise unsupported(context, self.span, f"{self.keyword} with two fields of the same name")
        found = aggregate(rows, [*by, *names], {_COUNT: count_rows()})
        counts = [int(str(count)) for count in found.column(_COUNT).values()]
        groups = _groups(row_texts(found, by).values())
        values = [texts(found.column(name)).values() for name in names]
        chosen = [self._chosen(group, counts, values) for group in groups]
        order = [place for places in chosen for place in places]
        totals = [sum(counts[place] for place in group) for group in groups]
        table = self._shown(
            found.take(order).select([*by, *names]),
            [counts[place] for place in order],
            [whole for whole, places in zip(totals, chosen, strict=True) for _ in places],
        )
        if not self.useother:
            return table
        return self._with_others(table, found.select(by), list(zip(groups, chosen, strict=True)), counts)

    def _chosen(self, group: list[int], counts: list[int], values: list[list[Value]]) -> list[int]:
        """The places that are shown: by count, and among equal ones by value, both downwards for `top`."""
        ordered = sorted(group, key=lambda place: (counts[place], [str(column[place]) for column in values]))
        return (ordered[::-1] if self.most_first else ordered)[: self.limit or None]

    def _shown(self, table: Table, counts: list[int], totals: list[int]) -> Table:
        """The rows with the fields of count and percentage, and with the total that these are parts of."""
        if self.showcount:
            table = table.with_column(self.countfield, Column.of(counts))
        if self.showperc:
            parts = [f"{count * 100 / whole:.6f}" for count, whole in zip(counts, totals, strict=True)]
            table = table.with_column(self.percentfield, Column.of(parts))
        return table.with_column("_tc", Column.of(totals))

    def _with_others(
        self, table: Table, by: Table, groups: Sequence[tuple[list[int], list[int]]], counts: list[int]
    ) -> Table:
        """The rows of each group, and behind them one for all values that are left out, if there are any.

        Each group is the places of all its values and of those that are shown.
        """
        result, first = Table({}), 0
        for group, chosen in groups:
            result = result.concat(table.slice(first, len(chosen)))
            first += len(chosen)
            whole = sum(counts[place] for place in group)
            rest = whole - sum(counts[place] for place in chosen)
            if rest:
                names = {field.name: Column.constant(self.otherstr, 1) for field in self.fields}
                result = result.concat(self._shown(by.take(group[:1]).with_columns(names), [rest], [whole]))
        return result


def _groups(keys: Sequence[Value]) -> list[list[int]]:
    """The places of each run of equal keys."""
    found: dict[str, list[int]] = {}
    for place, key in enumerate(keys):
        found.setdefault(str(key), []).append(place)
    return list(found.values())
