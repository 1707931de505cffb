"""The syntax tree: two expression languages and the pipeline that carries them.

SPL has two languages for conditions.  A *search expression* (`search`, a base search, `mstats WHERE`, `inputlookup
WHERE`) compares fields with literal text; an *eval expression* (`eval`, `where`, `stats count(eval(..))`) computes.
Their nodes are kept apart, because the same characters mean different things in the two.

Every node is frozen and carries the span of the text it was parsed from.  Spans do not take part in equality, so
that parse(print(tree)) == tree.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, ClassVar, Literal, Protocol, TypeAlias

from harness.diagnostics import Diagnostic, SourceText, Span
from harness.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

NOWHERE = Span(0, 0)


@frozen
class Node:
    """A node of the syntax tree."""

    span: Span = field(compare=False, repr=False)


# --- names and literals of command arguments -------------------------------------------------------------------------


@frozen
class FieldName(Node):
    """A field named in a command's arguments, or a pattern of names where `*` stands in it and it is not quoted."""

    name: str
    quoted: bool = field(default=False, compare=False)
    """How it was written; a name that cannot stand bare is printed in quotes either way."""

    @property
    def has_wildcard(self) -> bool:
        """Whether the name is a pattern."""
        return "*" in self.name


@frozen
class Renaming(Node):
    """`old AS new`."""

    old: FieldName
    new: FieldName


# --- eval expressions ------------------------------------------------------------------------------------------------


@frozen
class NumberLiteral(Node):
    """A number as written; its text decides significance (`0.20` has two decimals)."""

    text: str


@frozen
class StringLiteral(Node):
    """A double-quoted text; `value` is unescaped."""

    value: str


@frozen
class FieldReference(Node):
    """A field whose value the expression reads; `quoted` if it was written in single quotes."""

    name: str
    quoted: bool = False


@frozen
class Unary(Node):
    """`-x`, `+x`, `NOT x` (also written `!x`)."""

    operator: Literal["-", "+", "NOT"]
    operand: Expression


BinaryOperator: TypeAlias = Literal["*", "/", "%", "+", "-", ".", "=", "!=", "<", "<=", ">", ">=", "LIKE", "XOR"]


@frozen
class Binary(Node):
    """Two operands and an operator; `==` is kept as `=`."""

    operator: BinaryOperator
    left: Expression
    right: Expression


@frozen
class Chain(Node):
    """`a + b - c + ...`: one node for many operands of one level, where nested `Binary` nodes would stand too deep.

    `steps` are the operators with their right operands, applied from left to right; `operator` is the first one.
    """

    first: Expression
    steps: tuple[tuple[BinaryOperator, Expression], ...]

    @property
    def operator(self) -> BinaryOperator:
        """The first operator, which stands for the level and kind of all."""
        return self.steps[0][0]


@frozen
class Logical(Node):
    """`a AND b AND c` or `a OR b OR c`: one node for the whole chain, however long."""

    operator: Literal["AND", "OR"]
    operands: tuple[Expression, ...]


@frozen
class InExpression(Node):
    """`x IN (a, b)`."""

    operand: Expression
    candidates: tuple[Expression, ...]


@frozen
class Call(Node):
    """`name(arguments)`; the name is in lower case."""

    name: str
    arguments: tuple[Expression, ...]
    name_span: Span = field(default=NOWHERE, compare=False, repr=False)


@frozen
class Placeholder(Node):
    """`<<FIELD>>`, `<<ITEM>>` and their kin inside the template of `foreach`; `name` without the brackets."""

    name: str


@frozen
class ExpressionSubsearch(Node):
    """`[ .. ]` inside an eval expression: its result text stands in its place."""

    pipeline: Pipeline


Expression: TypeAlias = (
    NumberLiteral
    | StringLiteral
    | FieldReference
    | Unary
    | Binary
    | Chain
    | Logical
    | InExpression
    | Call
    | Placeholder
    | ExpressionSubsearch
)


@frozen
class Assignment(Node):
    """`target = expression` of `eval`; the target may hold `{field}` parts."""

    target: FieldName
    expression: Expression


# --- search expressions ----------------------------------------------------------------------------------------------

ComparisonOperator: TypeAlias = Literal["=", "!=", "<", "<=", ">", ">="]


