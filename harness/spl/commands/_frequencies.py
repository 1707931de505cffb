"""What `top` and `rare` share: a limit, options, fields and a BY clause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.spl.commands._declared import option_values
from harness.spl.contract import Command, Option
from harness.spl.syntax.printer import print_fields, print_options

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName
    from harness.spl.syntax.cursor import Cursor

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
        text = f"{self.keyword}{print_options(self.options, option_values(self))} {print_fields(self.fields, ', ')}"
        return f"{text} BY {print_fields(self.by_fields, ', ')}" if self.by_fields else text
