"""`outputcsv`: writes the results into a CSV file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._csv_files import csv_name, written_file
from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.commands._recording import record, written_options
from harness.spl.commands._refusals import unsupported
from harness.spl.contract import CommandType, Context, Documentation, Example, Option

if TYPE_CHECKING:
    from harness.data import Table


@dataclass(frozen=True, slots=True)
class OutputcsvCommand(DeclaredCommand):
    """`outputcsv [append=<bool>] <file name>`; the results go on unchanged."""

    keyword = "outputcsv"
    type = CommandType.ORCHESTRATING
    syntax = (
        "outputcsv [append=<bool>] [create_empty=<bool>] [override_if_empty=<bool>] "
        "[dispatch=<bool>] [usexml=<bool>] [singlefile=<bool>] [<name>]"
    )
    options = (
        Option("append", "boolean", default=False, says="Adds to the file."),
        Option("create_empty", "boolean", default=False, says="Makes the file where there are no results."),
        Option("override_if_empty", "boolean", default=True, says="Removes the file where there are no results."),
        Option("dispatch", "boolean", default=False, says="Writes into the folder of the job."),
        Option("usexml", "boolean", says="Writes XML where no file is named."),
        Option("singlefile", "boolean", default=True, says="Writes one file."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("filename", "word", optional=True),)
    documentation = Documentation(
        summary="Writes the results into a CSV file of the search head and lets them go on.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Outputcsv",
        examples=(
            Example(
                "| makeresults | eval a=1 | outputcsv x | inputcsv append=t x | table a",
                rows=[{"a": "1"}, {"a": "1"}],
                says="Later commands of the search see what was written.",
            ),
        ),
        differs=(
            "No file is written: its rows are in the results of the search, for whoever ran it.",
            "Without a file name it is refused.",
        ),
    )

    append: bool
    create_empty: bool
    override_if_empty: bool
    dispatch: bool
    usexml: bool | None
    singlefile: bool
    filename: str | None

    def execute(self, rows: Table, context: Context) -> Table:
        """The rows as they are; the file as it would be is recorded."""
        if self.filename is None:
            raise unsupported(context, self.span, "outputcsv without a file name", "name a file")
        if self.append and self.dispatch:
            raise unsupported(context, self.span, "outputcsv with append and dispatch")
        if not (rows.height or self.create_empty or self.override_if_empty):
            return rows
        before = written_file(self.filename, context) if self.append else None
        whole = rows if before is None else before.concat(rows.select(before.names))
        record("file", csv_name(self.filename), whole, written_options(self), context)
        return rows
