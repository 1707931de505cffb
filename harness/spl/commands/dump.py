"""`dump`: exports results into files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from harness.spl.commands._declared import DeclaredCommand
from harness.spl.commands._recording import record, written_options
from harness.spl.contract import CommandType, Context, Documentation, Option

if TYPE_CHECKING:
    from harness.data import Table


@dataclass(frozen=True, slots=True)
class DumpCommand(DeclaredCommand):
    """Exports results into files."""

    keyword = "dump"
    type = CommandType.ORCHESTRATING
    syntax = "dump [basefilename=<string>] [rollsize=<int>] [compress=<int>] [format=<string>] [fields=<string>]"
    options = (
        Option("basefilename", "string", says="How the names of the files start."),
        Option("rollsize", "integer", minimum=1, says="How many megabytes a file may have."),
        Option("compress", "integer", default=2, minimum=0, maximum=9, says="How much it is compressed."),
        Option("format", "string", default="raw", says="How results are written."),
        Option("fields", "string", says="Which fields."),
    )
    documentation = Documentation(
        summary="Exports results into files.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Dump",
        differs=("Nothing is written: it is in the results of the search, for whoever ran it.",),
        undecided=("what it gives on: the results as they are",),
    )

    basefilename: str | None
    rollsize: int | None
    compress: int
    format: str
    fields: str | None

    def execute(self, rows: Table, context: Context) -> Table:
        """The rows as they are; the files and what goes there are recorded.

        Undecided: what dump gives on.
        """
        wanted = (self.fields or "").replace(",", " ").split()
        written = rows.select([name for name in wanted if name in rows]) if wanted else rows
        record("file", self.basefilename or "", written, written_options(self), context)
        return rows
