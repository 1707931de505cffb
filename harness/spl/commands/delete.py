"""`delete`: marks events as deleted."""

from __future__ import annotations

from dataclasses import dataclass

from harness.data import Column, Table, texts
from harness.errors import SearchRuntimeError
from harness.spl.commands._declared import DeclaredCommand
from harness.spl.commands._recording import record
from harness.spl.commands._refusals import unsupported
from harness.spl.contract import CommandType, Context, Documentation, Example

SERVER = "embedded"
ALL_INDEXES = "__ALL__"


@dataclass(frozen=True, slots=True)
class DeleteCommand(DeclaredCommand):
    """`delete`, where the setting `allow_delete` lets it."""

    keyword = "delete"
    type = CommandType.TRANSFORMING
    syntax = "delete"
    documentation = Documentation(
        summary="Marks events as deleted, where the setting allow_delete is true, and counts them by index.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Delete",
        examples=(Example("index=main invalid | delete"),),
        differs=(
            "Nothing is deleted: the events are in the results of the search, for whoever ran it.",
            "That no centralized streaming command such as head stands before it is not checked.",
        ),
        undecided=("the order of the rows: that of all indexes first, then by name",),
    )

    def execute(self, rows: Table, context: Context) -> Table:
        """One row for all indexes and one for each: `splunk_server`, `index`, `deleted`, `errors`.

        Raises: SplUnsupportedError unless deleting is allowed, SearchRuntimeError where the rows are no events.
        """
        if not context.settings.allow_delete:
            raise unsupported(context, self.span, "delete", "set allow_delete=true; the events are recorded then")
        if rows.height and not {"_raw", "_time", "index"} <= set(rows.names):
            message = "delete: these results are no events of an index"
            raise context.error(SearchRuntimeError, "SPL606", message, self.span, label="after a command that counts?")
        record("delete", "events", rows, {}, context)
        return _counted(rows)


def _counted(rows: Table) -> Table:
    """How many events there are in each index."""
    counts = {ALL_INDEXES: rows.height}
    indexes = texts(rows.column("index")).values() if rows.height else []
    for index in sorted(str(each) for each in indexes):
        counts[index] = counts.get(index, 0) + 1
    height = len(counts)
    return Table(
        {
            "splunk_server": Column.constant(SERVER, height),
            "index": Column.of(list(counts)),
            "deleted": Column.of(list(counts.values())),
            "errors": Column.constant(0, height),
        },
        height,
    )
