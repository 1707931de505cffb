"""The aggregations of `stats`, `chart`, `mstats` and their family: `avg(bytes) AS mean`, `count(eval(x > 1))`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from harness.diagnostics import Span, suggest
from harness.frozen import frozen
from harness.spl.syntax import texts
from harness.spl.syntax.ast import Expression, FieldName, Node
from harness.spl.syntax.grammar import StatisticSyntax
from harness.spl.syntax.lookalikes import MISTAKABLE_COMMANDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harness.spl.syntax.cursor import Cursor

_FUNCTION = re.compile(r"""\s*+([A-Za-z_]\w*+(?:\.\d++)?)(?:\s*+(\()|(?=[\s,|\])]|\Z))""")
_ARGUMENT = re.compile(
    r"""\s*+(?:"((?:[^"\\]++|\\.)*+)"|'((?:[^'\\]++|\\.)*+)'|((?:[^\s()"',|\[\]`=<>!]|!(?!=)|<<\w++>>)++))\s*+\)""",
    re.DOTALL,
)
_EVAL = re.compile(r"\s*+eval\s*+\(", re.IGNORECASE)
_COMMA = re.compile(r"\s*+,")
_OPTION_AHEAD = re.compile(r"\s*+[A-Za-z_][\w.]*+\s*+=(?!=)")


@frozen
class StatsTerm(Node):
    """One aggregation.

    `function` is the declared name, `written` the name as written in lower case, `parameter` the number in it
    (`perc95`: 95.0).  The argument is a field (a pattern of fields where it has a wildcard), an eval expression, or
    None.  `written` is empty for a bare `sparkline`.  `eval_text` keeps the text of an expression without alias, which
    names the result.  In `chart` and `timechart` a whole term may be an expression over aggregations,
    `eval(sum(a) / count(b))`; its `function` is `eval`.
    """

    function: str
    written: str
    parameter: float | None = None
    argument: FieldName | Expression | None = None
    alias: FieldName | None = None
    eval_text: str = ""
    sparkline: bool = False
    sparkline_span: str | None = None

    @property
    def default_name(self) -> str:
        """The name of the result where no alias is given; `*` in it stands for what the argument's `*` matches."""
        if isinstance(self.argument, FieldName):
            name = f"{self.written}({self.argument.name})"
        elif self.is_evaluated:
            name = f"eval({self.eval_text})"
        elif self.argument is not None:
            name = f"{self.written}(eval({self.eval_text}))"
        else:
            name = self.written
        if self.sparkline:
            return f"sparkline({name})" if name else "sparkline"
        return name

    @property
    def is_evaluated(self) -> bool:
        """Whether the term is an expression over aggregations."""
        return self.function == "eval"

    @property
    def output_name(self) -> str:
        """The name of the result."""
        return self.alias.name if self.alias is not None else self.default_name

    @property
    def has_wildcard(self) -> bool:
        """Whether the term stands for one aggregation of every field that its argument matches."""
        return isinstance(self.argument, FieldName) and self.argument.has_wildcard


def parse_stats_terms(cursor: Cursor, stop: Sequence[str], *, evaluated: bool = False) -> tuple[StatsTerm, ...]:
    """Reads one or more aggregations with spaces or commas between; `evaluated` ones may be among them."""
    terms: list[StatsTerm] = []
    while not cursor.at_end() and not cursor.peek_keyword(*stop) and not cursor.peek_option():
        terms.append(parse_stats_term(cursor, evaluated=evaluated))
        comma = _COMMA.match(cursor.text, cursor.position)
        cursor.position = comma.end() if comma else cursor.position
    if not terms:
        raise cursor.expected("an aggregation such as count or avg(field)", code="SPL204")
    return tuple(terms)


def parse_stats_term(cursor: Cursor, *, evaluated: bool = False) -> StatsTerm:
    """Reads one aggregation and its alias."""
    start = cursor.mark()
    opening = _EVAL.match(cursor.text, cursor.position) if evaluated else None
    term = _call(cursor) if opening is None else _over_aggregates(cursor, start, opening)
    if cursor.keyword("as") is None:
        return term
    alias = cursor.field()
    _check_wildcards(cursor, term, alias)
    return StatsTerm(
        Span(start, cursor.position),
        term.function,
        term.written,
        term.parameter,
        term.argument,
        alias,
        "",
        term.sparkline,
        term.sparkline_span,
    )


def _over_aggregates(cursor: Cursor, start: int, opening: re.Match[str]) -> StatsTerm:
    """`eval(sum(a) / count(b))`; the expression may call statistical functions."""
    cursor.position = opening.end()
    cursor.aggregates = True
    cursor.enter()
    expression = cursor.expression()
    cursor.leave()
    cursor.aggregates = False
    text = cursor.text[opening.end() : cursor.position].strip()
    if not cursor.punctuation(")"):
        parenthesis = opening.end() - 1
        raise cursor.unclosed_parenthesis(parenthesis) if cursor.at_end() else cursor.expected("an operator or `)`")
    return StatsTerm(Span(start, cursor.position), "eval", "eval", argument=expression, eval_text=text)


