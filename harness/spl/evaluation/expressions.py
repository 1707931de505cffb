"""Eval expressions, as `eval`, `where`, `stats count(eval(..))` and their kin compute them.

The walk is one handler for each kind of node.  A literal is a constant column, a field its column, and everything
that depends on values is left to `harness.data`.

Differs from a walk over values in two places, where the way an expression is written decides:
- a text that is known to be one (a literal, a concatenation) makes `+` concatenate: `a+"2"` is "12" for a=1;
- arithmetic of decimal literals follows the significance rule (see `significance`).

Undecided: what `+` does with the result of a function that gives a text (`tostring(1)+1`); here numeric texts add.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any, NoReturn

from harness import data
from harness.data import Column, Kind, Table
from harness.errors import SearchRuntimeError, SplArgumentError, SplNameError
from harness.spl.contract import EVAL_FUNCTIONS, Context, FunctionCall
from harness.spl.evaluation.advice import advise
from harness.spl.evaluation.readings import Decision, Readings, decide
from harness.spl.evaluation.significance import arithmetic_result, combined, measured, written
from harness.spl.syntax.ast import (
    Binary,
    Call,
    Chain,
    Expression,
    ExpressionSubsearch,
    FieldReference,
    InExpression,
    Logical,
    NumberLiteral,
    Placeholder,
    StringLiteral,
    Unary,
    children,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from harness.diagnostics import Span


def evaluate(expression: Expression, table: Table, context: Context) -> Column:
    """The value of an expression for each row of a table.

    Nulls: a row for which the expression has no value is null in the column.
    Raises: SplError for an unknown function, a misplaced truth value or a part that is not executed here.
    """
    readings = Readings(context.settings.mv_not_equal_where)
    column = Evaluator(context, readings).column(expression, table)
    for comparison in readings.telling:
        advise(comparison, "mv_not_equal_where", context)
    return column


def condition(expression: Expression, table: Table, context: Context) -> Column:
    """For which rows an expression is true; null counts as false for whoever filters by it.

    Raises: SplArgumentError where the expression is not a truth value.
    """

    def compute(readings: Readings) -> Column:
        evaluator = Evaluator(context, readings)
        return evaluator.truth(expression, table)

    decision: Decision = decide(compute, context.settings.mv_not_equal_where)
    for comparison in decision.undecided:
        advise(comparison, "mv_not_equal_where", context)
    return decision.mask


class Evaluator:
    """Computes expressions over tables under one choice of readings."""

    __slots__ = ("context", "readings")

    def __init__(self, context: Context, readings: Readings) -> None:
        self.context = context
        self.readings = readings

    def column(self, expression: Expression, table: Table) -> Column:
        """The value of the expression for each row."""
        return _HANDLERS[type(expression)](self, expression, table)

    def truth(self, expression: Expression, table: Table) -> Column:
        """The truth value of the expression for each row, BOOL or all null."""
        if isinstance(expression, FieldReference):
            self.refuse_value(expression.span, "a field is a value, not a condition")
        column = self.column(expression, table)
        if column.kind not in (Kind.BOOL, Kind.NULL):
            self.refuse_value(expression.span, "a value, not a condition")
        return column

    def refuse_value(self, span: Span, label: str) -> NoReturn:
        """Raises the error for a value where a condition must stand."""
        raise self.context.error(
            SplArgumentError,
            "SPL403",
            "a condition is needed here, and this expression gives a value",
            span,
            label=label,
            help='compare it with something, such as field="value", or use isnotnull(field)',
        )


def _number(_: Evaluator, node: NumberLiteral, table: Table) -> Column:
    return Column.constant(data.parse_number(node.text), table.height)


def _string(_: Evaluator, node: StringLiteral, table: Table) -> Column:
    return Column.constant(node.value, table.height)


def _field(_: Evaluator, node: FieldReference, table: Table) -> Column:
    return table.column(node.name)


def _unary(evaluator: Evaluator, node: Unary, table: Table) -> Column:
    if node.operator == "NOT":
        return data.not_(evaluator.truth(node.operand, table))
    operand = evaluator.column(node.operand, table)
    return data.negate(operand) if node.operator == "-" else data.numbers(operand)


def _logical(evaluator: Evaluator, node: Logical, table: Table) -> Column:
    operands = [evaluator.truth(operand, table) for operand in node.operands]
    return data.and_(*operands) if node.operator == "AND" else data.or_(*operands)


def _in(evaluator: Evaluator, node: InExpression, table: Table) -> Column:
    candidates = [evaluator.column(candidate, table) for candidate in node.candidates]
    return data.is_in(evaluator.column(node.operand, table), candidates)


def _binary(evaluator: Evaluator, node: Binary, table: Table) -> Column:
    if node.operator == "XOR":
        return data.xor(evaluator.truth(node.left, table), evaluator.truth(node.right, table))
    if node.operator in _ARITHMETIC:
        return _arithmetic(evaluator, node, table)
    left, right = evaluator.column(node.left, table), evaluator.column(node.right, table)
    if node.operator == ".":
        return data.concatenate(left, right)
    if node.operator == "LIKE":
        return data.like(left, right)
    if node.operator == "!=" and Kind.MULTI in (left.kind, right.kind):
        return evaluator.readings.choose(node, lambda reading: data.compare(left, "!=", right, quantifier=reading))
    return data.compare(left, node.operator, right)


def _chain(evaluator: Evaluator, node: Chain, table: Table) -> Column:
    """Operators of one level from left to right, each as it would be on its own."""
    if node.operator == "XOR":
        truths = [evaluator.truth(operand, table) for operand in children(node)]
        return reduce(data.xor, truths)
    known, is_text = measured(node.first), _is_text(node.first)
    value = evaluator.column(node.first, table)
    for operator, operand in node.steps:
        known = combined(operator, known, measured(operand))
        is_text = operator == "." or (operator == "+" and (is_text or _is_text(operand)))
        result = written(known)
        if result is not None:
            value = Column.constant(result, table.height)
        else:
            how = data.concatenate if is_text else _ARITHMETIC[operator]
            value = how(value, evaluator.column(operand, table))
    return value


_ARITHMETIC: dict[str, Callable[[Column, Column], Column]] = {
    "+": data.add,
    "-": data.subtract,
    "*": data.multiply,
    "/": data.divide,
    "%": data.modulo,
}


def _arithmetic(evaluator: Evaluator, node: Binary, table: Table) -> Column:
    rounded = arithmetic_result(node)
    if rounded is not None:
        return Column.constant(rounded, table.height)
    left, right = evaluator.column(node.left, table), evaluator.column(node.right, table)
    if node.operator == "+" and (_is_text(node.left) or _is_text(node.right)):
        return data.concatenate(left, right)
    return _ARITHMETIC[node.operator](left, right)


def _is_text(expression: Expression) -> bool:
    match expression:
        case StringLiteral() | Binary(operator="."):
            return True
        case Binary(operator="+", left=left, right=right):
            return _is_text(left) or _is_text(right)
        case Chain(first=first, steps=steps):
            operator = steps[-1][0]
            return operator == "." or (operator == "+" and any(map(_is_text, (first, *(step[1] for step in steps)))))
        case _:
            return False


def _call(evaluator: Evaluator, node: Call, table: Table) -> Column:
    function = EVAL_FUNCTIONS.find(node.name)
    if function is None:
        raise evaluator.context.error(
            SplNameError,
            "SPL302",
            f'unknown eval function "{node.name}"',
            node.name_span if node.name_span.end else node.span,
            label="not a function",
        )
    complaint = function.complaint(node)
    if complaint is not None:
        raise evaluator.context.error(
            SplArgumentError, "SPL221", complaint, node.span, label="not valid here", help=f"write {function.signature}"
        )
    return function().evaluate(FunctionCall(node, table, evaluator.context, evaluator.column))


def _placeholder(evaluator: Evaluator, node: Placeholder, table: Table) -> Column:
    """`foreach` gives what a placeholder stands for as a column of that name."""
    given = f"<<{node.name}>>"
    if given in table:
        return table.column(given)
    raise evaluator.context.error(
        SearchRuntimeError,
        "SPL511",
        f"<<{node.name}>> has no value here",
        node.span,
        label="only foreach fills this in",
        help="write it inside the template of foreach",
    )


def _subsearch(evaluator: Evaluator, node: ExpressionSubsearch, table: Table) -> Column:
    from harness.spl.evaluation.subsearch import subsearch_expression

    return evaluator.column(subsearch_expression(node, evaluator.context), table)


_HANDLERS: dict[type, Callable[[Evaluator, Any, Table], Column]] = {
    NumberLiteral: _number,
    StringLiteral: _string,
    FieldReference: _field,
    Unary: _unary,
    Binary: _binary,
    Chain: _chain,
    Logical: _logical,
    InExpression: _in,
    Call: _call,
    Placeholder: _placeholder,
    ExpressionSubsearch: _subsearch,
}
