"""`outlier`: removes or clips numbers that lie far from the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class OutlierCommand(DeclaredCommand):
    """Removes or clips numbers that lie far from the others."""

    keyword = "outlier"
    type = CommandType.DATASET_PROCESSING
    syntax = (
        "outlier [action=transform|tf|remove|rm] [param=<number>] [uselower=<bool>] [mark=<bool>] "
        "[type=iqr] [<field>...]"
    )
    options = (
        Option("action", "choice", default='transform', choices=('transform', 'tf', 'remove', 'rm'), says="What to do with them."),
        Option("param", "number", default=2.5, says="How far is far."),
        Option("uselower", "boolean", default=False, says="Looks below too."),
        Option("mark", "boolean", default=False, says="Marks clipped values with 000."),
        Option("type", "choice", default='iqr', choices=('iqr',), says="How far is measured."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("fields", "fields", optional=True),)
    documentation = Documentation(
        summary="Removes or clips numbers that lie far from the others.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Outlier",
    )

    action: str
    param: float
    uselower: bool
    mark: bool
    type_: str
    fields: tuple[FieldName, ...]
