"""`join`: combines results with those of a subsearch that agree in some fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.spl.commands._declared import attribute, option_values
from harness.spl.contract import Command, CommandType, Documentation, Option
from harness.spl.syntax.printer import print_field, print_fields, print_options, print_subsearch

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName, Pipeline
    from harness.spl.syntax.cursor import Cursor


@dataclass(frozen=True, slots=True)
class JoinCommand(Command):
    """`join [<options>] [<fields>] [ <subsearch> ]`, or `.. left=L right=R where L.a=R.b [ <subsearch> ]`.

    `conditions` are the pairs of fields of the second form, names with their prefixes.
    """

    keyword = "join"
    type = CommandType.CENTRALIZED_STREAMING
    syntax = (
        "join [type=inner|outer|left] [usetime=<bool>] [earlier=<bool>] [overwrite=<bool>] [max=<int>] "
        "[<field>...|left=<name> right=<name> where <left field>=<right field>...] [ <subsearch> ]"
    )
    options = (
        Option(
            "type", "choice", default="inner", choices=("inner", "outer", "left"), says="What happens without a match."
        ),
        Option("usetime", "boolean", default=False, says="Joins only with results that are earlier, or later."),
        Option("earlier", "boolean", default=True, says="With usetime: earlier ones."),
        Option(
            "overwrite", "boolean", default=True, says="Lets fields of the subsearch replace those of the same name."
        ),
        Option("max", "integer", default=1, minimum=0, says="With how many results each one is joined; 0: all."),
        Option("left", "string", says="The prefix of fields of the current results."),
        Option("right", "string", says="The prefix of fields of the subsearch."),
    )
    documentation = Documentation(
        summary="Combines each result with those of a subsearch that have the same values in some fields.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Join",
    )

    subsearch: Pipeline
    fields: tuple[FieldName, ...] = ()
    conditions: tuple[tuple[FieldName, FieldName], ...] = ()
    type_: str = "inner"
    usetime: bool = False
    earlier: bool = True
    overwrite: bool = True
    max: int = 1
    left: str | None = None
    right: str | None = None

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads options, fields or conditions, and the subsearch."""
        values = cursor.options(cls.options)
        fields = cursor.fields(stop=("where",), least=0, wildcards=False)
        cursor.options(cls.options, values)
        conditions = _conditions(cursor) if cursor.keyword("where") else ()
        cursor.options(cls.options, values)
        subsearch = cursor.subsearch()
        options = {attribute(name): value for name, value in values.items()}
        return cls(cursor.command_span(), subsearch, fields, conditions, **options)

    def render(self) -> str:
        """`join`, its options, fields or conditions, and the subsearch."""
        text = f"join{print_options(self.options, option_values(self))}"
        if self.fields:
            text += f" {print_fields(self.fields, ', ')}"
        if self.conditions:
            text += " where " + " ".join(f"{print_field(left)}={print_field(right)}" for left, right in self.conditions)
        return f"{text} {print_subsearch(self.subsearch)}"


def _conditions(cursor: Cursor) -> tuple[tuple[FieldName, FieldName], ...]:
    found = []
    while not cursor.at_end() and cursor.peek_character() != "[":
        left = cursor.field(wildcards=False)
        cursor.expect("=")
        found.append((left, cursor.field(wildcards=False)))
        cursor.keyword("and")
    return tuple(found)
