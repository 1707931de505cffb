"""Where reading stands in a text, and how it fails: the ground that the cursor and the expression parsers share.

There is no stream of tokens: what a character means depends on the command it stands in, so each reader applies the
regular expression of its own mode at `position` when it needs the next piece.  Every such expression starts by
skipping white space, uses possessive quantifiers, and so costs time linear in what it consumes.

Invariants
- `position` stands behind the last piece consumed, before white space.
- `nesting` counts what is open around `position`, and `height` the levels of the expression read last; neither
  exceeds `MAX_NESTING`, so that reading the text and walking the tree may recurse.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from harness.diagnostics import Diagnostic, SourceText, Span
from harness.spl.syntax.ast import MacroReference
from harness.spl.syntax.mistakes import error_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harness.errors import SplError
    from harness.spl.syntax.ast import Pipeline
    from harness.spl.syntax.grammar import Grammar

MAX_NESTING = 128
"""How deep parentheses, function calls and subsearches may stand in each other.

Reading takes up to four frames of the stack for each level, evaluating six, and Python gives a thousand.
"""

SUBSEARCH_NESTING = 5
"""What one subsearch counts of `MAX_NESTING`: reading it takes as much stack as five parentheses."""

MOST_WARNINGS = 100
"""How many warnings one search gets."""

BOUNDARY = re.compile(r'\\.|"(?:[^"\\]++|\\.)*+"?|[\[\]|]', re.DOTALL)
"""What may end a command, and the texts in which it does not."""

_SPACE = re.compile(r"\s*+")
_FOUND = re.compile(r"""\s*+("(?:[^"\\]++|\\.)*+"?|[\w.:{}*@$%#-]++|<<\w+>>|!=|<>|[<>=]=?|&&|.)""", re.DOTALL)
_MACRO = re.compile(r'\s*+(`(?!``)(?:[^`"\\]++|\\.|"(?:[^"\\]++|\\.)*+"|")*+`)', re.DOTALL)
_ENDS = frozenset({"", "|", "]"})
_FOREIGN_OPERATORS = {"<>": "write `!=`", "&&": "write AND", "=>": "write `>=`", "=<": "write `<=`"}
_LONGEST_SHOWN = 40
_TYPOGRAPHIC_QUOTES = "\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb"
CLOSED = {
    '"': re.compile(r'"(?:[^"\\]++|\\.)*+"', re.DOTALL),
    "'": re.compile(r"'(?:[^'\\]++|\\.)*+'", re.DOTALL),
}
"""A whole text of each kind of quote."""


