"""`makemv`: splits the value of a field into members."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class MakemvCommand(DeclaredCommand):
    """Splits the value of a field into members."""

    keyword = "makemv"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "makemv [delim=<string>] [tokenizer=<regex>] [allowempty=<bool>] [setsv=<bool>] <field>"
    options = (
        Option("delim", "string", default=' ', says="What stands between two members."),
        Option("tokenizer", "regex", says="A regular expression whose first group is a member."),
        Option("allowempty", "boolean", default=False, says="Keeps empty members."),
        Option("setsv", "boolean", default=False, says="Also sets the single value that stands for all members."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("field", "field"),)
    documentation = Documentation(
        summary="Splits the value of a field into members.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Makemv",
    )

    delim: str
    tokenizer: str | None
    allowempty: bool
    setsv: bool
    field: FieldName
