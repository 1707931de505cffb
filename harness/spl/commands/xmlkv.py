"""`xmlkv`: makes fields of XML elements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.data import laid_over, map_records, map_scalars, texts
from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.commands._xml import element_pairs, unescaped
from harness.spl.contract import CommandType, Context, Documentation, Example, Option

if TYPE_CHECKING:
    from harness.data import Record, Table
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class XmlkvCommand(DeclaredCommand):
    """Makes fields of XML elements."""

    keyword = "xmlkv"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "xmlkv [maxinputs=<int>] [<field>]"
    options = (Option("maxinputs", "integer", default=50_000, minimum=0, says="How many results at a time."),)
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("field", "field", optional=True),)
    documentation = Documentation(
        summary="Makes fields of XML elements.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Xmlkv",
        examples=(
            Example(
                '| makeresults | eval x="<g><name>chess</name></g>" | xmlkv x | table name', rows=[{"name": "chess"}]
            ),
        ),
        differs=("maxinputs is the size of a batch and changes nothing.",),
        undecided=(
            "An element that comes again: the last one counts.",
            "The field that is read is unescaped too, as the command's script did it in version 4.",
        ),
    )

    maxinputs: int
    field: FieldName | None

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """The rows with a field for every element that holds text only, by its name."""
        name = self.field.name if self.field else "_raw"
        if name not in rows:
            return rows
        plain = map_scalars(unescaped, texts(rows.column(name)), members=True)
        return laid_over(rows.with_column(name, plain), map_records(_pairs, plain).columns())


def _pairs(value: str | list[str]) -> Record:
    return {key: text for part in ([value] if isinstance(value, str) else value) for key, text in element_pairs(part)}
