"""`outputtext`: copies the raw text into the field `_xml`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from harness.data import Column, map_scalars, texts
from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Context, Documentation, Example, Option

if TYPE_CHECKING:
    from harness.data import Table


@dataclass(frozen=True, slots=True)
class OutputtextCommand(DeclaredCommand):
    """Copies the raw text into the field `_xml`."""

    keyword = "outputtext"
    type = CommandType.TRANSFORMING
    syntax = "outputtext [usexml=<bool>]"
    options = (Option("usexml", "boolean", default=True, says="Escapes it for XML."),)
    documentation = Documentation(
        summary="Copies the raw text of every result into the field _xml.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Outputtext",
        examples=(
            Example(
                '| makeresults | eval _raw="a<b & \\"c\\"" | outputtext | table _xml',
                rows=[{"_xml": 'a&lt;b &amp; "c"'}],
            ),
        ),
        undecided=("which characters are escaped: &, < and >; quotes stay",),
    )

    usexml: bool

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """Every row with `_xml`; null where there is no raw text.

        Undecided: whether quotes are escaped too; they are not.
        """
        if "_raw" not in rows:
            return rows.with_column("_xml", Column.nulls(rows.height))
        raw = texts(rows.column("_raw"))
        return rows.with_column("_xml", map_scalars(_escaped, raw) if self.usexml else raw)


def _escaped(value: str | list[str]) -> str:
    return escape(value if isinstance(value, str) else "\n".join(value))
