"""`kvform`: makes fields by a form."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option


@dataclass(frozen=True, slots=True)
class KvformCommand(DeclaredCommand):
    """Makes fields by a form."""

    keyword = "kvform"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "kvform [form=<string>] [field=<field>]"
    options = (
        Option("form", "string", says="The form."),
        Option("field", "field", says="The field that names it."),
    )
    documentation = Documentation(
        summary="Makes fields by a form.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Kvform",
    )
    refusal = "forms are files of a Splunk server, and there are none; extract the fields with rex"

    form: str | None
    field: str | None
