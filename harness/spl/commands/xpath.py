"""`xpath`: reads a value out of XML with an XPath expression."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.data import Column, coalesce, laid_over, map_scalars, texts
from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.commands._refusals import unsupported
from harness.spl.commands._xml import XmlPath
from harness.spl.contract import CommandType, Context, Documentation, Example, Option

if TYPE_CHECKING:
    from harness.data import Table


@dataclass(frozen=True, slots=True)
class XpathCommand(DeclaredCommand):
    """Reads a value out of XML with an XPath expression."""

    keyword = "xpath"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "xpath [field=<field>] [outfield=<field>] [default=<string>] <string>"
    options = (
        Option("field", "field", default="_raw", says="The field that holds the XML."),
        Option("outfield", "field", default="xpath", says="The field for the value."),
        Option("default", "string", says="The value where there is none."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("path", "string"),)
    documentation = Documentation(
        summary="Reads a value out of XML with an XPath expression.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Xpath",
        examples=(
            Example(
                '| makeresults | eval x="<foo><bar n=\\"spock\\"/></foo>" | xpath outfield=name "//bar/@n" field=x '
                "| table name",
                rows=[{"name": "spock"}],
            ),
        ),
        differs=("Paths start with //; what an absolute path starts from is not documented.",),
        undecided=(
            "A text with a header of its own (<?xml ..?>) gives nothing, as the page says.",
            "An element that holds elements gives its XML.",
            "A multivalue is read member by member.",
        ),
    )

    field: str
    outfield: str
    default: str | None
    path: str

    def execute(self, rows: Table, context: Context) -> Table:
        """The rows with what the path finds; several nodes give a multivalue, none gives `default` or nothing.

        Raises: SplUnsupportedError for paths beyond the subset that the page names.
        """
        try:
            path = XmlPath.parse(self.path)
        except ValueError as error:
            raise unsupported(context, self.span, f"xpath with this path: {error}") from None
        column = texts(rows.column(self.field))
        found = map_scalars(path.find, column)
        if self.default is not None:
            found = coalesce([found, Column.constant(self.default, rows.height)])
        return laid_over(rows, {self.outfield: found})
