"""`tonumber(text, base)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import numbers, parse_number, texts
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._bases import BASES, number_in_base
from harness.spl.functions._pages import CONVERSION
from harness.spl.functions._shapes import example, map_values
from harness.spl.syntax.ast import NumberLiteral, StringLiteral

if TYPE_CHECKING:
    from harness.data import Column
    from harness.spl.syntax.ast import Call


class TonumberFunction(EvalFunction):
    """Reads a number from text."""

    name = "tonumber"
    arity = Arity(1, 2)
    signature = "tonumber(text [, base])"
    literal_kinds = ("any", "number")
    documentation = Documentation(
        "The number that the whole text writes in a base from 2 to 36, 10 unless said; null where it writes none.",
        CONVERSION,
        (
            example('tonumber("0A4", 16)', "164"),
            example('tonumber("0xFF", 16)', "255"),
            example("tonumber(s) + 1", "13.5", given='s="12.5"'),
            example('if(isnull(tonumber(s)), "no number", "a number")', "no number", given='s="12 apples"'),
        ),
    )

    @classmethod
    def complaint(cls, node: Call) -> str | None:
        """A literal text must be a number, a literal base one of those there are."""
        text, base = node.arguments[0], node.arguments[1] if len(node.arguments) > 1 else NumberLiteral(node.span, "10")
        if not isinstance(base, NumberLiteral):
            return None
        if parse_number(base.text) not in BASES:
            return f"{base.text} is not a base; there are 2 to 36"
        if isinstance(text, StringLiteral) and number_in_base(text.value, float(base.text)) is None:
            return f'"{text.value}" is not a number in base {base.text}'
        return None

    def evaluate(self, call: FunctionCall) -> Column:
        """A number, null where the text is none."""
        if call.count == 1:
            return numbers(call.argument(0))
        return map_values(number_in_base, texts(call.argument(0)), numbers(call.argument(1)))
