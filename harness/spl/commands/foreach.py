"""`foreach`: runs a template for each of several fields, members or array elements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName, Pipeline


@dataclass(frozen=True, slots=True)
class ForeachCommand(DeclaredCommand):
    """`foreach <fields> [ <template> ]`; `<<FIELD>>` and its kin stand in the template for what varies."""

    keyword = "foreach"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = (
        "foreach [mode=multifield|multivalue|json_array|auto_collections] [fieldstr=<name>] [matchstr=<name>] "
        "[matchseg1=<name>] [matchseg2=<name>] [matchseg3=<name>] [itemstr=<name>] [iterstr=<name>] <field>... [ <template> ]"
    )
    options = (
        Option(
            "mode",
            "choice",
            default="multifield",
            choices=("multifield", "multivalue", "json_array", "auto_collections"),
            says="What varies.",
        ),
        Option("fieldstr", "string", says="Stands for the field instead of <<FIELD>>."),
        Option("matchstr", "string", says="Stands for what the wildcards match instead of <<MATCHSTR>>."),
        Option("matchseg1", "string", says="Stands for what the first wildcard matches instead of <<MATCHSEG1>>."),
        Option("matchseg2", "string", says="Stands for what the second wildcard matches instead of <<MATCHSEG2>>."),
        Option("matchseg3", "string", says="Stands for what the third wildcard matches instead of <<MATCHSEG3>>."),
        Option("itemstr", "string", says="Stands for the member instead of <<ITEM>>."),
        Option("iterstr", "string", says="Stands for the number of the member instead of <<ITER>>."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (
        Argument("fields", "patterns", optional=True),
        Argument("template", "subsearch"),
    )
    documentation = Documentation(
        summary="Runs a pipeline for each of several fields, or for each member of one.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Foreach",
    )

    mode: str
    fieldstr: str | None
    matchstr: str | None
    matchseg1: str | None
    matchseg2: str | None
    matchseg3: str | None
    itemstr: str | None
    iterstr: str | None
    fields: tuple[FieldName, ...]
    template: Pipeline
