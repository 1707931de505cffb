"""`anomalies`: adds how unexpected each result is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class AnomaliesCommand(DeclaredCommand):
    """Adds how unexpected each result is."""

    keyword = "anomalies"
    type = CommandType.CENTRALIZED_STREAMING
    syntax = (
        "anomalies [threshold=<number>] [labelonly=<bool>] [normalize=<bool>] [maxvalues=<int>] "
        "[field=<field>] [denylist=<string>] [denylistthreshold=<number>] [BY <field>...]"
    )
    options = (
        Option("threshold", "number", default=0.01, says="How unexpected is unexpected."),
        Option("labelonly", "boolean", default=False, says="Keeps every result."),
        Option("normalize", "boolean", default=True, says="Lets numbers count as equal."),
        Option("maxvalues", "integer", default=100, minimum=10, says="With how many results each one is compared."),
        Option("field", "field", default="_raw", says="The field that is looked at."),
        Option("denylist", "string", says="Texts that are left out."),
        Option("denylistthreshold", "number", default=0.05, says="How alike they must be."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("by_fields", "fields", after="by"),)
    documentation = Documentation(
        summary="Adds how unexpected each result is.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Anomalies",
    )
    refusal = "its measure of how uniform texts are is not documented; use cluster showcount=true and keep small groups"

    threshold: float
    labelonly: bool
    normalize: bool
    maxvalues: int
    field: str
    denylist: str | None
    denylistthreshold: float
    by_fields: tuple[FieldName, ...]
