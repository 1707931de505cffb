"""`convert`: changes values from one notation to another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.diagnostics import suggest
from harness.spl.commands._declared import option_values
from harness.spl.contract import Command, CommandType, Documentation, Option
from harness.spl.syntax.ast import FieldName, Node
from harness.spl.syntax.printer import print_field, print_options

if TYPE_CHECKING:
    from harness.spl.syntax.cursor import Cursor

FUNCTIONS = ("auto", "ctime", "dur2sec", "memk", "mktime", "mstime", "none", "num", "rmcomma", "rmunit")


@dataclass(frozen=True, slots=True)
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
