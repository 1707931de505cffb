"""From a text to a pipeline: commands between pipes, subsearches between brackets.

A command that is wrong does not hide the ones behind it: its mistake is kept, reading goes on behind the next pipe or
at the bracket that closes the subsearch, and all mistakes are raised together.

Invariant: a `[` is only ever consumed together with what belongs to its `]`, so when a command fails, the position
stands at the bracket level of that command, and the search for its end may start right there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from harness.diagnostics import SourceText, Span, suggest
from harness.errors import SplError
from harness.spl.syntax import lookalikes
from harness.spl.syntax.ast import CommandNode, MacroCommand, Pipeline
from harness.spl.syntax.cursor import Cursor
from harness.spl.syntax.mistakes import error_of
from harness.spl.syntax.scanner import BOUNDARY, SUBSEARCH_NESTING

if TYPE_CHECKING:
    from harness.spl.syntax.grammar import CommandSyntax, Grammar

MOST_MISTAKES = 100
"""Reading stops after this many mistakes in one search."""

_LONGEST_NAME = 40
_LAST_WORD = re.compile(r"\w+(?=\s*\Z)")
_NAME = re.compile(r"\s*+([A-Za-z_][\w-]*+)")


def parse_pipeline(source: SourceText, grammar: Grammar, *, keep_macros: bool = False) -> Pipeline:
    """Reads a whole search; comments are blanked before, and macros expanded.

    With `keep_macros` a macro call may stand as a term of a search expression or in the place of a whole command.
    Raises: SplError with the diagnostics of every mistake.
    """
    cursor = Cursor(source, grammar)
    cursor.keeps_macros = keep_macros
    commands = _main_search(cursor)
    if cursor.diagnostics:
        wrong = {found.span for found in cursor.diagnostics}
        raise error_of([*cursor.diagnostics, *(found for found in cursor.warnings if found.span not in wrong)])
    return Pipeline(Span(0, cursor.end), commands, source, tuple(cursor.warnings))


def parse_subsearch(cursor: Cursor) -> Pipeline:
    """Reads `[ .. ]`; mistakes inside are kept by the cursor and raised with those of the whole search."""
    opening = cursor.mark()
    if cursor.peek_character() != "[":
        raise cursor.missing("a subsearch in brackets: [ .. ]")
    cursor.enter(SUBSEARCH_NESTING)
    cursor.position = opening + 1
    cursor.punctuation("|")
    commands = _stages(cursor)
    if cursor.position >= cursor.end:
        _report_unclosed(cursor, opening)
    else:
        cursor.position += 1
    cursor.leave(SUBSEARCH_NESTING)
    return Pipeline(Span(opening, cursor.position), commands, cursor.source)


def _main_search(cursor: Cursor) -> tuple[CommandNode, ...]:
    explicit = cursor.punctuation("|")
    commands = list(_stages(cursor, implicit=not explicit))
    while cursor.position < cursor.end and len(cursor.diagnostics) < MOST_MISTAKES:
        span = Span(cursor.position, cursor.position + 1)
        cursor.report(cursor.error("SPL106", "this bracket closes nothing: `]`", span, label="no `[` before it"))
        cursor.position += 1
        _skip_to_end_of_command(cursor)
        if cursor.punctuation("|"):
            commands += _stages(cursor)
    return tuple(commands)


def _report_unclosed(cursor: Cursor, opening: int) -> None:
    """Says so for the innermost bracket only: one that is missing leaves all around it open too."""
    if not any(found.code in ("SPL105", "SPL001") for found in cursor.diagnostics):
        cursor.report(cursor.unclosed_bracket(opening))


def _stages(cursor: Cursor, *, implicit: bool = False) -> tuple[CommandNode, ...]:
    """Reads commands up to a `]` or the end of the text."""
    commands: list[CommandNode] = []
    first = True
    while True:
        command = _stage(cursor, is_first=first, implicit=implicit and first)
        if command is not None:
            commands.append(command)
        first = False
        if len(cursor.diagnostics) >= MOST_MISTAKES:
            cursor.position = cursor.end
        if not cursor.punctuation("|"):
            lookalikes.check_renamed(cursor, commands)
            return tuple(commands)


def _stage(cursor: Cursor, *, is_first: bool, implicit: bool) -> CommandNode | None:
    outside = cursor.nesting, cursor.command_start, cursor.stop_words
    try:
        return _command(cursor, is_first=is_first, implicit=implicit)
    except SplError as error:
        cursor.report(error)
        cursor.nesting, cursor.command_start, cursor.stop_words = outside
        cursor.aggregates = False
        _skip_to_end_of_command(cursor)
        return None


def _skip_to_end_of_command(cursor: Cursor) -> None:
    depth = 0
    for match in BOUNDARY.finditer(cursor.text, cursor.position):
        mark = match[0]
        if depth == 0 and mark in "|]":
            cursor.position = match.start()
            return
        depth += (mark == "[") - (mark == "]")
    cursor.position = cursor.end


def _command(cursor: Cursor, *, is_first: bool, implicit: bool) -> CommandNode:
    start = cursor.mark()
    if not implicit and cursor.peek_character() == "`":
        return _macro_command(cursor)
    command_class = _implied(cursor) if implicit else _named(cursor, is_first)
    outer, cursor.command_start = cursor.command_start, start
    command = command_class.parse(cursor)
    cursor.command_start = outer
    if not cursor.at_end():
        raise _leftover(cursor)
    if not is_first and command.is_generating:
        _report_misplaced(cursor, command, Span(start, cursor.position))
    return command


def _macro_command(cursor: Cursor) -> MacroCommand:
    macro = cursor.macro()
    if not cursor.at_end():
        raise cursor.macro_found(macro.span)
    return MacroCommand(macro.span, macro)


def _implied(cursor: Cursor) -> type[CommandSyntax]:
    """A search that does not start with a pipe starts with `search`, written or not."""
    if cursor.at_end():
        raise cursor.error("SPL111", "the search is empty", label="nothing to search for")
    cursor.keyword("search")
    found = cursor.grammar.command("search")
    assert found is not None
    return found


def _named(cursor: Cursor, is_first: bool) -> type[CommandSyntax]:
    match = _NAME.match(cursor.text, cursor.position)
    if match is None:
        raise _no_name(cursor)
    found = cursor.grammar.command(match[1].lower())
    if found is None:
        raise _unknown(cursor, match, is_first)
    cursor.position = match.end()
    return found


def _no_name(cursor: Cursor) -> SplError:
    if cursor.at_end():
        is_doubled = cursor.text[max(cursor.position - 1, 0) : cursor.position + 1] == "||"
        way_out = "write OR between conditions; one pipe stands between commands" if is_doubled else None
        return cursor.error("SPL107", "a command is missing here", label="nothing between the pipes", help=way_out)
    return cursor.expected("the name of a command")


def _unknown(cursor: Cursor, match: re.Match[str], is_first: bool) -> SplError:
    name = match[1]
    near = suggest(name.lower(), cursor.grammar.command_names())
    way_out = cursor.grammar.advice(name.lower()) or (f'did you mean "{near}"?' if near else None)
    if cursor.text.startswith("(", match.end()) and cursor.grammar.function(name.lower()) is not None:
        way_out = f'"{name}" is a function: eval field={name}(..), or where'
    if cursor.peek_option() or (is_first and way_out is None):
        way_out = f'search terms need the name of their command: "search {name}.."'
    span = Span(*match.span(1))
    return cursor.error("SPL301", f'unknown command "{name}"', span, label="not a command", help=way_out)


def _leftover(cursor: Cursor) -> SplError:
    """What stands where a command should end: most often a bracket too much or a pipe too few."""
    found, span = cursor.found()
    if found == "`)`":
        return cursor.error("SPL104", "this parenthesis closes nothing: `)`", span, label="no `(` before it")
    if found[1:-1].lower() in cursor.grammar.command_names():
        return cursor.error(
            "SPL109", f"a pipe is missing before {found}", span, label="a new command", help=f"write | {found[1:-1]}"
        )
    way_out = "is a comma missing before it?" if cursor.peek_option() else _call_meant(cursor)
    return cursor.expected("a pipe or the end of the search", code="SPL101", help=way_out)


def _call_meant(cursor: Cursor) -> str | None:
    """What helps where the name of a function stands without parentheses."""
    before = _LAST_WORD.search(cursor.text, max(0, cursor.position - _LONGEST_NAME), cursor.position)
    is_function = before is not None and cursor.grammar.function(before[0].lower()) is not None
    return f"arguments stand in parentheses: {before[0]}(..)" if before and is_function else None


def _report_misplaced(cursor: Cursor, command: CommandNode, span: Span) -> None:
    cursor.report(
        cursor.error(
            "SPL108",
            f'"{command.keyword}" makes its own results and cannot follow a pipe',
            Span(span.start, span.start + len(command.keyword)),
            label="not the first command",
            help="start the search with it, or put it into brackets: append [ .. ]",
        )
    )
