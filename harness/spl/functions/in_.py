"""`in(value, candidate, ..)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import is_in
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import CONDITIONAL
from harness.spl.functions._shapes import example

if TYPE_CHECKING:
    from harness.data import Column


class InFunction(EvalFunction):
    """Tells whether a value is one of several."""

    name = "in"
    arity = Arity(2, None)
    signature = "in(value, candidate, ...)"
    gives_bool = True
    literal_kinds = ("any",)
    documentation = Documentation(
        "True where the first argument equals one of the others, letter case included; there are no wildcards.",
        CONDITIONAL,
        (
            example('if(in(status, "301", "302"), "redirect", "no")', "redirect", given='status="302"'),
            example('if(in("10.1.1.1", src, dst), "seen", "no")', "seen", given='src="10.9.9.9", dst="10.1.1.1"'),
            example('if(in("ERROR", "err*", "error"), "one of them", "none")', "none"),
        ),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Any member of a multivalue may be the one."""
        value, *candidates = call.arguments()
        return is_in(value, candidates)
