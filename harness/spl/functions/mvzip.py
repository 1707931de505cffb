"""`mvzip(left, right, delimiter)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import map_scalars, texts
from harness.data.memberships import paired
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import MULTIVALUE
from harness.spl.functions._shapes import collected, constant_text, example, members_of

if TYPE_CHECKING:
    from harness.data import Column, Value


class MvzipFunction(EvalFunction):
    """Joins the members of two multivalues by their places."""

    name = "mvzip"
    arity = Arity(2, 3)
    signature = "mvzip(left, right [, delimiter])"
    literal_kinds = ("any", "any", "string")
    documentation = Documentation(
        "The first members joined, then the second ones, and so on; with a comma between unless said.",
        MULTIVALUE,
        (
            example('mvzip(split("h1,h2", ","), split("80,443", ","))', ["h1,80", "h2,443"]),
            example('mvzip("a", "b", "|")', "a|b"),
        ),
        undecided=("Multivalues of different lengths (it stops with the shorter one here).",),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Undecided: members without a partner are left out."""
        left, right, *rest = call.arguments()
        delimiter = constant_text(rest[0]) if rest else ","
        if delimiter is None:
            return map_scalars(_zipped, texts(left), texts(right), *map(texts, rest))
        return paired(left, right, delimiter)


def _zipped(left: Value, right: Value, delimiter: str = ",") -> Value:
    pairs = zip(members_of(left), members_of(right), strict=False)
    return collected([f"{one}{delimiter}{other}" for one, other in pairs])
