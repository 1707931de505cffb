"""`replace`: changes whole values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.spl.contract import Command, CommandType, Documentation
from harness.spl.syntax.printer import print_fields, print_string, print_word

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName
    from harness.spl.syntax.cursor import Cursor


@dataclass(frozen=True, slots=True)
class ReplaceCommand(Command):
    """`replace <value> WITH <value>... [IN <fields>]`; both values may have wildcards.

    `replacements` are pairs of the old and the new value.
    """

    keyword = "replace"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "replace <value> WITH <value> [[,] <value> WITH <value>]... [IN <field>...]"
    documentation = Documentation(
        summary="Changes values that are, as a whole, the one given or match its wildcards.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Replace",
    )

    replacements: tuple[tuple[str, str], ...]
    fields: tuple[FieldName, ...] = ()

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads the pairs and the fields."""
        replacements = [_pair(cursor)]
        while cursor.punctuation(",") or not (cursor.at_end() or cursor.peek_keyword("in")):
            replacements.append(_pair(cursor))
        fields = cursor.fields() if cursor.keyword("in") else ()
        return cls(cursor.command_span(), tuple(replacements), fields)

    def render(self) -> str:
        """`replace`, its pairs and its fields."""
        text = "replace " + ", ".join(f"{_value(old)} WITH {_value(new)}" for old, new in self.replacements)
        return f"{text} IN {print_fields(self.fields, ', ')}" if self.fields else text


def _pair(cursor: Cursor) -> tuple[str, str]:
    old = cursor.word()
    cursor.expect_keyword("with")
    return old, cursor.word()


def _value(text: str) -> str:
    return print_string(text) if text.lower() in ("with", "in") else print_word(text)
