"""`convert`: changes values from one notation to another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self
from zoneinfo import ZoneInfo

from harness.data import Column, Kind, laid_over, map_scalars, texts
from harness.data.timestamps import render_times
from harness.diagnostics import suggest
from harness.frozen import frozen
from harness.spl.commands._conversions import CONVERSIONS, Clocked
from harness.spl.commands._declared import option_values
from harness.spl.contract import Command, CommandType, Context, Documentation, Example, Option
from harness.spl.evaluation.fields import matching, replaced
from harness.spl.syntax.ast import FieldName, Node
from harness.spl.syntax.printer import print_field, print_options

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from harness.data import Table, Value
    from harness.spl.syntax.cursor import Cursor

FUNCTIONS = ("auto", "ctime", "dur2sec", "memk", "mktime", "mstime", "none", "num", "rmcomma", "rmunit")


@frozen
class Conversion(Node):
    """`function(field) AS name`; the field may be a pattern."""

    function: str
    field: FieldName
    alias: FieldName | None = None


@dataclass(frozen=True, slots=True)
class ConvertCommand(Command):
    """`convert [timeformat=<string>] <function>(<field>) [AS <field>]...`."""

    keyword = "convert"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "convert [timeformat=<string>] <function>(<field>) [AS <field>]..."
    options = (Option("timeformat", "string", default="%m/%d/%Y %H:%M:%S", says="How ctime and mktime write times."),)
    documentation = Documentation(
        summary="Changes values from one notation to another, such as epoch seconds to dates.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Convert",
        examples=(
            Example("| makeresults | convert ctime(_time) AS t | table t", rows=[{"t": "11/14/2023 22:13:20"}]),
            Example(
                '| makeresults | eval d="00:10:15", m="2m" | convert dur2sec(d) memk(m) | table d m',
                rows=[{"d": "615", "m": "2048"}],
            ),
        ),
        undecided=(
            "num and auto convert numbers and durations; which other notations they convert is not said.",
            "A value that another function cannot convert stays as it is, and gives nothing to an AS field.",
        ),
    )

    conversions: tuple[Conversion, ...]
    timeformat: str = "%m/%d/%Y %H:%M:%S"

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads the option and the conversions."""
        values = cursor.options(cls.options)
        conversions = [_conversion(cursor)]
        while cursor.punctuation(",") or not cursor.at_end():
            conversions.append(_conversion(cursor))
        return cls(cursor.command_span(), tuple(conversions), values["timeformat"])

    def render(self) -> str:
        """`convert`, its option and its conversions."""
        return f"convert{print_options(self.options, option_values(self))} " + " ".join(map(_printed, self.conversions))

    def execute(self, rows: Table, context: Context) -> Table:
        """The rows with converted values, conversions from left to right."""
        clock = Clocked(self.timeformat, ZoneInfo(context.settings.timezone), context.now)
        spared = {name for each in self.conversions if each.function == "none" for name in _fields(each, rows.names)}
        for conversion in self.conversions:
            for name in _fields(conversion, rows.names):
                if name in rows and (conversion.function == "none" or name not in spared):
                    rows = _converted(rows, conversion, name, clock)
        return rows


def _fields(conversion: Conversion, names: Sequence[str]) -> list[str]:
    return matching(conversion.field.name, names) if conversion.field.has_wildcard else [conversion.field.name]


def _converted(rows: Table, conversion: Conversion, name: str, clock: Clocked) -> Table:
    column = rows.column(name)
    old = texts(column)
    new = None
    if conversion.function == "ctime" and column.kind is not Kind.MULTI:
        new = render_times(column, clock.format, clock.zone)
    if new is None:
        new = _values(old, CONVERSIONS[conversion.function], clock)
    if conversion.function == "auto" and any(
        after is None and before is not None for before, after in zip(old.values(), new.values(), strict=True)
    ):
        new = old
    if conversion.alias is not None:
        target = replaced(conversion.alias.name, conversion.field.name, name)
        return laid_over(rows, {target: new})
    return rows.with_column(name, new) if conversion.function == "num" else laid_over(rows, {name: new})


def _values(column: Column, convert: Callable[[str, Clocked], Value], clock: Clocked) -> Column:
    return map_scalars(lambda text: convert(text, clock), column, members=True)


def _conversion(cursor: Cursor) -> Conversion:
    start = cursor.mark()
    function = cursor.keyword(*FUNCTIONS)
    if function is None:
        raise _unknown(cursor)
    cursor.expect("(")
    field = cursor.field(calls=False)
    cursor.expect(")")
    alias = cursor.field() if cursor.keyword("as") else None
    return Conversion(cursor.span_from(start), function, field, alias)


def _unknown(cursor: Cursor) -> Exception:
    name = cursor.peek_word()
    if name is None:
        return cursor.missing("a conversion such as ctime(field)")
    near = suggest(name, FUNCTIONS)
    way_out = f'did you mean "{near}"?' if near else f"its functions are: {', '.join(FUNCTIONS)}"
    return cursor.error("SPL309", f'unknown convert function "{name}"', label="not a conversion", help=way_out)


def _printed(conversion: Conversion) -> str:
    call = f"{conversion.function}({print_field(conversion.field)})"
    return f"{call} AS {print_field(conversion.alias)}" if conversion.alias else call
