"""`tags`: adds the tags of field values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class TagsCommand(DeclaredCommand):
    """Adds the tags of field values."""

    keyword = "tags"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "tags [outputfield=<string>] [inclname=<bool>] [inclvalue=<bool>] [<field>...]"
    options = (
        Option("outputfield", "string", says="The one field for all tags."),
        Option("inclname", "boolean", default=False, says="Adds the name of the field."),
        Option("inclvalue", "boolean", default=False, says="Adds its value."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("fields", "fields", optional=True),)
    documentation = Documentation(
        summary="Adds the tags of field values.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Tags",
    )
    refusal = "it needs the definitions of tags"

    outputfield: str | None
    inclname: bool
    inclvalue: bool
    fields: tuple[FieldName, ...]
