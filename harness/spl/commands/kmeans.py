"""`kmeans`: groups results by the distance of their numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class KmeansCommand(DeclaredCommand):
    """Groups results by the distance of their numbers."""

    keyword = "kmeans"
    type = CommandType.DATASET_PROCESSING
    syntax = (
        "kmeans [k=<string>] [reps=<int>] [maxiters=<int>] [t=<number>] [cnumfield=<field>] "
        "[distype=<string>] [showcentroid=<bool>] [<field>...]"
    )
    options = (
        Option("k", "string", default="2", says="How many groups, or a range of it."),
        Option("reps", "integer", default=10, minimum=1, says="How often it starts anew."),
        Option("maxiters", "integer", default=10000, minimum=1, says="How many steps it may take."),
        Option("t", "number", default=0, says="When it has converged."),
        Option("cnumfield", "field", default="CLUSTERNUM", says="The field of the number of the group."),
        Option("distype", "string", default="sqeuclidean", says="How distance is measured."),
        Option("showcentroid", "boolean", default=True, says="Adds the centre of the group."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("fields", "fields", optional=True),)
    documentation = Documentation(
        summary="Groups results by the distance of their numbers.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Kmeans",
    )

    k: str
    reps: int
    maxiters: int
    t: float
    cnumfield: str
    distype: str
    showcentroid: bool
    fields: tuple[FieldName, ...]
