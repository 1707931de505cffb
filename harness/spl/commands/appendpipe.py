"""`appendpipe`: runs a pipeline over a copy of the results and puts what it gives behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option

if TYPE_CHECKING:
    from harness.spl.syntax.ast import Pipeline


@dataclass(frozen=True, slots=True)
class AppendpipeCommand(DeclaredCommand):
    """Runs a pipeline over a copy of the results and puts what it gives behind them."""

    keyword = "appendpipe"
    type = CommandType.DATASET_PROCESSING
    syntax = "appendpipe [run_in_preview=<bool>] [[ <subsearch> ]]"
    options = (
        Option("run_in_preview", "boolean", default=True, says="Runs for previews too."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("pipeline", "subsearch", optional=True),)
    documentation = Documentation(
        summary="Runs a pipeline over a copy of the results and puts what it gives behind them.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Appendpipe",
    )

    run_in_preview: bool
    pipeline: Pipeline | None
