"""`mvcombine`: joins results that differ in one field only, of which it makes a multivalue field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class MvcombineCommand(DeclaredCommand):
    """Joins results that differ in one field only, of which it makes a multivalue field."""

    keyword = "mvcombine"
    type = CommandType.TRANSFORMING
    syntax = "mvcombine [delim=<string>] <field>"
    options = (
        Option("delim", "string", default=' ', says="Stands between the members in one text."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("field", "field"),)
    documentation = Documentation(
        summary="Joins results that differ in one field only, of which it makes a multivalue field.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Mvcombine",
    )

    delim: str
    field: FieldName
