"""`appendpipe`: runs a pipeline over a copy of the results and puts what it gives behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.commands._refusals import unsupported
from harness.spl.contract import CommandType, Context, Documentation, Example, Option

if TYPE_CHECKING:
    from harness.data import Table
    from harness.spl.syntax.ast import Pipeline


@dataclass(frozen=True, slots=True)
class AppendpipeCommand(DeclaredCommand):
    """Runs a pipeline over a copy of the results and puts what it gives behind them."""

    keyword = "appendpipe"
    type = CommandType.DATASET_PROCESSING
    syntax = "appendpipe [run_in_preview=<bool>] [[ <subsearch> ]]"
    options = (Option("run_in_preview", "boolean", default=True, says="Runs for previews too."),)
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("pipeline", "subsearch", optional=True),)
    documentation = Documentation(
        summary="Runs a pipeline over a copy of the results and puts what it gives behind them.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Appendpipe",
        examples=(
            Example(
                "| makeresults count=2 | streamstats count as n | appendpipe [stats sum(n) as n] | table n",
                rows=[{"n": "1"}, {"n": "2"}, {"n": "3"}],
            ),
        ),
        differs=("there are no previews, so run_in_preview changes nothing",),
    )

    run_in_preview: bool
    pipeline: Pipeline | None

    def execute(self, rows: Table, context: Context) -> Table:
        """The rows, then what the pipeline makes of them."""
        if self.pipeline is None:
            raise unsupported(context, self.span, "appendpipe without a pipeline")
        return rows.concat(context.continue_(self.pipeline, rows))
