"""From the tree back to SPL: one canonical form, which reads back to an equal tree.

Commands stand one a line with the pipe at the beginning of the line; the commands of a subsearch are indented below
its bracket.  Quotes are kept where the tree says that a name or text was quoted and added where it must be.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from harness.spl.syntax import option_values, texts
from harness.spl.syntax.ast import (
    Assignment,
    Binary,
    Call,
    Chain,
    Expression,
    ExpressionSubsearch,
    FieldName,
    FieldReference,
    InExpression,
    Logical,
    MacroReference,
    NumberLiteral,
    Pipeline,
    Placeholder,
    Renaming,
    SearchComparison,
    SearchExpression,
    SearchIn,
    SearchLogical,
    SearchNot,
    SearchSubsearch,
    SearchTerm,
    SearchValue,
    StringLiteral,
    SubsearchComparison,
    TimeBound,
    Unary,
)
from harness.spl.syntax.eval_expressions import COMPARISON, LEVELS, NOT, SIGN, WORDS
from harness.spl.syntax.search_expressions import BARE_NAME, BARE_VALUE, BARE_WORD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from harness.spl.syntax.grammar import OptionSyntax
    from harness.spl.syntax.stats_terms import StatsTerm

_INDENT = "    "
_ATOM = 99
_LINE_END = re.compile(r'\\.|"(?:[^"\\]++|\\.)*+"|\n', re.DOTALL)
"""A line end outside of double quotes; what else it matches is left as it is."""
_PLAIN_FIELD = re.compile(r"""(?:[^\s,|\[\]()"'=`<>!]|!(?!=)|<<\w+>>)+(?:\([^()|\[\]"]*\))?\Z""")
_PLAIN_REFERENCE = re.compile(r"(?:[A-Za-z_]|<<\w+>>)(?:\w|<<\w+>>)*\Z")
_MODIFIERS = ("TERM(", "CASE(")
_RESERVED = frozenset({"AND", "OR", "NOT"})


def print_pipeline(pipeline: Pipeline) -> str:
    """A search, one command a line; the pipe before the first command stays out where `search` is implied."""
    lines = [command.render() for command in pipeline.commands]
    first, rest = lines[0], lines[1:]
    start = first if pipeline.commands[0].keyword == "search" else f"| {first}"
    return "\n".join([start, *(f"| {line}" for line in rest)])


def print_subsearch(pipeline: Pipeline) -> str:
    """A subsearch in brackets, indented when it has more than one command."""
    if len(pipeline.commands) == 1:
        return f"[ {pipeline.commands[0].render()} ]"
    body = "\n| ".join(command.render() for command in pipeline.commands)
    return "[ " + _LINE_END.sub(_indented, body) + " ]"


def _indented(match: re.Match[str]) -> str:
    return f"\n{_INDENT}" if match[0] == "\n" else match[0]


# --- names, texts and options ----------------------------------------------------------------------------------------


def print_field(field: FieldName) -> str:
    """A field name in the arguments of a command."""
    if field.quoted or not _PLAIN_FIELD.match(field.name):
        return texts.quote_double(field.name)
    return field.name


def print_fields(fields: Iterable[FieldName], separator: str = " ") -> str:
    """Field names side by side."""
    return separator.join(map(print_field, fields))


def print_renaming(renaming: Renaming) -> str:
    """`old AS new`; the alias is left out where it is the same name."""
    return f"{print_field(renaming.old)} AS {print_field(renaming.new)}"


def print_string(text: str) -> str:
    """A text in double quotes."""
    return texts.quote_double(text)


def print_pattern(text: str) -> str:
    """A regular expression in double quotes, with as few backslashes doubled as reads back the same."""
    return texts.quote_double(text)


def print_word(text: str) -> str:
    """A text, in double quotes where it could not stand bare."""
    return text if re.fullmatch(r"""[^\s,|\[\]()"'`=]+""", text) else texts.quote_double(text)


def print_options(options: Sequence[OptionSyntax], values: Mapping[str, Any]) -> str:
    """` name=value` for every option whose value is not its default, each with a space before it."""
    written = (option for option in options if values[option.name] != option.default)
    return "".join(f" {option_values.render(option, values[option.name])}" for option in written)


def print_stats_terms(terms: Iterable[StatsTerm]) -> str:
    """Aggregations side by side."""
    return " ".join(map(_stats_term, terms))


def _stats_term(term: StatsTerm) -> str:
    call = term.written
    if isinstance(term.argument, FieldName):
        call = f"{call}({_argument(term.argument)})"
    elif term.is_evaluated and term.argument is not None:
        call = f"eval({term.eval_text or print_expression(term.argument)})"
    elif term.argument is not None:
        call = f"{call}(eval({term.eval_text or print_expression(term.argument)}))"
    if term.sparkline:
        span = f", {term.sparkline_span}" if term.sparkline_span else ""
        call = f"sparkline({call}{span})" if call else "sparkline"
    return f"{call} AS {print_field(term.alias)}" if term.alias else call


def _argument(field: FieldName) -> str:
    return texts.quote_double(field.name) if "(" in field.name else print_field(field)


