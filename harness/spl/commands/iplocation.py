"""`iplocation`: adds the place of an IP address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class IplocationCommand(DeclaredCommand):
    """Adds the place of an IP address."""

    keyword = "iplocation"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "iplocation [prefix=<string>] [allfields=<bool>] [lang=<string>] <field>"
    options = (
        Option("prefix", "string", default='', says="Stands before the names of the new fields."),
        Option("allfields", "boolean", default=False, says="Adds every field that the database has."),
        Option("lang", "string", says="The language of the names."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("field", "field"),)
    documentation = Documentation(
        summary="Adds the place of an IP address.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Iplocation",
    )
    refusal = "it needs a database of places, which the engine does not have"

    prefix: str
    allfields: bool
    lang: str | None
    field: FieldName
