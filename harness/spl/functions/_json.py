"""What the JSON functions share: documents from fields, and arguments that become parts of documents.

How an argument becomes JSON: null, truth values and numbers are themselves, a multivalue is an array of texts.  A text
is a number where it is one and an object or array where it is the JSON of one, unless it was written as a literal.

Undecided: numeric texts of fields (numbers here) and JSON texts given as literals (texts here).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from harness.data import Column, map_scalars, render_number, texts
from harness.spl.contract import EvalFunction
from harness.spl.functions._shapes import map_values
from harness.spl.json_text import JsonNumber, JsonValue, is_json_number, read_json, render_json
from harness.spl.syntax.ast import StringLiteral

if TYPE_CHECKING:
    from collections.abc import Callable

    from harness.data import Value
    from harness.spl.contract import FunctionCall


def json_argument(value: Value, *, literal: bool) -> JsonValue:
    """The part of a document that an argument becomes."""
    if value is None or isinstance(value, bool | list):
        return value
    if isinstance(value, int | float):
        return JsonNumber(render_number(value))
    if literal:
        return value
    if is_json_number(value):
        return JsonNumber(value)
    document = read_json(value) if value[:1] in ("{", "[") else None
    return value if document is None else document[0]


def with_arguments(
    call: FunctionCall, function: Callable[[list[JsonValue]], Value], first: int = 0
) -> Callable[..., Value]:
    """A function of the call's values from one of their JSON; values before `first` stay texts."""
    literal = [isinstance(argument, StringLiteral) for argument in call.node.arguments]

    def of_values(*values: Value) -> Value:
        return function(
            [
                value if index < first else json_argument(value, literal=literal[index])
                for index, value in enumerate(values)
            ]
        )

    return of_values


def build(call: FunctionCall, function: Callable[[list[JsonValue]], Value]) -> Column:
    """`function` of the JSON of every argument, nulls included."""
    if not call.count:
        return Column.constant(function([]), call.height)
    return map_scalars(with_arguments(call, function), *call.arguments(), nulls=True)


class DocumentFunction(EvalFunction):
    """A function of one document: null where the text is not JSON or the kernel has no result."""

    literal_kinds = ("any",)
    kernel: ClassVar[Callable[..., Value]]

    def evaluate(self, call: FunctionCall) -> Column:
        """The kernel's result for each document."""
        kernel = type(self).kernel

        def of_text(text: str) -> Value:
            document = read_json(text)
            return None if document is None else kernel(document[0])

        return map_values(of_text, texts(call.argument(0)))


class UpdateFunction(EvalFunction):
    """A function that changes a document by pairs of a path and a value, from left to right."""

    literal_kinds = ("any",)
    change: ClassVar[Callable[..., JsonValue]]

    def evaluate(self, call: FunctionCall) -> Column:
        """JSON text; null where the document is none or a path is null.

        Raises: SplArgumentError for a path without a value.
        """
        updated = with_arguments(call, self._updated, first=1)
        return map_scalars(updated, texts(call.argument(0)), *call.arguments()[1:], nulls=True)

    def _updated(self, arguments: list[JsonValue]) -> str | None:
        text, pairs = arguments[0], arguments[1:]
        document = read_json(text) if isinstance(text, str) else None
        if document is None or any(not isinstance(path, str) for path in pairs[0::2]):
            return None
        tree = document[0]
        for path, value in zip(pairs[0::2], pairs[1::2], strict=True):
            tree = type(self).change(tree, path, value)
        return render_json(tree)


def pairs_complaint(name: str, count: int) -> str | None:
    """What is wrong with a document followed by this many arguments, if they are no pairs."""
    return None if count % 2 else f"{name} takes a document and then pairs of a path and a value"
