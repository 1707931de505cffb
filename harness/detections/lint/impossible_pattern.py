"""Patterns that no text can match, and texts that a value in lower or upper case cannot equal.

A `^` in the middle, something behind a `$`, capital letters that are looked for in `lower(x)`: the condition is never
true, and the detection stays silent.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from harness.detections.lint import Rule
from harness.detections.lint._regex import contradiction
from harness.spl.syntax.ast import Binary, Call, InExpression, StringLiteral

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.detections.lint._search import LintedSearch
    from harness.diagnostics import Diagnostic, Span
    from harness.spl.syntax.ast import Expression

_MATCHING = frozenset({"match", "replace", "mvfind"})
_NOT_LETTERS = re.compile(r"\\[pP]\{[^}]*\}|\\x[0-9A-Fa-f]{2}|\\.|\(\?P?<\w+>", re.DOTALL)
_CASES = {"lower": ("lower case", str.upper), "upper": ("upper case", str.lower)}


class ImpossiblePatternRule(Rule):
    """Reads the patterns of rex, regex, match, replace and mvfind, and what lower(x) and upper(x) are compared with."""

    codes = ("L021",)

    def look(self, search: LintedSearch) -> Iterator[Diagnostic]:
        """A warning for each that cannot match."""
        for span, pattern in _patterns(search):
            reason = contradiction(pattern) if ("^" in pattern or "$" in pattern or "\\" in pattern) else None
            if reason:
                way_out = "move it to where it can hold, or write \\^ or \\$ for the character"
                yield search.finding("L021", "this pattern matches no text", span, reason, help=way_out)
        for _, _, node in search.expressions():
            for call, text in _compared(node):
                case = _wrong_case(call, text)
                if case:
                    message = f"{search.text(call.span)} has no letter that is not in {case}"
                    yield search.finding("L021", message, text.span, "never equal", help=f"write it in {case}")


def _patterns(search: LintedSearch) -> Iterator[tuple[Span, str]]:
    for _, _, command in search.steps("rex", "regex"):
        if getattr(command, "mode", None) != "sed" and not getattr(command, "negates", False):
            yield command.span, command.pattern
    for _, _, node in search.expressions():
        if isinstance(node, Call) and node.name in _MATCHING and len(node.arguments) > 1:
            pattern = node.arguments[1]
            if isinstance(pattern, StringLiteral):
                yield pattern.span, pattern.value


def _compared(node: Expression) -> Iterator[tuple[Call, StringLiteral]]:
    """A call of lower or upper, and a text that its value has to equal or match."""
    sides: tuple[tuple[Any, Any], ...] = ()
    if isinstance(node, Binary) and node.operator in ("=", "LIKE"):
        sides = ((node.left, node.right), (node.right, node.left))
    elif isinstance(node, InExpression):
        sides = tuple((node.operand, candidate) for candidate in node.candidates)
    elif isinstance(node, Call) and node.name in ("match", "like", "in") and node.arguments:
        sides = tuple((node.arguments[0], candidate) for candidate in node.arguments[1:])
    for call, text in sides:
        if isinstance(call, Call) and call.name in _CASES and isinstance(text, StringLiteral):
            yield call, text


def _wrong_case(call: Call, text: StringLiteral) -> str | None:
    case, other = _CASES[call.name]
    if any(mark in text.value for mark in ("|", "[", "?", "*")):
        return None  # a part of the pattern may be left out
    letters = _NOT_LETTERS.sub("", text.value)
    return (
        case
        if any(char.isalpha() and char == other(char) and char.lower() != char.upper() for char in letters)
        else None
    )
