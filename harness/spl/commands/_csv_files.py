"""CSV files of the search head as a search sees them: those it was given, and over them what it has written."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from harness.data import Table
    from harness.spl.contract import Context


def csv_name(name: str) -> str:
    """The name of a file with its ending, which may be left out."""
    return name if "." in name else f"{name}.csv"


def written_file(name: str, context: Context) -> Table | None:
    """The rows of the file of this name, or None where there is no such file.

    A file without rows that was not asked to be made is gone.
    """
    wanted = csv_name(name)
    for each in reversed(context.recorded):
        if each.kind == "file" and each.target == wanted:
            return each.rows if each.rows.height or each.options.get("create_empty") == "true" else None
    files = context.sources.knowledge.csv_files
    return files.get(wanted, files.get(wanted.removesuffix(".csv")))
