"""`searchmatch(search)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import Column
from harness.diagnostics import SourceText
from harness.errors import SplError
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import CONDITIONAL
from harness.spl.functions._shapes import argument_error, example
from harness.spl.syntax.ast import StringLiteral

if TYPE_CHECKING:
    from harness.spl.syntax.ast import Call, SearchExpression


class SearchmatchFunction(EvalFunction):
    """Tells whether a row matches a search."""

    name = "searchmatch"
    arity = Arity(1, 1)
    signature = 'searchmatch("search")'
    gives_bool = True
    literal_kinds = ("string",)
    documentation = Documentation(
        "True where the row matches a search expression, as the search command has it: letter case does not count, "
        "* is a wildcard, words are looked for in _raw.",
        CONDITIONAL,
        (example('if(searchmatch("u=KIM act=*"), "hit", "miss")', "hit", given='u="kim", act="open"'),),
    )

    @classmethod
    def complaint(cls, node: Call) -> str | None:
        """The search must be written in the call."""
        return None if isinstance(node.arguments[0], StringLiteral) else "searchmatch takes a search in double quotes"

    def evaluate(self, call: FunctionCall) -> Column:
        """Never null.

        Raises: SplArgumentError for a text that is no search expression.
        """
        from harness.spl.evaluation import search_mask

        expression = _expression(call)
        if expression is None:
            return Column.constant(value=True, height=call.height)
        return search_mask(expression, call.table, call.context)


def _expression(call: FunctionCall) -> SearchExpression | None:
    from harness.spl.parsing import GRAMMAR
    from harness.spl.syntax.cursor import Cursor

    written = call.node.arguments[0]
    if not isinstance(written, StringLiteral):
        raise argument_error(call, "SPL221", "searchmatch takes a search in double quotes")
    cursor = Cursor(SourceText("<searchmatch>", written.value), GRAMMAR)
    try:
        expression = cursor.search_expression()
    except SplError as error:
        raise argument_error(call, "SPL223", f'"{written.value}" is not a search: {error}') from None
    if cursor.diagnostics or not cursor.at_end():
        raise argument_error(call, "SPL223", f'"{written.value}" is not a search expression')
    return expression
