"""`mvfind(value, regex)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import map_scalars, texts
from harness.data.wording import first_containing
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import MULTIVALUE
from harness.spl.functions._patterns import native_argument, with_patterns
from harness.spl.functions._shapes import example, members_of
from harness.spl.patterns import checked, compile_pattern, search

if TYPE_CHECKING:
    from harness.data import Column, Value


class MvfindFunction(EvalFunction):
    """Finds the place of a member by a regular expression."""

    name = "mvfind"
    arity = Arity(2, 2)
    signature = "mvfind(value, regex)"
    literal_kinds = ("any", "string")
    documentation = Documentation(
        "The place, from 0, of the first member that the PCRE pattern matches somewhere; null if there is none.",
        MULTIVALUE,
        (
            example('mvfind(split("ok,fail,failed", ","), "^fail$")', "1"),
            example('if(isnull(mvfind(split("a,b", ","), "z")), "nowhere", "found")', "nowhere"),
        ),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Null where no member matches."""
        value, pattern = texts(call.argument(0)), texts(call.argument(1))
        native = native_argument(call, pattern)
        found = None if native is None else first_containing(value, native)
        if found is not None:
            return found
        return with_patterns(call, lambda: map_scalars(checked(_place, call.context.check), value, pattern))


def _place(value: Value, pattern: str) -> int | None:
    compiled = compile_pattern(pattern)
    return next((i for i, member in enumerate(members_of(value)) if search(compiled, member)), None)
