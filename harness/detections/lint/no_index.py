"""A search that names neither an index nor a data model.

It reads the default indexes of whoever runs it, which for a scheduled search of an app may be none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from harness.detections.field_reads import search_expression
from harness.detections.lint import Rule
from harness.detections.lint._conditions import terms
from harness.diagnostics import Span
from harness.spl.syntax.ast import SearchComparison, SearchIn, SearchSubsearch, SubsearchComparison

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.detections.lint._search import LintedSearch
    from harness.diagnostics import Diagnostic

_INDEX = frozenset({"index", "eventtype", "savedsearch", "savedsplunk"})
_SOURCE = frozenset({"index", "sourcetype", "source", "eventtype", "tag", "host"})


class NoIndexRule(Rule):
    """Looks for an index in every search of events or metrics, macros expanded.

    A macro that says where the data come from is the place for the index of a site, so it counts as one.
    """

    codes = ("L016",)
    is_advice = True

    def look(self, search: LintedSearch) -> Iterator[Diagnostic]:
        """A warning for each command that reads data from nowhere in particular."""
        for line in search.lines:
            command = line.first
            if line.is_continuation or command.keyword not in ("search", "tstats", "mstats", "mcatalog"):
                continue
            if getattr(command, "dataset", None) or _has_index(search, command):
                continue
            yield search.finding(
                "L016",
                "the search names no index and no data model",
                _place(command),
                "reads the default indexes",
                help="add index=.., or a macro that holds it",
            )


def _has_index(search: LintedSearch, command: Any) -> bool:
    return any(_is_index(search, node, negated) for node, negated in terms(search_expression(command)))


def _is_index(search: LintedSearch, node: Any, negated: bool) -> bool:
    """Whether a term says, or may say, which index is read."""
    if isinstance(node, SearchSubsearch):
        return True
    if not isinstance(node, SearchComparison | SearchIn | SubsearchComparison):
        return False
    name = node.field.name.partition("::")[0].lower()
    if search.via(node.span) is not None:
        return name in _SOURCE
    return name in _INDEX and not negated and getattr(node, "operator", "=") == "="


def _place(command: Any) -> Span:
    if command.keyword != "search":
        return Span(command.span.start, command.span.start + len(command.keyword))
    expression = search_expression(command)
    return expression.span if expression is not None else command.span
