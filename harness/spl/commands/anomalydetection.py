"""`anomalydetection`: finds results that are improbable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.commands._outliers import OutlierRules, outlying_fields, without_outliers
from harness.spl.commands._refusals import unsupported
from harness.spl.contract import CommandType, Context, Documentation, Example, Option
from harness.spl.evaluation.fields import select

if TYPE_CHECKING:
    from harness.data import Table
    from harness.spl.syntax.ast import FieldName

_WAY_OUT = "its computation is not documented; compare with avg and stdev from eventstats, or run it on a real Splunk"


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
        Option(
            "method", "choice", default="histogram", choices=("histogram", "zscore", "iqr"), says="How they are found."
        ),
        Option(
            "action",
            "choice",
            default="filter",
            choices=("filter", "annotate", "summary", "remove", "transform", "rm", "tf"),
            says="What to do with them.",
        ),
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
        examples=(
            Example(
                '| makeresults format=csv data="v\n1\n2\n3\n4\n99" | anomalydetection method=iqr action=remove v',
                rows=[{"v": "1"}, {"v": "2"}, {"v": "3"}, {"v": "4"}],
            ),
        ),
        differs=("the methods histogram and zscore are refused: how they compute is not documented",),
    )

    method: str
    action: str
    pthresh: float | None
    cutoff: bool
    param: float | None
    uselower: bool | None
    mark: bool | None
    fields: tuple[FieldName, ...]

    def execute(self, rows: Table, context: Context) -> Table:
        """The rows without outlying numbers, or with such numbers put at the bound; only for the method iqr.

        Raises: SplUnsupportedError for the other methods, whose computation is not documented.
        """
        if self.method != "iqr" or self.pthresh is not None:
            raise unsupported(context, self.span, f"anomalydetection with method={self.method}", _WAY_OUT)
        if self.action not in ("remove", "rm", "transform", "tf"):
            raise unsupported(context, self.span, f"method=iqr with action={self.action}", "write action=remove")
        names = outlying_fields(select(self.fields, rows.names), rows)
        removes = self.action in ("remove", "rm")
        param = 2.5 if self.param is None else float(self.param)
        return without_outliers(rows, names, OutlierRules(removes, param, bool(self.uselower), bool(self.mark)))
