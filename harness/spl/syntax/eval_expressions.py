"""The language of `eval`, `where` and `eval(..)` inside aggregations.

Precedence, loosest first: XOR, OR, AND, NOT, comparison (with LIKE and IN), `.`, `+ -`, `* / %`, sign.  Operators
that are words may be written in any letter case.  A dot between two names concatenates: a field whose name holds
anything but letters, digits and `_` stands in single quotes.

Chains of AND and of OR become one node however long, and so do operators of one level side by side (`a + b - c`) where
nested nodes would stand too deep.  What really is nested may be so at most `MAX_NESTING` deep.
"""

from __future__ import annotations

import re
from typing import Literal, cast

from harness.diagnostics import Span
from harness.spl.syntax import checking, lookalikes, texts
from harness.spl.syntax.ast import (
    Assignment,
    Binary,
    BinaryOperator,
    Call,
    Chain,
    Expression,
    ExpressionSubsearch,
    FieldName,
    FieldReference,
    InExpression,
    Logical,
    NumberLiteral,
    Placeholder,
    StringLiteral,
    Unary,
    children,
)
from harness.spl.syntax.scanner import MAX_NESTING, Scanner

XOR, OR, AND, NOT, COMPARISON, CONCATENATION, SUM, PRODUCT, SIGN = range(1, 10)

LEVELS: dict[str, int] = {
    "xor": XOR,
    "or": OR,
    "and": AND,
    **dict.fromkeys(("=", "==", "!=", "<", "<=", ">", ">=", "like", "in", "not", "between"), COMPARISON),
    ".": CONCATENATION,
    **dict.fromkeys("+-", SUM),
    **dict.fromkeys("*/%", PRODUCT),
}
HIGHEST_RUN = 64
"""How high a tree of nested `Binary` nodes may get; operands beyond that become a `Chain`."""

_WITH_MORE_BEHIND = frozenset({"in", "not", "between"})
WORDS = frozenset({"and", "or", "xor", "not", "like", "in"})

_OPERAND = re.compile(
    r"""\s*+(?:
      "((?:[^"\\]++|\\.)*+)"
    | '((?:[^'\\]++|\\.)*+)'
    | ((?:\d++(?:\.\d++)?|\.\d++)(?:[eE][+-]?\d++)?)(?![\w{:$@])
    | ((?:[A-Za-z_]|<<\w++>>)(?:\w|<<\w++>>)*+)(?:\s*+(\())?
    | ([(+!\[-])
    )""",
    re.DOTALL | re.VERBOSE,
)
_OPERATOR = re.compile(r"\s*+(==?|!=|<(?![<>])=?|>=?|[*/%+.-]|(?:and|or|xor|like|in|not|between)\b)", re.IGNORECASE)
_TARGET = re.compile(
    r"""\s*+(?:"((?:[^"\\]++|\\.)*+)"|'((?:[^'\\]++|\\.)*+)'|((?:[^\s=,"'|()\[\]<>!]|<<\w++>>)++))\s*+=(?!=)""",
    re.DOTALL,
)


def parse_expression(scanner: Scanner) -> Expression:
    """Reads an expression as long as it goes."""
    return _expression(scanner, 0)


def parse_assignment(scanner: Scanner) -> Assignment:
    """Reads `target = expression`; a truth value cannot be assigned."""
    match = _TARGET.match(scanner.text, scanner.position)
    if match is None:
        raise scanner.expected("`field = expression`")
    scanner.position = match.end()
    target = _target(match)
    expression = _expression(scanner, 0)
    checking.check_assignable(scanner, expression)
    return Assignment(Span(target.span[0], expression.span[1]), target, expression)


def _target(match: re.Match[str]) -> FieldName:
    if match[3] is not None:
        return FieldName(Span(*match.span(3)), match[3])
    if match[1] is not None:
        return FieldName(Span(match.start(1) - 1, match.end(1) + 1), texts.unescape_double(match[1]), quoted=True)
    return FieldName(Span(match.start(2) - 1, match.end(2) + 1), texts.unescape_single(match[2]), quoted=True)


def _expression(scanner: Scanner, least: int) -> Expression:
    left = _operand(scanner)
    while match := _OPERATOR.match(scanner.text, scanner.position):
        operator = match[1].lower()
        level = LEVELS[operator]
        if level < least:
            break
        height = scanner.height
        scanner.position = match.end()
        if level in (AND, OR):
            left = _chain(scanner, left, operator, level)
            _grow(scanner, height, left)
        elif operator in _WITH_MORE_BEHIND:
            left = _membership(scanner, left, operator, match)
            _grow(scanner, height, left)
            _set_height(scanner, scanner.height + _levels_added(left), left)
        else:
            left = _run(scanner, left, operator, level)
    return left


