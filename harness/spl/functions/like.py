"""`like(text, pattern)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import like
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import CONDITIONAL
from harness.spl.functions._shapes import example

if TYPE_CHECKING:
    from harness.data import Column


class LikeFunction(EvalFunction):
    """Tells whether a text matches a pattern of SQL's LIKE."""

    name = "like"
    arity = Arity(2, 2)
    signature = "like(text, pattern)"
    gives_bool = True
    literal_kinds = ("string", "string")
    documentation = Documentation(
        "True where the whole text matches: % is any run of characters, _ any one; letter case counts.",
        CONDITIONAL,
        (
            example('if(like(host, "web-__"), "web", "other")', "web", given='host="web-01"'),
            example('if(like("addsub", "ADD%"), "yes", "no")', "no"),
        ),
        undecided=("Whether % and _ can be escaped (they cannot here).",),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Null where either argument is."""
        return like(call.argument(0), call.argument(1))
