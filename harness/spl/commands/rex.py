"""`rex`: takes fields out of a text with a regular expression, or edits the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option


@dataclass(frozen=True, slots=True)
class RexCommand(DeclaredCommand):
    """`rex [field=<field>] "<regex with named groups>"` or `rex [field=<field>] mode=sed "<sed expression>"`."""

    keyword = "rex"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "rex [field=<field>] [max_match=<int>] [offset_field=<field>] [mode=sed] <regex>"
    options = (
        Option("field", "field", default="_raw", says="The field that is read."),
        Option("max_match", "integer", default=1, minimum=0, says="How many matches; 0: all."),
        Option("offset_field", "field", says="The field for the places of the matches."),
        Option("mode", "choice", choices=("sed",), says="Edits the field instead."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("pattern", "regex"),)
    documentation = Documentation(
        summary="Makes fields of the named groups of a regular expression, or edits a field like sed.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Rex",
    )

    field: str
    max_match: int
    offset_field: str | None
    mode: str | None
    pattern: str
