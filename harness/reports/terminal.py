"""A run as a person reads it in a terminal: rich renderables, for the command line to print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from harness.reports.summary import DetectionTable, RowStatus

if TYPE_CHECKING:
    from rich.table import Table

STYLES: dict[RowStatus, str] = {
    "Passing": "green",
    "Failing": "bold red",
    "Undecided": "bold yellow",
    "Error": "bold red",
    "Not tested": "dim",
}
MARKS: dict[RowStatus, str] = {"Passing": "✔", "Failing": "✘", "Undecided": "?", "Error": "!", "Not tested": "-"}


def render_detection_table(table: DetectionTable, *, unicode: bool) -> Table:
    """The table "Detection Testing" of Splunk's page for a detection."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    shown = Table(
        title=Text.assemble((table.detection, "bold"), "  ", (table.path, "dim")),
        title_justify="left",
        box=box.SIMPLE_HEAD if unicode else box.ASCII,
        pad_edge=False,
    )
    for name in ("Test Type", "Status", "Dataset", "Source", "Sourcetype"):
        shown.add_column(name, overflow="fold", no_wrap=name in ("Test Type", "Status"))
    for row in table.rows:
        tests = f" ({row.tests} tests)" if row.tests > 1 else ""
        mark = MARKS[row.status] + " " if unicode else ""
        shown.add_row(
            row.test_type,
            Text(f"{mark}{row.status}{tests}", style=STYLES[row.status]),
            _list(row.datasets),
            _list(row.sources),
            _list(row.sourcetypes),
        )
    return shown


def _list(values: Sequence[str]) -> str:
    shown = [value for value in values if value]
    if not shown:
        return "N/A"
    return shown[0] if len(shown) == 1 else f"{shown[0]} and {len(shown) - 1} more"