def _levels_added(node: Expression) -> int:
    """How many levels more than one `NOT IN` and `BETWEEN` make, which are written as one operator."""
    inner = node.operand if isinstance(node, Unary) else node
    return isinstance(node, Unary) + isinstance(inner, Logical)


def _run(scanner: Scanner, first: Expression, operator: str, level: int) -> Expression:
    """Operands of one level, from left to right; the scanner stands behind the first operator."""
    steps: list[tuple[BinaryOperator, Expression]] = []
    heights = [scanner.height]
    while True:
        operand = _expression(scanner, level + 1)
        steps.append((cast("BinaryOperator", "=" if operator == "==" else operator.upper()), operand))
        heights.append(scanner.height)
        match = _OPERATOR.match(scanner.text, scanner.position)
        operator = match[1].lower() if match else ""
        if match is None or LEVELS[operator] != level or operator in _WITH_MORE_BEHIND:
            break
        scanner.position = match.end()
    checking.check_operands(scanner, first, steps)
    return _joined(scanner, first, steps, heights)


def _joined(
    scanner: Scanner, first: Expression, steps: list[tuple[BinaryOperator, Expression]], heights: list[int]
) -> Expression:
    """Nested `Binary` nodes, or a `Chain` where they would stand too deep."""
    height = heights[0]
    for other in heights[1:]:
        height = max(height, other) + 1
    level = LEVELS[steps[0][0].lower()]
    is_longer = isinstance(first, Chain) and LEVELS[first.operator.lower()] == level
    if is_longer or (height > HIGHEST_RUN and level != COMPARISON):
        return _flat(scanner, first, steps)
    left = first
    for operator, operand in steps:
        left = Binary(Span(left.span[0], operand.span[1]), operator, left, operand)
        if level == COMPARISON and type(left.left) is StringLiteral:
            lookalikes.check_comparison(scanner, left)
    _set_height(scanner, height, left)
    return left


def _flat(scanner: Scanner, first: Expression, steps: list[tuple[BinaryOperator, Expression]]) -> Chain:
    """A `Chain`; what its first operand computes at the same level becomes part of it, as if without parentheses."""
    start, level = first.span[0], LEVELS[steps[0][0].lower()]
    steps.reverse()
    while isinstance(first, Binary | Chain) and LEVELS[first.operator.lower()] == level:
        inner = first.steps if isinstance(first, Chain) else ((first.operator, first.right),)
        steps += reversed(inner)
        first = first.first if isinstance(first, Chain) else first.left
    steps.reverse()
    chain = Chain(Span(start, steps[-1][1].span[1]), first, tuple(steps))
    _set_height(scanner, 1 + max(map(_height_of, children(chain))), chain)
    return chain


def _height_of(node: Expression) -> int:
    """The levels of a tree, as reading it counts them."""
    return 1 + max(map(_height_of, children(node)), default=0)


def _grow(scanner: Scanner, height: int, node: Expression) -> None:
    """Sets the height of a node above one operand of `height` and others that were read after it."""
    _set_height(scanner, max(height, scanner.height) + 1, node)


def _set_height(scanner: Scanner, height: int, node: Expression) -> None:
    scanner.height = height
    if height > MAX_NESTING:
        raise scanner.too_deep(Span(node.span[1] - 1, node.span[1]))


def _chain(scanner: Scanner, first: Expression, word: str, level: int) -> Logical:
    operands = [first]
    highest = 0
    while True:
        operands.append(_expression(scanner, level + 1))
        highest = max(highest, scanner.height)
        match = _OPERATOR.match(scanner.text, scanner.position)
        if match is None or match[1].lower() != word:
            break
        scanner.position = match.end()
    scanner.height = highest
    span = Span(first.span[0], operands[-1].span[1])
    return Logical(span, "AND" if level == AND else "OR", tuple(operands))


def _membership(scanner: Scanner, operand: Expression, word: str, match: re.Match[str]) -> Expression:
    """`IN (..)` or `BETWEEN .. AND ..` behind its operand, or `NOT IN (..)` and its like, which negate."""
    if word == "between":
        return _between(scanner, operand)
    if word == "not":
        following = _OPERATOR.match(scanner.text, scanner.position)
        if following is None or following[1].lower() not in ("in", "like", "between"):
            scanner.position = match.start()
            raise scanner.expected("an operator", help="NOT stands before the condition that it negates")
        scanner.position = following.end()
        inner = _negated(scanner, operand, following)
        return Unary(inner.span, "NOT", inner)
    opening = scanner.skip_space()
    if scanner.peek_character() != "(":
        raise scanner.expected("`(` after IN")
    scanner.position += 1
    candidates = _arguments(scanner, opening)
    return InExpression(Span(operand.span[0], scanner.position), operand, candidates)


