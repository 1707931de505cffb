"""Which fields a command reads, and where it names them.

A field is *read* where its absence changes what the command does (`where x>1`, `stats sum(x) by y`), and *listed* where
it does not (`table x`, `rename x as y`).  Fields that an expression asks about on purpose, as in `isnull(x)` and
`coalesce(x, y)`, are neither.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from harness.diagnostics import Span
from harness.frozen import frozen
from harness.spl.syntax.ast import (
    Binary,
    Call,
    Expression,
    FieldName,
    FieldReference,
    SearchComparison,
    SearchIn,
    SearchLogical,
    SearchNot,
    children,
)

if TYPE_CHECKING:
    from harness.spl.syntax.ast import SearchExpression


@frozen
class Use:
    """A place that names a field; `is_read` tells whether the command's effect depends on it."""

    name: str
    span: Span
    is_read: bool = True


Reader: TypeAlias = Callable[[Any], Iterable[Use]]

_ASKING = frozenset({"isnull", "isnotnull", "coalesce", "nullif", "ifnull", "typeof", "null", "mvappend"})
_MOST_PARTS = 50
"""Names of fields have fewer parts than this between their dots."""
_NOTHING = frozenset({"null", "nil", "none"})
"""Names that people write for null; that no field has them is why they work."""


def uses(command: Any) -> Iterator[Use]:
    """Every field that the command names as something to read, without patterns and placeholders."""
    reader = READERS.get(command.keyword)
    for use in reader(command) if reader is not None else ():
        if "*" not in use.name and "<<" not in use.name and use.name.lower() not in _NOTHING:
            yield use


def expressions(command: Any) -> Iterator[Expression]:
    """Every eval expression of a command."""
    for assignment in getattr(command, "assignments", ()):
        yield assignment.expression
    if command.keyword == "fieldformat":
        yield command.assignment.expression
    elif command.keyword == "where":
        yield command.expression
    elif command.keyword == "head" and command.condition is not None:
        yield command.condition
    for term in getattr(command, "terms", ()):
        if term.argument is not None and not isinstance(term.argument, FieldName):
            yield term.argument


def search_expression(command: Any) -> SearchExpression | None:
    """The search expression that filters what a command reads."""
    if command.keyword == "search":
        found: SearchExpression | None = command.expression
        return found
    if command.keyword in ("mstats", "mcatalog"):
        command = command.clauses
    elif command.keyword not in ("tstats", "inputlookup"):
        return None
    where: SearchExpression | None = command.where
    return where


def by_fields(command: Any) -> tuple[FieldName, ...]:
    """The fields of a command's BY clause."""
    if command.keyword in ("mstats", "mcatalog"):
        clauses: tuple[FieldName, ...] = command.clauses.by_fields
        return clauses
    if command.keyword == "tstats":
        return tuple(group.field for group in command.groups)
    if command.keyword in ("chart", "timechart"):
        splits = (getattr(command, "row", None), command.column)
        return tuple(split.field for split in splits if split is not None)
    found: tuple[FieldName, ...] = getattr(command, "by_fields", ())
    return found


def _in_expressions(command: Any) -> Iterator[Use]:
    for expression in expressions(command):
        yield from _references(expression)


def _references(expression: Expression) -> Iterator[Use]:
    # A chain of operators is as deep as it is long, so the walk keeps its own stack.
    stack = [expression]
    while stack:
        node = stack.pop()
        if isinstance(node, FieldReference):
            yield Use(node.name, node.span)
        elif not ((isinstance(node, Call) and node.name in _ASKING) or is_dotted_name(node)):
            stack.extend(reversed(children(node)))


def is_dotted_name(expression: Expression) -> bool:
    """Whether this is `a.b.c`: bare names with dots and no blanks between, as a field's name would be written."""
    end = expression.span.end
    for _ in range(_MOST_PARTS):
        if not isinstance(expression, Binary) or expression.operator != ".":
            return False
        left, right = expression.left, expression.right
        if not _is_bare(right) or right.span.end != end or right.span.start != left.span.end + 1:
            return False
        if _is_bare(left):
            return True
        expression, end = left, left.span.end
    return False


def _is_bare(expression: Expression) -> bool:
    return isinstance(expression, FieldReference) and not expression.quoted


def _assigned(command: Any) -> Iterator[Use]:
    """`eval`: what later assignments of the same command read may come from earlier ones."""
    made: set[str] = set()
    for assignment in command.assignments:
        for use in _references(assignment.expression):
            if use.name not in made:
                yield use
        made.add(assignment.target.name)


def _in_search(command: Any) -> Iterator[Use]:
    yield from _compared(command.expression)


def _compared(expression: SearchExpression | None) -> Iterator[Use]:
    """Fields that are compared, under NOT too; for `field=*` their absence is part of the question."""
    if isinstance(expression, SearchNot):
        yield from _compared(expression.operand)
    elif isinstance(expression, SearchLogical):
        for operand in expression.operands:
            yield from _compared(operand)
    elif isinstance(expression, SearchIn) or (
        isinstance(expression, SearchComparison) and not (expression.operator == "=" and expression.value.text == "*")
    ):
        yield Use(expression.field.name, expression.field.span)


def _in_terms(command: Any) -> Iterator[Use]:
    for term in command.terms:
        if isinstance(term.argument, FieldName):
            yield Use(term.argument.name, term.argument.span)
    yield from _in_expressions(command)
    yield from _named(by_fields(command))


def _named(fields: Iterable[FieldName], *, is_read: bool = True) -> Iterator[Use]:
    for field in fields:
        yield Use(field.name, field.span, is_read)


def _field(command: Any) -> Iterator[Use]:
    if isinstance(command.field, FieldName):
        yield Use(command.field.name, command.field.span)


def _fields(command: Any) -> Iterator[Use]:
    yield from _named(command.fields)


def _listed(command: Any) -> Iterator[Use]:
    if not getattr(command, "removes", False):
        yield from _named(command.fields, is_read=False)


def _renamed(command: Any) -> Iterator[Use]:
    yield from _named((renaming.old for renaming in command.renamings), is_read=False)


def _converted(command: Any) -> Iterator[Use]:
    yield from _named((conversion.field for conversion in command.conversions), is_read=False)


def _keys(command: Any) -> Iterator[Use]:
    yield from _named(pair.new for pair in command.keys)


def _sorted(command: Any) -> Iterator[Use]:
    yield from _named(key.field for key in command.keys)


def _option_field(command: Any) -> Iterator[Use]:
    yield Use(command.field, command.span)


def _pattern_field(command: Any) -> Iterator[Use]:
    if command.field is not None:
        yield Use(getattr(command.field, "name", command.field), getattr(command.field, "span", command.span))


READERS: Mapping[str, Reader] = {
    **dict.fromkeys(("where", "head"), _in_expressions),
    **dict.fromkeys(("stats", "eventstats", "streamstats", "chart", "timechart"), _in_terms),
    **dict.fromkeys(("accum", "bin", "delta", "iplocation", "makemv", "mvcombine", "mvexpand", "nomv"), _field),
    **dict.fromkeys(("rex", "regex"), _pattern_field),
    **dict.fromkeys(("dedup", "join", "transaction"), _fields),
    **dict.fromkeys(("table", "fields"), _listed),
    **dict.fromkeys(("top", "rare"), lambda command: _named((*command.fields, *command.by_fields))),
    "convert": _converted,
    "eval": _assigned,
    "lookup": _keys,
    "rename": _renamed,
    "search": _in_search,
    "sort": _sorted,
}
"""What each command reads; a command that is not here is taken to read nothing that is told of."""
