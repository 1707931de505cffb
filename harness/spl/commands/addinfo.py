"""`addinfo`: adds the time range and the id of the search to every result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from harness.data import Column
from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Context, Documentation, Example

if TYPE_CHECKING:
    from harness.data import Table


@dataclass(frozen=True, slots=True)
class AddinfoCommand(DeclaredCommand):
    """Adds the time range and the id of the search to every result."""

    keyword = "addinfo"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "addinfo"
    documentation = Documentation(
        summary="Adds the time range and the id of the search to every result.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Addinfo",
        examples=(
            Example(
                "| makeresults | addinfo | table info_min_time info_max_time info_search_time",
                rows=[{"info_min_time": "0.000", "info_max_time": "+Infinity", "info_search_time": "1700000000.000"}],
            ),
        ),
    )

    def execute(self, rows: Table, context: Context) -> Table:
        """Every row with the window that the search covers, the time that it started, and its id.

        Units: epoch seconds with three decimals; a window without an end has `+Infinity` there.
        """
        window = context.searched_range
        latest = "+Infinity" if window.latest is None else f"{window.latest:.3f}"
        values = {
            "info_min_time": f"{window.earliest or 0:.3f}",
            "info_max_time": latest,
            "info_sid": context.sid,
            "info_search_time": f"{context.now:.3f}",
        }
        return rows.with_columns({name: Column.constant(value, rows.height) for name, value in values.items()})