class Scanner:
    """A position in a text, what is known of the language, and the mistakes found so far."""

    __slots__ = (
        "aggregates",
        "command_start",
        "diagnostics",
        "end",
        "grammar",
        "height",
        "keeps_macros",
        "nesting",
        "position",
        "source",
        "stop_words",
        "text",
        "warnings",
    )

    def __init__(self, source: SourceText, grammar: Grammar) -> None:
        self.source = source
        self.text = source.text
        self.end = len(source.text)
        self.grammar = grammar
        self.keeps_macros = False
        self.aggregates = False
        """Whether the expression being read may call statistical functions."""
        self.position = 0
        self.command_start = 0
        self.stop_words: Sequence[str] = ()
        self.nesting = 0
        self.height = 0
        self.diagnostics: list[Diagnostic] = []
        self.warnings: list[Diagnostic] = []

    def skip_space(self) -> int:
        """Moves to the next character that is not white space and returns its offset."""
        position = self.position
        if position < self.end and self.text[position].isspace():
            match = _SPACE.match(self.text, position)
            self.position = position = match.end() if match else position
        return position

    def at_end(self) -> bool:
        """Whether the command ends here: at a pipe, a closing bracket or the end of the text."""
        return self.peek_character() in _ENDS

    def peek_character(self) -> str:
        """The next character that is not white space; empty at the end."""
        character = self.text[self.position : self.position + 1]
        if not character.isspace():
            return character
        position = self.skip_space()
        return self.text[position : position + 1]

    def mark(self) -> int:
        """The offset of the next piece, to make a span from later."""
        return self.skip_space()

    def span_from(self, mark: int) -> Span:
        """The span from a mark to the end of the last piece consumed."""
        return Span(mark, max(mark, self.position))

    def command_span(self) -> Span:
        """The span from the name of the command being read to the last piece consumed."""
        return Span(self.command_start, self.position)

    def macro(self) -> MacroReference:
        """Reads a macro call that is left as written; the scanner stands before its backtick.

        Raises: SplSyntaxError SPL116 where macros should have been expanded, SPL003 for an unclosed backtick.
        """
        match = _MACRO.match(self.text, self.position)
        if match is None:
            start = self.skip_space()
            raise self.error("SPL003", "this macro call is never closed", Span(start, start + 1), label="opened here")
        if not self.keeps_macros:
            raise self.macro_found(Span(*match.span(1)))
        self.position = match.end()
        return MacroReference(Span(*match.span(1)), match[1][1:-1].strip())

    def macro_found(self, span: Span) -> SplError:
        """The error for a macro call where the text can only be read with its macros expanded."""
        return self.error("SPL116", "a macro call must be expanded to be read here", span, label="what is it?")

    def subsearch(self) -> Pipeline:
        """Reads `[ .. ]`."""
        raise NotImplementedError

    def enter(self, levels: int = 1) -> None:
        """Counts levels of nesting; `leave` takes them back, and so does the recovery after an error."""
        self.nesting += levels
        if self.nesting > MAX_NESTING:
            raise self.too_deep()

    def leave(self, levels: int = 1) -> None:
        """Takes back what `enter` counted."""
        self.nesting -= levels

    def too_deep(self, span: Span | None = None) -> SplError:
        """The error for what stands inside too much else."""
        return self.error(
            "SPL006",
            f"the search is nested more than {MAX_NESTING} levels deep here",
            span,
            help="split it into several commands",
        )

    def found(self) -> tuple[str, Span]:
        """The next piece in words, and its span, for messages."""
        match = _FOUND.match(self.text, self.position)
        if match is None:
            return "the end of the search", Span(self.end, self.end)
        text = match[1] if len(match[1]) <= _LONGEST_SHOWN else match[1][:_LONGEST_SHOWN] + ".."
        return f"`{text}`", Span(*match.span(1))

    def expected(self, what: str, *, code: str = "SPL102", help: str | None = None) -> SplError:  # noqa: A002
        """The error "expected `what`, found the next piece", or what is wrong with the quote that was found."""
        found, span = self.found()
        character = self.text[span.start : span.start + 1]
        if character in _TYPOGRAPHIC_QUOTES and character:
            return self.error(
                "SPL005", f"`{character}` is not a quote in SPL", span, help='write straight quotes: "text"'
            )
        if character == "`":
            return self.macro_found(span)
        if character and character in "<>" and self.text[span.start - 1 : span.start] == "=":
            found, span = f"`={character}`", Span(span.start - 1, span.start + 1)
        if found[1:-1] in _FOREIGN_OPERATORS:
            instead = _FOREIGN_OPERATORS[found[1:-1]]
            return self.error("SPL112", f"{found} is no operator of SPL", span, label="no operator", help=instead)
        if character in ("'", '"') and not CLOSED[character].match(self.text, span.start):
            return self.unclosed_quote(span.start)
        return self.error(code, f"expected {what}, found {found}", span, label=f"expected {what}", help=help)

    def unclosed_quote(self, start: int) -> SplError:
        """The error for a quote that nothing closes."""
        code = "SPL001" if self.text[start] == '"' else "SPL002"
        span = Span(start, start + 1)
        return self.error(code, f"this quote is never closed: `{self.text[start]}`", span, label="opened here")

    def unclosed_bracket(self, opening: int) -> SplError:
        """The error for a `[` that nothing closes."""
        return self.error(
            "SPL105", "this bracket is never closed: `[`", Span(opening, opening + 1), label="opened here"
        )

    def unclosed_parenthesis(self, opening: int) -> SplError:
        """The error for a `(` that nothing closes."""
        return self.error("SPL103", "this parenthesis is never closed", Span(opening, opening + 1), label="opened here")

    def error(
        self,
        code: str,
        message: str,
        span: Span | None = None,
        *,
        label: str = "",
        help: str | None = None,  # noqa: A002
        notes: tuple[str, ...] = (),
    ) -> SplError:
        """An error with its place (the next piece unless said), for the caller to raise."""
        place = self.found()[1] if span is None else span
        return error_of([Diagnostic(code, message, self.source, place, label, help, notes)])

    def warn(self, code: str, message: str, span: Span, *, label: str = "", help: str | None = None) -> None:  # noqa: A002
        """Keeps a warning, unless there are many."""
        if len(self.warnings) < MOST_WARNINGS:
            self.warnings.append(Diagnostic(code, message, self.source, span, label, help, severity="warning"))

    def report(self, error: SplError) -> None:
        """Keeps the mistakes of an error, and reading goes on."""
        self.diagnostics.extend(finding for finding in error.diagnostics if isinstance(finding, Diagnostic))
