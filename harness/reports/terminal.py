"""The table of a detection as a person reads it in a terminal.

Plain text instead of a rich renderable: importing rich takes longer than running a detection's tests.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from harness.reports.summary import DetectionTable, RowStatus, TableRow

HEADER = ("Test Type", "Status", "Dataset", "Source", "Sourcetype")
STATUS_COLUMN = 1
GREEN, RED, YELLOW, DIM, BOLD = 32, 31, 33, 2, 1
COLORS: dict[RowStatus, int] = {
    "Passing": GREEN,
    "Failing": RED,
    "Undecided": YELLOW,
    "Error": RED,
    "Not tested": DIM,
}
MARKS: dict[RowStatus, str] = {"Passing": "✔", "Failing": "✘", "Undecided": "?", "Error": "!", "Not tested": "-"}


def render_detection_table(table: DetectionTable, *, unicode: bool, color: bool) -> str:
    """The table "Detection Testing" of Splunk's page for a detection, under its name and its path."""
    return "\n".join(_lines(table, unicode=unicode, color=color)) + "\n"


def _lines(table: DetectionTable, *, unicode: bool, color: bool) -> Iterator[str]:
    rows = [_cells(row, unicode=unicode) for row in table.rows]
    widths = [max(len(row[i]) for row in [HEADER, *rows]) for i in range(len(HEADER))]
    yield f"{_style(table.detection, BOLD, color)}  {_style(table.path, DIM, color)}"
    yield ""
    yield "  " + _style(_line(HEADER, widths), BOLD, color)
    yield "  " + ("─" if unicode else "-") * (sum(widths) + 2 * (len(widths) - 1))
    for row, cells in zip(table.rows, rows, strict=True):
        padded = [cell.ljust(width) for cell, width in zip(cells, widths, strict=True)]
        padded[STATUS_COLUMN] = _style(padded[STATUS_COLUMN], COLORS[row.status], color)
        yield "  " + "  ".join(padded).rstrip()


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def _cells(row: TableRow, *, unicode: bool) -> tuple[str, ...]:
    mark = f"{MARKS[row.status]} " if unicode else ""
    tests = f" ({row.tests} tests)" if row.tests > 1 else ""
    return (
        row.test_type,
        f"{mark}{row.status}{tests}",
        _list(row.datasets),
        _list(row.sources),
        _list(row.sourcetypes),
    )


def _list(values: Sequence[str]) -> str:
    if not values:
        return "N/A"
    return values[0] if len(values) == 1 else f"{values[0]} and {len(values) - 1} more"


def _style(text: str, code: int, color: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if color else text
