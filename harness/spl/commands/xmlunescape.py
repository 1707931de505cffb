"""`xmlunescape`: replaces XML entities by the characters that they stand for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from harness.data import map_scalars, texts
from harness.spl.commands._declared import DeclaredCommand
from harness.spl.commands._xml import unescaped
from harness.spl.contract import CommandType, Context, Documentation, Example, Option

if TYPE_CHECKING:
    from harness.data import Table


@dataclass(frozen=True, slots=True)
class XmlunescapeCommand(DeclaredCommand):
    """Replaces XML entities by the characters that they stand for."""

    keyword = "xmlunescape"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "xmlunescape [maxinputs=<int>]"
    options = (Option("maxinputs", "integer", default=50000, minimum=0, says="How many results are looked at."),)
    documentation = Documentation(
        summary="Replaces XML entities by the characters that they stand for.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Xmlunescape",
        examples=(
            Example('| makeresults | eval _raw="&lt;a&gt;" | xmlunescape | eval r=_raw | table r', rows=[{"r": "<a>"}]),
        ),
        differs=("maxinputs is the size of a batch and changes nothing.",),
        undecided=("Text that was escaped twice is unescaped twice.",),
    )

    maxinputs: int

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """The rows with the entities of `_raw` replaced."""
        if "_raw" not in rows:
            return rows
        return rows.with_column("_raw", map_scalars(unescaped, texts(rows.column("_raw")), members=True))
