"""What is right and rarely meant: `and` in lower case, typographic quotes, a text where a field was wanted.

Splunk takes all of it without a word, and so it is read here; a warning says what it means.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from harness.diagnostics import Span
from harness.spl.syntax.ast import Binary, Call, NumberLiteral, StringLiteral

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from harness.spl.syntax.ast import CommandNode, Expression, FieldName
    from harness.spl.syntax.scanner import Scanner

_OPERATORS = frozenset(word for name in ("and", "or", "not") for word in (name, name.capitalize()))
MISTAKABLE_COMMANDS = frozenset(
    {
        *("bin", "chart", "dedup", "eval", "eventstats", "fillnull", "inputlookup", "makemv", "mstats", "mvexpand"),
        *("outputlookup", "rename", "rex", "spath", "stats", "streamstats", "table", "timechart", "tstats", "where"),
    }
)
"""Commands whose names nobody looks for as words."""
_KEEPING = frozenset({"dedup", "fields", "head", "regex", "reverse", "search", "sort", "table", "tail", "where"})
"""Commands that make no fields."""
_QUOTES = re.compile("[\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb]")
_AT_START = re.compile(r"\s*(?:search\s)?\s*\Z", re.IGNORECASE)
_FIELD_LIKE = re.compile(r"[A-Za-z_][\w.{}:@-]*\Z")
_ABOUT_FIELDS = frozenset({"isnull", "isnotnull", "mvcount"})


def check_word(scanner: Scanner, word: str, span: Span) -> None:
    """Warns of a word of a search expression that is no word in its writer's mind."""
    if word in _OPERATORS:
        _warn_of_operator(scanner, word, span)
    elif word in MISTAKABLE_COMMANDS:
        _warn_of_command(scanner, word, span)
    elif word[0] == "!" and len(word) > 1:
        message = "`!` does not negate in a search expression: it belongs to the word"
        scanner.warn("SPL123", message, span, label="looks for this word", help=f"write NOT {word[1:]}")
    elif not word.isascii():
        _check_quotes(scanner, word, span)


def check_value(scanner: Scanner, value: str, span: Span) -> None:
    """Warns of a bare value with typographic quotes, or with a `!` that stands on the wrong side of `=`."""
    if not value.isascii():
        _check_quotes(scanner, value, span)
    elif value[0] == "!" and len(value) > 1:
        scanner.warn("SPL123", "`!` belongs to the value here", span, label="compares with this", help="write `!=`")


def _warn_of_operator(scanner: Scanner, word: str, span: Span) -> None:
    upper = word.upper()
    scanner.warn(
        "SPL121",
        f'"{word}" is a word to look for here, not an operator',
        span,
        label="looks for this word",
        help=f'write {upper}, or "{word}" if the word is meant',
    )


def _warn_of_command(scanner: Scanner, word: str, span: Span) -> None:
    before = scanner.text[scanner.command_start : span.start]
    behind = scanner.text[span.end : span.end + 2].lstrip()
    if _AT_START.match(before) or not behind or behind[0] in ")|]":
        return
    message = f'"{word}" is a word to look for here, not a command'
    scanner.warn("SPL124", message, span, label="is a pipe missing before it?", help=f"write | {word}")


def check_fields(scanner: Scanner, fields: Sequence[FieldName]) -> None:
    """Warns of a command's name among the fields of a BY clause."""
    for field in fields[1:-1]:
        if field.name in MISTAKABLE_COMMANDS and not field.quoted:
            message = f'"{field.name}" is a field to group by here, not a command'
            way_out = f"write | {field.name}"
            scanner.warn("SPL124", message, field.span, label="is a pipe missing before it?", help=way_out)


def check_renamed(scanner: Scanner, commands: Iterable[CommandNode]) -> None:
    """Warns of a BY clause with a field that `rename` has taken away, where no command in between can make it anew."""
    gone: dict[str, str] = {}
    for node in commands:
        command: Any = node
        if command.keyword == "rename":
            for renaming in command.renamings:
                gone[renaming.old.name] = renaming.new.name
                gone.pop(renaming.new.name, None)
        elif command.keyword == "eval":
            for assignment in command.assignments:
                gone.pop(assignment.target.name, None)
        elif command.keyword not in _KEEPING:
            _check_grouping(scanner, gone, getattr(command, "by_fields", ()))
            gone.clear()


def _check_grouping(scanner: Scanner, gone: Mapping[str, str], fields: Sequence[FieldName]) -> None:
    for field in fields:
        new = gone.get(field.name)
        if new is not None:
            message = f'"{field.name}" was renamed to "{new}" before'
            scanner.warn("SPL125", message, field.span, label="no longer there", help=f"group by {new}")


def _check_quotes(scanner: Scanner, text: str, span: Span) -> None:
    found = _QUOTES.search(text)
    if found:
        place = Span(span.start + found.start(), span.start + found.start() + 1)
        message = f"`{found[0]}` is not a quote in SPL: it is looked for like a letter"
        scanner.warn("SPL122", message, place, label="typographic", help='write straight quotes: "text"')


def check_comparison(scanner: Scanner, node: Binary) -> None:
    """Warns of a text on the left of a comparison with a text or number, which no event has a say in."""
    left, right = node.left, node.right
    if isinstance(left, StringLiteral) and isinstance(right, StringLiteral | NumberLiteral):
        _check_text(scanner, left, right.value if isinstance(right, StringLiteral) else "")


def check_argument(scanner: Scanner, call: Call) -> None:
    """Warns of `isnull("field")` and its like, which ask a text."""
    if call.name in _ABOUT_FIELDS and isinstance(call.arguments[0], StringLiteral):
        _check_text(scanner, call.arguments[0], "")


def _check_text(scanner: Scanner, text: StringLiteral, other: str) -> None:
    if text.value == other or not _FIELD_LIKE.match(text.value) or _is_from_macro(scanner, text):
        return
    scanner.warn(
        "SPL404",
        f'"{text.value}" is a text, the same for every result',
        text.span,
        label="a text, not a field",
        help=f"a field stands in single quotes or bare: '{text.value}'",
    )


def _is_from_macro(scanner: Scanner, node: Expression) -> bool:
    """Whether it came out of a macro, in which comparing an argument with a text is of use."""
    return any(origin.via for origin in scanner.source.origins if origin.start <= node.span.start < origin.end)
