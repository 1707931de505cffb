"""`outputlookup`: writes the results into a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option


@dataclass(frozen=True, slots=True)
class OutputlookupCommand(DeclaredCommand):
    """`outputlookup [append=<bool>] <table>`; the results go on unchanged."""

    keyword = "outputlookup"
    type = CommandType.ORCHESTRATING
    syntax = (
        "outputlookup [append=<bool>] [create_empty=<bool>] [override_if_empty=<bool>] [max=<int>] [key_field=<field>] "
        "[allow_updates=<bool>] [createinapp=<bool>] [create_context=<context>] [output_format=<format>] <table>"
    )
    options = (
        Option("append", "boolean", default=False, says="Adds to the table instead of replacing it."),
        Option("create_empty", "boolean", says="Makes the table where there are no results."),
        Option("override_if_empty", "boolean", default=True, says="Empties the table where there are no results."),
        Option("max", "integer", minimum=0, says="How many results at most."),
        Option("key_field", "field", says="The field that names the row to replace."),
        Option("allow_updates", "boolean", default=True, says="Lets an existing row be replaced."),
        Option("createinapp", "boolean", default=True, says="Makes the table in the current app."),
        Option("create_context", "choice", choices=("app", "user", "system"), says="Where the table is made."),
        Option(
            "output_format",
            "choice",
            default="splunk_sv_csv",
            choices=("splunk_sv_csv", "splunk_mv_csv"),
            says="How multivalue fields are written.",
        ),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("table", "word"),)
    documentation = Documentation(
        summary="Writes the results into a table and lets them go on.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Outputlookup",
    )

    append: bool
    create_empty: bool | None
    override_if_empty: bool
    max: int | None
    key_field: str | None
    allow_updates: bool
    createinapp: bool
    create_context: str | None
    output_format: str
    table: str
