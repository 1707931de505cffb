"""`mv_to_json_array(value, infer_types)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import map_scalars, texts
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._inferred import inferred_array
from harness.spl.functions._pages import MULTIVALUE
from harness.spl.functions._shapes import example, members_of
from harness.spl.json_text import render_json

if TYPE_CHECKING:
    from harness.data import Column, Value


class MvToJsonArrayFunction(EvalFunction):
    """Makes a JSON array of a multivalue."""

    name = "mv_to_json_array"
    arity = Arity(1, 2)
    signature = "mv_to_json_array(value [, infer_types])"
    literal_kinds = ("any",)
    documentation = Documentation(
        "A JSON array of the members as texts; with types inferred, members that are JSON stay so, others are null.",
        MULTIVALUE,
        (
            example('mv_to_json_array(split("a,1", ","))', '["a","1"]'),
            example(r'mv_to_json_array(mvappend("\"a\"", "1", "true", "null"), true())', '["a",1,true,null]'),
        ),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Null for null."""
        return map_scalars(_array, texts(call.argument(0)), *call.arguments()[1:])


def _array(value: Value, infer: Value = None) -> str:
    members = members_of(value)
    return inferred_array(members) if infer is True else render_json(members)
