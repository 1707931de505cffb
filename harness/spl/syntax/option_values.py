"""The values of `name=value` options: one reader for each kind that an option declares."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from harness.diagnostics import SourceText, Span, suggest
from harness.spl.syntax import texts
from harness.spl.syntax.ast import Expression, FieldName
from harness.timerange import parse_span, parse_time_modifier

if TYPE_CHECKING:
    from collections.abc import Callable

    from harness.spl.syntax.cursor import Cursor
    from harness.spl.syntax.grammar import OptionSyntax

_VALUE = re.compile(
    r"""\s*+(?:"((?:[^"\\]++|\\.)*+)"|([^\s|\[\]()"',`]++(?:\([^()\s|"]*+\))?|,(?=\s|\Z)))""", re.DOTALL
)
_QUOTED_CONDITION = re.compile(r"""\s*+(?:"\("((?:[^"\\]|\\.)*+)"\)"|"((?:[^"\\]|\\.)*+)")""", re.DOTALL)
_ESCAPED_TEXT = re.compile(r'\\"((?:[^"\\]|\\[^"])*+)\\"', re.DOTALL)
_VISIBLE = re.compile(r"[^\n]")
_INTEGER = re.compile(r"[+-]?\d{1,18}\Z")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\Z")
_TIMESPAN = re.compile(r"""\s*+(?:"([^"]*+)"|([^\s|\[\]()"',`]++))""")
_BOOLEANS = {"t": True, "true": True, "1": True, "yes": True, "f": False, "false": False, "0": False, "no": False}


def read(cursor: Cursor, option: OptionSyntax) -> Any:
    """Reads the value of an option; the cursor stands behind its `=`.

    Raises: SplArgumentError SPL202 where the value is not of the option's kind, SPL205 where it is out of range.
    """
    if option.kind == "condition":
        return _condition(cursor)
    match = _VALUE.match(cursor.text, cursor.position)
    if match is None:
        raise cursor.expected(f'a value for "{option.name}"', code="SPL202")
    quoted = match[2] is None
    text = match[2] if match[2] is not None else texts.unescape_double(match[1])
    span = Span(match.start(1) - 1, match.end()) if quoted else Span(*match.span(2))
    cursor.position = match.end()
    try:
        return _READERS[option.kind](option, text)
    except _Refused as refused:
        raise cursor.error(
            refused.code, f'{refused.says}, not "{text}"', span, label=refused.label, help=refused.help
        ) from None


def _condition(cursor: Cursor) -> Expression:
    """`( expression )`; the parentheses belong to the option.

    In quotation marks too, as `"expression"` or `"("expression")"`, with a backslash before those inside.
    """
    opening = cursor.mark()
    match = _QUOTED_CONDITION.match(cursor.text, cursor.position)
    if match is not None:
        return _unquoted(cursor, match)
    cursor.expect("(")
    expression = cursor.condition()
    if not cursor.punctuation(")"):
        raise cursor.unclosed_parenthesis(opening) if cursor.at_end() else cursor.expected("an operator or `)`")
    return expression


def _unquoted(cursor: Cursor, match: re.Match[str]) -> Expression:
    """The condition that stands in quotation marks, read where it stands: every character keeps its place."""
    group = 1 if match[1] is not None else 2
    body = _ESCAPED_TEXT.sub(r' "\1" ', match[group])
    before = _VISIBLE.sub(" ", cursor.text[: match.start(group)])
    inner = type(cursor)(SourceText(cursor.source.name, before + body, cursor.source.origins), cursor.grammar)
    expression = inner.condition()
    if inner.position < len(inner.text.rstrip()):
        raise inner.expected("an operator or the end of the condition")
    cursor.diagnostics.extend(inner.diagnostics)
    cursor.position = match.end()
    return expression


def read_timespan(cursor: Cursor) -> str:
    """Reads a time span and returns it as written."""
    match = _TIMESPAN.match(cursor.text, cursor.position)
    if match is None:
        raise cursor.expected("a time span such as 1h")
    text = match[1] if match[2] is None else match[2]
    problem = timespan_problem(text) or ("" if text.strip("0") else f'invalid span "{text}": a span is at least 1')
    if problem:
        raise cursor.error(
            "SPL207", problem, Span(match.start(match.lastindex or 0), match.end()), label="not a time span"
        )
    cursor.position = match.end()
    return text


