"""`strcat`: joins fields and texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.spl.commands._declared import option_values
from harness.spl.contract import Command, CommandType, Documentation, Option
from harness.spl.syntax.printer import print_fields, print_options

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName
    from harness.spl.syntax.cursor import Cursor


@dataclass(frozen=True, slots=True)
class StrcatCommand(Command):
    """`strcat <field or text>... <destination>`; a part in quotes is a text, not a field."""

    keyword = "strcat"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "strcat [allrequired=<bool>] <field|string>... <field>"
    options = (Option("allrequired", "boolean", default=False, says="Gives nothing where a field is missing."),)
    documentation = Documentation(
        summary="Joins fields and texts into a field.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Strcat",
    )

    parts: tuple[FieldName, ...]
    destination: FieldName
    allrequired: bool = False

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads the option, the parts and the destination."""
        values = cursor.options(cls.options)
        fields = cursor.fields(least=2, wildcards=False)
        return cls(cursor.command_span(), fields[:-1], fields[-1], **values)

    def render(self) -> str:
        """`strcat`, its option, its parts and its destination."""
        return (
            f"strcat{print_options(self.options, option_values(self))} {print_fields((*self.parts, self.destination))}"
        )
