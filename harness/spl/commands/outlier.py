"""`outlier`: removes or clips numbers that lie far from the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.commands._outliers import OutlierRules, outlying_fields, without_outliers
from harness.spl.contract import CommandType, Context, Documentation, Example, Option

if TYPE_CHECKING:
    from harness.data import Table
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
        Option(
            "action",
            "choice",
            default="transform",
            choices=("transform", "tf", "remove", "rm"),
            says="What to do with them.",
        ),
        Option("param", "number", default=2.5, says="How far is far."),
        Option("uselower", "boolean", default=False, says="Looks below too."),
        Option("mark", "boolean", default=False, says="Marks clipped values with 000."),
        Option("type", "choice", default="iqr", choices=("iqr",), says="How far is measured."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("fields", "fields", optional=True),)
    documentation = Documentation(
        summary="Removes or clips numbers that lie far from the others.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Outlier",
        examples=(
            Example(
                '| makeresults format=csv data="v\n1\n2\n3\n4\n99" | outlier action=remove v',
                rows=[{"v": "1"}, {"v": "2"}, {"v": "3"}, {"v": "4"}],
            ),
        ),
        undecided=(
            "where the bounds lie: param times the range between the quartiles above the upper and below the lower one",
            "which fields are looked at where none is named: all but internal ones",
        ),
    )

    action: str
    param: float
    uselower: bool
    mark: bool
    type_: str
    fields: tuple[FieldName, ...]

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """The rows without those that hold an outlying number, or with such numbers put at the bound."""
        names = outlying_fields([field.name for field in self.fields], rows)
        removes = self.action in ("remove", "rm")
        return without_outliers(rows, names, OutlierRules(removes, float(self.param), self.uselower, self.mark))
