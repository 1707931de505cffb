"""`match(text, regex)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import map_scalars, texts
from harness.data.wording import any_contains
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import CONDITIONAL
from harness.spl.functions._patterns import native_argument, with_patterns
from harness.spl.functions._shapes import example, members_of
from harness.spl.patterns import checked, compile_pattern, search

if TYPE_CHECKING:
    from harness.data import Column, Value


class MatchFunction(EvalFunction):
    """Tells whether a regular expression matches somewhere in a text."""

    name = "match"
    arity = Arity(2, 2)
    signature = "match(text, regex)"
    gives_bool = True
    literal_kinds = ("string", "string")
    documentation = Documentation(
        "True where the PCRE pattern matches some part of the text; letter case counts.",
        CONDITIONAL,
        (
            example(r'if(match(ip, "^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$"), 1, 0)', "1", given='ip="10.1.2.3"'),
            example('if(match("abcdef", "(?i)CD"), "found", "no")', "found"),
            example('if(match(m, "^b"), "found", "no")', "found", given='m=split("abc,bcd", ",")'),
        ),
        undecided=("Whether one matching member of a multivalue is enough (it is here).",),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Undecided: a multivalue matches where any member does."""
        text, pattern = texts(call.argument(0)), texts(call.argument(1))
        native = native_argument(call, pattern)
        found = None if native is None else any_contains(text, native)
        if found is not None:
            return found
        return with_patterns(call, lambda: map_scalars(checked(_matches, call.context.check), text, pattern))


def _matches(text: Value, pattern: str) -> bool:
    compiled = compile_pattern(pattern)
    return any(search(compiled, member) is not None for member in members_of(text))