@frozen
class SearchValue(Node):
    """The literal right side of a comparison; `text` is unescaped, `*` in it is a wildcard."""

    text: str
    quoted: bool = False
    modifier: Literal["", "TERM", "CASE"] = ""


@frozen
class SearchTerm(Node):
    """A word or a phrase that is looked for in `_raw`."""

    text: str
    quoted: bool = False
    modifier: Literal["", "TERM", "CASE"] = ""


@frozen
class SearchComparison(Node):
    """`field = value`, with a literal value.  Time bounds (`earliest=-1h`) are `TimeBound` nodes instead."""

    field: FieldName
    operator: ComparisonOperator
    value: SearchValue


@frozen
class SearchIn(Node):
    """`field IN (a, b*)`."""

    field: FieldName
    values: tuple[SearchValue, ...]


@frozen
class TimeBound(Node):
    """`earliest=-1h`, `latest=now`, `_index_earliest=..`, `starttime=..` and their kin; the name is in lower case."""

    name: str
    value: SearchValue


@frozen
class SearchNot(Node):
    """`NOT x`."""

    operand: SearchExpression


@frozen
class SearchLogical(Node):
    """`a AND b` (or side by side), `a OR b`: one node for the whole chain."""

    operator: Literal["AND", "OR"]
    operands: tuple[SearchExpression, ...]


@frozen
class SearchSubsearch(Node):
    """`[ .. ]` as a term: the text of its result stands in its place."""

    pipeline: Pipeline


@frozen
class SubsearchComparison(Node):
    """`field=[ .. ]`: the text of the subsearch's result is the value."""

    field: FieldName
    operator: ComparisonOperator
    pipeline: Pipeline


@frozen
class MacroReference(Node):
    """A macro that was left as written, with its text between the backticks; only where a parser was asked to."""

    text: str


SearchExpression: TypeAlias = (
    SearchTerm
    | SearchComparison
    | SearchIn
    | TimeBound
    | SearchNot
    | SearchLogical
    | SearchSubsearch
    | SubsearchComparison
    | MacroReference
)


# --- pipelines -------------------------------------------------------------------------------------------------------


class CommandNode(Protocol):
    """What the syntax room asks of a parsed command; `harness.spl.contract.Command` is it."""

    keyword: ClassVar[str]

    @property
    def span(self) -> Span:
        """The place of the command, its name included."""
        ...

    @property
    def is_generating(self) -> bool:
        """Whether it makes its own results and so may only stand first."""
        ...

    def render(self) -> str:
        """Canonical SPL of this command, its name included, without the pipe."""
        ...


@frozen
class MacroCommand(Node):
    """A macro that stands for whole commands, left as written."""

    keyword: ClassVar[str] = "`"

    macro: MacroReference

    @property
    def is_generating(self) -> bool:
        """Unknown, so nothing is said against its place."""
        return False

    def render(self) -> str:
        """The macro in its backticks."""
        return f"`{self.macro.text}`"


@frozen
class Pipeline(Node):
    """Commands joined by pipes.

    `source` is the text that the spans of all nodes point into: the search after macro expansion; its origins lead
    back to the files.  `warnings` name what is right and rarely meant; those of subsearches are with the whole search.
    """

    commands: tuple[CommandNode, ...]
    source: SourceText = field(compare=False, repr=False)
    warnings: tuple[Diagnostic, ...] = field(default=(), compare=False, repr=False)

    def __str__(self) -> str:
        from harness.spl.syntax.printer import print_pipeline

        return print_pipeline(self)


def walk_fields(expression: Expression) -> Sequence[FieldReference]:
    """Every field that an eval expression reads, in order of appearance."""
    found: list[FieldReference] = []
    stack: list[Expression] = [expression]
    while stack:
        node = stack.pop()
        if isinstance(node, FieldReference):
            found.append(node)
        stack.extend(reversed(children(node)))
    return found


def children(node: Expression) -> tuple[Expression, ...]:
    """The operands of an eval expression's node, left to right."""
    match node:
        case Unary():
            return (node.operand,)
        case Binary():
            return (node.left, node.right)
        case Chain():
            return (node.first, *(operand for _, operand in node.steps))
        case Logical():
            return node.operands
        case InExpression():
            return (node.operand, *node.candidates)
        case Call():
            return node.arguments
        case _:
            return ()
