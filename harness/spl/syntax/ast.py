"""The syntax tree: two expression languages and the pipeline that carries them.

SPL has two languages for conditions.  A *search expression* (`search`, a base search, `mstats WHERE`, `inputlookup
WHERE`) compares fields with literal text; an *eval expression* (`eval`, `where`, `stats count(eval(..))`) computes.
Their nodes are kept apart, because the same characters mean different things in the two.

Every node is frozen and carries the span of the text it was parsed from.  Spans do not take part in equality, so
that parse(print(tree)) == tree.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Literal, Protocol, TypeAlias

from harness.diagnostics import SourceText, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the syntax tree."""

    span: Span = field(compare=False, repr=False)


# --- names and literals of command arguments -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FieldName(Node):
    """A field named in a command's arguments, or a pattern of names where `*` stands in it and it is not quoted."""

    name: str
    quoted: bool = False

    @property
    def has_wildcard(self) -> bool:
        """Whether the name is a pattern."""
        return "*" in self.name


@dataclass(frozen=True, slots=True)
class Renaming(Node):
    """`old AS new`."""

    old: FieldName
    new: FieldName


# --- eval expressions ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NumberLiteral(Node):
    """A number as written; its text decides significance (`0.20` has two decimals)."""

    text: str


@dataclass(frozen=True, slots=True)
class StringLiteral(Node):
    """A double-quoted text; `value` is unescaped."""

    value: str


@dataclass(frozen=True, slots=True)
class FieldReference(Node):
    """A field whose value the expression reads; `quoted` if it was written in single quotes."""

    name: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Unary(Node):
    """`-x`, `+x`, `NOT x` (also written `!x`)."""

    operator: Literal["-", "+", "NOT"]
    operand: Expression


BinaryOperator: TypeAlias = Literal["*", "/", "%", "+", "-", ".", "=", "!=", "<", "<=", ">", ">=", "LIKE", "XOR"]


@dataclass(frozen=True, slots=True)
class Binary(Node):
    """Two operands and an operator; `==` is kept as `=`."""

    operator: BinaryOperator
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Logical(Node):
    """`a AND b AND c` or `a OR b OR c`: one node for the whole chain, however long."""

    operator: Literal["AND", "OR"]
    operands: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class InExpression(Node):
    """`x IN (a, b)`."""

    operand: Expression
    candidates: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Call(Node):
    """`name(arguments)`; the name is in lower case."""

    name: str
    arguments: tuple[Expression, ...]
    name_span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Placeholder(Node):
    """`<<FIELD>>`, `<<ITEM>>` and their kin inside the template of `foreach`; `name` without the brackets."""

    name: str


@dataclass(frozen=True, slots=True)
class ExpressionSubsearch(Node):
    """`[ .. ]` inside an eval expression: its result text stands in its place."""

    pipeline: Pipeline


Expression: TypeAlias = (
    NumberLiteral
    | StringLiteral
    | FieldReference
    | Unary
    | Binary
    | Logical
    | InExpression
    | Call
    | Placeholder
    | ExpressionSubsearch
)


@dataclass(frozen=True, slots=True)
class Assignment(Node):
    """`target = expression` of `eval`; the target may hold `{field}` parts."""

    target: FieldName
    expression: Expression


# --- search expressions ----------------------------------------------------------------------------------------------

ComparisonOperator: TypeAlias = Literal["=", "!=", "<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True)
class SearchValue(Node):
    """The literal right side of a comparison; `text` is unescaped, `*` in it is a wildcard."""

    text: str
    quoted: bool = False
    modifier: Literal["", "TERM", "CASE"] = ""


@dataclass(frozen=True, slots=True)
class SearchTerm(Node):
    """A word or a phrase that is looked for in `_raw`."""

    text: str
    quoted: bool = False
    modifier: Literal["", "TERM", "CASE"] = ""


@dataclass(frozen=True, slots=True)
class SearchComparison(Node):
    """`field = value`, with a literal value.  Time bounds (`earliest=-1h`) are `TimeBound` nodes instead."""

    field: FieldName
    operator: ComparisonOperator
    value: SearchValue


@dataclass(frozen=True, slots=True)
class SearchIn(Node):
    """`field IN (a, b*)`."""

    field: FieldName
    values: tuple[SearchValue, ...]


@dataclass(frozen=True, slots=True)
class TimeBound(Node):
    """`earliest=-1h`, `latest=now`, `_index_earliest=..`, `starttime=..` and their kin; the name is in lower case."""

    name: str
    value: SearchValue


@dataclass(frozen=True, slots=True)
class SearchNot(Node):
    """`NOT x`."""

    operand: SearchExpression


@dataclass(frozen=True, slots=True)
class SearchLogical(Node):
    """`a AND b` (or side by side), `a OR b`: one node for the whole chain."""

    operator: Literal["AND", "OR"]
    operands: tuple[SearchExpression, ...]


@dataclass(frozen=True, slots=True)
class SearchSubsearch(Node):
    """`[ .. ]` as a term: the text of its result stands in its place."""

    pipeline: Pipeline


@dataclass(frozen=True, slots=True)
class SubsearchComparison(Node):
    """`field=[ .. ]`: the text of the subsearch's result is the value."""

    field: FieldName
    operator: ComparisonOperator
    pipeline: Pipeline


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Pipeline(Node):
    """Commands joined by pipes.

    `source` is the text that the spans of all nodes point into: the search after macro expansion; its origins lead
    back to the files.  `leading_pipe` tells how a subsearch was written and does not take part in equality.
    """

    commands: tuple[CommandNode, ...]
    source: SourceText = field(compare=False, repr=False)

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
        case Logical():
            return node.operands
        case InExpression():
            return (node.operand, *node.candidates)
        case Call():
            return node.arguments
        case _:
            return ()
