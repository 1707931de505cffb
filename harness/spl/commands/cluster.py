"""`cluster`: groups events that are alike."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option


@dataclass(frozen=True, slots=True)
class ClusterCommand(DeclaredCommand):
    """Groups events that are alike."""

    keyword = "cluster"
    type = CommandType.DATASET_PROCESSING
    syntax = (
        "cluster [t=<number>] [delims=<string>] [showcount=<bool>] [countfield=<field>] "
        "[labelfield=<field>] [field=<field>] [labelonly=<bool>] [match=termlist|termset|ngramset]"
    )
    options = (
        Option("t", "number", default=0.8, says="How alike they must be."),
        Option("delims", "string", says="What separates terms."),
        Option("showcount", "boolean", default=False, says="Adds the size of the group."),
        Option("countfield", "field", default="cluster_count", says="The field of the size."),
        Option("labelfield", "field", default="cluster_label", says="The field of the number of the group."),
        Option("field", "field", default="_raw", says="The field that is compared."),
        Option("labelonly", "boolean", default=False, says="Keeps every event."),
        Option(
            "match",
            "choice",
            default="termlist",
            choices=("termlist", "termset", "ngramset"),
            says="How texts are compared.",
        ),
    )
    documentation = Documentation(
        summary="Groups events that are alike.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Cluster",
    )

    t: float
    delims: str | None
    showcount: bool
    countfield: str
    labelfield: str
    field: str
    labelonly: bool
    match: str
