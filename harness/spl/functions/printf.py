"""`printf(format, value, ..)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import map_scalars, texts
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import CONVERSION
from harness.spl.functions._printf import directives, printed
from harness.spl.functions._shapes import example
from harness.spl.syntax.ast import StringLiteral

if TYPE_CHECKING:
    from harness.data import Column
    from harness.spl.syntax.ast import Call


class PrintfFunction(EvalFunction):
    """Fills values into a format."""

    name = "printf"
    arity = Arity(1, None)
    signature = "printf(format, value, ...)"
    literal_kinds = ("string", "any")
    documentation = Documentation(
        "The format with each % directive replaced by the next value: %d %i %u %o %x %X %p whole numbers, %f %e %g %a "
        "numbers, %s %z texts, %c a character, %% a per cent sign.",
        CONVERSION,
        (
            example('printf("%.2f", 2.71828)', "2.72"),
            example('printf("%\'d", 12345)', "12,345"),
            example('printf("%s-%s", "left", "right")', "left-right"),
            example('printf("%x,%X,%p", 10, 10, 10)', "a,A,A"),
            example('printf("%*.*e|", 9, 2, 3.14159)', " 3.14e+00|"),
        ),
        undecided=("Too few values, and a value of the wrong type (null here).",),
    )

    @classmethod
    def complaint(cls, node: Call) -> str | None:
        """A literal format must hold only directives that there are."""
        written = node.arguments[0]
        if not isinstance(written, StringLiteral):
            return None
        unknown = next((d.text for d in directives(written.value) if not d.is_known), None)
        return f'"{unknown}" is not a directive of printf' if unknown else None

    def evaluate(self, call: FunctionCall) -> Column:
        """A null value of %s is "Null" (measured); of anything else it makes the result null."""
        return map_scalars(printed, *(texts(column) for column in call.arguments()), nulls=True)
