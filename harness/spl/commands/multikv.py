"""`multikv`: makes one result of each row of a table in the raw text."""

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
class MultikvCommand(Command):
    """`multikv [<options>] [fields <names>] [filter <words>]`."""

    keyword = "multikv"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = (
        "multikv [conf=<name>] [copyattrs=<bool>] [forceheader=<int>] [multitable=<bool>] [noheader=<bool>] "
        "[rmorig=<bool>] [fields <field>...] [filter <word>...]"
    )
    options = (
        Option("conf", "string", says="The stanza that describes the table."),
        Option("copyattrs", "boolean", default=True, says="Copies the other fields of the event."),
        Option("forceheader", "integer", minimum=0, says="The line of the header."),
        Option("multitable", "boolean", default=True, says="There may be several tables."),
        Option("noheader", "boolean", default=False, says="There is no header."),
        Option("rmorig", "boolean", default=True, says="Drops the event itself."),
    )
    documentation = Documentation(
        summary="Makes one result of each row of a table in the raw text.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Multikv",
    )

    fields: tuple[FieldName, ...] = ()
    filters: tuple[FieldName, ...] = ()
    conf: str | None = None
    copyattrs: bool = True
    forceheader: int | None = None
    multitable: bool = True
    noheader: bool = False
    rmorig: bool = True

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads options, fields and filter words."""
        values = cursor.options(cls.options)
        fields = cursor.fields(stop=("filter",)) if cursor.keyword("fields") else ()
        cursor.options(cls.options, values)
        filters = cursor.fields() if cursor.keyword("filter") else ()
        cursor.options(cls.options, values)
        return cls(cursor.command_span(), fields, filters, **values)

    def render(self) -> str:
        """`multikv`, its options, fields and filter words."""
        text = f"multikv{print_options(self.options, option_values(self))}"
        if self.fields:
            text += f" fields {print_fields(self.fields)}"
        return f"{text} filter {print_fields(self.filters)}" if self.filters else text
