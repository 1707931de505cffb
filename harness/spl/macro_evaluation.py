"""The value of the eval expressions of macros: of a definition with `iseval`, and of a `validation`.

A macro is expanded before its search starts: there are no rows, no fields, no time of search and no time zone of a
user.  So the expression is computed over one row without fields, and a function that would read what is not there yet
is refused instead of giving a value that Splunk would not.

Source: Splunk, macros.conf.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from harness.errors import SearchRuntimeError, SplUnsupportedError
from harness.spl.syntax.ast import Call, ExpressionSubsearch, children
from harness.spl.syntax.checking import is_boolean
from harness.spl.syntax.cursor import Cursor
from harness.spl.syntax.mistakes import error_of

if TYPE_CHECKING:
    from harness.data import Table, Value
    from harness.diagnostics import SourceText
    from harness.spl.contract import Context
    from harness.spl.syntax.ast import Expression, Pipeline
    from harness.spl.syntax.grammar import Grammar

_READS_THE_SEARCH = frozenset({"lookup", "mvrange", "now", "random", "relative_time", "strftime", "strptime", "time"})
"""Functions whose value depends on the time, the time zone or the lookups of the search."""


def macro_value(source: SourceText, grammar: Grammar) -> Value:
    """The value of a macro's expression, its arguments filled in.

    A condition is true or false, and false where Splunk would have null; anything else is its value or None.
    Raises: SplError for a text that is no expression, or that fails; SplUnsupportedError without a place, whose message
    says why, for one that needs more than is known where macros are expanded.
    """
    expression = parse_macro_expression(source, grammar)
    _refuse_what_reads_the_search(expression, grammar)
    from harness.data import Kind, Table
    from harness.spl.evaluation import evaluate

    column = evaluate(expression, Table({}, 1), _context(source))
    value = column.values()[0]
    is_condition = column.kind is Kind.BOOL or is_boolean(expression, grammar)
    return value is True if is_condition else value


def parse_macro_expression(source: SourceText, grammar: Grammar) -> Expression:
    """Reads a whole text as one eval expression.

    Raises: SplError with the diagnostics of every mistake.
    """
    cursor = Cursor(source, grammar)
    expression = cursor.expression()
    if cursor.skip_space() < cursor.end:
        raise cursor.expected("an operator or the end of the expression")
    if cursor.diagnostics:
        raise error_of(cursor.diagnostics)
    return expression


def _refuse_what_reads_the_search(expression: Expression, grammar: Grammar) -> None:
    waiting = [expression]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ExpressionSubsearch):
            raise SplUnsupportedError("it has a subsearch, and macros are expanded before anything is searched")
        function = grammar.function(node.name) if isinstance(node, Call) else None
        if function is not None and function.name in _READS_THE_SEARCH:
            reason = "what that depends on is not known before the search starts"
            raise SplUnsupportedError(f"it calls {function.name}(), and {reason}")
        waiting += children(node)


def _context(source: SourceText) -> Context:
    from harness.spl.contract import Context
    from harness.spl.settings import Settings
    from harness.spl.sources import Sources
    from harness.timerange import ALL_TIME

    def refuse(_: Pipeline, __: Table | None = None) -> NoReturn:
        raise SearchRuntimeError("a macro's expression runs no search")

    return Context(0.0, ALL_TIME, Settings(), Sources(), source, refuse, refuse)
