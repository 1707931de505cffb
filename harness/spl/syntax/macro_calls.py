"""Where the macros and comments of a text are, and what a call says.

Backticks inside double quotes belong to the text there.  The arguments of a call are separated by commas outside of
quotes and parentheses; quotes around a whole argument are not part of it, `\\"` inside them is a quote.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from harness.diagnostics import Diagnostic, SourceText, Span
from harness.errors import SplSyntaxError
from harness.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SPECIAL = re.compile(
    r"""(?P<text>\\.|"(?:[^"\\]++|\\.)*+")|(?P<comment>```.*?```)|(?P<macro>`(?!``)(?:[^`"\\]++|\\.|"(?:[^"\\]++|\\.)*+"|")*+`)|`""",
    re.DOTALL,
)
_CALL = re.compile(r"\s*+([\w:.-]++)\s*+(?:\((.*)\)\s*+)?\Z", re.DOTALL)
_SEPARATOR = re.compile(r'"(?:[^"\\]++|\\.)*+"|[(),]', re.DOTALL)
_ESCAPE = re.compile(r'\\(["\\])')


@frozen
class Piece:
    """A part of a text: plain, a comment, or a macro call, backticks included."""

    kind: Literal["plain", "comment", "macro"]
    span: Span


@frozen
class ArgumentText:
    """What a call gives for one argument, and the offset of each of its characters (and of its end) in the call."""

    text: str
    offsets: Sequence[int]


@frozen
class MacroCall:
    """A call as written."""

    name: str
    name_span: Span
    span: Span
    arguments: tuple[ArgumentText, ...]

    @property
    def label(self) -> str:
        """What messages call it."""
        return f"{self.name}({len(self.arguments)})" if self.arguments else self.name


def find_pieces(source: SourceText) -> Iterator[Piece]:
    """The text from its beginning to its end, piece by piece.

    Raises: SplSyntaxError SPL003 for an unclosed backtick, SPL004 for an unclosed comment.
    """
    position = 0
    for match in _SPECIAL.finditer(source.text):
        if match.lastgroup == "text":
            continue
        if match.lastgroup is None:
            raise _unclosed(source, match.start())
        if match.start() > position:
            yield Piece("plain", Span(position, match.start()))
        yield Piece("comment" if match.lastgroup == "comment" else "macro", Span(*match.span()))
        position = match.end()
    if position < len(source.text):
        yield Piece("plain", Span(position, len(source.text)))


def _unclosed(source: SourceText, start: int) -> SplSyntaxError:
    is_comment = source.text.startswith("```", start)
    code, what, width = ("SPL004", "comment", 3) if is_comment else ("SPL003", "macro call", 1)
    message = f"this {what} is never closed"
    return _problem(code, message, source, Span(start, start + width), "opened here")


def read_call(source: SourceText, span: Span) -> MacroCall:
    """What stands between the backticks of `span`.

    Raises: SplSyntaxError SPL115 where that is not `name` or `name(arguments)`.
    """
    match = _CALL.match(source.text[span.start + 1 : span.end - 1])
    if match is None:
        raise _problem(
            "SPL115", "between backticks stands `name` or `name(arguments)`", source, span, "not a macro call"
        )
    start = span.start + 1
    name_span = Span(start + match.start(1), start + match.end(1))
    arguments = _arguments(match[2], start + match.start(2)) if match[2] and match[2].strip() else ()
    return MacroCall(match[1], name_span, span, arguments)


def _arguments(text: str, offset: int) -> tuple[ArgumentText, ...]:
    found: list[ArgumentText] = []
    depth = position = 0
    for match in _SEPARATOR.finditer(text):
        mark = match[0]
        depth += (mark == "(") - (mark == ")")
        if mark == "," and depth <= 0:
            found.append(_argument(text[position : match.start()], offset + position))
            position = match.end()
    found.append(_argument(text[position:], offset + position))
    return tuple(found)


def _argument(text: str, offset: int) -> ArgumentText:
    start = offset + len(text) - len(text.lstrip())
    text = text.strip()
    if len(text) < 2 or text[0] != '"' or not re.fullmatch(r'"(?:[^"\\]++|\\.)*+"', text, re.DOTALL):
        return ArgumentText(text, range(start, start + len(text) + 1))
    return _unquoted(text[1:-1], start + 1)


def _unquoted(text: str, start: int) -> ArgumentText:
    offsets = list(range(start, start + len(text) + 1))
    for match in reversed(list(_ESCAPE.finditer(text))):
        del offsets[match.start()]
    return ArgumentText(_ESCAPE.sub(r"\1", text), offsets)


def _problem(code: str, message: str, source: SourceText, span: Span, label: str) -> SplSyntaxError:
    return SplSyntaxError(diagnostics=[Diagnostic(code, message, source, span, label)])
