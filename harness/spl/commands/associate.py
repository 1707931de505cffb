"""`associate`: finds fields whose values tell something about each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.data import Table
from harness.spl.commands._associations import AssociationRules, associations
from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.commands._outliers import outlying_fields
from harness.spl.contract import CommandType, Context, Documentation, Example, Option

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class AssociateCommand(DeclaredCommand):
    """Finds fields whose values tell something about each other."""

    keyword = "associate"
    type = CommandType.TRANSFORMING
    syntax = "associate [supcnt=<int>] [supfreq=<number>] [improv=<number>] [<field>...]"
    options = (
        Option("supcnt", "integer", default=100, minimum=0, says="How often a pair must occur."),
        Option("supfreq", "number", default=0.1, says="In which part of the results it must occur."),
        Option("improv", "number", default=0.5, says="How much must be learnt."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("fields", "fields", optional=True),)
    documentation = Documentation(
        summary="Finds fields whose values tell something about each other.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Associate",
        examples=(
            Example(
                '| makeresults format=csv data="a,b\n1,x\n1,x\n2,y\n2,z" | associate supcnt=2 a b '
                "| table Reference_Key Reference_Value Target_Key Unconditional_Entropy Conditional_Entropy",
                rows=[
                    {
                        "Reference_Key": "a",
                        "Reference_Value": "1",
                        "Target_Key": "b",
                        "Unconditional_Entropy": "1.500",
                        "Conditional_Entropy": "0.000",
                    },
                    {
                        "Reference_Key": "a",
                        "Reference_Value": "2",
                        "Target_Key": "b",
                        "Unconditional_Entropy": "1.500",
                        "Conditional_Entropy": "1.000",
                    },
                    {
                        "Reference_Key": "b",
                        "Reference_Value": "x",
                        "Target_Key": "a",
                        "Unconditional_Entropy": "1.000",
                        "Conditional_Entropy": "0.000",
                    },
                ],
            ),
        ),
        undecided=(
            "results that lack the target field: they count for the support, not for entropies, here",
            "the decimals of the entropies (three, as in the description) and of the support (all of them)",
            "the order of the rows: that of the fields, and of the values of the reference field",
        ),
    )

    supcnt: int
    supfreq: float
    improv: float
    fields: tuple[FieldName, ...]

    def execute(self, rows: Table, context: Context) -> Table:
        """A row for each value of a field that makes another field more certain."""
        names = [name for name in outlying_fields([field.name for field in self.fields], rows) if name in rows]
        rules = AssociationRules(self.supcnt, float(self.supfreq), float(self.improv))
        found = []
        for row in associations(rows, names, rules):
            context.check()
            found.append(row)
        return Table.from_rows(found)
