"""`regex`: keeps the results that match a regular expression."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.spl.contract import Command, CommandType, Documentation
from harness.spl.syntax.printer import print_field, print_pattern

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName
    from harness.spl.syntax.cursor import Cursor


@dataclass(frozen=True, slots=True)
class RegexCommand(Command):
    """`regex [<field>=|<field>!=]"<regex>"`; without a field it reads `_raw`."""

    keyword = "regex"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "regex [<field>=|<field>!=]<regex>"
    documentation = Documentation(
        summary="Keeps the results of which a field matches a regular expression, or does not.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Regex",
    )

    pattern: str
    field: FieldName | None = None
    negates: bool = False

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads the field, the operator and the regular expression."""
        start = cursor.position
        if cursor.peek_string():
            pattern = cursor.string(raw=True)
            if cursor.at_end():
                return cls(cursor.command_span(), pattern)
            cursor.position = start
        field = cursor.field(wildcards=False, calls=False)
        negates = cursor.punctuation("!=")
        if not negates:
            cursor.expect("=")
        return cls(cursor.command_span(), cursor.string(raw=True), field, negates)

    def render(self) -> str:
        """`regex`, the field with its operator, and the regular expression."""
        field = f"{print_field(self.field)}{'!=' if self.negates else '='}" if self.field else ""
        return f"regex {field}{print_pattern(self.pattern)}"
