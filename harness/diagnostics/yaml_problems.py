"""A YAML parser's complaint as a diagnostic: in the words of somebody who writes detections, with a way out."""

from __future__ import annotations

import yaml

from harness.diagnostics.diagnostic import Diagnostic
from harness.diagnostics.source import SourceText, Span

_BLOCK_HINT = "quote the text, or write it as a block with |"
_HELP = {
    "mapping values are not allowed": f'a ": " inside plain text starts a mapping: {_BLOCK_HINT}',
    "found character that cannot start any token": f"plain text cannot start with this character: {_BLOCK_HINT}",
    "did not find expected alphabetic or numeric": f"plain text cannot start with * or &: {_BLOCK_HINT}",
    "could not find expected ':'": 'a key needs ": " behind it; indent the lines of a long text below its key',
    "did not find expected key": "check the indentation and the quotes of this line and of the one before",
    "found unexpected end of stream": "close it with the quote that it starts with",
    "did not find expected '-' indicator": "items of a list start with - at one and the same depth",
    "found unknown escape character": r"double the backslash, use single quotes, or write the text as a block with |",
    "did not find expected <document start>": 'write "key: value" lines that all start in one column',
    "did not find expected ',' or": "close the bracket, or separate the items with a comma",
}
_WORDS = {
    "mapping values are not allowed in this context": 'a second ": " is not allowed here',
    "found character that cannot start any token": "plain text cannot start like this",
    "did not find expected alphabetic or numeric character": "this is not the name of an anchor",
    "did not find expected <document start>": "the document has ended and more text follows",
    "did not find expected key": "this line does not fit the lines above it",
    "found unexpected end of stream": "a quoted text is not closed",
    "did not find expected ',' or ']'": "a [ is not closed",
    "did not find expected ',' or '}'": "a { is not closed",
}
_STARTS_MATTER = ("found unexpected end of stream", "did not find expected ',' or", "did not find expected alphabetic")
"""Complaints that come long after the mistake; the place to look at is where the thing starts."""


def diagnose(source: SourceText, problem: yaml.YAMLError) -> Diagnostic:
    """The diagnostic of a parser's complaint."""
    if not isinstance(problem, yaml.MarkedYAMLError):
        return Diagnostic("YAML001", f"invalid YAML: {_first_line(str(problem))}", source, Span(0, 0))
    said = problem.problem or "not understood"
    start = _offset(problem.problem_mark or problem.context_mark, source)
    if source.text[start : start + 1] == "\t" or "tab character" in said:
        return _tab(source, start)
    message, help_ = f"invalid YAML: {_WORDS.get(said, said)}", _help(said)
    if problem.context_mark is not None and said.startswith(_STARTS_MATTER):
        span = _span(source, _offset(problem.context_mark, source))
        return Diagnostic("YAML001", message, source, span, "starts here", help_, _end_note(source, start))
    return Diagnostic("YAML001", message, source, _span(source, start), "", help_, _start_note(problem))


def _offset(mark: yaml.Mark | None, source: SourceText) -> int:
    return 0 if mark is None else min(mark.index, len(source.text))


def _tab(source: SourceText, start: int) -> Diagnostic:
    tab = source.text.find("\t", source.text.rfind("\n", 0, start) + 1)
    at = tab if tab >= 0 else start
    help_ = "indent with spaces; YAML does not allow tabs"
    return Diagnostic("YAML007", "a tab is used as indentation", source, Span(at, at + 1), "tab", help_)


def _span(source: SourceText, start: int) -> Span:
    end = start + 1 if start < len(source.text) and source.text[start] not in "\r\n" else start
    return Span(start, end)


def _help(said: str) -> str | None:
    return next((help_ for beginning, help_ in _HELP.items() if beginning in said), None)


def _start_note(problem: yaml.MarkedYAMLError) -> tuple[str, ...]:
    if problem.context_mark is None or problem.problem_mark is None:
        return ()
    line = problem.context_mark.line
    return () if line == problem.problem_mark.line else (f"{problem.context}, which starts in line {line + 1}",)


def _end_note(source: SourceText, end: int) -> tuple[str, ...]:
    return ("it goes on to the end of the file",) if end >= len(source.text) else ()


def _first_line(text: str) -> str:
    return text.partition("\n")[0]
