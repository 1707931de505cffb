"""Searches with variables: `$field$` stands for the value of a field of one result.

A variable inside of double quotes becomes the value with its quotes and backslashes escaped; outside of them the value
itself where it is a plain word, and else the value in quotes.

Source: Search Reference, "map".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from harness.diagnostics import SourceText
from harness.errors import SearchRuntimeError
from harness.spl.commands._refusals import unsupported
from harness.spl.syntax.printer import print_string

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from harness.diagnostics import Span
    from harness.spl.contract import Context
    from harness.spl.syntax.ast import Pipeline

_PIECE = re.compile(r'"(?:[^"\\]|\\.)*"|\$([^$\s"]+)\$', re.DOTALL)
VARIABLE = re.compile(r'\$([^$\s"]+)\$')
"""A variable with its name."""
_WORD = re.compile(r"[\w.:@/*-]+")


def substituted(template: str, row: Mapping[str, str | list[str]], span: Span, context: Context) -> str:
    """The search that a template is for one result.

    Raises: SearchRuntimeError where the result lacks a field, SplUnsupportedError for a multivalue one.
    """

    def value_of(name: str) -> str:
        value = row.get(name)
        if isinstance(value, list):
            raise unsupported(context, span, f'the multivalue field "{name}" in map', "mvexpand it before")
        if value is None:
            raise _absent(name, span, context)
        return value

    def outside(match: re.Match[str]) -> str:
        if match[1] is None:
            return VARIABLE.sub(lambda inner: print_string(value_of(inner[1]))[1:-1], match[0])
        value = value_of(match[1])
        return value if _WORD.fullmatch(value) else print_string(value)

    return _PIECE.sub(outside, template)


def masked_variables(text: str) -> Iterator[str]:
    """The text with a name of the same length in place of each variable, then with a number."""
    yield VARIABLE.sub(lambda match: re.sub(r"\W", "_", match[0]), text)
    yield VARIABLE.sub(lambda match: "1" * len(match[0]), text)


def parsed(text: str, context: Context) -> Pipeline:
    """The tree of a search that was written while another one runs; its macros are those of that one."""
    from harness.spl.parsing import parse

    return parse(SourceText("<search of map>", text), macros=context.macros)


def _absent(name: str, span: Span, context: Context) -> Exception:
    return context.error(
        SearchRuntimeError,
        "SPL543",
        f'map found no value for "${name}$": the result has no field "{name}"',
        span,
        help="fill the field before, or drop the results without it",
    )
