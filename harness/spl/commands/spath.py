"""`spath`: takes values out of JSON or XML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option

if TYPE_CHECKING:
    from harness.spl.syntax.cursor import Cursor


@dataclass(frozen=True, slots=True)
class SpathCommand(DeclaredCommand):
    """`spath [input=<field>] [output=<field>] [path=<path>|<path>]`; without a path it takes everything."""

    keyword = "spath"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "spath [input=<field>] [output=<field>] [path=<path>|<path>]"
    options = (
        Option("input", "field", default="_raw", says="The field that is read."),
        Option("output", "field", says="The field for the value; the path itself if not given."),
        Option("path", "string", says="The way to the value, such as a.b{}.c or a{@attribute}."),
    )
    documentation = Documentation(
        summary="Takes the value at a path out of JSON or XML, or all of them.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Spath",
    )

    input: str
    output: str | None
    path: str | None

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads the options; the path may stand alone."""
        values = cursor.options(cls.options)
        if not cursor.at_end():
            values["path"] = cursor.word()
            cursor.options(cls.options, values)
        return cls(cursor.command_span(), **values)
