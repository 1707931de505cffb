"""`anomalousvalue`: finds values that are rare in their field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class AnomalousvalueCommand(DeclaredCommand):
    """Finds values that are rare in their field."""

    keyword = "anomalousvalue"
    type = CommandType.DATASET_PROCESSING
    syntax = (
        "anomalousvalue [maxanofreq=<number>] [minnormfreq=<number>] [minsupcount=<int>] "
        "[minsupfreq=<number>] [action=annotate|filter|summary] [pthresh=<number>] [<field>...]"
    )
    options = (
        Option("maxanofreq", "number", default=0.05, says="How often a rare value may occur."),
        Option("minnormfreq", "number", default=0.01, says="How often a normal value must occur."),
        Option("minsupcount", "integer", default=100, minimum=0, says="How many results must have the field."),
        Option("minsupfreq", "number", default=0.05, says="Which part of the results must have the field."),
        Option(
            "action",
            "choice",
            default="filter",
            choices=("annotate", "filter", "summary"),
            says="What to do with them.",
        ),
        Option("pthresh", "number", default=0.01, says="How improbable is improbable."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("fields", "patterns", optional=True),)
    documentation = Documentation(
        summary="Finds values that are rare in their field.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Anomalousvalue",
    )

    maxanofreq: float
    minnormfreq: float
    minsupcount: int
    minsupfreq: float
    action: str
    pthresh: float
    fields: tuple[FieldName, ...]
