"""`analyzefields`: measures how well numeric fields predict another field."""

from __future__ import annotations

from dataclasses import dataclass

from harness.data import Table
from harness.errors import SplArgumentError
from harness.spl.commands._class_fields import analysis
from harness.spl.commands._declared import DeclaredCommand
from harness.spl.commands._outliers import outlying_fields
from harness.spl.contract import CommandType, Context, Documentation, Example, Option


@dataclass(frozen=True, slots=True)
class AnalyzefieldsCommand(DeclaredCommand):
    """Measures how well numeric fields predict another field."""

    keyword = "analyzefields"
    aliases = ("af",)
    type = CommandType.DATASET_PROCESSING
    syntax = "analyzefields [classfield=<field>]"
    options = (Option("classfield", "field", says="The field to predict."),)
    documentation = Documentation(
        summary="Measures how well numeric fields predict another field.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Analyzefields",
        examples=(
            Example(
                '| makeresults format=csv data="n,k\n1,low\n2,low\n1.5,low\n8,high\n9,high\n10,high" '
                "| analyzefields classfield=k",
                rows=[{"field": "n", "count": "6", "cocur": "1", "acc": "1", "balacc": "1"}],
            ),
        ),
        undecided=(
            "the z-probability of a number in a class whose numbers are all the same: 1 for that number, 0 for others",
            "which class is taken where several are as probable: the first one by name",
            "how the parts are written: with all their decimals",
        ),
    )

    classfield: str | None

    def execute(self, rows: Table, context: Context) -> Table:
        """A row for each numerical field: how well its numbers tell the value of the class field.

        Raises: SplArgumentError without a class field.
        """
        if self.classfield is None:
            problem = "analyzefields needs a class field"
            raise context.error(SplArgumentError, "SPL204", problem, self.span, help="write classfield=<field>")
        names = [name for name in outlying_fields([], rows) if name != self.classfield]
        return Table.from_rows(analysis(rows, names, self.classfield))
