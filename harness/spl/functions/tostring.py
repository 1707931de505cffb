"""`tostring(value, format)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import Column, Kind, choose, coalesce, texts
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._number_formats import FORMATS, formatted
from harness.spl.functions._pages import CONVERSION
from harness.spl.functions._shapes import example, map_values
from harness.spl.syntax.ast import StringLiteral

if TYPE_CHECKING:
    from harness.spl.syntax.ast import Call


class TostringFunction(EvalFunction):
    """Renders a value as text."""

    name = "tostring"
    arity = Arity(1, 2)
    signature = 'tostring(value [, "binary" | "commas" | "duration" | "hex"])'
    literal_kinds = ("any", "string")
    documentation = Documentation(
        "The value as text: True and False for truth values, Null for null; a number may be written in a format.",
        CONVERSION,
        (
            example("tostring(1==1)", "True"),
            example('tostring(255, "hex")', "0xFF"),
            example('tostring(10, "binary")', "1010"),
            example('tostring(12345.6789, "commas")', "12,345.68"),
            example('tostring(615, "duration")', "00:10:15"),
            example("tostring(missing)", "Null"),
        ),
        undecided=(
            "What a format makes of text (left as it is here) and of null (null here).",
            "Days, fractions and signs of a duration (1+01:01:01, six decimals, a leading minus here).",
        ),
    )

    @classmethod
    def complaint(cls, node: Call) -> str | None:
        """A literal format must be one of those there are."""
        written = node.arguments[1] if len(node.arguments) > 1 else None
        if isinstance(written, StringLiteral) and written.value not in FORMATS:
            return f'"{written.value}" is not a format of tostring; there are: {", ".join(FORMATS)}'
        return None

    def evaluate(self, call: FunctionCall) -> Column:
        """Never null without a format: measured, `tostring(missing)` is "Null"."""
        value = call.argument(0)
        if call.count > 1 and isinstance(call.node.arguments[0], StringLiteral):
            return value  # a format is for numbers: `tostring("5", "binary")` is named as one that is not supported
        if call.count > 1:
            return map_values(formatted, texts(value), texts(call.argument(1)))
        if value.kind is Kind.BOOL:
            words = (Column.constant("True", call.height), Column.constant("False", call.height))
            value = choose([value, value.is_not_null()], list(words), Column.nulls(call.height))
        return coalesce([texts(value), Column.constant("Null", call.height)])