def timespan_problem(text: str) -> str | None:
    """Why a text is not a time span; None if it is one."""
    if text.isdigit():
        return None
    try:
        parse_span(text)
    except ValueError as error:
        return str(error)
    return None


def time_problem(text: str) -> str | None:
    """Why a text is not a time modifier; None if it is one."""
    try:
        parse_time_modifier(text)
    except ValueError as error:
        return str(error)
    return None


class _Refused(Exception):  # noqa: N818 - it never leaves this file
    """A value that is not of its option's kind."""

    def __init__(self, says: str, label: str, *, code: str = "SPL202", way_out: str | None = None) -> None:
        super().__init__(says)
        self.says = says
        self.label = label
        self.code = code
        self.help = way_out


def _boolean(option: OptionSyntax, text: str) -> bool:
    value = _BOOLEANS.get(text.lower())
    if value is None:
        raise _Refused(f'"{option.name}" is true or false', "neither true nor false")
    return value


def _integer(option: OptionSyntax, text: str) -> int:
    if not _INTEGER.match(text):
        raise _Refused(f'"{option.name}" is a whole number', "not a whole number")
    value = int(text)
    _check_range(option, value)
    return value


def _number(option: OptionSyntax, text: str) -> int | float:
    if not _NUMBER.match(text):
        raise _Refused(f'"{option.name}" is a number', "not a number")
    value = int(text) if _INTEGER.match(text) else float(text)
    _check_range(option, value)
    return value


def _check_range(option: OptionSyntax, value: float) -> None:
    if option.minimum is not None and value < option.minimum:
        raise _Refused(f'"{option.name}" is {option.minimum} or more', "too small", code="SPL205")
    if option.maximum is not None and value > option.maximum:
        raise _Refused(f'"{option.name}" is {option.maximum} or less', "too large", code="SPL205")


def _string(option: OptionSyntax, text: str) -> str:  # noqa: ARG001
    return text


def _choice(option: OptionSyntax, text: str) -> str:
    word = text.lower()
    if word not in option.choices:
        near = suggest(word, option.choices)
        raise _Refused(
            f'"{option.name}" is one of {", ".join(option.choices)}',
            "not one of them",
            way_out=f'did you mean "{near}"?' if near else None,
        )
    return word


def _timespan(option: OptionSyntax, text: str) -> str:
    problem = timespan_problem(text)
    if problem:
        raise _Refused(f'"{option.name}" is a time span such as 1h', "not a time span", code="SPL207", way_out=problem)
    return text


_SPAN = re.compile(r"(?:\d+(?:\.\d+)?|(?:\d+(?:\.\d+)?)?log\d+(?:\.\d+)?|auto)\Z", re.IGNORECASE)


def _span(option: OptionSyntax, text: str) -> str:
    """The width of a bin: a time span, a number or a logarithm."""
    return text if _SPAN.match(text) else _timespan(option, text)


def _time(option: OptionSyntax, text: str) -> str:
    problem = time_problem(text)
    if problem:
        raise _Refused(f'"{option.name}" is a time such as -1h@h', "not a time", code="SPL206", way_out=problem)
    return text


_READERS: dict[str, Callable[[OptionSyntax, str], Any]] = {
    "boolean": _boolean,
    "integer": _integer,
    "number": _number,
    "string": _string,
    "field": _string,
    "regex": _string,
    "choice": _choice,
    "timespan": _timespan,
    "span": _span,
    "time": _time,
}


def render(option: OptionSyntax, value: Any) -> str:
    """`name=value` as `read` takes it back."""
    from harness.spl.syntax.printer import print_expression, print_pattern

    if isinstance(value, bool):
        text = "true" if value else "false"
    elif isinstance(value, FieldName):
        text = texts.quote_double(value.name) if value.quoted else value.name
    elif option.kind == "regex":
        text = print_pattern(value)
    elif option.kind == "condition":
        text = f"({print_expression(value)})"
    elif isinstance(value, str):
        text = value if _is_plain(value) else texts.quote_double(value)
    else:
        text = str(value)
    return f"{option.name}={text}"


def _is_plain(text: str) -> bool:
    if text.startswith("="):
        return False  # `name==` is no option
    match = _VALUE.match(text)
    return match is not None and match[2] is not None and match.end() == len(text) and match.start(2) == 0
