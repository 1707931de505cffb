"""`anomalydetection`: finds results that are improbable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class AnomalydetectionCommand(DeclaredCommand):
    """Finds results that are improbable."""

    keyword = "anomalydetection"
    type = CommandType.TRANSFORMING
    syntax = (
        "anomalydetection [method=histogram|zscore|iqr] "
        "[action=filter|annotate|summary|remove|transform|rm|tf] [pthresh=<number>] [cutoff=<bool>] "
        "[param=<number>] [uselower=<bool>] [mark=<bool>] [<field>...]"
    )
    options = (
        Option("method", "choice", default='histogram', choices=('histogram', 'zscore', 'iqr'), says="How they are found."),
        Option("action", "choice", default='filter', choices=('filter', 'annotate', 'summary', 'remove', 'transform', 'rm', 'tf'), says="What to do with them."),
        Option("pthresh", "number", says="How improbable is improbable."),
        Option("cutoff", "boolean", default=True, says="Raises the threshold where too many are found."),
        Option("param", "number", says="How far is far, for the method iqr."),
        Option("uselower", "boolean", says="Looks below too, for the method iqr."),
        Option("mark", "boolean", says="Marks clipped values, for the method iqr."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("fields", "patterns", optional=True),)
    documentation = Documentation(
        summary="Finds results that are improbable.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Anomalydetection",
    )

    method: str
    action: str
    pthresh: float | None
    cutoff: bool
    param: float | None
    uselower: bool | None
    mark: bool | None
    fields: tuple[FieldName, ...]