def _check_wildcards(cursor: Cursor, term: StatsTerm, alias: FieldName) -> None:
    argument = term.argument.name if isinstance(term.argument, FieldName) else ""
    if alias.name.count("*") != argument.count("*"):
        message = f"`{alias.name}` and `{argument or term.default_name}` must have the same number of wildcards"
        cursor.report(cursor.error("SPL208", message, alias.span, label="wildcards differ"))


def _call(cursor: Cursor) -> StatsTerm:
    match = _FUNCTION.match(cursor.text, cursor.position)
    if match is None:
        raise cursor.expected("an aggregation such as count or avg(field)")
    written = match[1].lower()
    span = Span(*match.span(1))
    if written == "sparkline":
        return _sparkline(cursor, match)
    statistic = _statistic(cursor, written, span)
    cursor.position = match.end()
    if not match[2]:
        return _bare(statistic, written, span)
    argument, text = _argument(cursor, match.start(2))
    if argument is None and statistic.takes_argument and not statistic.argument_optional:
        cursor.report(cursor.error("SPL201", f'"{written}" takes a field', Span(span.start, cursor.position)))
    whole = Span(span.start, cursor.position)
    return StatsTerm(whole, statistic.name, written, statistic.parameter, argument, eval_text=text)


def _bare(statistic: StatisticSyntax, written: str, span: Span) -> StatsTerm:
    """A function without parentheses: `count`, or all fields (`stats avg` is `stats avg(*)`)."""
    every = statistic.takes_argument and not statistic.argument_optional
    argument = FieldName(span, "*") if every else None
    return StatsTerm(span, statistic.name, written, statistic.parameter, argument)


def _statistic(cursor: Cursor, written: str, span: Span) -> StatisticSyntax:
    statistic = cursor.grammar.statistic(written)
    if statistic is not None:
        return statistic
    if written in MISTAKABLE_COMMANDS and cursor.text[span.end : span.end + 1] != "(":
        found = cursor.text[span.start : span.end]
        raise cursor.error(
            "SPL109", f"a pipe is missing before `{found}`", span, label="a new command", help=f"write | {found}"
        )
    near = suggest(written, cursor.grammar.statistic_names())
    way_out = f'did you mean "{near}"?' if near else None
    if written == "eval":
        way_out = "an expression stands inside an aggregation: sum(eval(..))"
    cursor.report(
        cursor.error(
            "SPL303",
            f'unknown statistical function "{written}"',
            span,
            label="not a statistical function",
            help=way_out,
        )
    )
    return StatisticSyntax(written, argument_optional=True)


def _argument(cursor: Cursor, opening: int) -> tuple[FieldName | Expression | None, str]:
    match = _ARGUMENT.match(cursor.text, cursor.position)
    if match is not None:
        cursor.position = match.end()
        return _field_of(match), ""
    if evaluated := _EVAL.match(cursor.text, cursor.position):
        return _evaluated(cursor, opening, evaluated)
    if cursor.peek_character() != ")":
        if not cursor.at_end():
            cursor.field(calls=False)
        raise cursor.unclosed_parenthesis(opening) if cursor.at_end() else cursor.expected("`)`")
    cursor.position += 1
    return None, ""


def _evaluated(cursor: Cursor, opening: int, evaluated: re.Match[str]) -> tuple[Expression, str]:
    cursor.position = evaluated.end()
    cursor.enter()
    expression = cursor.expression()
    cursor.leave()
    text = cursor.text[evaluated.end() : cursor.position].strip()
    for parenthesis in (evaluated.end() - 1, opening):
        if cursor.peek_character() != ")":
            raise cursor.unclosed_parenthesis(parenthesis) if cursor.at_end() else cursor.expected("an operator or `)`")
        cursor.position += 1
    return expression, text


def _field_of(match: re.Match[str]) -> FieldName:
    if match[3] is not None:
        return FieldName(Span(*match.span(3)), match[3])
    if match[1] is not None:
        return FieldName(Span(match.start(1) - 1, match.end(1) + 1), texts.unescape_double(match[1]), quoted=True)
    return FieldName(Span(match.start(2) - 1, match.end(2) + 1), texts.unescape_single(match[2]), quoted=True)


def _sparkline(cursor: Cursor, match: re.Match[str]) -> StatsTerm:
    """`sparkline(count, 1h)`, `sparkline(avg(x))`, or `sparkline` alone, which counts."""
    cursor.position = match.end()
    if not match[2]:
        return StatsTerm(Span(*match.span(1)), "count", "", sparkline=True)
    cursor.enter()
    inner = _call(cursor)
    cursor.leave()
    span = cursor.timespan() if cursor.punctuation(",") else None
    cursor.expect(")")
    whole = Span(match.start(1), cursor.position)
    return StatsTerm(
        whole, inner.function, inner.written, inner.parameter, inner.argument, None, inner.eval_text, True, span
    )
