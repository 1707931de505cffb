"""`metasearch`: finds events by their index, host, source and source type only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.data import Column, Table
from harness.spl.commands._metric_clauses import compared
from harness.spl.commands._refusals import unsupported
from harness.spl.contract import Command, CommandType, Context, Documentation, Example
from harness.spl.evaluation import resolve_subsearches, search_mask
from harness.spl.evaluation.bounds import possible_indexes, scan_window
from harness.spl.sources import EventScan
from harness.spl.syntax.printer import print_search_expression

if TYPE_CHECKING:
    from harness.spl.syntax.ast import SearchExpression
    from harness.spl.syntax.cursor import Cursor


SERVER = "embedded"
_GIVEN = ("host", "index", "source", "sourcetype", "splunk_server", "_time")
_INDEXED = frozenset({"host", "index", "source", "sourcetype", "_time", "_indextime"})


@dataclass(frozen=True, slots=True)
class MetasearchCommand(Command):
    """`metasearch [<search expression>]`."""

    keyword = "metasearch"
    type = CommandType.GENERATING
    syntax = "metasearch [<search expression>]"
    documentation = Documentation(
        summary="Finds events by index, host, source, source type and terms, and gives only these fields.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Metasearch",
        examples=(Example('| metasearch 404 host="webserver1"', says="Where and when a word occurs."),),
        differs=("Conditions on other fields than host, index, source, sourcetype and the time are refused.",),
    )

    expression: SearchExpression | None = None

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads the search expression."""
        expression = cursor.search_expression()
        return cls(cursor.command_span(), expression)

    def render(self) -> str:
        """`metasearch` and its expression."""
        return f"metasearch {print_search_expression(self.expression)}" if self.expression else "metasearch"

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """One row for each event that matches, newest first: host, index, source, sourcetype, splunk_server, _time.

        Raises: SplUnsupportedError for a condition on a field that an index need not know.
        """
        expression = self.expression and resolve_subsearches(self.expression, context)
        self._refuse_extracted(expression, context)
        indexes = possible_indexes(expression, context.sources.events.event_indexes(), context)
        window = context.searched = scan_window(expression, context)
        events = context.sources.events.scan_events(EventScan(indexes, window)) if indexes else Table({})
        found = events.filter(search_mask(expression, events, context)) if expression else events
        return found.with_column("splunk_server", Column.constant(SERVER, found.height)).select(_GIVEN)

    def _refuse_extracted(self, expression: SearchExpression | None, context: Context) -> None:
        for field in compared(expression):
            if field.name not in _INDEXED:
                what = f'metasearch by "{field.name}", which an index need not know'
                raise unsupported(context, field.span, what, f"write search {field.name}=.. instead")
