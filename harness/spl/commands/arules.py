"""`arules`: finds rules that associate values of fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.data import Table
from harness.errors import SplArgumentError
from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.commands._refusals import unsupported
from harness.spl.commands._rules import rules
from harness.spl.commands._undecided import say_undecided
from harness.spl.contract import CommandType, Context, Documentation, Example, Option

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName

MOST_FIELDS = 10
"""How many fields are looked at; their sets double with each one."""
_LEAST_FIELDS = 2


@dataclass(frozen=True, slots=True)
class ArulesCommand(DeclaredCommand):
    """Finds rules that associate values of fields."""

    keyword = "arules"
    type = CommandType.TRANSFORMING
    syntax = "arules [sup=<int>] [conf=<number>] <field>..."
    options = (
        Option("sup", "integer", default=3, minimum=1, says="How often a rule must hold."),
        Option("conf", "number", default=0.5, says="How sure it must be."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("fields", "fields"),)
    documentation = Documentation(
        summary="Finds rules that associate values of fields.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Arules",
        examples=(
            Example(
                '| makeresults format=csv data="a,b\n1,x\n1,x\n1,x\n2,y" | arules sup=3 a b',
                rows=[
                    {
                        "Given fields": "a=1",
                        "Implied fields": "b=x",
                        "Strength": "1",
                        "Given fields support": "3",
                        "Implied fields support": "3",
                    },
                    {
                        "Given fields": "b=x",
                        "Implied fields": "a=1",
                        "Strength": "1",
                        "Given fields support": "3",
                        "Implied fields support": "3",
                    },
                ],
            ),
        ),
        differs=(f"more than {MOST_FIELDS} fields are refused",),
        undecided=("how given and implied fields are written, and the order of the rules",),
    )

    sup: int
    conf: float
    fields: tuple[FieldName, ...]

    def execute(self, rows: Table, context: Context) -> Table:
        """A row for each rule.

        Nulls: a missing value is in no rule.
        Raises: SplArgumentError for a single field, SplUnsupportedError for very many.
        """
        names = list(dict.fromkeys(field.name for field in self.fields))
        if len(names) < _LEAST_FIELDS:
            raise context.error(SplArgumentError, "SPL204", "arules needs at least two fields", self.span)
        if len(names) > MOST_FIELDS:
            raise unsupported(context, self.span, f"arules over more than {MOST_FIELDS} fields", "name fewer fields")
        say_undecided(self, context, "how rules are written")
        return Table.from_rows(rules(rows, names, self.sup, float(self.conf), context.check))
