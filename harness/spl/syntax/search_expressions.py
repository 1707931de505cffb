"""The language of `search`: comparisons with literal text, words and phrases, time bounds, subsearches.

Precedence, loosest first: AND (written or implied by standing side by side), OR, NOT.  The three are operators only
in upper case; in lower case they are words to look for.  A chain of AND or of OR becomes one node however long.

Undecided: a comma between two terms is taken for a space, and `field NOT IN (..)` for `NOT field IN (..)`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, cast

from harness.diagnostics import Span
from harness.spl.syntax import lookalikes, texts, time_bounds
from harness.spl.syntax.ast import (
    ComparisonOperator,
    FieldName,
    SearchComparison,
    SearchExpression,
    SearchIn,
    SearchLogical,
    SearchNot,
    SearchSubsearch,
    SearchTerm,
    SearchValue,
    SubsearchComparison,
    TimeBound,
)
from harness.spl.syntax.scanner import Scanner

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


_QUOTED = r'"((?:[^"\\]++|\\.)*+)"'
_IN_NAME = r"""[^\s"`()\[\]|,=<>!]|!(?!!*+\s*+[=<>])|<<\w++>>"""
_NAME = rf"""((?!(?:AND|OR|NOT)[\s=<>!])(?!')(?:{_IN_NAME})++)"""
_WORD = r"""((?:[^\s"`()\[\]|,=<>!\\]|\\["\\|]?|!(?!=)|<<\w++>>)++)"""

_VALUE_PART = r"""(?:[^\s"`()\[\]|,\\]|\\["\\|]?)"""
_BARE = rf"""((?!=){_VALUE_PART}(?:{_VALUE_PART}|,(?=[^\s"`()\[\]|,])|\([\w.*,-]*\))*+)"""

_PIECE = re.compile(
    rf"""\s*+(?:
      (?:{_QUOTED}|{_NAME})\s*+((?>!=|<=|>=|=(?!=)|<(?!<\w++>>)|>))\s*+(?:{_QUOTED}|{_BARE}(?![\[`"]))
    | {_QUOTED}
    | {_WORD}
    | ([(\[,`])
    )""",
    re.DOTALL | re.VERBOSE,
)
# Its groups: 1 quoted field, 2 bare field, 3 operator, 4 quoted value, 5 bare value, 6 phrase, 7 word, 8 mark.
_VALUE_TEXT, _VALUE_WORD, _MARK = 4, 5, 8
_BEHIND_NAME = re.compile(r"\s*+(?:(!=|<=|>=|==?|<(?!<\w++>>)|>)|(NOT\s++)?(?i:(in))\s*+\()")
_INDEXED = re.compile(r"(host|source|sourcetype|index|splunk_server)::(.+)")
_VALUE = re.compile(rf"\s*+(?:{_QUOTED}|((?!=){_VALUE_PART}++))", re.DOTALL)
_MODIFIED_VALUE = re.compile(r"(?:TERM|CASE)(?:\(|\Z)")
BARE_VALUE = re.compile(_BARE)
"""What can stand unquoted on the right side of a comparison."""
BARE_NAME = re.compile(_NAME)
"""What can stand unquoted on its left side."""
BARE_WORD = re.compile(_WORD)
"""What can stand unquoted as a term."""
_SINGLE_QUOTED = re.compile(r"('[^'\"|\[\]]*')\s*(?:[=<>]|!=|IN\s*\()")
_MODIFIER = re.compile(r"\s*+(TERM|CASE)\s*+\(")
_MODIFIED = re.compile(rf'\s*+(?:{_QUOTED}|([^\s"()\[\]|]++))\s*+\)', re.DOTALL)


def parse_search_expression(scanner: Scanner, stop: Sequence[str] = ()) -> SearchExpression | None:
    """Reads terms up to the end of the command, a `)` or a word of `stop`; None where there is none."""
    outer, scanner.stop_words = scanner.stop_words, stop
    expression = _expression(scanner)
    scanner.stop_words = outer
    return expression


def _expression(scanner: Scanner) -> SearchExpression | None:
    stop = scanner.stop_words
    ands: list[SearchExpression] = []
    ors: list[SearchExpression] = []
    operator = ""
    while match := _PIECE.match(scanner.text, scanner.position):
        word = match[7]
        if stop and (word or match[2] or "").lower() in stop:
            break
        if word == "AND" or word == "OR":
            _check_operand_before(scanner, bool(ors) and not operator, word)
            operator = word
        if (word == "AND" or not operator) and ors and match[8] != ",":
            ands.append(_joined("OR", ors))
            ors = []
        if word == operator or match[8] == ",":
            scanner.position = match.end()
            continue
        ors.append(_term(scanner, match))
        operator = ""
    if operator:
        raise scanner.expected(f"a search term after {operator}", code="SPL110")
    if ors:
        ands.append(_joined("OR", ors))
    return _joined("AND", ands) if ands else None


def _check_operand_before(scanner: Scanner, is_there: bool, word: str) -> None:
    if not is_there:
        raise scanner.expected(f"a search term before {word}", code="SPL110")


def _joined(operator: Literal["AND", "OR"], operands: list[SearchExpression]) -> SearchExpression:
    if len(operands) == 1:
        return operands[0]
    return SearchLogical(Span(operands[0].span[0], operands[-1].span[1]), operator, tuple(operands))


def _term(scanner: Scanner, match: re.Match[str]) -> SearchExpression:
    kind = match.lastindex
    if kind == _VALUE_TEXT or (kind == _VALUE_WORD and not _MODIFIED_VALUE.match(match[5])):
        return _comparison(scanner, match)
    if kind == _MARK:
        return _MARKS[match[8]](scanner)
    if match[7] == "NOT":
        return _negation(scanner, match)
    if match[7] in ("TERM", "CASE") and scanner.text.startswith("(", match.end()):
        value = _modified(scanner)
        return SearchTerm(value.span, value.text, value.quoted, value.modifier) if value else _word(scanner, match)
    if kind == _VALUE_WORD:
        return _modified_comparison(scanner, match)
    behind = _BEHIND_NAME.match(scanner.text, match.end())
    if match[7] and match[7][0] == "'":
        _check_single_quotes(scanner, match, is_field=behind is not None)
    if behind is None:
        return _word(scanner, match)
    field = _field_of(match)
    scanner.position = behind.end()
    if not behind[3]:
        return _odd_comparison(scanner, field, behind[1])
    listed = _membership(scanner, field)
    return SearchNot(listed.span, listed) if behind[2] else listed


def _word(scanner: Scanner, match: re.Match[str]) -> SearchTerm | SearchComparison:
    scanner.position = match.end()
    if match[6] is not None:
        return SearchTerm(Span(match.start(6) - 1, match.end()), texts.unescape_search(match[6]), quoted=True)
    span, word = Span(*match.span(7)), match[7]
    lookalikes.check_word(scanner, word, span)
    indexed = _INDEXED.fullmatch(word)
    if indexed is not None:  # `host::web1` asks for an indexed field
        name, value = FieldName(Span(span[0], span[0] + indexed.end(1)), indexed[1]), texts.unescape_search(indexed[2])
        return SearchComparison(span, name, "=", SearchValue(Span(span[1] - len(indexed[2]), span[1]), value))
    return SearchTerm(span, texts.unescape_search(word))


def _comparison(scanner: Scanner, match: re.Match[str]) -> SearchExpression:
    """The common case, a name, an operator and a value, matched as one piece."""
    scanner.position = match.end()
    if match[5] is not None:
        value = SearchValue(Span(*match.span(5)), texts.unescape_search(match[5]))
        if match[5][0] == ">" and match[3] == "<" and match.end(3) == match.start(5):
            span = Span(match.start(3), match.start(5) + 1)
            raise scanner.error("SPL112", "`<>` is no operator of SPL", span, label="no operator", help="write `!=`")
        if match[5][0] == "!" or not match[5].isascii():
            lookalikes.check_value(scanner, match[5], value.span)
    else:
        value = SearchValue(Span(match.start(4) - 1, match.end()), texts.unescape_search(match[4]), quoted=True)
    name = match[2]
    if name is None:
        field = FieldName(Span(match.start(1) - 1, match.end(1) + 1), texts.unescape_double(match[1]), quoted=True)
    else:
        field = FieldName(Span(*match.span(2)), name)
        if name in time_bounds.NAMES and (match[3] == "=" or time_bounds.is_inequality(name, match[3], value.text)):
            return time_bound(scanner, field, value)
    span = Span(field.span[0], value.span[1])
    return SearchComparison(span, field, cast("ComparisonOperator", match[3]), value)


def time_bound(scanner: Scanner, field: FieldName, value: SearchValue) -> TimeBound:
    """`earliest=-1h` and its kin; a value that is no time is reported."""
    problem = time_bounds.problem(field.name, value.text, scanner.text)
    if problem:
        message = f'"{value.text}" is not a value of {field.name}'
        scanner.report(scanner.error("SPL206", message, value.span, label="not a time", help=problem))
    return TimeBound(Span(field.span[0], value.span[1]), field.name, value)


def _field_of(match: re.Match[str]) -> FieldName:
    if match[6] is not None:
        return FieldName(Span(match.start(6) - 1, match.end(6) + 1), texts.unescape_double(match[6]), quoted=True)
    return FieldName(Span(*match.span(7)), match[7])


def _check_single_quotes(scanner: Scanner, match: re.Match[str], *, is_field: bool) -> None:
    """Refuses `'a b'=1`; an apostrophe before a word that is looked for is part of the word."""
    quoted = _SINGLE_QUOTED.match(scanner.text, match.start(7))
    if quoted is not None or is_field:
        span = Span(*(quoted.span(1) if quoted else match.span(7)))
        way_out = 'write the name in "double quotes"'
        raise scanner.error("SPL114", "single quotes do not quote a field here", span, help=way_out)


def _modified_comparison(scanner: Scanner, match: re.Match[str]) -> SearchExpression:
    """`field=TERM(..)`, which the pattern of all pieces takes for a bare value with parentheses."""
    scanner.position = match.start(5)
    value = _modified(scanner)
    if value is None:
        return _comparison(scanner, match)
    quoted = match[2] is None
    name = texts.unescape_double(match[1]) if quoted else match[2]
    field = FieldName(Span(match.start(1) - 1, match.end(1) + 1) if quoted else Span(*match.span(2)), name, quoted)
    return SearchComparison(Span(field.span[0], value.span[1]), field, cast("ComparisonOperator", match[3]), value)


def _odd_comparison(scanner: Scanner, field: FieldName, operator: str) -> SearchExpression:
    """A comparison whose value is TERM(..), CASE(..), a subsearch, or missing."""
    if operator == "==":
        span = Span(scanner.position - 2, scanner.position)
        raise scanner.error("SPL113", "`==` does not compare in a search expression", span, help="write `=`")
    if scanner.peek_character() == "[":
        pipeline = scanner.subsearch()
        span = Span(field.span[0], scanner.position)
        return SubsearchComparison(span, field, cast("ComparisonOperator", operator), pipeline)
    value = _modified(scanner)
    if value is None and field.name.endswith("!") and not field.quoted:
        span = Span(field.span[1] - 1, scanner.position)
        raise scanner.error("SPL112", f"`!{operator}` is no operator of SPL", span, label="no operator")
    if value is None:
        raise scanner.expected(f"a value after `{operator}`", code="SPL110", help='write "" for an empty text')
    return SearchComparison(Span(field.span[0], value.span[1]), field, cast("ComparisonOperator", operator), value)


def _modified(scanner: Scanner) -> SearchValue | None:
    """`TERM(..)` or `CASE(..)`, whose content may hold anything but spaces, quotes and brackets."""
    modifier = _MODIFIER.match(scanner.text, scanner.position)
    if modifier is None:
        return None
    match = _MODIFIED.match(scanner.text, modifier.end())
    if match is None:
        scanner.position = modifier.end()
        raise scanner.expected(f"one word and `)` in {modifier[1]}( )")
    scanner.position = match.end()
    text = texts.unescape_search(match[1] if match[2] is None else match[2])
    name = cast("Literal['TERM', 'CASE']", modifier[1])
    return SearchValue(Span(modifier.start(1), match.end()), text, match[2] is None, name)


def _membership(scanner: Scanner, field: FieldName) -> SearchIn:
    """`field IN (a, b*)`; the scanner stands behind the `(`."""
    opening = scanner.position - 1
    values = [_listed_value(scanner)]
    while (character := scanner.peek_character()) not in (")", ""):
        if character == ",":
            scanner.position += 1
        else:
            values.append(_listed_value(scanner))
    if scanner.at_end():
        raise scanner.unclosed_parenthesis(opening)
    scanner.position += 1
    return SearchIn(Span(field.span[0], scanner.position), field, tuple(values))


def _listed_value(scanner: Scanner) -> SearchValue:
    modified = _modified(scanner)
    if modified is not None:
        return modified
    match = _VALUE.match(scanner.text, scanner.position)
    if match is None:
        raise scanner.expected("a value of the list", code="SPL110")
    scanner.position = match.end()
    if match[2] is not None:
        return SearchValue(Span(*match.span(2)), texts.unescape_search(match[2]))
    return SearchValue(Span(match.start(1) - 1, match.end()), texts.unescape_search(match[1]), quoted=True)


def _negation(scanner: Scanner, match: re.Match[str]) -> SearchNot:
    scanner.position = match.end()
    following = _PIECE.match(scanner.text, scanner.position)
    if following is None or following[7] in ("AND", "OR") or following[8] == ",":
        raise scanner.expected("a search term after NOT", code="SPL110")
    scanner.enter()
    operand = _term(scanner, following)
    scanner.leave()
    return SearchNot(Span(match.start(7), operand.span[1]), operand)


def _parenthesised(scanner: Scanner) -> SearchExpression:
    opening = scanner.skip_space()
    scanner.position = opening + 1
    scanner.enter()
    inner = _expression(scanner)
    scanner.leave()
    if scanner.peek_character() != ")":
        raise scanner.unclosed_parenthesis(opening) if scanner.at_end() else scanner.expected("a search term or `)`")
    scanner.position += 1
    return inner or SearchLogical(Span(opening, scanner.position), "AND", ())


def _subsearch(scanner: Scanner) -> SearchSubsearch:
    pipeline = scanner.subsearch()
    return SearchSubsearch(pipeline.span, pipeline)


_MARKS: dict[str, Callable[[Scanner], SearchExpression]] = {
    "(": _parenthesised,
    "[": _subsearch,
    "`": Scanner.macro,
}
