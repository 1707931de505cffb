"""A wildcard in front of a word in the search that reads events.

The index is ordered by the beginning of words: with a wildcard there, every event of the time range has to be read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from harness.detections.lint import Rule
from harness.detections.lint._conditions import terms
from harness.spl.syntax.ast import SearchComparison, SearchIn, SearchTerm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.detections.lint._search import LintedSearch
    from harness.diagnostics import Diagnostic, Span


_ORIGIN = frozenset({"index", "sourcetype", "source", "host", "eventtype", "tag"})


class LeadingWildcardRule(Rule):
    """Finds words that begin with `*` in searches that read events, and such values where nothing else narrows it."""

    codes = ("L014",)
    is_advice = True
    severity = "note"

    def look(self, search: LintedSearch) -> Iterator[Diagnostic]:
        """A note for each such search, at the first of its wildcards."""
        for line in search.lines:
            if line.first.keyword != "search" or line.is_continuation:
                continue
            found = list(_leading(line.first))
            is_word = any(search.text(span).lstrip(' "').startswith("*") for span in found)
            if found and (is_word or not _is_narrowed(line.first)):
                text = search.text(found[0]).strip()
                more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
                yield search.finding(
                    "L014",
                    f"{text} begins with a wildcard{more}: the index cannot narrow it down",
                    found[0],
                    "every event is read",
                    help="write the beginning of the word, or narrow the search by other words and fields first",
                    severity="note",
                )


def _leading(command: Any) -> Iterator[Span]:
    for node, values in _looked_for(command):
        if any(value.text.startswith("*") and value.text.strip("*") for value in values):
            yield node.span


def _is_narrowed(command: Any) -> bool:
    """Whether a word or a value whose beginning is known has to be in each event, beside where it comes from."""
    return any(
        all(value.text[:1] not in ("*", "") for value in values)
        for node, values in _looked_for(command)
        if not isinstance(node, SearchComparison | SearchIn) or node.field.name.lower() not in _ORIGIN
    )


def _looked_for(command: Any) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """Every term that an event has to have, and its values."""
    for node, negated in terms(command.expression):
        if negated:
            continue
        if isinstance(node, SearchTerm):
            yield node, (node,)
        elif isinstance(node, SearchComparison) and node.operator == "=":
            yield node, (node.value,)
        elif isinstance(node, SearchIn):
            yield node, node.values