def _between(scanner: Scanner, operand: Expression) -> Logical:
    """`x BETWEEN low AND high`, which is `x >= low AND x <= high`."""
    low = _expression(scanner, COMPARISON + 1)
    joint = _OPERATOR.match(scanner.text, scanner.position)
    if joint is None or joint[1].lower() != "and":
        raise scanner.expected("AND and the upper bound")
    scanner.position = joint.end()
    high = _expression(scanner, COMPARISON + 1)
    span = Span(operand.span[0], high.span[1])
    return Logical(span, "AND", (Binary(span, ">=", operand, low), Binary(span, "<=", operand, high)))


def _negated(scanner: Scanner, operand: Expression, match: re.Match[str]) -> Expression:
    if match[1].lower() != "like":
        return _membership(scanner, operand, match[1].lower(), match)
    right = _expression(scanner, COMPARISON + 1)
    return Binary(Span(operand.span[0], right.span[1]), "LIKE", operand, right)


def _operand(scanner: Scanner) -> Expression:
    match = _OPERAND.match(scanner.text, scanner.position)
    if match is None:
        raise scanner.expected("a field, a value or a function", code="SPL110")
    scanner.height = 1
    kind = match.lastindex
    if kind == 4:
        return _name(scanner, match)
    scanner.position = match.end()
    if kind == 1:
        return StringLiteral(Span(match.start(1) - 1, match.end()), texts.unescape_double(match[1]))
    if kind == 3:
        return NumberLiteral(Span(*match.span(3)), match[3])
    if kind == 2:
        return FieldReference(Span(match.start(2) - 1, match.end()), texts.unescape_single(match[2]), quoted=True)
    if kind == 5:
        return _call_or_not(scanner, match)
    return _PREFIXES[match[6]](scanner, match)


def _name(scanner: Scanner, match: re.Match[str]) -> Expression:
    name = match[4]
    word = name.lower()
    if word == "not":
        return _prefixed(scanner, match, 4, match.end(4))
    if word in WORDS:
        raise scanner.expected("a field, a value or a function", code="SPL110", help=f"a field of this name: '{name}'")
    scanner.position = match.end()
    span = Span(*match.span(4))
    if name.startswith("<<") and name.find(">>") == len(name) - 2:
        return Placeholder(span, name[2:-2])
    return FieldReference(span, name)


def _call_or_not(scanner: Scanner, match: re.Match[str]) -> Expression:
    name = match[4].lower()
    if name == "not":
        return _prefixed(scanner, match, 4, match.end(4))
    if name in WORDS and name not in ("in", "like"):
        scanner.position = match.start()
        raise scanner.expected("a field, a value or a function", code="SPL110")
    arguments = _arguments(scanner, match.start(5))
    name_span = Span(*match.span(4))
    call = Call(Span(name_span[0], scanner.position), name, arguments, name_span)
    _grow(scanner, 0, call)
    checking.check_call(scanner, call)
    return call


def _arguments(scanner: Scanner, opening: int) -> tuple[Expression, ...]:
    """Expressions with commas between, up to the `)`; the cursor stands behind the `(`."""
    scanner.height = 0
    if scanner.peek_character() == ")":
        scanner.position += 1
        return ()
    scanner.enter()
    arguments: list[Expression] = []
    highest = 0
    while True:
        arguments.append(_expression(scanner, 0))
        highest = max(highest, scanner.height)
        if scanner.peek_character() != ",":
            break
        scanner.position += 1
    _close(scanner, opening, "`,` or `)`")
    scanner.leave()
    scanner.height = highest
    return tuple(arguments)


def _close(scanner: Scanner, opening: int, what: str) -> None:
    if scanner.peek_character() == ")":
        scanner.position += 1
        return
    if scanner.at_end():
        raise scanner.unclosed_parenthesis(opening)
    raise scanner.expected(f"an operator, {what}")


def _parenthesised(scanner: Scanner, match: re.Match[str]) -> Expression:
    scanner.enter()
    inner = _expression(scanner, 0)
    _close(scanner, match.start(6), "or `)`")
    scanner.leave()
    return inner


def _prefixed(scanner: Scanner, match: re.Match[str], group: int, end: int) -> Unary:
    scanner.position = end
    scanner.enter()
    sign = match[group]
    negates = sign not in ("-", "+")
    operand = _expression(scanner, NOT if negates else SIGN)
    scanner.leave()
    node = Unary(
        Span(match.start(group), operand.span[1]), "NOT" if negates else cast("Literal['-', '+']", sign), operand
    )
    _grow(scanner, 0, node)
    return node


def _signed(scanner: Scanner, match: re.Match[str]) -> Unary:
    return _prefixed(scanner, match, 6, match.end(6))


def _subsearch(scanner: Scanner, match: re.Match[str]) -> ExpressionSubsearch:
    scanner.position = match.start(6)
    pipeline = scanner.subsearch()
    scanner.height = 1
    return ExpressionSubsearch(pipeline.span, pipeline)


_PREFIXES = {"(": _parenthesised, "-": _signed, "+": _signed, "!": _signed, "[": _subsearch}
