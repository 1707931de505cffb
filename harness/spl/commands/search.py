"""`search`: keeps the results that match a search expression; as the first command it reads them from the indexes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.data import Table
from harness.spl.commands._refusals import unsupported
from harness.spl.commands._search_modifiers import refuse_servers, with_modifiers
from harness.spl.contract import Command, CommandType, Context, Documentation, Example, Message
from harness.spl.evaluation import resolve_subsearches, search_mask
from harness.spl.evaluation.bounds import first_bound, index_window, names_index, possible_indexes, scan_window
from harness.spl.evaluation.pushdown import field_tests, raw_terms
from harness.spl.sources import EventScan
from harness.spl.syntax.printer import print_search_expression

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harness.spl.syntax.ast import SearchExpression
    from harness.spl.syntax.cursor import Cursor
    from harness.timerange import TimeRange


@dataclass(frozen=True, slots=True)
class SearchCommand(Command):
    """`search <search expression>`; without an expression it matches everything."""

    keyword = "search"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "search <search expression>"
    documentation = Documentation(
        summary="Keeps the results that match a search expression; as the first command it reads the indexes.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Search",
        examples=(
            Example("index=main status=404 user!=root", says="Events of an index that match."),
            Example(
                '| makeresults | eval user="Ann" | search user=ann | table user',
                rows=[{"user": "Ann"}],
                says="Letter case does not count.",
            ),
        ),
    )

    expression: SearchExpression | None

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads the search expression."""
        expression = cursor.search_expression()
        return cls(cursor.command_span(), expression)

    def render(self) -> str:
        """`search` and its expression."""
        return f"search {print_search_expression(self.expression)}" if self.expression else "search"

    def generate(self, context: Context) -> Table:
        """The events that match, newest first, from the indexes and the window that the expression allows."""
        expression = self.expression and with_modifiers(resolve_subsearches(self.expression, context), context)
        present = context.sources.events.event_indexes()
        indexes = possible_indexes(expression, present, context)
        if len(indexes) < len(present) and not (expression and names_index(expression)):
            self._say_defaults(context)
        window = context.searched = scan_window(expression, context)
        rows = _events(indexes, window, expression, context) if indexes else Table({})
        if expression is None:
            return rows
        refuse_servers(expression, rows, context)
        return rows.filter(search_mask(expression, rows, context))

    def _say_defaults(self, context: Context) -> None:
        names = ", ".join(context.settings.default_indexes) or "none"
        text = f"the search names no index, so only the default indexes were searched: {names}"
        context.say(Message("INFO", text, self.span, help="write index=<name>, or index=* for all of them"))

    def execute(self, rows: Table, context: Context) -> Table:
        """The rows that match.

        Undecided: a time bound in a search that follows a pipe; it is refused.
        """
        if self.expression is None:
            return rows
        expression = resolve_subsearches(self.expression, context)
        bound = first_bound(expression)
        if bound is not None:
            raise unsupported(
                context,
                bound.span,
                f'the time bound "{bound.name}" in a search that follows a pipe',
                "write | where _time >= relative_time(now(), ..), or move the bound to the first search",
            )
        return rows.filter(search_mask(expression, rows, context))


def _events(indexes: Sequence[str], window: TimeRange, expression: SearchExpression | None, context: Context) -> Table:
    """Every event that the expression matches, and perhaps others, with its fields.

    Splunk shows `_indextime` to a search that names it, and hides it from all others.
    """
    # A search without events has no use for what extracts fields from them.
    from harness.spl.extraction import events_with_fields, is_settled

    knowledge = context.sources.knowledge
    scan = EventScan(
        indexes,
        window,
        tests=[test for test in field_tests(expression) if is_settled(test.field, knowledge)],
        terms=raw_terms(expression) if is_settled("_raw", knowledge) else (),
        index_range=index_window(expression, context),
        with_index_time="_indextime" in context.source.text,
    )
    return events_with_fields(context.sources.events.scan_events(scan), context)
