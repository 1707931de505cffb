"""What can be said of an expression before it meets data: names, numbers of arguments, kinds of literals, truth values.

Mistakes are reported, not raised: reading goes on, and one run shows all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.diagnostics import Span, suggest
from harness.spl.syntax import lookalikes
from harness.spl.syntax.ast import (
    Binary,
    Call,
    Chain,
    Expression,
    InExpression,
    Logical,
    NumberLiteral,
    StringLiteral,
    Unary,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harness.spl.syntax.grammar import FunctionSyntax, Grammar
    from harness.spl.syntax.scanner import Scanner

_ARITHMETIC = frozenset("*/%+-.")
_COMPARISONS = frozenset(("=", "!=", "<", "<=", ">", ">="))


def check_call(scanner: Scanner, call: Call) -> None:
    """Reports a call of a function that does not exist or does not take these arguments."""
    if scanner.aggregates and scanner.grammar.statistic(call.name) is not None:
        return
    function = scanner.grammar.function(call.name)
    if function is None:
        _report_unknown(scanner, call)
        return
    problem = arity_problem(function, len(call.arguments))
    if problem:
        message = f'"{call.name}" takes {problem}, not {len(call.arguments)}'
        scanner.report(
            scanner.error("SPL201", message, call.span, label=f"takes {problem}", help=function.signature or None)
        )
        return
    lookalikes.check_argument(scanner, call)
    if function.kinds:
        _check_kinds(scanner, call, function)


def check_operands(scanner: Scanner, first: Expression, steps: Sequence[tuple[str, Expression]]) -> None:
    """Reports operators of one level whose operands are known to be of kinds that they do not take."""
    kind, grammar = operand_kind(first, scanner.grammar), scanner.grammar
    for operator, operand in steps:
        other = operand_kind(operand, grammar)
        problem = operators_problem(operator, kind, other)
        if problem is not None:
            span = Span(first.span[0], operand.span[1])
            scanner.report(scanner.error("SPL402", f"`{operator}` {problem}", span, label="never has a value"))
        kind = _result_kind(operator, kind, other)


def _result_kind(operator: str, left: str | None, right: str | None) -> str | None:
    if operator == "+":
        return left or right
    if operator == ".":
        return "string"
    return "number" if operator in _ARITHMETIC else "truth value"


def _report_unknown(scanner: Scanner, call: Call) -> None:
    near = suggest(call.name, scanner.grammar.function_names())
    way_out = f'did you mean "{near}"?' if near else None
    if scanner.grammar.statistic(call.name) is not None:
        way_out = f'"{call.name}" is a function of stats: compute it there, and use its result here'
    scanner.report(
        scanner.error(
            "SPL302",
            f'unknown eval function "{call.name}"',
            call.name_span,
            label="not a function",
            help=way_out,
        )
    )


def arity_problem(function: FunctionSyntax, count: int) -> str | None:
    """How many arguments a function takes, in words, if `count` is not it."""
    least, most = function.least, function.most
    if count >= least and (most is None or count <= most) and not (function.even and count % 2):
        return None
    if function.even:
        return "pairs of arguments"
    if most is None:
        return f"{least} or more arguments"
    if least == most:
        return "no arguments" if not most else f"{least} argument{'' if least == 1 else 's'}"
    return f"{least} to {most} arguments"


def _check_kinds(scanner: Scanner, call: Call, function: FunctionSyntax) -> None:
    kinds = function.kinds
    for place, argument in enumerate(call.arguments):
        wanted = kinds[min(place, len(kinds) - 1)]
        given = "null()" if operand_kind(argument, scanner.grammar) == "null" else literal_kind(argument)
        if given is None or wanted not in ("string", "number") or wanted == given:
            continue
        message = f'"{call.name}" takes a {wanted} here, not a {given}'
        scanner.report(
            scanner.error("SPL402", message, argument.span, label=f"a {given}", help=function.signature or None)
        )


def operand_kind(expression: Expression, grammar: Grammar) -> str | None:
    """What an operand is whatever the data: `string`, `number`, `truth value` or `null`; None where data decides."""
    match expression:
        case StringLiteral() | Binary(operator="."):
            return "string"
        case NumberLiteral() | Unary(operator="-" | "+") | Binary(operator="*" | "/" | "%" | "-"):
            return "number"
        case Call(name="null"):
            return "null"
        case Call() | Logical() | InExpression() | Unary():
            return "truth value" if is_boolean(expression, grammar) else None
        case _:
            return None


def operators_problem(operator: str, left: str | None, right: str | None) -> str | None:
    """Why an operator does not take operands of these kinds, in words; None where it does, or data decides.

    Measured on Splunk 10.4.2: `"1"+1`, `"a"-"b"`, `"x".null()` and `null()==""` are refused before any row is read.
    """
    given = [kind for kind in (left, right) if kind is not None]
    if operator == "+" and set(given) == {"string", "number"}:
        return "takes two numbers or two strings, not a string and a number"
    if operator in ("-", "*", "/", "%") and "string" in given:
        return "takes numbers, not a string"
    if operator == "." and "null" in given:
        return "takes strings and numbers, not null()"
    if operator in _COMPARISONS and len(given) == 2 and left != right and {"null", "truth value"} & set(given):
        return f"compares values of one kind, not a {left} with a {right}"
    return None


def literal_kind(expression: Expression) -> str | None:
    """`string` or `number` for a literal, else None."""
    if isinstance(expression, StringLiteral):
        return "string"
    if isinstance(expression, NumberLiteral):
        return "number"
    if isinstance(expression, Unary) and expression.operator != "NOT":
        return "number" if isinstance(expression.operand, NumberLiteral) else None
    return None


def is_boolean(expression: Expression, grammar: Grammar) -> bool:
    """Whether an expression gives a truth value whatever the data is."""
    match expression:
        case Logical() | InExpression():
            return True
        case Binary(operator=operator) | Chain(operator=operator):
            return operator not in _ARITHMETIC
        case Unary(operator=operator):
            return operator == "NOT"
        case Call(name=name):
            function = grammar.function(name)
            return function is not None and function.gives_bool
        case _:
            return False


def is_value(expression: Expression) -> bool:
    """Whether an expression can be no truth value: a literal or arithmetic."""
    match expression:
        case NumberLiteral() | StringLiteral():
            return True
        case Binary(operator=operator) | Chain(operator=operator):
            return operator in _ARITHMETIC
        case Unary(operator=operator):
            return operator != "NOT"
        case _:
            return False


def check_assignable(scanner: Scanner, expression: Expression) -> None:
    """Reports an `eval` that would put a truth value into a field."""
    if is_boolean(expression, scanner.grammar):
        scanner.report(
            scanner.error(
                "SPL401",
                "a truth value cannot be assigned to a field",
                expression.span,
                label="true or false",
                help='make it a value: if(.., "yes", "no") or tostring(..)',
            )
        )


def check_condition(scanner: Scanner, expression: Expression) -> None:
    """Reports a condition that can be neither true nor false."""
    if is_value(expression):
        scanner.report(
            scanner.error(
                "SPL403",
                "a condition is true or false; this is a value",
                expression.span,
                label="a value",
                help="compare it with something",
            )
        )