def print_assignment(assignment: Assignment) -> str:
    """`target = expression`."""
    return f"{print_field(assignment.target)} = {print_expression(assignment.expression)}"


# --- eval expressions ------------------------------------------------------------------------------------------------


def print_expression(node: Expression) -> str:
    """An eval expression with the parentheses that its tree needs and no others."""
    return _printed(node)[0]


def _printed(node: Expression) -> tuple[str, int]:
    """The text of a node and the level of its loosest operator."""
    match node:
        case Binary():
            return _binary(node)
        case Chain():
            return _chain(node)
        case Logical():
            level = LEVELS[node.operator.lower()]
            return f" {node.operator} ".join(_inside(operand, level + 1) for operand in node.operands), level
        case Unary():
            return _unary(node)
        case InExpression():
            candidates = ", ".join(map(print_expression, node.candidates))
            return f"{_inside(node.operand, COMPARISON)} IN ({candidates})", COMPARISON
        case _:
            return _atom(node), _ATOM


def _atom(
    node: NumberLiteral | StringLiteral | FieldReference | Call | Placeholder | ExpressionSubsearch,
) -> str:
    match node:
        case FieldReference():
            return _reference(node)
        case StringLiteral():
            return texts.quote_double(node.value)
        case NumberLiteral():
            return node.text
        case Call():
            return f"{node.name}({', '.join(map(print_expression, node.arguments))})"
        case Placeholder():
            return f"<<{node.name}>>"
        case ExpressionSubsearch():
            return print_subsearch(node.pipeline)


def _binary(node: Binary) -> tuple[str, int]:
    level = LEVELS[node.operator.lower()]
    return f"{_inside(node.left, level)} {node.operator} {_inside(node.right, level + 1)}", level


def _chain(node: Chain) -> tuple[str, int]:
    level = LEVELS[node.operator.lower()]
    steps = (f" {operator} {_inside(operand, level + 1)}" for operator, operand in node.steps)
    return _inside(node.first, level) + "".join(steps), level


def _inside(node: Expression, least: int) -> str:
    text, level = _printed(node)
    return f"({text})" if level < least else text


def _unary(node: Unary) -> tuple[str, int]:
    if node.operator == "NOT":
        return f"NOT {_inside(node.operand, NOT)}", NOT
    return f"{node.operator}{_inside(node.operand, SIGN)}", SIGN


def _reference(node: FieldReference) -> str:
    if node.quoted or not _PLAIN_REFERENCE.match(node.name) or node.name.lower() in WORDS:
        return texts.quote_single(node.name)
    return node.name


# --- search expressions ----------------------------------------------------------------------------------------------


def print_search_expression(node: SearchExpression) -> str:
    """A search expression; terms of an AND stand side by side."""
    match node:
        case SearchTerm():
            return _search_term(node)
        case SearchComparison():
            return f"{print_search_field(node.field)}{node.operator}{print_search_value(node.value)}"
        case SearchIn():
            values = ", ".join(map(print_search_value, node.values))
            return f"{print_search_field(node.field)} IN ({values})"
        case TimeBound():
            return f"{node.name}={print_search_value(node.value)}"
        case SearchNot():
            return f"NOT {_search_operand(node.operand)}"
        case SearchLogical():
            return _search_logical(node)
        case SearchSubsearch():
            return print_subsearch(node.pipeline)
        case MacroReference():
            return f"`{node.text}`"
        case SubsearchComparison():
            return f"{print_search_field(node.field)}{node.operator}{print_subsearch(node.pipeline)}"


def _search_logical(node: SearchLogical) -> str:
    if not node.operands:
        return "()"
    implied = node.operator == "AND" and not any(map(_is_word_in, node.operands))
    joint = " " if implied else f" {node.operator} "
    return joint.join(map(_search_operand, node.operands))


def _is_word_in(node: SearchExpression) -> bool:
    """Whether a term is the word "in", which a parenthesis behind it would make an operator."""
    return isinstance(node, SearchTerm) and not node.quoted and node.text.lower() == "in"


def _search_operand(node: SearchExpression) -> str:
    text = print_search_expression(node)
    return f"({text})" if isinstance(node, SearchLogical) and node.operands else text


def print_search_field(field: FieldName) -> str:
    """The left side of a comparison in a search expression."""
    name = field.name
    if field.quoted or not BARE_NAME.fullmatch(name) or name in _RESERVED or name[-1] == "!":
        return texts.quote_double(name)
    return name


def print_search_value(value: SearchValue) -> str:
    """The right side of a comparison in a search expression."""
    if value.modifier:
        return _modified(value)
    bare = texts.escape_bare(value.text)
    if value.quoted or not BARE_VALUE.fullmatch(bare) or bare.startswith(_MODIFIERS):
        return texts.quote_search(value.text)
    return bare


def _search_term(term: SearchTerm) -> str:
    if term.modifier:
        return _modified(term)
    bare = texts.escape_bare(term.text)
    if term.quoted or not BARE_WORD.fullmatch(bare) or bare in _RESERVED:
        return texts.quote_search(term.text)
    return bare


def _modified(value: SearchValue | SearchTerm) -> str:
    text = texts.quote_search(value.text) if value.quoted else texts.escape_bare(value.text)
    return f"{value.modifier}({text})"
